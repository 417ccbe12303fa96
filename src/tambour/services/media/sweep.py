"""Freeing what nobody needs: uploads given up, files no message carries, and after a grace time their bytes."""

import asyncio
import logging
from dataclasses import dataclass

from tambour.domain.errors import Refusal
from tambour.domain.ids import DAY_MS
from tambour.ports.blobs import Blobs, key_of
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.media.uploads import Uploads

EVERY_S = 600.0
UPLOAD_KEPT_MS = 7 * DAY_MS
"""After its last byte an upload may be gone on with for so long."""
UNUSED_KEPT_MS = 2 * DAY_MS
"""A complete upload that nobody sent."""
BATCH = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """`turn` is one round; `run` makes one every EVERY_S."""

    store: Store
    blobs: Blobs
    clock: Clock
    uploads: Uploads
    grace_days: int

    async def turn(self) -> None:
        """Files first, then blobs that lost their last file, then blobs whose grace is over."""
        now = self.clock.now()
        rows = self.store.read.files
        while idle := await rows.idle(now - UPLOAD_KEPT_MS, now - UNUSED_KEPT_MS, BATCH):
            for file in idle:
                await self.drop(file, now - UNUSED_KEPT_MS)
        await rows.doom(now)
        while await self.free(now - self.grace_days * DAY_MS) == BATCH:
            continue

    async def drop(self, file: str, before: int) -> None:
        """One file with the parts of its upload, unless somebody just took it."""
        async with self.store.writing() as tx:
            if not await tx.files.remove(file, before):
                return
        await self.blobs.delete(*await self.blobs.below(f"up/{file}"))

    async def free(self, before: int) -> int:
        """Bytes and row go together: an upload of the same bytes waits for the row and then brings them anew."""
        async with self.store.writing() as tx:
            gone = await tx.files.doomed(before, BATCH)
            await self.blobs.delete(*map(key_of, gone))
        return len(gone)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.turn()
            except Refusal as no:
                log.warning("freeing of files waits: %s", no.msg)
            except Exception:
                log.exception("freeing of files failed and will be tried again")
            await asyncio.sleep(EVERY_S)
