"""The index gives way: to a busy process for a while, to a flood for long, and to a quiet one not at all."""

import pytest

from tambour.services.search.indexer import GIVE_WAY, GIVE_WAY_TO_FLOOD, longer_rest

WORKED_S, RESTED_S = 0.2, 0.02


@pytest.mark.parametrize(
    ("used", "heard", "whole"),
    [(0.001, 2, RESTED_S), (0.015, 2, WORKED_S * GIVE_WAY), (0.001, 100, WORKED_S * GIVE_WAY_TO_FLOOD)],
    ids=["quiet", "busy with others", "flood"],
)
def test_it_rests_the_longer_the_more_others_have_to_do(used: float, heard: int, whole: float) -> None:
    more = longer_rest(WORKED_S, RESTED_S, used, heard)
    assert RESTED_S + more == pytest.approx(whole)


def test_a_short_turn_after_a_long_rest_asks_for_no_more() -> None:
    assert longer_rest(0.001, 1.0, 0.9, 5_000) == 0
