"""Chats and the people in them, in PostgreSQL."""

from collections.abc import Sequence
from sys import intern
from typing import Any

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.members import MEMBER_COLUMNS, member_of
from tambour.domain.chats import Chat, Member

CHAT_COLUMNS = (
    "id, kind, owner, title, about, photo, username, is_public, flags, permissions, slow_s, members, gen,"
    " last_seq, last_ev, first_ev, last_gone, last_ts, state, state_case, created, linked_id, limits,"
    " limit_slow_s, words, raid_per_min, raid_until, partly"
)
COLUMN_OF = {
    "title",
    "about",
    "photo",
    "username",
    "is_public",
    "flags",
    "permissions",
    "slow_s",
    "owner",
    "state",
    "linked_id",
}


def chat_of(row: asyncpg.Record) -> Chat:
    """A Chat from a row of CHAT_COLUMNS; null becomes 0 or ''."""
    return Chat(
        id=row["id"],
        kind=row["kind"],
        owner=row["owner"] or 0,
        title=row["title"],
        about=row["about"],
        photo=row["photo"] or "",
        username=row["username"] or "",
        is_public=row["is_public"],
        flags=row["flags"],
        permissions=row["permissions"],
        slow_s=row["slow_s"],
        members=row["members"],
        gen=row["gen"],
        last_seq=row["last_seq"],
        last_ev=row["last_ev"],
        first_ev=row["first_ev"],
        last_gone=row["last_gone"],
        last_ts=row["last_ts"],
        state=intern(row["state"]),
        state_case=row["state_case"] or 0,
        created=row["created"],
        linked=row["linked_id"] or 0,
        limits=row["limits"],
        limit_slow_s=row["limit_slow_s"],
        words=row["words"],
        raid_per_min=row["raid_per_min"],
        raid_until=row["raid_until"],
        partly=row["partly"],
    )


