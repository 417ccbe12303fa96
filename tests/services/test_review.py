"""Decisions: their effects, their inverses, their notices, and who may take them."""

import asyncio
from typing import Any

import asyncpg
import pytest

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound
from tambour.domain.events import EVERYBODY
from tambour.moderation.cases import Choice
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town


def choice(outcome: str = "remove_content", **changed: Any) -> Choice:
    return Choice(
        **({"outcome": outcome, "category": "tvec.incite", "facts": "It calls for violence."} | changed)
    )


async def a_case(town: Town, **what: Any) -> tuple[int, int]:
    """A message of Boris's in the public group, reported by Anna: (case, seq)."""
    seq = await town.say(1, BORIS, "to arms")
    return await town.report(ANNA, chat=1, seq=seq, **what), seq


async def test_a_removal_is_one_decision_one_event_and_an_entry_in_the_ledger(town: Town) -> None:
    case, seq = await a_case(town)
    decision = await town.review.decide(MOD, case, 1, choice())
    assert ("rm", {"s": [seq]}) in town.events(1)
    row = await town.db.fetchrow(
        "SELECT flags, body, state_case FROM messages WHERE chat_id = 1 AND seq = $1", seq
    )
    assert tuple(row) == (4, "to arms", case)
    assert (
        await town.db.fetchval("SELECT why FROM tombstones WHERE chat_id = 1 AND seq = $1", seq) == "removed"
    )
    assert await town.db.fetchval("SELECT last_gone FROM chats WHERE id = 1") == seq
    assert decision.frozen["reach"] == 4
    entries = list(reversed(await town.store.read.cases.audit(0, 100)))
    assert [e.verb for e in entries] == ["evidence.seal", "case.decide"]
    assert all(e.opens for e in entries)
    assert entries[1].payload["decision"] == decision.id


async def test_pressing_twice_decides_once_and_another_choice_comes_too_late(town: Town) -> None:
    case, seq = await a_case(town)
    first = await town.review.decide(MOD, case, 1, choice())
    again = await town.review.decide(MOD, case, 1, choice())
    assert again.id == first.id
    assert town.events(1).count(("rm", {"s": [seq]})) == 1
    with pytest.raises(Conflict):
        await town.review.decide(MOD, case, 1, choice("no_violation"))
    with pytest.raises(Conflict):
        await town.review.decide(MOD2, case, 1, choice())


async def test_two_moderators_at_once_make_one_decision(town: Town) -> None:
    case, _ = await a_case(town)
    results = await asyncio.gather(
        town.review.decide(MOD, case, 1, choice()),
        town.review.decide(MOD2, case, 1, choice("freeze_chat")),
        return_exceptions=True,
    )
    assert sum(isinstance(r, Conflict) for r in results) == 1
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 1


async def test_a_removal_follows_the_forwards_also_from_a_copy(town: Town) -> None:
    root = await town.say(4, OWNER, "the root")
    copy = await town.say(1, BORIS, "the root", fwd=(4, root))
    other = await town.say(3, ANNA, "the root", fwd=(4, root))
    case = await town.report(ANNA, chat=1, seq=copy)
    await town.review.decide(MOD, case, 1, choice())
    for chat, seq in ((4, root), (1, copy), (3, other)):
        assert ("rm", {"s": [seq]}) in town.events(chat)
    assert len(town.told(OWNER)) == 1


async def test_only_this_copy_leaves_the_others_alone(town: Town) -> None:
    root = await town.say(4, OWNER, "the root")
    copy = await town.say(1, BORIS, "the root", fwd=(4, root))
    case = await town.report(ANNA, chat=1, seq=copy)
    await town.review.decide(MOD, case, 1, choice(everywhere=False))
    assert town.events(4) == []


async def test_a_copy_that_was_under_way_is_chased(town: Town) -> None:
    case, seq = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    late = await town.say(3, ANNA, "to arms", fwd=(1, seq))
    await town.enforce.sweep()
    assert ("rm", {"s": [late]}) in town.events(3)
    events = len(town.events(3))
    await town.enforce.sweep()
    assert len(town.events(3)) == events


