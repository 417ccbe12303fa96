"""`python -m bench.search`: a million messages in three languages are found within 100 ms, and indexed as fast as sent.

A third each Russian, Arabic and English, twelve words on average, drawn from 20,000 lemmas a language after Zipf's law,
inflected. A fifth lies in one chat, the rest in 800; the person who searches is in that one and 499 others.
"""

import argparse
import asyncio
import random
import secrets
import time
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import asyncpg
import uvloop

from bench.machine import LOAD_CORE, SERVER_CORE
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Wire, dial

GROUPS = 800
MINE = 500
LEMMAS = 20_000
SPEAKERS = 20
SEND_PER_S = 1000
SEND_S = 20
BEHIND_S = 2
"""What is said may be found so much later and the index still keeps up."""
IN_FLIGHT = 30
MINUTE_MS = 60_000
APART = 7
"""Minutes between the last words of one chat and the next."""
CHUNK = 20_000
LETTERS = {
    "russian": ("бвгдзклмнпрстхш", "аеиоу", ("", "а", "ы", "ой", "ами", "ов")),
    "english": ("bcdfglmnprstvw", "aeiou", ("", "s", "ed", "ing")),
    "arabic": ("بتجحدرسشصعفقكلمن", "ايو", ("", "ات", "ون", "ها", "ي")),
}
"""Consonants, vowels, endings."""
BEFORE = {"arabic": ("", "", "ال", "وال", "بال")}


@dataclass
class Language:
    """Lemmas by rank, and messages of them."""

    name: str
    chance: random.Random
    lemmas: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        hard, soft, self.endings = LETTERS[self.name]
        seen: dict[str, None] = {}
        while len(seen) < LEMMAS:
            size = self.chance.choice((2, 2, 3, 3, 4))
            seen[
                "".join(self.chance.choice(hard) + self.chance.choice(soft) for _ in range(size)) + hard[0]
            ] = None
        self.lemmas = list(seen)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(LEMMAS)))

    def word(self) -> str:
        """One form."""
        lemma = self.lemmas[bisect(self.weights, self.chance.random() * self.weights[-1])]
        return self.chance.choice(BEFORE.get(self.name, ("",))) + lemma + self.chance.choice(self.endings)

    def message(self) -> str:
        """Twelve words on average."""
        return " ".join(self.word() for _ in range(self.chance.randint(3, 21)))

    def questions(self, count: int) -> dict[str, list[str]]:
        """What is asked, by kind."""
        pick = self.chance.choice
        frequent = [pick(self.lemmas[:10]) for _ in range(count)]
        middle = [pick(self.lemmas[200:2000]) for _ in range(count)]
        rare = [pick(self.lemmas[15_000:]) for _ in range(count)]
        return {
            "frequent word": [f"{word} " for word in frequent],
            "middling word": [f"{word} " for word in middle],
            "rare word": [f"{word} " for word in rare],
            "two frequent words": [f"{a} {b} " for a, b in zip(frequent, reversed(frequent), strict=True)],
            "middling and rare word": [f"{a} {b} " for a, b in zip(middle, rare, strict=True)],
            "beginning of three letters": [word[:3] for word in middle],
            "misspelt": [f"{word[:2]}{word[3:]}{word[2]} " for word in middle],
            "never said": [f"{word}{word[::-1]} " for word in middle],
        }


@dataclass
class Scene:
    """Who searches where."""

    searcher: Person
    speakers: list[Person]
    big: int
    groups: list[int]
    loaded_s: float


def languages() -> list[Language]:
    """The same ones every time."""
    return [Language(name, random.Random(n)) for n, name in enumerate(LETTERS)]


