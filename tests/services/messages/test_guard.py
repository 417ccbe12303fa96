"""A chat's own guards: word rules in any spelling, posts that wait, waves of arrivals; and the platform above them."""

from dataclasses import replace
from typing import Any

import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.log import SendLog
from tambour.domain.chats import Limit
from tambour.domain.guard import RAID_MS, WordRule, is_wave, strictest
from tambour.moderation.gate import Buckets
from tambour.pipeline.accept import Accept
from tambour.pipeline.gate import open_gate
from tambour.pipeline.record import Record
from tambour.services.chats.invites import NewInvite
from tambour.services.chats.rooms import Chats, open_chats
from tambour.services.held import HeldPosts
from tambour.services.messages.planned import Planning
from tambour.services.messages.room import message_room
from tests.services.messages.conftest import (
    ANA,
    BEN,
    CEM,
    CHANNEL,
    EVE,
    GROUP,
    Town,
    refused,
)

STAFF = 99


class NoLimits:
    async def take(self, *wants: Any) -> None:
        """Anything goes."""


class Hall:
    """The town with its guards: a gate that knows the rules, a door that keeps what waits."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def open(self) -> "Hall":
        store, clock, ids = self.town.store, self.town.clock, self.town.ids
        self.gate = await open_gate(store.read.bank, clock, "http://here", automaton, expressions)
        self.held = HeldPosts(store, clock, ids)
        log = SendLog(store.pool)
        self.record = Record(log, clock, self.town.heard.append, gate=self.gate.check_send)
        self.accept = Accept(self.record, clock, Buckets(0, 1), Buckets(0, 1), self.held.keep)
        self.held.accept = self.town.accept = self.accept
        self.room = message_room(
            store, self.accept, log, clock, ids, self.town.heard.append, self.gate.check_edit
        )
        self.chats: Chats = open_chats(store, clock, ids, NoLimits(), None, base="http://here")  # type: ignore[arg-type]
        return self

    async def rule(self, term: str, act: str, by: int = ANA) -> int:
        return (await self.chats.guarding.add_word(by, GROUP, term, act)).id

    async def verbs(self) -> list[str]:
        entries = await self.town.store.read.chats.log_page(GROUP, 0, 50)
        return [entry["k"] for entry in reversed(entries)]


@pytest.fixture
async def hall(town: Town) -> Any:
    made = await Hall(town).open()
    yield made
    await made.record.close()


async def test_a_word_is_refused_in_any_spelling_to_plain_members_only(hall: Hall) -> None:
    await hall.rule("casino", "delete")
    for text in ("Casino!", "c a s i n o", "сasinо", "CASINO night"):
        assert await refused(hall.town.say(CEM, GROUP, text)) == "FORBIDDEN chat.word"
    await hall.town.say(BEN, GROUP, "casino")
    await hall.town.say(CEM, GROUP, "cassette")
    assert (await hall.verbs()).count("word.delete") == 1


async def test_a_warned_writer_may_mean_it(hall: Hall) -> None:
    await hall.rule("darn", "warn")
    rid = hall.town.rid()
    assert await refused(hall.town.say(CEM, GROUP, "darn", rid=rid)) == "FORBIDDEN chat.word_warned"
    seq = await hall.town.say(CEM, GROUP, "darn", rid=rid, sure=True)
    assert await hall.town.say(CEM, GROUP, "darn", rid=rid) == seq


async def test_a_held_post_is_said_once_when_an_administrator_lets_it_pass(hall: Hall) -> None:
    await hall.rule("sale", "hold")
    rid = hall.town.rid()
    for _ in range(2):
        assert await refused(hall.town.say(CEM, GROUP, "a sale", rid=rid)) == "MODERATED post.held"
    assert [e.data for e in hall.town.own(ANA, "held")] == [{"c": GROUP}]
    (post,) = await hall.held.of_chat(ANA, GROUP)
    assert (post["u"], post["x"], post["word"]) == (CEM, "a sale", "sale")
    await hall.held.decide(ANA, GROUP, int(post["id"]), ok=True)
    assert await hall.town.say(CEM, GROUP, "a sale", rid=rid) == 1
    assert [e.data["s"] for e in hall.town.own(CEM, "unheld")] == [1]
    assert await hall.held.of_chat(ANA, GROUP) == []
    assert await refused(hall.held.decide(ANA, GROUP, int(post["id"]), ok=True)) == "NOT_FOUND held.unknown"
    assert (await hall.verbs())[-2:] == ["word.hold", "held.pass"]


async def test_a_held_post_that_is_not_let_pass_or_forgotten_tells_its_writer(hall: Hall) -> None:
    await hall.rule("sale", "hold")
    rids = [hall.town.rid(), hall.town.rid()]
    for rid in rids:
        await refused(hall.town.say(CEM, GROUP, "a sale", rid=rid))
    first, _ = await hall.held.of_chat(ANA, GROUP)
    await hall.held.decide(ANA, GROUP, int(first["id"]), ok=False)
    hall.town.clock.turn(days=8)
    await hall.held.forget()
    assert {e.data["rid"] for e in hall.town.own(CEM, "unheld")} == {str(rid) for rid in rids}
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 0


async def test_only_those_with_the_right_see_or_decide_what_waits(hall: Hall) -> None:
    await hall.rule("sale", "hold")
    await refused(hall.town.say(CEM, GROUP, "a sale"))
    (post,) = await hall.held.of_chat(ANA, GROUP)
    for who, code in ((CEM, "FORBIDDEN chat.no_right"), (BEN, "FORBIDDEN chat.no_right"), (EVE, "NOT_FOUND")):
        assert await refused(hall.held.of_chat(who, GROUP)) == code
        assert await refused(hall.held.decide(who, GROUP, int(post["id"]), ok=True)) == code
        assert await refused(hall.chats.guarding.get(who, GROUP)) == code
        assert await refused(hall.chats.guarding.add_word(who, GROUP, "x", "warn")) == code


async def test_the_platform_stands_above_a_chats_own_yes(hall: Hall) -> None:
    await hall.rule("sale", "hold")
    await hall.town.sql(
        "UPDATE chats SET limits = $2, is_public = true WHERE id = $1", GROUP, int(Limit.HELD)
    )
    await hall.town.sql(
        "INSERT INTO users (id, name, role, created) VALUES ($1, 'Staff', 'moderator', 1)", STAFF
    )
    rid = hall.town.rid()
    await refused(hall.town.say(CEM, GROUP, "a sale", rid=rid))
    (post,) = await hall.held.of_chat(ANA, GROUP)
    await hall.held.decide(ANA, GROUP, int(post["id"]), ok=True)
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 0
    assert await refused(hall.town.say(ANA, GROUP, "the owner waits, too")) == "MODERATED post.held"
    assert await hall.held.of_chat(ANA, GROUP) == []
    assert await refused(hall.held.decide(ANA, GROUP, int(post["id"]), ok=True)) == "NOT_FOUND held.unknown"
    assert [row[2] for row in await hall.held.waiting(STAFF)] == [2]
    for each in await hall.held.look(STAFF, GROUP):
        await hall.held.judge(STAFF, int(each["id"]), ok=True)
    assert await hall.town.sql("SELECT count(*) FROM messages WHERE chat_id = $1", GROUP) == 2
    assert [e.verb for e in await hall.town.store.read.cases.audit(0, 9)] == [
        "held.pass",
        "held.pass",
        "held.view",
    ]
    assert await refused(hall.held.waiting(ANA)) == "FORBIDDEN desk.not_yours"


async def test_what_was_planned_waits_as_well_and_says_so_until_it_was_decided(hall: Hall) -> None:
    await hall.rule("sale", "hold")
    planning: Planning = hall.room.planning
    for text in ("a sale", "a good sale"):
        want = await hall.room.compose(user=CEM, chat=GROUP, rid=hall.town.rid(), text=text)
        await planning.plan(want, hall.town.clock.now() + 60_000)
    hall.town.clock.turn(ms=61_000)
    assert await planning.send_due() == 2
    assert await planning.send_due() == 0
    assert [one["err"] for one in await planning.list(CEM, GROUP)] == ["post.held", "post.held"]
    waiting = {post["x"]: int(post["id"]) for post in await hall.held.of_chat(ANA, GROUP)}
    await hall.held.decide(ANA, GROUP, waiting["a sale"], ok=True)
    assert [one["x"] for one in await planning.list(CEM, GROUP)] == ["a good sale"]
    await hall.held.decide(ANA, GROUP, waiting["a good sale"], ok=False)
    assert [one["err"] for one in await planning.list(CEM, GROUP)] == ["post.unheld"]
    assert await planning.send_due() == 0
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 1


async def test_a_forward_of_several_says_the_rest_and_its_writer_hears_under_its_own_rid(hall: Hall) -> None:
    for text in ("one", "a sale", "three", "another sale"):
        await hall.town.say(ANA, CHANNEL, text)
    await hall.rule("sale", "hold")
    rid = hall.town.rid()

    async def forward() -> Any:
        return await hall.room.forwarding.forward(CEM, CHANNEL, [1, 2, 3, 4], GROUP, rid, hide=False)

    for _ in range(2):
        assert await refused(forward()) == "MODERATED post.held"
    waiting = {post["x"]: int(post["id"]) for post in await hall.held.of_chat(ANA, GROUP)}
    assert sorted(waiting) == ["a sale", "another sale"]
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 2
    for text in ("a sale", "another sale"):
        await hall.held.decide(ANA, GROUP, waiting[text], ok=True)
    assert [e.data["rid"] for e in hall.town.own(CEM, "unheld")] == [str(rid), str(rid)]
    assert (await forward())["s"] == [1, 3, 2, 4]
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 4


async def test_a_plan_that_waits_is_sent_now_cancelled_or_changed_without_being_said_twice(
    hall: Hall,
) -> None:
    await hall.rule("sale", "hold")
    planning: Planning = hall.room.planning

    async def plan(text: str) -> int:
        want = await hall.room.compose(user=CEM, chat=GROUP, rid=hall.town.rid(), text=text)
        return await planning.plan(want, hall.town.clock.now() + 60_000)

    async def waiting() -> list[str]:
        return [post["x"] for post in await hall.held.of_chat(ANA, GROUP)]

    now, gone, other = await plan("a sale now"), await plan("a sale gone"), await plan("a sale")
    assert await refused(planning.send_now(CEM, now)) == "MODERATED post.held"
    assert [one["err"] for one in await planning.list(CEM, GROUP) if "err" in one] == ["post.held"]
    hall.town.clock.turn(ms=61_000)
    assert await planning.send_due() == 2
    assert sorted(await waiting()) == ["a sale", "a sale gone", "a sale now"]
    await planning.cancel(CEM, gone)
    at = hall.town.clock.now() + 60_000
    await planning.change(CEM, other, text="a tale", entities=(), at=at)
    assert await waiting() == ["a sale now"]
    hall.town.clock.turn(ms=61_000)
    assert await planning.send_due() == 1
    (post,) = await hall.held.of_chat(ANA, GROUP)
    await hall.held.decide(ANA, GROUP, int(post["id"]), ok=True)
    assert await planning.list(CEM, GROUP) == []
    said = [(await hall.town.get(ANA, GROUP, seq)).text for seq in (1, 2)]
    assert said == ["a tale", "a sale now"]
    assert await hall.town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP) == 2


async def test_edits_cannot_bring_in_what_may_not_be_said(hall: Hall) -> None:
    seq = await hall.town.say(CEM, GROUP, "a tale")
    await hall.rule("sale", "hold")
    edit = hall.room.changes.edit(CEM, GROUP, seq, text="a sale", entities=[], seen=1)
    assert await refused(edit) == "FORBIDDEN chat.word"
    await hall.town.sql("UPDATE chats SET limits = 8 WHERE id = $1", GROUP)
    edit = hall.room.changes.edit(CEM, GROUP, seq, text="fine", entities=[], seen=1)
    assert await refused(edit) == "MODERATED post.held_edit"


async def test_rules_are_known_once_few_and_gone_when_taken_back(hall: Hall) -> None:
    rule = await hall.rule("Casino", "delete")
    assert await refused(hall.rule("casino", "warn")) == "CONFLICT word.known"
    assert await refused(hall.rule("  ", "warn")) == "BAD x"
    assert await refused(hall.rule("word", "explode")) == "BAD act"
    await hall.chats.guarding.drop_word(ANA, GROUP, rule)
    await hall.town.say(CEM, GROUP, "casino")
    assert await refused(hall.chats.guarding.drop_word(ANA, GROUP, rule)) == "NOT_FOUND word.unknown"
    assert await hall.verbs() == ["word.add", "word.remove"]


async def test_a_wave_closes_the_door_and_an_administrator_opens_it_again(hall: Hall) -> None:
    await hall.town.sql("UPDATE chats SET is_public = true WHERE id = $1", GROUP)
    guarding, joining, people = hall.chats.guarding, hall.chats.joining, range(500, 515)
    for user in people:
        await hall.town.sql("INSERT INTO users (id, name, created) VALUES ($1, 'One of many', 1)", user)
    await guarding.raid(ANA, GROUP, 10, end=False)
    came = [await joining.join(user, GROUP) is not None for user in people]
    assert came == [True] * 10 + [False] * 5
    found = await guarding.get(ANA, GROUP)
    assert found.until == hall.town.clock.now() + RAID_MS
    (told,) = hall.town.own(ANA, "raid")
    assert told.data == {"c": GROUP, "n": 11, "until": found.until}
    _, skipped = await joining.add(CEM, GROUP, [EVE])
    assert skipped == {EVE: "raid"}
    assert (await joining.add(ANA, GROUP, [EVE]))[0] == [EVE]
    await guarding.raid(ANA, GROUP, None, end=True)
    assert await hall.verbs() == ["raid.set", "raid.on", "raid.off"]
    hall.town.clock.turn(ms=120_000)
    assert await joining.join(514, GROUP) is not None


async def test_a_wave_ends_by_itself(hall: Hall) -> None:
    await hall.town.sql(
        "UPDATE chats SET is_public = true, raid_until = $2 WHERE id = $1", GROUP, hall.town.clock.now() + 1
    )
    assert await hall.chats.joining.join(EVE, GROUP) is None
    hall.town.clock.turn(ms=10)
    assert await hall.chats.joining.join(EVE, GROUP) is not None


async def test_a_chat_closed_by_the_platform_takes_nobody_and_lets_nothing_out(hall: Hall) -> None:
    await hall.town.sql("UPDATE chats SET is_public = true, limits = 4 WHERE id = $1", GROUP)
    assert await refused(hall.chats.joining.join(EVE, GROUP)) == "FORBIDDEN chat.no_joins"
    assert await refused(hall.chats.joining.add(ANA, GROUP, [EVE])) == "FORBIDDEN chat.no_joins"
    invite = await hall.chats.invites.create(ANA, GROUP, NewInvite())
    assert await refused(hall.chats.invites.accept(EVE, invite["token"])) == "FORBIDDEN chat.no_joins"
    await hall.town.sql("UPDATE chats SET limits = 1 WHERE id = $1", GROUP)
    assert await refused(hall.chats.invites.peek(EVE, invite["token"])) == "FORBIDDEN chat.unfound"
    assert await refused(hall.chats.joining.join(EVE, GROUP)) == "NOT_FOUND"
    assert (await hall.chats.invites.peek(CEM, invite["token"]))["joined"]
    await hall.town.sql("UPDATE chats SET limits = 2 WHERE id = $1", GROUP)
    seq = await hall.town.say(CEM, GROUP, "here only")
    forward = hall.room.forwarding.forward(CEM, GROUP, [seq], 103, hall.town.rid(), hide=False)
    assert await refused(forward) == "FORBIDDEN chat.no_forwards"


def test_a_wave_is_counted_over_the_last_minute() -> None:
    assert not is_wave(10, 10, 0, 0)
    assert is_wave(10, 11, 0, 0)
    assert is_wave(10, 6, 6, 15_000)
    assert not is_wave(10, 6, 6, 30_000)
    assert not is_wave(0, 1_000, 1_000, 0)


def test_the_strictest_rule_counts() -> None:
    rules = [WordRule(id=n, term="x", act=act) for n, act in enumerate(("warn", "delete", "hold"))]
    found = strictest(rules)
    assert found is not None
    assert found.act == "delete"
    assert strictest([]) is None
    assert strictest([replace(rules[0])]) == rules[0]
