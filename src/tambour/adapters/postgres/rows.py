"""From rows of the desk to its records."""

import hashlib

import asyncpg

from tambour.moderation.cases import OPEN_STATES, Case, Subject
from tambour.moderation.priority import Tally
from tambour.moderation.records import Action, Appeal, Decision

CASE_COLUMNS = (
    "c.id, c.category, c.severity, c.priority, c.factors, c.state, c.ver, c.lease_by, c.lease_until, c.due,"
    " c.received_at, c.closed_at, s.id AS subject_id, s.kind, s.chat_id, s.seq, s.user_id, s.owner, s.audience_class,"
    " s.reach, c.reports, c.independent, c.doubt, c.hinted, c.crowd, c.firm, c.cluster, c.meant, c.assigned,"
    " c.escalated_by, c.escalation, s.ref"
)
SAID = (
    "concat_ws(E'\\n', nullif(m.body, ''), (SELECT concat_ws(E'\\n', p.question, (SELECT string_agg(o, E'\\n')"
    " FROM jsonb_array_elements_text(p.options) o)) FROM polls p WHERE p.id = (m.extra ->> 'poll')::bigint))"
)
"""The words of a message `m` with what its poll asks, a line for each; '' where it says nothing."""
OPEN_CASE = "c.state IN (" + ", ".join(f"'{state}'" for state in OPEN_STATES) + ")"
"""Word for word the condition of the partial indexes."""
DECISION_COLUMNS = (
    "d.id, d.case_id, d.key, d.content_version, d.outcome, d.category, d.ground, d.policy_ref, d.facts,"
    " d.automated_detection, d.automated_decision, d.decided_by, d.second_by, d.frozen, d.supersedes, d.state,"
    " d.bulk_id, d.at"
)
ACTION_COLUMNS = "id, decision_id, type, target, params, inverse, end_at, bulk_id, state"
APPEAL_COLUMNS = "id, decision_id, by_party, user_id, text, state, reviewer, outcome, due_at, at"


def digest_of(text: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(text).digest()


def begun(case: Case) -> tuple[object, ...]:
    """What a new row of `cases` begins with: $1 to $10 of the statements that add one."""
    weighed = case.category, case.severity, case.priority, case.factors
    return case.id, case.subject.id, *weighed, case.state, case.ver, case.due, case.received_at


def case_of(row: asyncpg.Record) -> Case:
    """A Case from a row of CASE_COLUMNS."""
    return Case(
        id=row["id"],
        subject=Subject(
            id=row["subject_id"],
            kind=row["kind"],
            chat=row["chat_id"] or 0,
            seq=row["seq"] or 0,
            user=row["user_id"] or 0,
            owner=row["owner"] or 0,
            audience=row["audience_class"],
            reach=row["reach"],
            ref=row["ref"] or "",
        ),
        category=row["category"],
        severity=row["severity"],
        priority=row["priority"],
        factors=row["factors"],
        state=row["state"],
        ver=row["ver"],
        lease_by=row["lease_by"] or 0,
        lease_until=row["lease_until"] or 0,
        due=row["due"],
        received_at=row["received_at"],
        closed_at=row["closed_at"] or 0,
        tally=Tally(row["reports"], row["independent"], row["doubt"], row["hinted"]),
        crowd=row["crowd"],
        firm=row["firm"],
        cluster=row["cluster"] or 0,
        meant=row["meant"] or 0,
        assigned=row["assigned"] or 0,
        escalated_by=row["escalated_by"] or 0,
        escalation=row["escalation"],
    )


def decision_of(row: asyncpg.Record) -> Decision:
    """A Decision from a row of DECISION_COLUMNS."""
    return Decision(
        id=row["id"],
        case=row["case_id"],
        key=row["key"],
        snapshot=row["content_version"],
        outcome=row["outcome"],
        category=row["category"],
        ground=row["ground"],
        policy_ref=row["policy_ref"],
        facts=row["facts"],
        automated_detection=row["automated_detection"],
        automated_decision=row["automated_decision"],
        decided_by=row["decided_by"],
        second_by=row["second_by"] or 0,
        frozen=row["frozen"],
        supersedes=row["supersedes"] or 0,
        state=row["state"],
        bulk=row["bulk_id"] or 0,
        at=row["at"],
    )


def action_of(row: asyncpg.Record) -> Action:
    """An Action from a row of ACTION_COLUMNS."""
    return Action(
        id=row["id"],
        decision=row["decision_id"],
        type=row["type"],
        target=row["target"],
        params=row["params"],
        inverse=row["inverse"],
        end_at=row["end_at"] or 0,
        bulk=row["bulk_id"] or 0,
        state=row["state"],
    )


def appeal_of(row: asyncpg.Record) -> Appeal:
    """An Appeal from a row of APPEAL_COLUMNS."""
    return Appeal(
        id=row["id"],
        decision=row["decision_id"],
        by_party=row["by_party"],
        user=row["user_id"],
        text=row["text"],
        state=row["state"],
        due_at=row["due_at"],
        at=row["at"],
        reviewer=row["reviewer"] or 0,
        outcome=row["outcome"] or "",
    )
