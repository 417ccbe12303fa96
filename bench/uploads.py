"""A large upload through 20 interruptions, 5 of them the sudden death of the server, while people talk.

It must end byte-identical, never lose what was acknowledged, and leave the chat as quick as it was. Who talks is a
process of its own: what is measured is the server's answer, not how busy the bringer is. Every answer of a server that
runs counts, the first after a restart too; how slow the first second of each restart is, is also told apart. What a
kill interrupted has no answer and is not among the times: that wait is told as the pause, from the last answer before a
kill to the first after it.

The idle half is taken between the pieces of the busy one, in the same minutes, on the same warm server and for as long:
one block before all others found what the disk did just then, 6 to 12 ms. Whoever brings rests before each kill and at
the end as long as was brought since the last rest. The half second in which the server may still write what came is the
upload's, and the first second of a restarted server is never among the idle.
"""

import argparse
import asyncio
import hashlib
import random
import time
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

import asyncpg
import httpx

from bench.catchup import spread
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Refused, Wire, dial

MIB = 1024 * 1024
SEED = 20_261_128
SEND_EVERY_S = 0.02
FIRST_REST_S = 2.0
SETTLE_S = 0.5
"""So long what an interrupted request brought may still be written: not idle yet."""
RATIO_MAX = 2.0
ANSWER_S = 600
"""On a machine in use the last part waits so long until all are put together, at a low priority."""
WARM_S = 1.0
"""The first answers of a server that was killed and came back are told apart for so long."""
Times = list[tuple[float, float, float]]
"""(seconds until the answer, seconds since the line was opened, when it was asked by the system's monotonic clock)."""
Pauses = list[float]
"""Seconds between the last answer of a line that ended and the first of the next one."""


BASE = random.Random(SEED).randbytes(MIB) * 2


def block(number: int) -> bytes:
    """The same bytes for the same number, others for each."""
    return number.to_bytes(8, "big") + BASE[8 + number : MIB + number]


def part(start: int, end: int) -> bytes:
    """Bytes [start, end), within one block."""
    number = start // MIB
    return block(number)[start - number * MIB : min(end, (number + 1) * MIB) - number * MIB]


async def talk(port: int, access: str, chat: int, stop: Event) -> tuple[Times, Pauses]:
    """One person who speaks until `stop`, and comes back as soon as a dead server lives again."""
    times: Times = []
    pauses: Pauses = []
    opened = answered = 0.0
    rids = count()
    wire: Wire | None = None
    while not stop.is_set():
        try:
            if wire is None or wire.closed:
                wire, opened = await dial(port, access), time.perf_counter()
            rid = (int(time.time() * 1000) << 22) | (next(rids) & 0x3FFFFF)
            began = time.perf_counter()
            await wire.call("msg.send", c=chat, x="hello", rid=str(rid))
            if 0 < answered < opened:
                pauses.append(time.perf_counter() - answered)
            answered = time.perf_counter()
            times.append((answered - began, began - opened, began))
        except (ConnectionError, OSError, Refused, TimeoutError):
            wire = None
            await asyncio.sleep(0.2)
        await asyncio.sleep(SEND_EVERY_S)
    return times, pauses


def talker(
    port: int, access: str, chat: int, stop: Event, told: "Connection[tuple[Times, Pauses], None]"
) -> None:
    """The process that talks."""
    told.send(asyncio.run(talk(port, access, chat, stop)))


