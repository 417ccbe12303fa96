"""Files that are owed another look get one, whatever stands before them in the line."""

from itertools import pairwise

import pytest

from tambour.pipeline.pauses import GIVE_UP_MS, Pauses
from tambour.services.media import relook as looking
from tambour.services.media.relook import DEAD_FROM, Relook
from tests.conftest import Town


class Later:
    """A day on."""

    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        """Milliseconds."""
        return self.at


async def owed(town: Town) -> list[str]:
    return [file for file, _ in await town.house.store.read.known.missed(10)]


async def test_files_on_which_it_always_fails_hold_up_no_other_and_become_unreadable(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    relook, clock = town.house.media.relook, town.house.clock
    bad = [f"bad{n}" for n in range(DEAD_FROM)]
    async with town.house.store.writing() as tx:
        for n, file in enumerate([*bad, "good"]):
            await tx.known.miss(file, clock.now() + n)
    tried: list[str] = []

    async def looked_at(_: Relook, file: str) -> bool:
        tried.append(file)
        return file == "good"

    monkeypatch.setattr(Relook, "looked_at", looked_at)
    assert await relook.turn() == 0, "three failed, one after the other: it may be the detector"
    assert await relook.turn() == 1
    assert await owed(town) == bad, "and they are tried again"
    tried.clear()
    assert await relook.turn() == 0
    assert tried == [], "after a pause"
    relook.pauses.hasten()
    assert await relook.turn() == 0
    assert tried == bad
    monkeypatch.setattr(relook, "clock", Later(clock.now() + GIVE_UP_MS + 1000))
    relook.pauses.hasten()
    tried.clear()
    assert await relook.turn() == 0
    assert tried == [], "a day is enough"
    assert await owed(town) == bad, "that they are unreadable is not forgotten"
    assert await town.house.store.read.known.missing(relook.clock.now() - GIVE_UP_MS) == (0, len(bad))
    fresh = Relook(relook.store, relook.blobs, relook.clock, relook.studio, relook.screening)
    assert (await fresh.turn(), tried) == (0, bad), "a process that begins anew tries once"
    assert (await fresh.turn(), tried) == (0, bad)


async def test_more_files_than_a_turn_takes_that_wait_for_their_pause_keep_no_other_from_its_turn(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AGAIN_MAX", 2)
    relook, clock = town.house.media.relook, town.house.clock
    async with town.house.store.writing() as tx:
        for n, file in enumerate(["bad0", "bad1", "good"]):
            await tx.known.miss(file, clock.now() + n)

    async def looked_at(_: Relook, file: str) -> bool:
        return file == "good"

    monkeypatch.setattr(Relook, "looked_at", looked_at)
    assert [await relook.turn() for _ in range(3)] == [0, 1, 0]


def test_pauses_double_and_a_day_has_a_dozen_of_them() -> None:
    now = [0.0]
    pauses = Pauses[str](lambda: now[0])
    tries = []
    for second in range(0, GIVE_UP_MS // 1000, 5):
        now[0] = float(second)
        if pauses.over("torn", since=1):
            pauses.failed("torn", since=1)
            tries.append(second)
    assert len(tries) == 14, "the first, and thirteen after it"
    waits = [after - before for before, after in pairwise(tries)]
    assert waits[:3] == [10, 20, 40]
    assert all(after == 2 * before for before, after in pairwise(waits))
    assert not pauses.over("torn", since=1)
    assert pauses.over("torn", since=2), "what is owed a look anew is something new"
    pauses.done("torn")
    assert pauses.over("torn", since=1)
