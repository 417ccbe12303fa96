"""Promises of the desk as stories, each held against desks that break it: every mutant must be noticed.

The numbers are those of docs/moderation-policy/invariants.md. More stories of this kind are in test_invariants.py.
"""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from tambour.adapters.postgres import evidence as evidence_rows
from tambour.adapters.postgres import figures
from tambour.adapters.postgres.cases import Cases
from tambour.adapters.postgres.reconcile import mismatches
from tambour.domain.errors import Refusal
from tambour.domain.ids import DAY_MS
from tambour.moderation.records import Standing
from tambour.services import deciding, evidence, telling
from tambour.services.review import Review
from tests.services.test_invariants import CANARY, choice, everything_told
from tests.services.test_review import a_case
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, Town

SIX_MONTHS_DAYS = 184
LATE_DAYS = 7
TOLD_WITHIN_MS = 5 * 60_000


class Killed(Exception):
    """The process is gone."""


async def die(*_: object, **__: object) -> None:
    raise Killed


# ── 3: the same decision twice is one ─────────────────────────────────────────────────────────────
async def pressing_twice_is_pressing_once(town: Town) -> None:
    case, seq = await a_case(town)
    made = [(await town.review.decide(MOD, case, 1, choice())).id for _ in range(2)]
    assert made[0] == made[1]
    other, _ = await a_case(town)
    bulks = [(await town.review.decide_many(MOD, 7, [(other, 1)], choice())).decisions for _ in range(2)]
    assert bulks == [1, 1]
    rid = town.rid()
    reports = [await town.report(CLARA, chat=1, seq=await town.say(1, BORIS, "now"), rid=rid)]
    await town.review.decide(MOD2, reports[0], 1, choice("no_violation"))
    reports.append(await town.report(CLARA, chat=1, seq=await town.say(1, BORIS, "later"), rid=rid))
    assert reports[0] == reports[1]
    counts = "SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM cases), (SELECT count(*) FROM strikes)"
    assert tuple(await town.db.fetchrow(counts)) == (3, 3, 2)
    assert town.events(1).count(("rm", {"s": [seq]})) == 1
    assert len(town.told(BORIS)) == 2


# ── 7: nobody learns who reported, and who decided ────────────────────────────────────────────────
async def nobody_learns_who_reported_or_decided(town: Town) -> None:
    for who in (ANNA, MOD, MOD2):
        await town.db.execute("UPDATE users SET name = $2 WHERE id = $1", who, f"{CANARY} {who}")
    case, _ = await a_case(town, note=f"{CANARY} says so")
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = [n for n in await town.review.notices(BORIS) if n.audience == "affected"]
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    (appeal,) = (await town.desk.queue()).appeals
    await town.review.decide_appeal(MOD2, appeal.id, False, "It is a song.")
    told = await everything_told(town)
    assert choice().facts in told
    assert CANARY not in told
    numbers = {str(each) for n in await town.review.notices(BORIS) for each in n.body.values()}
    assert not numbers & {str(who) for who in (ANNA, MOD, MOD2)}


async def names_who_decided(self: Review, tx: Any, decision: int, *told: Any, **more: Any) -> None:
    """Signs the notice."""
    who = await tx.cases.person((await tx.cases.decision(decision)).decided_by)
    *rest, body = told
    await SEND(self, tx, decision, *rest, body | {"by": who["n"]}, **more)


async def tells_who_reported(self: Review, tx: Any, decision: int, *told: Any, **more: Any) -> None:
    """Quotes the complaint."""
    case = (await tx.cases.decision(decision)).case
    *rest, body = told
    reports = await tx.cases.reports(case)
    await SEND(self, tx, decision, *rest, body | {"because": reports[0].note}, **more)


async def names_a_number(self: Review, tx: Any, decision: int, *told: Any, **more: Any) -> None:
    """No name, but whoever asks for this account's profile has it."""
    case = (await tx.cases.decision(decision)).case
    *rest, body = told
    await SEND(self, tx, decision, *rest, body | {"u": (await tx.cases.reports(case))[0].reporter}, **more)


