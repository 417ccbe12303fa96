"""The logs of chats as readers go through them: at their own pace, each with marks of its own, nothing missed.

A reader keeps a mark for each chat. It hears of news from the bus, which may lose something and tells nothing at a
start; so all chats are walked through now and then, by number, and each one's counters are compared with its mark. The
counters move in the commit of what they count, under the chat's lock: whatever commits late has a higher number, and no
clock is asked.
"""

import asyncio
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar, Generic

from typing_extensions import override

from tambour.domain.messages import Kept
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock, Ids
from tambour.ports.readers import LogPart, LogRows, PartT
from tambour.ports.screen import SCREEN, ScreenPart, ScreenRows, SignalRows

BATCH = 200
"""New messages of one turn of a detector, and changes of one chat in it."""
LIGHT_BATCH = 40
"""The same beside others who have much to do."""
SHARE_MIN = 16
GATHER_S = 0.05
WALK_S = 60.0
WALK_SLICE = 2_000
WALK_PAUSE_S = 0.005
WAITING_MAX = 100_000
REST_MAX_S = 0.5
"""Beside others: two of these and what lies between them are well within two seconds."""
BEAT_S = 10.0
"""A detector's reader says so often that it is at work."""
STILL_MS = 45_000
"""Silent for so long, it stands still: with the interval of its beats that is known within a minute."""
DEAD_FROM = 5
"""What a detector fails on is tried again; where one fails on so many together, on all of them, and on what anybody may
say, too, it is broken: nothing moves until it is mended."""


class Dead(RuntimeError):
    """A detector is broken altogether."""


@dataclass(slots=True)
class Read:
    """What the marks of one transaction lack. `again`: changed; `upto`: (chat, ev, seq) that the marks are set to when
    it is done; `left`: chats with something left, and about how much."""

    fresh: list[Kept] = field(default_factory=list)
    again: list[Kept] = field(default_factory=list)
    upto: list[tuple[int, int, int]] = field(default_factory=list)
    left: dict[int, int] = field(default_factory=dict)

    @property
    def kept(self) -> list[Kept]:
        """All of it."""
        return self.again + self.fresh


@dataclass
class LogReader(Generic[PartT]):
    """`hear` is given to the bus; several processes may read with the same marks."""

    rows: LogRows[PartT]
    waiting: dict[int, int] = field(default_factory=dict, init=False)
    """Chats with news, and about how much of it."""
    news: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    light: bool = field(default=False, init=False)
    """Others have much to do."""
    kinds: ClassVar[frozenset[str]] = frozenset()
    """Of changes that are news; empty: all."""
    chats_per_turn: ClassVar[int] = 64

    def hear(self, nudge: Nudge) -> None:
        """Remember the chats; what does not fit is found by the next walk."""
        for event in nudge.chat_events:
            if (not self.kinds or event.kind in self.kinds) and (
                event.chat in self.waiting or len(self.waiting) < WAITING_MAX
            ):
                self.waiting[event.chat] = self.waiting.get(event.chat, 0) + 1
                self.news.set()

    def backlog(self) -> int:
        """About how many messages were not looked at yet."""
        return sum(self.waiting.values())

    async def walk(self) -> None:
        """Look at every chat's counters."""
        after = 0
        while True:
            late, after = await self.rows.behind(after, WALK_SLICE)
            for chat, behind in late:
                self.waiting[chat] = max(behind, self.waiting.get(chat, 0))
                self.news.set()
            if not after:
                return
            await asyncio.sleep(WALK_PAUSE_S)

    @contextmanager
    def chosen(self, most: float = math.inf) -> Iterator[tuple[list[int], dict[int, int]]]:
        """Some of the chats that wait, with about `most` messages to read, and what is left of them afterwards: as
        they were, unless whoever reads them puts in something else. They wait anew at the end."""
        left: dict[int, int] = {}
        due = 0
        for chat, behind in self.waiting.items():
            left[chat] = behind
            due += max(1, behind)
            if due >= most or len(left) == self.chats_per_turn:
                break
        for chat in left:
            del self.waiting[chat]
        try:
            yield list(left), left
        finally:
            for chat, behind in left.items():
                self.waiting[chat] = max(behind, self.waiting.get(chat, 0))


@dataclass
class Detecting(LogReader[ScreenPart]):
    """A reader of public chats for detectors; a change of the bank is news to it, and it says that it is at work."""

    rows: ScreenRows
    signals: SignalRows
    clock: Clock
    ids: Ids
    beaten: float = field(default=0.0, init=False)
    """When this process last said that it is at work, by the loop's clock; 0: it does not read, or not yet."""
    kinds = frozenset({"n", "e", "dirty", "rs"})
    name: ClassVar[str] = SCREEN
    """By which its beats are known."""

    @override
    def hear(self, nudge: Nudge) -> None:
        """Chats with news, or another bank."""
        super().hear(nudge)
        if nudge.transient is not None and nudge.transient.get("k") == "bank":
            self.news.set()

    async def unread(self, part: ScreenPart) -> Read:
        """What these marks lack, as much as this turn may read."""
        return await unread(part, LIGHT_BATCH if self.light else BATCH, BATCH)

    async def beat(self) -> None:
        """Say that it is at work, not more often than is needed."""
        now = asyncio.get_running_loop().time()
        if not self.beaten or now >= self.beaten + BEAT_S:
            await self.signals.beat(self.clock.now(), self.name)
            self.beaten = now

    def still_s(self) -> float:
        """Seconds since this process was last at it; 0 where it does not read."""
        return asyncio.get_running_loop().time() - self.beaten if self.beaten else 0.0


def check_alive(missed: int, of: int, sound: Callable[[], bool]) -> None:
    """A detector failed on so many. Raises Dead, unless it is `sound`: then it is because of what it looked at."""
    if missed >= DEAD_FROM and missed == of and not sound():
        raise Dead("a detector fails on everything")


async def unread(part: LogPart, batch: int, changes: int) -> Read:
    """What these marks lack: about `batch` new messages, and of each chat at most so many changes."""
    share = max(SHARE_MIN, batch // max(1, len(part.marks)))
    fresh: list[tuple[int, int, int]] = []
    found = Read()
    for mark in part.marks:
        start, ev, changed = mark.seq, mark.last_ev, []
        if mark.ev + 1 < mark.first_ev:
            start = 0  # what happened is forgotten: read the chat again
        elif mark.seq and mark.ev < mark.last_ev:
            seqs, ev = await part.changed(mark, changes)
            changed = [seq for seq in seqs if seq <= mark.seq]
        upto = min(mark.last_seq, start + share)
        if changed:
            found.again += await part.some(mark.chat, changed)
        if upto > start:
            fresh.append((mark.chat, start, upto))
        if (ev, upto) != (mark.ev, mark.seq):
            found.upto.append((mark.chat, ev, upto))
        if upto < mark.last_seq or ev < mark.last_ev:
            found.left[mark.chat] = max(1, mark.last_seq - upto)
    found.fresh = await part.messages(fresh) if fresh else []
    return found
