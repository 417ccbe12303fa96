"""The logs of chats as readers with marks of their own go through them.

One transaction holds the marks; then the counters are read, then the messages: what commits later has a higher number.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar, Literal

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, kept_of
from tambour.domain.messages import Kept
from tambour.ports.readers import Mark

MarksTable = Literal["search_marks", "screen_marks", "guess_marks"]
MAKE = """
INSERT INTO {table} (chat_id, ev, seq) SELECT c.id, 0, 0 FROM chats c
WHERE c.id = ANY ($1::bigint[]) AND (c.is_public OR $2)
    AND NOT EXISTS (SELECT FROM {table} s WHERE s.chat_id = c.id)
ON CONFLICT DO NOTHING
"""
TAKE = """
SELECT s.chat_id, s.ev, s.seq FROM {table} s WHERE s.chat_id = ANY ($1::bigint[])
ORDER BY s.chat_id FOR UPDATE SKIP LOCKED
"""
COUNTERS = """
SELECT id, last_ev, last_seq, first_ev FROM chats WHERE id = ANY ($1::bigint[]) AND (is_public OR $2)
"""
CHANGED = """
SELECT ev, seq, data -> 's' AS seqs FROM chat_log
WHERE chat_id = $1 AND ev > $2 AND ev <= $3 AND kind = ANY ($5::text[]) ORDER BY ev LIMIT $4
"""
RANGES = f"""{BARE} FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS r (chat, after, upto)
CROSS JOIN LATERAL (
    SELECT * FROM messages WHERE chat_id = r.chat AND seq > r.after AND seq <= r.upto ORDER BY seq
) m WHERE m.flags & $4 = 0
"""
SOME = f"{BARE} FROM messages m WHERE m.chat_id = $1 AND m.seq = ANY ($2::bigint[]) AND m.flags & $3 = 0"
SETTLE = """
UPDATE {table} s SET ev = x.ev, seq = x.seq
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS x (chat, ev, seq) WHERE s.chat_id = x.chat
"""
BEHIND = """
SELECT c.id, c.last_seq - coalesce(m.seq, 0) AS fresh, c.last_ev - coalesce(m.ev, 0) AS moved,
    (c.is_public OR $3) AS read
FROM (SELECT id, last_seq, last_ev, is_public FROM chats WHERE id > $1 ORDER BY id LIMIT $2) c
LEFT JOIN {table} m ON m.chat_id = c.id ORDER BY c.id
"""


@dataclass
class LogPart:
    """See LogPart in ports/readers.py."""

    db: Executor
    marks: list[Mark]
    table: MarksTable
    again: ClassVar[tuple[str, ...]] = ("e", "rs")
    """Kinds of changes after which a message is read again."""
    without: ClassVar[int] = 0
    """Flags of messages that are not read."""

    async def changed(self, mark: Mark, limit: int) -> tuple[list[int], int]:
        """One statement."""
        rows = await self.db.fetch(CHANGED, mark.chat, mark.ev, mark.last_ev, limit, self.again)
        seqs = {seq for row in rows for seq in (row["seqs"] or [row["seq"]]) if seq}
        return sorted(seqs), mark.last_ev if len(rows) < limit else rows[-1]["ev"]

    async def messages(self, ranges: Sequence[tuple[int, int, int]]) -> list[Kept]:
        """One statement, and what `kept` needs."""
        columns = [list(column) for column in zip(*ranges, strict=True)]
        return await self.kept(await self.db.fetch(RANGES, *columns, self.without))

    async def some(self, chat: int, seqs: Sequence[int]) -> list[Kept]:
        """As `messages`."""
        return await self.kept(await self.db.fetch(SOME, chat, list(seqs), self.without))

    async def kept(self, rows: Sequence[asyncpg.Record]) -> list[Kept]:
        """Rows as this reader wants them."""
        return [kept_of(row) for row in rows]

    async def settle(self, marks: Sequence[tuple[int, int, int]]) -> None:
        """One statement."""
        columns = [list(column) for column in zip(*marks, strict=True)]
        await self.db.execute(SETTLE.format(table=self.table), *columns)


@asynccontextmanager
async def holding(
    pool: "asyncpg.Pool[asyncpg.Record]", table: MarksTable, chats: Sequence[int], *, private: bool
) -> AsyncIterator[tuple[Executor, list[Mark]]]:
    """The marks of those chats that nobody else holds, of public ones only unless `private`; four statements."""
    wanted = sorted(chats)
    async with pool.acquire() as db:
        await db.execute(MAKE.format(table=table), wanted, private)
        async with db.transaction():
            held = {row["chat_id"]: row for row in await db.fetch(TAKE.format(table=table), wanted)}
            counters = await db.fetch(COUNTERS, list(held), private)
            yield (
                db,
                [
                    Mark(
                        chat=row["id"],
                        ev=held[row["id"]]["ev"],
                        seq=held[row["id"]]["seq"],
                        last_ev=row["last_ev"],
                        last_seq=row["last_seq"],
                        first_ev=row["first_ev"],
                    )
                    for row in counters
                ],
            )


async def behind(
    pool: "asyncpg.Pool[asyncpg.Record]", table: MarksTable, after: int, limit: int, *, private: bool
) -> tuple[list[tuple[int, int]], int]:
    """See LogRows in ports/readers.py; one statement."""
    rows = await pool.fetch(BEHIND.format(table=table), after, limit, private)
    late = [
        (row["id"], max(row["fresh"], min(1, row["moved"])))
        for row in rows
        if row["read"] and (row["fresh"] > 0 or row["moved"] > 0)
    ]
    return late, rows[-1]["id"] if len(rows) == limit else 0