SEND = telling.Telling.send


# ── 9: evidence before everything, kept its time, gone after it, every look written down ──────────
async def evidence_lives_its_time(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    held, _ = await a_case(town)
    await town.review.decide(MOD, held, 1, choice())
    await town.vault.hold(MOD, held, "an inquiry of a court")
    begun = town.clock.ms
    assert await town.db.fetchval("SELECT count(*) FROM evidence WHERE sealed IS NOT NULL") == 2
    await town.desk.open(MOD2, case, "appeal")
    assert [tuple(row) for row in await town.db.fetch("SELECT who, purpose FROM evidence_access")] == [
        (MOD2, "appeal")
    ]
    for days, left in ((SIX_MONTHS_DAYS - 1, 2), (SIX_MONTHS_DAYS + LATE_DAYS, 1)):
        town.clock.ms = begun + days * DAY_MS
        await town.vault.destroy_expired()
        assert await town.db.fetchval("SELECT count(*) FROM evidence WHERE sealed IS NOT NULL") == left, days


async def files_live_as_long_as_what_shows_them(town: Town) -> None:
    """Also when their message is long deleted, and a court asks only then."""
    case = await town.report(ANNA, chat=1, seq=await a_message_with_a_file(town))
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    await town.db.execute("DELETE FROM attachments WHERE chat_id = 1")  # as deleting the message does

    async def idle() -> list[str]:
        await town.vault.destroy_expired()
        return await town.store.read.files.idle(town.clock.ms, town.clock.ms, 10)

    assert await idle() == []
    await town.vault.hold(MOD, case, "an inquiry of a court")
    town.clock.turn(days=SIX_MONTHS_DAYS + 30)
    assert await idle() == []
    await town.vault.release(MOD, case)
    assert await idle() == ["a"]


async def a_message_with_a_file(town: Town) -> int:
    seq = await town.say(1, BORIS, "look")
    await town.db.execute(
        "INSERT INTO files (id, owner, kind, mime, name, size, received, sha256, shown, created, touched)"
        " VALUES ('a', $1, 'photo', 'image/png', 'x', 1, 1, '\\x01', '{}', 0, 0)",
        BORIS,
    )
    await town.db.execute(
        "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES (1, 'media', $1, 'a')", seq
    )
    return seq


async def expired_though_held(self: Cases, now: int, limit: int) -> list[Any]:
    """Looks at the time alone."""
    rows = await self.db.fetch(
        "SELECT id, digest, size, keep_until FROM evidence WHERE sealed IS NOT NULL AND keep_until <= $1 LIMIT $2",
        now,
        limit,
    )
    return [evidence.Kept(**dict(row)) for row in rows]


async def unsealed(self: Cases, snapshot: Any, digest: bytes, *_: Any) -> None:
    """The snapshot without what was seen."""
    await self.db.execute(
        "INSERT INTO content_versions (id, subject_id, ver, sha256, created) VALUES ($1, $2, $3, $4, $5)",
        snapshot.id,
        snapshot.subject,
        snapshot.ver,
        digest,
        snapshot.created,
    )


# ── 15: reasons within five minutes, also after a crash ───────────────────────────────────────────
async def reasons_come_soon(town: Town) -> None:
    case, seq = await a_case(town)
    await town.say(3, ANNA, "to arms", fwd=(1, seq))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Review, "notify", die)
        with pytest.raises(Killed):
            await town.review.decide(MOD, case, 1, choice())
    town.clock.turn(s=2)
    await town.enforce.sweep()
    late = await town.db.fetch(
        "SELECT a.id FROM actions a WHERE a.state = 'applied' AND NOT EXISTS (SELECT FROM notices n"
        " WHERE n.decision_id = a.decision_id AND n.audience = 'affected' AND n.sent_at <= a.applied_at + $1)",
        TOLD_WITHIN_MS,
    )
    assert late == []
    for who in (BORIS, ANNA):
        assert [t["audience"] for t in town.told(who)].count("affected") == 1
    assert town.told(BORIS)[0]["body"]["facts"]


