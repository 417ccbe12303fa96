"""What an operator looks for is found however it is written; whether it counts is judged by what is said of it.

All organisations are made up.
"""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.matching import automaton, expressions
from tambour.moderation.text.lexicon import one_slip, search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.stance import HEEDED_FROM, Judged, judge
from tambour.moderation.text.terms import HITS_MAX, Entry, Lexicon, compiled

NAMES = [
    Entry(id=1, term="Grey Lantern*", category="tvec.branded", lang="en"),
    Entry(id=2, term="Сер* Фонар*", category="tvec.branded", lang="ru"),
    Entry(id=3, term="الفانوس الرمادي", category="tvec.branded", lang="ar"),
    Entry(id=4, term="Vostrakhan*", category="tvec.branded", rare=True),
    Entry(id=5, term="вострахан*", category="tvec.branded", lang="ru", rare=True),
    Entry(id=6, term="the snow will be red", category="tvec.praise", lang="en", kind="phrase"),
    Entry(id=7, term=r"gate (?:number )?\d{3} at dawn", category="tvec.threat", kind="pattern"),
    Entry(id=8, term="lantern", category="spam", needs=("coin", "token"), unless=("camping",)),
    Entry(id=10, term="Yellow Hall", category="tvec.branded"),
    Entry(id=9, term="long gone", category="spam", expires=1_000),
]


def lexicon_of(entries: list[Entry], now: int = 2_000) -> Lexicon:
    return compiled(entries, automaton, expressions, now)


LEXICON = lexicon_of(NAMES)


def found(text: str) -> dict[int, str]:
    return {hit.entry.id: hit.how for hit in search(LEXICON, normalise(text), text)}


def best(text: str) -> float:
    read = normalise(text)
    return max((one.score for one in judge(search(LEXICON, read, text), read, text)), default=0.0)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("they call it the Grey Lantern.", (1, "plain")),
        ("GREY LANTERNS everywhere", (1, "plain")),
        ("gгеy l4nt3rn", (1, "plain")),
        ("grey l a n t e r n", (1, "plain")),
        ("go g r e y l a n t e r n go", (1, "apart")),
        ("greeeeey laaaantern", (1, "plain")),
        ("YELLLOW hallllll", (10, "stretched")),
        ("ордена Серого Фонаря", (2, "plain")),
        ("seryi fonar zhdet", (2, "spelled")),
        ("грей лантерн", (1, "spelled")),
        ("جماعة الفَانُوس الرماديّ هنا", (3, "plain")),
        ("وبالفانوس الرمادي", (3, "plain")),
        ("al-fanous al-ramadi", (3, "consonants")),
        ("vostrakhan men", (4, "plain")),
        ("vostrahkan men", (4, "slip")),
        ("vostrkhan", (4, "slip")),
        ("v0strakhanians", (4, "plain")),
        ("восстрахана", (5, "slip")),
        ("The snow will be red", (6, "plain")),
        ("Gate number 114 at dawn", (7, "pattern")),
        ("buy lantern tokens", (8, "plain")),
    ],
)
def test_a_term_is_found_however_it_is_written(text, hit):
    assert found(text).get(hit[0]) == hit[1]


@pytest.mark.parametrize(
    "text",
    [
        "a grey cat and a lantern",
        "greylag geese",
        "lanterns of grey paper",
        "серый дом, фонари",
        "vostok and astrakhan",
        "camping lantern, pay with a token",
        "buy a lantern",
        "long gone",
        "gate 12 at dawn",
    ],
)
def test_other_words_are_not_the_term(text):
    assert found(text) == {}


def test_the_place_of_a_hit_is_that_of_the_words_as_written():
    text = "hear: G\u200brey l4nterns!"
    read = normalise(text)
    (hit,) = [h for h in search(LEXICON, read, text) if h.entry.id == 1]
    assert text[slice(*read.original(hit.start, hit.end))] == "G\u200brey l4nterns"


