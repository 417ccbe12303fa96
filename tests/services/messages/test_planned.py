"""Messages sent later: once, whatever happens in between."""

import asyncio

import pytest

from tambour.domain.ids import RID_RANDOM_BITS
from tambour.domain.planned import PLANS_MAX
from tambour.services.messages.planned import command_of
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, EVE, GROUP, refused
from tests.waiting import until

HOUR_MS = 3_600_000


async def plan(town, user=ANA, chat=GROUP, text="later", after_ms=HOUR_MS, rid=None):
    command = await town.room.compose(user=user, chat=chat, rid=rid or town.rid(), text=text)
    return await town.room.planning.plan(command, town.clock.now() + after_ms)


async def last_seq(town, chat=GROUP):
    return await town.sql("SELECT last_seq FROM chats WHERE id = $1", chat)


async def test_it_is_said_when_its_time_has_come_and_not_before(town):
    await plan(town, text="later #tag")
    planning = town.room.planning

    assert await planning.send_due() == 0
    town.clock.turn(ms=HOUR_MS)
    assert await planning.send_due() == 1
    assert await planning.send_due() == 0

    said = await town.get(BEN, GROUP, 1)
    assert (said.text, said.sender, said.ts) == ("later #tag", ANA, town.clock.now())
    assert await planning.list(ANA, GROUP) == []


async def test_two_workers_say_it_once(town):
    for n in range(5):
        await plan(town, text=f"later {n}")
    town.clock.turn(ms=HOUR_MS)

    settled = await asyncio.gather(*(town.room.planning.send_due() for _ in range(4)))

    assert sum(settled) == 5
    assert await last_seq(town) == 5


async def test_a_crash_after_the_commit_does_not_double_it(town, monkeypatch):
    await plan(town)
    town.clock.turn(ms=HOUR_MS)
    planning = town.room.planning

    async def crash(tx, plan):
        await planning.accept.send(command_of(plan), gated=False)
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "settle", crash)
    with pytest.raises(KeyboardInterrupt):
        await planning.send_due()
    monkeypatch.undo()

    assert await last_seq(town) == 1
    assert await planning.send_due() == 1
    assert await last_seq(town) == 1


async def test_a_plan_of_many_days_ahead_is_not_too_old_when_it_comes(town):
    await plan(town, after_ms=300 * 24 * HOUR_MS)
    town.clock.turn(days=300)

    assert await town.room.planning.send_due() == 1
    assert await last_seq(town) == 1


async def test_the_same_request_is_the_same_plan(town):
    rid = town.rid()
    assert await plan(town, rid=rid) == await plan(town, rid=rid)
    assert len(await town.room.planning.list(ANA, GROUP)) == 1


async def test_a_repeat_after_it_was_said_is_no_second_one_and_a_new_one_for_the_past_is_refused(town):
    rid, at = town.rid(), town.clock.now() + HOUR_MS
    command = await town.room.compose(user=ANA, chat=GROUP, rid=rid, text="later")
    number = await town.room.planning.plan(command, at)
    town.clock.turn(ms=HOUR_MS)
    await town.room.planning.send_due()

    assert await town.room.planning.plan(command, at) == number, "the answer was lost on its way"
    fresh = await town.room.compose(user=ANA, chat=GROUP, rid=town.rid(), text="too late")
    for when in (at, town.clock.now() + 5_000, -1, 0, 1 << 62, -(1 << 62)):
        assert await refused(town.room.planning.plan(fresh, when)) == "BAD at"
    assert await town.room.planning.list(ANA, GROUP) == []
    assert await last_seq(town) == 1


async def test_plans_for_the_same_minute_stay_apart(town):
    at = town.clock.now() + HOUR_MS
    for n in range(10):
        rid = town.clock.now() << RID_RANDOM_BITS | 5  # even where chance repeats itself
        command = await town.room.compose(user=ANA, chat=GROUP, rid=rid, text=f"plan {n}")
        await town.room.planning.plan(command, at)
        town.clock.turn(ms=7)
    town.clock.turn(ms=HOUR_MS)
    await town.room.planning.send_due()
    assert await last_seq(town) == 10


async def test_only_the_planner_sees_and_cancels_it(town):
    number = await plan(town)
    planning = town.room.planning

    [item] = await planning.list(ANA, GROUP)
    assert item == {"id": number, "c": GROUP, "at": town.clock.now() + HOUR_MS, "x": "later"}
    assert await planning.list(BEN, GROUP) == []
    assert await refused(planning.cancel(BEN, number)) == "NOT_FOUND"
    await planning.cancel(ANA, number)
    assert await refused(planning.cancel(ANA, number)) == "NOT_FOUND"
    assert await planning.list(ANA, GROUP) == []


