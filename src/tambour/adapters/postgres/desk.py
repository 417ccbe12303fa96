"""The queue, decisions, actions, notices and appeals in PostgreSQL."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import (
    ACTION_COLUMNS,
    APPEAL_COLUMNS,
    CASE_COLUMNS,
    DECISION_COLUMNS,
    OPEN_CASE,
    action_of,
    appeal_of,
    case_of,
    decision_of,
)
from tambour.moderation.cases import Case
from tambour.moderation.priority import NEAR_MS
from tambour.moderation.records import Action, Appeal, Decision, Json, Notice

GRAVE = "((c.severity = 0 AND NOT c.crowd) OR c.state = 'escalated')"
LANES = (
    GRAVE,
    f"NOT {GRAVE} AND c.due <= $1",
    f"NOT {GRAVE} AND NOT c.crowd AND c.due > $1",
    f"NOT {GRAVE} AND c.crowd AND c.due > $1",
)


def lane_of(n: int) -> str:
    """A lane gives what the lanes before it leave room for; where they leave none it is not looked at."""
    before = "".join(f" - (SELECT count(*) FROM lane{i})" for i in range(n))
    return (
        f"lane{n} AS MATERIALIZED (SELECT c.*, {n} AS lane FROM cases c WHERE {OPEN_CASE} AND {LANES[n]}"
        f" ORDER BY c.priority DESC, c.due, c.id LIMIT $2{before})"
    )


QUEUE = (
    f"WITH {', '.join(map(lane_of, range(len(LANES))))}, c AS ("
    + " UNION ALL ".join(f"SELECT * FROM lane{n}" for n in range(len(LANES)))
    + f") SELECT {CASE_COLUMNS} FROM c"
    " CROSS JOIN LATERAL (SELECT * FROM subjects WHERE id = c.subject_id OFFSET 0) s"  # by key, not all of them
    " ORDER BY c.lane, c.priority DESC, c.due, c.id"
)
NOTICE_COLUMNS = "n.id, n.decision_id, n.audience, n.user_id, n.body, n.sent_at, a.state AS appeal"


class Desk:
    """See DeskRows in ports/cases.py."""

    db: Executor

    async def queue(self, now: int, limit: int) -> list[Case]:
        """One statement; the order of moderation/priority.lane. Each lane is read from its index, as far as needed."""
        rows = await self.db.fetch(QUEUE, now + NEAR_MS, limit)
        return [case_of(row) for row in rows]

    async def backlog(self, now: int) -> tuple[int, int]:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT count(*) AS open, count(*) FILTER (WHERE c.due < $1) AS late FROM cases c WHERE {OPEN_CASE}",
            now,
        )
        return (row["open"], row["late"]) if row else (0, 0)

    async def lease(self, case: int, reviewer: int, until: int, now: int) -> bool:
        """One statement."""
        taken = await self.db.fetchval(
            "UPDATE cases SET lease_by = $2, lease_until = $3 WHERE id = $1"
            " AND (lease_by IS NULL OR lease_by = $2 OR lease_until <= $4) RETURNING true",
            case,
            reviewer,
            until,
            now,
        )
        return bool(taken)

    async def release(self, case: int, reviewer: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE cases SET lease_by = NULL, lease_until = NULL WHERE id = $1 AND lease_by = $2",
            case,
            reviewer,
        )

    async def set_state(self, case: int, state: str, *, closed_at: int = 0) -> None:
        """One statement. Time in a case runs one way, whatever clocks do."""
        await self.db.execute(
            "UPDATE cases SET state = $2, ver = ver + 1, lease_by = NULL, lease_until = NULL,"
            " closed_at = CASE WHEN $3::bigint IS NOT NULL THEN greatest(received_at, $3) END WHERE id = $1",
            case,
            state,
            closed_at or None,
        )

    async def prior(self, *, user: int, chat: int, limit: int) -> list[Decision]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {DECISION_COLUMNS} FROM decisions d JOIN cases c ON c.id = d.case_id"
            " JOIN subjects s ON s.id = c.subject_id"
            " WHERE (s.owner = $1 AND $1 <> 0) OR (s.chat_id = $2 AND $2 <> 0)"
            " ORDER BY d.at DESC, d.id DESC LIMIT $3",
            user,
            chat,
            limit,
        )
        return [decision_of(row) for row in rows]

    async def decision_by_key(self, key: str) -> Decision | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {DECISION_COLUMNS} FROM decisions d WHERE d.key = $1", key)
        return decision_of(row) if row else None

    async def decision(self, decision: int) -> Decision | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {DECISION_COLUMNS} FROM decisions d WHERE d.id = $1", decision)
        return decision_of(row) if row else None

    async def decisions(self, case: int) -> list[Decision]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {DECISION_COLUMNS} FROM decisions d WHERE d.case_id = $1 ORDER BY d.at, d.id", case
        )
        return [decision_of(row) for row in rows]

    async def add_decision(self, decision: Decision) -> None:
        """Two statements; the key is unique, and only the newest of a kind about one content is live."""
        await self.db.execute(
            "UPDATE decisions SET live = false WHERE content_version = $1 AND outcome = $2 AND live",
            decision.snapshot,
            decision.outcome,
        )
        await self.db.execute(
            "INSERT INTO decisions (id, case_id, key, content_version, outcome, category, ground, policy_ref, facts,"
            " automated_detection, automated_decision, decided_by, frozen, supersedes, state, bulk_id, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16, $17)",
            decision.id,
            decision.case,
            decision.key,
            decision.snapshot,
            decision.outcome,
            decision.category,
            decision.ground,
            decision.policy_ref,
            decision.facts,
            decision.automated_detection,
            decision.automated_decision,
            decision.decided_by,
            decision.frozen,
            decision.supersedes or None,
            decision.state,
            decision.bulk or None,
            decision.at,
        )

    async def add_actions(self, actions: Sequence[Action]) -> None:
        """One statement for each."""
        await self.db.executemany(
            "INSERT INTO actions (id, decision_id, type, target, params, inverse, end_at, bulk_id, state)"
            " VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9)",
            [
                (
                    a.id,
                    a.decision,
                    a.type,
                    a.target,
                    a.params,
                    a.inverse,
                    a.end_at or None,
                    a.bulk or None,
                    a.state,
                )
                for a in actions
            ],
        )

    async def actions(self, decision: int) -> list[Action]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE decision_id = $1 ORDER BY id", decision
        )
        return [action_of(row) for row in rows]

    async def take_action(self, action: int) -> Action | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {ACTION_COLUMNS} FROM actions WHERE id = $1 FOR UPDATE", action)
        return action_of(row) if row else None

    async def unfinished(self, limit: int) -> list[Action]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE state IN ('waiting', 'undoing') ORDER BY id LIMIT $1",
            limit,
        )
        return [action_of(row) for row in rows]

    async def superseded(self, decision: int) -> bool:
        """Two statements."""
        await self.db.execute("SELECT FROM decisions WHERE id = $1 FOR UPDATE", decision)
        return bool(
            await self.db.fetchval("SELECT EXISTS (SELECT FROM decisions WHERE supersedes = $1)", decision)
        )

    async def recent_removals(self, since: int) -> list[Action]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE params ? 'rc' AND state = 'applied'"
            " AND applied_at >= $1 ORDER BY id",
            since,
        )
        return [action_of(row) for row in rows]

    async def chasing(self, before: int) -> list[Action]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE type = 'block_link' AND state = 'applied'"
            " AND coalesce(inverse ->> 'chased', '0') < '2'"
            " AND (inverse ->> 'chased' IS NULL OR applied_at <= $1) ORDER BY id",
            before,
        )
        return [action_of(row) for row in rows]

    async def settle_action(self, action: int, state: str, inverse: Json, *, at: int, by: int = 0) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE actions SET state = $2, inverse = $3::jsonb,"
            " applied_at = CASE WHEN $2 = 'applied' THEN $4 ELSE applied_at END,"
            " undone_at = CASE WHEN $2 = 'undone' THEN $4 ELSE undone_at END,"
            " undone_by = CASE WHEN $2 = 'undone' THEN $5::bigint ELSE undone_by END WHERE id = $1",
            action,
            state,
            inverse,
            at,
            by or None,
        )

    async def above(self, action: Action) -> Action | None:
        """One statement: the next effect on the same target, applied after this one and still standing."""
        row = await self.db.fetchrow(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE target = $1 AND state IN ('applied', 'undoing') AND id <> $2"
            " AND (applied_at, id) > (SELECT applied_at, id FROM actions WHERE id = $2)"
            " ORDER BY applied_at, id LIMIT 1 FOR UPDATE",
            action.target,
            action.id,
        )
        return action_of(row) if row else None

    async def hand_down(self, action: int, inverse: Json) -> None:
        """One statement: what was before the effect below is now what was before this one."""
        await self.db.execute("UPDATE actions SET inverse = $2::jsonb WHERE id = $1", action, inverse)

    async def undo_actions(self, decision: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE actions SET state = CASE WHEN state = 'applied' THEN 'undoing' ELSE 'undone' END"
            " WHERE decision_id = $1 AND state IN ('applied', 'waiting')",
            decision,
        )

    async def ended(self, now: int) -> list[Action]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {ACTION_COLUMNS} FROM actions WHERE state = 'applied' AND end_at <= $1 ORDER BY id LIMIT 100",
            now,
        )
        return [action_of(row) for row in rows]

    async def set_outcome(self, case: int, outcome: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE reports SET outcome = $2 WHERE case_id = $1", case, outcome)

    async def unnotified(self, limit: int) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT id FROM cases WHERE state IN ('decided', 'enforced') ORDER BY id LIMIT $1", limit
        )
        return [row["id"] for row in rows]

    async def add_notice(self, notice: Notice) -> bool:
        """One statement; a person is told of a decision once for each part they play."""
        made = await self.db.fetchval(
            "INSERT INTO notices (id, decision_id, audience, user_id, channel, body, sent_at)"
            " VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)"
            " ON CONFLICT (decision_id, audience, user_id, channel) DO NOTHING RETURNING true",
            notice.id,
            notice.decision,
            notice.audience,
            notice.user,
            notice.channel,
            notice.body,
            notice.sent_at or None,
        )
        return bool(made)

    async def notices(self, user: int, limit: int) -> list[Notice]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {NOTICE_COLUMNS} FROM notices n LEFT JOIN appeals a"
            " ON a.decision_id = n.decision_id AND a.user_id = n.user_id"
            " WHERE n.user_id = $1 AND n.suppressed_reason IS NULL ORDER BY n.id DESC LIMIT $2",
            user,
            limit,
        )
        return [notice_of(row) for row in rows]

    async def notice(self, notice: int) -> Notice | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {NOTICE_COLUMNS} FROM notices n LEFT JOIN appeals a"
            " ON a.decision_id = n.decision_id AND a.user_id = n.user_id WHERE n.id = $1",
            notice,
        )
        return notice_of(row) if row else None

    async def notices_of(self, decision: int) -> list[Notice]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {NOTICE_COLUMNS} FROM notices n LEFT JOIN appeals a"
            " ON a.decision_id = n.decision_id AND a.user_id = n.user_id"
            " WHERE n.decision_id = $1 AND n.suppressed_reason IS NULL ORDER BY n.id LIMIT 1000",
            decision,
        )
        return [notice_of(row) for row in rows]

    async def add_appeal(self, appeal: Appeal) -> bool:
        """One statement."""
        made = await self.db.fetchval(
            "INSERT INTO appeals (id, decision_id, by_party, user_id, text, state, due_at, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (decision_id, user_id) DO UPDATE"
            " SET text = excluded.text WHERE appeals.state = 'filed' AND appeals.text = '' RETURNING true",
            appeal.id,
            appeal.decision,
            appeal.by_party,
            appeal.user,
            appeal.text,
            appeal.state,
            appeal.due_at,
            appeal.at,
        )
        return bool(made)

    async def appeal(self, appeal: int, *, lock: bool = False) -> Appeal | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {APPEAL_COLUMNS} FROM appeals WHERE id = $1" + (" FOR UPDATE" if lock else ""), appeal
        )
        return appeal_of(row) if row else None

    async def appeals_of(self, case: int) -> list[Appeal]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT a.id, a.decision_id, a.by_party, a.user_id, a.text, a.state, a.reviewer, a.outcome, a.due_at, a.at"
            " FROM appeals a JOIN decisions d ON d.id = a.decision_id WHERE d.case_id = $1 ORDER BY a.at, a.id",
            case,
        )
        return [appeal_of(row) for row in rows]

    async def open_appeals(self, limit: int) -> list[Appeal]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {APPEAL_COLUMNS} FROM appeals WHERE state = 'filed' ORDER BY due_at, id LIMIT $1", limit
        )
        return [appeal_of(row) for row in rows]

    async def settle_appeal(self, appeal: int, reviewer: int, outcome: str) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE appeals SET state = $3, outcome = $3, reviewer = $2 WHERE id = $1",
            appeal,
            reviewer,
            outcome,
        )

    async def deciders(self, case: int) -> frozenset[int]:
        """One statement."""
        rows = await self.db.fetch("SELECT decided_by, second_by FROM decisions WHERE case_id = $1", case)
        return frozenset(who for row in rows for who in (row["decided_by"], row["second_by"]) if who)

    async def author_of(self, chat: int, seq: int) -> int:
        """One statement."""
        found = await self.db.fetchval(
            "SELECT author FROM messages WHERE chat_id = $1 AND seq = $2", chat, seq
        )
        return int(found or 0)

    async def log_view(self, fresh: int, evidence: int, who: int, purpose: str, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO evidence_access (id, evidence_id, who, purpose, at) VALUES ($1, $2, $3, $4, $5)",
            fresh,
            evidence,
            who,
            purpose,
            at,
        )


def notice_of(row: asyncpg.Record) -> Notice:
    """A Notice from a row of NOTICE_COLUMNS."""
    return Notice(
        id=row["id"],
        decision=row["decision_id"],
        audience=row["audience"],
        user=row["user_id"],
        body=row["body"],
        sent_at=row["sent_at"] or 0,
        appeal=row["appeal"] or "",
    )
