"""`python -m bench.desk`: the review desk under load.

The queue's page with 100,000 open cases; complaints taken durably, upon empty tables, most of them the first of their
case, from many people within the limits that hold for people; 1,000 channels with 1,000,000 members in all blocked by
one bulk that two people agree on, until the last member who is online has read the event of their channel.
"""

import argparse
import asyncio
import re
import secrets
import time
from typing import Any

import asyncpg

from bench.catchup import spread
from bench.machine import LOAD_CORE, SERVER_CORE
from bench.moderation import Desk, sign_in
from bench.report import arguments, parse, publish, table
from bench.server import Server, token
from bench.town import Person, Town
from bench.wire import Wire, dial

QUEUE_MS, INTAKE_MIN, BLOCK_S_MAX = 100, 500, 10
CASES = """
    WITH s AS (
        INSERT INTO subjects (id, kind, user_id, owner, audience_class, reach, created)
        SELECT $2 + n, 'account', $2 + n, $2 + n, 'account', 1, $3 FROM generate_series(1, $1) n RETURNING id
    ), v AS (
        INSERT INTO content_versions (id, subject_id, ver, sha256, body, created)
        SELECT id, id, 0, int8send(id), '{}', $3 FROM s RETURNING id
    )
    INSERT INTO cases (id, subject_id, category, severity, priority, due, received_at)
    SELECT id, id, 'spam', id % 4, random() * 100, $3 + (random() * 86400000)::bigint - 3600000, $3 FROM v
"""
FIRST_ID = 1_000_000_000
IN_FLIGHT = 32
"""Complaints under way at once."""
EACH = 18
"""Of one person: fewer than `report.create` allows at once."""
POSTS = 20
"""In each channel that is complained of."""


async def build(
    dsn: str, channels: int, members: int, online: int, *, reporters: int = 1, posts: int = 1
) -> tuple[list[Person], list[int]]:
    """`channels` public channels with `members` and `posts` each; of every channel one of `online` people is a member.

    The other members are rows without an account behind them: nobody asks who they are. People: two of the staff,
    those online, and `reporters`, who own no channel.
    """
    db = await asyncpg.connect(dsn)
    town = Town(db)
    people = await town.settle(2 + online + reporters)
    for person in people[:2]:
        await db.execute("UPDATE users SET role = 'moderator' WHERE id = $1", person.id)
    found = []
    for n in range(channels):
        chat = await town.found("channel", [people[2 + n % online]])
        found.append(chat)
    await db.execute(
        "INSERT INTO members (user_id, chat_id, joined) SELECT $2::bigint + c * $3 + n, chat, 0"
        " FROM unnest($1::bigint[]) WITH ORDINALITY AS t (chat, c), generate_series(1, $3 - 1) n",
        found,
        FIRST_ID,
        members,
    )
    await db.execute(
        "UPDATE chats SET members = $2, is_public = true, last_seq = $3, last_ev = $3 WHERE id = ANY ($1::bigint[])",
        found,
        members,
        posts,
    )
    await db.execute(
        "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body) SELECT id, n, n, 0, owner, $2,"
        " md5(n || '-' || id) || ' ' || md5(n || 'b' || id) || ' ' || md5(n || 'c' || id)"
        " FROM chats, generate_series(1, $3::int) n WHERE id = ANY ($1::bigint[])",
        found,
        int(time.time() * 1000),
        posts,
    )
    await db.execute("ANALYZE")
    await db.close()
    return people, found


async def complain(
    server: Server, people: list[Person], chats: list[int], seconds: float, *, posts: bool
) -> dict[str, float]:
    """Complaints a second, each acknowledged, and the share of them that began a case. About channels, or their posts;
    IN_FLIGHT at once, EACH from one person."""
    wires = [await dial(server.port, token(one)) for one in people]
    db = await asyncpg.connect(server.dsn)
    before = await db.fetchval("SELECT count(*) FROM cases")
    done, end = 0, time.monotonic() + seconds

    async def some(turn: list[Wire]) -> None:
        nonlocal done
        for wire in turn:
            for _ in range(EACH):
                if time.monotonic() >= end:
                    return
                chat, seq = secrets.choice(chats), secrets.randbelow(POSTS) + 1
                rid = time.time_ns() // 1_000_000 << 22 | secrets.randbits(22)
                await wire.call("report.create", rid=str(rid), category="spam", c=chat, s=seq if posts else 0)
                done += 1

    start = time.monotonic()
    await asyncio.gather(*(some(wires[n::IN_FLIGHT]) for n in range(IN_FLIGHT)))
    took = time.monotonic() - start
    for wire in wires:
        wire.close()
    begun = await db.fetchval("SELECT count(*) FROM cases") - before
    await db.close()
    return {"per_s": done / took, "first": begun / done}


def intake(args: argparse.Namespace) -> dict[str, dict[str, float]]:
    """About channels and about posts, on a server that nobody has complained to yet."""
    channels, reporters, seconds = (40, 64, 3) if args.quick else (3_000, 600, 8)
    found = {}
    for posts in (False, True):
        with Server(postgres_core=args.postgres_core, TAMBOUR_LIMITS_ENABLED="on") as server:
            people, chats = asyncio.run(build(server.dsn, channels, 10, 20, reporters=reporters, posts=POSTS))
            what = "posts" if posts else "channels"
            found[what] = asyncio.run(complain(server, people[22:], chats, seconds, posts=posts))
    return found


