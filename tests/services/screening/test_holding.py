"""Entries that hold what is about to be sent: who makes one, what it holds, how what waits gets out or does not."""

from dataclasses import dataclass
from typing import Any

import asyncpg
import msgspec
import pytest

from tambour.adapters.postgres.log import SendLog
from tambour.domain.bots.keyboard import Button
from tambour.domain.chats import Limit
from tambour.domain.commands import Send
from tambour.domain.errors import BadInput, Conflict, Forbidden, Held, Moderated, Refusal
from tambour.domain.guard import HELD_OWN_MAX
from tambour.domain.messages import PollView
from tambour.domain.text import Said, find_entities, read_text
from tambour.moderation.gate import Buckets
from tambour.moderation.harms import BY_KEY
from tambour.pipeline.accept import Accept
from tambour.pipeline.record import Record
from tambour.services.held import HeldPosts
from tambour.services.held_bank import HOUR_MS, HoldTerms
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import NEWS, OWN, PUSH, add
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, Town

LINK = {"kind": "link", "value": "https://lantern.example/join", "category": "tvec.recruit"}
SAID = "see https://lantern.example/join/now"
WAIT_MS = 4 * HOUR_MS


@dataclass
class Door:
    """The door for speech with the gate before it and what it holds beside it."""

    town: Town
    room: ScreenRoom
    held: HeldPosts
    record: Record

    async def say(self, text: str, user: int = BORIS, chat: int = 1, rid: int = 0, **more: Any) -> int:
        """Returns the seq. Raises Held."""
        await self.room.gate.load()
        said = read_text(text, ())
        want = Send(
            chat=chat, user=user, rid=rid or self.town.rid(), text=said.text, entities=said.entities, **more
        )
        return (await self.held.accept.send(want)).seq

    async def hold(self, text: str = PUSH, **more: Any) -> int:
        """Say what is held; its number among what waits."""
        with pytest.raises(Held):
            await self.say(text, **more)
        return int((await self.waiting())[-1]["id"])

    async def waiting(self, chat: int = 1) -> list[dict[str, Any]]:
        """As the desk sees it."""
        return await self.held.look(MOD, chat)

    async def sweep(self) -> None:
        """The timed work."""
        await self.room.gate.load()
        await self.held.bank.sweep()

    async def said(self, chat: int = 1) -> list[str]:
        """The words of the chat, in their order."""
        rows = await self.town.db.fetch("SELECT body FROM messages WHERE chat_id = $1 ORDER BY seq", chat)
        return [row["body"] for row in rows]

    def told(self, user: int = BORIS) -> list[dict[str, Any]]:
        """What the writer heard of what waited."""
        events = [e for n in self.town.nudges for e in n.user_events if e.user == user and e.kind == "unheld"]
        return [e.data for e in events]

    async def verbs(self) -> list[str]:
        """Of the ledger, oldest first."""
        found = [e.verb for e in reversed(await self.town.store.read.cases.audit(0, 50))]
        return [verb for verb in found if verb.startswith("held.") and verb != "held.view"]


def opened(town: Town, room: ScreenRoom, terms: HoldTerms | None = None) -> Door:
    """A process's own door."""
    held = HeldPosts(town.store, town.clock, town.ids, terms or HoldTerms(WAIT_MS))
    record = Record(SendLog(town.store.pool), town.clock, town.nudges.append, gate=room.gate.check_send)
    held.accept = Accept(record, town.clock, Buckets(0, 1), Buckets(0, 1), held.keep)
    return Door(town, room, held, record)


@pytest.fixture
async def door(town: Town, room: ScreenRoom) -> Any:
    made = opened(town, room)
    yield made
    await made.record.close()


async def holding(room: ScreenRoom, **more: object) -> int:
    """An entry that two people let hold."""
    fresh = await add(room, gate="hold", **more)
    await room.bank.agree(MOD2, fresh)
    return fresh


