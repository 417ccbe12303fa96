"""What enforcement does to rows, each time returning what undoing it needs. Bodies are kept, out of sight."""

from typing import Any, cast

from tambour.adapters.postgres.executor import Executor
from tambour.domain.media import OWN_TABS
from tambour.domain.messages import Flag
from tambour.domain.visible import GONE
from tambour.moderation.records import Json

COUNT_COMMENT = """
    UPDATE threads t SET comments = t.comments + $3 FROM messages m
    WHERE m.chat_id = $1 AND m.seq = $2 AND t.chat_id = $1 AND t.root_seq = m.thread
"""

WITHDRAW = """
    INSERT INTO withdrawn_media (sha256, file_id, chat_id, seq)
    SELECT f.sha256, f.id, a.chat_id, a.seq FROM attachments a JOIN files f ON f.id = a.file_id
    WHERE a.chat_id = $1 AND a.seq = $2 AND a.tab = ANY ($3::text[]) AND f.sha256 IS NOT NULL ON CONFLICT DO NOTHING
"""


class Effects:
    """See EffectRows in ports/cases.py. Callers hold the lock of the chat."""

    db: Executor

    async def hide_message(self, chat: int, seq: int, case: int) -> Json | None:
        """Six statements: flag, tombstone, the chat's mark of it, the count of comments, the bytes it carries, pin."""
        old = await self.db.fetchrow(
            "UPDATE messages m SET flags = m.flags | $3, state_case = $4 FROM ("
            " SELECT flags, state_case FROM messages WHERE chat_id = $1 AND seq = $2) was"
            " WHERE m.chat_id = $1 AND m.seq = $2 RETURNING was.flags, was.state_case",
            chat,
            seq,
            int(Flag.REMOVED),
            case,
        )
        if old is None:
            return None
        buried = await self.db.fetchval(
            "INSERT INTO tombstones (chat_id, seq, why) VALUES ($1, $2, 'removed') ON CONFLICT DO NOTHING"
            " RETURNING true",
            chat,
            seq,
        )
        await self.db.execute("UPDATE chats SET last_gone = greatest(last_gone, $2) WHERE id = $1", chat, seq)
        if not old["flags"] & GONE:
            await self.db.execute(COUNT_COMMENT, chat, seq, -1)
        await self.db.execute(WITHDRAW, chat, seq, OWN_TABS)
        pins = await self.db.fetch(
            "DELETE FROM pins WHERE chat_id = $1 AND seq = $2 RETURNING by_user, ts", chat, seq
        )
        return {
            "removed_before": bool(old["flags"] & Flag.REMOVED),
            "state_case": old["state_case"],
            "buried": bool(buried),
            "pins": [[row["by_user"], row["ts"]] for row in pins],
        }

    async def show_message(self, chat: int, seq: int, inverse: Json) -> list[int] | None:
        """Five statements. A message that its author deleted meanwhile stays deleted."""
        if inverse.get("removed_before"):
            return None
        flags = await self.db.fetchval(
            "UPDATE messages SET flags = flags & ~$3::int, state_case = $4 WHERE chat_id = $1 AND seq = $2"
            " RETURNING flags",
            chat,
            seq,
            int(Flag.REMOVED),
            inverse.get("state_case"),
        )
        await self.db.execute("DELETE FROM withdrawn_media WHERE chat_id = $1 AND seq = $2", chat, seq)
        if flags is None or flags & Flag.DELETED:
            await self.db.execute(
                "UPDATE tombstones SET why = 'deleted' WHERE chat_id = $1 AND seq = $2", chat, seq
            )
            return None
        if not flags & GONE:
            await self.db.execute(COUNT_COMMENT, chat, seq, 1)
        if inverse.get("buried"):
            await self.db.execute(
                "DELETE FROM tombstones WHERE chat_id = $1 AND seq = $2 AND why = 'removed'", chat, seq
            )
        pins = cast(list[list[int]], inverse.get("pins") or [])
        for by, ts in pins:
            await self.db.execute(
                "INSERT INTO pins (chat_id, seq, by_user, ts) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                chat,
                seq,
                by,
                ts,
            )
        return [seq] * bool(pins)

    async def family(self, chat: int, seq: int) -> tuple[tuple[int, int], list[tuple[int, int]]]:
        """Two statements."""
        row = await self.db.fetchrow(
            "SELECT root_chat, root_seq FROM forwards WHERE chat_id = $1 AND seq = $2", chat, seq
        )
        root = (row["root_chat"], row["root_seq"]) if row else (chat, seq)
        return root, await self.copies(*root)

    async def copies(self, chat: int, seq: int) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT chat_id, seq FROM forwards WHERE root_chat = $1 AND root_seq = $2 ORDER BY chat_id, seq",
            chat,
            seq,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def copies_of_chat(self, chat: int) -> list[tuple[int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT chat_id, seq FROM forwards WHERE root_chat = $1 AND chat_id <> $1 ORDER BY chat_id, seq",
            chat,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def set_chat_state(self, chat: int, state: str, case: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE chats SET state = $2, state_case = $3, gen = gen + 1 WHERE id = $1",
            chat,
            state,
            case or None,
        )

    async def suspend(self, user: int, until: int | None, case: int | None) -> Json:
        """Two statements. The chats come first, in the order every writer locks them, then the person."""
        await self.db.execute(
            "UPDATE chats c SET gen = c.gen + 1 FROM (SELECT id FROM chats WHERE id IN ("
            " SELECT chat_id FROM members WHERE user_id = $1) ORDER BY id FOR UPDATE) held WHERE c.id = held.id",
            user,
        )
        old: Any = await self.db.fetchrow(
            "UPDATE users u SET suspended_until = $2, suspended_case = $3 FROM ("
            " SELECT suspended_until, suspended_case FROM users WHERE id = $1 FOR UPDATE) was"
            " WHERE u.id = $1 RETURNING was.suspended_until, was.suspended_case",
            user,
            until,
            case,
        )
        if old is None:
            return {"until": None, "case": None}
        return {"until": old["suspended_until"], "case": old["suspended_case"]}
