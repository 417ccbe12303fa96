"""Complaints: what may be reported, what is kept, and that counting never restricts."""

import asyncio
import os

import pytest

from tambour.domain.errors import BadInput, Flood, Forbidden, Gone, NotFound
from tambour.moderation.priority import CROWD_PLACE, REVIEW_S, lane
from tambour.services.limits import Limits
from tambour.services.reported import Complaint
from tambour.services.reports import REPORTS_PER_HOUR
from tests.services.town import ANNA, BORIS, CLARA, MOD, OWNER, Town

SOCKS = int(os.environ.get("TAMBOUR_SOCKS", "200"))
"""How many accounts move as one; 1,000 were tried once, and more of them only ever weigh less each."""

SCATTERED = 60


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


@pytest.mark.parametrize("step", ["add_report", "add_first_report"])
async def test_a_snapshot_and_its_report_stand_or_fall_together(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    seq = await town.say(1, BORIS, "to arms")
    stand = 0
    if step == "add_report":
        await town.report(CLARA, chat=1, seq=seq)
        await town.db.execute("UPDATE messages SET ver = ver + 1, body = 'softer words' WHERE chat_id = 1")
        stand = 1

    async def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(f"tambour.adapters.postgres.cases.Cases.{step}", broken)
    with pytest.raises(RuntimeError):
        await town.report(ANNA, chat=1, seq=seq)
    for table in ("reports", "content_versions", "evidence", "cases", "subjects", "desk_events"):
        assert await town.db.fetchval(f"SELECT count(*) FROM {table}") == stand


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


async def test_a_complaint_that_comes_to_nothing_takes_nothing_from_the_hour(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    town.reports.limits = Limits(town.store, town.clock)
    for _ in range(3):
        with pytest.raises(NotFound):
            await town.report(ANNA, chat=1, seq=99)
    assert await town.db.fetchval("SELECT count(*) FROM limits") == 0
    await town.report(ANNA, chat=1, seq=seq)
    assert await town.db.fetchval("SELECT tokens FROM limits") == REPORTS_PER_HOUR - 1


async def test_socks_by_the_thousand_restrict_nothing_and_one_honest_report_is_looked_at_first(
    town: Town,
) -> None:
    """The crowd picks the gravest category against a wide channel; one member reports a small group."""
    weather = await town.say(4, OWNER, "weather")
    await town.db.execute("UPDATE chats SET members = 100000 WHERE id = 4")
    for n in range(SOCKS):
        who = await town.person(10_000 + n, f"sock {n}")
        await town.report(who, chat=4, seq=weather, category="tvec.threat")
    honest = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "to arms"), category="tvec.recruit")
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT count(*) FROM actions") == 0
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "live"
    first, crowd = await town.store.read.cases.queue(town.clock.ms, 10)
    assert first.id == honest
    assert first.due == town.clock.ms + 60 * 60_000
    assert crowd.crowd
    assert crowd.tally.reports == SOCKS
    assert crowd.tally.probability < 0.75
    town.clock.turn(s=300)  # a reviewer who is free takes what comes first
    await town.desk.open(MOD, first.id)
    assert await town.db.fetchval("SELECT min(at) FROM evidence_access") <= first.due


async def test_socks_that_scatter_over_many_posts_are_one_crowd_still(town: Town) -> None:
    """Each picks another post of the channel and the gravest category: one report a case, and a queue full of them."""
    for n in range(SCATTERED):
        who = await town.person(10_000 + n, f"sock {n}")
        await town.report(who, chat=4, seq=await town.say(4, OWNER, f"weather {n}"), category="tvec.threat")
    honest = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "to arms"), category="tvec.recruit")
    queue = await town.store.read.cases.queue(town.clock.ms, SCATTERED + 1)
    before = [one.id for one in queue].index(honest)
    assert before * REVIEW_S * 1000 < 60 * 60_000, "looked at within its hour by one reviewer"
    assert before < CROWD_PLACE, "the first few of them are looked at: they may be right"
    assert all(one.crowd for one in queue[CROWD_PLACE:])


