"""Invariants of the desk that no other test holds, and mutants of those that others hold: each must be noticed."""

import json
from typing import Any

import asyncpg
import pytest

from tambour.adapters.postgres.cases import Cases
from tambour.domain.errors import BadInput, Forbidden
from tambour.moderation.cases import Choice
from tambour.moderation.priority import Record
from tambour.services import deciding, reports, review
from tambour.services.reported import Complaint, Reported
from tests.services.test_review import a_case
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town


def choice(outcome: str = "remove_content", **changed: Any) -> Choice:
    return Choice(
        **({"outcome": outcome, "category": "tvec.incite", "facts": "It calls for violence."} | changed)
    )


CANARY = "Zanzibar Quillfeather"


async def everything_told(town: Town) -> str:
    """All that left for members and bots: events of chats and people, notices, the projections they read."""
    nudges = [[e.data for e in n.chat_events] + [e.data for e in n.user_events] for n in town.nudges]
    notices = [n.body for who in (BORIS, OWNER) for n in await town.review.notices(who)]
    logs = await town.db.fetch("SELECT data FROM user_log WHERE user_id <> $1", ANNA)
    chat_logs = await town.db.fetch("SELECT data FROM chat_log")
    shown = [nudges, notices, [row["data"] for row in (*logs, *chat_logs)]]
    return json.dumps(shown, ensure_ascii=False, default=str)


