"""What is truly per person, and counted: read marks, unread mentions, views, drafts."""

from collections.abc import Sequence
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.visible import GONE

READERS_SHOWN_MAX = 100
"""In larger groups nobody is told who has read."""
UNREAD = """
SELECT greatest(0, c.last_seq - p.seen
    - CASE WHEN c.last_gone > p.seen
        THEN (SELECT count(*) FROM tombstones t WHERE t.chat_id = c.id AND t.seq > p.seen) ELSE 0 END
    - (SELECT count(*) FROM hidden h WHERE h.user_id = m.user_id AND h.chat_id = c.id AND h.seq > p.seen
        AND NOT EXISTS (SELECT FROM tombstones t WHERE t.chat_id = c.id AND t.seq = h.seq))) AS unread,
    (SELECT count(*) FROM mentions n WHERE n.user_id = m.user_id AND n.chat_id = c.id AND n.seq > p.seen
        AND NOT EXISTS (SELECT FROM tombstones t WHERE t.chat_id = c.id AND t.seq = n.seq)) AS mentions, c.last_seq
FROM members m JOIN chats c ON c.id = m.chat_id AND c.state IN ('live', 'frozen'),
    LATERAL (SELECT greatest($3, m.read_seq, m.history_from - 1,
        (SELECT s.seq FROM sent_marks s WHERE s.user_id = $1 AND s.chat_id = $2)) AS seen) p
WHERE m.user_id = $1 AND m.chat_id = $2
"""


DAYS_KEPT = 30
TODAY = f"least($5 - coalesce(s.first_day, $5), {DAYS_KEPT - 1}) + 1"
"""The place of today in msg_stats.by_day; what comes after the last day counts into it."""


class Marks:
    """See MarkRows in ports/marks.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def read(self, user: int, chat: int, seq: int) -> tuple[int, bool] | None:
        """(the mark as it stands now, whether others may see it); one statement.

        None when it stood there or further already: a mark never moves back, nor past the last message.
        """
        row = await self.db.fetchrow(
            "UPDATE members m SET read_seq = least($3, c.last_seq) FROM chats c WHERE c.id = m.chat_id"
            " AND m.user_id = $1 AND m.chat_id = $2 AND m.read_seq < least($3, c.last_seq)"
            " RETURNING m.read_seq, c.kind = 'dialog' OR c.kind = 'group' AND c.members <= $4 AS shown",
            user,
            chat,
            seq,
            READERS_SHOWN_MAX,
        )
        return (row["read_seq"], row["shown"]) if row else None

    async def unread(self, user: int, chat: int, read: int) -> tuple[int, int, int] | None:
        """(unread messages, unread mentions, last seq), exactly, as if the mark stood at least at `read`.

        One statement; None for a person who is no member of a readable chat.
        """
        row = await self.db.fetchrow(UNREAD, user, chat, read)
        return (row["unread"], row["mentions"], row["last_seq"]) if row else None

    async def mentions(self, user: int, chat: int, read: int, limit: int) -> list[int]:
        """Unread mentions, oldest first; one statement."""
        rows = await self.db.fetch(
            "SELECT n.seq FROM mentions n JOIN members p ON p.user_id = n.user_id AND p.chat_id = n.chat_id"
            " WHERE n.user_id = $1 AND n.chat_id = $2 AND n.seq > greatest($3, p.read_seq, p.history_from - 1,"
            "  (SELECT s.seq FROM sent_marks s WHERE s.user_id = $1 AND s.chat_id = $2))"
            " AND NOT EXISTS (SELECT FROM tombstones t WHERE t.chat_id = n.chat_id AND t.seq = n.seq)"
            " AND NOT EXISTS (SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = $2 AND h.seq = n.seq)"
            " ORDER BY n.seq LIMIT $4",
            user,
            chat,
            read,
            limit,
        )
        return [row["seq"] for row in rows]

    async def readers(self, chat: int, seq: int, said: int, limit: int) -> list[int]:
        """One statement: a look-up for each member; what one said last counts as read."""
        rows = await self.db.fetch(
            "SELECT m.user_id FROM members m"
            " LEFT JOIN sent_marks s ON s.user_id = m.user_id AND s.chat_id = m.chat_id"
            " WHERE m.chat_id = $1 AND greatest(m.read_seq, s.seq) >= $2 AND m.joined <= $3"
            " ORDER BY m.user_id LIMIT $4",
            chat,
            seq,
            said,
            limit,
        )
        return [row["user_id"] for row in rows]

    async def reactors(self, chat: int, seq: int, after: int, limit: int) -> list[tuple[int, str]]:
        """One statement by primary key."""
        rows = await self.db.fetch(
            "SELECT user_id, emoji FROM reactions WHERE chat_id = $1 AND seq = $2 AND user_id > $3"
            " ORDER BY user_id LIMIT $4",
            chat,
            seq,
            after,
            limit,
        )
        return [(row["user_id"], row["emoji"]) for row in rows]

    async def add_views(
        self, seen: Sequence[tuple[int, int, int, int]], day: int
    ) -> list[tuple[int, int, int, int]]:
        """(chat, seq, more views, more forwards) … → (chat, seq, views, forwards) …; one statement.

        Rows are taken in one order by all writers.
        """
        rows = await self.db.fetch(
            f"""
            INSERT INTO msg_stats AS s (chat_id, seq, views, forwards, first_day, by_day)
            SELECT x.chat, x.seq, x.more, x.carried, $5, ARRAY[x.more::int]
            FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS x (chat, seq, more, carried)
            JOIN messages m ON m.chat_id = x.chat AND m.seq = x.seq AND m.flags & {GONE} = 0 ORDER BY 1, 2
            ON CONFLICT (chat_id, seq) DO UPDATE SET views = s.views + excluded.views,
                forwards = s.forwards + excluded.forwards, first_day = coalesce(s.first_day, $5),
                by_day[{TODAY}] = coalesce(s.by_day[{TODAY}], 0) + excluded.views::int
            RETURNING chat_id, seq, views, forwards
            """,
            *([one[column] for one in seen] for column in range(4)),
            day,
        )
        return [(row["chat_id"], row["seq"], row["views"], row["forwards"]) for row in rows]

    async def views(self, chat: int, seqs: Sequence[int]) -> dict[int, int]:
        """Views of those of these messages that are there to be seen; one statement."""
        rows = await self.db.fetch(
            f"SELECT m.seq, coalesce(s.views, 0) AS views FROM messages m LEFT JOIN msg_stats s"
            f" ON s.chat_id = m.chat_id AND s.seq = m.seq"
            f" WHERE m.chat_id = $1 AND m.seq = ANY ($2::bigint[]) AND m.flags & {GONE} = 0 ORDER BY m.seq",
            chat,
            list(seqs),
        )
        return {row["seq"]: row["views"] for row in rows}

    async def set_draft(self, user: int, chat: int, body: dict[str, Any] | None, now: int) -> bool:
        """One statement; None takes the draft away. False when nothing changed."""
        if body is None:
            gone = await self.db.fetchval(
                "DELETE FROM drafts WHERE user_id = $1 AND chat_id = $2 RETURNING true", user, chat
            )
            return bool(gone)
        kept = await self.db.fetchval(
            "INSERT INTO drafts AS d (user_id, chat_id, body, ts) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (user_id, chat_id) DO UPDATE SET body = excluded.body, ts = excluded.ts"
            " WHERE d.body IS DISTINCT FROM excluded.body RETURNING true",
            user,
            chat,
            body,
            now,
        )
        return bool(kept)
