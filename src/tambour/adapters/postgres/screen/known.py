"""Marks of the bank's media and of files, and the files that are like an entry."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, kept_of
from tambour.adapters.postgres.screen.signals import Signals
from tambour.domain.messages import Kept
from tambour.domain.visible import GONE
from tambour.moderation.known import Like, Marks, stored
from tambour.ports.known import FOREVER, FileHunt, Likeness, Sample, Worn

LIKE = "l.file_id, l.entry_id, l.how, l.off_by, l.at_ms, l.sample_ms, l.share"
NOTE_LIKES = """
INSERT INTO file_likes (file_id, entry_id, how, off_by, at_ms, sample_ms, share)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::int[], $5::int[], $6::int[], $7::real[])
ON CONFLICT (file_id, entry_id) DO UPDATE SET how = excluded.how, off_by = excluded.off_by, at_ms = excluded.at_ms,
    sample_ms = excluded.sample_ms, share = excluded.share
"""
INT_MAX = 2**31 - 1
"""What a child that was taken over may claim is cut to what a column holds."""
HUNT = """
SELECT h.entry_id, h.seq FROM hunts h JOIN bank_entries e ON e.id = h.entry_id
WHERE h.done IS NULL AND e.kind IN ('picture', 'film', 'sound', 'pdq')
ORDER BY h.entry_id <= $1, h.entry_id LIMIT 1 FOR UPDATE OF h SKIP LOCKED
"""
FILES = "SELECT n, file_id, prints, points, sound FROM file_marks WHERE n > $1 ORDER BY n LIMIT $2"
MOVE = """
UPDATE hunts SET seq = $2, looked = looked + $3, done = CASE WHEN $4 THEN (extract(epoch FROM now()) * 1000)::bigint END
WHERE entry_id = $1
"""
CARRIED = f"""
SELECT x.*, has.file_id FROM (SELECT DISTINCT chat_id, seq, file_id FROM attachments WHERE file_id = ANY ($1::text[]))
    AS has CROSS JOIN LATERAL ({BARE} FROM messages m JOIN chats c ON c.id = m.chat_id
    WHERE m.chat_id = has.chat_id AND m.seq = has.seq AND c.is_public AND m.flags & $2 = 0) x
ORDER BY has.chat_id, has.seq, has.file_id
"""

MADE_UP_FOR = """
WITH gone AS (DELETE FROM file_missed WHERE file_id = $1 RETURNING file_id)
INSERT INTO screen_missed (chat_id, seq, since)
SELECT DISTINCT a.chat_id, a.seq, $2::bigint FROM gone JOIN attachments a ON a.file_id = gone.file_id
JOIN chats c ON c.id = a.chat_id AND c.is_public
ON CONFLICT DO NOTHING
"""


LOOK_AGAIN = """
INSERT INTO screen_missed (chat_id, seq, since)
SELECT DISTINCT a.chat_id, a.seq, $2::bigint FROM attachments a JOIN chats c ON c.id = a.chat_id AND c.is_public
WHERE a.file_id = $1 AND a.file_id <> '' ON CONFLICT DO NOTHING
"""
FACE_VERSION = "('x' || left(md5(l.file_id), 7))::bit(28)::int"
"""As moderation/known.py has it."""
WORN = f"""
SELECT c.id AS chat_id, {FACE_VERSION} AS ver, {LIKE} FROM file_likes l
JOIN chats c ON c.photo = l.file_id AND c.is_public AND c.state IN ('live', 'frozen')
JOIN bank_entries e ON e.id = l.entry_id AND e.state = 'enabled'
WHERE (c.id, l.entry_id) > ($2, $3) AND NOT EXISTS (
    SELECT FROM signals s WHERE s.chat_id = c.id AND s.seq = 0 AND s.ver = {FACE_VERSION} AND s.entry_id = l.entry_id
    AND (s.mode = 'live' OR e.mode <> 'live') AND (NOT s.hint OR e.opinion <> 'positive'))
