"""Allowed speech in seven languages is put before people no more often than gates say; and the set is what it says."""

from collections import Counter
from pathlib import Path

import pytest
from bench.research import LANGS, ORGANISATIONS, templates, written

from tambour.adapters.classifying.proof import REPORTED, TEMPLATES
from tambour.adapters.matching import automaton, expressions
from tambour.domain.text import find_entities
from tambour.moderation.allowed import BARS
from tambour.moderation.bank import BankEntry
from tambour.moderation.card import KIND_OF
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.harms import BY_KEY

OWN = "https://talk.example"
TOLD_FLOOR = {"a": 29, "b": 46}
"""Harmful sentences of reported speech that are found, of 48. Rules were built with both splits: no share of these says
how they do on what nobody has seen."""
FLOOR = {"en": 66, "ru": 60, "ar": 60, "fr": 58, "de": 64, "tr": 62, "es": 63}
"""The same of the functional set, of 72."""


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


def over(found: list[tuple[bool, str, str, str]], of: Path) -> dict[str, str]:
    """Kinds of allowed speech that are hit above their gate in a language."""
    hits = Counter((lang, kind) for harmful, lang, kind, _ in found if not harmful)
    rows = Counter((r.lang, r.kind.partition(".")[0]) for r in written("", of) if not r.harmful)
    return {
        f"{lang}.{kind}": f"{n} of {rows[lang, kind]}"
        for (lang, kind), n in hits.items()
        if n / rows[lang, kind] > BARS[KIND_OF.get(kind, "everyday")]
    }


def test_every_gate_holds_in_every_language(heeded):
    assert over(heeded, TEMPLATES) == {}


@pytest.mark.parametrize("lang", sorted(FLOOR))
def test_promotion_is_found_no_less_than_before(lang, heeded):
    assert sum(harmful and spoken == lang for harmful, spoken, *_ in heeded) >= FLOOR[lang]


def test_reported_speech_is_within_its_gates_and_excuses_no_more_than_before():
    said = found(REPORTED)
    assert over(said, REPORTED) == {}
    told = Counter(split for harmful, _, _, split in said if harmful)
    assert {split: told[split] for split in "ab" if told[split] < TOLD_FLOOR[split]} == {}


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
