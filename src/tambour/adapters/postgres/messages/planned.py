"""Messages to be sent later. A worker takes due ones with a lock that others skip, so two workers never meet."""

from typing import Any

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.planned import Plan

COLUMNS = "id, chat_id, user_id, at, request, rid, error"
IN_ORDER = "ORDER BY at, (request->>'rid')::bigint, id"
"""What is planned for one moment is said as it was written: the rid a client drew begins with the time of writing."""


def plan_of(row: asyncpg.Record) -> Plan:
    """A Plan from a row of COLUMNS."""
    return Plan(
        id=row["id"],
        chat=row["chat_id"],
        user=row["user_id"],
        at=row["at"],
        request=row["request"],
        rid=row["rid"],
        error=row["error"] or "",
    )


class Planned:
    """See PlanRows in ports/planned.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add(self, plan: Plan) -> None:
        """One statement; a plan that is there already stays as it is."""
        await self.db.execute(
            "INSERT INTO scheduled (id, chat_id, user_id, at, request, rid) VALUES ($1, $2, $3, $4, $5, $6)"
            " ON CONFLICT (id) DO NOTHING",
            plan.id,
            plan.chat,
            plan.user,
            plan.at,
            plan.request,
            plan.rid,
        )

    async def of(self, user: int, chat: int, limit: int) -> list[Plan]:
        """One statement: a person's plans for a chat, soonest first."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM scheduled WHERE user_id = $1 AND chat_id = $2 {IN_ORDER} LIMIT $3",
            user,
            chat,
            limit,
        )
        return [plan_of(row) for row in rows]

    async def get(self, user: int, plan: int) -> Plan | None:
        """One statement; only the planner's own, locked until the end of the transaction."""
        row: Any = await self.db.fetchrow(
            f"SELECT {COLUMNS} FROM scheduled WHERE id = $1 AND user_id = $2 FOR UPDATE", plan, user
        )
        return plan_of(row) if row else None

    async def due(self, now: int, limit: int) -> list[Plan]:
        """One statement: due plans that nobody else holds, locked until the end of the transaction."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM scheduled WHERE at <= $1 AND error IS NULL {IN_ORDER} LIMIT $2"
            " FOR UPDATE SKIP LOCKED",
            now,
            limit,
        )
        return [plan_of(row) for row in rows]

    async def remove(self, plan: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM scheduled WHERE id = $1", plan)

    async def change(self, plan: Plan) -> None:
        """One statement: other words or another time; what failed is tried again."""
        await self.db.execute(
            "UPDATE scheduled SET at = $2, request = $3, rid = $4, error = NULL WHERE id = $1",
            plan.id,
            plan.at,
            plan.request,
            plan.rid,
        )

    async def fail(self, plan: int, error: str) -> None:
        """One statement: it stays in the list with the refusal's name."""
        await self.db.execute("UPDATE scheduled SET error = $2 WHERE id = $1", plan, error)

    async def waited(self, user: int, rid: int, error: str) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE scheduled SET error = $3 WHERE user_id = $1 AND rid = $2"
            if error
            else "DELETE FROM scheduled WHERE user_id = $1 AND rid = $2 AND $3 = ''",
            user,
            rid,
            error,
        )
