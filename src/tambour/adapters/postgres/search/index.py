"""Writing the index: marks held by one transaction, messages read after the counters, documents put and taken."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, Pages
from tambour.domain.messages import Kept
from tambour.ports.search import Document, Mark

TAKE = """
SELECT s.chat_id, s.ev, s.seq FROM search_marks s WHERE s.chat_id = ANY ($1::bigint[])
ORDER BY s.chat_id FOR UPDATE SKIP LOCKED
"""
COUNTERS = "SELECT id, last_ev, last_seq, first_ev FROM chats WHERE id = ANY ($1::bigint[])"
CHANGED = """
SELECT ev, seq, data -> 's' AS seqs FROM chat_log
WHERE chat_id = $1 AND ev > $2 AND ev <= $3 AND kind IN ('e', 'd', 'rm', 'rs') ORDER BY ev LIMIT $4
"""
PUT = """
INSERT INTO search_docs AS s (chat_id, seq, at, words)
SELECT d.chat, d.seq, d.at, d.words::int[] FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[])
    AS d (chat, seq, at, words)
ON CONFLICT (chat_id, at, seq) DO UPDATE SET words = excluded.words WHERE s.words <> excluded.words
"""
TAKE_OUT = """
DELETE FROM search_docs d USING unnest($1::bigint[], $2::bigint[], $3::int[]) AS x (chat, seq, at)
WHERE d.chat_id = x.chat AND d.at = x.at AND d.seq = x.seq
"""
BEHIND = """
SELECT c.id, c.last_seq - coalesce(m.seq, 0) AS fresh, c.last_ev - coalesce(m.ev, 0) AS moved
FROM (SELECT id, last_seq, last_ev FROM chats WHERE id > $1 ORDER BY id LIMIT $2) c
LEFT JOIN search_marks m ON m.chat_id = c.id ORDER BY c.id
"""


@dataclass
class Indexing:
    """See ports/search.py."""

    db: Executor
    marks: list[Mark]

    async def changed(self, mark: Mark, limit: int) -> tuple[list[int], int]:
        """One statement."""
        rows = await self.db.fetch(CHANGED, mark.chat, mark.ev, mark.last_ev, limit)
        seqs = {seq for row in rows for seq in (row["seqs"] or [row["seq"]]) if seq}
        return sorted(seqs), mark.last_ev if len(rows) < limit else rows[-1]["ev"]

    async def messages(self, ranges: Sequence[tuple[int, int, int]]) -> list[Kept]:
        """One statement, one more where there are polls."""
        rows = await self.db.fetch(
            f"{BARE} FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS r (chat, after, upto)"
            " CROSS JOIN LATERAL (SELECT * FROM messages"
            " WHERE chat_id = r.chat AND seq > r.after AND seq <= r.upto ORDER BY seq) m",
            [chat for chat, _, _ in ranges],
            [after for _, after, _ in ranges],
            [upto for _, _, upto in ranges],
        )
        return await Pages(self.db).with_polls(rows, 0)

    async def some(self, chat: int, seqs: Sequence[int]) -> list[Kept]:
        """As `messages`."""
        rows = await self.db.fetch(
            f"{BARE} FROM messages m WHERE m.chat_id = $1 AND m.seq = ANY ($2::bigint[])", chat, list(seqs)
        )
        return await Pages(self.db).with_polls(rows, 0)

    async def write(self, documents: Sequence[Document]) -> None:
        """One statement for those with words, one for those without."""
        put = [d for d in documents if d.words]
        gone = [d for d in documents if not d.words]
        if put:
            words = ["{" + ",".join(map(str, sorted(d.words))) + "}" for d in put]
            await self.db.execute(
                PUT, [d.chat for d in put], [d.seq for d in put], [d.at for d in put], words
            )
        if gone:
            await self.db.execute(
                TAKE_OUT, [d.chat for d in gone], [d.seq for d in gone], [d.at for d in gone]
            )

    async def settle(self, marks: Sequence[tuple[int, int, int]]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE search_marks s SET ev = x.ev, seq = x.seq"
            " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS x (chat, ev, seq) WHERE s.chat_id = x.chat",
            [chat for chat, _, _ in marks],
            [ev for _, ev, _ in marks],
            [seq for _, _, seq in marks],
        )


@dataclass
class Index:
    """See IndexRows in ports/search.py."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    @asynccontextmanager
    async def taking(self, chats: Sequence[int]) -> AsyncIterator[Indexing]:
        """The counters are read after the marks are held and before any message: what commits later has a higher ev."""
        wanted = sorted(chats)
        async with self.pool.acquire() as db:
            await db.execute(
                "INSERT INTO search_marks (chat_id, ev, seq) SELECT id, 0, 0 FROM unnest($1::bigint[]) AS x (id)"
                " WHERE NOT EXISTS (SELECT FROM search_marks s WHERE s.chat_id = x.id) ON CONFLICT DO NOTHING",
                wanted,
            )
            async with db.transaction():
                held = {row["chat_id"]: row for row in await db.fetch(TAKE, wanted)}
                counters = await db.fetch(COUNTERS, list(held))
                marks = [
                    Mark(
                        chat=row["id"],
                        ev=held[row["id"]]["ev"],
                        seq=held[row["id"]]["seq"],
                        last_ev=row["last_ev"],
                        last_seq=row["last_seq"],
                        first_ev=row["first_ev"],
                    )
                    for row in counters
                ]
                yield Indexing(db, marks)

    async def behind(self, after: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """One statement."""
        rows = await self.pool.fetch(BEHIND, after, limit)
        late = [
            (r["id"], max(r["fresh"], min(1, r["moved"]))) for r in rows if r["fresh"] > 0 or r["moved"] > 0
        ]
        return late, rows[-1]["id"] if len(rows) == limit else 0
