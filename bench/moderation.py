"""`python -m bench.moderation`: how soon the last of 1,000 online members knows that something was taken down.

The whole way of a case: a member reports, a moderator opens the case in the console and decides. The clock runs from
the moment the decision is sent until the last connection has read the event. Every second member has the channel on
the screen, the others hear it from the back.
"""

import argparse
import asyncio
import http.client
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import asyncpg

from bench.catchup import spread
from bench.load import Client, Load
from bench.machine import LOAD_CORE, SERVER_CORE
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import dial

MEMBERS = 1000
LIMIT_MS = 200


@dataclass
class Scene:
    """A channel whose messages go, channels that go, who listens, who complains and who decides."""

    channel: int
    doomed: list[int]
    members: list[Person]
    moderator: Person

    def clients(self) -> list[Client]:
        """Everybody online; every second one looks at the channel."""
        return [
            Client(token(p), self.channel, open=self.channel * (i % 2)) for i, p in enumerate(self.members)
        ]


async def build(dsn: str, members: int, messages: int, channels: int) -> Scene:
    """The people, the channels, a moderator who is in none of them."""
    db = await asyncpg.connect(dsn)
    town = Town(db)
    people = await town.settle(members)
    moderator = (await town.settle(1))[0]
    await db.execute("UPDATE users SET role = 'moderator' WHERE id = $1", moderator.id)
    channel = await town.found("channel", people)
    doomed = [await town.found("channel", people) for _ in range(channels)]
    counts = dict.fromkeys(doomed, 5) | {channel: messages}
    for chat, count in counts.items():
        await db.executemany(
            "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body) VALUES ($1, $2, $2, 0, $3, $4, $5)",
            [(chat, s, people[0].id, town.now, f"offer number {s}") for s in range(1, count + 1)],
        )
        await db.execute(
            "INSERT INTO chat_log (chat_id, ev, kind, seq, ts) SELECT $1, s, 'n', s, $3 FROM generate_series(1, $2) s",
            chat,
            count,
            town.now,
        )
    await town.wind([(chat, count, town.now) for chat, count in counts.items()])
    await db.execute("ANALYZE")
    await db.close()
    return Scene(channel, doomed, people, moderator)


@dataclass
class Desk:
    """A moderator's browser."""

    port: int
    cookie: str = ""

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and body. The cookie of the answer is kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        connection.close()
        return answer.status, body

    def newest_case(self) -> int:
        """The only case in the queue."""
        status, page = self.ask("GET", "/console/")
        cases = set(re.findall(r"/console/case/(\d+)", page))
        if len(cases) != 1:
            raise RuntimeError(f"the queue shows {len(cases)} cases, status {status}")
        return int(cases.pop())

    def decision(self, case: int, outcome: str) -> dict[str, str]:
        """The filled-in form of a case."""
        _, page = self.ask("GET", f"/console/case/{case}")
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)
        ver = re.search(r'name="ver" value="(\d+)"', page)
        assert csrf is not None
        assert ver is not None
        return {
            "csrf": csrf[1],
            "ver": ver[1],
            "outcome": outcome,
            "category": "spam",
            "facts": "the same offer again and again",
        }

    def decide(self, case: int, form: dict[str, str]) -> None:
        """Send it."""
        status, page = self.ask("POST", f"/console/case/{case}/decide", form)
        if status != 303:
            raise RuntimeError(f"the decision was refused ({status}): {page[-500:]}")


async def report(server: Server, person: Person, **what: int) -> None:
    """A member complains."""
    wire = await dial(server.port, token(person))
    rid = time.time_ns() // 1_000_000 << 22 | secrets.randbits(22)
    await wire.call("report.create", rid=str(rid), category="spam", **what)
    wire.close()


async def sign_in(server: Server, moderator: Person) -> Desk:
    """Through the link of the moderator's own client."""
    wire = await dial(server.port, token(moderator))
    link = (await wire.call("console.link"))["url"]
    wire.close()
    desk = Desk(server.port)
    desk.ask("POST", "/console/enter", {"t": link.partition("t=")[2]})
    return desk


def take_down(load: Load, desk: Desk, outcome: str, needle: str) -> tuple[float, float, int]:
    """Decide the only case; seconds until the first and the last knew, and how many knew."""
    case = desk.newest_case()
    form = desk.decision(case, outcome)
    start = 0

    def act() -> None:
        nonlocal start
        start = time.monotonic_ns()
        desk.decide(case, form)

    seen = load.watch(needle, act)
    return (seen["first_ns"] - start) / 1e9, (seen["last_ns"] - start) / 1e9, seen["seen"]


def measure(server: Server, scene: Scene, messages: int) -> dict[str, Any]:
    """Every message of the channel but one, then every doomed channel."""
    desk = asyncio.run(sign_in(server, scene.moderator))
    firsts: dict[str, list[float]] = {"a message removed": [], "a channel hidden": []}
    lasts: dict[str, list[float]] = {"a message removed": [], "a channel hidden": []}
    untold = 0
    with Load(server.port, scene.clients(), text_bytes=200) as load:
        server.pin()
        online = load.connected["ready"]
        for n in range(messages - 1):
            asyncio.run(report(server, scene.members[1 + n % 50], c=scene.channel, s=messages - n))
            first, last, seen = take_down(load, desk, "remove_content", f'"t":"rm","c":{scene.channel},')
            untold += online - seen
            firsts["a message removed"].append(first)
            lasts["a message removed"].append(last)
        for n, chat in enumerate(scene.doomed):
            asyncio.run(report(server, scene.members[1 + n % 50], c=chat))
            first, last, seen = take_down(load, desk, "quarantine_chat", f'"t":"c","c":{chat},')
            untold += online - seen
            firsts["a channel hidden"].append(first)
            lasts["a channel hidden"].append(last)
    return {
        "online": online,
        "untold": untold,
        "first_told_ms": {what: spread(times) for what, times in firsts.items()},
        "last_told_ms": {what: spread(times) for what, times in lasts.items()},
    }


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seed and measure."""
    members, messages, channels = (100, 4, 2) if args.quick else (MEMBERS, args.messages, args.channels)
    with Server(postgres_core=args.postgres_core) as server:
        scene = asyncio.run(build(server.dsn, members, messages + 1, channels))
        result = measure(server, scene, messages + 1)
    result["conditions"] = {
        "clock": "from sending the moderator's decision (HTTP) to the last connection's reading of the event",
        "pinning": f"server on core {SERVER_CORE}, load generator on core {LOAD_CORE}, PostgreSQL on core "
        f"{args.postgres_core if args.postgres_core >= 0 else 'any'}",
    }
    return result


def show(result: dict[str, Any]) -> str:
    """The tables."""
    rows = [
        [
            what,
            r["count"],
            result["first_told_ms"][what]["p50"],
            r["p50"],
            r["p99"],
            r["max"],
            r["p99"] <= LIMIT_MS,
        ]
        for what, r in result["last_told_ms"].items()
    ]
    head = ["", "n", "first told p50 ms", "last told p50 ms", "p99 ms", "max ms", f"≤ {LIMIT_MS} ms"]
    return f"{table(head, rows)}\n\n{result['online']:,} members online; not told: {result['untold']}"


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=40, help="messages to remove")
    parser.add_argument("--channels", type=int, default=20, help="channels to block")
    parser.add_argument("--postgres-core", type=int, default=LOAD_CORE, help="core for PostgreSQL; -1: any")
    args = parse(parser)
    result = run(args)
    publish("moderation", args, result, show(result))


if __name__ == "__main__":
    main()