# ── 18: the clock of a case counts from receipt, and one way ──────────────────────────────────────
async def the_clock_counts_from_receipt(town: Town) -> None:
    case, seq = await a_case(town)
    received = town.clock.ms
    town.clock.turn(s=600)
    await town.desk.open(MOD, case)
    await town.review.escalate(MOD, case, "For somebody else.")
    await town.review.assign(MOD2, case, MOD2)
    await town.report(CLARA, chat=1, seq=seq, category="spam")
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert (found.received_at, found.due) == (received, received + 120 * 60_000)
    town.clock.turn(s=-3600)
    await town.review.decide(MOD2, case, found.ver, choice())
    row = await town.db.fetchrow("SELECT received_at, closed_at FROM cases WHERE id = $1", case)
    assert row["received_at"] == received <= row["closed_at"]


async def clock_from_opening(self: Cases, case: int, reviewer: int, until: int, now: int) -> bool:
    """The time owed begins when somebody looks."""
    await self.db.execute("UPDATE cases SET received_at = $2 WHERE id = $1", case, now)
    return await LEASE(self, case, reviewer, until, now)


async def escalating_buys_time(self: Cases, case: int, user: int, why: str) -> None:
    """An hour more with every colleague."""
    await ESCALATE(self, case, user, why)
    await self.db.execute("UPDATE cases SET due = due + 3600000 WHERE id = $1", case)


async def closed_when_the_clock_says(self: Cases, case: int, state: str, *, closed_at: int = 0) -> None:
    """Whatever it says."""
    await SET_STATE(self, case, state)
    await self.db.execute("UPDATE cases SET closed_at = nullif($2::bigint, 0) WHERE id = $1", case, closed_at)


LEASE, ESCALATE, SET_STATE = Cases.lease, Cases.escalate, Cases.set_state


# ── 19: what was known is frozen ──────────────────────────────────────────────────────────────────
async def what_was_known_stays(town: Town) -> None:
    case, seq = await a_case(town)
    await town.db.execute("INSERT INTO msg_stats (chat_id, seq, views) VALUES (1, $1, 41)", seq)
    made = await town.review.decide(MOD, case, 1, choice())
    await town.db.execute("UPDATE chats SET members = 9, is_public = false WHERE id = 1")
    await town.db.execute("UPDATE msg_stats SET views = 4100")
    await town.report(CLARA, chat=1, seq=await town.say(1, BORIS, "again"))
    kept = await town.store.read.cases.decision(made.id)
    assert kept is not None
    known = {key: kept.frozen.get(key) for key in ("reach", "audience", "policy", "severity", "views")}
    assert known == {"reach": 4, "audience": "public", "policy": "2026-11", "severity": 1, "views": 41}
    for column, other in (("frozen", "'{}'"), ("facts", "'Other facts.'"), ("decided_by", "5")):
        with pytest.raises(asyncpg.CheckViolationError):
            await town.db.execute(f"UPDATE decisions SET {column} = {other}")


async def not_counted(*_: object) -> dict[str, object]:
    """Views are looked up when somebody asks."""
    return {}


