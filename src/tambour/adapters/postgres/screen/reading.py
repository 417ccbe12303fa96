"""The log of public chats as screening reads it: marks held by one transaction, messages read after the counters."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, kept_of
from tambour.adapters.postgres.rules import Rules
from tambour.adapters.postgres.screen.known import LIKE, FileHuntPart, hunting_files, likeness_of
from tambour.adapters.postgres.screen.signals import GONE, Signals
from tambour.adapters.postgres.screen.words import Words
from tambour.domain.messages import Kept
from tambour.moderation.bank import BYTES as BYTE_KINDS
from tambour.moderation.known import Like
from tambour.ports.screen import Hunt
from tambour.ports.search import Mark

MarksTable = Literal["screen_marks", "guess_marks"]
TAKE = """
SELECT s.chat_id, s.ev, s.seq FROM {0} s WHERE s.chat_id = ANY ($1::bigint[])
ORDER BY s.chat_id FOR UPDATE SKIP LOCKED
"""
MAKE = """
INSERT INTO {0} (chat_id, ev, seq) SELECT c.id, 0, 0 FROM chats c
WHERE c.id = ANY ($1::bigint[]) AND c.is_public ON CONFLICT DO NOTHING
"""
COUNTERS = "SELECT id, last_ev, last_seq, first_ev FROM chats WHERE id = ANY ($1::bigint[]) AND is_public"
CHANGED = """
SELECT ev, seq FROM chat_log WHERE chat_id = $1 AND ev > $2 AND ev <= $3 AND kind IN ('e', 'rs') ORDER BY ev LIMIT $4
"""
BEHIND = """
SELECT c.id, c.last_seq - coalesce(m.seq, 0) AS fresh, c.last_ev - coalesce(m.ev, 0) AS moved, c.is_public
FROM (SELECT id, last_seq, last_ev, is_public FROM chats WHERE id > $1 ORDER BY id LIMIT $2) c
LEFT JOIN {0} m ON m.chat_id = c.id ORDER BY c.id
"""
BYTES = """
SELECT DISTINCT a.chat_id, a.seq, e.id FROM unnest($1::bigint[], $2::bigint[]) AS x (chat, seq)
JOIN attachments a ON a.chat_id = x.chat AND a.seq = x.seq AND a.file_id <> ''
JOIN files f ON f.id = a.file_id AND f.sha256 IS NOT NULL
CROSS JOIN LATERAL (VALUES ('sha256', f.sha256), ('sha1', f.sha1), ('md5', f.md5)) AS d (kind, digest)
JOIN bank_entries e ON e.kind = d.kind AND md5(e.value) = md5(encode(d.digest, 'hex'))
    AND e.value = encode(d.digest, 'hex') AND e.state = 'enabled'