async def test_who_reports_many_posts_alone_is_no_crowd(town: Town) -> None:
    for n in range(CROWD_PLACE + 4):
        case = await town.report(ANNA, chat=4, seq=await town.say(4, OWNER, f"to arms {n}"))
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert (found.crowd, found.tally.independent) == (False, 1.0)


async def test_a_crowd_cannot_bury_what_an_honest_person_reported(town: Town) -> None:
    """Socks made today pile up on a real threat to push it back: the clock owed to the honest report stays."""
    threat = await town.say(1, BORIS, "tomorrow at noon")
    case = await town.report(ANNA, chat=1, seq=threat, category="tvec.threat")
    for n in range(50):
        who = await town.person(10_000 + n, f"sock {n}")
        await town.db.execute("UPDATE users SET created = $2 WHERE id = $1", who, town.clock.ms - 1000)
        await town.report(who, chat=1, seq=threat, category="spam")
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert (found.crowd, found.severity) == (True, 0)
    assert found.due == town.clock.ms + 15 * 60_000


async def test_people_of_one_network_count_as_hardly_more_than_one(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    for n in range(20):
        who = await town.person(10_000 + n, f"person {n}")
        await town.db.execute("UPDATE users SET created = $2 WHERE id = $1", who, n * 7_200_000)
        await town.db.execute(
            "INSERT INTO sessions (id, user_id, refresh_seed, rotated, address, created, seen)"
            " VALUES ($1, $1, '', 0, $2, 0, 0)",
            who,
            f"192.0.2.{n}",
        )
        case = await town.report(who, chat=1, seq=seq)
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert found.crowd
    assert found.tally.independent < 2


async def test_the_queue_is_in_the_order_of_the_lanes(town: Town) -> None:
    for n, category in enumerate(["spam", "tvec.threat", "hate", "tvec.praise", "csam", "drugs", "scam"]):
        await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, f"{n}"), category=category)
    await town.db.execute("UPDATE cases SET crowd = true WHERE category IN ('csam', 'hate')")
    for now in (town.clock.ms, town.clock.ms + 5 * 3_600_000, town.clock.ms + 10**9):
        found = await town.store.read.cases.queue(now, 10)
        rank = [(lane(c.severity, c.due, now, crowd=c.crowd), -c.priority, c.due, c.id) for c in found]
        assert rank == sorted(rank)
        assert len(rank) == 7