class Chats:
    """See ports/chats.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def get(self, chat: int) -> Chat | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {CHAT_COLUMNS} FROM chats WHERE id = $1", chat)
        return chat_of(row) if row else None

    async def get_many(self, chats: Sequence[int]) -> dict[int, Chat]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {CHAT_COLUMNS} FROM chats WHERE id = ANY($1::bigint[])", list(chats)
        )
        return {row["id"]: chat_of(row) for row in rows}

    async def member(self, chat: int, user: int) -> Member | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {MEMBER_COLUMNS} FROM members WHERE user_id = $1 AND chat_id = $2", user, chat
        )
        return member_of(row) if row else None

    async def memberships(self, user: int, chats: Sequence[int]) -> dict[int, Member]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {MEMBER_COLUMNS} FROM members WHERE user_id = $1 AND chat_id = ANY ($2::bigint[])",
            user,
            list(chats),
        )
        return {row["chat_id"]: member_of(row) for row in rows}

    async def banned(self, chat: int, user: int, now: int) -> bool:
        """By primary key."""
        found: bool = await self.db.fetchval(
            "SELECT EXISTS (SELECT FROM bans WHERE chat_id = $1 AND user_id = $2 AND (until IS NULL OR until > $3))",
            chat,
            user,
            now,
        )
        return found

    async def chats_of(self, user: int) -> list[tuple[int, str, int, int]]:
        """One statement; 55 us for the average person."""
        rows = await self.db.fetch(
            "SELECT c.id, c.kind, c.members, c.last_ev FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND c.state NOT IN ('removed', 'deleted')"
            " AND NOT (c.partly ? '0' AND (m.country = '' OR c.partly -> '0' ? m.country))",
            user,
        )
        return [(row["id"], row["kind"], row["members"], row["last_ev"]) for row in rows]

    async def listeners(self, chat: int, among: Sequence[int]) -> tuple[str, int, list[int]]:
        """One statement: by primary key, or over the chat's members where those are fewer."""
        row = await self.db.fetchrow(
            "SELECT c.kind, c.members, ARRAY(SELECT m.user_id FROM members m WHERE m.chat_id = c.id"
            " AND m.user_id = ANY ($2::bigint[])"
            " AND NOT (c.partly ? '0' AND (m.country = '' OR c.partly -> '0' ? m.country))) AS people FROM chats c"
            " WHERE c.id = $1 AND c.state NOT IN ('removed', 'deleted', 'quarantined')",
            chat,
            list(among),
        )
        return (row["kind"], row["members"], row["people"]) if row else ("", 0, [])

    async def by_name(self, name: str) -> Chat | None:
        """Through the space of public names."""
        row = await self.db.fetchrow(
            f"SELECT {CHAT_COLUMNS} FROM chats WHERE id ="
            " (SELECT target_id FROM names WHERE name_lower = lower($1) AND kind = 'chat')",
            name,
        )
        return chat_of(row) if row else None

    async def add(self, chat: Chat) -> None:
        """One row."""
        await self.db.execute(
            """
            INSERT INTO chats (id, kind, owner, title, about, username, is_public, flags, permissions, slow_s,
                last_ts, created)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12)
            """,
            chat.id,
            chat.kind,
            chat.owner or None,
            chat.title,
            chat.about,
            chat.username or None,
            chat.is_public,
            chat.flags,
            chat.permissions,
            chat.slow_s,
            chat.last_ts,
            chat.created,
        )

    async def change(self, chat: int, fields: dict[str, Any], *, weaker: bool) -> None:
        """One row; the names of columns come from a fixed list, never from a request."""
        unknown = fields.keys() - COLUMN_OF
        if unknown:
            raise ValueError(f"no such columns: {unknown}")
        sets = "".join(f", {name} = ${i}" for i, name in enumerate(fields, 3))
        empty = {"photo", "username", "owner", "linked_id"}
        values = [(value or None) if name in empty else value for name, value in fields.items()]
        await self.db.execute(
            f"UPDATE chats SET gen = gen + $2{sets} WHERE id = $1", chat, int(weaker), *values
        )

    async def bump_gen(self, chat: int) -> None:
        """One row."""
        await self.db.execute("UPDATE chats SET gen = gen + 1 WHERE id = $1", chat)

    async def dialog(self, low: int, high: int) -> int | None:
        """By primary key."""
        found: int | None = await self.db.fetchval(
            "SELECT chat_id FROM dialogs WHERE low = $1 AND high = $2", low, high
        )
        return found

    async def claim_dialog(self, low: int, high: int, chat: int) -> bool:
        """The primary key decides between rivals."""
        mine = await self.db.fetchval(
            "INSERT INTO dialogs (low, high, chat_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1",
            low,
            high,
            chat,
        )
        return mine is not None

    async def peer(self, chat: int, user: int) -> int:
        """By the unique index on the chat."""
        other: int | None = await self.db.fetchval(
            "SELECT CASE WHEN low = $2 THEN high ELSE low END FROM dialogs WHERE chat_id = $1", chat, user
        )
        return other or 0

    async def claim_rid(self, user: int, rid: int, chat: int, now: int) -> int | None:
        """The primary key decides between rivals."""
        first = await self.db.fetchval(
            "INSERT INTO create_keys (user_id, rid, chat_id, created) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING RETURNING 1",
            user,
            rid,
            chat,
            now,
        )
        if first is not None:
            return None
        return await self.made_by(user, rid)

    async def made_by(self, user: int, rid: int) -> int | None:
        """By primary key."""
        made: int | None = await self.db.fetchval(
            "SELECT chat_id FROM create_keys WHERE user_id = $1 AND rid = $2", user, rid
        )
        return made

    async def log_add(
        self, chat: int, entry: int, actor: int, verb: str, target: int, data: dict[str, Any], ts: int
    ) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO admin_log (chat_id, id, actor, verb, target, data, ts)"
            " VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)",
            chat,
            entry,
            actor,
            verb,
            target or None,
            data,
            ts,
        )

    async def log_page(
        self, chat: int, before: int, limit: int, *, actor: int = 0, verbs: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """By primary key, backwards."""
        rows = await self.db.fetch(
            "SELECT id, actor, verb, target, data, ts FROM admin_log"
            " WHERE chat_id = $1 AND ($2::bigint = 0 OR id < $2) AND ($4::bigint = 0 OR actor = $4)"
            " AND (cardinality($5::text[]) = 0 OR verb = ANY ($5)) ORDER BY id DESC LIMIT $3",
            chat,
            before,
            limit,
            actor,
            list(verbs),
        )
        return [
            {
                "id": r["id"],
                "d": r["ts"],
                "u": r["actor"],
                "k": r["verb"],
                "target": r["target"] or 0,
                "data": r["data"],
            }
            for r in rows
        ]
