"""Files that are owed another look get one, whatever stands before them in the line."""

import pytest

from tambour.services.media.relook import DEAD_FROM, GIVE_UP_MS, Relook
from tests.conftest import Town


async def test_files_on_which_it_always_fails_hold_up_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    relook, clock = town.house.media.relook, town.house.clock
    bad = [f"bad{n}" for n in range(DEAD_FROM)]
    async with town.house.store.writing() as tx:
        for n, file in enumerate([*bad, "good"]):
            await tx.known.miss(file, clock.now() + n)

    async def looked_at(_: Relook, file: str) -> bool:
        return file == "good"

    monkeypatch.setattr(Relook, "looked_at", looked_at)
    assert await relook.turn() == 0, "three failed, one after the other: it may be the detector"
    assert await relook.turn() == 1
    owed = [file for file, _ in await town.house.store.read.known.missed(10)]
    assert owed == bad, "and they are tried again"
    assert await relook.turn() == 0
    await relook.turn()
    monkeypatch.setattr(relook, "clock", Later(clock.now() + GIVE_UP_MS + 1000))
    assert await relook.turn() == len(bad)


class Later:
    """A day on."""

    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        """Milliseconds."""
        return self.at
