"""Invitations and requests to join, in PostgreSQL."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.ports.invites import Invite, JoinRequest

INVITE_COLUMNS = (
    "token, chat_id, created_by, title, expires, use_limit, uses, needs_approval, revoked, created"
)


def invite_of(row: asyncpg.Record) -> Invite:
    """An Invite from a row of INVITE_COLUMNS."""
    return Invite(
        token=row["token"],
        chat=row["chat_id"],
        by=row["created_by"],
        title=row["title"],
        expires=row["expires"] or 0,
        limit=row["use_limit"] or 0,
        uses=row["uses"],
        approval=row["needs_approval"],
        revoked=row["revoked"] or 0,
        created=row["created"],
    )


def request_of(row: asyncpg.Record) -> JoinRequest:
    """A JoinRequest from a row."""
    return JoinRequest(
        chat=row["chat_id"],
        user=row["user_id"],
        token=row["token"] or "",
        note=row["note"],
        created=row["created"],
    )


class Invites:
    """See ports/invites.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def get(self, token: str) -> Invite | None:
        """By primary key."""
        row = await self.db.fetchrow(f"SELECT {INVITE_COLUMNS} FROM invites WHERE token = $1", token)
        return invite_of(row) if row else None

    async def add(self, invite: Invite) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO invites (token, chat_id, created_by, title, expires, use_limit, needs_approval, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            invite.token,
            invite.chat,
            invite.by,
            invite.title,
            invite.expires or None,
            invite.limit or None,
            invite.approval,
            invite.created,
        )

    async def of_chat(self, chat: int, limit: int) -> list[Invite]:
        """By the index on (chat, created), backwards."""
        rows = await self.db.fetch(
            f"SELECT {INVITE_COLUMNS} FROM invites WHERE chat_id = $1 AND revoked IS NULL"
            " ORDER BY created DESC, token LIMIT $2",
            chat,
            limit,
        )
        return [invite_of(row) for row in rows]

    async def count(self, chat: int) -> int:
        """By the index on the chat."""
        found: int = await self.db.fetchval(
            "SELECT count(*) FROM invites WHERE chat_id = $1 AND revoked IS NULL", chat
        )
        return found

    async def came(self, chat: int, token: str, before: int, last: int, limit: int) -> list[tuple[int, int]]:
        """By the index on (chat, came_by, joined) of every partition, backwards."""
        rows = await self.db.fetch(
            "SELECT user_id, joined FROM members WHERE chat_id = $1 AND came_by = $2"
            " AND (joined, user_id) < ($3, $4) ORDER BY joined DESC, user_id DESC LIMIT $5",
            chat,
            token,
            before,
            last,
            limit,
        )
        return [(row["user_id"], row["joined"]) for row in rows]

    async def revoke(self, token: str, now: int) -> None:
        """By primary key."""
        await self.db.execute(
            "UPDATE invites SET revoked = $2 WHERE token = $1 AND revoked IS NULL", token, now
        )

    async def use(self, token: str, now: int) -> bool:
        """The row decides: of two rivals for the last use one comes too late."""
        used = await self.db.fetchval(
            "UPDATE invites SET uses = uses + 1 WHERE token = $1 AND revoked IS NULL"
            " AND (expires IS NULL OR expires > $2) AND (use_limit IS NULL OR uses < use_limit) RETURNING 1",
            token,
            now,
        )
        return used is not None

    async def ask(self, request: JoinRequest) -> bool:
        """By primary key."""
        first: bool = await self.db.fetchval(
            "INSERT INTO join_requests (chat_id, user_id, token, note, created) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (chat_id, user_id) DO UPDATE SET token = excluded.token, note = excluded.note"
            " RETURNING xmax = 0",
            request.chat,
            request.user,
            request.token or None,
            request.note,
            request.created,
        )
        return first

    async def requests(self, chat: int, limit: int) -> list[JoinRequest]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT chat_id, user_id, token, note, created FROM join_requests WHERE chat_id = $1"
            " ORDER BY created, user_id LIMIT $2",
            chat,
            limit,
        )
        return [request_of(row) for row in rows]

    async def take_request(self, chat: int, user: int) -> JoinRequest | None:
        """By primary key."""
        row = await self.db.fetchrow(
            "DELETE FROM join_requests WHERE chat_id = $1 AND user_id = $2"
            " RETURNING chat_id, user_id, token, note, created",
            chat,
            user,
        )
        return request_of(row) if row else None