# ── 22: the numbers are those of the rows, and of the ledger ──────────────────────────────────────
async def the_numbers_are_those_of_the_rows(town: Town, seed: int = 1) -> None:
    chance, begun = random.Random(seed), town.clock.ms
    await town.db.execute("UPDATE chats SET members = 1000 WHERE id = 4")
    decided, restored, looks, acts, upheld = Counter[str](), 0, list[int](), list[int](), 0
    for _ in range(8):
        case, _ = await a_case(town)
        came = town.clock.ms
        town.clock.turn(s=chance.randrange(1, 900))
        await town.desk.open(MOD, case)
        looks.append(town.clock.ms - came)
        town.clock.turn(s=chance.randrange(1, 900))
        outcome = chance.choice(["remove_content", "no_violation", "remove_content", "restrict_member"])
        made = await town.review.decide(MOD, case, 1, choice(outcome))
        acts.append(town.clock.ms - came)
        decided[outcome] += 1
        upheld += outcome != "no_violation"
        if outcome != "no_violation" and chance.random() < 0.4:
            await town.review.restore(MOD2, made.id, "Too strict.")
            decided["restore"] += 1
            restored += 1
            upheld -= 1
    wide = await town.report(ANNA, chat=4)
    waits = await town.review.decide(MOD, wide, 1, choice("remove_chat"))
    await town.review.second(MOD2, waits.id, agree=False)
    found: Any = await town.store.read.cases.figures(begun, town.clock.ms)
    counted = Counter[str]()
    for row in found["decided"]:
        counted[row["outcome"]] += row["decisions"]
    assert counted == decided
    assert sum(row["open"] for row in found["backlog"]) == 1
    acted = decided.total() - decided["no_violation"] - decided["restore"]
    assert (found["redress"]["acted"], found["redress"]["restored"]) == (acted, restored)
    (times,) = found["times"]
    assert (times["look"], times["act"]) == (middle(looks), middle(acts))
    assert [(row["reports"], row["acted"]) for row in found["reporters"]] == [(8, upheld)]
    assert await mismatches(town.db) == []


