"""Editing, deleting, pinning and reacting: who may, what is kept, what is told."""

import asyncio

import pytest

from tambour.domain.alter import EDIT_WINDOW_MS
from tambour.domain.errors import Conflict
from tambour.domain.messages import Flag
from tambour.domain.rights import May, Right
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DIALOG, DORA, EVE, GROUP, SAVED, refused


async def edit(town, user, chat, seq, text, seen=1, en=()):
    return await town.room.changes.edit(user, chat, seq, text=text, entities=list(en), seen=seen)


async def test_an_edit_shows_new_words_and_keeps_the_old_ones(town):
    await town.say(CEM, GROUP, "teh cat #pet")
    town.clock.turn(s=9)

    answer = await edit(town, CEM, GROUP, 1, "the cat #cat")

    seen = await town.get(DORA, GROUP, 1)
    assert (seen.text, seen.version, seen.edited) == ("the cat #cat", 2, town.clock.now())
    assert answer == {"v": 2, "ev": 2, "ed": town.clock.now()}
    [event] = town.events("e")
    assert (event.ev, event.message.text, event.message.edited) == (2, "the cat #cat", town.clock.now())
    assert [v["x"] for v in await town.room.history.versions(CEM, GROUP, 1)] == ["teh cat #pet"]
    assert await town.sql("SELECT array_agg(tag) FROM hashtags") == ["cat"]
    assert await town.sql("SELECT count(data) FROM chat_log") == 0  # the log repeats no words


async def test_whoever_edits_an_old_version_hears_which_is_new(town):
    await town.say(CEM, GROUP, "one")

    results = await asyncio.gather(
        *(edit(town, CEM, GROUP, 1, text) for text in ("two", "three")), return_exceptions=True
    )

    [conflict] = [r for r in results if isinstance(r, Conflict)]
    assert conflict.facts["ver"] == 2


async def test_an_edit_that_changes_nothing_is_no_event(town):
    await town.say(CEM, GROUP, "one")

    assert (await edit(town, CEM, GROUP, 1, " one ", seen=0))["v"] == 1
    assert town.events("e") == []


async def test_nobody_puts_words_into_anothers_mouth(town):
    await town.say(CEM, GROUP, "mine")
    await town.say(BEN, CHANNEL, "post")

    assert await refused(edit(town, ANA, GROUP, 1, "yours")) == "FORBIDDEN message.not_yours"
    assert await refused(edit(town, CEM, CHANNEL, 1, "yours")) == "FORBIDDEN message.not_yours"
    assert await refused(edit(town, EVE, CHANNEL, 1, "yours")) == "FORBIDDEN chat.not_a_member"
    await edit(town, ANA, CHANNEL, 1, "the owner may, in a channel")
    await town.sql(
        "UPDATE members SET rights = $1 WHERE user_id = $2 AND chat_id = $3", int(Right.BAN), BEN, CHANNEL
    )
    assert (
        await refused(edit(town, BEN, CHANNEL, 1, "no author any more", seen=2))
        == "FORBIDDEN message.not_yours"
    )


async def test_after_two_days_words_stand_in_a_group_and_may_change_in_a_channel(town):
    for chat in (GROUP, CHANNEL, SAVED):
        await town.say(ANA, chat, "one")
    town.clock.turn(ms=EDIT_WINDOW_MS + 1)

    assert await refused(edit(town, ANA, GROUP, 1, "two")) == "FORBIDDEN message.too_old"
    await edit(town, ANA, CHANNEL, 1, "two")
    await edit(town, ANA, SAVED, 1, "two")


async def test_a_restricted_a_suspended_and_a_blocked_person_may_not_edit(town):
    await town.say(CEM, GROUP, "one")
    await town.sql("UPDATE members SET denied = $1 WHERE user_id = $2", int(May.SEND), CEM)
    assert await refused(edit(town, CEM, GROUP, 1, "two")) == "RESTRICTED chat.restricted"
    await town.sql("UPDATE members SET denied = 0")
    await town.sql("UPDATE users SET suspended_until = $1 WHERE id = $2", town.clock.now() + 1, CEM)
    assert await refused(edit(town, CEM, GROUP, 1, "two")) == "MODERATED account.suspended"

    await town.say(BEN, DIALOG, "hi")
    await town.sql("INSERT INTO blocks (user_id, blocked_id, created) VALUES ($1, $2, 1)", ANA, BEN)
    assert await refused(edit(town, BEN, DIALOG, 1, "hi again")) == "FORBIDDEN dialog.blocked"