async def test_it_can_be_sent_at_once(town):
    number = await plan(town)

    answer = await town.room.planning.send_now(ANA, number)

    assert answer == {"s": 1, "ev": 1, "d": town.clock.now()}
    assert await refused(town.room.planning.send_now(ANA, number)) == "NOT_FOUND"


async def test_what_may_not_be_said_any_more_stays_in_the_list_with_the_reason(town):
    await plan(town, user=CEM)
    await town.sql("DELETE FROM members WHERE user_id = $1 AND chat_id = $2", CEM, GROUP)
    town.clock.turn(ms=HOUR_MS)

    assert await town.room.planning.send_due() == 1
    assert await town.room.planning.send_due() == 0

    [item] = await town.room.planning.list(CEM, GROUP)
    assert item["err"] == "chat.not_a_member"
    assert await last_seq(town) == 0


async def test_when_and_where_are_checked_at_once(town):
    assert await refused(plan(town, after_ms=5000)) == "BAD at"
    assert await refused(plan(town, after_ms=400 * 24 * HOUR_MS)) == "BAD at"
    assert await refused(plan(town, user=EVE)) == "NOT_FOUND"
    assert await refused(plan(town, user=EVE, chat=CHANNEL)) == "FORBIDDEN chat.not_a_member"


async def test_plans_are_not_endless(town):
    await town.sql(
        "INSERT INTO scheduled (id, chat_id, user_id, at, request, rid) SELECT n, $1, $2, 1, '{}', n"
        " FROM generate_series(1, $3::int) n",
        GROUP,
        ANA,
        PLANS_MAX,
    )
    assert await refused(plan(town)) == "TOO_LARGE at"


async def test_the_loop_sends_and_stops(town):
    await plan(town)
    town.clock.turn(ms=HOUR_MS)
    planning = town.room.planning

    planning.start()
    await until(lambda: last_seq(town))
    await planning.stop()

    assert await last_seq(town) == 1


async def test_plans_of_one_moment_are_said_in_the_order_they_were_made(town):
    numbers = [await plan(town, text=text) for text in ("first", "second", "third")]
    await town.room.planning.change(ANA, numbers[0], text="first of all", entities=[], at=0)
    assert [each["x"] for each in await town.room.planning.list(ANA, GROUP)] == [
        "first of all",
        "second",
        "third",
    ]
    town.clock.turn(ms=HOUR_MS)

    assert await town.room.planning.send_due() == 3

    said = [(await town.get(BEN, GROUP, seq)).text for seq in (1, 2, 3)]
    assert said == ["first of all", "second", "third"]


async def test_a_plan_gets_other_words_and_another_time_and_is_said_once(town):
    number = await plan(town, text="wrods")
    later = town.clock.now() + 2 * HOUR_MS
    planning = town.room.planning

    shown = await planning.change(ANA, number, text="words", entities=[["b", 0, 5]], at=later)

    assert (shown["x"], shown["at"], shown["en"]) == ("words", later, (("b", 0, 5),))
    assert await refused(planning.change(BEN, number, text="mine", entities=[], at=0)) == "NOT_FOUND"
    assert await refused(planning.change(ANA, number, text=None, entities=[], at=5)) == "BAD at"
    town.clock.turn(ms=HOUR_MS)
    assert await planning.send_due() == 0
    town.clock.turn(ms=HOUR_MS)
    assert await planning.send_due() == 1
    assert (await town.get(BEN, GROUP, 1)).text == "words"


async def test_a_plan_that_failed_is_tried_again_once_it_was_changed(town):
    await town.sql("UPDATE chats SET permissions = 0 WHERE id = $1", GROUP)
    number = await plan(town, user=CEM)
    town.clock.turn(ms=HOUR_MS)
    await town.room.planning.send_due()
    assert (await town.room.planning.list(CEM, GROUP))[0]["err"] == "chat.not_permitted"

    await town.sql("UPDATE chats SET permissions = 127, gen = gen + 1 WHERE id = $1", GROUP)
    await town.room.planning.change(CEM, number, text=None, entities=[], at=town.clock.now() + HOUR_MS)
    town.clock.turn(ms=HOUR_MS)
    assert await town.room.planning.send_due() == 1
    assert await town.room.planning.list(CEM, GROUP) == []
