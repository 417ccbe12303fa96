"""Rows of sessions."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.accounts import Session

SESSION_COLUMNS = "id, user_id, refresh_seed, refresh_gen, rotated, device, address, created, seen, revoked"


def session_of(row: asyncpg.Record) -> Session:
    """A Session from a row of SESSION_COLUMNS."""
    return Session(
        id=row["id"],
        user=row["user_id"],
        seed=row["refresh_seed"],
        gen=row["refresh_gen"],
        rotated=row["rotated"],
        device=row["device"],
        address=row["address"],
        created=row["created"],
        seen=row["seen"],
        revoked=row["revoked"] or 0,
    )


class Sessions:
    """See SessionRows in ports/accounts.py."""

    db: Executor

    async def add_session(self, session: Session) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO sessions (id, user_id, refresh_seed, rotated, device, address, created, seen)"
            " VALUES ($1, $2, $3, $4, $5, $6, $4, $4)",
            session.id,
            session.user,
            session.seed,
            session.created,
            session.device,
            session.address,
        )

    async def session(self, id: int) -> Session | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {SESSION_COLUMNS} FROM sessions WHERE id = $1", id)
        return session_of(row) if row else None

    async def rotate_session(self, id: int, gen: int, now: int) -> bool:
        """One statement: of two who bring the same token one turns it."""
        turned = await self.db.execute(
            "UPDATE sessions SET refresh_gen = refresh_gen + 1, rotated = $3, seen = $3"
            " WHERE id = $1 AND refresh_gen = $2 AND revoked IS NULL",
            id,
            gen,
            now,
        )
        return turned == "UPDATE 1"

    async def sessions_of(self, user: int) -> list[Session]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {SESSION_COLUMNS} FROM sessions WHERE user_id = $1 AND revoked IS NULL"
            " ORDER BY created DESC, id DESC",
            user,
        )
        return [session_of(row) for row in rows]

    async def end_sessions(self, user: int, now: int, *, only: int = 0, keep: int = 0) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "UPDATE sessions SET revoked = $2 WHERE user_id = $1 AND revoked IS NULL"
            " AND ($3::bigint = 0 OR id = $3) AND id <> $4::bigint RETURNING id",
            user,
            now,
            only,
            keep,
        )
        return [row["id"] for row in rows]

    async def ended_since(self, since: int) -> list[int]:
        """One statement, over the index of ended sessions."""
        rows = await self.db.fetch("SELECT id FROM sessions WHERE revoked > $1", since)
        return [row["id"] for row in rows]