async def test_an_edited_mention_calls_the_new_person_and_not_the_old(town):
    await town.say(ANA, GROUP, "Ben!", en=[["mention", 0, 3, BEN]])

    await edit(town, ANA, GROUP, 1, "Cem!", en=[["mention", 0, 3, CEM]])

    assert (await town.get(BEN, GROUP, 1)).mentioned == 0
    assert (await town.get(CEM, GROUP, 1)).mentioned == 1


async def test_where_history_is_hidden_a_live_edit_carries_no_words(town):
    await town.say(ANA, GROUP, "before")
    await town.sql("UPDATE chats SET flags = '{\"hide_history\": true}' WHERE id = $1", GROUP)

    await edit(town, ANA, GROUP, 1, "after")

    assert town.events("e") == []
    [event] = town.events("dirty")
    assert (event.ev, event.message, event.data) == (2, None, {"s": 1})
    assert await town.sql("SELECT kind FROM chat_log WHERE ev = 2") == "e"


async def test_deleting_for_all_erases_every_trace_of_the_words(town):
    await town.say(CEM, GROUP, "secret #tag Ben", en=[["mention", 12, 3, BEN]])
    await edit(town, CEM, GROUP, 1, "secret2 #tag Ben", en=[["mention", 13, 3, BEN]])
    await town.room.reactions.react(BEN, GROUP, 1, "👍")
    await town.room.changes.pin(ANA, GROUP, 1, silent=True)

    await town.room.changes.delete(CEM, GROUP, [1])

    assert await town.get(BEN, GROUP, 1) is None
    assert town.events("d")[0].data == {"s": [1]}
    for table in ("message_versions", "hashtags", "mentions", "reactions", "pins", "msg_stats"):
        assert await town.sql(f"SELECT count(*) FROM {table}") == 0, table
    assert await town.sql("SELECT body || coalesce(ents::text, '') FROM messages") == ""
    assert await town.sql("SELECT why FROM tombstones") == "deleted"
    assert await town.sql("SELECT last_gone FROM chats WHERE id = $1", GROUP) == 1


async def test_deleting_again_is_no_event(town):
    await town.say(CEM, GROUP, "once")

    await town.room.changes.delete(CEM, GROUP, [1])
    await town.room.changes.delete(CEM, GROUP, [1, 99])

    assert len(town.events("d")) == 1


async def test_deleting_is_all_or_nothing(town):
    await town.say(CEM, GROUP, "mine")
    await town.say(ANA, GROUP, "not mine")

    assert await refused(town.room.changes.delete(CEM, GROUP, [1, 2])) == "FORBIDDEN message.not_yours"
    assert (await town.get(CEM, GROUP, 1)).text == "mine"
    await town.room.changes.delete(ANA, GROUP, [1, 2])
    assert await town.sql("SELECT verb FROM admin_log") == "message.delete"


async def test_an_admin_needs_the_right_to_delete_others_words(town):
    await town.say(CEM, GROUP, "word")
    assert await refused(town.room.changes.delete(BEN, GROUP, [1])) == "FORBIDDEN message.not_yours"
    await town.sql("UPDATE members SET rights = 8 WHERE user_id = $1", BEN)
    await town.room.changes.delete(BEN, GROUP, [1])


async def test_in_a_dialog_each_deletes_their_own_words_for_both(town):
    await town.say(ANA, DIALOG, "mine")
    assert await refused(town.room.changes.delete(BEN, DIALOG, [1])) == "FORBIDDEN message.not_yours"
    await town.room.changes.delete(ANA, DIALOG, [1])
    assert await town.get(BEN, DIALOG, 1) is None


async def test_deleting_for_me_hides_it_from_me_alone(town):
    await town.say(ANA, GROUP, "word")

    await town.room.changes.hide(CEM, GROUP, [1, 7])

    assert await town.get(CEM, GROUP, 1) is None
    assert (await town.get(DORA, GROUP, 1)).text == "word"
    assert [e.data for e in town.own(CEM, "hide")] == [{"c": GROUP, "s": [1]}]
    await town.room.changes.hide(CEM, GROUP, [1])
    assert len(town.own(CEM, "hide")) == 1


