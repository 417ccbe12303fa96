"""Rows of the effects that add up (pipeline/measures.py): blocked links and packs, limits on chats; in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.territory import KEPT, SHIFT

SUM_LIMITS = """
    UPDATE chats c SET gen = gen + 1,
        limits = (SELECT coalesce(bit_or(bits), 0) FROM chat_limits WHERE chat_id = $1),
        limit_slow_s = (SELECT coalesce(max(slow_s), 0) FROM chat_limits WHERE chat_id = $1)
    WHERE c.id = $1
"""
CARRYING = """
    SELECT a.chat_id, a.seq, m.body, m.ents FROM attachments a
    JOIN chats c ON c.id = a.chat_id AND c.is_public
    JOIN messages m ON m.chat_id = a.chat_id AND m.seq = a.seq AND m.flags & 6 = 0
    WHERE a.tab = 'links' AND (m.body ILIKE $1 OR m.ents::text ILIKE $1) AND m.ts >= $3
    ORDER BY a.chat_id, a.seq LIMIT $2
"""
"""Of public chats only: nobody reads private ones. Flags 6 = deleted | removed."""


class Measures:
    """See MeasureRows in ports/measures.py."""

    db: Executor

    async def put_link(self, key: str, action: int, case: int, countries: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO blocked_links (key, action_id, case_id, countries) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING",
            key,
            action,
            case,
            list(countries),
        )

    async def drop_link(self, action: int) -> None:
        """Two statements."""
        await self.db.execute("DELETE FROM blocked_links WHERE action_id = $1", action)
        await self.db.execute("DELETE FROM links_met WHERE action_id = $1", action)

    async def links_met(self, limit: int) -> list[tuple[int, int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT action_id, chat_id, seq FROM links_met ORDER BY action_id, chat_id, seq LIMIT $1", limit
        )
        return [(row["action_id"], row["chat_id"], row["seq"]) for row in rows]

    async def forget_met(self, action: int, places: Sequence[tuple[int, int]]) -> None:
        """One statement."""
        await self.db.execute(
            "DELETE FROM links_met WHERE action_id = $1"
            " AND (chat_id, seq) IN (SELECT * FROM unnest($2::bigint[], $3::bigint[]))",
            action,
            [chat for chat, _ in places],
            [seq for _, seq in places],
        )

    async def put_pack(self, pack: str, action: int, case: int) -> None:
        """Two statements: nobody finds it, its pictures are kept out."""
        await self.db.execute(
            "INSERT INTO blocked_packs (pack_id, action_id, case_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            pack,
            action,
            case,
        )
        await self.db.execute(
            "INSERT INTO withdrawn_media (sha256, file_id, chat_id, seq) SELECT f.sha256, f.id, 0, $2 FROM stickers s"
            " JOIN files f ON f.id = s.file_id WHERE s.pack_id = $1 AND f.sha256 IS NOT NULL ON CONFLICT DO NOTHING",
            pack,
            action,
        )

    async def drop_pack(self, action: int) -> None:
        """Two statements."""
        await self.db.execute("DELETE FROM blocked_packs WHERE action_id = $1", action)
        await self.db.execute("DELETE FROM withdrawn_media WHERE chat_id = 0 AND seq = $1", action)

    async def carrying(self, part: str, limit: int, since: int) -> list[tuple[int, int, str, list[Any]]]:
        """One statement."""
        like = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = await self.db.fetch(CARRYING, f"%{like}%", limit, since)
        return [(row["chat_id"], row["seq"], row["body"], row["ents"] or []) for row in rows]

    async def copies_of_many(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT f.chat_id, f.seq FROM unnest($1::bigint[], $2::bigint[]) AS p (chat, seq)"
            " JOIN forwards f ON f.root_chat = p.chat AND f.root_seq = p.seq ORDER BY f.chat_id, f.seq",
            [chat for chat, _ in places],
            [seq for _, seq in places],
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def showing_pack(self, pack: str, limit: int) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT DISTINCT a.chat_id, a.seq FROM stickers s JOIN attachments a ON a.file_id = s.file_id"
            " WHERE s.pack_id = $1 ORDER BY a.chat_id, a.seq LIMIT $2",
            pack,
            limit,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def put_territory(
        self, chat: int, seq: int, action: int, case: int, countries: Sequence[str]
    ) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO territories (chat_id, seq, action_id, case_id, countries) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING",
            chat,
            seq,
            action,
            case,
            list(countries),
        )

    async def drop_territory(self, chat: int, seq: int, action: int) -> None:
        """By primary key."""
        await self.db.execute(
            "DELETE FROM territories WHERE chat_id = $1 AND seq = $2 AND action_id = $3", chat, seq, action
        )

    async def territories(self, chat: int, seq: int) -> list[list[str]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT countries FROM territories WHERE chat_id = $1 AND seq = $2 ORDER BY action_id", chat, seq
        )
        return [row["countries"] for row in rows]

    async def set_territory(self, chat: int, partly: Mapping[str, list[str]], seq: int, number: int) -> None:
        """Two statements; numbers that no message stands under any more are left out."""
        await self.db.execute(
            "UPDATE messages SET flags = (flags & $3) | ($4::int << $5) WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
            KEPT,
            number,
            SHIFT,
        )
        rows = await self.db.fetch(
            "SELECT DISTINCT m.flags >> $2::int AS number FROM territories t"
            " JOIN messages m ON m.chat_id = t.chat_id AND m.seq = t.seq WHERE t.chat_id = $1 AND t.seq > 0",
            chat,
            SHIFT,
        )
        used = {str(row["number"]) for row in rows} | {"0"}
        await self.db.execute(
            "UPDATE chats SET partly = $2::jsonb, gen = gen + 1 WHERE id = $1",
            chat,
            {key: value for key, value in partly.items() if key in used},
        )

    async def members_in(self, chat: int, countries: Sequence[str]) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT user_id FROM members WHERE chat_id = $1 AND (country = '' OR country = ANY ($2::text[]))"
            " ORDER BY user_id",
            chat,
            list(countries),
        )
        return [row["user_id"] for row in rows]

    async def put_limits(self, chat: int, action: int, case: int, bits: int, slow_s: int) -> None:
        """Two statements: the row, the sum."""
        await self.db.execute(
            "INSERT INTO chat_limits (chat_id, action_id, case_id, bits, slow_s) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING",
            chat,
            action,
            case,
            bits,
            slow_s,
        )
        await self.db.execute(SUM_LIMITS, chat)

    async def drop_limits(self, chat: int, action: int) -> None:
        """Two statements: the row, the sum."""
        await self.db.execute("DELETE FROM chat_limits WHERE chat_id = $1 AND action_id = $2", chat, action)
        await self.db.execute(SUM_LIMITS, chat)
