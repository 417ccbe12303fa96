"""Fresh ids only grow, never meet between processes, and fit into JSON."""

from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.ids import EPOCH_MS, PLACES, FreshIds
from tambour.domain.ids import Millis


class Steps:
    """A clock that reads out a list."""

    def __init__(self, times: list[int]) -> None:
        self.times = iter(times)

    def now(self) -> Millis:
        return Millis(next(self.times))


TIMES = st.lists(st.integers(EPOCH_MS - 5, EPOCH_MS + 2_000_000_000_000), min_size=1, max_size=50)


@given(TIMES, st.integers(0, PLACES - 1))
def test_ids_grow_also_when_the_clock_steps_back(times, place):
    ids = FreshIds(Steps(times), place)
    drawn = [ids.new() for _ in times]

    assert drawn == sorted(set(drawn))
    assert all(0 < n < 2**53 for n in drawn)


@given(TIMES)
def test_two_processes_never_draw_the_same_id(times):
    one, two = FreshIds(Steps(times), 0), FreshIds(Steps(times), 1)

    assert not {one.new() for _ in times} & {two.new() for _ in times}


def test_a_thousand_ids_in_one_millisecond_are_different():
    ids = FreshIds(Steps([EPOCH_MS + 1] * 1000), 31)

    assert len({ids.new() for _ in range(1000)}) == 1000


def test_tokens_are_long_and_never_repeat():
    ids = FreshIds(Steps([]))

    assert len({ids.token() for _ in range(1000)}) == 1000
    assert len(ids.token(24)) == 32
