"""Many decisions at once, the second person, strikes and assignment, in PostgreSQL."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import DECISION_COLUMNS, decision_of
from tambour.moderation.records import Bulk, Decision, Json, Place


class Bulks:
    """See BulkRows in ports/clusters.py."""

    db: Executor

    async def begin_bulk(self, bulk: Bulk) -> bool:
        """One statement."""
        made = await self.db.fetchval(
            "INSERT INTO bulks (id, by_user, outcome, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
            " RETURNING true",
            bulk.id,
            bulk.by,
            bulk.outcome,
            bulk.at,
        )
        return bool(made)

    async def end_bulk(self, bulk: Bulk) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bulks SET decisions = $2, skipped = $3::jsonb WHERE id = $1",
            bulk.id,
            bulk.decisions,
            [list(one) for one in bulk.skipped],
        )

    async def bulk(self, bulk: int) -> Bulk | None:
        """One statement."""
        row = await self.db.fetchrow("SELECT * FROM bulks WHERE id = $1", bulk)
        return bulk_of(row) if row else None

    async def bulks(self, limit: int) -> list[Bulk]:
        """One statement."""
        rows = await self.db.fetch("SELECT * FROM bulks ORDER BY at DESC, id DESC LIMIT $1", limit)
        return [bulk_of(row) for row in rows]

    async def undo_bulk(self, bulk: int, by: int, at: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE bulks SET undone_by = $2, undone_at = $3 WHERE id = $1", bulk, by, at)

    async def bulk_decisions(self, bulk: int) -> list[Decision]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {DECISION_COLUMNS} FROM decisions d WHERE d.bulk_id = $1 ORDER BY d.id", bulk
        )
        return [decision_of(row) for row in rows]

    async def waiting(self, limit: int) -> list[Decision]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            f"SELECT {DECISION_COLUMNS} FROM decisions d WHERE d.state = 'waiting' ORDER BY d.at, d.id LIMIT $1",
            limit,
        )
        return [decision_of(row) for row in rows]

    async def settle_second(self, decision: int, by: int, *, agreed: bool) -> None:
        """Two statements."""
        await self.db.execute(
            "UPDATE decisions SET second_by = $2, state = $3, live = $4 WHERE id = $1",
            decision,
            by,
            "standing" if agreed else "declined",
            agreed,
        )
        await self.db.execute(
            "UPDATE actions SET state = $2 WHERE decision_id = $1 AND state = 'held'",
            decision,
            "waiting" if agreed else "undone",
        )

    async def retire(self, decision: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE decisions SET live = false WHERE id = $1", decision)

    async def strike(self, decision: int, user: int, weight: int, at: int, expires: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO strikes (decision_id, user_id, weight, at, expires) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING",
            decision,
            user,
            weight,
            at,
            expires,
        )

    async def revoke_strikes(self, decision: int, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE strikes SET revoked = $2 WHERE decision_id = $1 AND revoked IS NULL", decision, at
        )

    async def strikes(self, user: int, now: int) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT coalesce(sum(weight), 0)::int AS count, coalesce(min(expires), 0) AS ends FROM strikes"
            " WHERE user_id = $1 AND revoked IS NULL AND expires > $2",
            user,
            now,
        )
        return (row["count"], row["ends"]) if row else (0, 0)

    async def assign(self, case: int, user: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE cases SET assigned = $2 WHERE id = $1", case, user or None)

    async def escalate(self, case: int, user: int, why: str) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE cases SET state = 'escalated', escalated_by = $2, escalation = $3, ver = ver + 1, lease_by = NULL,"
            " lease_until = NULL WHERE id = $1",
            case,
            user,
            why,
        )

    async def colleagues(self) -> list[tuple[int, str]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT id, name FROM users WHERE role IN ('moderator', 'admin') AND deleted IS NULL ORDER BY name, id"
        )
        return [(row["id"], row["name"]) for row in rows]

    async def places(self, targets: Sequence[tuple[int, int]]) -> list[Place]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT c.id, CASE WHEN c.is_public THEN c.title ELSE '' END AS title, c.members,"
            " count(*) FILTER (WHERE t.seq > 0) AS messages,"
            " bool_or(t.seq = 0) AS whole FROM unnest($1::bigint[], $2::bigint[]) AS t (chat, seq)"
            " JOIN chats c ON c.id = t.chat GROUP BY c.id ORDER BY c.members DESC, c.id",
            [chat for chat, _ in targets],
            [seq for _, seq in targets],
        )
        return [
            Place(
                chat=row["id"],
                title=row["title"],
                members=row["members"],
                messages=row["messages"],
                whole=row["whole"],
            )
            for row in rows
        ]

    async def deny_member(self, chat: int, user: int, denied: int, until: int, case: int) -> Json:
        """Four statements at most."""
        here = await self.db.fetchrow(
            "SELECT denied, denied_until FROM members WHERE user_id = $2 AND chat_id = $1 FOR UPDATE",
            chat,
            user,
        )
        kept = await self.db.fetchrow(
            "SELECT denied, denied_until FROM kept_restrictions WHERE chat_id = $1 AND user_id = $2 FOR UPDATE",
            chat,
            user,
        )
        before = here or kept
        old: Json = {
            "denied": before["denied"] if before else 0,
            "until": before["denied_until"] if before else None,
        }
        above = await self.db.fetchrow(
            "SELECT case_id, until FROM platform_denials WHERE chat_id = $1 AND user_id = $2", chat, user
        )
        old["above"] = [above["case_id"], above["until"]] if above else None
        await self.put_denial(chat, user, denied | (before["denied"] if before else 0), until or None)
        await self.db.execute(
            "INSERT INTO platform_denials (chat_id, user_id, case_id, until) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (chat_id, user_id) DO UPDATE SET case_id = excluded.case_id, until = excluded.until",
            chat,
            user,
            case,
            until or None,
        )
        return old

    async def put_denial(self, chat: int, user: int, denied: int, until: int | None) -> None:
        """On the member's row, or put by for one who is not there."""
        done = await self.db.execute(
            "UPDATE members SET denied = $3, denied_until = $4 WHERE user_id = $2 AND chat_id = $1",
            chat,
            user,
            denied,
            until,
        )
        if done.endswith(" 0"):
            await self.db.execute(
                "DELETE FROM kept_restrictions WHERE chat_id = $1 AND user_id = $2", chat, user
            )
            await self.db.execute(
                "INSERT INTO kept_restrictions (chat_id, user_id, denied, denied_until)"
                " SELECT $1, $2, $3, $4 WHERE $3 <> 0",
                chat,
                user,
                denied,
                until,
            )

    async def allow_member(self, chat: int, user: int, inverse: Json) -> tuple[int, int]:
        """Three statements at most."""
        denied, until = int(str(inverse["denied"])), inverse["until"]
        await self.put_denial(chat, user, denied, until if isinstance(until, int) else None)
        above = inverse.get("above")
        if isinstance(above, list):
            await self.db.execute(
                "UPDATE platform_denials SET case_id = $3, until = $4 WHERE chat_id = $1 AND user_id = $2",
                chat,
                user,
                *above,
            )
        else:
            await self.db.execute(
                "DELETE FROM platform_denials WHERE chat_id = $1 AND user_id = $2", chat, user
            )
        return denied, until if isinstance(until, int) else 0

    async def add_public_notice(self, fresh: int, token_hash: bytes, contact: bytes, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO public_notices (id, token_hash, contact, at) VALUES ($1, $2, $3, $4)",
            fresh,
            token_hash,
            contact,
            at,
        )

    async def platform_denied(self, chat: int, user: int, now: int) -> bool:
        """One statement."""
        found = await self.db.fetchval(
            "SELECT EXISTS (SELECT FROM platform_denials WHERE chat_id = $1 AND user_id = $2"
            " AND (until IS NULL OR until > $3))",
            chat,
            user,
            now,
        )
        return bool(found)


def bulk_of(row: asyncpg.Record) -> Bulk:
    """A Bulk from its row."""
    return Bulk(
        id=row["id"],
        by=row["by_user"],
        outcome=row["outcome"],
        decisions=row["decisions"],
        skipped=tuple((case, why) for case, why in row["skipped"]),
        at=row["at"],
        undone_by=row["undone_by"] or 0,
        undone_at=row["undone_at"] or 0,
    )
