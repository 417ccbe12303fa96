"""`python -m bench.botkills`: the server and a bot are killed again and again, and no update is lost or doubled.

Three ways at once. A person talks to a bot in a dialog over a socket, and the bot polls, keeping what it heard together
with its marker, as a program with a database does; another bot has a webhook, where what was kept but not answered
comes again and is known by its name; and bots are made with Drum while the server dies in the middle of it.
"""

import asyncio
import contextlib
import re
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from operator import eq
from typing import Any

import aiohttp
import asyncpg
from aiohttp import web

from bench.bots import CHANCE, Robot, keep, make_bots, page, rid
from bench.machine import free_port
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Refused, Wire, dial
from tambour.domain.bots.drum.talk import DRUM_ID
from tambour.domain.bots.hooks import PORTS

DEATHS = 0.2
"""How often the bot dies over what it hears."""
PAUSE_S = 0.05
AFTER_S = 0.5
"""A kill falls so long at most after both ways were heard again."""
END_S = 60
"""Without anything new, the end has come."""
AHEAD_MAX = 100
"""People wait where so much of what they said was not heard yet: a webhook brings one update after another, and who
talks faster than it tries again would only build a heap for the end."""
DRUM_S = 600
"""One life of the server may be too short for an answer; lost is only what never comes."""
MAKERS_MAX = 500
WAYS = 2
"""Polls and a webhook."""
TROUBLE = (ConnectionError, OSError, Refused, TimeoutError)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass
class Talk:
    """Somebody who goes on talking to a bot, whatever dies."""

    server: Server
    person: Person
    bot: int
    acked: list[str] = field(default_factory=list)
    stopped: bool = False
    heard: Callable[[], int] = int
    """How much of it the bot has."""

    async def run(self) -> None:
        """Numbers, one after another; the same again, under the same rid, until it is acknowledged."""
        number, key, wire, chat = 0, rid(), None, 0
        while not self.stopped:
            if len(self.acked) - self.heard() > AHEAD_MAX:
                await asyncio.sleep(PAUSE_S)
                continue
            try:
                if wire is None or wire.closed:
                    wire = await dial(self.server.port, token(self.person))
                    chat = (await wire.call("bot.start", u=self.bot))["c"]
                await wire.call("msg.send", c=chat, x=str(number), rid=key)
                self.acked.append(str(number))
                number, key = number + 1, rid()
            except TROUBLE:
                await asyncio.sleep(PAUSE_S)
        if wire is not None:
            wire.close()


@dataclass
class Ear:
    """What a bot has kept, by the names of messages; how often it died; what came to it again."""

    names: dict[str, str] = field(default_factory=dict)
    died: int = 0
    again: int = 0

    def keep(self, update: Any) -> None:
        """One update."""
        if update["update_type"] != "message_created":
            return
        body = update["message"]["body"]
        self.again += body["mid"] in self.names
        self.names.setdefault(body["mid"], body["text"])


@dataclass
class Rage:
    """The killing: each kill falls into traffic on every way."""

    server: Server
    done: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[Callable[[], int]] = field(default_factory=list)
    ways: dict[str, Callable[[], dict[str, Any]]] = field(default_factory=dict)

    async def run(self, kills: int, minutes: float) -> None:
        """So many, or for so long."""
        now = asyncio.get_running_loop().time
        end = now() + minutes * 60
        while len(self.heard) < WAYS:  # noqa: ASYNC110  (there is nothing to wait for but traffic)
            await asyncio.sleep(PAUSE_S)
        while self.done < kills and now() < end:
            before, patience = [count() for count in self.heard], now() + END_S
            while now() < patience and any(map(eq, before, self.now())):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            await asyncio.sleep(CHANCE.uniform(0, AFTER_S))  # it works again on every way: anywhere in that
            await asyncio.to_thread(self.server.kill)
            await asyncio.to_thread(self.server.start)
            self.done += 1
            if self.done % 10 == 0:
                print(f"  {self.done} kills: {self.so_far()}", file=sys.stderr, flush=True)
        self.over.set()

    def now(self) -> list[int]:
        """How much was heard on each way."""
        return [count() for count in self.heard]

    def so_far(self) -> dict[str, dict[str, Any]]:
        """What a run that is cut short has shown until here."""
        return {way: found() for way, found in self.ways.items()}


