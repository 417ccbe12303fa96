"""Invitation links with their limits, and requests that an administrator decides."""

import asyncio

import pytest

from tambour.domain.errors import BadInput, Forbidden, NotFound, Refusal
from tambour.services.chats.invites import NewInvite
from tambour.services.chats.settings import Edit
from tests.services.chats.conftest import Town


async def why(attempt: object) -> str:
    with pytest.raises(Refusal) as no:
        await attempt  # type: ignore[misc]
    return str(no.value.facts.get("why", no.value.code))


async def test_a_link_shows_the_door_and_lets_in(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, title="Secret garden")
    await town.say(chat, anna, "nobody outside reads this")
    link = await town.invites.create(anna, chat, NewInvite(title="for friends"))
    assert link["url"] == f"https://tambour.example/+{link['token']}"
    door = await town.invites.peek(boris, link["token"])
    assert (door["ch"].title, door["ch"].members, door["ch"].last, door["ch"].last_seq) == (
        "Secret garden",
        1,
        None,
        0,
    )
    joined = await town.invites.accept(boris, link["token"])
    assert joined is not None
    assert (joined.role, joined.members) == ("member", 2)
    assert (await town.invites.peek(boris, link["token"]))["joined"]
    await town.invites.accept(boris, link["token"])
    assert [i["uses"] for i in await town.invites.links(anna, chat)] == [1]
    await town.check_counters(chat)


async def test_links_end_by_time_by_use_and_by_word(town: Town) -> None:
    anna, boris, clara = await town.person(), await town.person(), await town.person()
    chat = await town.chat(anna)
    by_time = await town.invites.create(anna, chat, NewInvite(expires=town.clock.now() + 1000))
    by_use = await town.invites.create(anna, chat, NewInvite(limit=1))
    by_word = await town.invites.create(anna, chat, NewInvite())
    await town.invites.accept(boris, by_use["token"])
    town.clock.turn(s=2)
    await town.invites.revoke(anna, by_word["token"])
    assert await why(town.invites.accept(clara, by_time["token"])) == "invite.expired"
    assert await why(town.invites.accept(clara, by_use["token"])) == "invite.used_up"
    assert await why(town.invites.accept(clara, by_word["token"])) == "invite.revoked"
    assert await why(town.invites.peek(clara, "no-such-token")) == "invite.unknown"
    assert len(await town.invites.links(anna, chat)) == 2


async def test_of_many_who_rush_at_the_last_places_exactly_as_many_come_in(town: Town) -> None:
    anna = await town.person()
    chat = await town.chat(anna)
    link = await town.invites.create(anna, chat, NewInvite(limit=3))
    people = [await town.person() for _ in range(8)]
    answers = await asyncio.gather(
        *(town.invites.accept(p, link["token"]) for p in people), return_exceptions=True
    )
    refused = [a for a in answers if isinstance(a, Refusal)]
    assert (len(answers) - len(refused), {r.facts["why"] for r in refused}) == (3, {"invite.used_up"})
    assert (await town.views.one(anna, chat)).members == 4
    await town.check_counters(chat)


async def test_an_administrator_decides_about_those_who_ask(town: Town) -> None:
    anna, boris, clara = await town.person(), await town.person(), await town.person()
    chat = await town.chat(anna, "group", name="garden_club")
    await town.settings.edit(anna, chat, Edit(join_requests=True))
    assert await town.joining.join(boris, chat) is None
    assert await town.joining.join(boris, chat) is None
    link = await town.invites.create(anna, chat, NewInvite(approval=True))
    assert await town.invites.accept(clara, link["token"], "I grow roses") is None
    assert [e.data["u"] for e in town.own_events(anna) if e.kind == "joinreq"] == [boris, clara]
    waiting = await town.invites.requests(anna, chat)
    assert [(r.user, r.note) for r in waiting] == [(boris, ""), (clara, "I grow roses")]
    await town.invites.decide(anna, chat, boris, False)
    await town.invites.decide(anna, chat, clara, True)
    with pytest.raises(NotFound):
        await town.invites.decide(anna, chat, boris, True)
    assert (await town.views.one(clara, chat)).role == "member"
    assert (await town.views.one(boris, chat)).role == ""
    assert [i["uses"] for i in await town.invites.links(anna, chat)] == [1]
    await town.check_counters(chat)


async def test_a_banned_person_gets_in_by_no_link(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna)
    link = await town.invites.create(anna, chat, NewInvite())
    await town.ranks.ban(anna, chat, boris)
    for attempt in (town.invites.peek(boris, link["token"]), town.invites.accept(boris, link["token"])):
        with pytest.raises(Forbidden, match="banned"):
            await attempt
    assert await town.store.pool.fetchval("SELECT uses FROM invites WHERE token = $1", link["token"]) == 0


async def test_a_link_to_a_chat_that_is_gone_opens_nothing(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna)
    link = await town.invites.create(anna, chat, NewInvite())
    await town.chats.ending.delete(anna, chat)
    assert await why(town.invites.accept(boris, link["token"])) == "invite.unknown"


async def test_terms_that_make_no_sense_are_refused(town: Town) -> None:
    anna = await town.person()
    chat = await town.chat(anna)
    now = town.clock.now()
    for terms in (
        NewInvite(expires=now),
        NewInvite(expires=now * 2),
        NewInvite(limit=-1),
        NewInvite(title="x" * 65),
    ):
        with pytest.raises(BadInput):
            await town.invites.create(anna, chat, terms)


async def test_a_link_tells_who_came_by_it_and_is_still_there(town):
    anna, boris, clara, dan = [await town.person() for _ in range(4)]
    chat = await town.chat(anna)
    token = (await town.invites.create(anna, chat, NewInvite()))["token"]
    asked = (await town.invites.create(anna, chat, NewInvite(approval=True)))["token"]
    for user in (boris, clara):
        await town.invites.accept(user, token)
        town.clock.turn(ms=1)
    await town.invites.accept(dan, asked)
    await town.invites.decide(anna, chat, dan, True)
    await town.joining.leave(boris, chat)

    assert [one["u"] for one in (await town.invites.came(anna, token, ""))[0]] == [clara]
    assert [one["u"] for one in (await town.invites.came(anna, asked, ""))[0]] == [dan]
    with pytest.raises(Forbidden):
        await town.invites.came(clara, token, "")


async def test_a_link_as_a_code_for_cameras(town):
    anna = await town.person()
    chat = await town.chat(anna)
    made = await town.invites.create(anna, chat, NewInvite())

    code = await town.invites.code(anna, made["token"])

    assert code["url"] == made["url"]
    assert code["svg"].startswith("<svg")
    assert "width=" not in code["svg"].split(">")[0]
