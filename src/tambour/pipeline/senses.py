"""What is found in words that were read from pictures or heard in sound; what nobody has read or heard yet is asked
for."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.messages import Kept
from tambour.moderation.detect import Loaded
from tambour.moderation.reading import HEARD, READ, SENSES, as_one, readable
from tambour.pipeline.gate import Gate
from tambour.ports.outside import Clock
from tambour.ports.screen import Placed, ScreenPart, ScreenRows

log = logging.getLogger(__name__)
Looked = tuple[list[Placed], set[tuple[int, int]]]
"""What was found, and (chat, seq) of the messages whose words could not be looked at."""


@dataclass
class Sense:
    """Of READ or HEARD: who is told that there is something to look into, None where nobody does that; `asking`: they
    are, once the transaction has ended. What is found is in shadow unless `live`."""

    ask: Callable[[], None] | None = None
    asking: bool = False
    live: bool = True


@dataclass
class Senses:
    """A part of screening."""

    gate: Gate
    clock: Clock
    by_name: dict[str, Sense] = field(default_factory=lambda: {READ: Sense(), HEARD: Sense(live=False)})
    failed: int = 0
    """Messages in whose files' words a detector failed."""

    def __getitem__(self, sense: str) -> Sense:
        return self.by_name[sense]

    def tell(self) -> None:
        """Whoever reads and hears, that something waits."""
        for sense in self.by_name.values():
            if sense.asking and sense.ask is not None:
                sense.asking = False
                sense.ask()

    async def look(self, part: ScreenPart, kept: Sequence[Kept]) -> Looked:
        """At the files of some messages, by each sense."""
        placed: list[Placed] = []
        missed: set[tuple[int, int]] = set()
        for sense in SENSES:
            files = files_of(kept, sense)
            if not files:
                continue
            rows = part.words(sense)
            if self[sense].ask is not None:
                await rows.ask(files, self.clock.now())
                self[sense].asking = True
            found, unlooked = self.found(self.gate.bank, kept, await rows.words(files), sense)
            placed += found
            missed |= unlooked
        return placed, missed

    async def look_back(self, rows: ScreenRows, bank: Loaded, kept: Sequence[Kept]) -> Looked:
        """The same for a bank of one entry, in what was read and heard long ago; nothing is asked for."""
        placed: list[Placed] = []
        missed: set[tuple[int, int]] = set()
        for sense in SENSES:
            files = files_of(kept, sense)
            words = await rows.words(sense).words(files) if files else {}
            found, unlooked = self.found(bank, kept, words, sense)
            placed += found
            missed |= unlooked
        return placed, missed

    def found(self, bank: Loaded, kept: Sequence[Kept], words: Mapping[str, str], sense: str) -> Looked:
        """`words` by file."""
        placed: list[Placed] = []
        missed: set[tuple[int, int]] = set()
        for one in kept:
            said = as_one(readable(one.message.files, sense), words) if one.message.files else ""
            try:
                found = bank.look_in(said, one.message.chat, self.gate.own, sense) if said else []
            except Exception:
                self.failed += 1
                log.warning("the words in a file could not be looked at", exc_info=True)
                found = []
                missed.add((one.message.chat, one.message.seq))
            live = self[sense].live
            placed += [(one, finding if live else replace(finding, mode="shadow")) for finding in found]
        return placed, missed


def files_of(kept: Sequence[Kept], sense: str) -> list[str]:
    """Those of their files in which words may be."""
    return sorted({file for one in kept for file in readable(one.message.files, sense)})
