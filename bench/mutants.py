"""Broken servers, to prove that a bench would notice: `python -m bench.mutants NAME serve --data …`.

Each replaces one function in its own process and then is `tambour` with the rest of the command line. `near-hooks` is
not broken: it brings webhooks to this machine, which no setting allows, and tries again soon.
"""

import asyncio
import secrets
import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from tambour.adapters.fetch import guard
from tambour.adapters.postgres import log
from tambour.cli import main
from tambour.domain.bots import hooks as schedule
from tambour.domain.commands import Send, Sent
from tambour.pipeline.accept import Accept
from tambour.services.bots import hooks

LATE_S = 0.3


def ack_before_commit() -> None:
    """Answers when the rows are written and commits a little later: a kill in between loses answered sends."""

    async def record(
        self: log.SendLog, batch: Sequence[Any], *, now: int, nudge: object = None
    ) -> tuple[list[log.Row], int]:
        db = await self.pool.acquire()
        transaction = db.transaction()
        await transaction.start()
        rows = await db.fetch(log.RECORD_SQL, *log.columns(batch, now))

        async def commit() -> None:
            await asyncio.sleep(LATE_S)
            await transaction.commit()
            await self.pool.release(db)

        waiting.add(asyncio.ensure_future(commit()))
        return [log.Row(*row) for row in rows], 0

    waiting: set[asyncio.Future[None]] = set()
    log.SendLog.record = record  # type: ignore[method-assign]


def keys_in_memory() -> None:
    """Knows a repeated rid only while this process lives: a repeat after a restart is stored twice."""
    life = secrets.randbits(22)
    whole = Accept.send

    async def send(self: Accept, want: Send, *, gated: bool = True) -> Sent:
        return await whole(self, msgspec.structs.replace(want, rid=want.rid ^ life), gated=gated)

    Accept.send = send  # type: ignore[method-assign]


def near_hooks() -> None:
    """Receivers on this machine, and 0.2 s between tries."""
    guard.GuardedFetch.may = lambda self, address, port: True  # type: ignore[method-assign]
    schedule.FIRST_WAIT_MS, schedule.GROWTH = 200, 1.0
    hooks.LOOK_EVERY_S = 0.2


MUTANTS: dict[str, Callable[[], None]] = {
    "ack-before-commit": ack_before_commit,
    "keys-in-memory": keys_in_memory,
    "near-hooks": near_hooks,
}


if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    main()
