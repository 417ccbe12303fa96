"""`python -m bench.catchup`: coming back costs what changed, and a post costs the same whatever the audience.

A million messages are stored. People with 500 chats, of which 50 moved since they left, come back; and the owners of
a channel with 200,000 members and of one with 10 post by turns.
"""

import argparse
import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import uvloop

from bench.machine import LOAD_CORE, SERVER_CORE
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Event, Wire, dial

CHATS = 2000
CHATS_OF_ONE = 500
MOVED_OF_ONE = 50
RETURNERS = 40
HOUR_MS = 3_600_000
STEP = CHATS // CHATS_OF_ONE


@dataclass
class Scene:
    """Who comes back with which cursors, and who posts where."""

    returners: list[Person]
    since: int
    owner: Person
    big: int
    small: int
    members: int
    loaded_s: float = 0
    epoch: str = ""
    seconds: dict[str, list[float]] = field(default_factory=dict)


def chats_of(index: int) -> list[int]:
    """Which of the chats the index-th returner is in."""
    return [STEP * i + index % STEP for i in range(CHATS_OF_ONE)]


def moved(chat_index: int) -> bool:
    """Did this chat move within the last hour?"""
    return (chat_index // STEP) % (CHATS_OF_ONE // MOVED_OF_ONE) == 0


async def build(dsn: str, messages: int, members: int) -> Scene:
    """A million messages in 2,000 groups; a channel for everybody and one for ten."""
    start = time.monotonic()
    db = await asyncpg.connect(dsn)
    town = Town(db)
    everybody = await town.settle(RETURNERS + members)
    returners, people = everybody[:RETURNERS], everybody[RETURNERS:]
    inside: dict[int, list[Person]] = {i: [] for i in range(CHATS)}
    for n, person in enumerate(returners):
        for i in chats_of(n):
            inside[i].append(person)
    each = max(1, messages // CHATS)
    for i in range(CHATS):
        chat = await town.found("group", [*people[100 + i % 900 : 110 + i % 900], *inside[i]])
        last = town.now - (HOUR_MS // 2 if moved(i) else 48 * HOUR_MS) - i
        senders = [p.id for p in people[100 + i % 900 : 110 + i % 900]]
        await town.talk(
            (chat, s, senders[s % 10], last - (each - s) * 60_000, f"message {s} of {each}, about the drum")
            for s in range(1, each + 1)
        )
        await town.wind([(chat, each, last)])
    big = await town.found("channel", people)
    small = await town.found("channel", [people[0], *people[-9:]])
    await db.execute("UPDATE users SET pts = 1 WHERE id = ANY($1::bigint[])", [p.id for p in returners])
    await db.executemany(
        "INSERT INTO user_log (user_id, pts, kind, data, ts) VALUES ($1, 1, 'settings', '{}', $2)",
        [(p.id, town.now) for p in returners],
    )
    await db.execute("VACUUM ANALYZE")
    await db.execute("CHECKPOINT")
    epoch = await db.fetchval("SELECT epoch FROM instance")
    await db.close()
    return Scene(
        returners, town.now - HOUR_MS, people[0], big, small, members, time.monotonic() - start, str(epoch)
    )


async def come_back(server: Server, scene: Scene, person: Person) -> tuple[float, Event]:
    """One reconnect with cursors: seconds until the difference is read, and the difference."""
    got: asyncio.Future[Event] = asyncio.get_running_loop().create_future()

    def hear(event: Event) -> None:
        if event.get("t") == "sync" and not got.done():
            got.set_result(event)

    own = token(person)
    start = time.perf_counter()
    wire = await dial(server.port, own, query=f"&e={scene.epoch}&pts=1&since={scene.since}", on_event=hear)
    said = await asyncio.wait_for(got, 10)
    took = time.perf_counter() - start
    wire.close()
    return took, said


async def returning(server: Server, scene: Scene, rounds: int) -> dict[str, Any]:
    """Everybody comes back one after the other, `rounds` times; and asks `sync` on an open socket as often."""
    whole, calls = [], []
    for n in range(rounds + 1):
        for person in scene.returners:
            took, said = await come_back(server, scene, person)
            found = len(said["chats"]) + len(said["dirty"])
            if said["full"] or found != MOVED_OF_ONE:
                raise RuntimeError(f"the difference shows {found} chats, full={said['full']}")
            if n:
                whole.append(took)
    for n, person in enumerate(scene.returners):
        wire = await dial(server.port, token(person))
        for _ in range(rounds + 1):
            start = time.perf_counter()
            await wire.call("sync", pts=1, epoch=scene.epoch, since=scene.since)
            if n:
                calls.append(time.perf_counter() - start)
        wire.close()
    return {"reconnect with cursors": spread(whole), "sync on an open socket": spread(calls)}


def spread(seconds: list[float]) -> dict[str, float]:
    """Count, median, 99th percentile and worst, in milliseconds."""
    ordered = sorted(seconds)
    return {
        "count": len(ordered),
        "p50": 1000 * ordered[len(ordered) // 2],
        "p99": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "max": 1000 * ordered[-1],
    }


async def post(wire: Wire, chat: int, count: int) -> list[float]:
    """Posts one after the other; seconds each until acknowledged."""
    took = []
    for _ in range(count):
        rid = time.time_ns() // 1_000_000 << 22 | secrets.randbits(22)
        start = time.perf_counter()
        await wire.call("msg.send", c=chat, rid=str(rid), x="heard from one end of the square to the other")
        took.append(time.perf_counter() - start)
    return took


async def posting(server: Server, scene: Scene, blocks: int) -> dict[str, Any]:
    """Blocks of 25 posts, big and small by turns: milliseconds and CPU milliseconds per post."""
    wire = await dial(server.port, token(scene.owner))
    sizes = {scene.members: scene.big, 10: scene.small}
    took: dict[int, list[float]] = {size: [] for size in sizes}
    cpu = dict.fromkeys(sizes, 0.0)
    for chat in sizes.values():
        await post(wire, chat, 25)
    for n in range(blocks):
        for size in sorted(sizes, reverse=bool(n % 2)):
            before = sum(server.cpu().values())
            took[size] += await post(wire, sizes[size], 25)
            cpu[size] += sum(server.cpu().values()) - before
    wire.close()
    return {
        f"channel of {size:,}": spread(took[size]) | {"cpu_ms": 1000 * cpu[size] / len(took[size])}
        for size in sizes
    }


async def measure(server: Server, scene: Scene, rounds: int, blocks: int) -> dict[str, Any]:
    """Both parts."""
    server.pin()
    returns = await returning(server, scene, rounds)
    posts = await posting(server, scene, blocks)
    big, small = posts.values()
    return {
        "sync_ms": returns,
        "post_ms": posts,
        "post_ratio": {"p50": big["p50"] / small["p50"], "cpu": big["cpu_ms"] / small["cpu_ms"]},
    }


def show(result: dict[str, Any]) -> str:
    """The tables."""
    times = [
        [name, r["count"], r["p50"], r["p99"], r["max"], r.get("cpu_ms")]
        for part in ("sync_ms", "post_ms")
        for name, r in result[part].items()
    ]
    worst = max(r["p99"] for r in result["sync_ms"].values())
    ratio = result["post_ratio"]
    goals = [
        [f"sync, {MOVED_OF_ONE} of {CHATS_OF_ONE} chats moved, p99", "≤ 50 ms", worst, worst <= 50],
        ["post to the large channel ÷ to the small one, p50", "≈ 1", ratio["p50"], ratio["p50"] <= 1.25],
        ["the same in CPU time of server and PostgreSQL", "≈ 1", ratio["cpu"], ratio["cpu"] <= 1.25],
    ]
    head = ["", "n", "p50 ms", "p99 ms", "max ms", "CPU ms"]
    return f"{table(head, times)}\n\n{table(['goal', '', 'reached', 'kept'], goals)}"


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seed, restart so that nothing is warm but PostgreSQL, measure."""
    messages, members = (20_000, 2_000) if args.quick else (args.messages, args.members)
    with Server(postgres_core=args.postgres_core) as server:
        scene = uvloop.run(build(server.dsn, messages, members))
        result = uvloop.run(measure(server, scene, 2 if args.quick else 10, 2 if args.quick else 12))
    result["conditions"] = {
        "stored": f"{messages:,} messages in {CHATS:,} groups; loaded by COPY in {scene.loaded_s:.0f} s",
        "pinning": f"server on core {SERVER_CORE}, PostgreSQL on core "
        f"{args.postgres_core if args.postgres_core >= 0 else 'any'}, the Python client free",
    }
    return result


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=200_000, help="of the large channel")
    parser.add_argument("--postgres-core", type=int, default=LOAD_CORE, help="core for PostgreSQL; -1: any")
    args = parse(parser)
    result = run(args)
    publish("catchup", args, result, show(result))


if __name__ == "__main__":
    main()