# ── who may ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", [{}, {"kind": "phrase", "value": "rise and strike"}, LINK])
async def test_one_person_asks_and_another_agrees(door: Door, room: ScreenRoom, kind: dict[str, Any]) -> None:
    fresh = await add(room, **kind, gate="hold")
    text = {"link": SAID, "phrase": "brothers, rise and strike"}.get(kind.get("kind", ""), PUSH)
    await door.say(text)
    with pytest.raises(Forbidden, match=r"bank\.second"):
        await room.bank.agree(MOD, fresh)
    await door.say(text)
    entry = await room.bank.agree(MOD2, fresh)
    assert (entry.holds, entry.gate_by, entry.gate_second) == (True, MOD, MOD2)
    with pytest.raises(Held):
        await door.say(text)
    with pytest.raises(Conflict):
        await room.bank.agree(MOD2, fresh)


async def test_to_look_only_one_person_may_choose(door: Door, room: ScreenRoom) -> None:
    fresh = await holding(room)
    assert not (await room.bank.ask(MOD, fresh, "look")).holds
    await door.say(PUSH)


async def test_a_link_that_refuses_goes_on_until_two_let_it_hold_and_back(
    door: Door, room: ScreenRoom
) -> None:
    fresh = await add(room, **LINK)
    await room.bank.enable(MOD2, fresh)
    await room.bank.ask(MOD2, fresh, "hold")
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        await door.say(SAID)
    await room.bank.agree(MOD, fresh)
    with pytest.raises(Held):
        await door.say(SAID)
    await room.bank.ask(MOD, fresh, "refuse")
    with pytest.raises(Held):
        await door.say(SAID)
    entry = await room.bank.agree(MOD2, fresh)
    assert (entry.acts, entry.added_by, entry.second_by) == (True, MOD, MOD2)
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        await door.say(SAID)


@pytest.mark.parametrize("kind", ["pattern", "text", "sha256", "pdq"])
async def test_what_is_not_cheap_and_plain_cannot_hold(room: ScreenRoom, kind: str) -> None:
    value = {"pattern": "grey .{1,9} lantern", "text": "a long text " * 12}.get(kind, "ab" * 32)
    with pytest.raises(BadInput):
        await add(room, kind=kind, value=value, gate="hold")


@pytest.mark.parametrize(
    "change", ["state = 'disabled'", "mode = 'shadow'", "opinion = 'seed'", "opinion = 'disputed'"]
)
async def test_what_stops_being_live_and_certain_holds_nothing_and_asks_anew(
    door: Door, room: ScreenRoom, town: Town, change: str
) -> None:
    """The database sees to it, whoever makes the change."""
    fresh = await holding(room)
    await town.db.execute(f"UPDATE bank_entries SET {change} WHERE id = $1", fresh)
    await town.db.execute("UPDATE bank_version SET ver = ver + 1")
    await door.say(PUSH)
    await town.db.execute(
        "UPDATE bank_entries SET state = 'enabled', mode = 'live', opinion = 'positive' WHERE id = $1", fresh
    )
    await town.db.execute("UPDATE bank_version SET ver = ver + 1")
    await door.say(PUSH)
    (entry,) = await town.store.read.bank.entries(ids=[fresh])
    assert (entry.gate, entry.asks, entry.asked_by) == ("", "hold", MOD)


async def test_the_database_itself_wants_two_people(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room)
    for people in ("gate_by = 7", "gate_by = 7, gate_second = 7", "gate_second = 7"):
        with pytest.raises(asyncpg.CheckViolationError, match="bank_entries_hold"):
            await town.db.execute(f"UPDATE bank_entries SET gate = 'hold', {people} WHERE id = $1", fresh)
    pattern = await add(room, kind="pattern", value="grey .{1,9} lantern")
    with pytest.raises(asyncpg.CheckViolationError, match="bank_entries_hold"):
        await town.db.execute(
            "UPDATE bank_entries SET gate = 'hold', gate_by = 7, gate_second = 8 WHERE id = $1", pattern
        )


