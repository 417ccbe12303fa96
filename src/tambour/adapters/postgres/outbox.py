"""What was committed and perhaps not yet heard by the other processes. Written only where the bus may lose a nudge."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.ports.bus import Nudge

TAKE_MAX = 200

decode = msgspec.msgpack.Decoder(list[Nudge]).decode


def pack(nudges: Sequence[Nudge]) -> bytes:
    """The nudges of one commit as one payload."""
    return msgspec.msgpack.encode(list(nudges))


async def keep(db: Executor, payload: bytes, now: int) -> int:
    """In the transaction of the events themselves; returns the ticket."""
    ticket: int = await db.fetchval(
        "INSERT INTO outbox (payload, ts) VALUES ($1, $2) RETURNING id", payload, now
    )
    return ticket


@dataclass
class Outbox:
    """See ports/outbox.py."""

    db: Executor

    async def forget(self, tickets: Sequence[int]) -> None:
        """They were published."""
        await self.db.execute("DELETE FROM outbox WHERE id = ANY ($1::bigint[])", list(tickets))

    async def take(self, before: int) -> list[Nudge]:
        """What was left lying by a process that died: taken by one process only."""
        rows = await self.db.fetch(
            "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE ts < $1 ORDER BY id LIMIT $2"
            " FOR UPDATE SKIP LOCKED) RETURNING id, payload",
            before,
            TAKE_MAX,
        )
        return [nudge for row in sorted(rows, key=lambda r: r["id"]) for nudge in decode(row["payload"])]