async def test_a_receipt_stands_for_words_that_vanish_before_the_complaint_arrives(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    want = Complaint(reporter=ANNA, chat=1, seq=seq)
    seen = str((await town.reports.open(want, "en"))["seen"])
    await town.db.execute("UPDATE messages SET body = '', flags = 2 WHERE chat_id = 1 AND seq = $1", seq)
    await town.db.execute("DELETE FROM members WHERE user_id = $1 AND chat_id = 1", ANNA)
    await town.db.execute("UPDATE chats SET is_public = false WHERE id = 1")
    with pytest.raises(NotFound):
        await town.report(ANNA, chat=1, seq=seq)
    case = await town.report(ANNA, chat=1, seq=seq, seen=seen)
    page = await town.desk.open(MOD, case)
    assert [line.text for line in page.lines if line.subject] == ["to arms"]


async def test_what_the_receipt_shows_is_kept_and_not_what_it_was_edited_into(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    seen = str((await town.reports.open(Complaint(reporter=ANNA, chat=1, seq=seq), "en"))["seen"])
    await town.db.execute(
        "UPDATE messages SET body = 'to farms', ver = 2 WHERE chat_id = 1 AND seq = $1", seq
    )
    case = await town.report(ANNA, chat=1, seq=seq, seen=seen)
    assert (await town.kept())[0]["message"]["x"] == "to arms"
    assert (await town.desk.open(MOD, case)).versions == []


async def test_a_receipt_that_is_forged_altered_or_somebody_elses_is_refused(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    other = await town.say(1, BORIS, "bread")
    seen = str((await town.reports.open(Complaint(reporter=ANNA, chat=1, seq=seq), "en"))["seen"])
    flipped = [
        seen[:at] + ("A" if seen[at] != "A" else "B") + seen[at + 1 :] for at in range(0, len(seen) - 2, 7)
    ]
    for wrong in [*flipped, "x", "AAAA", seen[: len(seen) // 2]]:
        with pytest.raises(BadInput):
            await town.report(ANNA, chat=1, seq=seq, seen=wrong)
    for who, place in ((CLARA, seq), (ANNA, other)):
        with pytest.raises(BadInput):
            await town.report(who, chat=1, seq=place, seen=seen)
    await town.db.execute("UPDATE messages SET body = '', flags = 2 WHERE chat_id = 1 AND seq = $1", seq)
    town.clock.turn(days=2)
    with pytest.raises(NotFound):
        await town.report(ANNA, chat=1, seq=seq, seen=seen)


async def test_of_a_dialog_the_reporter_chooses_what_else_to_carry(town: Town) -> None:
    for n in range(30):
        await town.say(3, ANNA if n % 2 else BORIS, f"line {n}")
    case = await town.report(ANNA, chat=3, seq=25, also=(2, 3, 99))
    page = await town.desk.open(MOD, case)
    assert [line.seq for line in page.lines] == [2, 3, *range(20, 31)]


async def test_a_chat_is_reported_by_its_invite_link_with_no_more_than_the_link_shows(town: Town) -> None:
    await town.say(2, BORIS, "between us")
    await town.db.execute(
        "INSERT INTO invites (token, chat_id, created_by, created) VALUES ('door', 2, $1, 0)", OWNER
    )
    case = await town.report(CLARA, token="door")
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert (found.subject.kind, found.subject.chat) == ("chat", 2)
    page = await town.desk.open(MOD, case)
    assert page.lines == []
    assert page.chat["ti"] == "chat 2"
    with pytest.raises(NotFound):
        await town.report(CLARA, token="window")
    await town.db.execute("UPDATE invites SET revoked = 1")
    with pytest.raises(Gone):
        await town.report(ANNA, token="door")


async def test_a_person_sees_what_came_of_their_own_reports(town: Town) -> None:
    await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "to arms"))
    await town.report(ANNA, user=CLARA, category="spam")
    await town.db.execute("UPDATE reports SET outcome = 'acted' WHERE category = 'tvec.incite'")
    found = await town.reports.own(ANNA)
    assert {(one["kind"], one["outcome"]) for one in found} == {("message", "acted"), ("account", None)}
    assert await town.reports.own(BORIS) == []


async def test_a_record_fades_with_time(town: Town) -> None:
    for n in range(4):
        await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, f"{n}"))
    await town.db.execute("UPDATE reports SET outcome = 'no_violation'")
    fresh = (await town.store.read.cases.standing_of(ANNA, 0, "tvec.incite", town.clock.ms)).known
    town.clock.turn(days=90)
    faded = (await town.store.read.cases.standing_of(ANNA, 0, "tvec.incite", town.clock.ms)).known
    assert (round(fresh.unfounded, 6), round(faded.unfounded, 6), faded.upheld) == (4.0, 2.0, 0.0)


async def test_many_at_once_who_complain_of_one_text_are_all_taken(town: Town) -> None:
    """Each makes a case that joins the same cluster: they wait for each other in one order."""
    words = "Golden boats for everybody, write to the harbour master today"
    seqs = [await town.say(1, BORIS, f"{words} {n}") for n in range(24)]
    cases = await asyncio.gather(*(town.report(ANNA, chat=1, seq=seq) for seq in seqs))
    assert len(set(cases)) == len(seqs)
    assert await town.db.fetchval("SELECT count(DISTINCT cluster) FROM cases WHERE cluster IS NOT NULL") >= 1
