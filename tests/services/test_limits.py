"""Token buckets that outlive a restart."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.store import Store, open_store
from tambour.domain.errors import Flood
from tambour.services.limits import Limits, Want, per_day, per_hour
from tests.conftest import TurnedClock

BURST, EVERY_S = 3, 10


@pytest.fixture
async def store(dsn: str, clock: TurnedClock) -> AsyncIterator[Store]:
    store = await open_store(dsn, clock)
    yield store
    await store.close()


async def taken(limits: Limits, *wants: Want) -> int:
    """0 when allowed, else the seconds to wait."""
    try:
        await limits.take(*wants)
    except Flood as no:
        return int(str(no.facts["wait"]))
    return 0


async def test_a_bucket_survives_a_restart(store: Store, clock: TurnedClock) -> None:
    want = per_hour("a", 2)
    assert [await taken(Limits(store, clock), want) for _ in range(3)] == [0, 0, 1800]
    assert await taken(Limits(store, clock), want) == 1800
    clock.turn(s=1800)
    assert await taken(Limits(store, clock), want) == 0


async def test_who_waits_as_long_as_told_is_let_in(store: Store, clock: TurnedClock) -> None:
    limits, want = Limits(store, clock), per_day("a", 7, cost=3)
    for _ in range(6):
        wait = await taken(limits, want)
        clock.turn(s=wait)
        assert wait == 0 or await taken(limits, want) == 0


async def test_what_can_never_be_had_is_refused_and_takes_nothing(store: Store, clock: TurnedClock) -> None:
    limits = Limits(store, clock)
    assert await taken(limits, per_hour("a", 5, cost=6)) > 0
    assert await taken(limits, per_hour("a", 5, cost=5)) == 0


async def test_many_at_once_get_no_more_than_there_is(store: Store, clock: TurnedClock) -> None:
    limits = Limits(store, clock)
    crossed = [(per_hour("a", 10), per_hour("b", 30)), (per_hour("b", 30), per_hour("a", 10))]
    waits = await asyncio.gather(*(taken(limits, *crossed[n % 2]) for n in range(40)))
    assert sum(wait == 0 for wait in waits) == 10
    left = dict(await store.pool.fetch("SELECT bucket, tokens FROM limits"))
    assert left == {"a": 0, "b": 20}, "all or none, and no two lock crosswise"


async def test_giving_back_never_fills_above_the_brim(store: Store, clock: TurnedClock) -> None:
    limits, want = Limits(store, clock), per_hour("a", 2)
    await limits.give_back(want)
    await limits.take(want)
    for _ in range(5):
        await limits.give_back(want)
    assert [await taken(limits, want) for _ in range(3)] == [0, 0, 1800]


async def test_a_clock_set_back_gives_nothing_away(store: Store, clock: TurnedClock) -> None:
    limits, want = Limits(store, clock), per_hour("a", 2)
    await limits.take(want, per_hour("b", 2))
    clock.turn(s=-7200)
    assert await taken(limits, want) == 0
    clock.turn(s=7200)
    assert await taken(limits, want) > 0


Asks = Callable[[list[int]], None]


@pytest.fixture
def asks(dsn: str) -> Asks:
    """Asks with pauses (seconds) before each, against the bound that a bucket promises."""
    names = count()

    async def play(pauses: list[int]) -> None:
        clock = TurnedClock()
        store = await open_store(dsn, clock)
        limits, want = Limits(store, clock), Want(f"law {next(names)}", BURST, EVERY_S)
        allowed: list[int] = []
        for pause in pauses:
            clock.turn(s=pause)
            if await taken(limits, want) == 0:
                allowed.append(clock.ms)
        for first, start in enumerate(allowed):
            for last in range(first, len(allowed)):
                assert last - first + 1 <= BURST + (allowed[last] - start) / (EVERY_S * 1000)
        await store.close()

    return lambda pauses: asyncio.run(play(pauses))


@settings(max_examples=30, deadline=None)
@given(pauses=st.lists(st.integers(0, 25), max_size=25))
def test_law_no_stretch_of_time_sees_more_than_burst_and_rate(pauses: list[int], asks: Asks) -> None:
    asks(pauses)