@dataclass
class Bringing:
    """The upload."""

    server: Server
    person: Person
    size: int
    file: str = ""
    acknowledged: int = 0
    lost: int = 0
    asked_again: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(self.person)}"}

    def web(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.server.port}", timeout=ANSWER_S)

    async def begin(self) -> None:
        async with self.web() as web:
            want = {"size": self.size, "kind": "file", "name": "large.bin"}
            made = await web.post("/files", json=want, headers=self.headers)
            self.file = made.raise_for_status().json()["id"]

    async def offset(self) -> int:
        """Where the server says to go on; less than what it acknowledged would be a loss."""
        async with self.web() as web:
            head = await web.head(f"/files/{self.file}", headers=self.headers)
            at = int(head.raise_for_status().headers["upload-offset"])
        self.lost = max(self.lost, self.acknowledged - at)
        self.acknowledged = max(self.acknowledged, at)
        return at

    async def send(self, at: int, until: int, *, cut: bool) -> bool:
        """Bytes [at, until); with `cut` the line breaks there, before the request is whole.

        409 means that the server went on writing what the broken request had brought, after it said
        where it was: whoever is told so asks again, as the protocol has it. True when it was taken.
        """

        async def body() -> AsyncIterator[bytes]:
            place = at
            while place < until:
                piece = await asyncio.to_thread(part, place, until)
                yield piece
                place += len(piece)
            if cut:
                raise ConnectionResetError("the line breaks")

        length = self.size - at if cut else until - at
        headers = self.headers | {"Upload-Offset": str(at), "Content-Length": str(length)}
        async with self.web() as web:
            answer = await web.patch(f"/files/{self.file}", content=body(), headers=headers)
            if answer.status_code == 409:
                self.asked_again += 1
                return False
            self.acknowledged = int(answer.raise_for_status().headers["upload-offset"])
            return True

    async def digest(self) -> str:
        """Of what the server serves."""
        seen = hashlib.sha256()
        async with self.web() as web:
            await web.post("/files/pass", headers=self.headers)
            async with web.stream("GET", f"/f/{self.file}/o") as answer:
                async for piece in answer.aiter_bytes():
                    seen.update(piece)
        return seen.hexdigest()


