"""Resumable uploads: parts become durable one by one, the offset follows them, and all together become one blob."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from tambour.domain.digests import Digests
from tambour.domain.errors import BadInput, Conflict, Flood, Moderated, NotFound, Retry, TooLarge
from tambour.domain.files import FAILED, PROCESSING, READY, File, Variant
from tambour.domain.ids import DAY_MS
from tambour.domain.media import HEAD_BYTES, ORIGINAL, PLAIN_KINDS, check_upload, is_moving, is_picture
from tambour.ports.blobs import Blobs, key_of
from tambour.ports.files import Part, Upload
from tambour.ports.files import Variant as Form
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store

ID_BYTES = 16
PART_BYTES = 2 * 1024 * 1024
"""A part becomes durable when so much is there, or when the request ends."""
LULL_BYTES = 256 * 1024
"""After so much an upload stands back behind the messages under way."""
PARTS_MAX = 10_000
AT_ONCE_MAX = 64
"""Requests that bring bytes, in one process: each holds at most one part in memory."""
AT_ONCE_EACH_MAX = 4
PICTURE_BYTES_MAX = 64 * 1024 * 1024
"""Larger files are not taken for pictures."""
MOVING_BYTES_MAX = 512 * 1024 * 1024
"""Nor larger ones for films and sound, when they are sent as files."""
WITHDRAWN = "media.withdrawn"
JOB = "job"
"""On the bus: there is something to decode, whichever process does that."""


class Quotas(Protocol):
    """Of one person. 0: no limit."""

    @property
    def file_bytes(self) -> int: ...
    @property
    def bytes_per_day(self) -> int: ...
    @property
    def files_per_day(self) -> int: ...
    @property
    def bytes_total(self) -> int: ...


async def no_wait() -> None:
    """Where nobody speaks."""


@dataclass
class Uploads:
    """POST, PATCH, HEAD, GET and DELETE of /files."""

    store: Store
    blobs: Blobs
    clock: Clock
    ids: Ids
    quotas: Quotas
    sealed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set whenever there may be a new job."""
    running: dict[int, int] = field(default_factory=dict)
    """Requests under way, by person."""
    lull: Callable[[], Awaitable[None]] = no_wait
    """Returns when no message is under way, or soon."""

    async def begin(self, user: int, *, size: int, mime: str, name: str, kind: str, id: str = "") -> Upload:
        """A place for so many bytes. Raises BadInput, TooLarge, Flood (of the day) and TooLarge(why media.quota)."""
        mime, name = check_upload(size, mime, name, kind, bytes_max=self.quotas.file_bytes)
        await self.afford(user, size)
        fresh = id or self.ids.token(ID_BYTES)
        shown = File(id=fresh, kind=kind, size=size, mime=mime, name=name, state=PROCESSING)  # type: ignore[arg-type]
        upload = Upload(
            id=fresh,
            owner=user,
            kind=kind,
            name=name,
            mime=mime,
            size=size,
            received=0,
            parts=0,
            sha256=b"",
            state=PROCESSING,
            why="",
            shown=shown,
        )
        await self.store.read.files.add(upload, self.clock.now())
        return upload

    async def afford(self, user: int, size: int) -> None:
        """The person's quotas."""
        quotas = self.quotas
        today, files, total = await self.store.read.files.used(user, self.clock.now() - DAY_MS)
        if quotas.bytes_total and total + size > quotas.bytes_total:
            raise TooLarge("no room left", field="size", limit=quotas.bytes_total, why="media.quota")
        if quotas.bytes_per_day and today + size > quotas.bytes_per_day:
            raise Flood(DAY_MS // 1000 // 4, "too many bytes today")
        if quotas.files_per_day and files >= quotas.files_per_day:
            raise Flood(DAY_MS // 1000 // 4, "too many files today")

    async def own(self, user: int, file: str) -> Upload:
        """Raises NotFound, also for somebody else's."""
        upload = await self.store.read.files.get(file)
        if upload is None or upload.owner != user:
            raise NotFound("no such upload", why="file.unknown")
        return upload

    async def append(self, user: int, file: str, offset: int, chunks: AsyncIterator[bytes]) -> int:
        """The bytes that follow from `offset`; returns the new offset, behind which everything is durable.

        `chunks` may end early: what came is kept. Raises Conflict(offset), TooLarge, Retry, Moderated(media.withdrawn).
        """
        upload = await self.own(user, file)
        if offset != upload.received:
            raise Conflict("another offset", offset=upload.received)
        self.enter(user)
        try:
            at = await self.take(upload, chunks)
        finally:
            self.leave(user)
        if at == upload.size:
            await asyncio.shield(asyncio.ensure_future(self.seal(file)))
        return at

    def enter(self, user: int) -> None:
        """Raises Retry or Flood where too many bring bytes at once."""
        if self.running.get(user, 0) >= AT_ONCE_EACH_MAX:
            raise Flood(1, "too many uploads at once")
        if sum(self.running.values()) >= AT_ONCE_MAX:
            raise Retry(2, "too many uploads at once")
        self.running[user] = self.running.get(user, 0) + 1

    def leave(self, user: int) -> None:
        """The request is over."""
        self.running[user] -= 1
        if not self.running[user]:
            del self.running[user]

    async def take(self, upload: Upload, chunks: AsyncIterator[bytes]) -> int:
        """Part after part; one is in memory, in the pieces that it came in."""
        at, pieces, held, passed = upload.received, list[memoryview](), 0, 0
        async for chunk in chunks:
            if at + held + len(chunk) > upload.size:
                raise TooLarge("more bytes than were announced", field="size", limit=upload.size)
            left = memoryview(chunk)
            while left:
                piece, left = left[: PART_BYTES - held], left[PART_BYTES - held :]
                pieces.append(piece)
                held += len(piece)
                if held == PART_BYTES:
                    await self.keep(upload, Part(at, held, self.fresh_key(upload, at)), pieces)
                    at, pieces, held = at + held, [], 0
            passed += len(chunk)
            if passed >= LULL_BYTES:
                passed = 0
                await self.lull()
        if held:
            await self.keep(upload, Part(at, held, self.fresh_key(upload, at)), pieces)
        return at + held

    def fresh_key(self, upload: Upload, at: int) -> str:
        """Never used before."""
        return f"up/{upload.id}/{at}-{self.ids.token(6)}"

    async def keep(self, upload: Upload, part: Part, pieces: Sequence[memoryview]) -> None:
        """One part: first its bytes are durable, then the offset moves over them."""
        if upload.parts + (part.first - upload.received) // PART_BYTES >= PARTS_MAX:
            raise BadInput("size", "too many small parts", why="file.too_many_parts")
        self.store.may_write()  # before these bytes bring the disk nearer to its end
        await self.blobs.keep(part.key, pieces)
        now_ms = self.clock.now()
        if not await self.store.alone(lambda tables: tables.files.grow(upload.id, part, now_ms)):
            await self.blobs.delete(part.key)
            now = await self.store.read.files.get(upload.id)
            raise Conflict("another offset", offset=now.received if now else 0)

    async def seal(self, file: str) -> None:
        """All parts become one blob under their digest. Safe to repeat and to break off. Raises Moderated, Retry."""
        upload = await self.store.read.files.get(file)
        if upload is None or upload.sha256 or not upload.complete:
            return
        joined = f"up/{file}/whole-{self.ids.token(6)}"
        parts = await self.store.read.files.parts(file)
        digests = await self.blobs.join([part.key for part in parts], joined)
        digest = digests.sha256
        if await self.refuse(upload, digests):
            await self.blobs.delete(*await self.blobs.below(f"up/{file}"))
            raise Moderated("these bytes were removed here", reason=WITHDRAWN)
        await self.store.read.files.keep_blob(digest, upload.size)
        await self.blobs.move(joined, key_of(digest))
        picture, moving = await self.begins_as(upload, digest)
        async with self.store.writing() as tx:
            if await tx.files.seal(file, digests, tx.now) and upload.kind in PLAIN_KINDS:
                await tx.files.settle(file, plain(upload), [form_of(upload, digest)], tx.now)
                if picture or moving:
                    await tx.files.queue(file, tx.now, last=moving)
                    tx.shout(k=JOB)
            else:
                tx.shout(k=JOB)
        await self.blobs.delete(*await self.blobs.below(f"up/{file}"))
        self.sealed.set()

    async def begins_as(self, upload: Upload, digest: bytes) -> tuple[bool, bool]:
        """Is it a picture, is it a film or sound that was sent as a file? Then somebody looks at it, though it stays as
        it came."""
        if upload.kind not in PLAIN_KINDS or upload.size > MOVING_BYTES_MAX:
            return False, False
        head = b"".join([piece async for piece in self.blobs.read(key_of(digest), 0, HEAD_BYTES)])
        return is_picture(head) and upload.size <= PICTURE_BYTES_MAX, is_moving(head)

    async def refuse(self, upload: Upload, digests: Digests) -> bool:
        """The gate: bytes that moderation removed fail at once and for good, whoever brings them."""
        async with self.store.writing() as tx:
            if not await tx.files.withdrawn(digests):
                return False
            failed = msgspec.structs.replace(upload.shown, state=FAILED)
            await tx.files.seal(upload.id, digests, tx.now)
            await tx.files.settle(upload.id, failed, [], tx.now, why=WITHDRAWN)
        return True

    async def shown(self, user: int, file: str) -> File:
        """As messages will carry it. Raises NotFound."""
        return (await self.own(user, file)).shown

    async def cancel(self, user: int, file: str) -> None:
        """Give it up. Raises NotFound, Conflict(file.in_use) when a message carries it."""
        await self.own(user, file)
        async with self.store.writing() as tx:
            if await tx.files.used_anywhere(file):
                raise Conflict("a message carries it", why="file.in_use")
            await tx.files.remove(file, tx.now + 1)
        await self.blobs.delete(*await self.blobs.below(f"up/{file}"))


def plain(upload: Upload) -> File:
    """A file that stays as it came."""
    return msgspec.structs.replace(
        upload.shown, state=READY, variants=(Variant(name=ORIGINAL, size=upload.size),)
    )


def form_of(upload: Upload, digest: bytes) -> Form:
    """Its one form. Its type is what the sender said, so it is only ever an attachment."""
    return Form(name=ORIGINAL, sha256=digest, size=upload.size, mime="application/octet-stream")
