"""SIGKILL at any moment: acts and entries match, nothing acknowledged is missing, the tree and its copies are whole."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import asyncpg

from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.ledger.export import write_export
from tambour.adapters.ledger.folder import LedgerFolder
from tambour.adapters.postgres.reconcile import mismatches
from tambour.adapters.postgres.store import open_store
from tambour.moderation.ledger.notes import ED25519
from tambour.services.ledger.log import Log
from tests.adapters.ledger.spoiling import verified
from tests.law.acting import KEY, ORIGIN, RealClock
from tests.services.town import settle

KILLS = int(os.environ.get("TAMBOUR_LEDGER_KILLS", "3"))
"""`python -m bench.ledger` does two hundred."""
WAIT_S = 60


def run_and_kill(dsn: str, folder: Path, acks: Path, after_s: float) -> None:
    """One life of a desk: killed so long after its first acknowledged act of this life."""
    before, end = size_of(acks), time.monotonic() + WAIT_S
    command = [sys.executable, "-m", "tests.law.acting", dsn, str(folder), str(acks)]
    with subprocess.Popen(command) as acting:
        while size_of(acks) == before and acting.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(after_s)
        acting.kill()
        assert acting.wait() == -signal.SIGKILL
    assert size_of(acks) > before, "it did nothing"


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


async def begin(dsn: str) -> None:
    clock: Any = RealClock()
    town = await settle(dsn, clock, FreshIds(clock))
    await town.store.close()


async def compare(dsn: str) -> tuple[list[str], set[int]]:
    """What does not match, and the decisions there are."""
    db = await asyncpg.connect(dsn)
    found = await mismatches(db), {row["id"] for row in await db.fetch("SELECT id FROM decisions")}
    await db.close()
    return found


async def export(dsn: str, folder: Path, target: Path) -> str:
    """After one more start: the tree is what the folder holds, and it goes on; the note kept last before."""
    store = await open_store(dsn, WallClock(), connections_max=2)
    log = Log(store, WallClock(), KEY, ORIGIN, LedgerFolder(folder))
    before = log.folder.newest()
    await log.turn()
    assert log.trouble == ""
    lines = log.folder.read(0, 1_000_000)
    assert lines == await store.read.ledger.leaves(0, len(lines) + 1)
    await log.sign()
    checkpoint, note = await log.newest()
    keys = KEY.key(ORIGIN, ED25519).vkey, list[str]()
    await write_export(
        target, store.read.ledger, note, checkpoint.size, keys, store.read.cases.sealed_by_digest
    )
    await store.close()
    log.folder.close()
    return before


def test_kills_at_any_moment_leave_acts_and_entries_matching(dsn: str, tmp_path: Path) -> None:
    asyncio.run(begin(dsn))
    folder, acks, chance = tmp_path / "ledger", tmp_path / "acks", random.Random(KILLS)
    for number in range(KILLS):
        run_and_kill(dsn, folder, acks, chance.uniform(0.0, 0.6))
        broken, decisions = asyncio.run(compare(dsn))
        assert broken == [], f"after kill {number + 1}"
    acknowledged = {int(line) for line in acks.read_text().split()}
    assert len(acknowledged) >= KILLS
    assert acknowledged <= decisions
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged decisions, {len(decisions)} in the tables")
    before = asyncio.run(export(dsn, folder, tmp_path / "export"))
    (tmp_path / "before").write_text(before)
    code, said = verified(tmp_path / "export", "--checkpoint", tmp_path / "before")
    assert code == 0, said