async def build(dsn: str, messages: int) -> Scene:
    """Chats and what was said in them, by COPY."""
    start = time.monotonic()
    db = await asyncpg.connect(dsn)
    town = Town(db)
    searcher, *speakers = await town.settle(1 + SPEAKERS)
    big = await town.found("group", [*speakers, searcher])
    groups = [
        await town.found("group", [*speakers, *([searcher] if n < MINE - 1 else [])]) for n in range(GROUPS)
    ]
    tongues = languages()
    sizes = [(big, messages // 5), *((chat, messages * 4 // 5 // GROUPS) for chat in groups)]

    def rows() -> Iterator[tuple[int, int, int, int, str]]:
        for place, (chat, size) in enumerate(sizes):
            for seq in range(1, size + 1):
                ts = town.now - (size - seq + 1 + APART * place) * MINUTE_MS
                yield chat, seq, speakers[seq % SPEAKERS].id, ts, tongues[seq % 3].message()

    chunk: list[tuple[int, int, int, int, str]] = []
    for row in rows():
        chunk.append(row)
        if len(chunk) == CHUNK:
            await town.talk(chunk)
            chunk = []
    await town.talk(chunk)
    await town.wind([(c, size, town.now - (1 + APART * n) * MINUTE_MS) for n, (c, size) in enumerate(sizes)])
    await db.execute("VACUUM ANALYZE messages")
    await db.close()
    return Scene(searcher, speakers, big, groups, time.monotonic() - start)


async def indexed(db: asyncpg.Connection) -> int:
    """Messages in the index, by its marks."""
    return int(await db.fetchval("SELECT coalesce(sum(seq), 0)::bigint FROM search_marks"))


async def said(db: asyncpg.Connection) -> int:
    """Messages there are."""
    return int(await db.fetchval("SELECT sum(last_seq)::bigint FROM chats"))


async def speak(wires: list[Wire], scene: Scene, rate: int, seconds: int, took: list[float]) -> None:
    """Send at a steady rate to the groups by turns; `took` collects seconds to the acknowledgement."""
    tongues = languages()
    start = time.perf_counter()
    under_way: set[asyncio.Task[None]] = set()
    free = [asyncio.Semaphore(IN_FLIGHT) for _ in wires]

    async def one(number: int) -> None:
        begun = time.perf_counter()
        rid = (time.time_ns() // 1_000_000 << 22) | secrets.randbits(22)
        chat, wire = scene.groups[number % GROUPS], number % len(wires)
        async with free[wire]:
            await wires[wire].call("msg.send", c=chat, rid=str(rid), x=tongues[number % 3].message())
        took.append(time.perf_counter() - begun)

    for number in range(rate * seconds):
        ahead = start + number / rate - time.perf_counter()
        if ahead > 0.001:
            await asyncio.sleep(ahead)
        under_way.add(task := asyncio.ensure_future(one(number)))
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


async def keep_up(server: Server, scene: Scene, seconds: int) -> dict[str, Any]:
    """The backlog is worked off while others talk; then only what is said now has to be kept up with."""
    db = await asyncpg.connect(server.dsn)
    wires = [await dial(server.port, token(person)) for person in scene.speakers]
    begun, before, total = time.perf_counter(), await indexed(db), await said(db)
    took: list[float] = []
    await speak(wires, scene, SEND_PER_S, seconds, took)
    beside = time.perf_counter() - begun
    rate_loaded = (await indexed(db) - before) / beside
    while await indexed(db) < await said(db):  # noqa: ASYNC110
        await asyncio.sleep(0.5)
    whole = time.perf_counter() - begun
    live: list[float] = []
    worst = 0
    began = time.perf_counter()
    talking = asyncio.ensure_future(speak(wires, scene, SEND_PER_S, seconds, live))
    while not talking.done():
        await asyncio.sleep(0.5)
        worst = max(worst, await said(db) - await indexed(db))
    await talking
    talked = time.perf_counter() - began
    for wire in wires:
        wire.close()
    await db.close()
    return {
        "backlog": total - before,
        "sends_per_s_beside": len(took) / beside,
        "indexed_per_s_beside_sends": rate_loaded,
        "indexed_per_s_whole": (total + len(took) - before) / whole,
        "ack_p95_ms_beside": spread(took)["p95"],
        "sends_per_s_live": len(live) / talked,
        "ack_p95_ms_live": spread(live)["p95"],
        "worst_lag_messages_live": worst,
    }


def spread(seconds: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50": 1000 * ordered[len(ordered) // 2],
        "p95": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": 1000 * ordered[-1],
    }


async def ask(server: Server, scene: Scene, count: int) -> list[dict[str, Any]]:
    """Every kind of question in each language, in one chat and in all, one at a time."""
    wire = await dial(server.port, token(scene.searcher))
    found = []
    for tongue in languages():
        for kind, asked in tongue.questions(count).items():
            for scope in ("chat", "all"):
                took, hits, near = [], 0, 0
                for number, q in enumerate([asked[0], *asked]):
                    start = time.perf_counter()
                    where = {"c": scene.big} if scope == "chat" else {}
                    page = await wire.call(f"search.{scope}", q=q, **where)
                    if number:
                        took.append(time.perf_counter() - start)
                        hits += len(page["hits"])
                        near += bool(page.get("near"))
                more = {"hits": hits / count, "near": near}
                found.append(
                    {"language": tongue.name, "scope": scope, "question": kind} | spread(took) | more
                )
    wire.close()
    return found


def show(result: dict[str, Any]) -> str:
    """The tables."""
    rows = [
        [r["language"], r["scope"], r["question"], r["p50"], r["p95"], r["max"], r["hits"], r["near"]]
        for r in result["questions"]
    ]
    worst = max(r["p95"] for r in result["questions"])
    rate = result["indexing"]["indexed_per_s_beside_sends"]
    behind = result["indexing"]["worst_lag_messages_live"]
    goals = [
        ["slowest kind of question, p95 ms", "≤ 100", worst, worst <= 100],
        [f"a backlog indexed per second beside {SEND_PER_S:,} sends", "≥ 1,000", rate, rate >= 1000],
        [
            f"messages behind at worst, of {SEND_PER_S:,} sent a second for {SEND_S} s",
            f"≤ {BEHIND_S * SEND_PER_S:,}",
            behind,
            behind <= BEHIND_S * SEND_PER_S,
        ],
    ]
    parts = [
        table(["language", "where", "question", "p50 ms", "p95 ms", "max ms", "hits", "near"], rows),
        table(["indexing", ""], [[k, v] for k, v in result["indexing"].items()]),
        table(["size", "MB"], [[k, v] for k, v in result["size_mb"].items()]),
        table(["goal", "", "reached", "kept"], goals),
    ]
    return "\n\n".join(parts)


async def sizes(dsn: str) -> dict[str, float]:
    """Megabytes of tables with their indexes."""
    db = await asyncpg.connect(dsn)
    names = ["search_docs", "search_forms"]
    found = {n: await db.fetchval(f"SELECT pg_total_relation_size('{n}') / 1e6::float8") for n in names}
    found["messages"] = await db.fetchval(
        "SELECT sum(pg_total_relation_size(inhrelid)) / 1e6::float8 FROM pg_inherits"
        " WHERE inhparent = 'messages'::regclass"
    )
    await db.close()
    return found


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Load, start anew so that the index begins with everything ahead of it, measure."""
    messages = 20_000 if args.quick else args.messages
    with Server(postgres_core=args.postgres_core) as server:
        scene = uvloop.run(build(server.dsn, messages))
        server.kill()
        server.start()
        indexing = uvloop.run(keep_up(server, scene, 3 if args.quick else SEND_S))
        questions = uvloop.run(ask(server, scene, 10 if args.quick else 60))
        size_mb = uvloop.run(sizes(server.dsn))
    return {
        "indexing": indexing,
        "questions": questions,
        "size_mb": size_mb,
        "conditions": {
            "stored": f"{messages:,} messages in {GROUPS + 1} chats; loaded by COPY in {scene.loaded_s:.0f} s",
            "pinning": f"server on core {SERVER_CORE}, PostgreSQL on core "
            f"{args.postgres_core if args.postgres_core >= 0 else 'any'}, the Python client free",
        },
    }


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--postgres-core", type=int, default=LOAD_CORE, help="core for PostgreSQL; -1: any")
    args = parse(parser)
    result = run(args)
    publish("search", args, result, show(result))


if __name__ == "__main__":
    main()
