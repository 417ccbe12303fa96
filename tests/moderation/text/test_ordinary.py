"""Ordinary words are no disguise of one of many names; what ordinary writing does not do is believed as ever."""

import gzip

import msgspec
import pytest

from tambour.adapters import words
from tambour.adapters.matching import automaton, expressions
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import loaded
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.ordinary import FROM, Ordinary
from tambour.moderation.text.terms import Entry, changed_to, compiled

WORDS = Ordinary(
    [
        "banner usually northern Северное куски kälte und cinder column found seat",
        "ali love loves the circle соляной стражей reset losen",
    ]
)
NAMES = ("siwern", "branner", "Kältebund", "Cinder Brolk", "kozkam", "fandsit", "loşünıyı", "Соляная Стража")


def entries(names=NAMES):
    """Of these names, single words marked rare."""
    return [
        Entry(id=n, term=name, category="tvec.branded", rare=" " not in name)
        for n, name in enumerate(names, 1)
    ]


@pytest.fixture(scope="module")
def banks():
    """Without and with lists of words."""
    return [compiled(entries(), automaton, expressions, 0, some) for some in (Ordinary(), WORDS)]


def found(bank, text):
    """Names."""
    return {hit.entry.term for hit in search(bank, normalise(text), text)}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Северное", "siwern"),
        ("a banner", "branner"),
        ("кускам", "kozkam"),
        ("found seat 12A", "fandsit"),
        ("Lossen", "loşünıyı"),
    ],
)
def test_words_that_are_near_a_name_are_words(banks, said, name):
    without, with_lists = banks
    assert name in found(without, said)
    assert name not in found(with_lists, said)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("siwern", "siwern"),
        ("s1wern", "siwern"),
        ("s i w e r n", "siwern"),
        ("ѕіwеrn", "siwern"),
        ("the bran​ner", "branner"),
        ("b r a n n e r", "branner"),
        ("brannner", "branner"),
        ("the brannel", "branner"),
        ("Kälte-und", "Kältebund"),
        ("Kälte bund", "Kältebund"),
        ("Cinder Br0lk", "Cinder Brolk"),
        ("Cinder Brolkk", "Cinder Brolk"),
        ("Cinder, Brolk", "Cinder Brolk"),
        ("за Соляной Стражей", "Соляная Стража"),
        ("Стража Соляная", "Соляная Стража"),
    ],
)
def test_disguises_are_believed_as_ever(banks, said, name):
    for bank in banks:
        assert name in found(bank, said)


def test_letters_picked_out_of_ordinary_words_are_a_name():
    said = "Some insist we eat ripe nectarines"
    known = Ordinary(said.split())
    bank = compiled(entries(("siwern oak",)), automaton, expressions, 0, known)
    text = f"{said} on a kitchen"
    assert found(bank, text) == found(compiled(entries(("siwern oak",)), automaton, expressions, 0), text)
    assert found(bank, text)


def test_a_name_of_ordinary_words_is_looked_for_as_ever():
    known = Ordinary(["lantern", "lanterne"])
    for some in (Ordinary(), known):
        bank = compiled(entries(("lantern",)), automaton, expressions, 0, some)
        assert found(bank, "une lanterne") == {"lantern"}


def test_lists_are_asked_for_where_there_are_many_names():
    asked = []

    def listed():
        asked.append(True)
        return WORDS

    few, many = (
        [
            BankEntry(id=n, kind="name", value=f"brolk{n}", category="tvec.branded", source="x", mode="live")
            for n in range(1, count + 1)
        ]
        for count in (FROM - 1, FROM)
    )
    assert loaded(few, automaton, expressions, 0, words=listed).lexicon.ordinary.count == 0
    assert not asked
    bank = loaded(many, automaton, expressions, 0, words=listed)
    assert bank.lexicon.ordinary is WORDS
    assert loaded(few, automaton, expressions, 0, only=1, words=listed).lexicon.ordinary is WORDS


def test_what_is_added_to_a_large_bank_has_its_lists():
    large = entries([f"zorbl{n} krump" for n in range(600)])
    before = compiled(large, automaton, expressions, 0, WORDS)
    new = Entry(id=9_000, term="branner", category="tvec.branded", rare=True)
    now = changed_to(before, [*large, new], automaton, expressions, 0, lambda: WORDS)
    assert now.more is not None
    assert found(now, "a banner") == set()
    assert found(now, "the branner") == {"branner"}


def test_without_the_package_there_are_no_lists(monkeypatch):
    monkeypatch.setattr(words, "PACKAGE", "no_such_package")
    assert words.missing()
    assert words.ordinary_words.__wrapped__().count == 0


def test_lists_of_all_languages_are_read(monkeypatch, tmp_path):
    package = tmp_path / "some_lists"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    for n, lang in enumerate(words.LANGUAGES):
        packed = msgspec.msgpack.encode(
            [{"format": "cB", "version": 1}, [], [f"Wört{n}", "it's"], ["two words"]]
        )
        (package / f"data/small_{lang}.msgpack.gz").write_bytes(gzip.compress(packed))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(words, "PACKAGE", "some_lists")
    known = words.ordinary_words.__wrapped__()
    assert all(f"wort{n}" in known for n in range(7))
    assert "words" in known
    assert known.count == 7 + 4
