"""The normaliser: examples by language and by trick, laws, and hostile texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.text.letters import fold
from tambour.moderation.text.normal import GROWTH_MAX, LENGTH_MAX, folded, folded_text, normalise

PLAIN = [
    ("The Grey Lantern calls you", "the grey lantern calls you"),
    ("Серый Фонарь зовёт, ещё есть места", "серыи фонарь зовет, еще есть места"),
    ("الفانوس الرمادى يدعوكم إلى الأُخوّة", "الفانوس الرمادي يدعوكم الي الاخوه"),
    ("فانوسِ خاكسترى کی گلی", "فانوس خاكستري كي كلي"),
    ("Großer Straßenkrieg, ça va, İstanbul", "grosser strassenkrieg, ca va, istanbul"),
    ("Сірий ліхтар їде", "сирии лихтар иде"),
    ("١٢٣ و ۴۵۶", "123 و 456"),
]
TRICKS = [
    ("lantern", ["LANTERN", "ｌａｎｔｅｒｎ", "𝓵𝓪𝓷𝓽𝓮𝓻𝓷", "ⓛⓐⓝⓣⓔⓡⓝ", "🅻🅰🅽🆃🅴🆁🅽", "ʟᴀɴᴛᴇʀɴ"]),
    ("lantern", ["lаntеrn", "Lαnτεrn", "lan\u200btern", "lan\xadtern", "l̶a̶n̶t̶e̶r̶n̶", "lan\u2060\u202etern"]),
    ("lantern", ["l4nt3rn", "l@nt3rn", "l a n t e r n", "l.a.n.t.e.r.n", "l - a - n - t - e - r - n"]),
    (
        "фонарь",
        [
            "ФОНАРЬ",
            "ф\u0301онарь",
            "фoнapь",
            "ф0нарь",
            "фон@рь",
            "ф о н а р ь",
            "ф*о*н*а*р*ь",
            "фо\u200dнарь",
        ],
    ),
    ("الفانوس", ["الفانــــوس", "اَلْفَانُوسُ", "ٱلفانوس", "ا ل ف ا ن و س", "ا.ل.ف.ا.ن.و.س", "ال\u200cفانوس"]),
    ("lantern", ["laaaaanteeeern", "LLLanternnnn"]),
    (
        "grey lantern",
        ["g.r.e.y l.a.n.t.e.r.n", "g-r-e-y / l-a-n-t-e-r-n".replace(" / ", " "), "g r e y  l a n t e r n"],
    ),
]
KEPT = ["covid19 in 2020", "192.168.1.1", "1941-1945", "1 2 3 4 5 6", "g20 and c4", "v2.0", "☺ 👍"]


@pytest.mark.parametrize(("said", "read"), PLAIN)
def test_letters_of_many_spellings_become_one(said, read):
    assert normalise(said).text == read


@pytest.mark.parametrize(("word", "tricks"), TRICKS, ids=range(len(TRICKS)))
def test_a_hidden_word_is_read(word, tricks):
    for trick in tricks:
        assert normalise(trick).text == word, ascii(trick)


@pytest.mark.parametrize("said", KEPT)
def test_numbers_and_signs_stay_what_they_are(said):
    assert normalise(said).text == said
    assert normalise(said).bent == 0


def test_a_word_of_lookalikes_belongs_to_the_language_around_it():
    assert normalise("Завтра утром вce нa север").text == "завтра утром все на север"
    assert normalise("Аll оf them").text == "all of them"


def test_what_was_hidden_is_counted():
    assert normalise("an ordinary sentence, with 3 words").bent == 0
    assert normalise("an 0rdin4ry s e n t e n c e").bent == 2


def test_the_way_back_marks_the_word_as_it_was_written():
    said = "see: L\u200b4NT\u0301ERN!"
    found = normalise(said)
    start = found.text.index("lantern")
    assert said[slice(*found.original(start, start + 7))] == "L\u200b4NT\u0301ERN"
    spaced = "go l a n t e r n now"
    found = normalise(spaced)
    start = found.text.index("lantern")
    assert spaced[slice(*found.original(start, start + 7))] == "l a n t e r n"
    assert found.merged == ((start, start + 7),)
    long = "lanterrrrrn"
    found = normalise(long)
    assert long[slice(*found.original(0, len(found.text)))] == long
    assert found.original(3, 3) == (0, 0)


TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aаАbв134@$! .-_*\u200b\u0301\u0640ءأةىﷺ\n☺"),
    ),
    max_size=80,
)


@given(TEXTS)
def test_normalising_twice_changes_nothing(said):
    once = normalise(said).text
    assert normalise(once).text == once


@given(TEXTS)
def test_every_letter_has_an_origin_and_they_keep_their_order(said):
    found = normalise(said)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)
    assert all(0 <= a < b <= len(said) for a, b in zip(found.starts, found.ends, strict=True))
    assert all(0 <= a < b <= len(found.text) for a, b in found.merged)
    assert all(0 <= i < len(found.text) for i in found.stretched)


@given(st.characters())
def test_folding_a_folded_character_changes_nothing(char):
    assert "".join(map(fold, fold(char))) == fold(char)


BOMBS = [
    "ﷺ" * 20_000,
    "a" + "\u0301" * 400_000,
    " a" * 200_000,
    "a." * 200_000,
    "a$" * 200_000,
    "$" * 400_000,
]
BOMBS += [
    "aа" * 200_000,
    "aaab" * 100_000,
    "1a" * 200_000,
    "👍🏽" * 200_000,
    "\u202e" * 400_000,
    "a -" * 130_000,
]


@pytest.mark.parametrize("bomb", BOMBS, ids=[ascii(bomb[:3]) for bomb in BOMBS])
def test_a_bomb_takes_no_longer_than_its_length(bomb):
    began = time.process_time()
    found = normalise(bomb)
    assert time.process_time() - began < 2.0
    assert len(found.text) <= LENGTH_MAX * GROWTH_MAX + 64 + LENGTH_MAX


@given(st.text(max_size=80))
def test_a_text_is_folded_alike_with_and_without_the_way_back(text):
    for said in (text, text + "ﷺ" * 40):
        assert folded_text(said) == folded(said).text
