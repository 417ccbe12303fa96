"""Word rules, held posts and waves of arrivals in PostgreSQL."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.guard import Guarded, WordRule
from tambour.ports.guard import HeldPost

COLUMNS = "id, chat_id, user_id, rid, request, held_by, word, at"


def post_of(row: asyncpg.Record) -> HeldPost:
    """A HeldPost from a row of COLUMNS."""
    return HeldPost(
        id=row["id"],
        chat=row["chat_id"],
        user=row["user_id"],
        rid=row["rid"],
        request=row["request"],
        held_by=row["held_by"],
        word=row["word"],
        at=row["at"],
    )


class Guard:
    """See GuardRows in ports/guard.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def guarded(self, chat: int) -> Guarded:
        """Three statements."""
        row = await self.db.fetchrow("SELECT raid_per_min, raid_until FROM chats WHERE id = $1", chat)
        if row is None:
            return Guarded()
        _, words = await self.words(chat)
        held = await self.db.fetchval(
            "SELECT count(*) FROM held_posts WHERE chat_id = $1 AND held_by = 'chat'", chat
        )
        return Guarded(
            raid_per_min=row["raid_per_min"], until=row["raid_until"], words=tuple(words), held=held
        )

    async def words(self, chat: int) -> tuple[int, list[WordRule]]:
        """Two statements."""
        version = await self.db.fetchval("SELECT words FROM chats WHERE id = $1", chat)
        rows = await self.db.fetch(
            "SELECT id, term, act FROM chat_words WHERE chat_id = $1 ORDER BY created, id", chat
        )
        rules = [WordRule(id=row["id"], term=row["term"], act=row["act"]) for row in rows]
        return version or 0, rules

    async def add_word(self, chat: int, rule: WordRule, by: int, now: int) -> None:
        """Two statements."""
        await self.db.execute(
            "INSERT INTO chat_words (chat_id, id, term, act, by_user, created) VALUES ($1, $2, $3, $4, $5, $6)",
            chat,
            rule.id,
            rule.term,
            rule.act,
            by,
            now,
        )
        await self.db.execute("UPDATE chats SET words = words + 1, gen = gen + 1 WHERE id = $1", chat)

    async def drop_word(self, chat: int, rule: int) -> str:
        """Two statements. The version never goes back to 0: a process may know it already."""
        term = await self.db.fetchval(
            "DELETE FROM chat_words WHERE chat_id = $1 AND id = $2 RETURNING term", chat, rule
        )
        await self.db.execute("UPDATE chats SET words = words + 1, gen = gen + 1 WHERE id = $1", chat)
        return term or ""

    async def set_raid(self, chat: int, per_min: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE chats SET raid_per_min = $2 WHERE id = $1", chat, per_min)

    async def close_door(self, chat: int, until: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE chats SET raid_until = $2 WHERE id = $1", chat, until)

    async def count_joins(self, chat: int, minute: int, coming: int) -> tuple[int, int]:
        """Three statements; what is older is thrown away."""
        await self.db.execute("DELETE FROM join_waves WHERE chat_id = $1 AND minute < $2", chat, minute - 1)
        now = await self.db.fetchval(
            "INSERT INTO join_waves (chat_id, minute, joins) VALUES ($1, $2, $3)"
            " ON CONFLICT (chat_id, minute) DO UPDATE SET joins = join_waves.joins + $3 RETURNING joins",
            chat,
            minute,
            coming,
        )
        before = await self.db.fetchval(
            "SELECT joins FROM join_waves WHERE chat_id = $1 AND minute = $2", chat, minute - 1
        )
        return now, before or 0

    async def hold(self, post: HeldPost) -> bool:
        """One statement."""
        fresh = await self.db.fetchval(
            f"INSERT INTO held_posts ({COLUMNS}) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)"
            " ON CONFLICT (id) DO UPDATE SET held_by = excluded.held_by, word = excluded.word"
            " RETURNING xmax = 0",
            post.id,
            post.chat,
            post.user,
            post.rid,
            post.request,
            post.held_by,
            post.word,
            post.at,
        )
        return bool(fresh)

    async def held_count(self, chat: int, user: int) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT count(*) AS everybody, count(*) FILTER (WHERE user_id = $2) AS own FROM held_posts"
            " WHERE chat_id = $1",
            chat,
            user,
        )
        return (row["everybody"], row["own"]) if row else (0, 0)

    async def held(self, chat: int, held_by: str, limit: int) -> list[HeldPost]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM held_posts WHERE chat_id = $1 AND held_by = $2 ORDER BY at, id LIMIT $3",
            chat,
            held_by,
            limit,
        )
        return [post_of(row) for row in rows]

    async def held_one(self, post: int) -> HeldPost | None:
        """By primary key."""
        row = await self.db.fetchrow(f"SELECT {COLUMNS} FROM held_posts WHERE id = $1", post)
        return post_of(row) if row else None

    async def unhold(self, post: int, held_by: str) -> bool:
        """One statement."""
        gone = await self.db.fetchval(
            "DELETE FROM held_posts WHERE id = $1 AND held_by = $2 RETURNING true", post, held_by
        )
        return bool(gone)

    async def forget_held(self, before: int, limit: int) -> list[HeldPost]:
        """One statement."""
        rows = await self.db.fetch(
            f"DELETE FROM held_posts WHERE id IN (SELECT id FROM held_posts WHERE at < $1 ORDER BY at LIMIT $2)"
            f" RETURNING {COLUMNS}",
            before,
            limit,
        )
        return [post_of(row) for row in rows]

    async def held_chats(self, limit: int) -> list[tuple[int, str, int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT c.id, c.title, count(*) AS waiting, min(h.at) AS since FROM held_posts h"
            " JOIN chats c ON c.id = h.chat_id WHERE h.held_by = 'platform' GROUP BY c.id ORDER BY 4, 1 LIMIT $1",
            limit,
        )
        return [(row["id"], row["title"], row["waiting"], row["since"]) for row in rows]
