"""Figures of chats by the day, in PostgreSQL. Joins and leaves are counted by members.py, with the rows they are."""

from collections.abc import Mapping

from tambour.adapters.postgres.executor import Executor
from tambour.ports.days import Day, Published

PUBLISHED = """
    WITH newest AS (
        SELECT m.seq, m.ts, coalesce(s.views, 0) AS views, coalesce(s.forwards, 0) AS forwards
        FROM messages m LEFT JOIN msg_stats s ON s.chat_id = m.chat_id AND s.seq = m.seq
        WHERE m.chat_id = $1 AND m.seq > (SELECT last_seq FROM chats WHERE id = $1) - $3
            AND m.ts >= $2 AND m.flags & 14 = 0 AND m.kind <> 'svc'
    )
    SELECT (ts / 86400000)::int AS day, count(*) AS posts, sum(views)::bigint AS views,
        sum(forwards)::bigint AS forwards, NULL::bigint[] AS top FROM newest GROUP BY 1
    UNION ALL
    SELECT NULL, 0, 0, 0, ARRAY(SELECT seq FROM newest WHERE views > 0 ORDER BY views DESC, seq DESC LIMIT $4)
"""


class Days:
    """See ports/days.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add_views(self, day: int, views: Mapping[int, int]) -> None:
        """One statement, rows taken in one order by all writers."""
        await self.db.execute(
            "INSERT INTO chat_days AS d (chat_id, day, views)"
            " SELECT chat, $1, more FROM unnest($2::bigint[], $3::bigint[]) AS x (chat, more) ORDER BY chat"
            " ON CONFLICT (chat_id, day) DO UPDATE SET views = d.views + excluded.views",
            day,
            list(views.keys()),
            list(views.values()),
        )

    async def add_reactions(self, chat: int, day: int, more: int) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO chat_days AS d (chat_id, day, reactions)"
            " SELECT id, $2, $3 FROM chats WHERE id = $1 AND kind IN ('group', 'channel')"
            " ON CONFLICT (chat_id, day) DO UPDATE SET reactions = d.reactions + excluded.reactions",
            chat,
            day,
            more,
        )

    async def days(self, chat: int, since: int) -> list[Day]:
        """A range of the primary key."""
        rows = await self.db.fetch(
            "SELECT day, joins, leaves, views, reactions FROM chat_days WHERE chat_id = $1 AND day >= $2"
            " ORDER BY day",
            chat,
            since,
        )
        return [Day(*row) for row in rows]

    async def published(self, chat: int, since: int, *, limit: int, top: int) -> Published:
        """The end of a range of the primary key, with look-ups by primary key."""
        rows = await self.db.fetch(PUBLISHED, chat, since, limit, top)
        found = [row for row in rows if row["day"] is not None]
        return Published(
            by_day={row["day"]: row["posts"] for row in found},
            posts=sum(row["posts"] for row in found),
            views=sum(row["views"] for row in found),
            forwards=sum(row["forwards"] for row in found),
            most_seen=tuple(next(row["top"] for row in rows if row["day"] is None)),
        )

    async def muted(self, chat: int, now: int, sample: int) -> tuple[int, int]:
        """The beginning of the index on the chat: exact where there are no more members than `sample`."""
        row = await self.db.fetchrow(
            "SELECT count(*) FILTER (WHERE mute_until > $2) AS muted, count(*) AS asked"
            " FROM (SELECT mute_until FROM members WHERE chat_id = $1 LIMIT $3) asked_ones",
            chat,
            now,
            sample,
        )
        return (row["muted"], row["asked"]) if row else (0, 0)