ORDER BY c.id, l.entry_id LIMIT $1
"""
"""A signal that says more than its entry does by now stays as it is."""


class KnownMarks:
    """See KnownRows in ports/known.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def keep(self, entry: int, marks: Marks, sample: Sample) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bank_marks (entry_id, prints, points, sound, preview, mime, duration)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            entry,
            marks.prints,
            marks.points,
            marks.sound,
            sample.preview,
            sample.mime,
            sample.duration,
        )

    async def sample(self, entry: int) -> Sample | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT preview, mime, duration FROM bank_marks WHERE entry_id = $1", entry
        )
        return (
            Sample(preview=row["preview"], mime=row["mime"], duration=row["duration"])
            if row is not None
            else None
        )

    async def marks(self, entries: Sequence[int]) -> list[tuple[int, Marks]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT entry_id, prints, points, sound FROM bank_marks WHERE entry_id = ANY ($1::bigint[])",
            list(entries),
        )
        return [
            (row["entry_id"], Marks(prints=row["prints"], points=row["points"], sound=row["sound"]))
            for row in rows
        ]

    async def still(self, version: int) -> bool:
        """One statement; whoever changes the bank waits for the end of this transaction."""
        return await is_still(self.db, version)

    async def note(self, file: str, marks: Marks, likes: Sequence[Like]) -> None:
        """Three statements at most."""
        kept = stored(marks)
        await self.db.execute(
            "INSERT INTO file_marks (file_id, prints, sound, points) VALUES ($1, $2, $3, $4) ON CONFLICT (file_id)"
            " DO UPDATE SET prints = excluded.prints, sound = excluded.sound, points = excluded.points",
            file,
            kept.prints,
            kept.sound,
            kept.points,
        )
        await self.db.execute("DELETE FROM file_likes WHERE file_id = $1", file)
        await note_likes(self.db, [Likeness(file=file, like=like) for like in likes])

    async def miss(self, file: str, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO file_missed (file_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING", file, now
        )

    async def missed(
        self, limit: int, after: tuple[int, str] = (0, ""), *, until: int = FOREVER
    ) -> list[tuple[str, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT file_id, since FROM file_missed WHERE (since, file_id) > ($2, $3) AND since <= $4"
            " ORDER BY since, file_id LIMIT $1",
            limit,
            *after,
            until,
        )
        return [(row["file_id"], row["since"]) for row in rows]

    async def missing(self, until: int) -> tuple[int, int]:
        """One statement over what is little."""
        rows = await self.db.fetch(
            "SELECT count(*) FILTER (WHERE since > $1) AS owed, count(*) FILTER (WHERE since <= $1) AS old"
            " FROM file_missed",
            until,
        )
        return rows[0]["owed"], rows[0]["old"]

    async def owe_again(self, until: int, now: int) -> int:
        """One statement."""
        return len(
            await self.db.fetch("UPDATE file_missed SET since = $2 WHERE since <= $1 RETURNING 1", until, now)
        )

    async def made_up_for(self, file: str, now: int) -> None:
        """One statement."""
        await self.db.execute(MADE_UP_FOR, file, now)

    async def look_again(self, file: str, now: int) -> None:
        """One statement."""
        await self.db.execute(LOOK_AGAIN, file, now)

    async def worn(self, limit: int, after: tuple[int, int] = (0, 0)) -> list[Worn]:
        """One statement over what is like an entry, which is little."""
        return [
            Worn(chat=row["chat_id"], version=row["ver"], like=likeness_of(row).like)
            for row in await self.db.fetch(WORN, limit, *after)
        ]

    async def likes_of(self, chat: int, seq: int) -> list[Likeness]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT DISTINCT {LIKE} FROM (SELECT file_id FROM attachments WHERE chat_id = $1 AND seq = $2"
            " AND file_id <> '' UNION SELECT photo FROM chats WHERE id = $1 AND $2 = 0) a"
            " JOIN file_likes l ON l.file_id = a.file_id ORDER BY l.file_id, l.entry_id LIMIT 100",
            chat,
            seq,
        )
        return [likeness_of(row) for row in rows]


async def note_likes(db: Executor, likes: Sequence[Likeness]) -> None:
    """One statement."""
    if likes:
        await db.execute(
            NOTE_LIKES,
            [one.file for one in likes],
            [one.like.entry for one in likes],
            [one.like.how for one in likes],
            [one.like.off for one in likes],
            [min(one.like.at, INT_MAX) for one in likes],
            [min(one.like.sample_at, INT_MAX) for one in likes],
            [one.like.share for one in likes],
        )


def likeness_of(row: asyncpg.Record) -> Likeness:
    """A Likeness from a row of LIKE."""
    like = Like(
        entry=row["entry_id"],
        how=row["how"],
        off=row["off_by"],
        at=row["at_ms"],
        sample_at=row["sample_ms"],
        share=row["share"],
    )
    return Likeness(file=row["file_id"], like=like)


@dataclass
class FileHuntPart:
    """See FileHunting in ports/known.py."""

    db: Executor
    hunt: FileHunt

    @property
    def signals(self) -> Signals:
        """In the same transaction."""
        return Signals(self.db)

    async def miss(self, files: Sequence[str], now: int) -> None:
        """One statement."""
        if files:
            await self.db.execute(
                "INSERT INTO file_missed (file_id, since) SELECT x, $2 FROM unnest($1::text[]) AS x ORDER BY x"
                " ON CONFLICT DO NOTHING",
                list(files),
                now,
            )

    async def found(self, likes: Sequence[Likeness]) -> list[tuple[Kept, Like]]:
        """Two statements."""
        if not likes:
            return []
        await note_likes(self.db, likes)
        by_file = {one.file: one.like for one in likes}
        rows = await self.db.fetch(CARRIED, list(by_file), GONE)
        return [(kept_of(row), by_file[row["file_id"]]) for row in rows]


@asynccontextmanager
async def hunting_files(
    pool: "asyncpg.Pool[asyncpg.Record]", limit: int, after: int
) -> AsyncIterator[FileHuntPart | None]:
    """Three statements; the cursor moves with the signals."""
    async with pool.acquire() as db, db.transaction():
        row = await db.fetchrow(HUNT, after)
        if row is None:
            yield None
            return
        found = await db.fetch(FILES, row["seq"], limit)
        files = [
            (one["file_id"], Marks(prints=one["prints"], points=one["points"], sound=one["sound"]))
            for one in found
        ]
        yield FileHuntPart(db, FileHunt(entry=row["entry_id"], files=files))
        upto = found[-1]["n"] if found else row["seq"]
        await db.execute(MOVE, row["entry_id"], upto, len(found), len(found) < limit)


async def is_still(db: Executor, version: int) -> bool:
    """Is this the bank's version? Whoever changes it waits for the end of the transaction; one statement."""
    return bool(await db.fetchval("SELECT ver = $1 FROM bank_version FOR SHARE", version))
