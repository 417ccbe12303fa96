"""Word rules, held posts and waves of arrivals in PostgreSQL."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.guard import Guarded, WordRule
from tambour.domain.ids import Rid, id_of_request
from tambour.moderation.detect import LET_LATE, LET_PASS, VERSIONS
from tambour.ports.guard import HeldPost

COLUMNS = (
    "id, chat_id, user_id, rid, request, held_by, word, at, entry_id, part, spans, reasons, score, verdict"
)
HOLD = f"""
INSERT INTO held_posts AS h ({COLUMNS})
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, '') ON CONFLICT (id) DO UPDATE
SET held_by = excluded.held_by, word = excluded.word, entry_id = excluded.entry_id, part = excluded.part,
    spans = excluded.spans, reasons = excluded.reasons, score = excluded.score,
    request = CASE WHEN h.held_by = excluded.held_by THEN h.request ELSE excluded.request END,
    at = CASE WHEN h.held_by = excluded.held_by THEN h.at ELSE excluded.at END,
    verdict = CASE WHEN h.held_by = excluded.held_by THEN h.verdict ELSE '' END
RETURNING xmax = 0
"""
DUE = f"""
SELECT {COLUMNS} FROM held_posts h WHERE held_by = 'bank' AND (verdict <> '' OR at < $1 OR NOT EXISTS (
    SELECT FROM bank_entries e WHERE e.id = h.entry_id AND e.gate = 'hold' AND (e.expires = 0 OR e.expires > $3)))
ORDER BY verdict = '', judged, at, id LIMIT $2
"""
LET_GO = """
INSERT INTO signals AS s (id, chat_id, seq, ver, detector, detector_ver, entry_id, category, score, spans, reasons,
    mode, at, owed, part)
SELECT $1, $2, $3, 1, CASE e.kind WHEN 'link' THEN 'links' ELSE 'words' END,
    CASE e.kind WHEN 'link' THEN $12::int ELSE $4 END, e.id, e.category, $5, $6, $7, 'live',
    $8, $9, $10
FROM bank_entries e WHERE e.id = $11
ON CONFLICT (chat_id, seq, ver, detector, entry_id, part) DO UPDATE SET owed = excluded.owed,
    reasons = excluded.reasons WHERE s.case_id IS NULL
"""


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
        entry=row["entry_id"],
        part=row["part"],
        spans=tuple(zip(row["spans"][::2], row["spans"][1::2], strict=True)),
        reasons=tuple(row["reasons"]),
        score=row["score"],
        verdict=row["verdict"],
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
            HOLD,
            post.id,
            post.chat,
            post.user,
            post.rid,
            post.request,
            post.held_by,
            post.word,
            post.at,
            post.entry,
            post.part,
            flat(post.spans),
            list(post.reasons),
            post.score,
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

    async def held(self, chat: int, held_by: Sequence[str], limit: int) -> list[HeldPost]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM held_posts WHERE chat_id = $1 AND held_by = ANY ($2::text[]) AND verdict = ''"
            " ORDER BY at, id LIMIT $3",
            chat,
            list(held_by),
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

    async def take_back(self, user: int, rid: int) -> bool:
        """One statement, by primary key."""
        gone = await self.db.fetchval(
            "DELETE FROM held_posts WHERE id = $1 AND user_id = $2 AND verdict = '' RETURNING true",
            id_of_request(user, Rid(rid)),
            user,
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
            " JOIN chats c ON c.id = h.chat_id WHERE h.held_by IN ('platform', 'bank') AND h.verdict = ''"
            " GROUP BY c.id ORDER BY 4, 1 LIMIT $1",
            limit,
        )
        return [(row["id"], row["title"], row["waiting"], row["since"]) for row in rows]

    async def held_since(self) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT count(*) AS waiting, min(at) AS since FROM held_posts WHERE held_by = 'bank' AND verdict = ''"
        )
        return (row["waiting"], row["since"] or 0) if row else (0, 0)

    async def judge_held(self, post: int, verdict: str, now: int) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "UPDATE held_posts SET verdict = $2, judged = $3 WHERE id = $1 AND held_by = 'bank' AND verdict = ''"
                " RETURNING true",
                post,
                verdict,
                now,
            )
        )

    async def held_due(self, before: int, now: int, limit: int) -> list[HeldPost]:
        """One statement."""
        return [post_of(row) for row in await self.db.fetch(DUE, before, limit, now)]

    async def note_let_go(self, post: HeldPost, seq: int, fresh: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            LET_GO,
            fresh,
            post.chat,
            seq,
            VERSIONS["words"],
            post.score,
            flat(post.spans),
            [*post.reasons, LET_LATE if post.verdict == "late" else LET_PASS],
            now,
            post.verdict == "late",
            post.part,
            post.entry,
            VERSIONS["links"],
        )


def flat(spans: Sequence[tuple[int, int]]) -> list[int]:
    """As the database has them."""
    return [end for span in spans for end in span]