@dataclass
class Rests:
    """When nothing was brought, and for how long it was."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    brought_s: float = 0.0
    since: float = 0.0

    def go_on(self) -> None:
        """Bytes are brought from now on."""
        self.since = time.perf_counter()

    def stop(self) -> None:
        """A request is over, or its server dead: then nobody is answered, and no idle message stands against it."""
        if self.since:
            self.brought_s += time.perf_counter() - self.since
        self.since = 0.0

    async def rest(self, seconds: float = 0.0) -> None:
        """Let the server settle, then be idle as long as was brought since the last time."""
        seconds, self.brought_s = seconds or self.brought_s, 0.0
        await asyncio.sleep(SETTLE_S)
        began = time.perf_counter()
        await asyncio.sleep(seconds)
        self.spans.append((began, began + seconds))

    def idle(self, times: Times) -> Times:
        """Those that were asked in a rest, of servers that are warm."""
        return [one for one in times if one[1] >= WARM_S and any(a <= one[2] < b for a, b in self.spans)]

    def during(self, times: Times) -> Times:
        """All others."""
        return [one for one in times if not any(a <= one[2] < b for a, b in self.spans)]


async def bring(one: Bringing, breaks: int, kills: int, rests: Rests) -> float:
    """All of it, with the rests; returns the seconds it took without them."""
    began = time.monotonic()
    await rests.rest(FIRST_REST_S)
    await one.begin()
    step = one.size // (breaks + 1)
    deadly = {round((n + 1) * breaks / (kills + 1)) for n in range(kills)}
    for n in range(1, breaks + 1):
        if n in deadly:
            await rests.rest()
        rests.go_on()
        at = await one.offset()
        until = min(one.size - 1, n * step + n * 1234)
        try:
            if n in deadly:
                sending = asyncio.ensure_future(one.send(at, until, cut=False))
                await asyncio.sleep(max(0.05, (until - at) / MIB * 0.004))
                await asyncio.to_thread(one.server.kill)
                rests.stop()
                await asyncio.gather(sending, return_exceptions=True)
                await asyncio.to_thread(one.server.start)
            else:
                while not await one.send(at, until, cut=True):
                    at = await one.offset()
        except (httpx.HTTPError, ConnectionError):
            pass
        rests.stop()
    rests.go_on()
    while (at := await one.offset()) < one.size:
        await one.send(at, one.size, cut=False)
    rests.stop()
    await rests.rest()
    return time.monotonic() - began - sum(SETTLE_S + end - start for start, end in rests.spans)


def expected(size: int) -> str:
    """The digest of what was brought."""
    seen = hashlib.sha256()
    for at in range(0, size, MIB):
        seen.update(part(at, min(size, at + MIB)))
    return seen.hexdigest()


async def measure(server: Server, size: int, breaks: int, kills: int) -> dict[str, Any]:
    """The upload and its rests."""
    people, chat = await town_of(server)
    one, rests = Bringing(server, people[1], size), Rests()
    took, (times, pauses) = await talking(server, people[0], chat, bring(one, breaks, kills, rests))
    idle, during = rests.idle(times), rests.during(times)
    whole = await one.digest() == await asyncio.to_thread(expected, size)
    return {
        "mib": size / MIB,
        "interruptions": breaks,
        "kills": kills,
        "seconds": took,
        "identical": whole,
        "lost_bytes": one.lost,
        "asked_again": one.asked_again,
        "rss_mib": server.rss_kib() / 1024,
        "mib_per_s": size / MIB / took,
        "idle_ms": spread([one[0] for one in idle]),
        "during_ms": spread([one[0] for one in during]),
        "pauses_s": pauses,
        "during_warm_ms": spread([one[0] for one in during if one[1] >= WARM_S]),
    }


async def town_of(server: Server) -> tuple[list[Person], int]:
    """Two people and their group."""
    db = await asyncpg.connect(server.dsn)
    try:
        town = Town(db)
        people = await town.settle(2)
        return people, await town.found("group", people)
    finally:
        await db.close()


async def talking(
    server: Server, person: Person, chat: int, work: Awaitable[float]
) -> tuple[float, tuple[Times, Pauses]]:
    """`work`, which returns the seconds it took, while somebody talks: how long each answer to them took."""
    processes = get_context("spawn")
    stop, (heard, told) = processes.Event(), processes.Pipe(duplex=False)
    speaking = processes.Process(target=talker, args=(server.port, token(person), chat, stop, told))
    speaking.start()
    try:
        done = await work
    except BaseException:
        speaking.terminate()  # it would wait for ever for somebody to take what it tells
        raise
    finally:
        stop.set()
    said = await asyncio.to_thread(heard.recv)
    await asyncio.to_thread(speaking.join)
    return done, said


def show(result: dict[str, Any]) -> str:
    """The table."""
    idle, during, lasting = (result[name]["p99"] for name in ("idle_ms", "during_ms", "during_warm_ms"))
    cells = {
        "MiB": result["mib"],
        "interruptions": result["interruptions"],
        "of them kills": result["kills"],
        "identical": result["identical"],
        "lost bytes": result["lost_bytes"],
        "s": result["seconds"],
        "MiB/s": result["mib_per_s"],
        "messages idle": result["idle_ms"]["count"],
        "during": result["during_ms"]["count"],
        "chat p50 idle ms": result["idle_ms"]["p50"],
        "p50 during ms": result["during_ms"]["p50"],
        "p99 idle ms": idle,
        "p99 during ms": during,
        "ratio": during / idle,
        f"≤ {RATIO_MAX}": during <= RATIO_MAX * idle,
        "without the first second after each restart ms": lasting,
        "longest pause s": max(result["pauses_s"], default=0.0),
    }
    return table(list(cells), [list(cells.values())])


def main() -> int:
    """0 when the file came whole."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--mib", type=int, default=1024)
    parser.add_argument("--breaks", type=int, default=20)
    parser.add_argument("--kills", type=int, default=5)
    args: argparse.Namespace = parse(parser)
    size, breaks, kills = (24, 6, 2) if args.quick else (args.mib, args.breaks, args.kills)
    with Server() as server:
        result = asyncio.run(measure(server, size * MIB + 77, breaks, kills))
    publish("uploads", args, result, show(result))
    return 0 if result["identical"] and not result["lost_bytes"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