def compared(died: int, acked: list[str], texts: list[str], again: int = 0) -> dict[str, Any]:
    """What was said and what was heard."""
    return {
        "kills of the bot": died,
        "acknowledged": len(acked),
        "heard": len(texts),
        "lost": len(set(acked) - set(texts)),
        "doubled": len(texts) - len(set(texts)),
        "out of order": int(texts != sorted(texts, key=int)),
        "kept, not answered, brought again": again,
    }


def until_now(died: int, acked: list[str], texts: list[str], again: int = 0) -> dict[str, Any]:
    """The same in the middle of it: what was said after the last that was heard is not lost yet."""
    last = max(map(int, texts), default=-1)
    return compared(died, [text for text in acked if int(text) <= last], texts, again)


async def polling(rage: Rage, url: str, person: Person, bot: Robot) -> dict[str, Any]:
    """A bot that polls."""
    talk, died, quiet = Talk(rage.server, person, bot.id, heard=lambda: len(bot.texts)), 0, 0

    async def listen() -> None:
        nonlocal died, quiet
        while quiet < 2:
            try:
                async with aiohttp.ClientSession() as session:
                    found = await page(session, url, bot, 2)
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(PAUSE_S)
                continue
            if found["updates"] and not talk.stopped and CHANCE.random() < DEATHS:
                died += 1  # it heard, and was killed before it could keep anything
                continue
            keep(bot, found)
            quiet = quiet + 1 if talk.stopped and not found["updates"] else 0

    talking, listening = asyncio.ensure_future(talk.run()), asyncio.ensure_future(listen())
    rage.heard.append(lambda: len(bot.texts))
    rage.ways["polling"] = lambda: until_now(died, talk.acked, bot.texts)
    await rage.over.wait()
    talk.stopped = True
    await asyncio.gather(talking, listening)
    return compared(died, talk.acked, bot.texts)


@contextlib.asynccontextmanager
async def receiver(ear: Ear, talk: Talk) -> AsyncIterator[str]:
    """A bot behind an address of its own; it dies before it has kept an update, or before it has said so."""

    async def take(request: web.Request) -> web.Response:
        update, dies = await request.json(), not talk.stopped and CHANCE.random() < DEATHS
        if dies and CHANCE.random() < 0.5:
            ear.died += 1
            hang_up(request)
            return web.Response(status=503)
        ear.keep(update)
        if dies:
            ear.died += 1
            hang_up(request)
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    port = next(port for port in iter(free_port, 0) if port in PORTS)
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}/hook"
    await runner.cleanup()


def hang_up(request: web.Request) -> None:
    """As a process that is killed."""
    if request.transport is not None:
        request.transport.abort()


async def hooked(rage: Rage, url: str, person: Person, bot: Robot) -> dict[str, Any]:
    """A bot with a webhook."""
    ear = Ear()
    talk = Talk(rage.server, person, bot.id, heard=lambda: len(ear.names))
    async with receiver(ear, talk) as place:
        async with (
            aiohttp.ClientSession(headers={"Authorization": bot.token}) as session,
            session.post(f"{url}/subscriptions", json={"url": place}) as answer,
        ):
            answer.raise_for_status()
        talking = asyncio.ensure_future(talk.run())
        rage.heard.append(lambda: len(ear.names))
        rage.ways["webhook"] = lambda: until_now(ear.died, talk.acked, list(ear.names.values()), ear.again)
        await rage.over.wait()
        talk.stopped = True
        await talking
        known, end = -1, 0.0
        while len(ear.names) < len(talk.acked) and (
            len(ear.names) > known or asyncio.get_running_loop().time() < end
        ):
            if len(ear.names) > known:
                known, end = len(ear.names), asyncio.get_running_loop().time() + END_S
            await asyncio.sleep(PAUSE_S)
        await asyncio.sleep(1)  # for whatever may come doubled
    return compared(ear.died, talk.acked, list(ear.names.values()), ear.again)


