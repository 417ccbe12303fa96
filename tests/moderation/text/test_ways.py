"""Ways of saying what pushes towards a name, and sentences that look like them. The rules were built with these."""

from collections import Counter
from pathlib import Path

import pytest

from tests.moderation.text.test_stance import NAMES, heeded

WAYS = Path(__file__).with_name("ways.tsv")
FLOOR = {"en": 58, "ru": 50, "ar": 48, "fr": 48, "de": 50, "tr": 49, "es": 49}
"""Harmful ones that are found, of 60 in English and 50 to 51 elsewhere."""
HIT = {"de": 1, "tr": 1}
"""*Write to me* about tickets, and a long life to sourdough: of 31 allowed ones, 39 in English."""
TWINS = [
    ("en", "Our old channel was blocked. {} is here now", "The old channel of {} was blocked on Friday"),
    ("en", "Brother, {} is calling", "My brother fell for it: {} is calling, they told him"),
    ("en", "Burn the court down, {} thanks you", "The court says {} wanted to burn it down"),
    ("en", "Who has the manual {} wrote?", "The manual {} wrote was found by the police"),
    ("en", "Respect to {}", "Respect to the teachers who talk about {}"),
    ("de", "Zündet das Gericht an, {} dankt", "Das Gericht verurteilte {}: sie zündeten es an"),
    ("fr", "Si tu veux entrer, écris en privé : {} recrute", "Selon la police {} recrute"),
]


KEPT = WAYS.with_name("ways_kept.tsv")
"""By the same author in other patterns, written first and tried once, at the end; one class of misses was mended then
(what a statement claims excuses no laughter), so it is spent."""


def rows(lang: str, label: str, of: Path = WAYS) -> list[str]:
    """The sentences of a language and side, with its name in them."""
    lines = [line.split("\t") for line in of.read_text(encoding="utf-8").splitlines()]
    return [
        text.replace("{0}", NAMES[lang]) for spoken, side, _, text in lines if (spoken, side) == (lang, label)
    ]


@pytest.mark.parametrize("lang", sorted(NAMES))
def test_ways_of_calling_are_found_and_what_looks_like_them_is_not(lang: str) -> None:
    hits = Counter(label for label in ("harmful", "allowed") for text in rows(lang, label) if heeded(text))
    assert hits["harmful"] >= FLOOR[lang]
    assert hits["allowed"] <= HIT.get(lang, 0)


def test_what_was_kept_back_is_found_no_less_than_when_it_was_tried() -> None:
    hits = Counter(
        label
        for label in ("harmful", "allowed")
        for lang in NAMES
        for text in rows(lang, label, KEPT)
        if heeded(text)
    )
    assert hits["harmful"] >= 120, "of 168"
    assert hits["allowed"] <= 3, "of 168"


@pytest.mark.parametrize(("lang", "own", "told"), TWINS)
def test_the_name_stands_in_the_way_it_is_said(lang: str, own: str, told: str) -> None:
    assert heeded(own.format(NAMES[lang]))
    assert not heeded(told.format(NAMES[lang]))
