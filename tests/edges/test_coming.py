"""Who comes is here at once, and gone with the last line, however lines of one person come and go meanwhile."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from tambour.edges.gateway.frames import TEXT
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.line import Line
from tambour.edges.gateway.live import Live
from tambour.edges.methods.table import Caller
from tests.conftest import TurnedClock

ANA = 7


class Door:
    """The live side over rows that are read when a test lets them be."""

    def __init__(self) -> None:
        self.turns: list[bool] = []
        self.reads: list[asyncio.Future[None]] = []
        hub, nothing = Hub(TurnedClock()), SimpleNamespace()
        store = SimpleNamespace(read=SimpleNamespace(chats=SimpleNamespace(chats_of=self.chats_of)))
        anything: Any = nothing
        rows: Any = SimpleNamespace(alive=self.alive)
        self.live = Live(
            hub, anything, store, rows, anything, anything, TurnedClock(), "e", anything, self.turned,
        )  # fmt: skip

    def turned(self, user: int, on: bool) -> None:
        self.turns.append(on)

    async def alive(self, session: int) -> bool:
        return True

    async def chats_of(self, user: int) -> list[tuple[int, str, int, int]]:
        self.reads.append(asyncio.get_running_loop().create_future())
        await self.reads[-1]
        return [(5, "group", 2, 0)]

    async def come(self) -> "tuple[Line, asyncio.Task[None]]":
        """A line that is signed in and reads its chats."""
        pipe: Any = SimpleNamespace(close=lambda code, reason="": None)
        line = Line(pipe, TEXT)
        task = asyncio.ensure_future(self.live.enter(line, Caller(user=ANA, session=1)))
        await asyncio.sleep(0)
        return line, task

    def go(self, line: Line) -> None:
        line.closed = True
        self.live.goodbye(line)


async def test_who_has_a_second_line_is_here_though_the_first_never_came_in() -> None:
    door = Door()
    first, entering = await door.come()
    _, second = await door.come()
    door.go(first)
    for read in door.reads:
        read.set_result(None)
    await asyncio.gather(entering, second)
    assert door.turns == [True]
    assert len(door.live.hub.rooms[5].lines) == 1


async def test_who_goes_while_coming_in_is_gone() -> None:
    door = Door()
    line, entering = await door.come()
    door.go(line)
    door.reads[0].set_result(None)
    await entering
    assert door.turns == [True, False]
    assert (door.live.hub.users, door.live.hub.rooms) == ({}, {})


async def test_who_is_sent_away_while_coming_in_is_gone_though_nobody_said_goodbye() -> None:
    door = Door()
    line, entering = await door.come()
    line.closed = True
    door.reads[0].set_result(None)
    await entering
    assert door.turns == [True, False]


async def test_whose_chats_cannot_be_read_is_gone_with_the_line() -> None:
    door = Door()
    line, entering = await door.come()
    door.reads[0].set_exception(ConnectionError("the database is away"))
    with pytest.raises(ConnectionError):
        await entering
    door.go(line)
    assert door.turns == [True, False]
