"""Second looks: what a detector failed on is tried again with pauses that double, for a day. After that it is
unreadable: no alarm any more and no work. People see how much there is of it, and may ask for it once more.

A process that begins anew tries what is unreadable once: it may be a program that was mended.
"""

import asyncio
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from tambour.domain.messages import Kept, Message
from tambour.domain.text import find_entities
from tambour.pipeline.pauses import GIVE_UP_MS, Pauses
from tambour.ports.outside import Clock
from tambour.ports.screen import AFTER_ALL, SignalRows

AGAIN_MAX = 100
"""Tries of one turn."""
PAGE = 1_000
"""So many are looked through for those whose pause is over."""
WELL = (
    "Good morning! Доброе утро, صباح الخير: who brings the c4ke to the garden by the river on Sunday, and who"
    " brings a friend? https://garden.example/sunday @garden_friends"
)
"""Whoever fails on this, too, is broken."""
PROBE = Kept(
    message=Message(chat=0, seq=0, ev=0, sender=0, ts=0, text=WELL, entities=find_entities(WELL)),
    flags=0,
    author=0,
)

Missed = tuple[int, int, int]
"""(chat, seq, since when a look is owed, ms)"""


def by_loop() -> float:
    """The loop's clock."""
    return asyncio.get_running_loop().time()


@dataclass
class SecondLooks:
    """Whose turn it is; the looks are screening's."""

    signals: SignalRows
    clock: Clock
    pauses: Pauses[tuple[int, int]] = field(default_factory=lambda: Pauses(by_loop), init=False)
    """By (chat, seq)."""
    behind: Missed = field(default=(0, 0, 0), init=False)
    """(since, chat, seq) of the last one that was looked through."""
    once: Missed | None = field(default=(0, 0, 0), init=False)
    """The same of what is unreadable; None: this process has tried all of it."""
    owed: int = field(default=0, init=False)
    unreadable: int = field(default=0, init=False)
    """How much there is of either, as of the last turn."""

    async def due(self) -> list[Missed]:
        """Those to be tried now: what stands before others in vain keeps none of them from its turn."""
        old = self.clock.now() - GIVE_UP_MS
        self.owed, self.unreadable = await self.signals.missing(old)
        return await self.fresh(old) + await self.once_more(old)

    async def fresh(self, old: int) -> list[Missed]:
        """Some that are owed a look since later than this."""
        if not self.owed:
            return []
        page = await self.signals.missed(PAGE, max(self.behind, (old, *AFTER_ALL)))
        waiting = [one for one in page if self.pauses.over(one[:2], one[2])]
        some = waiting[:AGAIN_MAX]
        last = some[-1] if len(waiting) > AGAIN_MAX else page[-1] if len(page) == PAGE else None
        self.behind = (last[2], *last[:2]) if last is not None else (0, 0, 0)
        return some

    async def once_more(self, old: int) -> list[Missed]:
        """Some of what was unreadable when this process began."""
        if self.once is None:
            return []
        some = await self.signals.missed(AGAIN_MAX, self.once, until=old)
        self.once = (some[-1][2], *some[-1][:2]) if len(some) == AGAIN_MAX else None
        return some

    async def settle(self, had: Sequence[Missed], still: Set[tuple[int, int]]) -> None:
        """These had another look, and a detector fails on some of them `still`."""
        for chat, seq, since in had:
            if (chat, seq) in still:
                self.pauses.failed((chat, seq), since)
            else:
                self.pauses.done((chat, seq))
        await self.signals.made_up_for([(chat, seq) for chat, seq, _ in had if (chat, seq) not in still])
