"""The bank as it is loaded, by many who ask for it at once."""

import asyncio
from collections.abc import Sequence
from typing import cast

from tambour.adapters.clock import WallClock
from tambour.adapters.matching import automaton, expressions
from tambour.moderation.bank import BankEntry
from tambour.pipeline.gate import Gate
from tambour.ports.screen import BankRows


class Rows:
    """A bank of one link, which gets another one while somebody reads the first."""

    def __init__(self) -> None:
        self.ver, self.asked = 1, 0
        self.slow = asyncio.Event()

    async def version(self) -> int:
        return self.ver

    async def entries(self, ids: Sequence[int] = ()) -> list[BankEntry]:
        self.asked += 1
        mine = self.ver
        if mine == 1:
            await self.slow.wait()
        return [BankEntry(id=mine, kind="link", value=f"{mine}.example", category="tvec.branded", source="x")]

    async def blocked(self, *, partly: bool = False) -> list[str]:
        return []


def gate_over(rows: Rows) -> Gate:
    return Gate(cast("BankRows", rows), WallClock(), "https://talk.example", automaton, expressions)


async def test_an_older_bank_is_never_put_over_a_newer_one() -> None:
    rows = Rows()
    gate = gate_over(rows)
    late = asyncio.ensure_future(gate.load())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rows.ver = 2
    soon = asyncio.ensure_future(gate.load())
    await asyncio.wait([soon], timeout=0.2)
    rows.slow.set()
    await asyncio.gather(late, soon)
    assert (gate.version, set(gate.bank.entries)) == (2, {2})


async def test_a_bank_that_many_ask_for_is_made_once() -> None:
    rows = Rows()
    rows.slow.set()
    gate = gate_over(rows)
    await asyncio.gather(*(gate.load() for _ in range(5)))
    assert rows.asked == 1
