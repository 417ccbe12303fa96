"""New entries on their way through what was said before they came. One that cannot go on keeps no other waiting."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Kept
from tambour.moderation.bank import BYTES
from tambour.moderation.detect import Finding, Found, Loaded
from tambour.pipeline.gate import Gate
from tambour.pipeline.named import NamedGuesses
from tambour.pipeline.senses import Senses
from tambour.pipeline.titled import Titles
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Hunt, Placed, ScreenRows

HUNT_BATCH = 400
SLICE = 8
"""Messages between two looks at what else the loop has to do."""


@dataclass
class Hunting:
    """A part of screening. `looks`, `bytes_of`, `alive`: how screening looks at a message, and whether it is well."""

    rows: ScreenRows
    gate: Gate
    clock: Clock
    ids: Ids
    senses: Senses
    looks: Callable[[Loaded, Kept], list[Found] | None]
    bytes_of: Callable[[Loaded, int, int], Finding | None]
    alive: Callable[[int, int, Loaded], None]
    behind: int = field(default=0, init=False)
    """The last entry whose step came to nothing: others go before it."""

    async def step(self, named: NamedGuesses | None) -> int | None:
        """Some messages of one entry; how many signals that gave, None where no entry hunts. Raises Dead."""
        async with self.rows.hunting(HUNT_BATCH, self.behind) as held:
            if held is None:
                return None
            hunt, kept, signals = held
            self.behind = hunt.entry
            bank = await self.gate.only(hunt.entry)
            placed, missed = await self.hunted(hunt, bank, kept)
            self.alive(len(missed), len(kept), bank)
            worded, unread = await self.senses.look_back(self.rows, bank, kept)
            placed += worded
            called, untold = await Titles().look(self.rows.profiles, bank, kept)
            placed += called
            if named is not None:
                placed += await named.hunted(bank, kept, signals)
            now = self.clock.now()
            found = await signals.note(placed, [self.ids.new() for _ in placed], now)
            await signals.miss(sorted(unread.union(missed, untold)), now)
        self.behind = hunt.entry - 1
        return found

    async def hunted(
        self, hunt: Hunt, bank: Loaded, kept: Sequence[Kept]
    ) -> tuple[list[Placed], list[tuple[int, int]]]:
        """What one entry finds in some messages, and (chat, seq) of those it failed on."""
        entry = bank.entries.get(hunt.entry)
        placed: list[Placed] = []
        missed: list[tuple[int, int]] = []
        for number, one in enumerate(kept if entry is not None else ()):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            if entry is not None and entry.kind in BYTES:
                finding = self.bytes_of(bank, hunt.entry, one.message.chat)
                placed += [(one, finding)] if finding is not None else []
            elif (looks := self.looks(bank, one)) is not None:
                placed += [(one, finding) for found in looks for finding in found.findings]
            else:
                missed.append((one.message.chat, one.message.seq))
        return placed, missed
