"""How far a message or a chat went, in PostgreSQL: views and copies by the day, and who else said the same."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.domain.ids import DAY_MS
from tambour.domain.visible import GONE
from tambour.moderation.records import Json, Post, Posted
from tambour.ports.search import Extent

FAMILY = """
    WITH family AS (
        SELECT $1::bigint AS chat_id, $2::bigint AS seq
        UNION SELECT f.chat_id, f.seq FROM forwards f WHERE f.root_chat = $1 AND f.root_seq = $2
    )
"""
SEEN = (
    FAMILY
    + """
    SELECT s.first_day + t.n::int - 1 AS day, sum(t.views)::bigint AS views
    FROM family f JOIN msg_stats s ON s.chat_id = f.chat_id AND s.seq = f.seq,
        unnest(s.by_day) WITH ORDINALITY AS t (views, n)
    WHERE t.views > 0 AND s.first_day + t.n::int - 1 > $3 GROUP BY 1 ORDER BY 1
"""
)
TOTAL = (
    FAMILY
    + """
    SELECT coalesce(sum(s.views), 0)::bigint FROM family f
    JOIN msg_stats s ON s.chat_id = f.chat_id AND s.seq = f.seq
"""
)
COPIES = """
    SELECT m.ts / $3::bigint AS day, count(*) AS copies, count(DISTINCT m.chat_id) AS chats FROM forwards f
    JOIN messages m ON m.chat_id = f.chat_id AND m.seq = f.seq WHERE f.root_chat = $1 AND f.root_seq = $2
    AND m.ts > $4 GROUP BY 1 ORDER BY 1
"""
OF_CHAT = """
    SELECT m.ts / $2::bigint AS day, count(*) AS copies, count(DISTINCT m.chat_id) AS chats FROM forwards f
    JOIN messages m ON m.chat_id = f.chat_id AND m.seq = f.seq WHERE f.root_chat = $1
    AND m.ts > $3 GROUP BY 1 ORDER BY 1
"""
POSTED = """
    WITH said AS (
        SELECT m.chat_id, m.seq, m.author, m.ts, m.flags, c.title, c.username, c.is_public
        FROM unnest($1::bigint[], $2::bigint[]) AS p (chat, seq)
        JOIN messages m ON m.chat_id = p.chat AND m.seq = p.seq JOIN chats c ON c.id = m.chat_id
    )
    SELECT s.*, coalesce(u.name, '') AS name, count(*) OVER () AS shown,
        (SELECT count(DISTINCT author) FROM said WHERE is_public) AS people,
        (SELECT count(DISTINCT chat_id) FROM said WHERE is_public) AS chats
    FROM said s LEFT JOIN users u ON u.id = s.author WHERE s.is_public ORDER BY s.ts, s.chat_id, s.seq LIMIT $3
"""
PRIVATE = """
    SELECT count(*) FROM unnest($1::bigint[], $2::bigint[]) AS p (chat, seq) JOIN chats c ON c.id = p.chat
    WHERE NOT c.is_public
"""


class Spread:
    """See SpreadRows in ports/clusters.py."""

    db: Executor

    async def spread(self, chat: int, seq: int, *, days: int, now: int) -> Json:
        """Three statements: views of it and its copies, the same by day, and its copies by day."""
        today = now // DAY_MS
        views = await self.db.fetchval(TOTAL, chat, seq)
        seen = await self.db.fetch(SEEN, chat, seq, today - days)
        rows = await self.db.fetch(COPIES, chat, seq, DAY_MS, now - days * DAY_MS)
        return {
            "views": int(views or 0),
            "seen": [[row["day"], row["views"]] for row in seen],
            "copies": [[row["day"], row["copies"]] for row in rows],
            "chats": sum(row["chats"] for row in rows),
        }

    async def chat_spread(self, chat: int, *, days: int, now: int) -> Json:
        """Two statements: views of its posts by day, and what was carried out of it by day."""
        today = now // DAY_MS
        seen = await self.db.fetch(
            "SELECT day, views FROM chat_days WHERE chat_id = $1 AND day > $2 AND views > 0 ORDER BY day",
            chat,
            today - days,
        )
        rows = await self.db.fetch(OF_CHAT, chat, DAY_MS, now - days * DAY_MS)
        return {
            "views": sum(row["views"] for row in seen),
            "seen": [[row["day"], row["views"]] for row in seen],
            "copies": [[row["day"], row["copies"]] for row in rows],
            "chats": sum(row["chats"] for row in rows),
        }

    async def public_chats(self, limit: int) -> list[Extent]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT id, last_ts, last_seq FROM chats WHERE is_public AND state IN ('live', 'frozen') AND last_seq > 0"
            " ORDER BY last_ts DESC, id LIMIT $1",
            limit,
        )
        return [Extent(*row) for row in rows]

    async def posted(self, places: Sequence[tuple[int, int]], limit: int) -> Posted:
        """Two statements; of private chats only the number is known."""
        chats, seqs = [chat for chat, _ in places], [seq for _, seq in places]
        rows = await self.db.fetch(POSTED, chats, seqs, limit)
        private = int(await self.db.fetchval(PRIVATE, chats, seqs))
        first = rows[0] if rows else None
        return Posted(
            posts=tuple(
                Post(
                    chat=row["chat_id"],
                    seq=row["seq"],
                    who=row["name"],
                    title=row["title"],
                    username=row["username"] or "",
                    ts=row["ts"],
                    gone=bool(row["flags"] & GONE),
                )
                for row in rows
            ),
            people=first["people"] if first else 0,
            chats=first["chats"] if first else 0,
            more=first["shown"] - len(rows) if first else 0,
            private=private,
        )
