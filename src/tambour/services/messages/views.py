"""View counters of channels: counted in memory, written every few seconds, each viewer once a day."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tambour.domain.errors import Refusal
from tambour.domain.ids import DAY_MS
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.messages.scene import check_seqs, look

FLUSH_EVERY_S = 5.0
REMEMBERED_MAX = 200_000
"""Viewings remembered in each of two halves; beyond that the older half is forgotten and may count again."""

log = logging.getLogger(__name__)


@dataclass
class Seen:
    """Who saw what lately: two halves of a day, so that forgetting costs nothing."""

    recent: set[tuple[int, int, int]] = field(default_factory=set)
    before: set[tuple[int, int, int]] = field(default_factory=set)
    turned: int = 0
    most: int = REMEMBERED_MAX

    def first(self, viewing: tuple[int, int, int], now: int) -> bool:
        """Is this the viewer's first look in half a day to a day?"""
        if now - self.turned >= DAY_MS // 2 or len(self.recent) >= self.most:
            stale = now - self.turned >= DAY_MS
            self.before = set() if stale else self.recent
            self.recent, self.turned = set(), now
        if viewing in self.recent or viewing in self.before:
            return False
        self.recent.add(viewing)
        return True


@dataclass
class Views:
    """Counts of one process; several processes add up in the database."""

    store: Store
    clock: Clock
    publish: Callable[[Nudge], None]
    seen: Seen = field(default_factory=Seen)
    counted: dict[tuple[int, int], int] = field(default_factory=dict)
    carried: dict[tuple[int, int], int] = field(default_factory=dict)
    """Forwards of posts."""
    flushing: "asyncio.Task[None] | None" = None

    async def view(self, user: int, chat: int, seqs: Sequence[int]) -> list[tuple[int, int]]:
        """These were on the viewer's screen; returns (seq, views) of those there are. Counted in channels only.

        Raises NotFound, Gone, Forbidden, BadInput(s).
        """
        wanted = check_seqs(seqs)
        now = self.clock.now()
        place = await look(self.store.read, user, chat, now=now)
        if place.chat.kind != "channel":
            return []
        kept = await self.store.read.marks.views(chat, [s for s in wanted if s >= place.viewer.history_from])
        for seq in kept:
            if self.seen.first((user, chat, seq), now):
                self.counted[chat, seq] = self.counted.get((chat, seq), 0) + 1
        self.flush_soon()
        return [(seq, views + self.counted.get((chat, seq), 0)) for seq, views in kept.items()]

    def forwarded(self, chat: int, seq: int) -> None:
        """Somebody carried this post of a channel elsewhere."""
        self.carried[chat, seq] = self.carried.get((chat, seq), 0) + 1
        self.flush_soon()

    def flush_soon(self) -> None:
        """Begin to write, if there is anything to write."""
        if (self.counted or self.carried) and self.flushing is None:
            self.flushing = asyncio.ensure_future(self.flush_later())

    async def flush(self) -> None:
        """Add what was counted, and tell those who look. What can't be written now is counted on."""
        counted, self.counted = self.counted, {}
        carried, self.carried = self.carried, {}
        keys = sorted(counted.keys() | carried.keys())
        if not keys:
            return
        try:
            async with self.store.writing() as tx:
                totals = await tx.marks.add_views(
                    [(*key, counted.get(key, 0), carried.get(key, 0)) for key in keys], tx.now // DAY_MS
                )
                if counted:
                    await tx.days.add_views(tx.now // DAY_MS, sums(counted))
        except Refusal as away:
            log.warning("views wait: %s", away.msg)
            for ours, theirs in ((self.counted, counted), (self.carried, carried)):
                for key, more in theirs.items():
                    ours[key] = ours.get(key, 0) + more
            return
        by_chat: dict[int, list[list[int]]] = {}
        for chat, seq, views, forwards in totals:
            by_chat.setdefault(chat, []).append([seq, views, forwards] if forwards else [seq, views])
        for chat, rows in by_chat.items():
            self.publish(Nudge(transient={"k": "vw", "c": chat, "v": rows}))

    async def flush_later(self) -> None:
        """While anything is counted, write it every five seconds."""
        try:
            while self.counted or self.carried:
                await asyncio.sleep(FLUSH_EVERY_S)
                await self.flush()
        finally:
            self.flushing = None

    async def close(self) -> None:
        """Write what is counted."""
        if self.flushing is not None:
            self.flushing.cancel()
        await self.flush()


def sums(counted: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Views by chat."""
    found: dict[int, int] = {}
    for (chat, _), more in counted.items():
        found[chat] = found.get(chat, 0) + more
    return found
