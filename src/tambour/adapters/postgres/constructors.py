"""People writing with a constructor, and chats that buttons made, in PostgreSQL."""

import asyncpg
import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.bots.offer import Input, Offer, files_of
from tambour.ports.bots import Session

SESSION = "SELECT * FROM bot_sessions WHERE id = $1"


def session_of(row: asyncpg.Record | None) -> Session | None:
    """A row of bot_sessions."""
    if row is None:
        return None
    return Session(
        id=row["id"],
        bot=row["bot_id"],
        user=row["user_id"],
        chat=row["chat_id"],
        asked=row["asked"],
        input=msgspec.convert(row["input"] or {}, Input),
        data=row["data"],
        offered=row["offered"],
        offer=msgspec.convert(row["offer"] or {}, Offer),
        rid=row["rid"] or 0,
        brought=tuple(row["brought"]),
        ts=row["ts"],
    )


class Sessions:
    """See SessionRows in ports/bots.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def open_session(self, session: Session, keep: int) -> None:
        """Two statements."""
        await self.db.execute(
            "DELETE FROM bot_sessions WHERE id IN"
            " (SELECT id FROM bot_sessions WHERE user_id = $1 ORDER BY ts DESC, id OFFSET $2)",
            session.user,
            keep,
        )
        await self.db.execute(
            "INSERT INTO bot_sessions (id, bot_id, user_id, chat_id, ts) VALUES ($1, $2, $3, $4, $5)",
            session.id,
            session.bot,
            session.user,
            session.chat,
            session.ts,
        )

    async def session(self, id: str) -> Session | None:
        """By primary key."""
        return session_of(await self.db.fetchrow(SESSION, id))

    async def lock_session(self, id: str) -> Session | None:
        """By primary key."""
        return session_of(await self.db.fetchrow(f"{SESSION} FOR UPDATE", id))

    async def keep_session(self, session: Session) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bot_sessions SET asked = $2, input = $3, data = $4, offered = $5, offer = $6, files = $7,"
            " rid = $8, ts = $9, brought = $10 WHERE id = $1",
            session.id,
            session.asked,
            msgspec.to_builtins(session.input),
            session.data,
            session.offered,
            msgspec.to_builtins(session.offer),
            files_of(session.offer),
            session.rid or None,
            session.ts,
            list(session.brought),
        )

    async def end_session(self, id: str) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM bot_sessions WHERE id = $1", id)

    async def end_old_sessions(self, before: int) -> None:
        """By index."""
        await self.db.execute("DELETE FROM bot_sessions WHERE ts < $1", before)

    async def is_offered(self, file: str, user: int, since: int) -> bool:
        """By the indexes of the person's sessions and of what was brought."""
        found = await self.db.fetchval(
            "SELECT true WHERE EXISTS (SELECT FROM bot_sessions WHERE user_id = $2 AND $1 = ANY (files) AND ts >= $3)"
            " OR EXISTS (SELECT FROM bot_sessions WHERE bot_id = $2 AND brought @> ARRAY[$1::text] AND ts >= $3)",
            file,
            user,
            since,
        )
        return bool(found)


class ButtonChats:
    """See ButtonChatRows in ports/bots.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def button_chat(self, chat: int, seq: int, uuid: int) -> int:
        """By primary key."""
        made: int | None = await self.db.fetchval(
            "SELECT made FROM bot_button_chats WHERE chat_id = $1 AND seq = $2 AND uuid = $3", chat, seq, uuid
        )
        return made or 0

    async def keep_button_chat(self, chat: int, seq: int, uuid: int, made: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bot_button_chats (chat_id, seq, uuid, made) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (chat_id, seq, uuid) DO UPDATE SET made = excluded.made",
            chat,
            seq,
            uuid,
            made,
        )

    async def button_of(self, made: int) -> tuple[int, int] | None:
        """By unique index."""
        row = await self.db.fetchrow("SELECT chat_id, seq FROM bot_button_chats WHERE made = $1", made)
        return (row["chat_id"], row["seq"]) if row else None
