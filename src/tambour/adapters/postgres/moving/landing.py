"""The bulk door into the log: a batch of imported messages in one statement, under the lock of the chat."""

from collections.abc import Sequence
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.digests import Digests
from tambour.domain.files import File
from tambour.domain.media import ORIGINAL, SOURCE, tab_rows
from tambour.domain.messages import Flag
from tambour.domain.moving.arrival import ArrivingPoll
from tambour.ports.moving import Landed

READ_BY_ALL_MAX = 200
"""In larger chats only the importer's read mark follows: nobody is counted per member."""
LAND_SQL = f"""
WITH inp AS (
    SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::int[], $9::bigint[],
        $10::jsonb[], $11::text[], $12::jsonb[], $13::jsonb[], $14::bigint[], $15::bigint[], $16::jsonb[])
        WITH ORDINALITY
        AS t (ext, sender, author, ts, kind, flags, re, fwd, body, ents, extra, edited, views, rx, o)
), up AS (
    UPDATE chats c SET last_seq = c.last_seq + k.n, last_ev = c.last_ev + k.n,
        last_ts = greatest(c.last_ts, $2), said_ts = k.newest
    FROM (SELECT count(*) AS n, (array_agg(ts ORDER BY o DESC))[1] AS newest FROM inp) k
    WHERE c.id = $1
    RETURNING c.last_seq, c.last_ev, c.last_seq - k.n AS seq0, c.last_ev - k.n AS ev0, c.members
), num AS (
    SELECT inp.*, up.seq0 + inp.o AS seq, up.ev0 + inp.o AS ev FROM inp CROSS JOIN up
), to_messages AS (
    INSERT INTO messages (chat_id, seq, ev, sender, author, ts, kind, flags, re_seq, fwd, body, ents, extra, edited)
    SELECT $1, seq, ev, sender, author, ts, kind, flags | {int(Flag.IMPORTED)}, re, fwd, body, ents, extra, edited
    FROM num
), to_log AS (
    INSERT INTO chat_log (chat_id, ev, kind, seq, ts) SELECT $1, ev, 'n', seq, $2 FROM num
), to_map AS (
    INSERT INTO import_map (chat_id, ext_id, seq) SELECT $1, ext, seq FROM num WHERE ext <> 0
), to_stats AS (
    INSERT INTO msg_stats (chat_id, seq, views, rx)
    SELECT $1, seq, views, rx FROM num WHERE views > 0 OR rx IS NOT NULL
), to_hashtags AS (
    INSERT INTO hashtags (tag, chat_id, seq)
    SELECT DISTINCT x.tag, $1, num.seq FROM unnest($17::bigint[], $18::text[]) AS x (o, tag) JOIN num ON num.o = x.o
), to_attachments AS (
    INSERT INTO attachments (chat_id, tab, seq, file_id, state)
    SELECT $1, x.tab, num.seq, x.file, x.state
    FROM unnest($20::bigint[], $21::text[], $22::text[], $23::smallint[]) AS x (o, tab, file, state)
    JOIN num ON num.o = x.o ON CONFLICT DO NOTHING
), to_voices AS (
    INSERT INTO import_voices AS v (user_id, chat_id, said) SELECT author, $1, count(*) FROM num GROUP BY author
    ON CONFLICT (user_id, chat_id) DO UPDATE SET said = v.said + excluded.said
), read AS (
    UPDATE members m SET read_seq = up.last_seq FROM up
    WHERE m.chat_id = $1 AND (m.user_id = $19 OR up.members <= {READ_BY_ALL_MAX})
        AND (m.read_seq >= up.seq0 OR EXISTS (
            SELECT FROM sent_marks s WHERE s.user_id = m.user_id AND s.chat_id = $1 AND s.seq >= up.seq0))
)
SELECT last_seq, last_ev FROM up
"""


