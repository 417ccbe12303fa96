"""A server that is told to stop waits for its loops before it closes what they use."""

import asyncio
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from tambour.app import House, running
from tambour.config import load


async def test_what_a_loop_does_last_is_done_before_the_house_is_closed(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last: list[int] = []
    before: list[int] = []
    right = House.close

    async def loop(house: House) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            last.append(await house.store.pool.fetchval("SELECT 1"))

    async def close(house: House) -> None:
        before.extend(last)
        await right(house)

    def loops(house: House) -> list[Coroutine[Any, Any, None]]:
        return [loop(house), loop(house)]

    def ready(_: int) -> None:
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)

    monkeypatch.setattr(running, "loops_of", loops)
    monkeypatch.setattr(House, "close", close)
    config = load(chosen={"data": str(tmp_path), "server.role": "worker"})
    try:
        await running.serve(config, dsn, ready)
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(number)
    assert before == [1, 1]


async def test_a_loop_that_does_not_end_keeps_no_server_from_stopping(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(running, "LOOPS_END_S", 0.01)
    enough = asyncio.Event()

    async def stubborn() -> None:
        while not enough.is_set():
            try:
                await enough.wait()
            except asyncio.CancelledError:
                continue

    task = asyncio.ensure_future(stubborn())
    await asyncio.sleep(0)
    await running.end([task])
    assert not task.done()
    assert "stubborn" in caplog.text
    enough.set()
    await task
