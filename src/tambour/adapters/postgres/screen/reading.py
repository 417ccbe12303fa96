"""The log of public chats as screening reads it, with what the bank knows of it; and the hunts of new entries."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import asyncpg
from typing_extensions import override

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, Pages
from tambour.adapters.postgres.readers import LogPart, MarksTable, behind, holding
from tambour.adapters.postgres.rules import Rules
from tambour.adapters.postgres.screen.known import LIKE, FileHuntPart, hunting_files, is_still, likeness_of
from tambour.adapters.postgres.screen.profiles import Profiles, hunting_profiles, settling
from tambour.adapters.postgres.screen.signals import Signals
from tambour.adapters.postgres.screen.words import Words
from tambour.domain.messages import Kept
from tambour.domain.visible import GONE
from tambour.moderation.bank import BYTES as BYTE_KINDS
from tambour.moderation.known import Like
from tambour.ports.profiles import Profile
from tambour.ports.screen import Hunt

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
ORDER BY h.entry_id <= $1, h.entry_id LIMIT 1 FOR UPDATE OF h SKIP LOCKED
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


class Part(LogPart):
    """See ScreenPart in ports/screen.py."""

    without = GONE

    @override
    async def kept(self, rows: Sequence[asyncpg.Record]) -> list[Kept]:
        """With what polls ask."""
        return await Pages(self.db).with_polls(rows, 0)

    async def mark_back(self, chats: Sequence[int], began: int, left: int = 0) -> None:
        """One statement."""
        await mark_back(self.db, self.table, chats, began, left)

    def apart(self) -> AbstractAsyncContextManager[None]:
        """A savepoint."""
        return apart(self.db)

    @property
    def signals(self) -> Signals:
        """In the same transaction."""
        return Signals(self.db)

    @property
    def rules(self) -> Rules:
        """In the same transaction."""
        return Rules(self.db)

    @property
    def profiles(self) -> Profiles:
        """In the same transaction."""
        return Profiles(self.db)

    def words(self, sense: str) -> Words:
        """In the same transaction."""
        return Words(self.db, sense)

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

    async def same_bank(self, version: int) -> bool:
        """One statement; whoever changes the bank waits for the end of this transaction."""
        return await is_still(self.db, version)

    async def closed(self, keys: Sequence[str]) -> dict[str, str]:
        """One statement."""
        return await closed(self.db, keys)


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
        """See readers.py."""
        async with holding(self.pool, self.table, chats, private=False) as (db, marks):
            yield Part(db, marks, self.table)

    async def behind(self, after: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """See readers.py."""
        return await behind(self.pool, self.table, after, limit, private=False)

    async def looked_back(self, chats: Sequence[int]) -> dict[int, tuple[int, int]]:
        """One statement. These marks stand beside those of the log, under minus a chat's number, which no chat has."""
        rows = await self.pool.fetch(
            f"SELECT -chat_id AS chat, ev, seq FROM {self.table} WHERE chat_id = ANY ($1::bigint[])",
            [-chat for chat in chats],
        )
        return {row["chat"]: (row["ev"], row["seq"]) for row in rows}

    async def mark_back(self, chats: Sequence[int], began: int, left: int = 0) -> None:
        """One statement."""
        await mark_back(self.pool, self.table, chats, began, left)

    async def forget_back(self) -> None:
        """One statement."""
        await self.pool.execute(f"DELETE FROM {self.table} WHERE chat_id < 0")

    async def new_texts(self, since: int) -> dict[int, int]:
        """One statement."""
        rows = await self.pool.fetch(
            "SELECT h.entry_id, h.began FROM hunts h JOIN bank_entries e ON e.id = h.entry_id"
            " WHERE h.began >= $1 AND e.kind = 'text' AND e.state = 'enabled'",
            since,
        )
        return {row["entry_id"]: row["began"] for row in rows}

    async def largest(self, limit: int) -> list[int]:
        """One statement."""
        rows = await self.pool.fetch(
            "SELECT id FROM chats WHERE is_public ORDER BY members DESC, id LIMIT $1", limit
        )
        return [row["id"] for row in rows]

    def hunting_files(self, limit: int, after: int = 0) -> AbstractAsyncContextManager[FileHuntPart | None]:
        """See known.py."""
        return hunting_files(self.pool, limit, after)

    @property
    def profiles(self) -> Profiles:
        """Each statement by itself."""
        return Profiles(self.pool)

    def settling(self, read: Sequence[Profile]) -> AbstractAsyncContextManager[Signals]:
        """See profiles.py."""
        return settling(self.pool, read)

    def hunting_profiles(
        self, limit: int
    ) -> AbstractAsyncContextManager[tuple[int, list[Profile], Signals] | None]:
        """See profiles.py."""
        return hunting_profiles(self.pool, limit)

    async def closed(self, keys: Sequence[str]) -> dict[str, str]:
        """One statement."""
        return await closed(self.pool, keys)

    @asynccontextmanager
    async def hunting(
        self, limit: int, after: int = 0
    ) -> AsyncIterator[tuple[Hunt, list[Kept], Signals] | None]:
        """Three statements; the cursor moves with the signals."""
        async with self.pool.acquire() as db, db.transaction():
            row = await db.fetchrow(HUNT, after)
            if row is None:
                yield None
                return
            more = (row["value"],) if row["kind"] in BYTE_KINDS else ()
            wanted = SAME_BYTES.format(bare=BARE, column=row["kind"]) if more else EVERY
            found = await db.fetch(wanted, row["chat_id"], row["seq"], GONE, limit, *more)
            kept = await Pages(db).with_polls(found, 0)
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


async def mark_back(db: Executor, table: MarksTable, chats: Sequence[int], began: int, left: int) -> None:
    """`ev` and `seq` of such a mark are a moment and what is left; one statement."""
    await db.execute(
        f"INSERT INTO {table} (chat_id, ev, seq) SELECT -x, $2, $3 FROM unnest($1::bigint[]) AS x ORDER BY x"
        " ON CONFLICT (chat_id) DO UPDATE SET ev = excluded.ev, seq = excluded.seq",
        list(chats),
        began,
        left,
    )


@asynccontextmanager
async def apart(db: Executor) -> AsyncIterator[None]:
    """A savepoint in the transaction that runs; two statements."""
    await db.execute("SAVEPOINT apart")
    try:
        yield
    except Exception:
        await db.execute("ROLLBACK TO SAVEPOINT apart; RELEASE SAVEPOINT apart")
        raise
    await db.execute("RELEASE SAVEPOINT apart")


async def closed(db: Executor, keys: Sequence[str]) -> dict[str, str]:
    """The state of chats that were taken down, by these names and tokens; one statement."""
    return {row["key"]: row["state"] for row in await db.fetch(CLOSED, list(keys))} if keys else {}
