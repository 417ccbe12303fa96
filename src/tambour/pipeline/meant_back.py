"""A new text of the bank looks back by meaning: over what was said in public in the last days, the newest of each chat
first, at the pace of whatever has time.

Where it stands is written down for each chat, with what was found there: up to which moment texts of the bank had begun
when they looked back over it, and what of it is left. A process that begins anew goes on from there; another encoder
begins from the start.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tambour.domain.ids import DAY_MS
from tambour.moderation.guesses import readable
from tambour.moderation.surfaces import sayings
from tambour.pipeline.meant import Asked, BankMeanings
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import ScreenRows, SignalRows

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


@dataclass(slots=True)
class Turn:
    """A chat that is to be looked back over, for these entries. `upto`: numbers of it that are left; -1: it was not
    begun."""

    chat: int
    entries: frozenset[int]
    upto: int = -1


@dataclass
class LookBack:
    """One step at a time; asked by the reader that a model has, when nothing new waits for it."""

    rows: ScreenRows
    signals: SignalRows
    meant: BankMeanings
    clock: Clock
    ids: Ids
    seen: dict[int, int] | None = field(default=None, init=False)
    """By entry: when the look back began that it has had; None: this process has not looked at all."""
    going: dict[int, int] = field(default_factory=dict, init=False)
    turns: list[Turn] = field(default_factory=list, init=False)
    """Not looked at yet, the next one last."""
    left: int = field(default=0, init=False)
    """Messages that may still be compared."""
    read: int = field(default=0, init=False)
    found: int = field(default=0, init=False)

    async def step(self, beat: Callable[[], Awaitable[None]]) -> bool:
        """Some messages of one chat. Was there anything to do?"""
        if not self.going and not await self.begun(beat):
            return False
        if self.turns and self.left > 0:
            await self.some(self.turns[-1])
            return True
        if self.turns:
            await self.rows.mark_back([turn.chat for turn in self.turns], max(self.going.values()))
        self.seen = {**(self.seen or {}), **self.going}
        self.going, self.turns = {}, []
        return True

    async def begun(self, beat: Callable[[], Awaitable[None]]) -> bool:
        """Are there texts that have not looked back?"""
        new = await self.rows.new_texts(self.clock.now() - NEW_MS)
        fresh = {entry: began for entry, began in new.items() if (self.seen or {}).get(entry) != began}
        if not fresh:
            return False
        await self.meant.learn(beat)
        await self.same_encoder()
        chats = await self.rows.largest(CHATS_MAX)
        marks = await self.rows.looked_back(chats)
        turns = [self.turn(chat, new, fresh, *marks.get(chat, (0, 0))) for chat in chats]
        self.seen = {entry: began for entry, began in (self.seen or {}).items() if entry in new}
        self.going, self.left = new, MESSAGES_MAX
        self.turns = [turn for turn in reversed(turns) if turn.entries]
        return True

    def turn(self, chat: int, new: dict[int, int], fresh: dict[int, int], began: int, left: int) -> Turn:
        """What is to be done in a chat with this mark. What this process has not heard of before may have been
        committed late, with an early moment: only at its start does it go by moments."""
        entries = {
            entry for entry, at in new.items() if at > began or (self.seen is not None and entry in fresh)
        }
        if left and not entries:
            return Turn(chat, frozenset(new), left)
        return Turn(chat, frozenset(new if left else entries))

    async def same_encoder(self) -> None:
        """Marks of another encoder are worth nothing to this one."""
        name = f"looked back, {self.meant.meaning.print}"
        if not await self.signals.last_beat(name):
            await self.rows.forget_back()
            await self.signals.beat(self.clock.now(), name)

    async def some(self, turn: Turn) -> None:
        """The next messages of this chat, older ones than before. How far it got is written down with what it found."""
        async with self.rows.taking([turn.chat]) as part:
            last = next((mark.last_seq for mark in part.marks), 0)
            least = max(0, last - CHAT_MAX)
            upto = turn.upto if turn.upto >= 0 else last
            after = max(least, upto - BATCH)
            kept = await part.messages([(turn.chat, after, upto)]) if upto > after else []
        since = self.clock.now() - BACK_MS
        until = max(self.going.values()) + AFTER_MS
        recent = [one for one in kept if since <= one.message.ts < until]
        asked = [
            Asked(one, part, text, said)
            for one in recent
            for part, text in sayings(one.message).items()
            if (said := readable(text))
        ]
        placed = await self.meant.found(asked, only=turn.entries)
        done = after <= least or (bool(kept) and all(one.message.ts < since for one in kept))
        async with self.rows.taking([turn.chat]) as held:
            now, ids = self.clock.now(), [self.ids.new() for _ in placed]
            self.found += await held.signals.note(placed, ids, now)
            await held.mark_back([turn.chat], max(self.going.values()), 0 if done else after)
        self.read += len(recent)
        self.left -= len(recent)
        turn.upto = after
        if done:
            self.turns.pop()
        await asyncio.sleep(0)
