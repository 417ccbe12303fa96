"""Allowed speech in seven languages is put before people no more often than it was; and the set is what it says."""

from collections import Counter
from pathlib import Path

import pytest
from bench.research import LANGS, ORGANISATIONS, templates, written

from tambour.adapters.classifying.proof import REPORTED, TEMPLATES
from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.harms import BY_KEY

OWN = "https://talk.example"
CEILING = {"ru": {"counter": 2}}
"""Sentences of both splits, all of them in `b`, which nobody looked at when the rules were mended; of every other kind
and language none. Lower them when the rules get better."""
TOLD_CEILING = {"a": 10, "b": 38}
"""The same of reported speech, of 108."""
TOLD_FLOOR = {"a": 31, "b": 18}
"""Of 48."""
FLOOR = {"en": 14, "ru": 18, "ar": 16}
"""Of 72."""


def bank_of(split: str) -> Loaded:
    """What an operator would enter by hand: the names, nothing else."""
    named = [(lang, name) for lang, names in ORGANISATIONS[split].items() for name in names]
    made = {"kind": "name", "category": "tvec.branded", "mode": "live", "source": "test"}
    entries = [
        BankEntry(id=n, value=name, lang=lang, **made) for n, (lang, name) in enumerate(named, start=1)
    ]
    return loaded(entries, automaton, expressions, 0)


def found(of: Path) -> list[tuple[bool, str, str, str]]:
    """(harmful, language, kind, split) of every sentence of a file that would be put before people."""
    return [
        (one.harmful, one.lang, one.kind.partition(".")[0], split)
        for split in ORGANISATIONS
        for bank in [bank_of(split)]
        for one in written(split, of)
        if any(f.heeded for f in bank.look(one.text, find_entities(one.text), 1, OWN).findings)
    ]


@pytest.fixture(scope="module")
def heeded() -> list[tuple[bool, str, str, str]]:
    return found(TEMPLATES)


@pytest.mark.parametrize("lang", LANGS)
def test_allowed_speech_is_bothered_no_more_than_before(lang, heeded):
    hits = Counter(kind for harmful, spoken, kind, _ in heeded if not harmful and spoken == lang)
    assert {kind: n for kind, n in hits.items() if n > CEILING.get(lang, {}).get(kind, 0)} == {}


@pytest.mark.parametrize("lang", sorted(FLOOR))
def test_promotion_is_found_no_less_than_before(lang, heeded):
    assert sum(harmful and spoken == lang for harmful, spoken, *_ in heeded) >= FLOOR[lang]


def test_reported_speech_is_bothered_no_more_and_excuses_no_more_than_before():
    told = Counter((split, harmful) for harmful, _, _, split in found(REPORTED))
    assert {split: told[split, False] for split in "ab" if told[split, False] > TOLD_CEILING[split]} == {}
    assert {split: told[split, True] for split in "ab" if told[split, True] < TOLD_FLOOR[split]} == {}


def test_reported_speech_stands_on_both_sides_in_splits_that_share_nothing():
    rows = templates(REPORTED)
    assert all(row[lang].count("{0}") == 1 for row in rows for lang in ("en", "ru", "ar"))
    assert {(row["label"], row["split"]) for row in rows} == {
        (x, y) for x in ("allowed", "harmful") for y in "ab"
    }
    assert not {row["en"] for row in rows if row["split"] == "a"} & {
        r["en"] for r in rows if r["split"] == "b"
    }


def test_the_set_has_every_kind_in_every_language_and_splits_that_share_nothing():
    rows = templates()
    assert len({row["functionality"] for row in rows}) >= 40
    for row in rows:
        assert all(row[lang].strip() for lang in LANGS), row["functionality"]
        assert (row["category"] in BY_KEY) is (row["label"] == "harmful")
    for lang in LANGS:
        a, b = ({one.text for one in written(split) if one.lang == lang} for split in "ab")
        assert not a & b
        assert not set(ORGANISATIONS["a"][lang]) & set(ORGANISATIONS["b"][lang])
    assert Counter(row["split"] for row in rows) == {"a": len(rows) // 2, "b": len(rows) // 2}
