"""What people asked for, import or export, and reading for an export, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import Pages
from tambour.domain.messages import Kept
from tambour.ports.moving import Move

COLUMNS = "id, user_id, kind, what, state, done, total, report, error, created, changed, expires"
CHANGEABLE = frozenset({"state", "done", "total", "report", "error", "expires", "what"})
LIST_MAX = 20


def move_of(row: asyncpg.Record) -> Move:
    """A Move from a row of COLUMNS."""
    return Move(
        id=row["id"],
        user=row["user_id"],
        kind=row["kind"],
        what=row["what"],
        state=row["state"],
        done=row["done"],
        total=row["total"],
        report=row["report"],
        error=row["error"],
        created=row["created"],
        changed=row["changed"],
        expires=row["expires"],
    )


class Moves:
    """The part of MovingRows about what was asked for."""

    db: Executor

    async def add_move(self, move: Move) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO moves (id, user_id, kind, what, state, total, created, changed, expires)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
            move.id,
            move.user,
            move.kind,
            move.what,
            move.state,
            move.total,
            move.created,
            move.expires,
        )

    async def move(self, id: int) -> Move | None:
        """By primary key."""
        row = await self.db.fetchrow(f"SELECT {COLUMNS} FROM moves WHERE id = $1", id)
        return move_of(row) if row else None

    async def moves(self, user: int) -> list[Move]:
        """By an index."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM moves WHERE user_id = $1 ORDER BY id DESC LIMIT {LIST_MAX}", user
        )
        return [move_of(row) for row in rows]

    async def set_move(self, id: int, now: int, **fields: Any) -> bool:
        """By primary key; the names of columns come from a fixed list."""
        unknown = fields.keys() - CHANGEABLE
        if unknown:
            raise ValueError(f"no such columns: {unknown}")
        sets = "".join(f", {name} = ${i}" for i, name in enumerate(fields, 3))
        done = await self.db.execute(
            f"UPDATE moves SET changed = $2{sets} WHERE id = $1 AND state <> 'gone'",
            id,
            now,
            *fields.values(),
        )
        return done == "UPDATE 1"

    async def grow_move(self, id: int, now: int, by: int) -> None:
        """By primary key."""
        await self.db.execute("UPDATE moves SET changed = $2, done = done + $3 WHERE id = $1", id, now, by)

    async def member_of_all(self, user: int, chats: Sequence[int]) -> bool:
        """By primary key."""
        count: int = await self.db.fetchval(
            "SELECT count(*) FROM members WHERE user_id = $1 AND chat_id = ANY ($2::bigint[])",
            user,
            list(chats),
        )
        return count == len(set(chats))

    async def take_move(self, now: int, lease_ms: int) -> Move | None:
        """One statement; two who come at once get different ones."""
        row = await self.db.fetchrow(
            f"UPDATE moves SET state = 'running', changed = $1::bigint WHERE id = ("
            " SELECT id FROM moves m"
            " WHERE (state = 'waiting' OR (state = 'running' AND changed < $1::bigint - $2::bigint))"
            " AND NOT EXISTS (SELECT FROM moves o WHERE o.user_id = m.user_id AND o.state = 'running'"
            "  AND o.changed >= $1::bigint - $2::bigint AND o.id <> m.id)"
            f" ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {COLUMNS}",
            now,
            lease_ms,
        )
        return move_of(row) if row else None

    async def expired(self, now: int) -> list[Move]:
        """By an index."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM moves WHERE state <> 'gone' AND expires > 0 AND expires < $1 LIMIT 100",
            now,
        )
        return [move_of(row) for row in rows]

    async def page(self, chat: int, viewer: int, after: int, limit: int) -> list[Kept]:
        """As a page of history is read."""
        return await Pages(self.db).page(chat, viewer, after=after, before=1 << 53, limit=limit, newest=False)

    async def chats_to_export(self, user: int) -> list[int]:
        """One partition."""
        rows = await self.db.fetch(
            "SELECT c.id FROM members m JOIN chats c ON c.id = m.chat_id WHERE m.user_id = $1"
            " AND c.state IN ('live', 'frozen') AND c.last_seq >= greatest(m.history_from, 1) ORDER BY c.created, c.id",
            user,
        )
        return [row["id"] for row in rows]

    async def withdrawn_since(self, heads: Sequence[tuple[int, int]]) -> bool:
        """Ranges of the primary key. A log that no longer reaches back so far counts as a removal."""
        found: bool = await self.db.fetchval(
            "SELECT EXISTS (SELECT FROM unnest($1::bigint[], $2::bigint[]) AS x (chat, ev)"
            " LEFT JOIN chats c ON c.id = x.chat WHERE c.id IS NULL OR c.state NOT IN ('live', 'frozen')"
            " OR c.first_ev > x.ev + 1 OR EXISTS (SELECT FROM chat_log l"
            "  WHERE l.chat_id = x.chat AND l.ev > x.ev AND l.kind = 'rm'))",
            [chat for chat, _ in heads],
            [ev for _, ev in heads],
        )
        return found
