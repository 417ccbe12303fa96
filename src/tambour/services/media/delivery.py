"""Who may fetch a file: somebody who sees a message that carries it, its owner before it is sent, viewers of a face."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.bots.offer import SESSION_MS
from tambour.domain.errors import NotFound, Refusal
from tambour.domain.media import FALLBACK, ORIGINAL, SOURCE, disposition
from tambour.domain.messages import Kept
from tambour.domain.visible import may_copy, whole
from tambour.ports.files import Upload, Variant
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.people import views
from tambour.services.chats.view import find_reader
from tambour.services.messages.scene import Look, look

PLACES_MAX = 20
"""Messages that are asked whether the viewer sees them; the file is out of reach where none of the newest is."""
PICTURE = "image/webp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What to send: the blob, its type, and how a browser is to treat it."""

    sha256: bytes
    size: int
    mime: str
    disposition: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Asked anew by every request: nothing about access is remembered, so what is removed is gone at once."""

    store: Store
    clock: Clock

    async def find(self, viewer: int, file: str, name: str, *, webp: bool = True) -> Fetched:
        """`viewer` 0: nobody signed in. `webp`: the client reads it. Raises NotFound, whatever the reason."""
        rows = self.store.read.files
        upload = await rows.get(file)
        if upload is None or name == SOURCE or not await self.may(viewer, upload, copying=name == ORIGINAL):
            raise NotFound("no such file")
        form = await rows.variant(file, name)
        if form is not None and form.mime == PICTURE and not webp:
            form = await rows.variant(file, FALLBACK) or form
        if form is None:
            raise NotFound("no such file")
        return fetched(upload, form)

    async def may(self, viewer: int, upload: Upload, *, copying: bool = False) -> bool:
        """Whether this person may have the file now; `copying`: the very bytes that were sent, to keep them."""
        rows = self.store.read.files
        if await rows.is_withdrawn(upload.id):
            return False
        for chat, seq in await rows.places(upload.id, viewer, PLACES_MAX):
            if await self.sees(viewer, chat, seq, copying=copying and viewer != upload.owner):
                return True
        people, chats = await rows.faces(upload.id)
        if people or chats:
            return await self.sees_face(viewer, upload.id, people, chats)
        if viewer and await self.store.read.stickers.in_pack(upload.id):
            return True
        if viewer and await self.store.read.bots.is_offered(upload.id, viewer, self.clock.now() - SESSION_MS):
            return True
        return viewer != 0 and viewer == upload.owner and not await rows.used_anywhere(upload.id)

    async def sees(self, viewer: int, chat: int, seq: int, *, copying: bool = False) -> bool:
        """The one law of what may be seen, and that of what may be taken along."""
        tables = self.store.read
        try:
            view = await look(tables, viewer, chat, now=self.clock.now())
        except Refusal:
            return False
        kept = await tables.messages.some(chat, viewer, [seq])
        if not kept or not whole(view.see(kept[0])):
            return False
        return not copying or await self.may_copy(view, kept[0])

    async def may_copy(self, view: Look, kept: Kept) -> bool:
        """As for forwarding: what a protected channel says is as protected in its discussion group."""
        mine = view.viewer.user != 0 and kept.author == view.viewer.user
        if not may_copy(view.chat, view.member, mine=mine):
            return False
        if kept.message.sender or view.chat.kind != "group" or not view.chat.linked:
            return True
        channel = await self.store.read.chats.get(view.chat.linked)
        return channel is None or may_copy(channel, None, mine=mine)

    async def sees_face(self, viewer: int, file: str, people: Sequence[int], chats: Sequence[int]) -> bool:
        """A person as the viewer may see them has this photo, or a chat the viewer may read."""
        tables, now = self.store.read, self.clock.now()
        if viewer and people:
            shown = await views(tables, viewer, people, now)
            if any(one.photo == file for one in shown) or viewer in people:
                return True
        for chat in chats:
            try:
                found, _ = await find_reader(tables, viewer, chat, now=now)
            except Refusal:
                continue
            if found.photo == file:
                return True
        return False


def fetched(upload: Upload, form: Variant) -> Fetched:
    """Whatever was not made here is an attachment under its sender's name."""
    theirs = form.name == ORIGINAL
    kind = form.mime.partition("/")[2]
    name = upload.name if theirs else f"{form.name}.{kind}"
    return Fetched(
        sha256=form.sha256,
        size=form.size,
        mime="application/octet-stream" if theirs else form.mime,
        disposition=disposition(name, attachment=theirs),
    )
