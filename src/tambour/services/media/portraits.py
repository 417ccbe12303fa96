"""Photos of people and chats: a square of an uploaded picture, as a file of its own."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tambour.domain.errors import BadInput, Moderated
from tambour.domain.files import FAILED, READY, File
from tambour.domain.media import SOURCE
from tambour.ports.blobs import Blobs, key_of
from tambour.ports.files import Upload
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.studio import Studio, Unreadable
from tambour.services.accounts.sessions import own_view, tell_me
from tambour.services.accounts.vault import Vault
from tambour.services.media.uploads import ID_BYTES, WITHDRAWN
from tambour.services.media.workshop import Workshop, descriptor

SHAPE = "face"
FORMS = ("l", "m", "s", SOURCE)
"""From the best of these that the picture has."""


@dataclass(frozen=True, slots=True)
class Portraits:
    """me.photo and the photo of chat.edit."""

    store: Store
    blobs: Blobs
    clock: Clock
    ids: Ids
    studio: Studio
    workshop: Workshop

    async def make(self, user: int, file: str) -> str:
        """A face from one's own complete upload of a picture; returns its id. Raises BadInput(photo), Moderated."""
        async with self.store.writing() as tx:
            found = await tx.files.take(user, [file], tx.now)
        if not found or found[0].owner != user or not found[0].complete or found[0].kind != "photo":
            raise BadInput("photo", "no such picture", why="file.unknown")
        upload = found[0]
        if upload.state == FAILED:
            raise BadInput("photo", "the picture cannot be read", why=upload.why)
        try:
            with tempfile.TemporaryDirectory(prefix="tambour-media-") as folder:
                return await self.draw(upload, Path(folder))
        except Unreadable as no:
            raise BadInput("photo", "the picture cannot be read", why=no.why) from no

    async def draw(self, upload: Upload, folder: Path) -> str:
        """Cut, look, keep."""
        rows = self.store.read.files
        forms = [form for name in FORMS if (form := await rows.variant(upload.id, name)) is not None]
        if not forms:
            raise BadInput("photo", "no such picture", why="file.unknown")
        if await rows.withdrawn(upload.digests):
            raise Moderated("these bytes were removed here", reason=WITHDRAWN)
        await self.blobs.fetch(key_of(forms[0].sha256), folder / "source")
        work = await self.studio.make(SHAPE, folder / "source", folder)
        looked = await self.workshop.check(upload, work)
        kept = [await self.workshop.keep(made) for made in work.variants]
        fresh = self.ids.token(ID_BYTES)
        size = sum(form.size for form in kept)
        blank = File(id=fresh, kind="photo", size=size)
        face = Upload(
            id=fresh,
            owner=upload.owner,
            kind="photo",
            name="",
            mime="",
            size=size,
            received=size,
            parts=0,
            sha256=upload.sha256,
            state=READY,
            why="",
            shown=blank,
            sha1=upload.sha1,
            md5=upload.md5,
        )
        shown = descriptor(face, work, kept)
        while not await self.workshop.added(face, work, shown, kept, looked):
            looked = await self.workshop.check(upload, work)
        return fresh

    async def wear(self, user: int, file: str, vault: Vault) -> object:
        """The person's own photo; '' takes it off. Returns Me."""
        face = await self.make(user, file) if file else ""
        async with self.store.writing() as tx:
            await tx.accounts.lock_person(user)
            await tx.accounts.set_photo(user, face)
            await tell_me(tx, user, tx.now)
            return await own_view(tx, vault, user, tx.now)
