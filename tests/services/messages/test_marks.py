"""Read marks, mentions, views, drafts and typing: what is truly per person."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.messages import marks as rows
from tambour.domain.ids import DAY_MS
from tambour.services.messages.marks import Marks
from tambour.services.messages.views import Seen
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DIALOG, DORA, EVE, GROUP, refused


async def read_seq(town, user, chat=GROUP):
    return await town.sql("SELECT read_seq FROM members WHERE user_id = $1 AND chat_id = $2", user, chat)


async def say_many(town, count, user=ANA, chat=GROUP):
    for n in range(count):
        await town.say(user, chat, f"word {n}")


async def test_reading_counts_what_is_left_and_tells_the_other_devices(town):
    await say_many(town, 5)

    assert await town.room.marks.read(BEN, GROUP, 3) == {"un_": 2, "me_": 0}

    assert await read_seq(town, BEN) == 3
    assert [e.data for e in town.own(BEN, "read")] == [{"c": GROUP, "s": 3}]
    assert town.transient("r") == [{"k": "r", "c": GROUP, "u": BEN, "s": 3}]


async def test_a_mark_never_moves_back_nor_past_the_end(town):
    await say_many(town, 5)
    marks = town.room.marks

    assert (await marks.read(BEN, GROUP, 9999))["un_"] == 0
    assert (await marks.read(BEN, GROUP, 1))["un_"] == 0
    town.clock.turn(s=5)
    await marks.flush()
    await marks.read(BEN, GROUP, 2)
    assert await read_seq(town, BEN) == 5
    await say_many(town, 2)
    assert (await marks.read(BEN, GROUP, 5))["un_"] == 2


async def test_quick_reading_is_written_once_in_three_seconds_and_answered_at_once(town):
    await say_many(town, 9)
    marks = town.room.marks

    lefts = [(await marks.read(BEN, GROUP, seq))["un_"] for seq in range(1, 10)]

    assert lefts == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert await read_seq(town, BEN) == 1
    assert len(town.own(BEN, "read")) == 1
    town.clock.turn(s=3)
    await marks.flush()
    assert await read_seq(town, BEN) == 9
    assert [e.data["s"] for e in town.own(BEN, "read")] == [1, 9]


async def test_marks_that_were_remembered_are_written_at_the_end(town):
    await say_many(town, 3)
    await town.room.marks.read(BEN, GROUP, 1)
    await town.room.marks.read(BEN, GROUP, 3)

    await town.room.marks.close()

    assert await read_seq(town, BEN) == 3


async def test_unread_leaves_out_what_is_deleted_removed_hidden_or_before_ones_time(town):
    await say_many(town, 10)
    await town.room.changes.delete(ANA, GROUP, [3, 4])
    await town.room.changes.hide(CEM, GROUP, [4, 5])
    assert (await town.room.marks.read(CEM, GROUP, 0))["un_"] == 7
    assert (await town.room.marks.read(DORA, GROUP, 0))["un_"] == 8
    await town.sql("UPDATE members SET history_from = 9 WHERE user_id = $1", CEM)
    assert (await town.room.marks.read(CEM, GROUP, 0))["un_"] == 2


async def test_nobody_is_told_who_reads_a_channel_or_a_large_group(town):
    await say_many(town, 1, chat=CHANNEL)
    await say_many(town, 1)
    await town.sql("UPDATE chats SET members = 101 WHERE id = $1", GROUP)

    await town.room.marks.read(CEM, CHANNEL, 1)
    await town.room.marks.read(CEM, GROUP, 1)

    assert town.transient("r") == []


async def test_mentions_wait_until_they_are_read(town):
    await town.sql(
        "INSERT INTO names (name_lower, skeleton, name, kind, target_id, since)"
        " VALUES ('ben', 'ben', 'Ben', 'user', $1, 1)",
        BEN,
    )
    for text in ("@Ben one", "nothing", "two @BEN", "three @ben"):
        command = await town.room.compose(user=ANA, chat=GROUP, rid=town.rid(), text=text)
        await town.accept.send(command)
    await town.room.changes.delete(ANA, GROUP, [3])

    assert await town.room.marks.mentions(BEN, GROUP) == [1, 4]
    assert await town.room.marks.mentions(CEM, GROUP) == []
    assert await town.room.marks.read(BEN, GROUP, 2) == {"un_": 1, "me_": 1}
    assert await town.room.marks.mentions(BEN, GROUP) == [4]


async def test_only_members_are_called(town):
    command = await town.room.compose(
        user=ANA,
        chat=GROUP,
        rid=town.rid(),
        text="Ben Eve",
        entities=[["mention", 0, 3, BEN], ["mention", 4, 3, EVE]],
    )
    assert command.mentions == (BEN,)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4000), st.booleans()), max_size=12))
async def test_law_a_read_mark_is_monotone_and_what_is_unread_is_counted_exactly(town, steps):
    await monotone(town, steps)


async def monotone(town, steps):
    marks, last, told = town.room.marks, 0, 0
    known = marks.marks.get((BEN, GROUP))
    high = max(await read_seq(town, BEN), known.seq if known else 0)
    await say_many(town, 1)
    newest = await town.sql("SELECT last_seq FROM chats WHERE id = $1", GROUP)
    for seq, wait_ms, flush in steps:
        left = (await marks.read(BEN, GROUP, seq))["un_"]
        high = max(high, min(seq, newest))
        assert left == newest - high
        town.clock.turn(ms=wait_ms)
        if flush:
            await marks.flush()
        now = await read_seq(town, BEN)
        assert now >= last
        last = now
    for event in town.own(BEN, "read"):
        assert event.data["s"] > told
        told = event.data["s"]


BACK_AND_FORTH = [(3, 0, False), (5, 0, False), (2, 4000, True), (4, 0, False)]


async def test_a_count_that_forgets_the_mark_not_yet_written_is_caught(town, monkeypatch):
    await say_many(town, 5)
    monkeypatch.setattr(rows, "UNREAD", rows.UNREAD.replace("greatest($3, ", "greatest(0 * $3, "))
    with pytest.raises(AssertionError):
        await monotone(town, BACK_AND_FORTH)


async def test_a_mark_that_may_move_back_is_caught(town, monkeypatch):
    await say_many(town, 5)

    async def move(self, user, chat, seq):
        await self.store.read.messages.db.execute(
            "UPDATE members SET read_seq = $3 WHERE user_id = $1 AND chat_id = $2", user, chat, seq
        )

    monkeypatch.setattr(Marks, "move", move)
    with pytest.raises(AssertionError):
        await monotone(town, BACK_AND_FORTH)


async def test_a_view_counts_once_a_day_and_is_written_together(town):
    await say_many(town, 2, chat=CHANNEL)
    views = town.room.views

    assert await views.view(CEM, CHANNEL, [1, 2, 77]) == [(1, 1), (2, 1)]
    assert await views.view(CEM, CHANNEL, [1]) == [(1, 1)]
    assert await views.view(EVE, CHANNEL, [1]) == [(1, 2)]
    assert await town.sql("SELECT count(*) FROM msg_stats") == 0
    await views.flush()

    assert (await town.get(CEM, CHANNEL, 1)).views == 2
    assert town.transient("vw") == [{"k": "vw", "c": CHANNEL, "v": [[1, 2], [2, 1]]}]
    town.clock.turn(days=2)
    assert await views.view(CEM, CHANNEL, [1]) == [(1, 3)]


async def test_views_are_a_thing_of_channels_and_of_those_who_may_look(town):
    await say_many(town, 1)

    assert await town.room.views.view(CEM, GROUP, [1]) == []
    assert await refused(town.room.views.view(EVE, GROUP, [1])) == "NOT_FOUND"


async def test_a_reaction_and_a_view_do_not_overwrite_each_other(town):
    await say_many(town, 1, chat=CHANNEL)
    await town.room.views.view(CEM, CHANNEL, [1])

    await asyncio.gather(town.room.views.flush(), town.room.reactions.react(CEM, CHANNEL, 1, "👍"))

    seen = await town.get(EVE, CHANNEL, 1)
    assert (seen.views, seen.reactions) == (1, (("👍", 1),))


def test_what_is_remembered_of_viewings_is_bounded():
    seen = Seen(most=100)
    assert all(seen.first((1, 1, n), 0) for n in range(1000))
    assert len(seen.recent) + len(seen.before) <= 200


def test_a_viewing_is_forgotten_after_a_day_and_not_before_half_of_one():
    seen = Seen(turned=1)
    assert seen.first((1, 1, 1), 1)
    assert not seen.first((1, 1, 1), DAY_MS // 2 + 1)
    assert seen.first((1, 1, 1), 2 * DAY_MS)


async def test_a_draft_is_the_same_on_all_devices_and_goes_when_empty(town):
    drafts = town.room.drafts

    await drafts.set(BEN, DIALOG, text="I thi", entities=[["b", 0, 1]], reply=3)
    await drafts.set(BEN, DIALOG, text="I thi", entities=[["b", 0, 1]], reply=3)
    await drafts.set(BEN, DIALOG, text=" ", entities=[], reply=0)
    await drafts.set(BEN, DIALOG, text="", entities=[], reply=0)

    now = town.clock.now()
    assert [e.data for e in town.own(BEN, "draft")] == [
        {"c": DIALOG, "dr": {"x": "I thi", "en": (("b", 0, 1),), "re": 3, "d": now}},
        {"c": DIALOG, "dr": None},
    ]
    assert await town.sql("SELECT count(*) FROM drafts") == 0


async def test_typing_is_told_seldom_and_only_by_who_may_write(town):
    marks = town.room.marks
    for _ in range(3):
        await marks.type(CEM, GROUP, "text")
    await marks.type(CEM, GROUP, "stop")
    await marks.type(CEM, CHANNEL, "text")
    await town.sql("UPDATE members SET denied = 1 WHERE user_id = $1", DORA)
    await marks.type(DORA, GROUP, "text")

    assert [(t["u"], t["as"]) for t in town.transient("ty")] == [(CEM, "text"), (CEM, "stop")]
    assert await refused(marks.type(CEM, GROUP, "dancing")) == "BAD k"
    assert await refused(marks.type(EVE, GROUP, "text")) == "NOT_FOUND"


@pytest.mark.parametrize("seq", [-1, 1 << 60])
async def test_an_impossible_mark_is_refused(town, seq):
    assert await refused(town.room.marks.read(BEN, GROUP, seq)) == "BAD s"
