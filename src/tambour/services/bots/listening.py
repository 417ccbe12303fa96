"""How a bot asks for its updates: pages with a marker, what was taken note of, and waiting for news."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tambour.domain.bots.bot import Bot
from tambour.ports.bots import News
from tambour.ports.bus import Nudge
from tambour.ports.store import Store

LOOK_EVERY_S = 10.0
"""A nudge that another process lost is made up for."""


@dataclass
class Listening:
    """One per process."""

    store: Store
    closed: bool = False
    waiting: defaultdict[int, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: something came for a bot, or it was suspended."""
        said = nudge.transient
        if said is not None and said.get("k") in ("bot", "suspended"):
            for event in self.waiting.get(said.get("u") or said.get("user") or 0, ()):
                event.set()

    async def start(self, bot: Bot, marker: int | None) -> int:
        """Where to go on from. A marker takes note of all before it; one from nowhere is put right."""
        if marker is None:
            return bot.committed + 1
        start = max(1, min(marker, bot.last + 1))
        if start - 1 > bot.committed:
            await self.store.read.bots.commit(bot.id, start - 1)
        return start

    async def page(self, bot: Bot, start: int, limit: int) -> Sequence[News]:
        """What there is from this number on."""
        return await self.store.read.bots.news(bot.id, start, limit)

    async def wait(self, bot: int, woken: asyncio.Event, until: float) -> bool:
        """Until there may be news; False when the loop's time is `until`."""
        left = until - asyncio.get_running_loop().time()
        if left <= 0 or self.closed:
            return False
        try:
            async with asyncio.timeout(min(left, LOOK_EVERY_S)):
                await woken.wait()
        except TimeoutError:
            return asyncio.get_running_loop().time() < until
        return True

    def close(self) -> None:
        """The server ends: so do all polls, without news."""
        self.closed = True
        for events in self.waiting.values():
            for event in events:
                event.set()

    def watch(self, bot: int) -> asyncio.Event:
        """Set when something comes; give it back to `unwatch`."""
        event = asyncio.Event()
        self.waiting[bot].add(event)
        return event

    def unwatch(self, bot: int, event: asyncio.Event) -> None:
        """Nobody waits any more."""
        self.waiting[bot].discard(event)
        if not self.waiting[bot]:
            del self.waiting[bot]
