"""`python -m bench.bots`: what waiting bots cost, how fast updates reach them. Kills: `python -m bench.botkills`."""

import asyncio
import itertools
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncpg

from bench.machine import free_port
from bench.report import arguments, parse, publish, table
from bench.server import SECRET, Server, token
from bench.town import Person, Town
from bench.wire import Wire, dial
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.store import open_store
from tambour.edges.gateway.listener import settle_memory
from tambour.services.accounts.house import open_accounts
from tambour.services.bots.room import bot_accounts

OWNED = 20
SETTLE_S = 3.0
IN_FLIGHT = 16
CHANCE = secrets.SystemRandom()
RID_BITS = (1 << 22) - 1
RIDS = itertools.count(CHANCE.getrandbits(22))


@dataclass
class Robot:
    """A bot with what it has kept: texts and marker, written together."""

    id: int
    token: str
    texts: list[str] = field(default_factory=list)
    marker: int | None = None


async def make_bots(server: Server, people: list[Person], wanted: int) -> list[Robot]:
    """Bots of these people, made as the command line does."""
    clock = WallClock()
    store = await open_store(server.dsn, clock, connections_max=2)
    accounts = open_accounts(store, clock, FreshIds(clock, 31), SECRET, {}, limited=False)
    made = [await bot_accounts(accounts).add(people[n // OWNED].id, f"Robot {n}") for n in range(wanted)]
    await store.close()
    return [Robot(*one) for one in made]


async def settle(server: Server, bots: int) -> tuple[list[Person], list[Robot]]:
    """People and bots."""
    db = await asyncpg.connect(server.dsn)
    people = await Town(db).settle(max(2, -(-bots // OWNED)))
    await db.close()
    return people, await make_bots(server, people, bots)


def rid() -> str:
    """A fresh request id: counted, because seven a millisecond would draw the same lot now and then."""
    return str((int(time.time() * 1000) << 22) | next(RIDS) & RID_BITS)


async def page(session: aiohttp.ClientSession, url: str, bot: Robot, timeout_s: int) -> Any:
    """One poll."""
    query = {"timeout": str(timeout_s), "limit": "1000"} | (
        {} if bot.marker is None else {"marker": str(bot.marker)}
    )
    async with session.get(f"{url}/updates", params=query, headers={"Authorization": bot.token}) as answer:
        answer.raise_for_status()
        return await answer.json()


def keep(bot: Robot, found: Any) -> None:
    """What was heard and the marker, in one step."""
    bot.texts += [
        u["message"]["body"]["text"] for u in found["updates"] if u["update_type"] == "message_created"
    ]
    bot.marker = found["marker"]


async def idle(server: Server, url: str, bots: list[Robot]) -> dict[str, Any]:
    """Resident memory of so many bots that wait."""
    await asyncio.sleep(SETTLE_S)
    before = server.rss_kib()
    host, _, port = url.removeprefix("http://").partition(":")
    lines = []
    for bot in bots:
        _, writer = await asyncio.open_connection(host, int(port))
        ask = f"GET /updates?timeout=90 HTTP/1.1\r\nHost: {host}\r\nAuthorization: {bot.token}\r\n\r\n"
        writer.write(ask.encode())
        await writer.drain()
        lines.append(writer)
    await asyncio.sleep(SETTLE_S)
    each = (server.rss_kib() - before) / len(bots)
    for writer in lines:
        writer.close()
    return {"waiting bots": len(bots), "KiB each": each}


@dataclass
class Talking:
    """Somebody who says numbers into one chat, and when each of them was said."""

    wire: Wire
    chat: int
    said: dict[str, float] = field(default_factory=dict)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(30))
    """Of the 32 that one connection may have under way."""

    async def say(self) -> None:
        """The next number."""
        text = str(len(self.said) + 1)
        self.said[text] = time.monotonic()
        async with self.turns:
            await self.wire.call("msg.send", c=self.chat, x=text, rid=rid())

    async def without_pause(self, seconds: float) -> None:
        """16 in flight."""
        end = time.monotonic() + seconds

        async def talk() -> None:
            while time.monotonic() < end:
                await self.say()

        await asyncio.gather(*(talk() for _ in range(IN_FLIGHT)))

    async def by_clock(self, seconds: float, rate: float) -> None:
        """So many a second, whatever becomes of those before."""
        first, under_way = time.monotonic(), []
        for n in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, first + n / rate - time.monotonic()))
            under_way.append(asyncio.ensure_future(self.say()))
        await asyncio.gather(*under_way)

    def run(self, seconds: float, rate: float) -> "asyncio.Future[None]":
        """One or the other."""
        work = self.by_clock(seconds, rate) if rate else self.without_pause(seconds)
        return asyncio.ensure_future(work)


def figures(delays: list[float], took: float) -> dict[str, Any]:
    """How many, how fast, how late. `delays` in ms."""
    delays.sort()
    return {
        "heard": len(delays),
        "a second": len(delays) / took,
        "p50 ms": delays[len(delays) // 2],
        "p99 ms": delays[int(len(delays) * 0.99)],
    }


async def flow(
    server: Server, url: str, person: Person, bot: Robot, seconds: float, rate: float
) -> dict[str, Any]:
    """So many messages a second, or 16 in flight for 0, and when the bot had each."""
    wire = await dial(server.port, token(person))
    talk = Talking(wire, (await wire.call("bot.start", u=bot.id))["c"])
    delays: list[float] = []

    async with aiohttp.ClientSession() as session:
        began = time.monotonic()
        talking = talk.run(seconds, rate)
        while not talking.done() or len(bot.texts) < len(talk.said):
            found = await page(session, url, bot, 2)
            now, known = time.monotonic(), len(bot.texts)
            keep(bot, found)
            delays.extend((now - talk.said[text]) * 1000 for text in bot.texts[known:])
        await talking
        took = time.monotonic() - began
    wire.close()
    return figures(delays, took)


async def chat(server: Server, one: Person, other: Person, seconds: float, rate: float) -> dict[str, Any]:
    """The same talk between two people, by the same client: what of the time is not the bots'."""
    delays: list[float] = []

    def hear(event: dict[str, Any]) -> None:
        if event["t"] == "n":
            delays.append((time.monotonic() - talk.said[event["x"]]) * 1000)

    wire = await dial(server.port, token(one))
    ear = await dial(server.port, token(other), on_event=hear)
    room = (await wire.call("chat.create", k="dialog", u=other.id, rid=rid()))["ch"]["c"]
    await ear.call("chat.open", c=room)
    talk = Talking(wire, room)
    began = time.monotonic()
    await talk.run(seconds, rate)
    while len(delays) < len(talk.said) and time.monotonic() < began + seconds + 10:  # noqa: ASYNC110  (events come by a callback)
        await asyncio.sleep(0.005)
    took = time.monotonic() - began
    wire.close()
    ear.close()
    return figures(delays, took)


async def spread(
    server: Server, url: str, person: Person, bots: list[Robot], seconds: float
) -> dict[str, Any]:
    """The same talk to all of these bots in turn, each of which polls."""
    wire = await dial(server.port, token(person))
    chats = [(await wire.call("bot.start", u=bot.id))["c"] for bot in bots]
    said = 0
    stopped = False

    async def listen(session: aiohttp.ClientSession, bot: Robot) -> None:
        while not stopped:
            keep(bot, await page(session, url, bot, 5))

    async def talk(end: float) -> None:
        nonlocal said
        while time.monotonic() < end:
            said += 1
            await wire.call("msg.send", c=chats[said % len(chats)], x=str(said), rid=rid())

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        listening = asyncio.gather(*(listen(session, bot) for bot in bots))
        await asyncio.sleep(SETTLE_S)
        began = time.monotonic()
        await asyncio.gather(*(talk(began + seconds) for _ in range(IN_FLIGHT)))
        while sum(len(bot.texts) for bot in bots) < said and time.monotonic() < began + seconds + 20:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        took = time.monotonic() - began
        stopped = True
        await listening
    wire.close()
    heard = sum(len(bot.texts) for bot in bots)
    return {"bots": len(bots), "messages": said, "updates": heard, "a second": heard / took}


def measure(bots: int, seconds: float) -> dict[str, Any]:
    """What waits, and what comes how fast."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with Server(core=-1, postgres_core=-1, TAMBOUR_BOTS_LISTEN=f"127.0.0.1:{port}") as server:

        async def run() -> dict[str, Any]:
            people, robots = await settle(server, max(bots, 4))
            # first, while the program is as small as it starts: later polls would live in what was needed before
            found = {"waiting": await idle(server, url, robots[4:])} if bots > 4 else {}
            settle_memory()  # one full collection of this very process was 38 ms in which it heard nothing
            if seconds:
                full = await flow(server, url, people[0], robots[1], seconds, 0)
                rate = full["a second"] / 2
                found |= {
                    "full rate, one bot": full,
                    "half of that rate, one bot": await flow(
                        server, url, people[0], robots[2], seconds, rate
                    ),
                    "half of that rate, person to person": await chat(
                        server, people[0], people[1], seconds, rate
                    ),
                    "full rate, person to person": await chat(server, people[0], people[1], seconds, 0),
                    "full rate, all bots in turn": await spread(server, url, people[1], robots[4:], seconds),
                }
            return found

        return asyncio.run(run())


def main() -> None:
    """Print it."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--bots", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10)
    args = parse(parser)
    small = {"bots": 104, "seconds": 3.0} if args.quick else {}
    found = measure(**({"bots": args.bots, "seconds": args.seconds} | small))
    rows = [(part, name, value) for part, values in found.items() for name, value in values.items()]
    publish("bots", args, found, table(("part", "what", "figure"), rows))


if __name__ == "__main__":
    main()
