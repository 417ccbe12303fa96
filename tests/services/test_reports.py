"""Complaints: what may be reported, what is kept, and that counting never restricts."""

import pytest

from tambour.domain.errors import BadInput, Flood, Forbidden, NotFound
from tambour.services.limits import Limits
from tambour.services.reports import REPORTS_PER_HOUR
from tests.services.town import ANNA, BORIS, CLARA, MOD, OWNER, Town


async def test_the_same_rid_gives_the_same_receipt_and_one_report(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    rid = town.rid()
    first = await town.report(ANNA, chat=1, seq=seq, rid=rid)
    again = await town.report(ANNA, chat=1, seq=seq, rid=rid)
    assert first == again
    assert await town.db.fetchval("SELECT count(*) FROM reports") == 1


async def test_one_person_reports_a_case_once_and_many_people_share_one_case(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    cases = {await town.report(who, chat=1, seq=seq) for who in (ANNA, ANNA, CLARA, OWNER)}
    assert len(cases) == 1
    assert await town.db.fetchval("SELECT count(*) FROM reports") == 3


async def test_more_reports_raise_the_priority_and_the_gravest_category_sets_the_clock(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    case = await town.report(ANNA, chat=1, seq=seq, category="spam")
    before = await town.store.read.cases.case(case)
    await town.report(CLARA, chat=1, seq=seq, category="tvec.threat")
    after = await town.store.read.cases.case(case)
    assert before is not None
    assert after is not None
    assert after.priority > before.priority
    assert (after.severity, after.category) == (0, "tvec.threat")
    assert after.due == town.clock.ms + 15 * 60_000
    assert after.factors["harm"] == 100.0


async def test_what_the_reporter_cannot_see_cannot_be_reported(town: Town) -> None:
    secret = await town.say(2, BORIS, "between us")
    for who in (CLARA, MOD):
        with pytest.raises(NotFound):
            await town.report(who, chat=2, seq=secret)
        with pytest.raises(NotFound):
            await town.report(who, chat=2)
    with pytest.raises(NotFound):
        await town.report(ANNA, chat=2, seq=99)
    await town.db.execute("INSERT INTO hidden VALUES ($1, 2, $2)", ANNA, secret)
    with pytest.raises(NotFound):
        await town.report(ANNA, chat=2, seq=secret)


async def test_one_does_not_report_oneself(town: Town) -> None:
    seq = await town.say(1, ANNA, "mine")
    for what in ({"chat": 1, "seq": seq}, {"user": ANNA}):
        with pytest.raises(Forbidden):
            await town.report(ANNA, **what)
    with pytest.raises(Forbidden):
        await town.report(OWNER, chat=4)


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"chat": 1, "user": BORIS},
        {"seq": 1, "user": BORIS},
        {"chat": 1, "category": "nonsense"},
        {"chat": 1, "category": "tvec"},
        {"chat": 1, "note": "x" * 1001},
        {"chat": 1, "rid": 5},
    ],
)
async def test_a_wrong_complaint_is_refused_with_the_field(town: Town, what: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        await town.report(ANNA, **what)


async def test_the_evidence_outlives_the_message(town: Town) -> None:
    before = await town.say(1, CLARA, "before")
    seq = await town.say(1, BORIS, "to arms")
    await town.db.execute("INSERT INTO message_versions VALUES (1, $1, 1, 'softer words', NULL, 1)", seq)
    case = await town.report(ANNA, chat=1, seq=seq)
    await town.db.execute("UPDATE messages SET body = '', flags = 2 WHERE chat_id = 1")
    await town.db.execute("DELETE FROM message_versions")
    page = await town.desk.open(MOD, case)
    subject = next(line for line in page.lines if line.subject)
    assert (subject.text, subject.state, subject.who) == ("to arms", "deleted", "Борис")
    assert [line.text for line in page.lines if line.seq == before] == ["before"]
    assert page.versions[0]["x"] == "softer words"


async def test_a_snapshot_and_its_report_stand_or_fall_together(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = await town.say(1, BORIS, "to arms")

    async def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("tambour.adapters.postgres.cases.Cases.add_report", broken)
    with pytest.raises(RuntimeError):
        await town.report(ANNA, chat=1, seq=seq)
    for table in ("reports", "content_versions", "evidence", "cases", "subjects"):
        assert await town.db.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_of_private_chats_the_desk_sees_only_what_was_carried_to_it(town: Town) -> None:
    for n in range(12):
        await town.say(3, ANNA if n % 2 else BORIS, f"line {n}")
    case = await town.report(ANNA, chat=3, seq=11)
    await town.say(3, BORIS, "said later")
    page = await town.desk.open(MOD, case)
    assert not page.live
    assert [line.text for line in page.lines] == [f"line {n}" for n in range(5, 12)]


async def test_a_hundred_reports_restrict_nothing(town: Town) -> None:
    await town.say(4, OWNER, "weather")
    for n in range(100):
        who = await town.person(1000 + n, f"sock {n}")
        await town.report(who, chat=4, category="tvec.threat")
    assert await town.db.fetchval("SELECT count(*) FROM actions") == 0
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "live"


async def test_a_brigade_of_one_hour_weighs_less_than_fifteen_strangers(town: Town) -> None:
    brigade = await town.say(4, OWNER, "weather")
    honest = await town.say(4, OWNER, "other")
    for n in range(60):
        who = await town.person(1000 + n, f"sock {n}")
        await town.report(who, chat=4, seq=brigade)
    for n in range(15):
        who = await town.person(5000 + n, f"person {n}")
        await town.db.execute("UPDATE users SET created = $2 WHERE id = $1", who, n * 7_200_000)
        await town.report(who, chat=4, seq=honest)
    cases = {c.subject.seq: c.priority for c in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert cases[brigade] <= cases[honest]


async def test_one_person_reports_so_often_an_hour_whatever_process_takes_it(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    limits = Limits(town.store, town.clock)
    town.reports.limits = limits
    for _ in range(REPORTS_PER_HOUR):
        await town.report(ANNA, chat=1, seq=seq)
    town.reports.limits = Limits(town.store, town.clock)  # another process
    with pytest.raises(Flood):
        await town.report(ANNA, chat=1, seq=seq)
    await town.report(CLARA, chat=1, seq=seq)
