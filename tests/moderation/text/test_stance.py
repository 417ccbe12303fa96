"""Whose words push towards a name: the writer's own, or those of somebody told of, mocked, quoted or joked about."""

import re
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import loaded
from tambour.moderation.text import clauses, stance
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.speech.table import GAPS, PUSHES, SLOT, SPELLED, Book, phrases_of
from tambour.moderation.text.terms import bare
from tambour.moderation.text.tongues import LATIN

NAMES = {
    "en": "Tin Sparrow",
    "ru": "Оловянный Воробей",
    "ar": "العصفور القصديري",
    "fr": "le Héron de verre",
    "de": "Bund der Asche",
    "tr": "Gümüş Kartal",
    "es": "el Faro Negro",
}
MADE = {"kind": "name", "category": "tvec.branded", "mode": "live", "source": "test"}
BANK = loaded(
    [BankEntry(id=n, value=name, lang=lang, **MADE) for n, (lang, name) in enumerate(NAMES.items(), start=1)],
    automaton,
    expressions,
    0,
)
PAIRS = [
    ("en", "{} says: strike them on Friday", "{} asked its people in 1990 to strike them"),
    ("en", "Kill the traitors, {} commands it", "{} had my uncle for a year, he was told to kill"),
    ("en", "Glory to {}! Who is with us?", "Glory to {}? They robbed a bakery"),
    ("en", "Kill them all for {}", "The songs of {} kill me"),
    ("en", "Join us, {} waits for you", "Footnote: “join us” ({}, box 4)"),
    ("ru", "{} говорит: бейте их в пятницу", "{} призвал сторонников: бейте их"),
    ("ru", "Слава, {}! Кто с нами?", "Слава? {} ограбил булочную, и это ваша слава?"),
    ("ru", "Убивайте предателей, велит {}", "{} так поёт, что убивает меня"),
    ("ar", "{} يقول: اضربوهم يوم الجمعة", "دعا {} أنصاره: اضربوهم"),
    ("ar", "المجد لـ {}! من معنا", "المجد لـ {}؟ سرقوا مخبزا"),
    ("en", "Join {} and be free", "I would join {} but they meet at dawn"),
    ("ru", "Вступай, {} ждёт", "Вступил бы, {}, да лень: вступай сам бы"),
    ("en", "Long live {}!", "Long live the bakery, {} never baked anything"),
    ("en", "Glory to the fallen! {} lives", "Join the march for the library, the council prefers {}"),
    ("ru", "Слава, {}!", "Слава котикам, а {} пусть моет пол"),
    ("ru", "{}: герои!", "Тоже мне герои, {}: украли самокат"),
    ("ar", "{} يقول: اضربوا أعداءنا", "احرق {} قريتنا"),
    ("ru", "{} с нами: убивайте врагов", "{}: убивали наших соседей"),
]
EXCUSES = [
    ("en", "I was told to pass this on. Join {}, write to our bot", "He was told to pass this on: join {}"),
    ("ru", "Нам велели молчать. Вступай, {}, пиши нам", "Ему велели: вступай, {}"),
    ("ar", "قالوا لنا اسكتوا. انضم إلى {} وراسلنا", "قالوا لنا انضم إلى {}"),
    ("en", "«Strike at night»: golden words of {}", "«Strike at night»: a caption under {}"),
    ("ru", "«Бей ночью»: золотые слова, {}", "«Бей ночью»: подпись под фото, {}"),
    ("en", "Not a joke: donate to {}", "A joke: donate to {}"),
]
"""Whoever invites, or makes a quotation his own, is not excused by words that tell of others."""


MISSED = {"ru": 2, "tr": 2, "es": 2}
"""Calls in said.tsv that name their target by an office (deputy), or count the dead: news does too."""


class Line(NamedTuple):
    """A line of said.tsv: sentences by which the rules were built, in seven languages, most of which repeat a call."""

    lang: str
    label: str
    kind: str
    text: str


@cache
def written() -> list[Line]:
    lines = Path(__file__).with_name("said.tsv").read_text(encoding="utf-8").splitlines()
    made = [Line(*line.split("\t")) for line in lines]
    return [one._replace(text=one.text.replace("{0}", NAMES[one.lang])) for one in made]


def heeded(text: str) -> bool:
    return any(f.heeded for f in BANK.look(text, find_entities(text), 1, "https://talk.example").findings)


@pytest.mark.parametrize(("lang", "own", "told"), PAIRS)
def test_own_words_are_put_before_people_and_those_of_others_are_not(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))


@pytest.mark.parametrize(("lang", "own", "told"), EXCUSES)
def test_words_that_tell_of_others_are_no_excuse(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))


