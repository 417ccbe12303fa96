"""`python -m bench.ledger`: 200 kills of a desk at work, 2,000 spoiled exports, and how fast the ledger is.

Kills: after each, acts in the tables and entries of the ledger are held against each other; at the end the export is
checked by its verifier alone. Spoiled: 1,000 exports of the whole ledger with its vault and 1,000 of one case; each
copy is checked by the verifier alone, as a process of its own.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg
from tests.adapters.ledger.custodies import CustodySpoiler
from tests.adapters.ledger.spoiling import Spoiler, export, verified
from tests.law.test_ledger_kills import begin, compare, run_and_kill
from tests.law.test_ledger_kills import export as export_after

from bench.report import arguments, parse, publish, table
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.embedded import EmbeddedPostgres
from tambour.adapters.postgres.migrate import migrate
from tambour.adapters.postgres.store import open_store
from tambour.services.ledger.tree import integrate

WRITERS = 16


async def prepare(dsn: str) -> None:
    """The schema."""
    db = await asyncpg.connect(dsn)
    await migrate(db, WallClock(), FreshIds(WallClock()))
    await db.close()


def kill(dsn: str, folder: Path, kills: int) -> dict[str, Any]:
    """So many lives of a desk, each ended by SIGKILL."""
    asyncio.run(begin(dsn))
    chance, broken, start = random.Random(kills), list[str](), time.monotonic()
    for number in range(kills):
        run_and_kill(dsn, folder / "ledger", folder / "acks", chance.uniform(0.0, 1.0))
        wrong, decisions = asyncio.run(compare(dsn))
        broken += wrong
        if (number + 1) % 10 == 0:
            print(f"  {number + 1} kills, {len(decisions)} decisions", file=sys.stderr, flush=True)
    acknowledged = {int(line) for line in (folder / "acks").read_text().split()}
    (folder / "before").write_text(asyncio.run(export_after(dsn, folder / "ledger", folder / "after")))
    code, said = verified(folder / "after", "--checkpoint", folder / "before")
    return {
        "kills": kills,
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - decisions),
        "mismatches": len(broken),
        "export holds": code == 0 or said,
        "seconds": time.monotonic() - start,
    }


def spoil(folder: Path, count: int) -> dict[str, Any]:
    """So many spoiled exports of each kind; those the verifier lets pass."""
    unseen, ways = list[str](), Counter[str]()
    for spoiler in (Spoiler(folder, 1), CustodySpoiler(folder, 1)):
        if verified(spoiler.good, *spoiler.known)[0]:
            unseen.append("a good one was refused")
        for number in range(count):
            way = f"{type(spoiler).__name__}.{spoiler.spoil()}"
            ways[way] += 1
            if verified(spoiler.bad, *spoiler.known)[0] != 1:
                unseen.append(way)
            if (number + 1) % 100 == 0:
                print(f"  {number + 1} spoiled", file=sys.stderr, flush=True)
    return {"spoiled": 2 * count, "ways": len(ways), "found": 2 * count - len(unseen), "unseen": unseen}


async def write(dsn: str, entries: int) -> dict[str, Any]:
    """Entries a second: written one a transaction by WRITERS at once; given their places afterwards."""
    store = await open_store(dsn, WallClock(), connections_max=WRITERS)

    async def writer() -> None:
        for n in range(entries // WRITERS):
            async with store.writing() as tx:
                await tx.cases.seal(1, "case.view", f"case:{n}", {"purpose": "review"}, 1)

    await integrate(store)
    start = time.monotonic()
    await asyncio.gather(*(writer() for _ in range(WRITERS)))
    wrote = time.monotonic() - start
    start = time.monotonic()
    await integrate(store)
    placed = time.monotonic() - start
    await store.close()
    return {"entries": entries, "acts_per_s": entries / wrote, "places_per_s": entries / placed}


def check(folder: Path, entries: int) -> dict[str, Any]:
    """How long the verifier takes."""
    line = b'{"at":1800000000000,"v":1,"verb":"case.view","what":"%064x","who":"%064x"}'
    export(folder / "large", [line % (n, n) for n in range(entries)])
    start = time.monotonic()
    code, _ = verified(folder / "large")
    took = time.monotonic() - start
    return {
        "checked": entries,
        "holds": code == 0,
        "verify_s": took,
        "verify_s_per_million": took / entries * 1e6,
    }


def main() -> int:
    """0 when nothing was lost, nothing differs, and nothing spoiled went unseen."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--spoiled", type=int, default=1000, help="of each kind")
    args = parse(parser)
    kills, spoiled, entries = (2, 30, 2000) if args.quick else (args.kills, args.spoiled, 200_000)
    with tempfile.TemporaryDirectory(prefix="tambour-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = EmbeddedPostgres(folder).start()
        try:
            asyncio.run(prepare(server.dsn))
            result = kill(server.dsn, folder, kills) | spoil(folder, spoiled)
            result |= asyncio.run(write(server.dsn, min(entries, 20_000))) | check(folder, entries)
        finally:
            server.stop()
    held = not (result["lost"] or result["mismatches"] or result["unseen"]) and result["export holds"] is True
    publish("ledger", args, result | {"held": held}, table(["", ""], [[k, v] for k, v in result.items()]))
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