async def test_in_shadow_it_can_be_asked_for_and_not_agreed_to(door: Door, room: ScreenRoom) -> None:
    fresh = await add(room, mode="shadow", gate="hold")
    with pytest.raises(Conflict):
        await room.bank.agree(MOD2, fresh)
    await room.bank.promote(MOD2, fresh)
    await door.say(PUSH)
    await room.bank.agree(MOD2, fresh)
    with pytest.raises(Held):
        await door.say(PUSH)


# ── what ─────────────────────────────────────────────────────────────────────────────────────────
async def test_only_public_chats_and_only_what_pushes(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await town.chat(5, "group", [BORIS, ANNA])
    await town.chat(6, "dialog", [BORIS, ANNA])
    for chat in (5, 6):
        await door.say(PUSH, chat=chat)
    await door.say(NEWS)
    await door.say("the Grey Lantern is a pub")
    await door.say(PUSH, root=True)
    with pytest.raises(Held) as no:
        await door.say(PUSH.upper())
    assert no.value.facts == {"reason": "post.held", "by": "platform"}


async def test_what_it_carries_is_looked_at_too(door: Door, room: ScreenRoom) -> None:
    await holding(room, **LINK)
    poll = PollView(id=1, question="Where next?", options=(("lantern.example/join", 0), ("home", 0)))
    with pytest.raises(Held):
        await door.say("vote", kind="poll", poll=poll)
    (post,) = await door.waiting()
    assert post["part"] == "poll"
    assert ("lantern.example/join", True) in post["pieces"]


async def test_what_is_held_would_have_been_found_by_screening(room: ScreenRoom) -> None:
    """The gate looks for less than screening does, never for something else."""
    await holding(room)
    await room.gate.load()
    for text in (PUSH, PUSH.upper(), NEWS, f"{PUSH}\n{NEWS}", f"“{PUSH}”, he said", "x " * 900 + PUSH):
        found = room.gate.bank.held(text, (), 1, OWN)
        seen = [one for one in room.gate.bank.look(text, (), 1, OWN).findings if one.heeded]
        assert found is None or found in seen


async def test_an_edit_that_would_be_held_is_refused(room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await room.gate.load()
    chat = await town.store.read.chats.get(1)
    assert chat is not None
    said = Said(text=PUSH, entities=find_entities(PUSH), mentions=(), names=(), tags=())
    with pytest.raises(Moderated) as no:
        room.gate.check_edit(chat, (), said)
    assert no.value.facts["reason"] == "edit.held"


# ── out of it ────────────────────────────────────────────────────────────────────────────────────
async def test_the_desk_lets_it_go_once_under_its_own_rid(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    rids = [town.rid(), town.rid()]
    for rid in (*rids, *rids):
        with pytest.raises(Held):
            await door.say(PUSH, rid=rid)
    first, second = await door.waiting()
    assert first["entry"].value == "Grey Lantern*"
    assert ("Grey Lantern", True) in first["pieces"]
    assert await door.said() == []
    await door.held.judge(MOD, int(second["id"]), ok=True)
    await door.held.judge(MOD2, int(first["id"]), ok=True)
    assert await door.said() == [PUSH, PUSH]
    assert [(one["rid"], one["s"]) for one in door.told()] == [(str(rids[1]), 1), (str(rids[0]), 2)]
    assert [await door.say(PUSH, rid=rid) for rid in rids] == [2, 1]
    assert await door.verbs() == ["held.pass", "held.pass"]
    assert await door.waiting() == []


async def test_what_a_person_let_go_is_no_case(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await door.held.judge(MOD, await door.hold(), ok=True)
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE entry_id > 0") == 1


@pytest.mark.parametrize("verdict", ["pass", "late"])
async def test_a_reader_that_is_quicker_than_the_release_makes_no_case_of_its_own(
    door: Door, room: ScreenRoom, town: Town, monkeypatch: pytest.MonkeyPatch, verdict: str
) -> None:
    """The post is there; the process that lets it go comes no further before screening has read it."""
    await holding(room)
    button = msgspec.to_builtins(Button(kind="callback", text=PUSH, payload="x"))
    number = await door.hold(extra={"kb": [[button]]})

    class Gone(BaseException):
        """The process is gone."""

    async def dead(*things: object) -> None:
        raise Gone

    with monkeypatch.context() as patch:
        patch.setattr("tambour.services.held_bank.end_wait", dead)
        town.clock.turn(ms=0 if verdict == "pass" else WAIT_MS + 1)
        with pytest.raises(Gone):
            await (door.held.judge(MOD, number, ok=True) if verdict == "pass" else door.sweep())
    assert await door.said() == [PUSH]
    cases = "SELECT count(*) FROM cases"
    await room.screen.catch_up()
    assert await town.db.fetchval(cases) == (verdict == "late")
    await door.sweep()
    await room.screen.catch_up()
    assert await town.db.fetchval(cases) == (verdict == "late")
    assert await door.waiting() == []
    assert [one["s"] for one in door.told()] == [1]


async def test_what_was_let_go_is_no_case_when_it_is_read_again_with_other_buttons(
    door: Door, room: ScreenRoom, town: Town
) -> None:
    """An edit is read anew: where the same stands in the same place, the person's word stands, too."""
    await holding(room)
    await door.held.judge(MOD, await door.hold(), ok=True)
    await room.screen.catch_up()
    await town.db.execute("UPDATE messages SET ver = 2, edited = $1 WHERE seq = 1", town.clock.ms)
    async with room.screen.rows.taking([1]) as part:
        await room.screen.write(part, await part.some(1, [1]))
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE ver = 2") == 1
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    await town.db.execute(
        "UPDATE messages SET ver = 3, body = $1 WHERE seq = 1", f"{PUSH}, kill the traitors"
    )
    async with room.screen.rows.taking([1]) as part:
        await room.screen.write(part, await part.some(1, [1]))
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_refused_its_writer_is_told_by_which_rule(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    await town.db.execute("UPDATE users SET lang = 'ru' WHERE id = $1", BORIS)
    number = await door.hold()
    with pytest.raises(BadInput):
        await door.held.judge(MOD, number, ok=False)
    await door.held.judge(MOD, number, ok=False, rule="tvec.recruit", note="We do not carry calls to join.")
    (told,) = door.told()
    assert told["rule"] == BY_KEY["tvec.recruit"].label["ru"]
    assert told["note"] == "We do not carry calls to join."
    assert "s" not in told
    with pytest.raises(Refusal):
        await door.held.judge(MOD, number, ok=True)
    assert await door.said() == []
    assert await door.verbs() == ["held.drop"]


async def test_where_nobody_looks_it_goes_out_in_time_and_becomes_a_case(
    door: Door, room: ScreenRoom, town: Town
) -> None:
    await holding(room)
    await door.hold()
    town.clock.turn(ms=WAIT_MS // 2 + 2)
    await door.sweep()
    assert await door.said() == []
    assert await door.held.bank.slow_since() > 0
    assert door.held.bank.oldest_s() > WAIT_MS / 2000
    town.clock.turn(ms=WAIT_MS // 2)
    await door.sweep()
    await door.sweep()
    assert await door.said() == [PUSH]
    assert [one["s"] for one in door.told()] == [1]
    assert (door.held.bank.late, await door.held.bank.slow_since()) == (1, 0)
    assert await door.verbs() == ["held.late_pass"]
    while await room.screen.settle():
        pass
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_the_settings_may_drop_it_instead(town: Town, room: ScreenRoom) -> None:
    door = opened(town, room, HoldTerms(WAIT_MS, "drop"))
    await holding(room)
    await door.hold()
    town.clock.turn(ms=WAIT_MS + 1)
    await door.sweep()
    assert await door.said() == []
    assert ["s" in one for one in door.told()] == [False]
    assert await door.verbs() == ["held.late_drop"]
    await door.record.close()


@pytest.mark.parametrize("how", ["disable", "look", "expire"])
async def test_what_an_entry_held_goes_out_when_it_holds_no_more(
    door: Door, room: ScreenRoom, town: Town, how: str
) -> None:
    fresh = await holding(room)
    await door.hold()
    if how == "disable":
        await room.bank.disable(MOD, fresh)
    elif how == "look":
        await room.bank.ask(MOD, fresh, "look")
    else:
        await town.db.execute("UPDATE bank_entries SET expires = $2 WHERE id = $1", fresh, town.clock.ms)
        await town.db.execute("UPDATE bank_version SET ver = ver + 1")
    await door.sweep()
    assert await door.said() == [PUSH]
    assert await door.waiting() == []
    assert await door.verbs() == []


async def test_unless_another_entry_holds_it(door: Door, room: ScreenRoom) -> None:
    first = await holding(room)
    await door.hold()
    second = await holding(room, kind="phrase", value="write to our bot")
    await room.bank.disable(MOD, first)
    await door.sweep()
    assert await door.said() == []
    assert [post["entry"].id for post in await door.waiting()] == [second]


async def test_a_crash_between_the_decision_and_the_post_loses_and_doubles_nothing(
    door: Door, room: ScreenRoom, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await holding(room)

    class Killed(BaseException):
        """The process is gone."""

    async def dead(*things: object) -> Any:
        raise Killed

    for step in ("before", "after"):
        number = await door.hold(f"{PUSH} {step}")
        with monkeypatch.context() as patch:
            if step == "before":
                patch.setattr(door.held.bank, "say", dead)
            else:
                patch.setattr("tambour.services.held_bank.end_wait", dead)
            with pytest.raises(Killed):
                await door.held.judge(MOD, number, ok=True)
        if step == "before":  # its writer tries again meanwhile, and the decision stands
            rid = await town.db.fetchval("SELECT rid FROM held_posts WHERE id = $1", number)
            with pytest.raises(Held):
                await door.say(f"{PUSH} {step}", rid=rid)
        with pytest.raises(Conflict):
            await door.held.judge(MOD, number, ok=False, rule="tvec.recruit")
        await door.sweep()
        await door.sweep()
    assert await door.said() == [f"{PUSH} before", f"{PUSH} after"]
    assert [one["s"] for one in door.told()] == [1, 2]
    assert await door.verbs() == ["held.pass", "held.pass"]


async def test_whoever_may_not_speak_any_more_is_told(door: Door, room: ScreenRoom, town: Town) -> None:
    await holding(room)
    number = await door.hold()
    await town.db.execute("UPDATE users SET suspended_until = $2 WHERE id = $1", BORIS, town.clock.ms + 10**9)
    door.record.forget(user=BORIS)
    await door.held.judge(MOD, number, ok=True)
    assert ["s" in one for one in door.told()] == [False]
    assert await door.said() == []


async def test_what_is_limited_waits_for_the_desk_even_when_its_time_is_over(
    door: Door, room: ScreenRoom, town: Town
) -> None:
    await holding(room)
    await town.db.execute("UPDATE chats SET limits = $1 WHERE id = 1", int(Limit.HELD))
    await door.hold()
    town.clock.turn(ms=WAIT_MS + 1)
    await door.sweep()
    assert await door.said() == []
    (post,) = await door.waiting()
    assert post["entry"] is None
    await door.held.judge(MOD, int(post["id"]), ok=True)
    assert await door.said() == [PUSH]


async def test_too_many_are_not_kept_and_nobody_elses_room_is_taken(
    door: Door, room: ScreenRoom, town: Town
) -> None:
    await holding(room)
    for _ in range(HELD_OWN_MAX):
        await door.hold()
    with pytest.raises(Moderated) as no:
        await door.say(PUSH)
    assert no.value.facts["reason"] == "post.held_full"
    await door.say("something else")
    with pytest.raises(Held):
        await door.say(PUSH, user=CLARA)
