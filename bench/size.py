"""`python -m bench.size`: what a message takes on disk, and what the whole stack takes of memory.

Messages of the usual length are sent over the socket as people send them; bytes are the growth of the tables with
their indexes once search has caught up, and of the write-ahead log. Memory is proportional set size (what is shared is
counted once): after the start, and with 100 people connected who talk.
"""

import argparse
import asyncio
import random
import re
import time
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

from bench.machine import descendants
from bench.report import arguments, parse, publish, table
from bench.search import indexed, said
from bench.server import Server, token
from bench.town import Town
from bench.wire import Wire, dial

USERS = 100
CHATS = 20
MEMORY_MIB_MAX = 512
SENTENCE = "the tide is late and the cat sits on the wall with nobody to ask where the boats have gone today"
SHOWN_BYTES = 1.0
"""Tables that grow less than this with a message are left out."""
SIZES = """
SELECT split_part(c.relname, '_p', 1) AS name, sum(pg_table_size(c.oid)) AS heap, sum(pg_indexes_size(c.oid)) AS indexes
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1
"""


def pss_mib(pids: list[int]) -> float:
    """Proportional set size of these processes together."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def memory(server: Server) -> dict[str, float]:
    """MiB of the program with its children that are not PostgreSQL, and of PostgreSQL."""
    postgres = set(descendants(server.postgres))
    ours = [pid for pid in descendants(server.pid) if pid not in postgres]
    return {"program": pss_mib(ours), "postgres": pss_mib(sorted(postgres))}


def text(dice: random.Random) -> str:
    """Two to twenty-five words."""
    words = SENTENCE.split()
    return " ".join(dice.choice(words) for _ in range(dice.randrange(2, 26)))


async def sizes(db: asyncpg.Connection) -> dict[str, int]:
    """Bytes: heap, indexes and log so far, after everything was flushed and the dead was cleared away."""
    await db.execute("VACUUM")
    await db.execute("CHECKPOINT")
    rows = await db.fetch(SIZES)
    found = {f"{row['name']} {part}": int(row[part]) for row in rows for part in ("heap", "indexes")}
    return found | {"wal": int(await db.fetchval("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"))}


async def talk(wires: list[Wire], chats: list[int], count: int) -> int:
    """So many messages from everybody, one in flight each; their characters."""
    dice, characters = random.Random(1), 0
    left = iter(range(count))
    start = time.time_ns() // 1_000_000 << 22

    async def one(number: int, wire: Wire) -> None:
        nonlocal characters
        for n in left:
            said = text(dice)
            characters += len(said)
            await wire.call("msg.send", c=chats[number % len(chats)], rid=str(start + n), x=said)

    await asyncio.gather(*(one(n, wire) for n, wire in enumerate(wires)))
    return characters


async def measure(server: Server, count: int) -> dict[str, Any]:
    """Everything, in order."""
    await asyncio.sleep(3)
    bare = memory(server)
    db = await asyncpg.connect(server.dsn)
    town = Town(db)
    people = await town.settle(USERS)
    chats = [await town.found("group", people[i::CHATS]) for i in range(CHATS)]
    wires = [await dial(server.port, token(person)) for person in people]
    await talk(wires, chats, 200)
    before = await sizes(db)
    began = time.monotonic()
    characters = await talk(wires, chats, count)
    seconds = time.monotonic() - began
    talking = memory(server)
    while await indexed(db) < await said(db):  # noqa: ASYNC110
        await asyncio.sleep(0.5)
    wal = int(await db.fetchval("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) - before["wal"]
    after = await sizes(db)
    for wire in wires:
        wire.close()
    await db.close()
    grown = {name: (after[name] - before.get(name, 0)) / count for name in after if name != "wal"}
    names = {re.sub(r"_\d+$", "", name.split()[0]) for name in grown}
    parts = {
        name: {part: grown_of(grown, name, part) for part in ("heap", "indexes")} for name in sorted(names)
    }
    parts = {name: part for name, part in parts.items() if sum(part.values()) >= SHOWN_BYTES}
    return {
        "messages": count,
        "characters": characters / count,
        "seconds": seconds,
        "parts": parts,
        "disk": sum(sum(part.values()) for part in parts.values()),
        "wal": wal / count,
        "bare": bare,
        "talking": talking,
    }


def grown_of(grown: dict[str, float], table_name: str, part: str) -> float:
    """Bytes a message of one table, its partitions together."""
    return sum(v for k, v in grown.items() if re.fullmatch(rf"{table_name}(_\d+)? {part}", k))


def told(found: dict[str, Any]) -> str:
    """Two tables and the goal."""
    rows = [
        [name, part["heap"], part["indexes"]] for name, part in found["parts"].items() if any(part.values())
    ]
    rows.append(["together", None, found["disk"]])
    rows.append(["write-ahead log", None, found["wal"]])
    states = (("after the start", found["bare"]), (f"with {USERS} people talking", found["talking"]))
    whole = sum(found["talking"].values())
    return "\n\n".join(
        [
            table(["bytes a message", "rows", "indexes / all"], rows),
            table(
                ["memory, MiB (PSS)", "program", "PostgreSQL", "together"],
                [[name, m["program"], m["postgres"], sum(m.values())] for name, m in states],
            ),
            table(
                ["goal", "", "reached", "kept"],
                [[f"memory with {USERS} people", f"≤ {MEMORY_MIB_MAX} MiB", whole, whole <= MEMORY_MIB_MAX]],
            ),
        ]
    )


def main() -> None:
    """Start, talk, weigh."""
    parser: argparse.ArgumentParser = arguments(__doc__ or "")
    parser.add_argument("--messages", type=int, default=50_000)
    args = parse(parser)
    count = 2_000 if args.quick else args.messages
    with Server(core=-1, postgres_core=-1) as server:
        found = uvloop.run(measure(server, count))
    sent = f"{count:,} messages of {found['characters']:.0f} characters in {found['seconds']:.0f} s"
    found["conditions"] = {
        "sent": f"{sent} by {USERS} people in {CHATS} groups",
        "write-ahead log": "compressed (pglz), with full pages after one checkpoint",
    }
    publish("size", args, found, told(found))


if __name__ == "__main__":
    main()
