"""Files of messages on their way in and out: an export's files become the importer's, and the best form goes along."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

from tambour.domain.digests import Digesting, Digests
from tambour.domain.errors import Moderated, TooLarge
from tambour.domain.files import PROCESSING, READY, File, Variant
from tambour.domain.media import ORIGINAL, PLAIN_KINDS, check_upload
from tambour.domain.moving.arrival import Luggage
from tambour.ports.blobs import Blobs, key_of
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store

WHOLE_BYTES_MAX = 4 << 20
"""Up to here a file is read at once; a larger one goes through the blob store in pieces."""
PIECE_BYTES = 1 << 20
ID_BYTES = 16
BEST = ("v", "l", "m", "s", "a", "480", ORIGINAL)
"""Forms in which a file is shown, the best first; what was uploaded, with all it may tell of its maker, stays here."""


@dataclass(frozen=True, slots=True)
class BlobShelf:
    """See Shelf in ports/moving.py. Limits of a day are for uploads one by one; the limit of all is kept."""

    store: Store
    blobs: Blobs
    clock: Clock
    ids: Ids
    file_bytes: int
    bytes_total: int

    async def keep(self, owner: int, file: Luggage, source: IO[bytes], size: int) -> File:
        """Raises BadInput, TooLarge (media.quota), Moderated (media.withdrawn), Retry."""
        mime, name = check_upload(size, file.mime, file.name, file.kind, bytes_max=self.file_bytes)
        if self.bytes_total and (await self.store.read.files.used(owner, 0))[2] + size > self.bytes_total:
            raise TooLarge("no room left", limit=self.bytes_total, why="media.quota")
        digests = await self.put(source, size)
        plain = file.kind in PLAIN_KINDS
        shown = File(
            id=self.ids.token(ID_BYTES),
            kind=file.kind,
            size=size,
            mime=mime,
            name=name,
            width=file.width,
            height=file.height,
            duration=file.duration,
            state=READY if plain else PROCESSING,
            variants=(Variant(name=ORIGINAL, size=size),) if plain else (),
        )
        await self.store.read.moving.add_file(owner, shown, digests, self.clock.now(), ready=plain)
        return shown

    async def put(self, source: IO[bytes], size: int) -> Digests:
        """The bytes as a blob; returns their digests."""
        if size <= WHOLE_BYTES_MAX:
            body = await asyncio.to_thread(source.read, WHOLE_BYTES_MAX + 1)
            digests = (await asyncio.to_thread(Digesting, body)).digests()
            await self.welcome(digests, len(body))
            await self.blobs.put(key_of(digests.sha256), body)
            return digests
        running, key = Digesting(), f"up/import/{self.ids.token(ID_BYTES)}"
        await self.blobs.pour(key, pieces(source, running))
        try:
            digests = running.digests()
            await self.welcome(digests, size)
            await self.blobs.move(key, key_of(digests.sha256))
        finally:
            await self.blobs.delete(key)
        return digests

    async def welcome(self, digests: Digests, size: int) -> None:
        """The gate of all uploads: bytes that moderation removed do not come back. Raises Moderated."""
        if await self.store.read.files.withdrawn(digests):
            raise Moderated("these bytes were removed here", reason="media.withdrawn")
        await self.store.read.files.keep_blob(digests.sha256, size)

    async def bring(self, file: File) -> tuple[str, AsyncIterator[bytes]] | None:
        """Nothing of what moderation removed."""
        if await self.store.read.files.is_withdrawn(file.id):
            return None
        for name in BEST:
            form = await self.store.read.files.variant(file.id, name)
            if form is not None:
                theirs = name == ORIGINAL and file.name
                known = f".{file.name.rpartition('.')[2]}" if theirs and "." in file.name else ""
                ending = known or mimetypes.guess_extension(form.mime) or ".bin"
                return safe(ending), self.blobs.read(key_of(form.sha256))
        return None


def safe(ending: str) -> str:
    """An ending that is nothing but one."""
    letters = "".join(c for c in ending[1:9] if c.isascii() and c.isalnum())
    return f".{letters}" if letters else ".bin"


async def pieces(source: IO[bytes], digest: Digesting) -> AsyncIterator[bytes]:
    """A file, read beside the loop and added to the digest."""
    while piece := await asyncio.to_thread(source.read, PIECE_BYTES):
        await asyncio.to_thread(digest.update, piece)
        yield piece