async def test_a_crash_between_the_decision_and_its_copies_loses_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = await town.say(4, OWNER, "the root")
    copies = [await town.say(1, BORIS, "the root", fwd=(4, root)) for _ in range(5)]
    case = await town.report(ANNA, chat=4, seq=root)
    with monkeypatch.context() as broken:

        async def die(*_: object) -> None:
            raise RuntimeError("killed")

        broken.setattr(town.enforce, "finish", die)
        with pytest.raises(RuntimeError):
            await town.review.decide(MOD, case, 1, choice())
    assert town.told(OWNER) == []
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT count(*) FROM tombstones") == len(copies) + 1
    assert len(town.told(OWNER)) == 1
    assert len(town.told(ANNA)) == 1
    assert await town.db.fetchval("SELECT state FROM cases WHERE id = $1", case) == "closed"


async def test_blocking_a_channel_takes_what_was_forwarded_from_it_and_restoring_brings_it_back(
    town: Town,
) -> None:
    post = await town.say(4, OWNER, "the root")
    copy = await town.say(3, ANNA, "the root", fwd=(4, post))
    case = await town.report(ANNA, chat=4)
    before = await town.projection()
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat"))
    assert town.events(3) == [("rm", {"s": [copy]})]
    late = await town.say(1, ANNA, "the root", fwd=(4, post))
    await town.enforce.sweep()
    assert town.events(1) == [("rm", {"s": [late]})]
    await town.review.restore(MOD2, decision.id, "Not what it seemed.")
    await town.db.execute("DELETE FROM messages WHERE chat_id = 1")
    await town.db.execute("DELETE FROM forwards WHERE chat_id = 1")
    await town.db.execute("UPDATE chats SET last_seq = 0 WHERE id = 1")
    assert await town.projection() == before
    await town.enforce.sweep()
    assert town.events(3)[-1] == ("rs", {"s": [copy]})


@pytest.mark.parametrize(("outcome", "state"), [("freeze_chat", "frozen"), ("remove_chat", "removed")])
async def test_closing_a_chat_is_one_event_and_moves_gen(town: Town, outcome: str, state: str) -> None:
    case = await town.report(ANNA, chat=4)
    gen = await town.db.fetchval("SELECT gen FROM chats WHERE id = 4")
    await town.review.decide(MOD, case, 1, choice(outcome))
    row = await town.db.fetchrow("SELECT state, state_case, gen FROM chats WHERE id = 4")
    assert tuple(row) == (state, case, gen + 1)
    (event,) = [e for n in town.nudges for e in n.chat_events if e.chat == 4]
    assert (event.kind, event.data) == ("c", {"ch": {"st": state}})
    assert (EVERYBODY in event.left) == (state == "removed")
    assert town.told(OWNER)[0]["body"]["about"] == "chat 4"


async def test_a_suspension_moves_gen_of_every_chat_and_ends_by_itself(town: Town) -> None:
    case = await town.report(ANNA, user=BORIS)
    until = town.clock.ms + 3_600_000
    await town.review.decide(MOD, case, 1, choice("suspend_account", until=until))
    assert await town.db.fetchval("SELECT suspended_until FROM users WHERE id = $1", BORIS) == until
    assert await town.db.fetchval("SELECT min(gen) FROM chats WHERE id IN (1, 2, 3)") == 1
    assert {"k": "suspended", "user": BORIS, "until": until} in [n.transient for n in town.nudges]
    assert town.told(BORIS)[0]["body"]["until"] == until
    town.clock.turn(s=3601)
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT suspended_until FROM users WHERE id = $1", BORIS) is None


