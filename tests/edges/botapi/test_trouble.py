"""Whatever goes wrong under a bot's request is an answer or nothing; none of it is a fault in the log."""

import asyncio
import gc
import logging
import socket
import tracemalloc
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from tambour.adapters.postgres.executor import Reached
from tambour.edges.botapi import door, polling
from tambour.edges.gateway.listener import open_door
from tambour.services.bots import listening
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.waiting import end_all

POLL_MAX_BYTES = 14_000
"""As Python counts; 11,100 when this was written, 16,900 with the sockets that the other port has."""


@pytest.fixture(autouse=True)
def _no_fault(caplog: pytest.LogCaptureFixture) -> Any:
    yield
    faults = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
    assert faults == []


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> "asyncio.Queue[Exception]":
    """What operations raised."""
    found: asyncio.Queue[Exception] = asyncio.Queue()
    real = door.denied

    def denied(no: Exception) -> Any:
        found.put_nowait(no)
        return real(no)

    monkeypatch.setattr(door, "denied", denied)
    monkeypatch.setattr(polling, "denied", denied)
    return found


async def opened(bot: Robot, text: str) -> asyncio.StreamWriter:
    """A connection on which this was said."""
    place = urlsplit(bot.url)
    _, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(text.replace("TOKEN", bot.token).encode())
    await writer.drain()
    return writer


async def waiting(bots: BotTown, bot: Robot, wanted: int = 1) -> None:
    """Until so many polls of the bot wait."""
    while len(bots.house.bots.listening.waiting.get(bot.id, ())) != wanted:
        await asyncio.sleep(0.01)


async def test_a_client_may_hang_up_in_the_middle_of_its_request(
    bots: BotTown, ended: "asyncio.Queue[Exception]"
) -> None:
    bot = await bots.bot()
    writer = await opened(
        bot,
        "POST /messages?user_id=1 HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\nContent-Length: 99\r\n\r\n{",
    )
    writer.close()
    assert "broke off" in str(await asyncio.wait_for(ended.get(), 10))


