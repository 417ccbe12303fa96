"""The queue is read lane by lane, and no lane is looked at that nothing is taken from: the order stays the one owed."""

import random

import pytest

from tambour.adapters.postgres import desk
from tambour.moderation.cases import Case
from tambour.moderation.priority import NEAR_MS, lane
from tests.services.town import Town

STATES = ("new", "new", "triaged", "leased", "escalated", "waiting_second", "closed", "final")


async def fill(town: Town, chance: random.Random, count: int) -> None:
    """Cases of all kinds, many of them alike in all but their number."""
    now, rows = town.clock.ms, []
    shares = [chance.choice([0.0, 0.05, 0.6]) for _ in range(3)]  # of grave ones, late ones, crowds
    for n in range(1, count + 1):
        grave, late, crowd = (chance.random() < share for share in shares)
        due = now + (chance.choice([-5, 0, NEAR_MS]) if late else NEAR_MS + chance.choice([1, 10**6]))
        severity = 0 if grave else chance.randrange(1, 4)
        rows.append((n, severity, float(chance.randrange(4)), due, now - 10**7, crowd, chance.choice(STATES)))
    await town.db.execute("TRUNCATE cases, subjects CASCADE")
    await town.db.executemany(
        "INSERT INTO subjects (id, kind, user_id, owner, created) VALUES ($1, 'account', $1, $1, 1)",
        [row[:1] for row in rows],
    )
    await town.db.executemany(
        "INSERT INTO cases (id, subject_id, category, severity, priority, due, received_at, crowd, state, closed_at)"
        " VALUES ($1, $1, 'spam', $2, $3, $4, $5::bigint, $6, $7::text,"
        " CASE WHEN $7 IN ('closed', 'final') THEN $5::bigint END)",
        rows,
    )


def place(case: Case, now: int) -> tuple[int, float, int, int]:
    """Where it stands."""
    which = lane(case.severity, case.due, now, crowd=case.crowd, escalated=case.state == "escalated")
    return which, -case.priority, case.due, case.id


async def misplaced(town: Town) -> list[str]:
    """Where the queue differs from all open cases put in order, for several lengths of it."""
    found, now = [], town.clock.ms
    for seed in range(8):
        await fill(town, random.Random(seed), 60)
        rows = await town.db.fetch("SELECT id FROM cases WHERE state NOT IN ('closed', 'final')")
        every = [await town.store.read.cases.case(row["id"]) for row in rows]
        owed = [case.id for case in sorted((c for c in every if c), key=lambda c: place(c, now))]
        for limit in (1, 7, 20, 200):
            queue = [case.id for case in await town.store.read.cases.queue(now, limit)]
            found += [f"{seed}, {limit}"] if queue != owed[:limit] else []
    return found


async def test_law_the_queue_is_all_open_cases_in_the_order_owed(town: Town) -> None:
    assert await misplaced(town) == []


@pytest.mark.parametrize(
    "mutant",
    [
        desk.QUEUE.replace("".join(f" - (SELECT count(*) FROM lane{n})" for n in range(3)), ""),
        desk.QUEUE.replace("ORDER BY c.lane, c.priority DESC", "ORDER BY c.priority DESC"),
        desk.QUEUE.replace("NOT c.crowd AND c.due > $1", "c.due > $1", 1),
    ],
)
async def test_a_queue_that_forgets_or_misplaces_some_is_caught(
    town: Town, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    assert mutant != desk.QUEUE, "it breaks nothing"
    monkeypatch.setattr(desk, "QUEUE", mutant)
    assert await misplaced(town)
