"""Opens cases beside the turns of screening, so that the next messages do not wait for those of the last ones.

What is owed a case stands in the database. Several processes may be at it; a case is opened once, in the transaction
that takes its signals.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tambour.pipeline.marks import BEAT_S, REST_MAX_S
from tambour.pipeline.pace import rest
from tambour.ports.screen import SignalRows

CASES_PER_TURN = 50
SLOW_S = 2 * BEAT_S
"""Whoever is at some cases for so long is stuck."""

log = logging.getLogger(__name__)


Raise = Callable[[int, int, int], Awaitable[int]]
"""Makes a case of the signals of (chat, seq, version), or adds them to the one there is; returns its id or 0."""


@dataclass
class Raising:
    """`wanted` is set when there may be something to raise."""

    signals: SignalRows
    raise_case: Raise
    wanted: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    failed: bool = field(default=False, init=False)
    """Something went wrong since the last time that all had their turn, or in that one."""
    failing: bool = field(default=False, init=False)
    """The same of the turns that are under way."""
    behind: int = field(default=0, init=False)
    """The signal behind which it goes on: what fails keeps nothing from its turn, however much of it there is."""
    began: float = field(default=0.0, init=False)
    """When it began with those that it is at, by the loop's clock; 0: it waits."""

    def well(self) -> bool:
        """Does it get on? Where it does not, screening stands still, and says so."""
        slow = self.began and asyncio.get_running_loop().time() - self.began > SLOW_S
        return not (self.failed or slow)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                self.wanted.clear()
                await self.all()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.wanted.wait(), BEAT_S)
            except Exception:
                self.failed = True
                log.warning("cases of signals wait and will be tried again", exc_info=True)
                await asyncio.sleep(1)

    async def settle(self) -> int:
        """Cases for some of the signals that are owed one; how many messages that were. One that fails keeps no other
        from its case: the first failure is raised when all had their turn."""
        owed, self.behind = await self.signals.owed(CASES_PER_TURN, self.behind)
        failures: list[Exception] = []
        for chat, seq, version in owed:
            try:
                await self.raise_case(chat, seq, version)
            except Exception as failure:
                failures.append(failure)
        self.failing = self.failing or bool(failures)
        self.failed = self.failed or self.failing
        if not self.behind:
            self.failed, self.failing = self.failing, False
        if failures:
            raise failures[0]
        return len(owed)

    async def all(self) -> None:
        """Until none is owed, with rests."""
        clock = asyncio.get_running_loop().time
        try:
            self.began = clock()
            while await self.settle():
                await rest(clock() - self.began, most=REST_MAX_S)
                self.began = clock()
        finally:
            self.began = 0.0
