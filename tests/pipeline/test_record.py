"""What stands back behind the sends that are under way."""

import asyncio
from typing import cast

import pytest

from tambour.adapters.clock import WallClock
from tambour.pipeline import record as room
from tambour.pipeline.record import Record
from tambour.ports.log import SendLog


def idle_record() -> Record:
    """A writer that has nothing to write."""
    return Record(cast("SendLog", None), WallClock(), lambda nudge: None)


async def test_a_lull_is_over_with_the_sends_that_were_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LULL_S_MAX", 60)
    record, committed = idle_record(), asyncio.Event()

    async def run() -> None:
        await committed.wait()

    assert not record.busy()
    await record.lull()
    record.running = asyncio.ensure_future(run())
    waiting = asyncio.ensure_future(record.lull())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert record.busy()
    assert not waiting.done()
    committed.set()
    await waiting
    assert record.running.done()


async def test_sends_without_end_are_waited_for_a_moment_only() -> None:
    record = idle_record()
    endless = record.running = asyncio.ensure_future(asyncio.Event().wait())  # type: ignore[assignment]
    await record.lull()
    assert not endless.done(), "it was waited for, not cancelled"
    endless.cancel()
