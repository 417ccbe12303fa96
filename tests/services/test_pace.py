"""Work beside the messenger gives way: to the busy for a while, to a flood for long, and to the quiet not at all."""

import pytest

from tambour.pipeline.pace import GIVE_WAY, GIVE_WAY_LATE, GIVE_WAY_TO_FLOOD, rests


@pytest.mark.parametrize(
    ("used", "heard", "times"),
    [(0.001, 2, 0), (0.015, 2, GIVE_WAY), (0.001, 100, GIVE_WAY_TO_FLOOD), (0.019, 100, GIVE_WAY_TO_FLOOD)],
    ids=["quiet", "busy with others", "flood", "busy in a flood"],
)
def test_it_rests_the_longer_the_more_others_have_to_do(used: float, heard: int, times: int) -> None:
    assert rests(0.02, used, heard) == times


def test_what_has_fallen_behind_keeps_up_but_not_with_a_flood() -> None:
    assert rests(0.02, 0.015, 2, late=True) == GIVE_WAY_LATE < GIVE_WAY
    assert rests(0.02, 0.015, 100, late=True) == GIVE_WAY_TO_FLOOD
    assert rests(0.02, 0.001, 2, late=True) == 0
