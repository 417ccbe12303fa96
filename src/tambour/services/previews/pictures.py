"""The picture that a page names for its preview: through the gate, through the child, kept as a file of nobody's."""

import asyncio
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import msgspec

from tambour.domain.digests import Digesting
from tambour.domain.errors import Refusal
from tambour.domain.files import PROCESSING, READY, File
from tambour.domain.previews import web_address
from tambour.ports.fetch import Fetch, Page, Unfetched
from tambour.ports.files import Upload
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.studio import Studio, Unreadable
from tambour.services.media.uploads import ID_BYTES
from tambour.services.media.workshop import Workshop, descriptor

ACCEPT = "image/webp, image/jpeg, image/png, image/*;q=0.5"
SHAPE = "link"
BYTES_MAX = 3 * 1024 * 1024
WITHIN_S = 20.0
"""Decoding included; a preview is shown without a picture rather than later."""
NOBODY = 0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Messages that show the preview give access to it. `studio` has hands of its own: no film keeps it waiting."""

    store: Store
    clock: Clock
    ids: Ids
    fetch: Fetch
    studio: Studio
    workshop: Workshop

    async def find(self, named: str, page: str) -> File | None:
        """What the page at `page` names as its picture; None where there is none to be had, whatever the reason."""
        try:
            url = web_address(urljoin(page, named.strip())) if named.strip() else ""
            if not url:
                return None
            async with asyncio.timeout(WITHIN_S):
                found = await self.fetch.get(url, accept=ACCEPT, bytes_max=BYTES_MAX)
                return await self.make(found) if found.status == 200 and found.body else None
        except (Unfetched, Unreadable, Refusal, TimeoutError, ValueError) as no:
            log.info("a preview has no picture: %s", no)
            return None

    async def make(self, page: Page) -> File | None:
        """The file, ready and of no owner. Raises Unreadable, Moderated, Retry."""
        digests = Digesting(page.body).digests()
        if await self.store.read.files.withdrawn(digests):
            return None
        fresh = self.ids.token(ID_BYTES)
        blank = File(id=fresh, kind="photo", size=len(page.body), state=PROCESSING)
        upload = Upload(
            id=fresh,
            owner=NOBODY,
            kind="photo",
            name="",
            mime="",
            size=len(page.body),
            received=len(page.body),
            parts=0,
            sha256=digests.sha256,
            state=READY,
            why="",
            shown=blank,
            sha1=digests.sha1,
            md5=digests.md5,
        )
        with tempfile.TemporaryDirectory(prefix="tambour-media-") as folder:
            source = Path(folder) / "source"
            await asyncio.to_thread(source.write_bytes, page.body)
            work = await self.studio.make(SHAPE, source, Path(folder))
            looked = await self.workshop.check(upload, work)
            kept = [await self.workshop.keep(made) for made in work.variants]
        shown = msgspec.structs.replace(descriptor(upload, work, kept), size=sum(form.size for form in kept))
        while not await self.workshop.added(upload, work, shown, kept, looked):
            looked = await self.workshop.check(upload, work)
        return shown
