"""Complaints in bad faith: a person looks, warns, and only then takes the right to complain, for a time."""

import pytest

from tambour.domain.errors import BadInput, Forbidden, Moderated
from tambour.services.good_faith import GoodFaith
from tambour.services.reported import Complaint
from tests.services.test_review import choice
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, Town

DAY_MS = 86_400_000


async def unfounded(town: Town, count: int, who: int = CLARA) -> None:
    """So many complaints about what breaks no rule, each looked at."""
    for n in range(count):
        seq = await town.say(1, BORIS, f"good morning {n}")
        case = await town.report(who, chat=1, seq=seq, category="spam")
        await town.review.decide(MOD, case, 1, choice("no_violation", category="spam"))


async def the_case(town: Town) -> int:
    await GoodFaith(town.store, town.clock, town.ids, town.vault).sweep()
    found = await town.db.fetchval(
        "SELECT c.id FROM cases c JOIN subjects s ON s.id = c.subject_id WHERE s.kind = 'reporter'"
        " AND c.closed_at IS NULL"
    )
    return int(found or 0)


def about(outcome: str, **more: object) -> object:
    return choice(outcome, category="abuse.reports", facts="Good mornings.", **more)


async def test_a_person_looks_warns_and_then_suspends_for_a_time_and_an_appeal_gives_it_back(
    town: Town,
) -> None:
    await unfounded(town, 7)
    assert await the_case(town) == 0
    await unfounded(town, 1)
    case = await the_case(town)
    page = await town.desk.open(MOD, case)
    assert len(page.snapshot.body["complaints"]) == 8  # type: ignore[arg-type]
    week = town.clock.now() + 7 * DAY_MS
    with pytest.raises(BadInput) as no:
        await town.review.decide(MOD, case, 1, about("suspend_reporting", until=week))  # type: ignore[arg-type]
    assert no.value.facts["why"] == "case.not_warned"
    await town.review.decide(MOD, case, 1, about("warn_reporter"))  # type: ignore[arg-type]
    (told,) = [n for n in town.told(CLARA) if n["audience"] == "affected"]
    assert told["body"]["outcome"] == "warn_reporter"
    assert "strikes" not in told["body"]
    assert await town.db.fetchval("SELECT count(*) FROM strikes") == 0

    await unfounded(town, 1)
    assert await the_case(town) == 0, "a month's grace after a warning"
    town.clock.turn(days=31)
    await unfounded(town, 1)
    case = await the_case(town)
    with pytest.raises(BadInput):
        await town.review.decide(MOD, case, 1, about("suspend_reporting"))  # type: ignore[arg-type]
    week = town.clock.now() + 7 * DAY_MS
    await town.review.decide(MOD, case, 1, about("suspend_reporting", until=week))  # type: ignore[arg-type]
    seq = await town.say(1, BORIS, "to arms")
    with pytest.raises(Moderated) as refused:
        await town.report(CLARA, chat=1, seq=seq)
    assert refused.value.facts["until"] == week
    with pytest.raises(Moderated):
        await town.reports.open(Complaint(reporter=CLARA, chat=1, seq=seq), "en")
    await town.report(ANNA, chat=1, seq=seq)

    notice = (await town.review.notices(CLARA))[0]
    await town.review.appeal(CLARA, notice.id, "I meant well.")
    (appeal,) = await town.store.read.cases.open_appeals(5)
    with pytest.raises(Forbidden):
        await town.review.decide_appeal(MOD, appeal.id, False, "no")
    await town.review.decide_appeal(MOD2, appeal.id, False, "Meant well.")
    await town.report(CLARA, chat=1, seq=seq)


async def test_the_suspension_ends_by_itself(town: Town) -> None:
    await town.store.pool.execute(
        "INSERT INTO reporting_suspended VALUES ($1, 1, 1, $2)", CLARA, town.clock.now() + 10
    )
    seq = await town.say(1, BORIS, "hello")
    with pytest.raises(Moderated):
        await town.report(CLARA, chat=1, seq=seq)
    town.clock.turn(ms=11)
    await town.report(CLARA, chat=1, seq=seq)


async def test_whoever_is_often_right_is_left_alone(town: Town) -> None:
    for n in range(3):
        seq = await town.say(1, BORIS, f"to arms {n}")
        case = await town.report(CLARA, chat=1, seq=seq)
        await town.review.decide(MOD, case, 1, choice())
    await unfounded(town, 9)
    assert await the_case(town) == 0


async def test_nobody_is_reported_for_misusing_complaints_by_others(town: Town) -> None:
    with pytest.raises(BadInput):
        await town.report(ANNA, user=CLARA, category="abuse.reports")