async def test_a_pin_is_told_and_said(town):
    await town.say(CEM, GROUP, "rules")

    await town.room.changes.pin(CEM, GROUP, 1, silent=False)
    await town.room.changes.pin(ANA, GROUP, 1, silent=False)
    note = await town.get(DORA, GROUP, 2)

    assert [e.data for e in town.events("p")] == [{"s": 1, "on": 1}]
    assert (note.kind, note.service, note.sender, note.ev) == ("svc", {"k": "pin", "s": 1}, CEM, 3)
    await town.room.changes.unpin(CEM, GROUP, 1)
    await town.room.changes.unpin(CEM, GROUP, 1)
    assert [e.data["on"] for e in town.events("p")] == [1, 0]
    assert await town.say(DORA, GROUP, "next") == 3  # the chat's own words took a number like all others


async def test_only_who_may_pins_in_a_channel(town):
    await town.say(BEN, CHANNEL, "post")
    assert (
        await refused(town.room.changes.pin(BEN, CHANNEL, 1, silent=True)) == "FORBIDDEN chat.not_permitted"
    )
    await town.room.changes.pin(ANA, CHANNEL, 1, silent=False)
    assert await town.sql("SELECT last_seq FROM chats WHERE id = $1", CHANNEL) == 1


async def test_one_person_has_one_reaction(town):
    await town.say(ANA, GROUP, "word")
    react = town.room.reactions.react

    await react(BEN, GROUP, 1, "❤️")
    await react(CEM, GROUP, 1, "👍")
    assert await react(DORA, GROUP, 1, "👍") == (("👍", 2), ("❤", 1))
    assert await react(BEN, GROUP, 1, "👍") == (("👍", 3),)
    assert await react(BEN, GROUP, 1, "👍") == (("👍", 3),)
    assert await react(BEN, GROUP, 1, "") == (("👍", 2),)

    seen = await town.get(CEM, GROUP, 1)
    assert (seen.reactions, seen.my) == ((("👍", 2),), "👍")
    assert len(town.events("rx")) == 5
    assert town.events("rx")[0].data == {"s": 1, "rx": (("❤", 1),), "u": BEN, "e": "❤"}
    assert await town.sql("SELECT count(*) FROM reactions") == 2


async def test_a_channel_counts_hearts_and_tells_nobody_whose(town):
    await town.say(ANA, CHANNEL, "post")
    await town.sql('UPDATE chats SET flags = \'{"reactions": ["❤️"]}\' WHERE id = $1', CHANNEL)

    await town.room.reactions.react(CEM, CHANNEL, 1, "❤")

    assert town.events("rx")[0].data == {"s": 1, "rx": (("❤", 1),)}
    assert await refused(town.room.reactions.react(CEM, CHANNEL, 1, "👍")) == "BAD e"
    assert await refused(town.room.reactions.react(EVE, CHANNEL, 1, "❤")) == "FORBIDDEN chat.not_a_member"


@pytest.mark.parametrize("flag", [Flag.REMOVED, Flag.QUARANTINED, Flag.DELETED])
async def test_nothing_can_be_done_to_a_message_that_is_gone(town, flag):
    await town.say(CEM, GROUP, "word")
    await town.sql("UPDATE messages SET flags = $1", int(flag))
    changes = town.room.changes

    assert await refused(edit(town, CEM, GROUP, 1, "two")) == "NOT_FOUND"
    assert await refused(town.room.reactions.react(CEM, GROUP, 1, "👍")) == "NOT_FOUND"
    assert await refused(changes.pin(ANA, GROUP, 1, silent=True)) == "NOT_FOUND"
    assert await refused(town.room.history.versions(CEM, GROUP, 1)) == "NOT_FOUND"


async def test_a_stranger_can_do_nothing_at_all(town):
    await town.say(ANA, GROUP, "word")
    changes = town.room.changes
    for work in (
        edit(town, EVE, GROUP, 1, "two"),
        changes.delete(EVE, GROUP, [1]),
        changes.hide(EVE, GROUP, [1]),
        changes.pin(EVE, GROUP, 1, silent=True),
        town.room.reactions.react(EVE, GROUP, 1, "👍"),
        town.room.voting.vote(EVE, GROUP, 1, [0]),
        town.room.drafts.set(EVE, GROUP, text="x", entities=[], reply=0),
        town.room.marks.mentions(EVE, GROUP),
    ):
        assert await refused(work) == "NOT_FOUND"
    assert await refused(town.room.marks.read(EVE, GROUP, 1)) == "FORBIDDEN chat.not_a_member"
