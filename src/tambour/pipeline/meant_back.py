"""A new text of the bank looks back by meaning: over what was said in public in the last days, the newest of each chat
first, at the pace of whatever has time.

Where it stands is kept in memory only: a process that begins anew looks back again for texts of the last day, and a
repeat changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tambour.domain.ids import DAY_MS
from tambour.moderation.guesses import readable
from tambour.moderation.surfaces import sayings
from tambour.pipeline.meant import Asked, BankMeanings
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import ScreenRows

BACK_MS = 7 * DAY_MS
"""What was said longer ago is not compared."""
MESSAGES_MAX = 50_000
"""Of one look back, for all texts that are new together: 105 s of CPU at 2.1 ms a message."""
CHAT_MAX = 2_000
"""Of one chat, its newest numbers."""
CHATS_MAX = 1_000
"""Those with the most members."""
NEW_MS = DAY_MS
"""A text that came longer ago, or was let live longer ago, has looked back."""
AFTER_MS = 60_000
"""What was said so much later than the texts came was compared with them when it was read."""
BATCH = 16
"""Texts that are given to the encoder at once."""


@dataclass
class LookBack:
    """One step at a time; asked by the reader that a model has, when nothing new waits for it."""

    rows: ScreenRows
    meant: BankMeanings
    clock: Clock
    ids: Ids
    seen: dict[int, int] = field(default_factory=dict, init=False)
    """By entry: when the look back began that it has had."""
    going: dict[int, int] = field(default_factory=dict, init=False)
    chats: list[int] = field(default_factory=list, init=False)
    """Not looked at yet, the next one last."""
    upto: int = field(default=-1, init=False)
    """Numbers of that chat that are left; -1: it was not begun."""
    least: int = field(default=0, init=False)
    left: int = field(default=0, init=False)
    """Messages that may still be compared."""
    read: int = field(default=0, init=False)
    found: int = field(default=0, init=False)

    async def step(self, beat: Callable[[], Awaitable[None]]) -> bool:
        """Some messages of one chat. Was there anything to do?"""
        if not self.going and not await self.begun(beat):
            return False
        if not self.chats or self.left <= 0:
            self.seen |= self.going
            self.going = {}
            return True
        await self.some(self.chats[-1])
        return True

    async def begun(self, beat: Callable[[], Awaitable[None]]) -> bool:
        """Are there texts that have not looked back?"""
        new = await self.rows.new_texts(self.clock.now() - NEW_MS)
        self.seen = {entry: began for entry, began in self.seen.items() if entry in new}
        fresh = {entry: began for entry, began in new.items() if self.seen.get(entry) != began}
        if not fresh:
            return False
        await self.meant.learn(beat)
        self.going, self.left, self.upto = fresh, MESSAGES_MAX, -1
        self.chats = (await self.rows.largest(CHATS_MAX))[::-1]
        return True

    async def some(self, chat: int) -> None:
        """The next messages of this chat, older ones than before."""
        async with self.rows.taking([chat]) as part:
            if self.upto < 0:
                self.upto = next((mark.last_seq for mark in part.marks), 0)
                self.least = max(0, self.upto - CHAT_MAX)
            after = max(self.least, self.upto - BATCH)
            kept = await part.messages([(chat, after, self.upto)]) if part.marks and self.upto > after else []
        since = self.clock.now() - BACK_MS
        until = max(self.going.values()) + AFTER_MS
        recent = [one for one in kept if since <= one.message.ts < until]
        asked = [
            Asked(one, part, text, said)
            for one in recent
            for part, text in sayings(one.message).items()
            if (said := readable(text))
        ]
        placed = await self.meant.found(asked, only=self.going.keys())
        if placed:
            async with self.rows.taking([chat]) as part:
                ids = [self.ids.new() for _ in placed]
                self.found += await part.signals.note(placed, ids, self.clock.now())
        self.read += len(recent)
        self.left -= len(recent)
        self.upto = after
        if after <= self.least or (kept and all(one.message.ts < since for one in kept)):
            self.chats.pop()
            self.upto = -1
        await asyncio.sleep(0)
