"""The sentence encoder's numbers in 8 bits, and what the encoder itself can do where it is installed."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.classifying.embedding import Letters, Sentences, sentences
from tambour.adapters.classifying.heads import unit
from tambour.adapters.classifying.meaning import Compared, Meanings, near, nearest, packed, unpacked
from tambour.adapters.classifying.optional import comparing, meaning_of, no_meaning
from tambour.adapters.classifying.proof import waves
from tambour.config import Classifying
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import readable
from tambour.moderation.meaning import CASES_FROM, ENTRY_FROM

FOUND_MIN = 0.7
"""Share of translations from English that are as near as a bank's text must be: see docs/detection.md."""


@given(st.integers(0, 10_000))
def test_eight_bits_keep_likeness_to_a_hundredth(seed: int) -> None:
    rows = unit(np.random.default_rng(seed).normal(size=(8, 512)))
    kept = packed(rows)
    assert {len(one) for one in kept} == {512}
    assert np.abs(unpacked(kept) @ unpacked(kept).T - rows @ rows.T).max() < 0.01


def test_near_ones_come_nearest_first_and_far_ones_not_at_all() -> None:
    rows = unit(np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [1.0, 0.0]]))
    kept = packed(rows)
    assert [place for place, _ in near(kept[0], kept[1:], 0.5)] == [2, 0]
    assert nearest([kept[2]], kept[:2])[0][0] == 1
    assert asyncio.run(Meanings(Letters(64)).near(kept[0], [], 0.5)) == []
    assert asyncio.run(Meanings(Letters(64)).vectors([])) == []


def test_it_is_there_where_the_light_model_is_chosen_and_the_encoder_installed() -> None:
    for kind in ("none", "openai"):
        assert meaning_of(Classifying(kind=kind)) is None
        assert no_meaning(Classifying(kind=kind)) == "off"
        assert comparing(Classifying(kind=kind), []) is None
    installed = sentences() is not None
    assert (meaning_of(Classifying(kind="light")) is not None) is installed
    assert no_meaning(Classifying(kind="light")) == ("" if installed else "package")


def test_as_a_model_it_compares_a_harmful_sentence_with_its_translations_only() -> None:
    rows = [
        Sorted(
            text="join the order of the third gate today", harmful=True, lang=lang, category="tvec.recruit"
        )
        for lang in ("en", "de")
    ]
    lone = [
        *rows[:1],
        Sorted(text="nothing like it at all is said here", harmful=True, lang="de", category="spam"),
    ]
    one, _ = asyncio.run(Compared(Meanings(Letters(256)), rows).guess([readable(row.text) for row in rows]))
    assert one is not None
    assert (one.category, one.says) == ("tvec.recruit", True)
    alone, _ = asyncio.run(Compared(Meanings(Letters(256)), lone).guess([readable(row.text) for row in lone]))
    assert alone is not None
    assert not alone.says


def test_a_text_asked_for_twice_is_read_once() -> None:
    class Counting:
        asked: list[str] = []

        def encode(self, texts: list[str]) -> list[list[float]]:
            self.asked += texts
            return [[float(len(text)), 1.0] for text in texts]

    embed = Sentences(Counting())
    first = embed(["one", "three", "one"])
    assert np.array_equal(embed(["three"]), first[1:2])
    assert Counting.asked == ["one", "three"]
    assert embed([]).shape == (0, 512)


def test_the_encoder_finds_translations_and_takes_nothing_else_for_one() -> None:
    embed = sentences()
    if embed is None:
        pytest.skip("the encoder is not installed: requirements/guessing.txt")
    rows = [(wave, lang, readable(text)) for wave, lang, text in waves()]
    kept = packed(embed([text for *_, text in rows]))
    likeness = unpacked(kept) @ unpacked(kept).T
    wave = np.array([wave for wave, *_ in rows])
    english = np.array([lang == "en" for _, lang, _ in rows])
    translated = (wave[:, None] == wave) & english[:, None] & ~english
    assert (likeness[translated] >= ENTRY_FROM).mean() >= FOUND_MIN
    assert likeness[wave[:, None] != wave].max() < CASES_FROM
