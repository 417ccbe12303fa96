"""Between commit and publish a process may die: what it left in the outbox is published by another, soon after.

Events are idempotent by (chat, ev), so publishing one twice does no harm.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from tambour.ports.bus import Nudge
from tambour.ports.outbox import Outbox
from tambour.ports.outside import Clock

EVERY_S = 1.0
STALE_MS = 2000

log = logging.getLogger(__name__)


@dataclass
class Republish:
    """Only where the bus is lossy."""

    outbox: Outbox
    clock: Clock
    publish: Callable[[Nudge], None]
    carried: list[int] = field(default_factory=list)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.turn()
            except Exception:
                log.warning("the outbox could not be swept; it will be", exc_info=True)

    async def turn(self) -> None:
        """Forget what was carried, publish what was left lying."""
        if self.carried:
            done = self.carried[:]
            self.carried.clear()
            try:
                await self.outbox.forget(done)
            except Exception:
                self.carried.extend(done)
                raise
        for nudge in await self.outbox.take(self.clock.now() - STALE_MS):
            self.publish(nudge)
