"""Ledger and vault from the operator's command line: a case handed on, the ledger checked alone, and a restored backup
whose ledger goes on where it was, with what was removed after the backup removed again."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tambour.moderation.cases import Choice
from tests.adapters.ledger.spoiling import verified
from tests.conftest import Town, started

pytestmark = pytest.mark.slow


async def tambour(*command: str | Path) -> str:
    """What it printed."""
    line = [sys.executable, "-m", "tambour", *map(str, command)]
    done = await asyncio.to_thread(
        subprocess.run, line, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


class Desk:
    """A channel, somebody who complains, a moderator."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def settle(self) -> None:
        self.author = await self.town.connect(await self.town.person("Olga"))
        self.reader_id = await self.town.person("Rana")
        self.reader = await self.town.connect(self.reader_id)
        self.judge = await self.town.person("Tomas", "moderator")
        made = await self.author.call(
            "chat.create", k="channel", rid=self.author.rid(), title="weather", public=True, name="weather_x"
        )
        self.chat = made["ch"]["c"]

    async def remove(self, words: str) -> tuple[int, int]:
        """Said, reported, looked at, removed: (case, seq)."""
        seq = (await self.author.send(self.chat, words))["s"]
        asked = await self.reader.call(
            "report.create", rid=self.reader.rid(), c=self.chat, s=seq, category="tvec.praise"
        )
        house = self.town.house
        pool = house.store.pool
        case = await pool.fetchval("SELECT case_id FROM reports WHERE id = $1", int(asked["receipt"]))
        page = await house.safety.disclosure.open(self.judge, case)
        choice = Choice(outcome="remove_content", category="tvec.praise", facts="Praise.")
        await house.safety.review.decide(self.judge, case, page.case.ver, choice)
        await house.ledger.turn()
        return int(case), seq


async def test_a_case_is_handed_on_and_a_restored_ledger_goes_on(
    dsn: str, empty_dsn: str, tmp_path: Path
) -> None:
    data, new, file = tmp_path / "data", tmp_path / "new", tmp_path / "town.tambour"
    data.mkdir()
    here = ("--data", data, "--database-url", dsn)
    async with started(dsn, data) as town:
        desk = Desk(town)
        await desk.settle()
        case, _ = await desk.remove("hurrah for it")
        handed = await tambour("vault", "export", str(case), tmp_path / "case", "--purpose", "a court", *here)
        assert "1 sealed objects, 1 of them opened" in handed
        await tambour("backup", file, *here)
        _, after = await desk.remove("hurrah again")
        await tambour("ledger", "export", tmp_path / "all", *here)
        assert "match" in await tambour("ledger", "check", "--database-url", dsn)
    kept = tmp_path / "all" / "checkpoint"
    key = (tmp_path / "all" / "key").read_text().strip()
    for export in ("case", "all"):
        code, said = verified(tmp_path / export, "--key", key)
        assert code == 0, said
    code, said = verified(tmp_path / "case", "--key", key, "--checkpoint", kept)
    assert (code, "rolled back" in said) == (1, True), "the case is older than that checkpoint"

    there = ("--data", new, "--database-url", empty_dsn)
    restored = await tambour(
        "restore", file, *there, "--removals", data / "removals.jsonl", "--ledger", data / "ledger"
    )
    assert "1 decisions of moderation made after the backup were carried out again" in restored
    async with started(empty_dsn, new) as town:
        await town.house.ledger.turn()
        assert town.house.ledger.trouble == ""
        page = await (await town.connect(desk.reader_id)).call("msg.get", c=desk.chat, s=[after])
        assert "hurrah" not in str(page)
        await tambour("ledger", "export", tmp_path / "later", *there)
    code, said = verified(tmp_path / "later", "--key", key, "--checkpoint", kept, "--without-vault")
    assert code == 0, f"it continues what was signed before the restore: {said}"