async def test_a_poll_that_hung_up_takes_nothing_along(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    writer = await opened(
        bot, f"GET /updates?marker={bot.marker} HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\n\r\n"
    )
    await waiting(bots, bot)
    writer.close()
    await anna.send(chat, "still there")
    [update] = await bot.updates()
    assert update["message"]["body"]["text"] == "still there"


async def test_a_chat_may_end_under_a_poll(bots: BotTown) -> None:
    bot = await bots.bot()
    _, anna = await bots.person()
    room = await bots.group(anna, bot.id)
    await anna.call("member.promote", c=room, u=bot.id, rights=1)
    await bot.updates()
    poll = asyncio.ensure_future(bot.call("GET", "/updates", marker=bot.marker))
    await waiting(bots, bot)
    said = await anna.send(room, "the last words")
    first = await poll
    assert [u["update_type"] for u in first["updates"]] == ["message_created"]
    poll = asyncio.ensure_future(bot.call("GET", "/updates", marker=first["marker"]))
    await waiting(bots, bot)
    await anna.call("chat.delete", c=room)
    again = await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    assert [u for u in again["updates"] if u["update_type"] == "message_created"] == [], said
    await bots.house.bots.listening.store.read.bots.get(bot.id)
    bots.house.bots.listening.waiting[bot.id][0].wake(False)
    await poll


async def test_an_erased_bot_is_sent_away_from_its_poll(bots: BotTown) -> None:
    bot = await bots.bot()
    poll = asyncio.ensure_future(bot.call("GET", "/updates"))
    await waiting(bots, bot)
    async with bots.house.store.writing() as tx:
        me = await tx.bots.get(bot.id)
        assert me is not None
        await bots.house.bots.accounts.erase(tx, me)
    with pytest.raises(Refused) as no:
        await asyncio.wait_for(poll, 10)
    assert (no.value.status, no.value.code) == (403, "access.denied")


async def test_a_poll_ends_where_a_webhook_begins(bots: BotTown) -> None:
    bot = await bots.bot()
    poll = asyncio.ensure_future(bot.call("GET", "/updates"))
    await waiting(bots, bot)
    await bot.call("POST", "/subscriptions", {"url": "https://begins.example/"})
    with pytest.raises(Refused) as no:
        await asyncio.wait_for(poll, 10)
    assert (no.value.status, no.value.code) == (405, "method.not.allowed")


async def test_the_oldest_of_too_many_polls_ends(bots: BotTown) -> None:
    bot = await bots.bot()
    polls = []
    for n in range(listening.WAITERS_MAX):
        polls.append(asyncio.ensure_future(bot.call("GET", "/updates")))
        await waiting(bots, bot, n + 1)
    polls.append(asyncio.ensure_future(bot.call("GET", "/updates")))
    assert (await asyncio.wait_for(polls[0], 10))["updates"] == []
    await waiting(bots, bot, listening.WAITERS_MAX)
    assert not any(poll.done() for poll in polls[1:])
    for waiter in list(bots.house.bots.listening.waiting[bot.id]):
        waiter.wake(False)
    await asyncio.gather(*polls)


async def test_a_poll_that_waits_holds_next_to_nothing(bots: BotTown) -> None:
    robots = [await bots.bot() for _ in range(4)]
    place, room = urlsplit(bots.url), listening.WAITERS_MAX

    def ask(robot: Robot) -> socket.socket:
        line = socket.create_connection((place.hostname, place.port))
        line.sendall(
            f"GET /updates?timeout=60 HTTP/1.1\r\nHost: x\r\nAuthorization: {robot.token}\r\n\r\n".encode()
        )
        return line

    lines = [ask(robots[0])]
    await waiting(bots, robots[0])  # whatever the first brings along stays
    gc.collect()
    tracemalloc.start()
    try:
        for robot in robots[1:]:
            for n in range(room):  # one by one: nothing else grows meanwhile
                lines.append(ask(robot))
                await waiting(bots, robot, n + 1)
        gc.collect()
        each = tracemalloc.get_traced_memory()[0] / (len(lines) - 1)
    finally:
        tracemalloc.stop()
        for line in lines:
            line.close()
    assert each < POLL_MAX_BYTES


async def test_what_no_nudge_told_is_found_by_looking(bots: BotTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "LOOK_EVERY_S", 0.02)
    monkeypatch.setattr(listening, "HANGS_EVERY_S", 0.02)
    house, bot = bots.house, await bots.bot()
    looking = asyncio.ensure_future(house.bots.listening.run())
    waiter = house.bots.listening.watch(bot.id, 0)
    await asyncio.sleep(0.1)
    assert not waiter.news.done(), "there is nothing yet"
    await house.store.pool.execute("UPDATE bots SET last = last + 1 WHERE bot_id = $1", bot.id)
    assert await asyncio.wait_for(waiter.news, 10)
    house.bots.listening.unwatch(bot.id, waiter)
    await end_all(looking)


@pytest.mark.parametrize(
    "away",
    [
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.ConnectionDoesNotExistError("closed in the middle"),
        ConnectionRefusedError(),
        FileNotFoundError(),
        TimeoutError(),
    ],
    ids=lambda one: type(one).__name__,
)
async def test_a_database_that_is_away_is_a_503(
    bots: BotTown, monkeypatch: pytest.MonkeyPatch, away: Exception
) -> None:
    bot = await bots.bot()

    class Gone:
        async def fetchrow(self, *args: Any) -> Any:
            raise away

    monkeypatch.setattr(bots.house.store.read.bots, "db", Reached(Gone()))  # type: ignore[arg-type]
    for path in ("/me", "/updates"):
        with pytest.raises(Refused) as no:
            await bot.call("GET", path)
        assert (no.value.status, no.value.code) == (503, "service.unavailable")


async def test_a_value_that_cannot_be_kept_stays_a_fault() -> None:
    class Odd(asyncpg.InterfaceError, ValueError):
        """As asyncpg raises for an argument of a wrong kind."""

    class Strict:
        async def execute(self, *args: Any) -> Any:
            raise Odd("invalid input for query argument")

    with pytest.raises(Odd):
        await Reached(Strict()).execute("SELECT 1")  # type: ignore[arg-type]


async def test_small_packets_leave_at_once() -> None:
    listening_door = open_door("127.0.0.1", 0)
    client = socket.create_connection(listening_door.getsockname())
    served, _ = listening_door.accept()
    assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    for one in (served, client, listening_door):
        one.close()
