"""Making chats, joining, bringing people in and leaving, as people would tell it."""

import asyncio

import pytest

from tambour.domain.errors import Conflict, Forbidden, NotFound
from tambour.services.chats.create import NewChat
from tambour.services.chats.settings import Edit
from tests.services.chats.conftest import Town


async def test_two_people_have_one_dialog_however_often_and_from_whichever_side_it_is_opened(
    town: Town,
) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    made = await asyncio.gather(*(town.dialog(*p) for p in [(anna, boris), (boris, anna)] * 4))
    assert len(set(made)) == 1
    seen, _ = await town.chats.create.create(boris, NewChat(kind="dialog", user=anna))
    assert (seen.kind, seen.peer, seen.role, seen.members) == ("dialog", anna, "member", 2)
    assert [e.kind for e in town.own_events(boris)] == ["chat+"]
    assert town.own_events(boris)[0].data["ch"]["pe"] == anna


async def test_saved_messages_are_the_dialog_with_oneself(town: Town) -> None:
    anna = await town.person()
    one, _ = await town.chats.create.create(anna, NewChat(kind="saved"))
    two, _ = await town.chats.create.create(anna, NewChat(kind="saved"))
    assert one.id == two.id
    assert (one.kind, one.members, one.peer) == ("saved", 1, 0)


async def test_nobody_opens_a_dialog_with_a_person_who_does_not_exist(town: Town) -> None:
    anna = await town.person()
    with pytest.raises(NotFound):
        await town.dialog(anna, 12345)


async def test_a_group_starts_with_its_people_and_everybody_is_told(town: Town) -> None:
    anna, boris, clara = await town.person(), await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris, clara, title="  Tea \u202e house ")
    seen = await town.views.one(clara, chat)
    assert (seen.title, seen.members, seen.role, seen.owner) == ("Tea house", 3, "member", anna)
    assert [e.kind for e in town.own_events(boris)] == ["chat+"]
    assert town.own_events(boris)[0].data["ch"]["m"] == 3
    assert [e.data["u"] for e in town.chat_events(chat) if e.kind == "m"] == [boris, clara]
    said = town.chat_events(chat)[-1].message
    assert said is not None
    assert (said.kind, said.service, said.sender) == ("svc", {"k": "created", "ti": "Tea house"}, anna)
    await town.check_counters(chat)


async def test_the_same_rid_makes_one_group_and_another_kind_with_it_is_a_conflict(town: Town) -> None:
    anna = await town.person()
    rid = town.rid()
    want = NewChat(kind="group", rid=rid, title="One")
    made = await asyncio.gather(*(town.chats.create.create(anna, want) for _ in range(5)))
    assert len({chat.id for chat, _ in made}) == 1
    with pytest.raises(Conflict):
        await town.chats.create.create(anna, NewChat(kind="channel", rid=rid, title="One"))


async def test_who_does_not_want_to_be_added_is_skipped_with_the_reason(town: Town) -> None:
    anna = await town.person()
    shy = await town.person(privacy={"add_to_groups": "nobody"})
    careful = await town.person(privacy={"add_to_groups": "contacts"})
    friend = await town.person(privacy={"add_to_groups": "contacts"})
    cross = await town.person()
    await town.store.pool.execute("INSERT INTO contacts VALUES ($1, $2, '', 0)", friend, anna)
    await town.store.pool.execute("INSERT INTO blocks VALUES ($1, $2, 0)", cross, anna)
    chat = await town.chat(anna)
    added, skipped = await town.joining.add(anna, chat, [shy, careful, friend, cross, anna, 999])
    assert added == [friend]
    assert skipped == {
        shy: "privacy",
        careful: "privacy",
        cross: "blocked",
        anna: "member",
        999: "unknown",
    }
    await town.check_counters(chat)


async def test_joining_a_public_channel_costs_one_row_and_tells_only_the_one_who_came(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", name="tea_news")
    before = len(town.chat_events(chat))
    joined = await town.joining.join(boris, chat)
    again = await town.joining.join(boris, chat)
    assert joined is not None
    assert again is not None
    assert (joined.members, joined.role, again.members) == (2, "member", 2)
    assert len(town.chat_events(chat)) == before
    assert [e.kind for e in town.own_events(boris)] == ["chat+"]
    await town.joining.leave(boris, chat)
    assert len(town.chat_events(chat)) == before
    await town.check_counters(chat)


async def test_a_private_group_does_not_exist_for_strangers(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna)
    for attempt in (
        town.joining.join(boris, chat),
        town.views.one(boris, chat),
        town.views.may_read(boris, chat),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await town.views(boris, [chat]) == []


async def test_leaving_a_group_is_heard_by_the_others_and_drops_the_one_who_left(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    await town.joining.leave(boris, chat)
    await town.joining.leave(boris, chat)
    event, said = town.chat_events(chat)[-2:]
    assert said.message is not None
    assert said.message.service == {"k": "left"}
    assert (event.kind, event.data, event.left) == ("m", {"u": boris, "ro": "", "m": 1}, (boris,))
    assert town.own_events(boris)[-1].kind == "chat-"
    await town.check_counters(chat)


async def test_an_owner_with_people_must_hand_over_before_leaving(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    with pytest.raises(Forbidden, match="owner_must_hand_over"):
        await town.joining.leave(anna, chat)


async def test_what_happens_in_a_channel_touches_no_row_of_its_subscribers(town: Town) -> None:
    anna, *people = [await town.person() for _ in range(40)]
    chat = await town.chat(anna, "channel", *people[:30], name="garden_club")
    places = "SELECT user_id, xmin::text FROM members WHERE chat_id = $1 AND user_id = ANY ($2::bigint[])"
    logs = "SELECT id, pts FROM users WHERE id = ANY ($1::bigint[])"
    before = (
        await town.store.pool.fetch(places, chat, people[:20]),
        await town.store.pool.fetch(logs, people[:20]),
    )
    await town.joining.join(people[35], chat)
    await town.say(chat, anna, "news")
    await town.settings.edit(anna, chat, Edit(title="Other news", permissions=0))
    await town.ranks.ban(anna, chat, people[25])
    await town.joining.leave(people[26], chat)
    await town.chats.ending.delete(anna, chat)
    after = (
        await town.store.pool.fetch(places, chat, people[:20]),
        await town.store.pool.fetch(logs, people[:20]),
    )
    assert sorted(map(tuple, before[0])) == sorted(map(tuple, after[0]))
    assert sorted(map(tuple, before[1])) == sorted(map(tuple, after[1]))
    await town.check_counters(chat)


async def test_a_stranger_looking_into_a_public_chat_is_dropped_by_a_ban(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", name="garden_club")
    await town.ranks.ban(anna, chat, boris)
    assert (town.chat_events(chat)[-1].kind, town.chat_events(chat)[-1].left) == ("nop", (boris,))
