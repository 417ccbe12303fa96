"""Second looks and complaints in bad faith, in PostgreSQL."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.ids import DAY_MS
from tambour.moderation.records import Json
from tambour.ports.rechecks import Recheck

COLUMNS = (
    "r.id, r.decision_id, d.case_id, r.category, r.first, r.first_by, r.state, r.reviewer, r.second, r.facts,"
    " r.at"
)
FROM = f"SELECT {COLUMNS} FROM rechecks r JOIN decisions d ON d.id = r.decision_id"
BAD_FAITH = """
    INSERT INTO reporters_to_look (user_id, since)
    SELECT r.reporter, $5 FROM reports r
    WHERE r.reporter IN (SELECT reporter FROM reports WHERE case_id = $1 AND reporter > 0)
        AND r.outcome IS NOT NULL AND r.at > $2
        AND NOT EXISTS (SELECT FROM subjects s JOIN cases c ON c.subject_id = s.id
            WHERE s.kind = 'reporter' AND s.user_id = r.reporter AND (c.closed_at IS NULL OR c.closed_at > $6))
    GROUP BY r.reporter
    HAVING count(*) FILTER (WHERE r.outcome = 'no_violation') >= $3
        AND count(*) FILTER (WHERE r.outcome = 'no_violation') >= $4::float8 * count(*)
    ON CONFLICT DO NOTHING
"""
QUIET_MS = 30 * DAY_MS


def recheck_of(row: asyncpg.Record) -> Recheck:
    """A Recheck from a row of COLUMNS."""
    return Recheck(
        id=row["id"],
        decision=row["decision_id"],
        case=row["case_id"],
        category=row["category"],
        first=row["first"],
        first_by=row["first_by"],
        state=row["state"],
        reviewer=row["reviewer"] or 0,
        second=row["second"] or "",
        facts=row["facts"],
        at=row["at"],
    )


class Rechecks:
    """See RecheckRows in ports/rechecks.py."""

    db: Executor

    async def add_recheck(self, fresh: int, decision: int, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO rechecks (id, decision_id, category, first, first_by, at)"
            " SELECT $1, id, category, outcome, decided_by, $3 FROM decisions WHERE id = $2 ON CONFLICT DO NOTHING",
            fresh,
            decision,
            at,
        )

    async def recheck(self, fresh: int, *, lock: bool = False) -> Recheck | None:
        """One statement."""
        row = await self.db.fetchrow(FROM + " WHERE r.id = $1" + (" FOR UPDATE OF r" if lock else ""), fresh)
        return recheck_of(row) if row else None

    async def rechecks(self, state: str, limit: int) -> list[Recheck]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            FROM + " WHERE r.state = $1 AND r.state IN ('owed', 'differs')"
            " AND NOT EXISTS (SELECT FROM decisions u WHERE u.supersedes = d.id) ORDER BY r.at, r.id LIMIT $2",
            state,
            limit,
        )
        return [recheck_of(row) for row in rows]

    async def saw(self, case: int, who: int) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "SELECT EXISTS (SELECT FROM evidence_access a JOIN evidence e ON e.id = a.evidence_id"
                " JOIN content_versions v ON v.id = e.content_version JOIN cases c ON c.subject_id = v.subject_id"
                " WHERE c.id = $1 AND a.who = $2 AND a.purpose <> 'recheck')",
                case,
                who,
            )
        )

    async def answer_recheck(
        self, fresh: int, reviewer: int, outcome: str, facts: str, state: str, at: int
    ) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE rechecks SET reviewer = $2, second = $3, facts = $4, state = $5, looked = $6 WHERE id = $1",
            fresh,
            reviewer,
            outcome,
            facts,
            state,
            at,
        )

    async def settle_recheck(self, fresh: int, by: int, verdict: str, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE rechecks SET state = 'settled', settled_by = $2, verdict = $3, settled = $4 WHERE id = $1",
            fresh,
            by,
            verdict,
            at,
        )

    async def looked_again(self, since: int) -> list[tuple[str, str, str]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT category, first, second FROM rechecks WHERE looked >= $1 ORDER BY looked, id", since
        )
        return [(row["category"], row["first"], row["second"]) for row in rows]

    async def note_reporters(self, case: int, since: int, least: int, share: float, now: int) -> None:
        """One statement."""
        await self.db.execute(BAD_FAITH, case, since, least, share, now, now - QUIET_MS)

    async def noted_reporters(self, limit: int) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT user_id FROM reporters_to_look ORDER BY since, user_id LIMIT $1", limit
        )
        return [row["user_id"] for row in rows]

    async def drop_reporter(self, user: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM reporters_to_look WHERE user_id = $1", user)

    async def complaints_of(self, user: int, limit: int) -> list[Json]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT r.id, r.at, r.category, r.note, r.outcome, s.kind FROM reports r JOIN cases c ON c.id = r.case_id"
            " JOIN subjects s ON s.id = c.subject_id WHERE r.reporter = $1 ORDER BY r.at DESC, r.id DESC LIMIT $2",
            user,
            limit,
        )
        return [dict(row) for row in rows]

    async def warned_reporter(self, user: int, since: int) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "SELECT EXISTS (SELECT FROM decisions d JOIN cases c ON c.id = d.case_id"
                " JOIN subjects s ON s.id = c.subject_id WHERE s.kind = 'reporter' AND s.user_id = $1"
                " AND d.outcome = 'warn_reporter' AND d.state = 'standing' AND d.at >= $2"
                " AND NOT EXISTS (SELECT FROM decisions u WHERE u.supersedes = d.id))",
                user,
                since,
            )
        )

    async def put_reporting(self, user: int, action: int, case: int, until: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO reporting_suspended (user_id, action_id, case_id, until) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING",
            user,
            action,
            case,
            until,
        )

    async def drop_reporting(self, action: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM reporting_suspended WHERE action_id = $1", action)

    async def reporting_until(self, user: int, now: int) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT until, case_id FROM reporting_suspended WHERE user_id = $1 AND until > $2"
            " ORDER BY until DESC LIMIT 1",
            user,
            now,
        )
        return (row["until"], row["case_id"]) if row else (0, 0)

    async def public_notice_of(self, token_hash: bytes) -> Json | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT n.id, n.at, r.category, r.outcome, d.id AS decision, d.at AS decided, a.state AS appeal"
            " FROM public_notices n JOIN reports r ON r.reporter = -n.id"
            " LEFT JOIN LATERAL (SELECT id, at FROM decisions WHERE case_id = r.case_id AND state = 'standing'"
            " ORDER BY at DESC, id DESC LIMIT 1) d ON true"
            " LEFT JOIN appeals a ON a.decision_id = d.id AND a.user_id = -n.id WHERE n.token_hash = $1",
            token_hash,
        )
        return dict(row) if row else None
