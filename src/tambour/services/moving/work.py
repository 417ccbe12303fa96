"""The worker of moves: takes what waits, one of a person at a time, and goes on with what a crash broke off."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tambour.domain.errors import Gone, Refusal, Retry
from tambour.ports.moving import Depot, Move
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.moving.exporting import Export, report_of, wanted
from tambour.services.moving.importing import Import
from tambour.services.moving.looking import look_into
from tambour.services.moving.report import Report

LEASE_MS = 60_000
LOOK_EVERY_S = 1.0
RETRY_S = 3.0
SWEEP_EVERY_S = 600.0
HANDS = 2

MakeImport = Callable[[Move], Import]
MakeExport = Callable[[Move, Any, int, bool], Export]
HandOver = Callable[[Move], Awaitable[dict[str, Any]]]

log = logging.getLogger(__name__)


@dataclass
class Work:
    """`run` works until cancelled; `drain` works off what is there."""

    store: Store
    clock: Clock
    depot: Depot
    make_import: MakeImport
    make_export: MakeExport
    hand_over: HandOver
    keep_ms: int
    """How long a finished export may be fetched."""
    swept: float = field(default=-SWEEP_EVERY_S)

    async def run(self) -> None:
        """Look every second."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                await asyncio.gather(*(self.drain() for _ in range(HANDS)))
                if loop.time() - self.swept >= SWEEP_EVERY_S:
                    self.swept = loop.time()
                    await self.sweep()
            except Refusal as no:
                log.warning("moving waits: %s", no.msg)
            except Exception:
                log.exception("moving failed and will be tried again")
            await asyncio.sleep(LOOK_EVERY_S)

    async def drain(self) -> int:
        """One after the other until nothing waits; how many."""
        done = 0
        while (move := await self.store.read.moving.take_move(self.clock.now(), LEASE_MS)) is not None:
            async with self.leased(move):
                await self.one(move)
            done += 1
        return done

    @asynccontextmanager
    async def leased(self, move: Move) -> AsyncIterator[None]:
        """Held while it is worked on; a crash lets it go by itself."""

        async def hold() -> None:
            while True:
                await asyncio.sleep(LEASE_MS / 3000)
                with suppress(Refusal):
                    await self.store.read.moving.set_move(move.id, self.clock.now())

        holding = asyncio.ensure_future(hold())
        try:
            yield
        finally:
            holding.cancel()

    async def one(self, move: Move) -> None:
        """One move, to done or failed. Retry leaves it to be taken again."""
        try:
            report = await self.work(move)
        except Retry:
            log.warning("move %d waits", move.id)
            await self.settle(move, state="waiting")
            await asyncio.sleep(RETRY_S)
        except Refusal as no:
            why = str(no.facts.get("why") or no.facts.get("reason") or no.code)
            log.info("move %d ended: %s", move.id, why)
            await self.settle(move, state="failed", error=why)
        except Exception:
            log.exception("move %d failed", move.id)
            await self.settle(move, state="failed", error="moving.failed")
        else:
            if move.kind == "import" and move.what.get("look"):
                await self.settle(move, state="listed", report=report)
                return
            expires = self.clock.now() + self.keep_ms if move.kind == "export" else 0
            await self.settle(move, state="done", report=report, expires=expires)

    async def settle(self, move: Move, **fields: Any) -> None:
        """Write how it ended; what was uploaded has served then."""
        await self.store.read.moving.set_move(move.id, self.clock.now(), **fields)
        if move.kind == "import" and fields["state"] in ("done", "failed"):
            await self.depot.drop(move.id)

    async def work(self, move: Move) -> dict[str, Any]:
        """The report. Raises Refusal."""
        if move.kind == "claim":
            return await self.hand_over(move)
        if move.kind == "export":
            return await self.export(move)
        coming = self.make_import(move)
        if move.what.get("look"):
            return await self.look(move, coming)

        async def progress(done: int, total: int, report: Report) -> None:
            await self.note(move, done=done, total=total, report=msgspec.to_builtins(report))

        try:
            report = await coming.run(progress)
        finally:
            coming.export.close()
            await self.store.read.moving.set_move(
                move.id, self.clock.now(), report=msgspec.to_builtins(coming.report)
            )
        return dict(msgspec.to_builtins(report))

    async def look(self, move: Move, coming: Import) -> dict[str, Any]:
        """What could come. Raises BadInput."""

        async def progress(done: int, total: int) -> None:
            await self.note(move, done=done, total=total)

        try:
            return {"found": await look_into(coming.export, coming.read_items, progress)}
        finally:
            coming.export.close()

    async def export(self, move: Move) -> dict[str, Any]:
        """Into the depot."""
        chat, media = wanted(move)
        run = self.make_export(move, await self.depot.writer(move.id), chat, media)

        async def progress(done: int, total: int) -> None:
            await self.note(move, done=done, total=total)

        return report_of(run, await run.run(progress))

    async def note(self, move: Move, **fields: Any) -> None:
        """How far it is. Raises Gone when it was given up meanwhile."""
        if not await self.store.read.moving.set_move(move.id, self.clock.now(), **fields):
            raise Gone("given up", why="moving.dropped")

    async def sweep(self) -> None:
        """What ran out, and folders that belong to nothing any more."""
        now = self.clock.now()
        for move in await self.store.read.moving.expired(now):
            await self.store.read.moving.set_move(move.id, now, state="gone", report={})
            await self.depot.drop(move.id)
        for id in await self.depot.listed():
            known = await self.store.read.moving.move(id)
            if known is None or known.state == "gone":
                await self.depot.drop(id)
