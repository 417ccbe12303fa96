"""Sending away, banning, restricting, promoting, handing over, and the list of people."""

import pytest

from tambour.adapters.postgres.log import open_log
from tambour.domain.errors import BadInput, Forbidden, NeedPassword
from tambour.domain.rights import ALL_RIGHTS, May, Right
from tests.services.chats.conftest import Town


async def gen(town: Town, chat: int) -> int:
    found: int = await town.store.pool.fetchval("SELECT gen FROM chats WHERE id = $1", chat)
    return found


async def test_a_banned_person_hears_the_ban_and_comes_back_only_after_it_ends(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris, name="tea_house")
    before = await gen(town, chat)
    await town.ranks.ban(anna, chat, boris, until=town.clock.now() + 60_000, reason="noise")
    assert await gen(town, chat) > before
    event = next(e for e in reversed(town.chat_events(chat)) if e.kind == "m")
    assert (event.data["ro"], event.left) == ("", (boris,))
    for attempt in (town.joining.join(boris, chat), town.views.one(boris, chat)):
        with pytest.raises(Forbidden, match="banned"):
            await attempt
    _, skipped = await town.joining.add(anna, chat, [boris])
    assert skipped == {boris: "banned"}
    bans, _ = await town.ranks.page(anna, chat, filter="banned")
    assert [(b["u"], b["reason"], b["by"]) for b in bans] == [(boris, "noise", anna)]
    town.clock.turn(s=61)
    assert (await town.joining.join(boris, chat)) is not None
    await town.check_counters(chat)