async def test_people_are_told_in_their_own_language_and_reporters_stay_unknown(town: Town) -> None:
    case, _ = await a_case(town)
    await town.report(CLARA, chat=1, seq=1)
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = town.told(BORIS)
    assert notice["body"]["title"] == "Мы удалили ваше сообщение."
    assert notice["body"]["facts"] == "It calls for violence."
    assert notice["body"]["ref"].endswith("/1.6")
    assert "appeal" in notice["body"]
    assert "Anna" not in repr(notice)
    assert str(ANNA) not in repr(notice)
    assert town.told(CLARA)[0]["body"]["outcome"] == "acted"
    assert "Борис" not in repr(town.told(ANNA))


async def test_no_violation_changes_nothing_and_tells_the_reporter_alone(town: Town) -> None:
    case, _ = await a_case(town)
    before = await town.projection()
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    assert await town.projection() == before
    assert town.told(BORIS) == []
    assert town.told(ANNA)[0]["body"]["outcome"] == "no_violation"


async def test_the_entangled_may_neither_look_nor_decide(town: Town) -> None:
    seq = await town.say(1, BORIS, "to arms")
    await town.db.execute("UPDATE users SET role = 'moderator' WHERE id IN ($1, $2, $3)", ANNA, BORIS, CLARA)
    case = await town.report(ANNA, chat=1, seq=seq)
    for who, why in ((BORIS, "case.about_you"), (CLARA, "case.your_chat")):
        with pytest.raises(Forbidden) as no:
            await town.desk.open(who, case)
        assert no.value.facts["why"] == why
        with pytest.raises(Forbidden):
            await town.review.decide(who, case, 1, choice())
    await town.report(MOD, user=BORIS)
    own = await town.report(MOD, user=BORIS)
    with pytest.raises(Forbidden) as no:
        await town.review.decide(MOD, own, 1, choice("suspend_account"))
    assert no.value.facts["why"] == "case.your_report"


async def test_a_lease_keeps_others_out_until_it_ends(town: Town) -> None:
    case, _ = await a_case(town)
    await town.desk.open(MOD, case)
    with pytest.raises(Conflict):
        await town.desk.open(MOD2, case)
    with pytest.raises(Conflict):
        await town.review.decide(MOD2, case, 1, choice())
    town.clock.turn(s=601)
    await town.desk.open(MOD2, case)
    assert (await town.review.decide(MOD2, case, 1, choice())).decided_by == MOD2


async def test_every_look_is_written_down(town: Town) -> None:
    case, _ = await a_case(town)
    await town.desk.open(MOD, case)
    rows = await town.db.fetch("SELECT who, purpose FROM evidence_access")
    assert [tuple(r) for r in rows] == [(MOD, "review")]
    entry = (await town.store.read.cases.audit(0, 10))[0]
    assert (entry.verb, entry.object, entry.actor) == ("case.view", f"case:{case}", MOD)


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "terminate_everything"},
        {"outcome": "quarantine_chat"},
        {"category": "tvec"},
        {"facts": "  "},
        {"facts": "x" * 2001},
        {"outcome": "suspend_account", "until": 1},
    ],
)
async def test_a_decision_without_its_reasons_is_refused(town: Town, wrong: dict[str, Any]) -> None:
    case, _ = await a_case(town)
    with pytest.raises(BadInput):
        await town.review.decide(MOD, case, 1, choice(**wrong))
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0


async def test_an_appeal_is_decided_by_somebody_else_and_restores_everything(town: Town) -> None:
    case, seq = await a_case(town)
    await town.db.execute("INSERT INTO pins VALUES (1, $1, $2, 5)", seq, OWNER)
    copy = await town.say(3, BORIS, "to arms", fwd=(1, seq))
    before = await town.projection()
    await town.review.decide(MOD, case, 1, choice())
    assert await town.db.fetchval("SELECT count(*) FROM pins") == 0
    (notice,) = await town.review.notices(BORIS)
    assert town.review.can_appeal(notice)
    await town.review.appeal(BORIS, notice.id, "It was a song.")
    await town.review.appeal(BORIS, notice.id, "Twice.")
    (appeal,) = (await town.desk.queue()).appeals
    with pytest.raises(Forbidden):
        await town.review.decide_appeal(MOD, appeal.id, False, "mine again")
    await town.review.decide_appeal(MOD2, appeal.id, False, "It is a song.")
    assert await town.projection() == before
    assert town.events(1)[-2:] == [("rs", {"s": [seq]}), ("p", {"s": seq, "on": 1})]
    assert ("rs", {"s": [copy]}) in town.events(3)
    assert [n.body["outcome"] for n in await town.review.notices(BORIS)] == ["restore", "remove_content"]
    with pytest.raises(Conflict):
        await town.review.decide_appeal(MOD2, appeal.id, True, "again")


