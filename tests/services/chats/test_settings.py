"""Changing a chat, its end, one's own part in it, folders, and what newcomers may do a day."""

from typing import Any

import pytest

from tambour.domain.errors import BadInput, Conflict, Flood, Forbidden, Gone, NotFound
from tambour.domain.events import EVERYBODY
from tambour.domain.folders import Filters
from tambour.domain.rights import May, Right
from tambour.services.chats.own import OwnPart
from tambour.services.chats.settings import Edit
from tests.services.chats.conftest import Town


async def test_one_event_tells_exactly_what_changed(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    seen = await town.settings.edit(anna, chat, Edit(title="New name", about="", slow=30, protect=True))
    assert (seen.title, seen.slow, seen.flags) == ("New name", 30, {"protect": True})
    changes = [e for e in town.chat_events(chat) if e.kind == "c"]
    assert [e.data for e in changes] == [{"ch": {"ti": "New name", "slow": 30, "fl": {"protect": True}}}]
    await town.settings.edit(anna, chat, Edit(title="New name", slow=30, protect=True))
    assert len([e for e in town.chat_events(chat) if e.kind == "c"]) == 1
    await town.settings.edit(anna, chat, Edit(protect=False, reactions=("👍", "👍", "🎉")))
    assert (await town.views.one(boris, chat)).flags == {"reactions": ["👍", "🎉"]}
    await town.settings.edit(anna, chat, Edit(reactions=("*",)))
    assert (await town.views.one(boris, chat)).flags == {}


async def test_what_may_shrink_a_right_to_write_moves_the_generation_and_a_new_title_does_not(
    town: Town,
) -> None:
    anna = await town.person()
    chat = await town.chat(anna)
    gens = []
    for want in (Edit(title="X"), Edit(slow=5), Edit(permissions=int(May.REACT)), Edit(protect=True)):
        await town.settings.edit(anna, chat, want)
        gens.append(await town.store.pool.fetchval("SELECT gen FROM chats WHERE id = $1", chat))
    assert gens == [gens[0], gens[0] + 1, gens[0] + 2, gens[0] + 3]


async def test_a_chat_is_public_exactly_while_it_has_a_name_of_its_own(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel")
    with pytest.raises(BadInput):
        await town.settings.edit(anna, chat, Edit(public=True))
    seen = await town.settings.edit(anna, chat, Edit(name="@Harbour_News"))
    assert (seen.username, seen.public) == ("Harbour_News", 1)
    assert (await town.views.by_name(boris, "harbour_news")).id == chat
    other = await town.chat(anna, "channel")
    with pytest.raises(Conflict):
        await town.settings.edit(anna, other, Edit(name="HARBOUR_NEWS"))
    await town.settings.edit(anna, chat, Edit(public=False))
    with pytest.raises(NotFound):
        await town.views.by_name(boris, "harbour_news")
    await town.settings.edit(anna, other, Edit(name="harbour_news"))


async def test_newcomers_see_nothing_of_before_where_history_is_hidden(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", name="garden_club")
    await town.say(chat, anna, "before")
    await town.settings.edit(anna, chat, Edit(hide_history=True))
    assert (await town.views.one(boris, chat)).last is None
    joined = await town.joining.join(boris, chat)
    assert joined is not None
    assert (joined.last, joined.unread) == (None, 0)
    seq = await town.say(chat, anna, "after")
    seen = await town.views.one(boris, chat)
    assert seen.last is not None
    assert (seen.last.seq, seen.unread, seen.history_from) == (seq, 1, seq)


async def test_a_deleted_chat_is_gone_for_all_by_one_event_and_its_name_is_free(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", boris, name="garden_club")
    with pytest.raises(Forbidden, match="not_the_owner"):
        await town.chats.ending.delete(boris, chat)
    await town.chats.ending.delete(anna, chat)
    event = town.chat_events(chat)[-1]
    assert (event.kind, event.data, event.left) == ("c", {"ch": {"st": "deleted"}}, (EVERYBODY,))
    for person in (anna, boris):
        with pytest.raises(Gone):
            await town.views.one(person, chat)
        assert (await town.views.page(person, before="", folder=0, archived=False, limit=50))[0] == []
        (bare,) = await town.views(person, [chat])
        assert (bare.state, bare.title, bare.last_ev) == ("deleted", "", event.ev)
    assert await town.store.pool.fetchval("SELECT count(*) FROM members WHERE chat_id = $1", chat) == 2
    again = await town.chat(boris, "channel", name="garden_club")
    assert (await town.views.by_name(anna, "garden_club")).id == again
    with pytest.raises(Gone):
        await town.chats.ending.delete(anna, chat)


async def test_a_dialog_put_away_comes_back_with_the_next_word_and_the_other_keeps_theirs(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.dialog(anna, boris)
    await town.say(chat, boris, "old")
    await town.chats.ending.delete(anna, chat)
    assert (await town.views.page(anna, before="", folder=0, archived=False, limit=50))[0] == []
    assert len((await town.views.page(boris, before="", folder=0, archived=False, limit=50))[0]) == 1
    seq = await town.say(chat, boris, "new")
    (page, _) = await town.views.page(anna, before="", folder=0, archived=False, limit=50)
    assert [(c.id, c.unread, c.history_from) for c in page] == [(chat, 1, seq)]


async def test_a_removed_chat_shows_not_even_its_title(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", boris, name="garden_club", title="Bad words")
    await town.store.pool.execute("UPDATE chats SET state = 'removed' WHERE id = $1", chat)
    (seen,) = await town.views(boris, [chat])
    assert (seen.state, seen.title, seen.last, seen.username) == ("removed", "", None, "")
    stranger = await town.person()
    assert await town.views(stranger, [chat]) == []
    with pytest.raises(NotFound):
        await town.views.by_name(stranger, "garden_club")


async def test_mute_pin_archive_and_folder_are_told_to_ones_own_devices_only(town: Town) -> None:
    anna = await town.person()
    chats = [await town.chat(anna) for _ in range(3)]
    before = len([e for chat in chats for e in town.chat_events(chat)])
    await town.own.set(anna, chats[0], OwnPart(mute=-1, pin=1))
    await town.own.set(anna, chats[1], OwnPart(pin=1))
    pins = {c.id: c.pin for c in await town.views(anna, chats)}
    assert pins == {chats[0]: 2, chats[1]: 1, chats[2]: 0}
    await town.own.set(anna, chats[1], OwnPart(archive=True))
    seen = {c.id: (c.pin, c.archived) for c in await town.views(anna, chats)}
    assert seen == {chats[0]: (1, 0), chats[1]: (0, 1), chats[2]: (0, 0)}
    archived, _ = await town.views.page(anna, before="", folder=0, archived=True, limit=50)
    assert [c.id for c in archived] == [chats[1]]
    told = [e.data for e in town.own_events(anna) if e.kind == "chat~"]
    assert told[0]["mu"] == (1 << 53) - 1
    assert told[-2:] == [{"c": chats[0], "pi": 1}, {"c": chats[1], "pi": 0}]
    assert len([e for chat in chats for e in town.chat_events(chat)]) == before


async def test_a_chat_put_aside_is_marked_on_all_ones_devices_until_it_is_opened(town: Town) -> None:
    anna = await town.person()
    chat = await town.chat(anna)
    await town.own.set(anna, chat, OwnPart(unread=True))
    await town.own.set(anna, chat, OwnPart(unread=True))
    assert [c.marked_unread for c in await town.views(anna, [chat])] == [1]
    await town.own.set(anna, chat, OwnPart(unread=False))
    assert [c.marked_unread for c in await town.views(anna, [chat])] == [0]
    told = [e.data for e in town.own_events(anna) if e.kind == "chat~"]
    assert told == [{"c": chat, "um": 1}, {"c": chat, "um": 0}]


async def test_groups_in_common_are_those_both_can_see(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    both = await town.chat(anna, "group", boris)
    await town.chat(anna, "channel", boris)
    gone = await town.chat(anna, "group", boris)
    await town.chat(anna)
    await town.store.pool.execute("UPDATE chats SET state = 'removed' WHERE id = $1", gone)
    assert [chat.id for chat in await town.views.common(boris, anna)] == [both]
    assert await town.views.common(boris, await town.person()) == []


async def test_a_folder_shows_what_was_put_in_and_what_its_filters_say(town: Town) -> None:
    anna = await town.person()
    group, channel, other = await town.chat(anna), await town.chat(anna, "channel"), await town.chat(anna)
    (folder,) = await town.own.put_folder(anna, 0, " News ", Filters(kinds=("channel",), exclude=(other,)))
    await town.own.set(anna, group, OwnPart(folder=folder.id))
    page, _ = await town.views.page(anna, before="", folder=folder.id, archived=False, limit=50)
    assert {c.id for c in page} == {group, channel}
    with pytest.raises(BadInput):
        await town.own.set(anna, group, OwnPart(folder=77))
    assert await town.own.remove_folder(anna, folder.id) == []
    assert (await town.views.one(anna, group)).folder == 0


async def test_no_more_than_ten_chats_are_pinned(town: Town) -> None:
    anna = await town.person()
    chats = [await town.chat(anna) for _ in range(11)]
    for place, chat in enumerate(chats[:10], 1):
        await town.own.set(anna, chat, OwnPart(pin=place))
    with pytest.raises(Forbidden, match="too_many_pins"):
        await town.own.set(anna, chats[10], OwnPart(pin=1))


async def test_a_young_account_joins_thirty_chats_a_day(town: Town) -> None:
    anna = await town.person()
    young = await town.person(created=town.clock.now())
    chat = await town.chat(anna, "channel", name="garden_club")
    for _ in range(30):
        await town.joining.join(young, chat)
        await town.joining.leave(young, chat)
    with pytest.raises(Flood):
        await town.joining.join(young, chat)
    await town.check_counters(chat)


async def test_folders_stand_in_the_order_they_are_put_into(town: Town) -> None:
    anna = await town.person()
    for title in ("One", "Two", "Three"):
        await town.own.put_folder(anna, 0, title, Filters())
    one, two, three = [folder.id for folder in await town.own.folders(anna)]

    await town.own.order_folders(anna, [three, one])

    assert [folder.id for folder in await town.own.folders(anna)] == [three, one, two]
    with pytest.raises(BadInput):
        await town.own.order_folders(anna, [three, 99])
    with pytest.raises(BadInput):
        await town.own.order_folders(anna, [three, three])


async def test_the_log_of_acts_by_one_person_and_of_one_kind(town: Town) -> None:
    anna, boris, clara = [await town.person() for _ in range(3)]
    chat = await town.chat(anna, "group", boris, clara)
    await town.ranks.promote(anna, chat, boris, int(Right.BAN))
    await town.ranks.restrict(boris, chat, clara, 1)
    await town.ranks.ban(boris, chat, clara)

    async def verbs(**how: Any) -> list[str]:
        return [e["k"] for e in await town.settings.log(anna, chat, before=0, limit=50, **how)]

    assert await verbs() == ["member.ban", "member.restrict", "member.promote"]
    assert await verbs(who=boris) == ["member.ban", "member.restrict"]
    assert await verbs(verbs=["member.ban"]) == ["member.ban"]
    assert await verbs(who=anna, verbs=["member.ban"]) == []
