"""Who is here: coarse, rare, and only for those who may see."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from tambour.edges.methods.table import Caller
from tambour.ports.bus import Nudge
from tambour.services.accounts.presence import Presence
from tests.conftest import TurnedClock
from tests.services.accounts.conftest import ANNA, BORIS, CLARA, Town


def said(town: Town) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in nudge.transient.items() if key != "n"}
        for nudge in town.nudges
        if nudge.transient and nudge.transient["k"] == "on"
    ]


class KeptConn:
    def __init__(self) -> None:
        self.watched: tuple[int, ...] = ()

    def open_chat(self, chat: int) -> None: ...
    def close_chat(self, chat: int) -> None: ...
    def watch(self, users: tuple[int, ...]) -> None:
        self.watched = users


async def test_coming_and_going_is_said_once_in_half_a_minute(town: Town, clock: TurnedClock) -> None:
    anna = await town.person(ANNA, "Anna")
    presence = town.accounts.presence
    presence.turned(anna.user, True)
    await presence.flush()
    assert said(town) == [{"k": "on", "u": anna.user, "on": 1}]
    for _ in range(10):
        presence.turned(anna.user, False)
        presence.turned(anna.user, True)
        await presence.flush()
    presence.turned(anna.user, False)
    await presence.flush()
    assert len(said(town)) == 1, "a flickering line is no news"
    clock.turn(s=30)
    await presence.flush()
    minute = clock.ms - clock.ms % 60_000
    assert said(town)[1:] == [{"k": "on", "u": anna.user, "ls": minute}]
    await presence.flush()
    assert len(said(town)) == 2
    assert not presence.said or not presence.turns


async def test_last_seen_is_a_whole_minute_and_never_goes_back(town: Town, clock: TurnedClock) -> None:
    anna = await town.person(ANNA, "Anna")
    clock.turn(s=59)
    town.accounts.presence.turned(anna.user, True)
    await town.accounts.presence.flush()
    assert await town.store.pool.fetchval("SELECT last_seen FROM users") % 60_000 == 0
    was = await town.store.pool.fetchval("SELECT last_seen FROM users")
    clock.turn(s=-600)
    town.accounts.presence.turned(anna.user, False)
    await town.accounts.presence.flush()
    assert await town.store.pool.fetchval("SELECT last_seen FROM users") == was


async def test_who_hides_comes_without_a_word(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.ask("privacy.set", anna, last_seen="nobody")
    town.accounts.presence.turned(anna.user, True)
    await town.accounts.presence.flush()
    assert said(town) == []


async def test_a_screen_watches_only_those_it_may_see(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    conn = KeptConn()
    caller = Caller(user=anna.user, session=anna.session, conn=conn)
    town.accounts.presence.turned(boris.user, True)
    assert await town.ask("presence.sub", caller, u=[boris.user, 12345]) == {
        "users": [{"u": boris.user, "on": 1}]
    }
    assert conn.watched == (boris.user,)
    await town.ask("block.set", boris, u=anna.user, on=True)
    assert await town.ask("presence.sub", caller, u=[boris.user]) == {"users": []}
    assert conn.watched == ()


class Screens:
    """Who watches whom, and what they were told."""

    def __init__(self) -> None:
        self.watching: dict[int, set[int]] = {}
        self.told: list[tuple[int, dict[str, int]]] = []
        self.hidden: list[tuple[int, int]] = []

    def watchers(self, user: int) -> set[int]:
        return {viewer for viewer, users in self.watching.items() if user in users}

    def watched(self, viewer: int) -> set[int]:
        return self.watching.get(viewer, set())

    def show_presence(self, user: int, seen: dict[str, int]) -> None:
        self.told.append((user, seen))

    def unwatch(self, viewer: int, users: Iterable[int]) -> None:
        for user in users:
            self.watching[viewer].discard(user)
            self.hidden.append((viewer, user))


def process(town: Town, clock: TurnedClock, name: str) -> tuple[Presence, Screens]:
    """Another process on the same bus and database."""
    made, screens = Presence(town.store, clock, lambda nudge: town.store.publish(nudge), name), Screens()
    made.screens = screens
    return made, screens


@pytest.fixture
def pair(town: Town, clock: TurnedClock) -> tuple[Presence, Presence, Screens]:
    """Two processes that hear each other, and the screens of the second."""
    one, _ = process(town, clock, "one")
    two, screens = process(town, clock, "two")

    def carry(nudge: Nudge) -> None:
        town.nudges.append(nudge)
        for each in (one, two):
            if each.node not in town.silent:
                each.hear(nudge)

    town.store.publish = carry
    return one, two, screens


async def test_who_was_at_a_process_that_fell_silent_is_gone_within_a_minute(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    one, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    for each in pair[:2]:
        await each.beat()
    one.turned(anna.user, True)
    await one.flush()
    assert (two.online(anna.user), screens.told) == (True, [(anna.user, {"on": 1})])
    spoke = clock.ms
    for _ in range(4):  # the first process is no more
        clock.turn(s=15)
        await two.beat()
    assert not two.online(anna.user)
    assert screens.told[1:] == [(anna.user, {"ls": spoke - spoke % 60_000})]
    assert await town.store.pool.fetchval("SELECT last_seen FROM users") == spoke - spoke % 60_000
    await one.beat()  # it was only cut off: it tells everything anew
    assert two.online(anna.user)


async def test_a_process_that_beats_is_believed_for_as_long_as_it_likes(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    one, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    one.turned(anna.user, True)
    await one.flush()
    for _ in range(20):
        clock.turn(s=15)
        await one.beat()
        await two.beat()
    assert two.online(anna.user)
    assert screens.told == [(anna.user, {"on": 1})]


async def test_a_process_that_comes_late_learns_who_is_there(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    one, two, _ = pair
    anna = await town.person(ANNA, "Anna")
    town.silent.add("two")
    one.turned(anna.user, True)
    await one.flush()
    assert not two.online(anna.user)
    town.silent.clear()
    await two.beat()
    assert two.online(anna.user)


async def test_who_watches_there_is_told_what_the_late_process_learns(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    one, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    town.silent.add("two")
    one.turned(anna.user, True)
    await one.flush()
    town.silent.clear()
    await two.beat()
    assert screens.told == [(anna.user, {"on": 1})]
    town.silent.add("two")
    clock.turn(s=31)
    one.turned(anna.user, False)
    await one.flush()
    town.silent.clear()
    await two.beat()
    one.tell_all()
    assert screens.told[1:] == [(anna.user, {"ls": clock.ms - clock.ms % 60_000})]


async def test_whoever_was_told_of_a_short_absence_is_told_of_its_end(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    _, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    two.turned(anna.user, True)
    await two.flush()
    clock.turn(s=60)
    minute = clock.ms - clock.ms % 60_000
    two.turned(anna.user, False)
    assert two.shown(anna.user, minute) == {"ls": minute}
    two.turned(anna.user, True)
    await two.flush()
    assert screens.told == [(anna.user, {"on": 1})] * 2
    two.turned(anna.user, False)
    two.turned(anna.user, True)
    await two.flush()
    assert len(screens.told) == 2, "nobody was told of this one"


async def test_whoever_was_told_of_a_short_visit_is_told_of_its_end(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    _, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    two.turned(anna.user, True)
    assert two.shown(anna.user, 5) == {"on": 1}
    two.turned(anna.user, False)
    await two.flush()
    assert screens.told == [(anna.user, {"ls": clock.ms - clock.ms % 60_000})]
    assert not two.ahead


async def test_last_seen_is_no_older_than_what_was_said(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    """The answer read the database before the person left, and watches since."""
    _, two, _ = pair
    anna = await town.person(ANNA, "Anna")
    two.turned(anna.user, True)
    await two.flush()
    clock.turn(s=90)
    two.turned(anna.user, False)
    await two.flush()
    assert two.shown(anna.user, 5) == {"ls": clock.ms - clock.ms % 60_000}


async def test_who_leaves_one_process_and_is_at_another_has_not_gone(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    one, two, screens = pair
    anna = await town.person(ANNA, "Anna")
    for each in pair[:2]:
        each.turned(anna.user, True)
        await each.flush()
    clock.turn(s=30)
    one.turned(anna.user, False)
    await one.flush()
    assert screens.told == [(anna.user, {"on": 1})]
    two.turned(anna.user, False)
    await two.flush()
    assert [seen for _, seen in screens.told[1:]] == [{"ls": clock.ms - clock.ms % 60_000}]


async def test_a_change_of_privacy_closes_the_eyes_of_those_who_watch(
    town: Town, clock: TurnedClock, pair: tuple[Presence, Presence, Screens]
) -> None:
    _, two, screens = pair
    anna, boris, clara = [
        await town.person(phone, name) for phone, name in ((ANNA, "Anna"), (BORIS, "Boris"), (CLARA, "Clara"))
    ]
    await town.ask("contact.set", anna, u=clara.user)
    screens.watching = {boris.user: {anna.user}, clara.user: {anna.user}, anna.user: {boris.user}}

    await town.ask("privacy.set", anna, last_seen="contacts")
    await asyncio.gather(*two.checks)
    assert screens.watching == {boris.user: set(), clara.user: {anna.user}, anna.user: {boris.user}}

    await town.ask("block.set", anna, u=clara.user, on=True)
    await asyncio.gather(*two.checks)
    assert screens.watching[clara.user] == set()

    await town.ask("privacy.set", anna, last_seen="nobody")
    await asyncio.gather(*two.checks)
    assert screens.watching[anna.user] == set(), "who hides sees nobody"
