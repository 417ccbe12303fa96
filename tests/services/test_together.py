"""Cases together: clusters, the second person, escalation, many at once and back, strikes, restricted members."""

from typing import Any

import asyncpg
import pytest

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.cases import Choice
from tambour.services.chats.rooms import open_chats
from tambour.services.limits import Limits
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town

STATEMENT = "The harvest fair opens on Saturday at the old mill, come and bring everybody you know"


def choice(outcome: str = "remove_content", **changed: Any) -> Choice:
    return Choice(
        **({"outcome": outcome, "category": "tvec.incite", "facts": "It calls for violence."} | changed)
    )


async def reported(town: Town, text: str, author: int = BORIS, chat: int = 1) -> int:
    return await town.report(ANNA, chat=chat, seq=await town.say(chat, author, text))


async def cluster_of(town: Town, case: int) -> int:
    found = await town.store.read.cases.case(case)
    assert found is not None
    return found.cluster


async def some(town: Town, count: int) -> list[tuple[int, int]]:
    """So many cases with nothing decided, as (case, version)."""
    return [(await reported(town, f"{n} {STATEMENT}"), 1) for n in range(count)]


# ── clusters ─────────────────────────────────────────────────────────────────────────────────
async def test_a_statement_pasted_with_small_changes_by_others_is_one_cluster(town: Town) -> None:
    first = await reported(town, STATEMENT, BORIS)
    again = await reported(town, STATEMENT.upper() + "!!", CLARA)
    other = await reported(town, "Fresh bread at eight, rolls at nine, and cake on Sundays only", OWNER)
    assert await cluster_of(town, first) == await cluster_of(town, again) == min(first, again)
    assert await cluster_of(town, other) == 0


async def test_a_shared_link_joins_and_a_later_case_joins_two_clusters(town: Town) -> None:
    one = await reported(town, "see https://www.mill.example/fair?utm_source=x", BORIS)
    two = await reported(town, STATEMENT, CLARA)
    both = await reported(town, f"{STATEMENT} http://mill.example/fair/", OWNER)
    assert {await cluster_of(town, case) for case in (one, two, both)} == {min(one, two, both)}
    likes = {like.case: like.shared for like in await town.store.read.cases.alike(both, 10)}
    assert likes == {one: ("link",), two: ("text",)}


async def test_what_too_many_cases_share_joins_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tambour.services.clusters.HUB", 2)
    cases = [
        await reported(town, f"https://news.example/ {n}", who) for n, who in enumerate((BORIS, CLARA, OWNER))
    ]
    assert [await cluster_of(town, case) for case in cases][2] == 0


# ── a second person ──────────────────────────────────────────────────────────────────────────
async def wide(town: Town) -> int:
    """A case about a channel of a thousand."""
    await town.db.execute("UPDATE chats SET members = 1000 WHERE id = 4")
    return await town.report(ANNA, chat=4)


async def test_blocking_a_wide_channel_waits_for_a_second_person(town: Town) -> None:
    case = await wide(town)
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat"))
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "live"
    assert town.told(OWNER) == []
    with pytest.raises(Conflict):
        await town.review.decide(MOD2, case, 2, choice("no_violation"))
    with pytest.raises(Forbidden):
        await town.review.second(MOD, decision.id, agree=True)
    await town.review.second(MOD2, decision.id, agree=True)
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "removed"
    assert len(town.told(OWNER)) == 1
    with pytest.raises(Conflict):
        await town.review.second(MOD2, decision.id, agree=True)


async def test_a_declined_decision_never_happens_and_the_case_is_decided_anew(town: Town) -> None:
    case = await wide(town)
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat"))
    await town.review.second(MOD2, decision.id, agree=False)
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "live"
    assert town.told(OWNER) == []
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert found.state == "triaged"
    await town.review.decide(MOD, case, found.ver, choice("quarantine_chat"))
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "quarantined"


async def test_hiding_a_wide_channel_is_done_at_once(town: Town) -> None:
    case = await wide(town)
    await town.review.decide(MOD, case, 1, choice("quarantine_chat"))
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "quarantined"