async def test_a_ban_can_take_what_was_said_lately_with_it(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    bad = [await town.say(chat, boris, f"spam {i}") for i in range(3)]
    good = await town.say(chat, anna, "hello")
    await town.ranks.ban(anna, chat, boris, wipe=True)
    gone = [e for e in town.chat_events(chat) if e.kind == "d"]
    assert [e.data["s"] for e in gone] == [bad]
    left = await town.store.pool.fetch(
        "SELECT seq FROM messages WHERE chat_id = $1 AND flags & 2 = 0 AND kind = 'text'", chat
    )
    assert [row["seq"] for row in left] == [good]
    await town.check_counters(chat)


async def test_somebody_sent_away_from_a_channel_is_dropped_and_the_others_learn_nothing(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "channel", boris)
    await town.ranks.remove(anna, chat, boris)
    event = town.chat_events(chat)[-1]
    assert (event.kind, event.data, event.left) == ("nop", {}, (boris,))
    assert town.own_events(boris)[-1].kind == "chat-"


async def test_a_restriction_ends_by_itself_and_moves_the_generation(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    before = await gen(town, chat)
    until = town.clock.now() + 60_000
    await town.ranks.restrict(anna, chat, boris, int(May.SEND | May.LINKS), until)
    assert await gen(town, chat) > before
    seen = await town.views.one(boris, chat)
    assert (seen.denied, seen.denied_until) == (int(May.SEND | May.LINKS), until)
    people, _ = await town.ranks.page(anna, chat, filter="restricted")
    assert [p["u"] for p in people] == [boris]
    town.clock.turn(s=61)
    assert (await town.views.one(boris, chat)).denied == 0
    assert (await town.ranks.page(anna, chat, filter="restricted"))[0] == []


async def test_a_restriction_waits_for_who_leaves_and_comes_back(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris, name="tea_house")
    until = town.clock.now() + 60_000
    await town.ranks.restrict(anna, chat, boris, int(May.SEND), until)
    await town.joining.leave(boris, chat)

    again = await town.joining.join(boris, chat)

    assert again is not None
    assert (again.denied, again.denied_until) == (int(May.SEND), until)
    people, _ = await town.ranks.page(anna, chat, filter="restricted")
    assert [p["u"] for p in people] == [boris]
    await town.ranks.restrict(anna, chat, boris, 0)
    await town.joining.leave(boris, chat)
    back = await town.joining.join(boris, chat)
    assert back is not None
    assert back.denied == 0


async def test_an_administrator_grants_only_own_rights_and_rules_only_own_appointments(town: Town) -> None:
    anna, boris, clara, dora = [await town.person() for _ in range(4)]
    chat = await town.chat(anna, "group", boris, clara, dora)
    await town.ranks.promote(anna, chat, boris, int(Right.ADD_ADMINS | Right.PIN | Right.BAN), "Keeper")
    await town.ranks.promote(boris, chat, clara, int(Right.PIN))
    await town.ranks.promote(anna, chat, dora, int(Right.PIN))
    with pytest.raises(Forbidden, match="right_not_yours"):
        await town.ranks.promote(boris, chat, clara, int(Right.INVITE))
    with pytest.raises(Forbidden, match="outranks_you"):
        await town.ranks.promote(boris, chat, dora, 0)
    with pytest.raises(Forbidden, match="is_admin"):
        await town.ranks.restrict(boris, chat, clara, 1)
    await town.ranks.promote(boris, chat, clara, 0)
    seen = await town.views.one(clara, chat)
    assert (seen.role, seen.rights) == ("member", 0)
    people, _ = await town.ranks.page(anna, chat, filter="admins")
    assert [(p["u"], p["ro"], p.get("ti", "")) for p in people] == [
        (anna, "owner", ""),
        (boris, "admin", "Keeper"),
        (dora, "admin", ""),
    ]
    log = await town.settings.log(anna, chat, before=0, limit=3)
    assert (log[0]["u"], log[0]["k"], log[0]["target"]) == (boris, "member.promote", clara)


async def test_handing_over_asks_for_the_password_and_leaves_one_owner(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    await town.passwords.change(anna, "correct horse", "", "")
    with pytest.raises(NeedPassword):
        await town.ranks.transfer(anna, chat, boris)
    with pytest.raises(Forbidden, match="not the password"):
        await town.ranks.transfer(anna, chat, boris, "wrong")
    await town.ranks.transfer(anna, chat, boris, "correct horse")
    new, old = await town.views.one(boris, chat), await town.views.one(anna, chat)
    assert (new.role, new.owner, old.role, old.rights) == ("owner", boris, "admin", int(ALL_RIGHTS))
    await town.joining.leave(anna, chat)
    assert [e.data for e in town.own_events(boris) if e.kind == "chat~"] == [
        {"c": chat, "ro": "owner", "ri": 0, "de": 0, "deu": 0}
    ]


async def test_the_list_of_people_pages_without_holes_and_finds_by_name(town: Town) -> None:
    anna = await town.person("Anna")
    others = [await town.person(f"Guest {i:02}") for i in range(25)]
    chat = await town.chat(anna, "group", *others)
    await town.ranks.promote(anna, chat, others[13], 1)
    seen: list[int] = []
    after = ""
    while True:
        people, after = await town.ranks.page(anna, chat, after=after, limit=4)
        seen += [p["u"] for p in people]
        if not after:
            break
    assert seen == [anna, others[13], *(u for u in others if u != others[13])]
    found, _ = await town.ranks.page(anna, chat, q="guest 1")
    assert len(found) == 10
    assert (await town.ranks.page(anna, chat, q="100%_"))[0] == []
    await town.store.pool.execute("UPDATE chats SET members = 2001 WHERE id = $1", chat)
    assert (await town.ranks.page(anna, chat, q="guest 1"))[0] == found
    with pytest.raises(BadInput, match="three letters"):
        await town.ranks.page(anna, chat, q="g")
    for wrong in ("x", "1.2.3", "9.1", "1." + "9" * 30):
        with pytest.raises(BadInput):
            await town.ranks.page(anna, chat, after=wrong)


async def test_an_account_that_ends_leaves_its_groups_and_its_chats_get_an_heir(town: Town) -> None:
    anna, boris, clara = await town.person(), await town.person(), await town.person()
    led = await town.chat(anna, "group", boris, clara)
    await town.ranks.promote(anna, led, clara, 1)
    alone = await town.chat(anna, "channel")
    joined = await town.chat(boris, "group", anna)
    talk = await town.dialog(anna, boris)
    await town.chats.ending.leave_all(anna)
    assert (await town.views.one(clara, led)).role == "owner"
    assert await town.store.pool.fetchval("SELECT state FROM chats WHERE id = $1", alone) == "deleted"
    assert (await town.views.one(boris, joined)).members == 1
    assert (await town.views.one(boris, talk)).members == 2
    for chat in (led, alone, joined):
        await town.check_counters(chat)


async def test_the_fast_door_sees_a_restriction_as_soon_as_it_is_committed(town: Town, dsn: str) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    log = await open_log(dsn)
    try:
        before = (await log.places([(chat, boris)], town.clock.now()))[chat, boris]
        await town.ranks.restrict(anna, chat, boris, int(May.SEND))
        after = (await log.places([(chat, boris)], town.clock.now()))[chat, boris]
        assert (before.denied, after.denied) == (0, int(May.SEND))
        assert after.gen > before.gen
    finally:
        await log.pool.close()
