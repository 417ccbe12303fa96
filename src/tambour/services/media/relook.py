"""Another look at files on which a detector failed: they were shown meanwhile, and nothing of them is lost."""

import asyncio
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tambour.domain.errors import Refusal
from tambour.moderation.known import Marks
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
GIVE_UP_MS = 24 * 3_600_000
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
        """All that is owed a look, unless one fails after the other; how many had it."""
        done = in_a_row = 0
        owed = await self.store.read.known.missed(AGAIN_MAX, self.behind)
        self.behind = (0, "")
        for file, since in owed:
            if await self.looked_at(file) or self.clock.now() > since + GIVE_UP_MS:
                await self.store.read.known.made_up_for(file, self.clock.now())
                done, in_a_row = done + 1, 0
                continue
            self.failed, in_a_row = self.failed + 1, in_a_row + 1
            if in_a_row >= DEAD_FROM:
                self.behind = (since, file)
                break
        return done

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