async def test_the_database_refuses_two_live_decisions_of_one_kind_and_a_lonely_decline(town: Town) -> None:
    case = await reported(town, "to arms")
    decision = await town.review.decide(MOD, case, 1, choice())
    copy = (
        "INSERT INTO decisions (id, case_id, key, content_version, outcome, category, ground, policy_ref, facts,"
        " decided_by, at) SELECT 1, case_id, 'other', content_version, outcome, category, ground, policy_ref,"
        " facts, decided_by, at FROM decisions WHERE id = $1"
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        await town.db.execute(copy, decision.id)
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE decisions SET state = 'declined'")


# ── a colleague ──────────────────────────────────────────────────────────────────────────────
async def test_an_escalated_case_comes_first_and_is_for_somebody_else(town: Town) -> None:
    await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "now"), category="tvec.threat")
    case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "buy"), category="spam")
    with pytest.raises(BadInput):
        await town.review.escalate(MOD, case, " ")
    await town.review.escalate(MOD, case, "I know the author's family.")
    assert case in [one.id for one in await town.store.read.cases.queue(town.clock.ms, 2)]
    with pytest.raises(Forbidden, match="you_escalated"):
        await town.review.decide(MOD, case, 2, choice("no_violation"))
    await town.review.decide(MOD2, case, 2, choice("no_violation"))


async def test_a_case_is_assigned_to_staff_only(town: Town) -> None:
    case = await reported(town, "to arms")
    await town.review.assign(MOD, case, MOD2)
    found = await town.store.read.cases.case(case)
    assert found is not None
    assert found.assigned == MOD2
    with pytest.raises(Forbidden):
        await town.review.assign(MOD, case, ANNA)


# ── many at once ─────────────────────────────────────────────────────────────────────────────
async def test_a_preview_says_what_would_happen_and_changes_nothing(town: Town) -> None:
    wanted = await some(town, 3)
    seq = await town.db.fetchval("SELECT min(seq) FROM messages WHERE chat_id = 1")
    for _ in range(4):
        await town.say(3, ANNA, "copied", fwd=(1, seq))
    before = await town.projection()
    told = await town.review.preview(MOD, [*wanted, (999, 1)], choice())
    assert (told.cases, told.messages, told.second, told.skipped) == (3, 7, False, ((999, "NOT_FOUND"),))
    assert [(p.chat, p.messages) for p in told.places] == [(1, 3), (3, 4)]
    assert await town.projection() == before
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0


async def test_a_bulk_is_decided_once_and_undone_with_one_word(town: Town) -> None:
    wanted = await some(town, 6)
    before = await town.projection()
    bulk = await town.review.decide_many(MOD, 77, wanted, choice())
    assert (bulk.decisions, bulk.skipped) == (6, ())
    assert await town.db.fetchval("SELECT count(*) FROM messages WHERE flags & 4 <> 0") == 6
    assert (await town.review.decide_many(MOD, 77, wanted, choice())).decisions == 6
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 6
    assert len(town.told(BORIS)) == 6
    assert await town.store.read.cases.strikes(BORIS, town.clock.ms) == (24, town.clock.ms + 365 * 86_400_000)
    assert await town.review.undo_many(MOD, 77, "The wrong button.") == 6
    assert await town.projection() == before
    assert await town.store.read.cases.strikes(BORIS, town.clock.ms) == (0, 0)
    assert await town.review.undo_many(MOD, 77, "The wrong button.") == 0


async def test_what_one_is_entangled_with_or_what_changed_is_left_out_of_a_bulk_and_named(town: Town) -> None:
    (mine, _), (moved, _), (free, _) = await some(town, 3)
    await town.db.execute(
        "INSERT INTO reports (id, case_id, content_version, reporter, category, at)"
        " SELECT 5, $1, id, $2, 'spam', 0 FROM content_versions LIMIT 1",
        mine,
        MOD,
    )
    bulk = await town.review.decide_many(MOD, 78, [(mine, 1), (moved, 9), (free, 1)], choice())
    assert bulk.decisions == 1
    assert bulk.skipped == ((mine, "case.your_report"), (moved, "CONFLICT"))
    with pytest.raises(Conflict):
        await town.review.decide_many(MOD2, 78, [(moved, 1)], choice())


async def test_fifty_at_once_wait_for_a_second_person(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("tambour.moderation.staff", fromlist=["x"]).FOUR_EYES, "bulk", 4)
    bulk = await town.review.decide_many(MOD, 79, await some(town, 4), choice())
    await town.enforce.sweep()
    assert bulk.decisions == 4
    assert await town.db.fetchval("SELECT count(*) FROM tombstones") == 0
    with pytest.raises(Forbidden):
        await town.review.second_many(MOD, 79, agree=True)
    await town.review.second_many(MOD2, 79, agree=True)
    assert await town.db.fetchval("SELECT count(*) FROM tombstones") == 4


