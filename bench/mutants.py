"""Broken servers, to prove that a bench would notice: `python -m bench.mutants NAME serve --data …`.

Each replaces one function in its own process and then is `tambour` with the rest of the command line. `near-hooks` is
not broken: it brings webhooks to this machine, which no setting allows, and tries again soon. In `torn` that detector
fails whose name stands in the file TORN.
"""

import asyncio
import functools
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tambour.adapters.fetch import guard
from tambour.adapters.media.studio import ChildStudio
from tambour.adapters.postgres import log
from tambour.adapters.seeing.known import KnownMedia
from tambour.cli import main
from tambour.domain.bots import hooks as schedule
from tambour.domain.commands import Send, Sent
from tambour.moderation.detect import Loaded
from tambour.pipeline import screen
from tambour.pipeline.accept import Accept
from tambour.ports.studio import Unreadable
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


TORN: dict[str, tuple[Any, str]] = {
    "words": (Loaded, "words"),
    "copies": (Loaded, "copied"),
    "sketches": (screen, "bands"),
    "links": (Loaded, "linked"),
    "bytes": (screen.Screen, "same_bytes"),
    "prints": (KnownMedia, "seen"),
    "points": (KnownMedia, "pointed"),
    "sound": (KnownMedia, "heard_in"),
    "reading": (ChildStudio, "read"),
    "screening": (screen.Screen, "turn"),
}
"""Detectors that can be killed, and where. Films are known by the same prints as pictures."""


def torn() -> None:
    """Detectors that fail while their name stands in a file."""
    switch = Path(os.environ["TORN"])

    def failing(name: str, right: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(right)
        def tried(*what: Any, **more: Any) -> Any:
            if switch.read_text() == name:
                raise Unreadable("media.no_reader") if name == "reading" else ZeroDivisionError(name)
            return right(*what, **more)

        return tried

    for name, (where, what) in TORN.items():
        setattr(where, what, failing(name, getattr(where, what)))


MUTANTS: dict[str, Callable[[], None]] = {
    "ack-before-commit": ack_before_commit,
    "keys-in-memory": keys_in_memory,
    "near-hooks": near_hooks,
    "torn": torn,
}


if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    main()
