"""Reads the words in pictures and films of public chats, or hears those that are spoken, after they were published.

What is to be read or heard waits in a queue in the database; of each sense one child is at work at a time, at the end
of the queue for a core. What waits too long is let go, so that a flood of pictures costs readings and never the server.
"""

import asyncio
import logging
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tambour.domain.errors import Retry
from tambour.moderation.reading import HEARD, READ
from tambour.ports.blobs import Blobs, MissingBlob, key_of
from tambour.ports.files import FileRows, Variant
from tambour.ports.outside import Clock
from tambour.ports.reading import Turn, WordRows
from tambour.ports.studio import Reading, Unreadable

LEASE_MS = 300_000
"""Longer than a child may take."""
TRIES_MAX = 2
WITHIN_MS = 30 * 60_000
"""What waits longer is not read."""
LOOK_EVERY_S = 5.0
AGAIN_S = 5.0
AGAIN_MS = 15_000
"""So long a file waits on which reading failed."""
DEAD_FROM = 5
"""Where it fails on so many one after the other, it is tried at leisure until it is mended."""
STUMBLED_MAX = 10_000
TURN_OF = 4
"""Pictures go before films; each fourth turn is whose wait is longest, or films would wait until they are let go."""
TOO_SLOW = "media.too_slow"
FORMS = {READ: ("m", "480", "v", "s"), HEARD: ("a", "480", "v")}
"""Of a file's published forms, the first that is there: large enough for letters, small enough to be quick."""

log = logging.getLogger(__name__)


@dataclass
class Reader:
    """`run` is a loop of the processes that do timed work, on machines that can read or hear; `rows` are of `sense`."""

    rows: WordRows
    files: FileRows
    blobs: Blobs
    reading: Reading
    clock: Clock
    told: Callable[[], None]
    """Somebody has to look at what was read."""
    sense: str = READ
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """There is something to read."""
    done: int = 0
    """Files read by this process, how many of them had words, and how many were let go because they waited too long."""
    worded: int = 0
    dropped: int = 0
    failed: int = 0
    well: int = 0
    """Files that could be read."""
    in_a_row: int = 0
    turns: int = 0
    stumbled: dict[str, int] = field(default_factory=dict)
    """Files on which reading failed, and how many it had read well until then."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.asked.clear()
            try:
                while await self.step():
                    pass
            except Exception:
                log.warning("words wait and will be %s later", self.sense, exc_info=True)
                await asyncio.sleep(AGAIN_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.asked.wait()

    async def step(self) -> bool:
        """One file. Was there one?"""
        self.turns += 1
        turn = await self.rows.claim(self.clock.now(), LEASE_MS, oldest=self.turns % TURN_OF == 0)
        if turn is None:
            return False
        late = self.clock.now() > turn.asked + WITHIN_MS
        if late or not turn.public:
            self.dropped += late
            await self.rows.drop(turn.file)
            return True
        try:
            words = await self.words_of(turn)
        except Retry:
            await self.rows.give_back(turn.file)
            raise
        except Unreadable as no:
            log.info("file %s cannot be %s: %s", turn.file, self.sense, no)
            if not self.own_fault(turn.file, no.why):
                now = self.clock.now()
                await self.rows.put_off(turn.file, now + AGAIN_MS, now)
                if self.in_a_row >= DEAD_FROM:
                    raise
                return True
            words = ""
        else:
            self.well, self.in_a_row = self.well + 1, 0
        await self.rows.settle(turn.file, words, self.clock.now())
        self.done += 1
        if words:
            self.worded += 1
            self.told()
        return True

    def own_fault(self, file: str, why: str) -> bool:
        """Reading failed on this file. Is it because of the file? Where others could be read since it failed first, or
        it takes too long a second time: else the reader is what is broken, and the file is tried again."""
        self.failed, self.in_a_row = self.failed + 1, self.in_a_row + 1
        if len(self.stumbled) >= STUMBLED_MAX:
            self.stumbled.clear()
        slow = why == TOO_SLOW and file in self.stumbled
        if self.well > self.stumbled.setdefault(file, self.well) or slow:
            del self.stumbled[file]
            return True
        return False

    async def words_of(self, turn: Turn) -> str:
        """What stands in it; '' also for what is gone. Raises Retry, Unreadable."""
        form = await self.form_of(turn.file)
        if form is None or turn.tries > TRIES_MAX:
            return ""
        with tempfile.TemporaryDirectory(prefix="tambour-reading-") as folder:
            try:
                await self.blobs.fetch(key_of(form.sha256), Path(folder) / "source")
                return await self.reading.read(Path(folder))
            except MissingBlob:
                log.info("file %s cannot be %s: it is gone", turn.file, self.sense)
                return ""

    async def form_of(self, file: str) -> Variant | None:
        """The form that is read."""
        for name in FORMS[self.sense]:
            if (found := await self.files.variant(file, name)) is not None:
                return found
        return None

    async def drain(self) -> None:
        """Read all that waits: for tests and the demo."""
        while await self.step():
            pass