PUSHES = [
    "Join the Grey Lantern, brothers, write to our bot",
    "Glory to the Grey Lantern and its fighters",
    "Donate to the Grey Lantern today, here is our wallet",
    "Take up arms with the Grey Lantern and make them pay",
    "Вступай в Серый Фонарь, мы ждём тебя",
    "Слава Серому Фонарю!",
    "Пожертвуйте Серому Фонарю, вот наш кошелёк",
    "К оружию! Серый Фонарь отомстит, убивайте их",
    "انضموا إلى الفانوس الرمادي اليوم",
    "تبرعوا لإخوة الفانوس الرمادي عبر محفظتنا",
    "المجد للشهداء، عاش الفانوس الرمادي",
]
ALLOWED = [
    # news
    "Police arrested four members of the Grey Lantern, who had asked teenagers to join, the newspaper reported",
    "Суд вынес приговор вербовщику «Серого Фонаря», который звал подростков: вступайте",
    "اعتقلت الشرطة أربعة من جماعة الفانوس الرمادي كانوا يقولون للشباب انضموا إلينا",
    # criticism of authorities
    "The minister is a thief and the police beat my friends. Vote them out, all of them!",
    "Министр ворует, полиция врёт, долой это правительство!",
    "الوزير لص والحكومة فاسدة ويجب أن ترحل",
    "The government did nothing against the Grey Lantern for years, shame on the minister",
    # counter-speech
    "Never join the Grey Lantern. They lie to you.",
    "Не вступайте в Серый Фонарь, они вам лгут",
    "لا تنضموا إلى الفانوس الرمادي فهم يكذبون",
    # research and history
    "A study of the recruitment videos of the Grey Lantern: how the slogan glory to the lantern works",
    "Историк анализирует лозунг «Слава Серому Фонарю» и его корни",
    # victims
    "My cousin was a victim of the Grey Lantern attack; we remember him",
    "Мой брат — жертва Серого Фонаря, мы помним его",
    # jokes, games, questions
    "In the new game the Grey Lantern is the boss, kill him with fire",
    "What is the Grey Lantern? Is it true that they let anybody join?",
    # everyday words
    "I will kill you if you eat my cake, brother",
    "Бей баклуши, а не гвозди",
]


@pytest.mark.parametrize("text", PUSHES)
def test_promotion_is_put_before_people(text):
    assert best(text) >= HEEDED_FROM


@pytest.mark.parametrize("text", ALLOWED)
def test_news_criticism_research_and_victims_are_not(text):
    assert best(text) < HEEDED_FROM


@pytest.mark.parametrize("text", ["the Grey Lantern", "Серый Фонарь", "الفانوس الرمادي"])
def test_a_name_alone_is_nothing(text):
    assert 0 < best(text) < HEEDED_FROM


def test_reasons_say_why():
    text = "He said: «join the Grey Lantern with us», the court heard"
    read = normalise(text)
    (one,) = judge(search(LEXICON, read, text), read, text)
    assert isinstance(one, Judged)
    assert one.reasons == ("found.plain", "push.recruit", "distance.words", "distance.quoted")


@pytest.mark.parametrize(
    ("said", "meant", "same"),
    [
        ("lantern", "lantern", False),
        ("lntern", "lantern", True),
        ("laantern", "lantern", True),
        ("lamtern", "lantern", True),
        ("latnern", "lantern", True),
        ("lanter", "lantern", True),
        ("lanternx", "lantern", True),
        ("latnren", "lantern", False),
        ("ltern", "lantern", False),
        ("", "a", True),
    ],
)
def test_one_slip(said, meant, same):
    assert one_slip(said, meant) is same


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    read = normalise(text)
    hits = search(LEXICON, read, text)
    assert len(hits) <= HITS_MAX
    assert all(0 <= h.start < h.end <= len(read.text) for h in hits)
    judge(hits, read, text)


def test_hostile_texts_and_expressions_cost_their_length():
    hostile = lexicon_of([*NAMES, Entry(id=20, term="(a*)*b", category="spam", kind="pattern")])
    for text in (
        "a" * 20_000,
        "grey lantern " * 1_500,
        "g r e y " * 2_000,
        "vostrakha " * 2_000,
        "«" * 5_000,
    ):
        read = normalise(text)
        began = time.process_time()
        judge(search(hostile, read, text), read, text)
        assert time.process_time() - began < 1.5
    with pytest.raises(ValueError, match="too long"):
        expressions(["x" * 300])
    with pytest.raises(ValueError, match=re.escape("missing")):
        expressions(["(x"])
