"""Forwarding keeps the first source, and a repeat makes nothing new."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.domain.messages import Flag, Source
from tambour.domain.planned import derived_rid
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DIALOG, EVE, GROUP, SAVED, refused


async def forward(town, user, source, seqs, target, rid=None, hide=False):
    return await town.room.forwarding.forward(user, source, seqs, target, rid or town.rid(), hide=hide)


async def test_a_forward_says_who_said_it_first_and_where(town):
    await town.say(CEM, GROUP, "*word* #tag", en=[["b", 0, 6]])
    said_at = town.clock.now()
    town.clock.turn(s=60)

    answer = await forward(town, BEN, GROUP, [1], DIALOG)

    copy = await town.get(ANA, DIALOG, 1)
    assert answer == {"s": [1], "ev": [1], "d": town.clock.now()}
    assert (copy.text, copy.sender, copy.entities[0]) == ("*word* #tag", BEN, ("b", 0, 6))
    assert copy.source == Source(chat=GROUP, seq=1, sender=CEM, name="Cem", ts=said_at)
    assert town.heard[-1].chat_events[0].message.source == copy.source
    assert await town.sql("SELECT root_seq FROM forwards WHERE chat_id = $1", DIALOG) == 1


async def test_a_channel_is_its_own_source(town):
    await town.say(BEN, CHANNEL, "news")
    await forward(town, CEM, CHANNEL, [1], GROUP)

    assert (await town.get(ANA, GROUP, 1)).source.name == "Drum"
    assert (await town.get(ANA, GROUP, 1)).source.sender == 0


async def test_a_hidden_source_is_shown_to_nobody_and_still_followed(town):
    await town.say(CEM, GROUP, "word")
    await forward(town, BEN, GROUP, [1], DIALOG, hide=True)
    await forward(town, ANA, DIALOG, [1], SAVED)

    for viewer, chat in ((ANA, DIALOG), (ANA, SAVED)):
        assert (await town.get(viewer, chat, 1)).source is None
    assert [e.message.source for e in town.events("n")] == [None, None, None]
    assert await town.sql("SELECT count(*) FROM forwards WHERE root_chat = $1 AND root_seq = 1", GROUP) == 2


async def test_the_same_rid_gives_the_same_copies_whatever_became_of_the_originals(town):
    for text in ("one", "two", "three"):
        await town.say(ANA, GROUP, text)
    rid = town.rid()

    first = await forward(town, ANA, GROUP, [3, 1, 2], DIALOG, rid)
    await town.room.changes.delete(ANA, GROUP, [2])
    again = await asyncio.gather(*(forward(town, ANA, GROUP, [1, 2, 3], DIALOG, rid) for _ in range(3)))

    assert first["s"] == [1, 2, 3]
    assert again == [first] * 3
    assert [(await town.get(BEN, DIALOG, s)).text for s in (1, 2, 3)] == ["one", "two", "three"]


async def test_a_forward_cut_short_is_completed_by_its_repeat(town):
    for text in ("one", "two"):
        await town.say(ANA, GROUP, text)
    rid = town.rid()
    await forward(town, ANA, GROUP, [1], DIALOG, rid)  # as if the process had died after the first copy

    assert (await forward(town, ANA, GROUP, [1, 2], DIALOG, rid))["s"] == [1, 2]
    assert await town.sql("SELECT last_seq FROM chats WHERE id = $1", DIALOG) == 2


async def test_what_is_protected_removed_or_not_for_ones_eyes_is_not_forwarded(town):
    await town.say(CEM, GROUP, "word")
    await town.say(CEM, GROUP, "bad")
    await town.sql("UPDATE messages SET flags = $1 WHERE seq = 2", int(Flag.REMOVED))

    assert await refused(forward(town, EVE, GROUP, [1], CHANNEL)) == "NOT_FOUND"
    assert await refused(forward(town, CEM, GROUP, [1, 2], GROUP)) == "NOT_FOUND"
    assert await refused(forward(town, CEM, GROUP, [1], CHANNEL)) == "FORBIDDEN channel.not_an_author"
    assert await refused(forward(town, CEM, GROUP, [], GROUP)) == "BAD s"
    assert await refused(forward(town, CEM, GROUP, list(range(1, 102)), GROUP)) == "TOO_LARGE s"
    await town.sql("UPDATE chats SET flags = '{\"protect\": true}' WHERE id = $1", GROUP)
    assert await refused(forward(town, CEM, GROUP, [1], GROUP)) == "FORBIDDEN chat.protected"


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([GROUP, DIALOG, SAVED, CHANNEL]), st.booleans()), min_size=1, max_size=6
    )
)
async def test_law_a_chain_of_forwards_keeps_its_root(town, chain):
    root = seq = await town.say(ANA, GROUP, "root")
    chat, hidden = GROUP, False
    for target, hide in chain:
        answer = await forward(town, ANA, chat, [seq], target, hide=hide)
        [seq], chat, hidden = answer["s"], target, hidden or hide
    kept = await town.sql(
        "SELECT array[root_chat, root_seq] FROM forwards WHERE chat_id = $1 AND seq = $2", chat, seq
    )
    shown = (await town.get(ANA, chat, seq)).source
    assert kept == [GROUP, root]
    assert (shown is None) == hidden
    assert hidden or (shown.chat, shown.seq, shown.sender) == (GROUP, root, ANA)


@given(st.integers(1, (1 << 63) - 1))
def test_law_the_rids_of_one_forward_are_distinct_repeatable_and_of_one_day(rid):
    derived = [derived_rid(rid, index) for index in range(100)]

    assert len(set(derived)) == 100
    assert derived[0] == rid
    assert {r >> 22 for r in derived} == {rid >> 22}