"""
LIKES = f"""
SELECT DISTINCT a.chat_id, a.seq, {LIKE} FROM unnest($1::bigint[], $2::bigint[]) AS x (chat, seq)
JOIN attachments a ON a.chat_id = x.chat AND a.seq = x.seq AND a.file_id <> ''
JOIN file_likes l ON l.file_id = a.file_id JOIN bank_entries e ON e.id = l.entry_id AND e.state = 'enabled'
"""
CLOSED = """
SELECT k.key, c.state FROM unnest($1::text[]) AS k (key)
LEFT JOIN names n ON k.key = '@' || n.name_lower AND n.kind = 'chat'
LEFT JOIN invites i ON k.key = '+' || i.token
JOIN chats c ON c.id = coalesce(n.target_id, i.chat_id) WHERE c.state IN ('removed', 'quarantined')
"""
HUNT = """
SELECT h.entry_id, h.chat_id, h.seq, e.kind, e.value FROM hunts h JOIN bank_entries e ON e.id = h.entry_id
WHERE h.done IS NULL AND e.kind NOT IN ('picture', 'film', 'sound', 'pdq')
ORDER BY h.entry_id LIMIT 1 FOR UPDATE OF h SKIP LOCKED
"""
EVERY = f"""{BARE} FROM messages m JOIN chats c ON c.id = m.chat_id
WHERE (m.chat_id, m.seq) > ($1, $2) AND m.chat_id >= $1 AND c.is_public AND m.flags & $3 = 0
ORDER BY m.chat_id, m.seq LIMIT $4
"""
SAME_BYTES = """{bare} FROM (
    SELECT DISTINCT a.chat_id, a.seq FROM files f JOIN attachments a ON a.file_id = f.id AND a.file_id <> ''
    WHERE f.{column} = decode($5, 'hex')
) has JOIN messages m ON m.chat_id = has.chat_id AND m.seq = has.seq JOIN chats c ON c.id = m.chat_id
WHERE (m.chat_id, m.seq) > ($1, $2) AND c.is_public AND m.flags & $3 = 0
ORDER BY m.chat_id, m.seq LIMIT $4
"""


@dataclass
class Part:
    """See ScreenPart in ports/screen.py."""

    db: Executor
    marks: list[Mark]
    table: MarksTable

    @property
    def signals(self) -> Signals:
        """In the same transaction."""
        return Signals(self.db)

    @property
    def rules(self) -> Rules:
        """In the same transaction."""
        return Rules(self.db)

    def words(self, sense: str) -> Words:
        """In the same transaction."""
        return Words(self.db, sense)

    async def changed(self, mark: Mark, limit: int) -> tuple[list[int], int]:
        """One statement."""
        rows = await self.db.fetch(CHANGED, mark.chat, mark.ev, mark.last_ev, limit)
        seqs = {row["seq"] for row in rows if row["seq"]}
        return sorted(seqs), mark.last_ev if len(rows) < limit else rows[-1]["ev"]

    async def messages(self, ranges: Sequence[tuple[int, int, int]]) -> list[Kept]:
        """One statement."""
        rows = await self.db.fetch(
            f"{BARE} FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS r (chat, after, upto)"
            " CROSS JOIN LATERAL (SELECT * FROM messages"
            " WHERE chat_id = r.chat AND seq > r.after AND seq <= r.upto ORDER BY seq) m WHERE m.flags & $4 = 0",
            [chat for chat, _, _ in ranges],
            [after for _, after, _ in ranges],
            [upto for _, _, upto in ranges],
            GONE,
        )
        return [kept_of(row) for row in rows]

    async def some(self, chat: int, seqs: Sequence[int]) -> list[Kept]:
        """One statement."""
        rows = await self.db.fetch(
            f"{BARE} FROM messages m WHERE m.chat_id = $1 AND m.seq = ANY ($2::bigint[]) AND m.flags & $3 = 0",
            chat,
            list(seqs),
            GONE,
        )
        return [kept_of(row) for row in rows]

    async def bytes_known(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """One statement."""
        if not places:
            return []
        rows = await self.db.fetch(BYTES, [chat for chat, _ in places], [seq for _, seq in places])
        return [(row["chat_id"], row["seq"], row["id"]) for row in rows]

    async def likes_known(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, Like]]:
        """One statement."""
        if not places:
            return []
        rows = await self.db.fetch(LIKES, [chat for chat, _ in places], [seq for _, seq in places])
        return [(row["chat_id"], row["seq"], likeness_of(row).like) for row in rows]

    async def closed(self, keys: Sequence[str]) -> dict[str, str]:
        """One statement."""
        return {row["key"]: row["state"] for row in await self.db.fetch(CLOSED, list(keys))} if keys else {}

    async def settle(self, marks: Sequence[tuple[int, int, int]]) -> None:
        """One statement."""
        await self.db.execute(
            f"UPDATE {self.table} s SET ev = x.ev, seq = x.seq"
            " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS x (chat, ev, seq) WHERE s.chat_id = x.chat",
            [chat for chat, _, _ in marks],
            [ev for _, ev, _ in marks],
            [seq for _, _, seq in marks],
        )


@dataclass
class Screening:
    """See ScreenRows in ports/screen.py. `table`: where this reader's marks stand."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    table: MarksTable = "screen_marks"

    def words(self, sense: str) -> Words:
        """Each statement by itself."""
        return Words(self.pool, sense)

    @asynccontextmanager
    async def taking(self, chats: Sequence[int]) -> AsyncIterator[Part]:
        """The counters are read after the marks are held and before any message: what commits later has a higher ev."""
        wanted = sorted(chats)
        async with self.pool.acquire() as db:
            await db.execute(MAKE.format(self.table), wanted)
            async with db.transaction():
                held = {row["chat_id"]: row for row in await db.fetch(TAKE.format(self.table), wanted)}
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
                yield Part(db, marks, self.table)

    async def behind(self, after: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """One statement."""
        rows = await self.pool.fetch(BEHIND.format(self.table), after, limit)
        late = [
            (r["id"], max(r["fresh"], min(1, r["moved"])))
            for r in rows
            if r["is_public"] and (r["fresh"] > 0 or r["moved"] > 0)
        ]
        return late, rows[-1]["id"] if len(rows) == limit else 0

    def hunting_files(self, limit: int) -> AbstractAsyncContextManager[FileHuntPart | None]:
        """See known.py."""
        return hunting_files(self.pool, limit)

    @asynccontextmanager
    async def hunting(self, limit: int) -> AsyncIterator[tuple[Hunt, list[Kept], Signals] | None]:
        """Three statements; the cursor moves with the signals."""
        async with self.pool.acquire() as db, db.transaction():
            row = await db.fetchrow(HUNT)
            if row is None:
                yield None
                return
            more = (row["value"],) if row["kind"] in BYTE_KINDS else ()
            wanted = SAME_BYTES.format(bare=BARE, column=row["kind"]) if more else EVERY
            found = await db.fetch(wanted, row["chat_id"], row["seq"], GONE, limit, *more)
            kept = [kept_of(one) for one in found]
            yield Hunt(entry=row["entry_id"], chat=row["chat_id"], seq=row["seq"]), kept, Signals(db)
            last = kept[-1].message if kept else None
            await db.execute(
                "UPDATE hunts SET chat_id = $2, seq = $3, looked = looked + $4,"
                " done = CASE WHEN $5 THEN (extract(epoch FROM now()) * 1000)::bigint END WHERE entry_id = $1",
                row["entry_id"],
                last.chat if last else row["chat_id"],
                last.seq if last else row["seq"],
                len(kept),
                len(kept) < limit,
            )
