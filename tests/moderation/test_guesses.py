"""What a model is given, in which language it is, and what its card says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.allowed import BARS
from tambour.moderation.card import measured, told
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import ALLOWED_KINDS, GUESSED, LETTERS_MIN, Guess, policy_prompt, readable
from tambour.moderation.harms import BY_KEY
from tambour.moderation.text.tongues import LATIN, OTHERS, tongue

SURE, UNSURE = Guess(score=0.9, category="tvec.praise"), Guess(score=0.6, abstains=True)
LOW = Guess(score=0.1)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Come to the hall on Sunday", "Come to the hall on Sunday"),
        ("COME TO THE HALL ON SUNDAY", "Come to the hall on sunday"),
        ("look: https://a.example/x?y=z here it stands", "look: here it stands"),
        ("c o m e  t o  the h4ll on Sunday", "come t o the hall on sunday"),
        ("ка\u00adша с ма\u200bслом на столе", "каша с маслом на столе"),
        ("أهلاً وســـهلاً بكم جميعاً", "أهلاً وسهلاً بكم جميعاً"),
        ("no, thanks", ""),
        ("https://only.example/a/very/long/link", ""),
        ("👍👍👍 123456789012345", ""),
    ],
)
def test_a_model_reads_what_people_wrote_unless_they_hid_it(said, read):
    assert readable(said) == read


@given(st.text(max_size=200))
def test_whatever_is_said_can_be_read(said):
    read = readable(said)
    assert read == "" or sum(c.isalpha() for c in read) >= LETTERS_MIN


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("We all know where the money went", "en"),
        ("Всё это уже было, и не раз", "ru"),
        ("كل هذا كان معروفا من قبل", "ar"),
        ("On ne sait pas où est passé l'argent", "fr"),
        ("Niemand weiß, wohin das Geld gegangen ist", "de"),
        ("Bu para nereye gitti, bilen yok", "tr"),
        ("Nadie sabe dónde está el dinero", "es"),
        ("Nessuno sa dove sono finiti i soldi della città", ""),
        ("Ninguém sabe para onde foi o dinheiro, não é?", ""),
        ("Niemand weet waar het geld gebleven is", ""),
        ("Все це вже було, і не раз", ""),
        ("这一切都已经发生过", ""),
        ("12345", ""),
        ("Thornfield Ravenholt", ""),
    ],
)
def test_the_language_is_said_where_it_is_clear(said, lang):
    assert tongue(said) == lang


def test_languages_that_were_measured_are_apart_from_others():
    assert {*LATIN, "ru", "ar"} == {"en", "ru", "ar", "fr", "de", "tr", "es"}
    assert not set(LATIN) & set(OTHERS)


def rows(*kinds: str) -> list[Sorted]:
    harmful = Sorted(text="x", harmful=True, lang="en", kind="praise", category="tvec.praise")
    return [harmful, *(Sorted(text="y", harmful=False, lang="en", kind=kind) for kind in kinds)]


def test_a_card_counts_what_a_model_says_and_what_it_leaves_open():
    card = measured(rows("news", "criticism", "counter.mock", "satire.joke"), [SURE, LOW, None, UNSURE, LOW])
    assert (card.recall.hits, card.recall.of, card.alarms.hits, card.alarms.of) == (1, 1, 0, 4)
    assert card.silent.hits == 2
    assert card.reasons == ()
    assert [(row.lang, row.kind) for row in card.rows[:3]] == [
        ("all", "criticism"),
        ("all", "news"),
        ("all", "counter"),
    ]
    assert "| en | allowed: everyday | 0.20 | 0 of 1 |" in told(card, "Card", "")


@pytest.mark.parametrize("kind", sorted(BARS))
def test_one_kind_of_allowed_speech_above_its_bar_is_enough(kind):
    kinds = ["news", "criticism", "counter", kind]
    card = measured(rows(*kinds), [SURE, LOW, LOW, LOW, SURE])
    assert any(why.startswith(f"en.{kind} 1/") for why in card.reasons)
    assert "stays in the shadow" in told(card, "Card", "")


def test_what_was_not_measured_is_no_pass():
    assert measured(rows("news", "counter"), [SURE, LOW, LOW]).reasons == ("criticism was not measured",)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.4, 0.7])), max_size=30))
def test_the_order_is_what_comparing_all_pairs_says(sides):
    sorted_rows = [Sorted(text="", harmful=side) for side, _ in sides]
    card = measured(sorted_rows, [Guess(score=score) for _, score in sides])
    pairs = [
        (one > other) + (one == other) / 2 for side, one in sides if side for no, other in sides if not no
    ]
    assert card.order == pytest.approx(sum(pairs) / len(pairs) if pairs else 0.5)


def test_the_prompt_names_every_category_and_every_kind_of_allowed_speech():
    said = policy_prompt()
    assert all(key in BY_KEY and f"- {key}: " in said for key in GUESSED)
    assert all(kind in said for kind in ALLOWED_KINDS)