async def queue_pages(server: Server, moderator: Person, cases: int, rounds: int) -> list[float]:
    """Seconds of each request for the first page, with so many open cases."""
    db = await asyncpg.connect(server.dsn)
    await db.execute(CASES, cases, FIRST_ID, int(time.time() * 1000))
    await db.execute("ANALYZE cases")
    await db.close()
    desk, times = await sign_in(server, moderator), []
    for _ in range(rounds):
        start = time.monotonic()
        status, page = desk.ask("GET", "/console/")
        times.append(time.monotonic() - start)
        if status != 200 or "data-row" not in page:
            raise RuntimeError(f"the queue was not shown ({status})")
    return times


async def forget_cases(dsn: str) -> None:
    """Only the channels' cases are left."""
    db = await asyncpg.connect(dsn)
    for sql in (
        "DELETE FROM cases WHERE subject_id > $1 AND subject_id IN (SELECT id FROM subjects WHERE kind = 'account')",
    ):
        await db.execute(sql, FIRST_ID)
    await db.close()


async def block(server: Server, people: list[Person], chats: list[int]) -> dict[str, Any]:
    """One person proposes the bulk, another agrees; seconds from the agreement to the last event read."""
    db = await asyncpg.connect(server.dsn)
    reporter = await dial(server.port, token(people[-1]))
    seen = await db.fetch("SELECT chat_id FROM subjects WHERE kind = 'chat'")
    known = {row["chat_id"] for row in seen}
    for chat in [chat for chat in chats if chat not in known]:
        rid = time.time_ns() // 1_000_000 << 22 | secrets.randbits(22)
        await reporter.call("report.create", rid=str(rid), category="spam", c=chat)
    reporter.close()
    rows = await db.fetch(
        "SELECT c.id, c.ver FROM cases c JOIN subjects s ON s.id = c.subject_id"
        " WHERE s.kind = 'chat' AND s.chat_id = ANY ($1::bigint[])",
        chats,
    )
    first, second = [await sign_in(server, one) for one in people[:2]]
    bulk = secrets.randbits(48)
    form = {
        "csrf": csrf_of(first),
        "bulk": str(bulk),
        "cases": ",".join(f"{row['id']}:{row['ver']}" for row in rows),
        "outcome": "remove_chat",
        "category": "spam",
        "facts": "the same offer again and again",
    }
    status, page = await asyncio.to_thread(first.ask, "POST", "/console/bulk", form)
    if status != 303:
        raise RuntimeError(f"the bulk was refused ({status}): {page[-300:]}")
    waiting, told = set(chats), asyncio.Event()

    def hear(event: dict[str, Any]) -> None:
        """Strike out every channel that is said to be gone."""
        if event.get("t") == "c" and event.get("ch", {}).get("st") == "removed":
            waiting.discard(event["c"])
            if not waiting:
                told.set()

    wires = [await dial(server.port, token(one), on_event=hear) for one in people[2:-1]]
    start = time.monotonic()
    agreed = asyncio.ensure_future(
        asyncio.to_thread(
            second.ask, "POST", f"/console/bulk/{bulk}/second", {"csrf": csrf_of(second), "agree": "1"}
        )
    )
    await asyncio.wait_for(told.wait(), 300)
    took = time.monotonic() - start
    await agreed
    for wire in wires:
        wire.close()
    left = await db.fetchval(
        "SELECT count(*) FROM chats WHERE id = ANY ($1::bigint[]) AND state <> 'removed'", chats
    )
    await db.close()
    return {"channels": len(chats), "seconds": took, "not_removed": left}


def csrf_of(desk: Desk) -> str:
    """The token of the session's forms."""
    found = re.search(r'name="csrf" value="([^"]+)"', desk.ask("GET", "/console/audit")[1])
    assert found is not None
    return found[1]


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Seed and measure, one after the other on one server."""
    cases, channels, members, online = (5_000, 60, 100, 20) if args.quick else (100_000, 1_000, 1_000, 200)
    complaints = intake(args)
    with Server(postgres_core=args.postgres_core) as server:
        people, chats = asyncio.run(build(server.dsn, channels, members, online))
        pages = asyncio.run(queue_pages(server, people[0], cases, 30 if args.quick else 100))
        asyncio.run(forget_cases(server.dsn))
        blocked = asyncio.run(block(server, people, chats))
    return {
        "open_cases": cases,
        "queue_ms": spread(pages) | {"p95": 1000 * sorted(pages)[int(len(pages) * 0.95)]},
        "complaints": complaints,
        "blocked": blocked | {"members": channels * members},
        "conditions": {
            "clock": "from sending the second person's agreement (HTTP) to the last connection's reading of its event",
            "pinning": f"server on core {SERVER_CORE}, load generator on core {LOAD_CORE}",
        },
    }


def show(result: dict[str, Any]) -> str:
    """The table."""
    queue, blocked = result["queue_ms"], result["blocked"]
    rows = [
        [
            f"queue page, {result['open_cases']:,} open cases, p95 ms",
            round(queue["p95"], 1),
            f"≤ {QUEUE_MS}",
        ],
        *(
            [
                f"complaints about {what} taken, per second ({one['first']:.0%} the first of their case)",
                round(one["per_s"]),
                f"≥ {INTAKE_MIN}",
            ]
            for what, one in result["complaints"].items()
        ),
        [
            f"{blocked['channels']:,} channels with {blocked['members']:,} members blocked, last told, s",
            round(blocked["seconds"], 2),
            f"≤ {BLOCK_S_MAX}",
        ],
    ]
    return f"{table(['', 'figure', 'goal'], rows)}\n\nnot removed: {blocked['not_removed']}"


def main() -> None:
    """See above."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--postgres-core", type=int, default=LOAD_CORE, help="core for PostgreSQL; -1: any")
    args = parse(parser)
    result = run(args)
    publish("desk", args, result, show(result))


if __name__ == "__main__":
    main()
