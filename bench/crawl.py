"""`python -m bench.crawl`: 500 items taken down, and three crawls over every surface that must not see one of them.

Eight roles (a stranger, a member, an administrator, the owner, somebody who complained and has left, a bot through the
Bot API, members from inside and from outside a country in which some items are out of sight) and somebody without an
account ask everything that surfaces.yaml lists, for every item, over both doors; members take their export
along. The first crawl runs while a crowd forwards, edits, quotes and sends again and the last items are taken down by
processes killed between decision and fan-out; the second after a restart; the third at a server restored from a backup
that was made before anything was taken down. A crawl before, as a member who wrote nothing, shows that there is much
to see, and where.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
import uvloop
from tests.law.square import Square
from tests.law.watch import Watch, crawl, opened

from bench.report import arguments, parse, publish, table
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.embedded import EmbeddedPostgres
from tambour.adapters.postgres.migrate import migrate

ITEMS, KILLED, PARTLY = 500, 12, 40
BEFORE = "before"
SHOWN = 20
"""Leaks that are told one by one."""


async def prepare(dsn: str) -> str:
    """The schema in one database; the address of a second one, which is empty."""
    db = await asyncpg.connect(dsn)
    await migrate(db, WallClock(), FreshIds(WallClock()))
    await db.execute("CREATE DATABASE restored TEMPLATE template0")
    await db.close()
    return dsn.replace("/postgres?", "/restored?")


async def tambour(*command: str | Path) -> None:
    """The operator's command line."""
    line = [sys.executable, "-m", "tambour", *map(str, command)]
    done = await asyncio.create_subprocess_exec(*line, stdout=asyncio.subprocess.DEVNULL)
    if await done.wait():
        raise RuntimeError(f"{' '.join(line[2:4])} failed")


async def told(name: str, square: Square, folder: Path, *names: str) -> Watch:
    """One crawl, and a line about it."""
    begun = time.monotonic()
    watch = await crawl(square, folder, *names)
    print(
        f"  {name}: {watch.asked:,} answers in {time.monotonic() - begun:.0f} s,"
        f" {len(watch.numbers)} items seen on {len({where for _, where, _ in watch.found})} surfaces;"
        f" not to be seen: {sorted(watch.leaks(square))[:SHOWN] if name != BEFORE else 'nothing yet'}",
        file=sys.stderr,
        flush=True,
    )
    return watch


async def run(dsn: str, folder: Path, items: int, killed: int, partly: int) -> dict[str, Any]:
    """Everything; what each crawl saw."""
    data, new, backup = folder / "data", folder / "new", folder / "town.tambour"
    data.mkdir()
    restored = await prepare(dsn)
    result: dict[str, Any] = {"items": items, "killed between decision and fan-out": killed}
    result["beside them, out of sight in one country"] = partly
    async with opened(dsn, data) as (town, url, session):
        square = Square(town, data, url, session)
        await square.settle(items, partly)
        before = await told(BEFORE, square, folder, "foreigner")  # whose crawl edits nothing
        result["before: items seen / surfaces / answers"] = seen(before)
        await tambour("backup", backup, "--data", data, "--database-url", dsn)
        async with square.carried_on():
            begun = time.monotonic()
            await square.take_down(square.items[killed:items])
            result["taken down in s"] = time.monotonic() - begun
            await square.bar()
            await square.die_taking_down(dsn, square.items[:killed])
            await town.house.safety.enforce.sweep()
            result["1, meanwhile"] = seen(first := await told("meanwhile", square, folder))
        result["the crowd"] = dict(square.acts)
    async with opened(dsn, data) as (town, url, session):
        await square.again(town, url, session)
        result["2, after a restart"] = seen(second := await told("restarted", square, folder))
    line = ("restore", backup, "--data", new, "--database-url", restored)
    await tambour(*line, "--removals", data / "removals.jsonl")
    async with opened(restored, new) as (town, url, session):
        await square.again(town, url, session)
        result["3, after a restore"] = seen(third := await told("restored", square, folder))
        held = await town.house.store.pool.fetchval(
            "SELECT count(*) FROM messages WHERE body LIKE '%canary%'"
        )
    result["the backup held them"] = held >= items // 2
    crawls = (first, second, third)
    leaks = sorted(set().union(*(one.leaks(square) for one in crawls)))
    whole = before.numbers == set(range(items + partly)) and result["the backup held them"]
    there = {item.number for item in square.partly}
    elsewhere = [one.seen_by("foreigner") for one in crawls]
    result["still seen from another country"] = [len(numbers & there) for numbers in elsewhere]
    whole = whole and all(numbers == there for numbers in elsewhere)
    return result | {"leaks": leaks[:SHOWN], "held": whole and not leaks}


def seen(watch: Watch) -> str:
    """In short."""
    return f"{len(watch.numbers)} / {len({where for _, where, _ in watch.found})} / {watch.asked:,}"


def main() -> int:
    """0 when nothing that was taken down was seen, and all of it before."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--items", type=int, default=ITEMS)
    args = parse(parser)
    items, killed, partly = (24, 3, 4) if args.quick else (args.items, KILLED, PARTLY)
    with tempfile.TemporaryDirectory(prefix="tambour-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = EmbeddedPostgres(folder).start()
        try:
            result = uvloop.run(run(server.dsn, folder, items, killed, partly))
        finally:
            server.stop()
    publish("crawl", args, result, table(["", ""], [[k, str(v)] for k, v in result.items()]))
    return int(not result["held"])


if __name__ == "__main__":
    sys.exit(main())
