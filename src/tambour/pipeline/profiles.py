"""Names and descriptions of what is public, read beside messages: when they were made or changed, and by hunts of new
entries. Written down are signals; whoever may act on them is a person at the desk.

Nothing is locked while detectors look: what changes meanwhile has another version, and is read again.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from tambour.moderation.detect import Found, Loaded, to_closed
from tambour.moderation.surfaces import PROFILE
from tambour.pipeline.again import WELL
from tambour.pipeline.gate import Gate
from tambour.pipeline.marks import check_alive
from tambour.pipeline.pauses import GIVE_UP_MS
from tambour.ports.outside import Clock, Ids
from tambour.ports.profiles import Profile
from tambour.ports.screen import Placed, ScreenRows

BATCH = 50
"""Of one turn: descriptions are longer than most messages."""
HUNT_BATCH = 200
WAITING_MAX = 100_000

log = logging.getLogger(__name__)


@dataclass
class ProfileReader:
    """A part of screening; several processes may be at it."""

    rows: ScreenRows
    gate: Gate
    clock: Clock
    ids: Ids
    waiting: int = field(default=0, init=False)
    """Not read yet, about."""
    read: int = field(default=0, init=False)
    found: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    async def turn(self) -> int:
        """Some of those that are due; returns how many these were. The bank is asked for after their words were
        committed and before they are read, as with messages."""
        due = await self.rows.profiles.due(BATCH)
        if due:
            await self.gate.load()
            await self.write(due)
        self.waiting = await self.rows.profiles.waiting(WAITING_MAX) if len(due) == BATCH else 0
        return len(due)

    async def again(self, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
        """Another look at those on which a detector failed; the places on which one fails still."""
        some = await self.rows.profiles.some([-chat for chat, _ in places])
        return await self.write(some, first=False) if some else set()

    async def write(self, profiles: Sequence[Profile], *, first: bool = True) -> set[tuple[int, int]]:
        """Every detector over each of them. Returns the places on which one failed; they are written down, too, unless
        this was not their first look."""
        placed, missed = await self.looked(self.gate.bank, profiles)
        now = self.clock.now()
        async with self.rows.settling(profiles) as signals:
            self.found += await signals.note(placed, [self.ids.new() for _ in placed], now)
            if first:
                await signals.miss(sorted(missed), now, since=now - GIVE_UP_MS)
                await signals.made_up_for(sorted({one.place for one in profiles} - missed))
        self.read += len(profiles)
        return missed

    async def looked(
        self, bank: Loaded, profiles: Sequence[Profile]
    ) -> tuple[list[Placed], set[tuple[int, int]]]:
        """What is found in them, and where a detector failed. Raises Dead."""
        looks: list[tuple[Profile, Found]] = []
        missed: set[tuple[int, int]] = set()
        public = [one for one in profiles if one.text]
        for one in public:
            await asyncio.sleep(0)
            try:
                looks += [
                    (one, found)
                    for found in bank.look_apart({PROFILE: one.text}, one.drawn_by, self.gate.own)
                ]
            except Exception:
                self.failed += 1
                missed.add(one.place)
                log.warning("a detector failed on profile %d", one.id, exc_info=True)
        check_alive(len(missed), len(public), lambda: self.sound(bank))
        keys = sorted({link.key for _, found in looks for link in found.own_links})
        closed = await self.rows.closed(keys) if keys else {}
        placed = [
            (one.as_kept(), finding)
            for one, found in looks
            for finding in (*found.findings, *to_closed(found.own_links, closed, found.part))
        ]
        return placed, missed

    def sound(self, bank: Loaded) -> bool:
        """Can a detector look at what anybody may say of themselves?"""
        try:
            bank.look_apart({PROFILE: WELL}, 0, self.gate.own)
        except Exception:
            return False
        return True

    async def hunt(self) -> bool:
        """One step of a new entry through those that were there before it. Was there one?"""
        async with self.rows.hunting_profiles(HUNT_BATCH) as held:
            if held is None:
                return False
            entry, profiles, signals = held
            if profiles:
                placed, missed = await self.looked(await self.gate.only(entry), profiles)
                placed = [(kept, finding) for kept, finding in placed if finding.entry]
                now = self.clock.now()
                self.found += await signals.note(placed, [self.ids.new() for _ in placed], now)
                await signals.miss(sorted(missed), now)
        return True
