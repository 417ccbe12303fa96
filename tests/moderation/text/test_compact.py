"""What is kept of names in little room says the same as what takes more."""

from bench.banks import bank_of
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.text.compact import HEAD, Compact
from tambour.moderation.text.guises import guises, typed
from tambour.moderation.text.keys import key_in, letters_by_sound
from tambour.moderation.text.terms import ways_of

LETTERS = st.text(alphabet="abс", min_size=0, max_size=4)


@given(
    strings=st.lists(
        st.tuples(st.text(alphabet="abс", min_size=HEAD, max_size=9), st.integers(0, 3)), max_size=30
    ),
    words=st.lists(LETTERS, max_size=9),
)
def test_strings_that_fill_whole_words_are_found_where_the_long_way_finds_them(strings, words):
    meant = set()
    for first in range(len(words)):
        for last in range(first, len(words)):
            said = "".join(words[first : last + 1])
            before = first and not words[first - 1]
            if words[last] and not before:
                meant |= {(number, first, last) for one, number in strings if one == said}
    assert set(Compact(strings).whole(words)) == meant
    every = {one for one, _ in strings}
    assert all(
        set(Compact(strings).numbers(one)) == {n for said, n in strings if said == one} for one in every
    )


def test_one_more_string_makes_none_be_missed():
    strings = [(f"{n:07}x", n) for n in range(30_000)]
    many = Compact(strings)
    assert all(list(many.whole([said[:3], said[3:]])) == [(n, 0, 1)] for said, n in strings[::97])
    assert not list(many.whole(["0000000y", "1234567"]))


SAID = st.text(alphabet="abcdefghijklmnoprstuvwyzßþxqksсчзштцжюяьъшщةءحکپ0123456789αθ'", max_size=10)


@given(word=SAID)
def test_letters_by_sound_are_those_of_the_key(word):
    assert letters_by_sound(word) == key_in(word)[0]


def test_letters_by_sound_are_those_of_the_key_in_every_guise_of_names():
    for entry in bank_of(70):
        for way in ways_of(entry):
            for said, _, _ in (*guises(way.words), *typed(entry.term)):
                assert [letters_by_sound(word) for word in said] == [key_in(word)[0] for word in said]