class Landing:
    """The part of MovingRows that writes what arrives."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def chat_of(self, importer: int, origin: str, ext: int) -> int:
        """By primary key; a chat that is no more does not count."""
        found: int | None = await self.db.fetchval(
            "SELECT i.chat_id FROM import_chats i JOIN chats c ON c.id = i.chat_id AND c.state <> 'deleted'"
            " WHERE i.importer = $1 AND i.origin = $2 AND i.ext_id = $3",
            importer,
            origin,
            ext,
        )
        return found or 0

    async def add_chat(self, importer: int, origin: str, ext: int, chat: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO import_chats (importer, origin, ext_id, chat_id) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (importer, origin, ext_id) DO UPDATE SET chat_id = excluded.chat_id",
            importer,
            origin,
            ext,
            chat,
        )

    async def members_of(self, chat: int, limit: int) -> list[int]:
        """By an index."""
        rows = await self.db.fetch("SELECT user_id FROM members WHERE chat_id = $1 LIMIT $2", chat, limit)
        return [row["user_id"] for row in rows]

    async def known(self, chat: int, exts: Sequence[int]) -> dict[int, int]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT ext_id, seq FROM import_map WHERE chat_id = $1 AND ext_id = ANY ($2::bigint[])",
            chat,
            list(exts),
        )
        return {row["ext_id"]: row["seq"] for row in rows}

    async def land(self, chat: int, rows: Sequence[Landed], now: int, *, importer: int) -> tuple[int, int]:
        """One statement, whatever the size of the batch."""
        found: Any = await self.db.fetchrow(
            LAND_SQL,
            chat,
            now,
            *columns(rows),
            [o for o, row in enumerate(rows, 1) for _ in row.tags],
            [tag for row in rows for tag in row.tags],
            importer,
            *carried(rows),
        )
        return found["last_seq"], found["last_ev"]

    async def add_polls(self, polls: Sequence[tuple[int, int, int, ArrivingPoll, int]]) -> None:
        """One statement a poll, in one round trip."""
        await self.db.executemany(
            "INSERT INTO polls (id, chat_id, author, question, options, tally, voters, multiple, anonymous,"
            " quiz_answer, closed, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
            [
                (
                    id,
                    chat,
                    author,
                    poll.question,
                    [text for text, _ in poll.options],
                    [votes for _, votes in poll.options],
                    poll.voters,
                    poll.multiple,
                    poll.anonymous,
                    poll.answer,
                    max(ts, 1),
                )
                for id, chat, author, poll, ts in polls
            ],
        )

    async def add_file(self, owner: int, file: File, digests: Digests, now: int, *, ready: bool) -> None:
        """One statement: a file whose bytes lie in the blob store already, and the job to make it fit to be shown."""
        await self.db.execute(
            "WITH f AS (INSERT INTO files (id, owner, kind, name, mime, size, received, sha256, state, shown,"
            "  created, touched, sha1, md5) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $10, $13, $14)),"
            " b AS (INSERT INTO file_blobs (file_id, name, sha256, size, mime)"
            "  VALUES ($1, $11, $7, $6, 'application/octet-stream'))"
            " INSERT INTO media_jobs (file_id, queued) SELECT $1, $10 WHERE NOT $12::boolean",
            file.id,
            owner,
            file.kind,
            file.name,
            file.mime,
            file.size,
            digests.sha256,
            file.state,
            file,
            now,
            ORIGINAL if ready else SOURCE,
            ready,
            digests.sha1 or None,
            digests.md5 or None,
        )

    async def forget_before(self, chat: int) -> int:
        """The chat's log begins after an empty event of now: every client fetches the chat afresh. Returns its ev."""
        ev: int = await self.db.fetchval(
            "UPDATE chats SET last_ev = last_ev + 1, first_ev = last_ev + 2 WHERE id = $1 RETURNING last_ev",
            chat,
        )
        return ev


def carried(rows: Sequence[Landed]) -> tuple[Any, ...]:
    """Columns of what stands in the tabs of the chat."""
    found = [(o, *tab) for o, row in enumerate(rows, 1) for tab in tab_rows(row.files, row.entities)]
    return tuple([one[at] for one in found] for at in range(4))


def columns(rows: Sequence[Landed]) -> tuple[Any, ...]:
    """The batch turned on its side: one array per column of LAND_SQL."""
    return (
        [row.ext for row in rows],
        [row.sender for row in rows],
        [row.author for row in rows],
        [row.ts for row in rows],
        [row.kind for row in rows],
        [row.flags for row in rows],
        [row.reply or None for row in rows],
        [row.source for row in rows],
        [row.text for row in rows],
        [row.entities or None for row in rows],
        [row.extra for row in rows],
        [row.edited or None for row in rows],
        [row.views for row in rows],
        [row.reactions or None for row in rows],
    )