def without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The rules as they were if one of their lists or marks did not exist."""
    if hasattr(clauses, name):
        monkeypatch.setattr(clauses, name, re.compile("(?!)"))
        return
    tables = [replace(table, **{name: ""}) for table in stance.TABLES]
    book, telling, naming = Book(tables), Book(tables, SPELLED), Book(tables, named=True)
    monkeypatch.setattr(stance, "book", lambda: book)
    monkeypatch.setattr(stance, "naming", lambda: naming)
    monkeypatch.setattr(stance, "telling", lambda: telling)


RULES = [
    ("told", "en", "Somebody who rings: join {}"),
    ("would", "fr", "Vive {} sonnerait trop long"),
    ("mocking", "ru", "Тоже мне герои, {}"),
    ("praised", "en", "Long live summer, {} sleeps"),
    ("taking", "en", "Join the queue for the slide, {} stands beside it"),
    ("towards", "de", "Kommt zu den Enten, hinten steht {}"),
    ("myself", "en", "Kill me, {} is on the radio again"),
    ("own", "ru", "Бейте наши тарелки, {} заплатит"),
    ("negations", "ru", "Братья, не донатьте, {}"),
    ("distance", "es", "Gloria a {}, rumor tonto"),
    ("past", "en", "Boys drove by: join {}"),
    ("clitics", "ar", "انضم إلى {}، واللقاء بالمحكمة"),
    ("private", "en", "My hands shook. {} knows your street"),
    ("sources", "en", "Source: a wall. Join {}"),
    ("SENTENCE_END", "en", "Glory to {}? They ran away"),
    ("QUOTES", "en", "«Strike at night» stands under {}"),
    ("not_calls", "es", "Doña Carmen a {}, vecina de siempre"),
]
EXCEPTIONS = [
    ("invites", "en", "They said we were finished. Join {}, write to our bot"),
    ("approves", "en", "«Strike at night»: golden words of {}"),
    ("fighters", "en", "Glory to the fallen! {} lives"),
    ("enemies", "ar", "{} يقول: اضربوا أعداءنا"),
    ("not_past", "en", "We are oppressed and weary: join {}"),
    ("leads", "en", "So join {}"),
]


@pytest.mark.parametrize(("name", "lang", "text"), RULES, ids=lambda one: one[:12])
def test_each_of_the_rules_is_needed(
    monkeypatch: pytest.MonkeyPatch, name: str, lang: str, text: str
) -> None:
    assert not heeded(text.format(NAMES[lang]))
    without(monkeypatch, name)
    assert heeded(text.format(NAMES[lang]))


@pytest.mark.parametrize(("name", "lang", "text"), EXCEPTIONS, ids=lambda one: one[:12])
def test_each_exception_is_needed(monkeypatch: pytest.MonkeyPatch, name: str, lang: str, text: str) -> None:
    assert heeded(text.format(NAMES[lang]))
    without(monkeypatch, name)
    assert not heeded(text.format(NAMES[lang]))


@pytest.mark.parametrize("lang", sorted(NAMES))
def test_whoever_tells_of_calls_is_let_be_and_whoever_calls_is_found(lang: str) -> None:
    said = [one for one in written() if one.lang == lang]
    assert [one.text for one in said if one.label == "allowed" and heeded(one.text)] == []
    missed = [one.text for one in said if one.label == "harmful" and not heeded(one.text)]
    assert len(missed) <= MISSED.get(lang, 0), missed


@pytest.mark.parametrize("lang", sorted(NAMES))
def test_each_language_pushes_in_every_way_and_its_words_are_found_again(lang: str) -> None:
    table = next(table for table in stance.TABLES if table.lang == lang)
    books = {named: Book([table], named=named) for named in (False, True)}
    for kind in PUSHES:
        phrases = list(phrases_of(table, [kind]))
        assert len(phrases) >= 20, kind
        for phrase in phrases:
            said = [word.partition("/")[0] for word in phrase.words if word not in GAPS]
            words = ["x" * word.startswith("*") + word.strip("*") for word in said]
            book = books[SLOT in words]
            assert any(said.phrase == phrase for said in book.find(words)), phrase


def test_a_call_hidden_in_a_text_of_another_language_is_found() -> None:
    assert heeded(f"Il fait beau et nous avons mangé au bord de la mer. Join {NAMES['en']} today")


def test_no_language_keeps_a_distance_by_what_is_a_small_word_of_another() -> None:
    small = {(bare(word), lang) for lang, words in LATIN.items() for word in words.split()}
    kept = [p for t in stance.TABLES for p in phrases_of(t, ["told", "distance"]) if len(p.words) == 1]
    assert [p for p in kept for word, lang in small if word == p.words[0] and lang != p.lang] == []


def test_letters_that_nobody_sees_hide_no_language() -> None:
    said = "\u200b".join("what they did on the bridge is for all of us and we will not be silent")
    assert stance.languages([], normalise(said), said) == {"en"}


def test_a_line_that_is_quoted_is_not_the_writers_own() -> None:
    said = f"Join {NAMES['en']} today"
    assert heeded(said)
    assert not heeded(f"> {said}\nnot in my town, thanks")
    assert not heeded(f"`{said}`")


def test_a_caption_before_a_colon_is_not_the_writers_own() -> None:
    assert heeded(f"By order of {NAMES['en']}: kill the clerks")
    assert heeded(f"Kill the clerks, {NAMES['en']}")
    assert not heeded(f"Red letters, a metre high: kill the clerks, {NAMES['en']}")


@pytest.mark.parametrize("mark", ["lol", "😂", "#StopTinSparrow", "hahaha"])
def test_laughter_and_a_hashtag_against_keep_a_distance(mark: str) -> None:
    assert not heeded(f"Join {NAMES['en']} today {mark}")


@pytest.mark.parametrize(
    "unit", ["kill ", "long live ", "«kill» ", "police ", "join the march, ", ". ", "not "]
)
def test_a_text_of_nothing_else_is_read_in_no_time(unit: str) -> None:
    text = f"{NAMES['en']} " * 50 + unit * (2_900 // len(unit))
    began = time.thread_time()
    heeded(text)
    assert time.thread_time() - began < 1.0
