"""The log of public chats as detectors read it: at their own pace, each with marks of its own, nothing missed.

As the index of words does, a reader keeps a mark for each chat, hears of news from the bus and walks through all chats
now and then.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from tambour.domain.messages import Kept
from tambour.ports.bus import Nudge
from tambour.ports.screen import ScreenPart, ScreenRows

BATCH = 200
"""New messages of one turn, and changes of one chat in it."""
LIGHT_BATCH = 40
"""The same beside others who have much to do."""
CHATS_PER_TURN = 64
SHARE_MIN = 16
GATHER_S = 0.05
WALK_S = 60.0
WALK_SLICE = 2_000
WALK_PAUSE_S = 0.005
WAITING_MAX = 100_000
REST_MAX_S = 0.5
"""Beside others: two of these and what lies between them are well within two seconds."""
BEAT_S = 10.0
"""A reader says so often that it is at work."""
STILL_MS = 45_000
"""Silent for so long, it stands still: with the interval of its beats that is known within a minute."""


@dataclass(slots=True)
class Read:
    """What the marks of one transaction lack. `upto`: (chat, ev, seq) that the marks are set to when it is done;
    `left`: chats with something left, and about how much."""

    kept: list[Kept] = field(default_factory=list)
    upto: list[tuple[int, int, int]] = field(default_factory=list)
    left: dict[int, int] = field(default_factory=dict)


@dataclass
class LogReader:
    """`hear` is given to the bus."""

    rows: ScreenRows
    waiting: dict[int, int] = field(default_factory=dict, init=False)
    """Chats with news, and about how much of it."""
    news: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    light: bool = field(default=False, init=False)

    def hear(self, nudge: Nudge) -> None:
        """Remember the chats; what does not fit is found by the next walk."""
        for event in nudge.chat_events:
            if event.kind in ("n", "e", "dirty", "rs") and (
                event.chat in self.waiting or len(self.waiting) < WAITING_MAX
            ):
                self.waiting[event.chat] = self.waiting.get(event.chat, 0) + 1
                self.news.set()
        if nudge.transient is not None and nudge.transient.get("k") == "bank":
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
            if not after:
                return
            await asyncio.sleep(WALK_PAUSE_S)

    @contextmanager
    def chosen(self) -> Iterator[tuple[list[int], dict[int, int]]]:
        """Some of the chats that wait, and what is left of them afterwards: as they were, unless whoever reads them
        puts in something else."""
        left = dict(islice(self.waiting.items(), CHATS_PER_TURN))
        for chat in left:
            del self.waiting[chat]
        try:
            yield list(left), left
        finally:
            for chat, behind in left.items():
                self.waiting[chat] = max(behind, self.waiting.get(chat, 0))

    def share(self, part: ScreenPart) -> int:
        """Messages of each chat in this turn."""
        return max(SHARE_MIN, (LIGHT_BATCH if self.light else BATCH) // max(1, len(part.marks)))


async def unread(part: ScreenPart, share: int) -> Read:
    """What these marks lack, at most `share` new messages of each chat."""
    fresh: list[tuple[int, int, int]] = []
    found = Read()
    for mark in part.marks:
        start, ev, changed = mark.seq, mark.last_ev, []
        if mark.ev + 1 < mark.first_ev:
            start = 0  # what happened is forgotten: read the chat again
        elif mark.seq and mark.ev < mark.last_ev:
            seqs, ev = await part.changed(mark, BATCH)
            changed = [seq for seq in seqs if seq <= mark.seq]
        upto = min(mark.last_seq, start + share)
        if changed:
            found.kept += await part.some(mark.chat, changed)
        if upto > start:
            fresh.append((mark.chat, start, upto))
        if (ev, upto) != (mark.ev, mark.seq):
            found.upto.append((mark.chat, ev, upto))
        if upto < mark.last_seq or ev < mark.last_ev:
            found.left[mark.chat] = max(1, mark.last_seq - upto)
    found.kept += await part.messages(fresh) if fresh else []
    return found