async def test_the_same_picture_sent_anew_elsewhere_goes_with_the_reported_one(town: Town) -> None:
    seq, again = await town.say(1, BORIS, "look"), await town.say(3, BORIS, "look here")
    for file, place in (("a", (1, seq)), ("b", (3, again))):
        await town.db.execute(
            "INSERT INTO files (id, owner, kind, mime, name, size, received, sha256, shown, created, touched)"
            " VALUES ($1, $2, 'photo', 'image/png', 'x', 1, 1, '\\x01', '{}', 0, 0)",
            file,
            BORIS,
        )
        await town.db.execute(
            "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES ($1, 'media', $2, $3)", *place, file
        )
    case = await town.report(ANNA, chat=1, seq=seq)
    await town.review.decide(MOD, case, 1, choice())
    assert await town.db.fetchval("SELECT flags FROM messages WHERE chat_id = 3 AND seq = $1", again) == 4


# ── strikes, members ─────────────────────────────────────────────────────────────────────────
async def test_strikes_are_told_end_by_themselves_and_go_with_a_wrong_decision(town: Town) -> None:
    spam = await town.review.decide(MOD, await reported(town, "buy"), 1, choice(category="spam"))
    await town.review.decide(MOD, await reported(town, "to arms"), 1, choice())
    rows = town.store.read.cases
    assert (await rows.strikes(BORIS, town.clock.ms))[0] == 5
    assert "5" in town.told(BORIS)[-1]["body"]["strikes"]
    await town.review.restore(MOD2, spam.id, "Not spam.")
    assert (await rows.strikes(BORIS, town.clock.ms))[0] == 4
    assert (await rows.strikes(BORIS, town.clock.ms + 366 * 86_400_000))[0] == 0


async def test_no_administrator_lifts_what_the_platform_took_from_a_member(town: Town) -> None:
    case = await reported(town, "to arms")
    until = town.clock.ms + 3_600_000
    await town.review.decide(MOD, case, 1, choice("restrict_member", until=until))
    row = await town.db.fetchrow(
        "SELECT denied, denied_until FROM members WHERE user_id = $1 AND chat_id = 1", BORIS
    )
    assert tuple(row) == (31, until)
    assert ("m", {"u": BORIS, "ro": "member", "de": 31, "deu": until}) in town.events(1)
    chats = open_chats(town.store, town.clock, town.ids, Limits(town.store, town.clock), None, base="")  # type: ignore[arg-type]
    for lift in (chats.ranks.restrict(OWNER, 1, BORIS, 0), chats.ranks.promote(OWNER, 1, BORIS, 1)):
        with pytest.raises(Forbidden, match="platform"):
            await lift
    town.clock.turn(s=3601)
    await town.enforce.sweep()
    row = await town.db.fetchrow(
        "SELECT denied, denied_until FROM members WHERE user_id = $1 AND chat_id = 1", BORIS
    )
    assert tuple(row) == (0, None)
    await chats.ranks.restrict(OWNER, 1, BORIS, 2)


async def test_owners_and_writers_of_channels_are_not_restricted_as_members(town: Town) -> None:
    for case in (await reported(town, "to arms", OWNER), await reported(town, "news", OWNER, chat=4)):
        with pytest.raises(BadInput):
            await town.review.decide(MOD, case, 1, choice("restrict_member"))


async def test_a_freeze_with_an_end_ends(town: Town) -> None:
    case = await reported(town, "to arms")
    await town.review.decide(MOD, case, 1, choice("freeze_chat", until=town.clock.ms + 1000))
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 1") == "frozen"
    town.clock.turn(s=2)
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 1") == "live"


async def test_a_standard_sentence_reaches_everybody_in_their_own_language(town: Town) -> None:
    case = await reported(town, "to arms")
    await town.review.decide(MOD, case, 1, choice(facts="It calls for violence against people."))
    assert town.told(BORIS)[0]["body"]["facts"] == "Призывает к насилию над людьми."


async def test_what_stands_by_the_exception_names_its_purpose(town: Town) -> None:
    case = await reported(town, "They wrote: to arms")
    with pytest.raises(BadInput):
        await town.review.decide(MOD, case, 1, choice("no_violation", purpose="fun"))
    decision = await town.review.decide(MOD, case, 1, choice("no_violation", purpose="news"))
    assert decision.frozen["purpose"] == "news"