async def test_canary_names_of_reporters_and_staff_are_in_nothing_that_leaves(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """Who reported, what they wrote and who decided are in no event, notice, log of a chat or line of the logs."""
    caplog.set_level("DEBUG", logger="tambour")
    for who in (ANNA, MOD, MOD2):
        await town.db.execute("UPDATE users SET name = $2 WHERE id = $1", who, f"{CANARY} {who}")
    case, _ = await a_case(town, note=f"{CANARY} says so")
    decision = await town.review.decide(MOD, case, 1, choice())
    (notice,) = [n for n in await town.review.notices(BORIS) if n.audience == "affected"]
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    (appeal,) = (await town.desk.queue()).appeals
    await town.review.decide_appeal(MOD2, appeal.id, False, "It is a song.")
    told = await everything_told(town)
    assert decision.facts in told
    assert CANARY not in told
    assert CANARY not in caplog.text
    assert str(ANNA) not in json.dumps([n.body for n in await town.review.notices(BORIS)])


async def test_an_action_without_a_decision_is_refused_by_the_database(town: Town) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await town.db.execute(
            "INSERT INTO actions (id, decision_id, type, target, params, inverse) VALUES (1, 1, 'x', 'x', '{}', '{}')"
        )
    with pytest.raises(asyncpg.NotNullViolationError):
        await town.db.execute(
            "INSERT INTO actions (id, decision_id, type, target, params) VALUES (1, 1, 'x', 'x', '{}')"
        )


async def test_what_was_known_is_frozen_into_the_decision(town: Town) -> None:
    case, seq = await a_case(town)
    await town.db.execute("INSERT INTO msg_stats (chat_id, seq, views) VALUES (1, $1, 41)", seq)
    decision = await town.review.decide(MOD, case, 1, choice())
    await town.db.execute("UPDATE chats SET members = 9 WHERE id = 1")
    assert {key: decision.frozen[key] for key in ("reach", "audience", "policy", "severity", "views")} == {
        "reach": 4,
        "audience": "public",
        "policy": "2026-11",
        "severity": 1,
        "views": 41,
    }


async def test_the_clock_of_a_case_counts_from_receipt_whatever_happens_to_it(town: Town) -> None:
    case, _ = await a_case(town)
    town.clock.turn(s=600)
    await town.desk.open(MOD, case)
    await town.review.escalate(MOD, case, "For somebody else.")
    await town.review.assign(MOD, case, MOD2)
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert found.received_at == town.clock.ms - 600_000
    assert found.due == found.received_at + 120 * 60_000


async def test_nothing_automatic_goes_beyond_hiding(town: Town) -> None:
    """Only people decide here: every decision names one, and the database knows no other way to an action."""
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    rows = await town.db.fetch("SELECT automated_decision, decided_by FROM decisions")
    assert [tuple(row) for row in rows] == [("none", MOD)]
    for nobody in ("NULL", "0"):
        with pytest.raises(asyncpg.CheckViolationError):
            await town.db.execute(f"UPDATE decisions SET decided_by = {nobody}")
    copy = (
        "INSERT INTO decisions (id, case_id, key, content_version, outcome, category, ground, policy_ref, facts,"
        " decided_by, automated_decision, at) SELECT 1, case_id, 'other', content_version, $1, category, ground,"
        " policy_ref, facts, $2, $3, at FROM decisions"
    )
    for outcome, by, automatic in (
        ("freeze_chat", None, "none"),
        ("freeze_chat", 0, "none"),
        ("freeze_chat", MOD, "fully"),
    ):
        with pytest.raises((asyncpg.NotNullViolationError, asyncpg.CheckViolationError)):
            await town.db.execute(copy, outcome, by, automatic)
    await town.db.execute(copy, "quarantine_chat", MOD, "fully")


async def test_the_numbers_of_the_desk_are_those_of_its_rows(town: Town) -> None:
    for outcome in ("remove_content", "no_violation", "remove_content"):
        case, _ = await a_case(town)
        await town.desk.open(MOD, case)
        town.clock.turn(s=60)
        decision = await town.review.decide(MOD, case, 1, choice(outcome))
    await town.review.restore(MOD2, decision.id, "Too strict.")
    await a_case(town)
    figures: Any = await town.desk.figures(MOD)
    assert [(row["severity"], row["open"]) for row in figures["backlog"]] == [(1, 1)]
    assert figures["times"][0]["look"] == 0
    assert figures["times"][0]["act"] == 60_000
    assert {row["outcome"]: row["decisions"] for row in figures["decided"]} == {
        "remove_content": 2,
        "no_violation": 1,
        "restore": 1,
    }
    assert (figures["redress"]["acted"], figures["redress"]["restored"]) == (2, 1)
    assert [(row["reports"], row["acted"]) for row in figures["reporters"]] == [(3, 1)]


# ── mutants: each breaks a promise, and the test named beside it must fail ────────────────────
async def both_names_are_one(town: Town) -> None:
    await town.db.execute("UPDATE chats SET members = 1000 WHERE id = 4")
    case = await town.report(ANNA, chat=4)
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat"))
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "live"
    with pytest.raises(Forbidden):
        await town.review.second(MOD, decision.id, agree=True)


async def one_judges_oneself(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = [n for n in await town.review.notices(BORIS) if n.audience == "affected"]
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    (appeal,) = (await town.desk.queue()).appeals
    with pytest.raises(Forbidden):
        await town.review.decide_appeal(MOD, appeal.id, True, "mine")


async def strikes_go_with_the_decision(town: Town) -> None:
    case, _ = await a_case(town)
    decision = await town.review.decide(MOD, case, 1, choice())
    await town.review.restore(MOD2, decision.id, "Too strict.")
    assert await town.store.read.cases.strikes(BORIS, town.clock.ms) == (0, 0)


async def socks_wait_behind_an_honest_report(town: Town) -> None:
    seq = await town.say(4, OWNER, "weather")
    for n in range(12):
        who = await town.person(10_000 + n, f"sock {n}")
        await town.report(who, chat=4, seq=seq, category="tvec.threat")
    honest, _ = await a_case(town)
    assert (await town.store.read.cases.queue(town.clock.ms, 1))[0].id == honest


async def receipts_are_for_one_person(town: Town) -> None:
    _, seq = await a_case(town)
    seen = str((await town.reports.open(Complaint(reporter=ANNA, chat=1, seq=seq), "en"))["seen"])
    with pytest.raises(BadInput):
        await town.report(CLARA, chat=1, seq=seq, seen=seen)


async def no_one_of_them(*_: object, **__: object) -> Record:
    """Everybody stands for themselves."""
    return Record(age_ms=10**12)


async def nothing(*_: object, **__: object) -> None:
    """It is not done."""


STORIES = [
    both_names_are_one,
    one_judges_oneself,
    strikes_go_with_the_decision,
    socks_wait_behind_an_honest_report,
    receipts_are_for_one_person,
]
MUTANTS: list[tuple[Any, Any, str, Any]] = [
    (both_names_are_one, deciding, "needs_second", lambda *_, **__: False),
    (both_names_are_one, deciding, "may_decide", lambda *_: None),
    (one_judges_oneself, review, "may_decide", lambda *_: None),
    (strikes_go_with_the_decision, Cases, "revoke_strikes", nothing),
    (socks_wait_behind_an_honest_report, reports, "ranked", no_one_of_them),
    (receipts_are_for_one_person, Reported, "shown", lambda *_: None),
]
CAUGHT = (AssertionError, pytest.fail.Exception, asyncpg.CheckViolationError)


@pytest.mark.parametrize("story", STORIES)
async def test_the_stories_hold(town: Town, story: Any) -> None:
    await story(town)


@pytest.mark.parametrize(("story", "where", "name", "mutant"), MUTANTS)
async def test_a_desk_that_breaks_its_promise_is_caught(
    town: Town, monkeypatch: pytest.MonkeyPatch, story: Any, where: Any, name: str, mutant: Any
) -> None:
    monkeypatch.setattr(where, name, mutant)
    with pytest.raises(CAUGHT):
        await story(town)
