"""Catching up, in PostgreSQL: cheap reads whose cost is what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tambour.adapters.postgres.chat_lists import LISTED_TS
from tambour.adapters.postgres.executor import Executor


@dataclass(frozen=True, slots=True)
class LogRow:
    """See ports/sync.py."""

    ev: int
    kind: str
    seq: int
    data: dict[str, Any]
    ts: int


@dataclass
class Sync:
    """See ports/sync.py."""

    db: Executor

    async def epoch(self) -> str:
        """One row."""
        found: str = await self.db.fetchval("SELECT epoch FROM instance")
        return found

    async def alive(self, session: int) -> bool:
        """By primary key."""
        found: bool = await self.db.fetchval(
            "SELECT EXISTS (SELECT FROM sessions s JOIN users u ON u.id = s.user_id"
            " WHERE s.id = $1 AND s.revoked IS NULL AND u.deleted IS NULL)",
            session,
        )
        return found

    async def points(self, users: Sequence[int]) -> dict[int, int]:
        """One statement."""
        rows = await self.db.fetch("SELECT id, pts FROM users WHERE id = ANY($1::bigint[])", list(users))
        return {row["id"]: row["pts"] for row in rows}

    async def heads(self, chats: Sequence[int]) -> dict[int, int]:
        """One statement."""
        rows = await self.db.fetch("SELECT id, last_ev FROM chats WHERE id = ANY($1::bigint[])", list(chats))
        return {row["id"]: row["last_ev"] for row in rows}

    async def user_log(
        self, user: int, pts: int, limit: int
    ) -> tuple[int, list[tuple[int, str, dict[str, Any]]]]:
        """The counter and the entries in one statement, so that they belong together."""
        rows = await self.db.fetch(
            "SELECT u.pts AS newest, l.pts, l.kind, l.data FROM users u"
            " LEFT JOIN LATERAL (SELECT pts, kind, data FROM user_log WHERE user_id = $1 AND pts > $2"
            "  ORDER BY pts LIMIT $3) l ON true WHERE u.id = $1 ORDER BY l.pts",
            user,
            pts,
            limit,
        )
        newest = rows[0]["newest"] if rows else 0
        return newest, [(row["pts"], row["kind"], row["data"]) for row in rows if row["pts"] is not None]

    async def moved(self, user: int, since: int) -> list[tuple[int, int, int]]:
        """One join over the person's chats."""
        rows = await self.db.fetch(
            "SELECT c.id, c.last_ev, c.last_seq FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND c.last_ts > $2 ORDER BY c.last_ts DESC, c.id DESC",
            user,
            since,
        )
        return [(row["id"], row["last_ev"], row["last_seq"]) for row in rows]

    async def first_chats(self, user: int, limit: int) -> list[int]:
        """One join over the person's chats."""
        rows = await self.db.fetch(
            f"SELECT c.id, {LISTED_TS} AS ts FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND NOT m.archived AND c.state NOT IN ('removed', 'deleted')"
            " AND (c.kind <> 'dialog' OR c.last_seq >= greatest(m.history_from, 1))"
            " ORDER BY m.pin DESC, ts DESC, c.id DESC LIMIT $2",
            user,
            limit,
        )
        return [row["id"] for row in rows]

    async def chat_log(self, chat: int, ev: int, limit: int) -> list[LogRow]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT ev, kind, coalesce(seq, 0) AS seq, data, ts FROM chat_log"
            " WHERE chat_id = $1 AND ev > $2 ORDER BY ev LIMIT $3",
            chat,
            ev,
            limit,
        )
        return [LogRow(row["ev"], row["kind"], row["seq"], row["data"] or {}, row["ts"]) for row in rows]