async def test_an_upheld_appeal_is_answered(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = await town.review.notices(BORIS)
    await town.review.appeal(BORIS, notice.id, "Please.")
    (appeal,) = (await town.desk.queue()).appeals
    await town.review.decide_appeal(MOD2, appeal.id, True, "It does call for violence.")
    assert [n.body["outcome"] for n in await town.review.notices(BORIS)] == ["upheld", "remove_content"]
    assert not any(town.review.can_appeal(n) for n in await town.review.notices(BORIS))


async def test_a_reporter_may_disagree_with_no_violation_and_the_case_opens_again(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    (notice,) = await town.review.notices(ANNA)
    await town.review.appeal(ANNA, notice.id, "Look again.")
    (appeal,) = (await town.desk.queue()).appeals
    await town.review.decide_appeal(MOD2, appeal.id, False, "It deserves another look.")
    again = await town.store.read.cases.case(case)
    assert again is not None
    assert again.open
    await town.review.decide(MOD2, case, again.ver, choice())
    assert len(town.told(ANNA)) == 2


async def test_nobody_appeals_against_another_persons_notice(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    (notice,) = await town.review.notices(BORIS)
    with pytest.raises(NotFound):
        await town.review.appeal(CLARA, notice.id, "me too")
    (thanks,) = await town.review.notices(ANNA)
    with pytest.raises(Forbidden):
        await town.review.appeal(ANNA, thanks.id, "more")


async def test_what_the_author_deleted_meanwhile_stays_deleted_after_a_restoration(town: Town) -> None:
    case, seq = await a_case(town)
    decision = await town.review.decide(MOD, case, 1, choice())
    await town.db.execute(
        "UPDATE messages SET flags = flags | 2, body = '' WHERE chat_id = 1 AND seq = $1", seq
    )
    await town.review.restore(MOD2, decision.id, "Too strict.")
    assert await town.db.fetchval("SELECT why FROM tombstones WHERE seq = $1", seq) == "deleted"
    assert "rs" not in [kind for kind, _ in town.events(1)]


async def test_the_database_itself_refuses_a_decision_without_facts_and_a_second_live_case(
    town: Town,
) -> None:
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice())
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE decisions SET facts = ''")
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE decisions SET second_by = decided_by")
    case, _ = await a_case(town)
    with pytest.raises(asyncpg.UniqueViolationError):
        await town.db.execute(
            "INSERT INTO cases (id, subject_id, category, severity, due, received_at)"
            " SELECT 1, subject_id, category, severity, due, received_at FROM cases WHERE id = $1",
            case,
        )


async def test_what_an_operator_took_from_somebody_is_refused_to_them_and_only_to_them(town: Town) -> None:
    case, _ = await a_case(town)
    await town.review.set_denials(MOD, ["chat.close", "audit.view"])
    for refused in (
        lambda: town.review.decide(MOD, case, 1, choice("freeze_chat")),
        lambda: town.desk.audit(MOD, 0),
        lambda: town.review.decide(ANNA, case, 1, choice()),
    ):
        with pytest.raises(Forbidden):
            await refused()
    await town.desk.audit(MOD2, 0)
    await town.review.set_denials(MOD, [])
    await town.review.decide(MOD, case, 1, choice("freeze_chat"))
