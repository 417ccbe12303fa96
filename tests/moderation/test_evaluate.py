"""Figures say what the sample supports, and nothing where it supports nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.evaluate import Evaluation, Share, Sorted, evaluated, rare


def sample(harmful: int, found: int, allowed: int, bothered: int) -> Evaluation:
    rows = [Sorted(text="x", harmful=True, lang="en", kind="praise", category="tvec.incite")] * harmful
    rows += [Sorted(text="y", harmful=False, lang="ru", kind="news")] * allowed
    hits = [n < found for n in range(harmful)] + [n < bothered for n in range(allowed)]
    return evaluated(rows, hits)


def test_shares_are_counted_by_language_kind_and_category():
    told = sample(40, 30, 50, 5)
    assert {(c.by, c.name): (c.share.hits, c.share.of) for c in told.cells} == {
        ("language", "en"): (30, 40),
        ("kind", "en praise"): (30, 40),
        ("category", "tvec.incite"): (30, 40),
        ("language", "ru"): (5, 50),
        ("kind", "ru news"): (5, 50),
    }


def test_of_too_few_no_rate_is_said():
    assert Share(3, 29).share is None
    assert Share(3, 30).share == 0.1


def test_nothing_among_n_is_no_more_than_three_in_n():
    assert Share(0, 300).interval == (0.0, 0.01)


def test_the_founders_example_of_the_base_rate():
    """One in a thousand, a quarter found, one false alarm in a hundred: two of a hundred flags are right."""
    assert rare(0.25, 0.01, 1e-3) == pytest.approx(0.0244, abs=1e-4)


def test_precision_is_refused_where_the_sample_cannot_tell():
    small = sample(100, 60, 200, 0)
    assert [small.precision(p) for p in (1e-3, 1e-4, 1e-5)] == [None, None, None]
    large = sample(100, 60, 3_000, 0)
    assert large.precision(1e-3) is not None
    assert large.precision(1e-4) is None
    loud = sample(100, 60, 200, 20)
    assert loud.precision(1e-5) is not None, "twenty false alarms in 200 are known well enough"


@given(st.integers(30, 500), st.integers(30, 5_000), st.data())
def test_precision_lies_in_its_interval_and_falls_with_prevalence(harmful, allowed, data):
    told = sample(
        harmful,
        data.draw(st.integers(0, harmful)),
        allowed,
        data.draw(st.integers(5, allowed) if allowed >= 5 else st.just(0)),
    )
    found = [told.precision(p) for p in (1e-3, 1e-4, 1e-5)]
    for one in found:
        assert one is not None
        assert one[1] <= one[0] <= one[2]
    assert found[0][0] >= found[1][0] >= found[2][0]
