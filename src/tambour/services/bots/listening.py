"""How a bot asks for its updates: pages with a marker, what was taken note of, and waiting for news."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tambour.domain.bots.bot import Bot
from tambour.domain.errors import Refusal
from tambour.ports.bots import News
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store

LOOK_EVERY_S = 10.0
"""A nudge that another process lost is made up for."""
HANGS_EVERY_S = 2.0
WAITERS_MAX = 8
"""Of one bot: a program that is started again and again leaves its polls behind; the oldest ends then."""

log = logging.getLogger(__name__)


def stays() -> bool:
    """Never gone."""
    return False


def start_of(bot: Bot, marker: int | None) -> int:
    """Where to go on from; one from nowhere is put right. A marker takes note of all before it."""
    return bot.committed + 1 if marker is None else max(1, min(marker, bot.last + 1))


@dataclass(slots=True, eq=False)
class Waiter:
    """Somebody who waits, once, for what comes after number `seen`."""

    seen: int
    news: "asyncio.Future[bool]"
    gone: Callable[[], bool]
    """Is nobody there any more to hear of it?"""

    def wake(self, more: bool) -> None:
        """`more`: there may be news; else the wait is over."""
        if not self.news.done():
            self.news.set_result(more)

    async def wait(self, until: float) -> bool:
        """True when there may be news; False at the loop's time `until`."""
        timer = asyncio.get_running_loop().call_at(until, self.wake, False)
        try:
            return await self.news
        finally:
            timer.cancel()


@dataclass
class Listening:
    """One per process."""

    store: Store
    clock: Clock
    closed: bool = False
    waiting: dict[int, list[Waiter]] = field(default_factory=dict)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: something came for a bot, or it was suspended."""
        said = nudge.transient
        if said is not None and said.get("k") in ("bot", "suspended"):
            self.wake(said.get("u") or said.get("user") or 0)

    def wake(self, bot: int) -> None:
        """There may be news."""
        for waiter in self.waiting.get(bot, ()):
            waiter.wake(True)

    async def run(self) -> None:
        """Until cancelled: who has hung up waits no more; and one look for all at what no nudge told."""
        looked = asyncio.get_running_loop().time()
        while True:
            await asyncio.sleep(HANGS_EVERY_S)
            for waiter in [one for them in self.waiting.values() for one in them if one.gone()]:
                waiter.wake(False)
            if asyncio.get_running_loop().time() - looked < LOOK_EVERY_S:
                continue
            looked = asyncio.get_running_loop().time()
            seen = {bot: min(one.seen for one in them) for bot, them in self.waiting.items()}
            try:
                moved = await self.store.read.bots.moved_on(seen, self.clock.now()) if seen else ()
            except Refusal as no:
                log.info("polls wait: %s", no.msg)
                continue
            for bot in moved:
                self.wake(bot)

    async def note(self, bot: int, upto: int) -> None:
        """It knows everything up to this number."""
        await self.store.read.bots.commit(bot, upto)

    async def page(self, bot: int, start: int, limit: int) -> Sequence[News]:
        """What there is from this number on."""
        return await self.store.read.bots.news(bot, start, limit)

    def close(self) -> None:
        """The server ends: so do all polls, without news."""
        self.closed = True
        for waiters in self.waiting.values():
            for waiter in waiters:
                waiter.wake(False)

    def watch(self, bot: int, seen: int = 0, gone: Callable[[], bool] = stays) -> Waiter:
        """From here on nothing is missed; give it back to `unwatch`. Begin before looking at what there is."""
        waiter = Waiter(seen, asyncio.get_running_loop().create_future(), gone)
        waiters = self.waiting.setdefault(bot, [])
        waiters.append(waiter)
        if len(waiters) > WAITERS_MAX:
            waiters[0].wake(False)
        return waiter

    def unwatch(self, bot: int, waiter: Waiter) -> None:
        """Nobody waits any more."""
        waiters = self.waiting[bot]
        waiters.remove(waiter)
        if not waiters:
            del self.waiting[bot]
