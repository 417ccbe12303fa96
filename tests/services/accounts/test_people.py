"""Profiles, public names, privacy, settings."""

import asyncio

import msgspec
import pytest

from tambour.domain.errors import BadInput, Conflict, Flood, NotFound, TooLarge
from tambour.services.accounts import names
from tests.services.accounts.conftest import ANNA, BORIS, CLARA, Town


async def test_people_say_who_they_are_and_their_devices_hear_of_it(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    me = await town.ask("me.edit", anna, name="Anna K.", about="gardens\nand boats", lang="ru")
    assert (me.name, me.about, me.lang, me.phone) == ("Anna K.", "gardens and boats", "ru", ANNA)
    kind, data = (await town.log(anna.user))[-1]
    assert (kind, data["me"]["n"]) == ("me", "Anna K.")
    assert "phone" not in data["me"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " \u200b\u202e "}, "name"),
        ({"name": "x" * 65}, "name"),
        ({"name": "a" + "\u0301" * 10}, "name"),
        ({"name": "Ѕuрроrt"}, "name"),
        ({"about": "x" * 257}, "about"),
        ({"lang": "xx"}, "lang"),
    ],
)
async def test_what_can_not_be_is_refused_by_field(town: Town, change: dict[str, str], field: str) -> None:
    anna = await town.person(ANNA, "Anna")
    with pytest.raises(BadInput) as no:
        await town.ask("me.edit", anna, **change)
    assert no.value.facts["field"] == field
    assert (await town.ask("me.get", anna)).name == "Anna"


async def test_staff_may_be_called_what_they_are(town: Town) -> None:
    with pytest.raises(BadInput):
        await town.accounts.add(phone=ANNA, name="Tambour Support")
    assert await town.accounts.add(phone=ANNA, name="Tambour Support", role="moderator")