def middle(times: list[int]) -> float:
    """The median of an even number of them."""
    low, high = sorted(times)[len(times) // 2 - 1 : len(times) // 2 + 1]
    return (low + high) / 2


async def true(self: Cases, bulk: Any) -> bool:
    """Every press is the first."""
    await BEGIN_BULK(self, bulk)
    return True


async def nothing(*_: object, **__: object) -> None:
    """It is not done."""


async def nobody(*_: object, **__: object) -> list[int]:
    return []


async def zero_held(*_: object, **__: object) -> int:
    """Says that it holds."""
    return 1


async def knows_no_repeats(self: Cases, reporter: int, rid: int, category: str, now: int) -> Standing:
    """Every complaint is new."""
    return replace(await STANDING_OF(self, reporter, rid, category, now), report=0)


BEGIN_BULK, STANDING_OF = Cases.begin_bulk, Cases.standing_of
STORIES = [
    pressing_twice_is_pressing_once,
    nobody_learns_who_reported_or_decided,
    evidence_lives_its_time,
    files_live_as_long_as_what_shows_them,
    reasons_come_soon,
    the_clock_counts_from_receipt,
    what_was_known_stays,
    the_numbers_are_those_of_the_rows,
]
MUTANTS: list[tuple[Any, Any, str, Any]] = [
    (pressing_twice_is_pressing_once, Cases, "decision_by_key", nothing),
    (pressing_twice_is_pressing_once, Cases, "begin_bulk", true),
    (pressing_twice_is_pressing_once, Cases, "standing_of", knows_no_repeats),
    (nobody_learns_who_reported_or_decided, telling.Telling, "send", names_who_decided),
    (nobody_learns_who_reported_or_decided, telling.Telling, "send", tells_who_reported),
    (nobody_learns_who_reported_or_decided, telling.Telling, "send", names_a_number),
    (evidence_lives_its_time, evidence, "KEEP_MS", 100 * DAY_MS),
    (evidence_lives_its_time, evidence, "KEEP_MS", 200 * DAY_MS),
    (evidence_lives_its_time, Cases, "expired", expired_though_held),
    (evidence_lives_its_time, Cases, "destroy", nothing),
    (evidence_lives_its_time, Cases, "log_view", nothing),
    (evidence_lives_its_time, Cases, "add_evidence", unsealed),
    (
        files_live_as_long_as_what_shows_them,
        evidence_rows,
        "SHOWN",
        evidence_rows.SHOWN.replace("WHERE", "WHERE false AND"),
    ),
    (files_live_as_long_as_what_shows_them, Cases, "set_hold", zero_held),
    (reasons_come_soon, telling.Telling, "notify", nothing),
    (reasons_come_soon, Cases, "unnotified", nobody),
    (reasons_come_soon, telling.Telling, "affected", nobody),
    (the_clock_counts_from_receipt, Cases, "lease", clock_from_opening),
    (the_clock_counts_from_receipt, Cases, "escalate", escalating_buys_time),
    (the_clock_counts_from_receipt, Cases, "set_state", closed_when_the_clock_says),
    (what_was_known_stays, deciding, "frozen", lambda *_: {}),
    (what_was_known_stays, deciding.Deciding, "reached", not_counted),
    (
        the_numbers_are_those_of_the_rows,
        figures,
        "DECIDED",
        figures.DECIDED.replace("AND d.state = 'standing'", ""),
    ),
    (
        the_numbers_are_those_of_the_rows,
        figures,
        "REDRESS",
        figures.REDRESS.replace("AND state = 'standing'", ""),
    ),
    (
        the_numbers_are_those_of_the_rows,
        figures,
        "TIMES",
        figures.TIMES.replace("closed_at - c.received_at", "closed_at - looked.at"),
    ),
    (the_numbers_are_those_of_the_rows, Cases, "seal", nothing),
]
CAUGHT = (AssertionError, pytest.fail.Exception, asyncpg.CheckViolationError, Refusal)


@pytest.mark.parametrize("story", STORIES)
async def test_the_promises_hold(town: Town, story: Any) -> None:
    await story(town)


@pytest.mark.parametrize("seed", [2, 3])
async def test_the_numbers_hold_for_other_histories(town: Town, seed: int) -> None:
    await the_numbers_are_those_of_the_rows(town, seed)


@pytest.mark.parametrize(("story", "where", "name", "mutant"), MUTANTS)
async def test_a_desk_that_breaks_this_promise_is_caught(
    town: Town, monkeypatch: pytest.MonkeyPatch, story: Any, where: Any, name: str, mutant: Any
) -> None:
    assert getattr(where, name) != mutant, "it breaks nothing"
    monkeypatch.setattr(where, name, mutant)
    with pytest.raises(CAUGHT):
        await story(town)


# ── statements that break a promise: the database refuses each ────────────────────────────────────
BREACHES = [
    "UPDATE decisions SET facts = 'Other facts.'",
    "UPDATE decisions SET frozen = frozen || '{\"reach\": 1}'",
    "UPDATE decisions SET content_version = 1",
    "UPDATE decisions SET category = ''",
    "UPDATE cases SET received_at = received_at + 1",
    "UPDATE cases SET closed_at = received_at - 1",
    "UPDATE evidence SET keep_until = keep_until - 1",
    "UPDATE evidence SET sealed = NULL",
    "UPDATE evidence SET sealed = NULL, destroyed_at = keep_until - 1",
    "UPDATE evidence SET hold_reason = 'x', sealed = NULL, destroyed_at = keep_until",
    "DELETE FROM evidence",
    "UPDATE appeals SET reviewer = 201",
    "UPDATE actions SET state = 'applied' WHERE state = 'held'",
    "UPDATE actions SET state = 'waiting' WHERE state = 'held'",
]


@pytest.mark.parametrize("breach", BREACHES)
async def test_the_database_refuses_what_breaks_a_promise(town: Town, breach: str) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = [n for n in await town.review.notices(BORIS) if n.audience == "affected"]
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    await town.db.execute("UPDATE chats SET members = 1000 WHERE id = 4")
    await town.review.decide(MOD, await town.report(ANNA, chat=4), 1, choice("remove_chat"))
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute(breach)
