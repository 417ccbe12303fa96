"""Who is here: coarse, rare, and only for those who may see."""

from typing import Any

from tambour.edges.methods.table import Caller
from tests.conftest import TurnedClock
from tests.services.accounts.conftest import ANNA, BORIS, Town


def said(town: Town) -> list[dict[str, Any]]:
    return [
        dict(nudge.transient) for nudge in town.nudges if nudge.transient and nudge.transient["k"] == "on"
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


async def test_what_another_process_says_is_believed_for_an_hour(town: Town, clock: TurnedClock) -> None:
    anna = await town.person(ANNA, "Anna")
    other = town.accounts.presence
    other.turned(anna.user, True)
    await other.flush()
    other.here.clear()
    assert not other.online(anna.user)
    for nudge in town.nudges:
        other.hear(nudge)
    assert other.online(anna.user)
    clock.turn(s=3600)
    assert not other.online(anna.user)
