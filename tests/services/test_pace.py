"""Work beside the messenger gives way: to the busy for a while, to a flood for long, and to the quiet not at all."""

import pytest

from tambour.pipeline.pace import FLOOD_S, GIVE_WAY, GIVE_WAY_LATE, GIVE_WAY_TO_FLOOD, Flow, rests


@pytest.mark.parametrize(
    ("used", "per_s", "times"),
    [
        (0.001, 100, 0),
        (0.015, 100, GIVE_WAY),
        (0.001, 5000, GIVE_WAY_TO_FLOOD),
        (0.019, 5000, GIVE_WAY_TO_FLOOD),
    ],
    ids=["quiet", "busy with others", "flood", "busy in a flood"],
)
def test_it_rests_the_longer_the_more_others_have_to_do(used: float, per_s: float, times: int) -> None:
    assert rests(0.02, used, per_s) == times


def test_what_has_fallen_behind_keeps_up_but_not_with_a_flood() -> None:
    assert rests(0.02, 0.015, 100, late=True) == GIVE_WAY_LATE < GIVE_WAY
    assert rests(0.02, 0.015, 5000, late=True) == GIVE_WAY_TO_FLOOD
    assert rests(0.02, 0.001, 100, late=True) == 0


def test_a_burst_is_no_flood() -> None:
    flow = Flow(at=10.0)
    assert flow.look(10.0 + FLOOD_S / 10, 100) == 0, "a commit of a hundred says nothing yet"
    assert flow.look(10.0 + FLOOD_S, 400) == 400 / FLOOD_S
    assert flow.look(10.0 + FLOOD_S * 1.5, 10_000) == 400 / FLOOD_S, (
        "what is known, until the next half second is over"
    )
    assert flow.look(10.0 + FLOOD_S * 2, 10_000) == 9_600 / FLOOD_S