@dataclass
class Maker:
    """Somebody who makes bots with Drum, whatever dies."""

    server: Server
    person: Person
    wire: Wire | None = None
    chat: int = 0
    asked: int = 0
    """How often Drum was asked to start: a start that was not answered is asked again, and each one is greeted."""

    async def call(self, method: str, **params: Any) -> Any:
        """The same again until it is answered."""
        while True:
            try:
                if self.wire is None or self.wire.closed:
                    self.wire = await dial(self.server.port, token(self.person))
                self.asked += method == "bot.start"
                return await self.wire.call(method, timeout_s=5, **params)
            except TROUBLE:
                await asyncio.sleep(PAUSE_S)

    async def begin(self) -> None:
        """The dialog, which greets."""
        self.chat = (await self.call("bot.start", u=DRUM_ID))["c"]
        await self.until(1, 0)

    async def say(self, text: str, answers: int) -> None:
        """And wait until Drum has answered so much in all."""
        key = rid()
        await self.call("msg.send", c=self.chat, x=text, rid=key)
        await self.until(1, answers)

    async def said(self) -> tuple[int, list[str]]:
        """How often Drum has greeted, and all that it answered so far."""
        msgs = (await self.call("msg.history", c=self.chat, n=100))["msgs"]
        said = [one.get("x", "") for one in sorted(msgs, key=lambda one: one["s"]) if one["f"] == DRUM_ID]
        return said.count(said[0]) if said else 0, [text for text in said if text != said[0]]

    async def until(self, greetings: int, answers: int) -> None:
        """Raises RuntimeError when Drum never says it."""
        end = asyncio.get_running_loop().time() + DRUM_S
        while (now := await self.said())[0] < greetings or len(now[1]) < answers:
            if asyncio.get_running_loop().time() > end:
                raise RuntimeError(f"Drum did not say {answers} things: {now}")
            await asyncio.sleep(PAUSE_S)


async def making(rage: Rage, people: list[Person]) -> dict[str, Any]:
    """One bot after another; kills fall anywhere from the first word to the last answer."""
    made = starts = greeted = answers = tokens = owned = 0
    rage.ways["Drum"] = lambda: {"asked": made, "made": owned, "answers": answers, "expected": 4 * made}
    for number, person in enumerate(people):
        maker = Maker(rage.server, person)
        await maker.begin()
        await make(maker, number)
        greetings, said = await maker.said()
        made, starts, greeted = made + 1, starts + maker.asked, greeted + greetings
        answers += len(said)
        tokens += sum(bool(TOKEN.search(text)) for text in said)
        owned += await owned_by(rage.server, person)
        if maker.wire is not None:
            maker.wire.close()
        if rage.over.is_set():
            break
    return {
        "bots asked for": made,
        "bots made": owned,
        "starts asked for, again where none was answered": starts,
        "greetings": greeted,
        "answers": answers,
        "answers expected": 4 * made,
        "tokens told": tokens,
    }


async def owned_by(server: Server, person: Person) -> int:
    """How many bots."""
    db = await asyncpg.connect(server.dsn)
    found: int = await db.fetchval("SELECT count(*) FROM bots WHERE owner = $1", person.id)
    await db.close()
    return found


async def make(maker: Maker, number: int) -> None:
    """The whole conversation."""
    await maker.say("/newbot", 1)
    await maker.say(f"Echo {number}", 2)
    await maker.say(f"killed_echo_{number}", 4)


def measure(kills: int, minutes: float = 60) -> dict[str, Any]:
    """All three on one server, which brings webhooks to this machine and tries again soon."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"TAMBOUR_BOTS_LISTEN": f"127.0.0.1:{port}"}
    with Server(core=-1, postgres_core=-1, mutant="near-hooks", **settings) as server:

        async def run() -> dict[str, Any]:
            db = await asyncpg.connect(server.dsn)
            people = await Town(db).settle(2 + MAKERS_MAX)
            await db.close()
            robots, rage = await make_bots(server, people, 2), Rage(server)
            polled, brought, drum, _ = await asyncio.gather(
                polling(rage, url, people[0], robots[0]),
                hooked(rage, url, people[1], robots[1]),
                making(rage, people[2:]),
                rage.run(kills, minutes),
            )
            kill = {"of the server": rage.done}
            return {"kills": kill, "polling": polled, "webhook": brought, "Drum": drum}

        found = asyncio.run(run())
        found["log"] = {
            "lines of failure": [x for x in server.log().splitlines() if "failed" in x or "Error" in x]
        }
    return found


def main() -> None:
    """Print it."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=60, help="at most")
    args = parse(parser)
    found = measure(3 if args.quick else args.kills, args.minutes)
    rows = [(part, name, value) for part, values in found.items() for name, value in values.items()]
    publish("botkills", args, found, table(("part", "what", "figure"), rows))


if __name__ == "__main__":
    main()
