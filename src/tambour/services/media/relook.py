"""Another look at files on which a detector failed: they were shown meanwhile, and nothing of them is lost.

They are tried with pauses that double, for a day; what fails still is unreadable then, and stays written down as that.
A process that begins anew tries it once more.
"""

import asyncio
import logging
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tambour.domain.errors import Refusal
from tambour.moderation.known import Marks
from tambour.pipeline.pauses import GIVE_UP_MS, Pauses
from tambour.ports.blobs import Blobs, MissingBlob, key_of
from tambour.ports.files import Upload, Variant
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.ports.studio import Screening, Specimen, Studio, Unreadable

AGAIN_S = 10.0
AGAIN_MAX = 100
"""Files of one turn."""
DEAD_FROM = 3
"""Where it fails on so many one after the other, the rest waits for the next turn, which goes on behind them: a few
files on which it always fails hold up nobody else's."""
ONCE_MAX = 5
"""Files of one turn that were unreadable when this process began."""
FORMS = ("m", "480", "v", "a", "o", "s")
"""Of a file's published forms, the first that is there."""

log = logging.getLogger(__name__)


@dataclass
class Relook:
    """`run` is a loop of the processes that decode media."""

    store: Store
    blobs: Blobs
    clock: Clock
    studio: Studio
    screening: Screening
    failed: int = 0
    """Looks that failed again."""
    behind: tuple[int, str] = (0, "")
    """(since, file) of the last one that a turn came to which did not come to the end."""
    once: tuple[int, str] | None = (0, "")
    """The same of what is unreadable; None: this process has tried all of it."""
    pauses: Pauses[str] = field(default_factory=lambda: Pauses(time.monotonic))

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(AGAIN_S)
            try:
                await self.turn()
            except Refusal as no:
                log.warning("another look at files waits: %s", no.msg)
            except Exception:
                log.warning("another look at files waits and will be tried again", exc_info=True)

    async def turn(self) -> int:
        """All whose pause is over, unless one fails after the other; how many had their look."""
        done = in_a_row = 0
        old = self.clock.now() - GIVE_UP_MS
        owed = await self.store.read.known.missed(AGAIN_MAX, max(self.behind, (old + 1, "")))
        self.behind = owed[-1][::-1] if len(owed) == AGAIN_MAX else (0, "")
        for file, since in owed:
            if not self.pauses.over(file, since):
                continue
            if await self.tried(file, since):
                done, in_a_row = done + 1, 0
                continue
            in_a_row += 1
            if in_a_row >= DEAD_FROM:
                self.behind = (since, file)
                break
        return done + await self.once_more(old)

    async def once_more(self, old: int) -> int:
        """Some of what was unreadable when this process began; how many could be read."""
        if self.once is None:
            return 0
        some = await self.store.read.known.missed(ONCE_MAX, self.once, until=old)
        self.once = some[-1][::-1] if len(some) == ONCE_MAX else None
        return sum([await self.tried(file, since) for file, since in some])

    async def tried(self, file: str, since: int) -> bool:
        """One try. False: the detector fails still. Raises Refusal."""
        if not await self.looked_at(file):
            self.failed += 1
            self.pauses.failed(file, since)
            return False
        await self.store.read.known.made_up_for(file, self.clock.now())
        self.pauses.done(file)
        return True

    async def looked_at(self, file: str) -> bool:
        """Marks and likes as they should have been. False: the detector fails still. Raises Refusal."""
        upload, form = await self.store.read.files.get(file), await self.form_of(file)
        if upload is None or form is None:
            return True
        with tempfile.TemporaryDirectory(prefix="tambour-relook-") as folder:
            source = Path(folder) / "source"
            try:
                await self.blobs.fetch(key_of(form.sha256), source)
                work = await self.studio.make("look", source, Path(folder))
            except MissingBlob:
                return True
            except Unreadable as no:
                log.info("file %s could not be looked at: %s", file, no)
                return False
        return not work.blind and await self.noted(upload, work.marks)

    async def noted(self, upload: Upload, marks: Marks) -> bool:
        """Compared with the bank as it is when this is written down."""
        while True:
            specimen = Specimen(
                file=upload.id, owner=upload.owner, kind=upload.kind, sha256=upload.sha256, marks=marks
            )
            looked = await self.screening.look(specimen)
            if looked.failed:
                return False
            async with self.store.writing() as tx:
                if not looked.version or await tx.known.still(looked.version):
                    await tx.known.note(upload.id, marks, looked.likes)
                    return True

    async def form_of(self, file: str) -> Variant | None:
        """The form that is looked at."""
        for name in FORMS:
            if (found := await self.store.read.files.variant(file, name)) is not None:
                return found
        return None