async def test_others_are_seen_without_what_is_private(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.store.read.accounts.set_seen([boris.user], 1_800_000_000_000)
    seen = (await town.ask("user.get", anna, u=[boris.user, 999, boris.user]))["users"]
    assert [msgspec.to_builtins(user) for user in seen] == [
        {"u": boris.user, "n": "Boris", "ls": 1_800_000_000_000}
    ]


async def test_last_seen_is_shown_to_whom_one_allows_and_who_hides_sees_nobody(town: Town) -> None:
    anna, boris, clara = [
        await town.person(p, n) for p, n in ((ANNA, "Anna"), (BORIS, "Boris"), (CLARA, "Clara"))
    ]
    await town.store.read.accounts.set_seen([anna.user, boris.user, clara.user], 1_800_000_000_000)

    async def sees(viewer: int, other: int) -> bool:
        shown = bool((await town.accounts.people.users(viewer, [other]))[0].last_seen)
        watched = other in await town.accounts.presence.visible(viewer, [other])
        assert shown == watched, "profile and presence keep the same rule"
        return shown

    assert await sees(anna.user, boris.user)
    await town.ask("privacy.set", boris, last_seen="contacts")
    assert not await sees(anna.user, boris.user)
    await town.ask("contact.set", boris, u=anna.user)
    assert await sees(anna.user, boris.user)
    assert not await sees(clara.user, boris.user)
    await town.ask("block.set", boris, u=anna.user, on=True)
    assert not await sees(anna.user, boris.user)
    await town.ask("privacy.set", clara, last_seen="nobody")
    assert not await sees(anna.user, clara.user)
    assert not await sees(clara.user, anna.user)


async def test_a_suspended_person_keeps_the_name_and_nothing_else(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("me.edit", boris, about="join us")
    until = town.clock.ms + 1000
    await town.store.pool.execute(
        "UPDATE users SET suspended_until = $2, suspended_case = 5 WHERE id = $1", boris.user, until
    )
    seen = (await town.ask("user.get", anna, u=[boris.user]))["users"][0]
    assert (seen.name, seen.about) == ("Boris", "")
    me = await town.ask("me.get", boris)
    assert (me.suspended, me.case, me.about) == (until, 5, "join us")
    town.clock.turn(s=1)
    assert (await town.ask("me.get", boris)).suspended == 0
    assert (await town.ask("user.get", anna, u=[boris.user]))["users"][0].about == "join us"


async def test_a_public_name_finds_its_person_in_any_case(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("name.set", anna, name="@Anna_K")
    assert (await town.ask("me.get", anna)).username == "Anna_K"
    assert [user.id for user in (await town.ask("user.get", boris, name="@aNNa_k"))["users"]] == [anna.user]
    await town.ask("name.set", anna, name="")
    with pytest.raises(NotFound):
        await town.ask("user.get", boris, name="anna_k")


async def test_a_taken_name_and_its_look_alikes_can_not_be_had(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("name.set", anna, name="modern_l00k")
    for like in ("MODERN_L00K", "modem_look", "modernlook", "modern_Iook"):
        check = await town.ask("name.check", boris, name=like)
        assert (check.free, check.why) == (False, "name.taken"), like
        with pytest.raises(Conflict):
            await town.ask("name.set", boris, name=like)
        assert (await town.ask("name.check", anna, name=like)).free, "one's own is no hindrance"
    assert (await town.ask("name.check", boris, name="support")).why == "name.reserved"
    await town.ask("name.set", anna, name="modem_look")
    assert (await town.ask("user.get", boris, name="modem_look"))["users"]


async def test_chats_and_people_share_the_space_of_names(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    async with town.store.writing() as tx:
        assert await names.claim(tx, "chat", 77, "Town_News", now=town.clock.ms) == "Town_News"
    with pytest.raises(Conflict):
        await town.ask("name.set", anna, name="town_news")
    with pytest.raises(NotFound):
        await town.ask("user.get", anna, name="town_news")
    assert await names.look_up(town.store.read, "@town_NEWS") == ("chat", 77)
    await town.ask("name.set", anna, c=77, name="other_news")
    assert town.named_chats == [(anna.user, 77, "other_news")], (
        "the chats' own room decides about a chat's name"
    )
    async with town.store.writing() as tx:
        await names.release(tx, "chat", 77)
    await town.ask("name.set", anna, name="town_news")


async def test_of_two_who_take_a_name_at_once_one_gets_it(town: Town) -> None:
    people = [await town.person(f"+1555000{n:04}", "Somebody") for n in range(1, 7)]
    results = await asyncio.gather(
        *(town.ask("name.set", one, name="the_one") for one in people), return_exceptions=True
    )
    assert sum(result == {} for result in results) == 1
    assert all(result == {} or isinstance(result, Conflict) for result in results)


async def test_names_change_ten_times_a_day_at_most(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    for n in range(10):
        await town.ask("name.set", anna, name=f"anna{n}x")
    with pytest.raises(Flood):
        await town.ask("name.set", anna, name="annalast")


async def test_privacy_begins_open_and_keeps_what_it_is_told(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    open_to_all = {"find_by_phone": "all", "last_seen": "all", "add_to_groups": "all"}
    assert await town.ask("privacy.get", anna) == open_to_all
    changed = await town.ask("privacy.set", anna, add_to_groups="contacts")
    assert changed == open_to_all | {"add_to_groups": "contacts"} == await town.ask("privacy.get", anna)
    assert (await town.log(anna.user))[-1] == ("settings", {"pr": changed})
    with pytest.raises(BadInput):
        await town.ask("privacy.set", anna, last_seen="friends")


async def test_settings_are_patched_and_stay_small(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.ask("settings.set", anna, patch={"theme": "dark", "size": 15})
    assert await town.ask("settings.set", anna, patch={"theme": None, "low": {"data": True}}) == {
        "size": 15,
        "low": {"data": True},
    }
    with pytest.raises(TooLarge):
        await town.ask("settings.set", anna, patch={"big": "x" * 4096})
    with pytest.raises(BadInput):
        await town.ask("settings.set", anna, patch={"k" * 65: 1})
    assert await town.ask("settings.get", anna) == {"size": 15, "low": {"data": True}}


async def test_a_password_is_set_changed_and_taken_away_only_by_who_knows_it(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    with pytest.raises(BadInput):
        await town.ask("2fa.set", anna, password="short")
    with pytest.raises(BadInput):
        await town.ask("2fa.set", anna, password="long and private", hint="Long and Private!")
    await town.ask("2fa.set", anna, password="long and private", hint="the usual")
    assert (await town.ask("me.get", anna)).password == 1
    for wrong in ("", "another one"):
        with pytest.raises(Exception, match="not the password"):
            await town.ask("2fa.set", anna, password="new and private", old=wrong)
    await town.ask("2fa.set", anna, password="new and private", old="long and private")
    await town.ask("2fa.set", anna, old="new and private")
    assert (await town.ask("me.get", anna)).password == 0
