"""Makes uploads fit to be shown: a queue in the database, worked by whoever is a worker, one lease at a time.

A message may be sent before its files are ready. What then changes in it is found by the state that the message itself
still shows, so neither a crash nor a send in the same moment can leave a message that waits for ever.
"""

import asyncio
import hashlib
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tambour.domain.errors import Moderated, NotFound, Refusal, Retry
from tambour.domain.files import FAILED, READY, File, Variant
from tambour.domain.media import FALLBACK, ORIGINAL, PLAIN_KINDS
from tambour.domain.territory import number_of
from tambour.domain.visible import GONE, without_viewer
from tambour.ports.blobs import Blobs, MissingBlob, key_of
from tambour.ports.bus import Nudge
from tambour.ports.files import Job, Upload
from tambour.ports.files import Variant as Form
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx
from tambour.ports.studio import Looked, Made, Screening, Specimen, Studio, Unreadable, Work
from tambour.services.media.uploads import JOB, Uploads
from tambour.services.media.uploads import WITHDRAWN as BYTES_WITHDRAWN

LEASE_MS = 30_000
TRIES_MAX = 3
AGAIN_MS = 5_000
"""So long a file waits that met a store that was away or full."""
LOOK_EVERY_S = 1.0
SEAL_AFTER_MS = 60_000
"""So long the request that brought the last bytes has for itself."""
STALE_BATCH = 100
READ_BYTES = 1024 * 1024
KEEPS_ORIGINAL = ("audio",)
LOOK = "look"
LATE_MS = 10 * 60_000
TURN_OF = 4
"""Films and sound sent as files stand behind all that somebody waits for, until they have waited so long: from then on
each fourth turn of a hand is theirs, so that they are looked at while others never end, and cost these a quarter."""
QUICK = ("photo", "sticker", "voice", *PLAIN_KINDS)
"""One hand works at these alone, so that no film keeps them waiting; nor does one that was sent as a file."""

log = logging.getLogger(__name__)


@dataclass
class Workshop:
    """`run` works until cancelled; `drain` works off what is there, for tests and the demo."""

    store: Store
    blobs: Blobs
    clock: Clock
    uploads: Uploads
    studio: Studio
    screening: Screening
    hands: int = 1
    missed: int = 0
    """Files on which a detector failed."""
    tasks: set["asyncio.Task[int]"] = field(default_factory=set)
    turns: int = 0
    """Of hands that take everything."""

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: another process has put an upload together."""
        if nudge.transient is not None and nudge.transient.get("k") == JOB:
            self.uploads.sealed.set()

    async def run(self) -> None:
        """Look when something was uploaded, and every second for what nobody told of."""
        await self.keep_at(self.drain)

    async def run_quick(self) -> None:
        """The same for what is quickly done."""
        await self.keep_at(lambda: self.work(QUICK))

    async def keep_at(self, turn: Callable[[], Awaitable[int]]) -> None:
        """Until cancelled."""
        while True:
            self.uploads.sealed.clear()
            try:
                await turn()
            except Refusal as no:
                log.warning("media waits: %s", no.msg)
            except Exception:
                log.exception("media processing failed and will be tried again")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.uploads.sealed.wait()

    async def drain(self) -> int:
        """Work off the queue with all hands, and bring what changed into the messages; returns the jobs done."""
        await self.make_up()
        done = sum(await asyncio.gather(*(self.work() for _ in range(self.hands))))
        await self.publish()
        return done

    async def make_up(self) -> None:
        """Put together what is complete since a while: whoever was at it died, or found the store away."""
        rows = self.store.read.files
        for file in await rows.unsealed(self.clock.now() - SEAL_AFTER_MS, STALE_BATCH):
            with suppress(Moderated):
                await self.uploads.seal(file)

    async def work(self, kinds: Sequence[str] = ()) -> int:
        """One hand: job after job."""
        done = 0
        while (job := await self.claimed(kinds)) is not None:
            async with self.leased(job):
                try:
                    await self.one(job)
                except Retry:
                    await self.store.read.files.give_back(job.file, self.clock.now() + AGAIN_MS)
                    raise
            await self.publish()
            done += 1
        return done

    async def claimed(self, kinds: Sequence[str]) -> Job | None:
        """Whose turn it is."""
        now = self.clock.now()
        self.turns += not kinds
        late = now - LATE_MS if not kinds and self.turns % TURN_OF == 0 else 0
        return await self.store.read.files.claim(now, LEASE_MS, kinds, late=late)

    @asynccontextmanager
    async def leased(self, job: Job) -> AsyncIterator[None]:
        """Held while it is worked on; a crash lets it go by itself."""

        async def hold() -> None:
            while True:
                await asyncio.sleep(LEASE_MS / 3000)
                with suppress(Refusal):
                    await self.store.read.files.renew(job.file, self.clock.now() + LEASE_MS)

        holding = asyncio.ensure_future(hold())
        try:
            yield
        finally:
            holding.cancel()

    async def one(self, job: Job) -> None:
        """One file, to READY or FAILED. Retry leaves it in the queue."""
        upload = await self.store.read.files.get(job.file)
        if upload is None:
            return
        if upload.kind in PLAIN_KINDS:
            if job.tries > TRIES_MAX:
                log.warning("file %s is not looked at: whoever did so ended %d times", job.file, TRIES_MAX)
                self.missed += 1
                await self.store.read.files.unqueue(job.file)
                return
            with tempfile.TemporaryDirectory(prefix="tambour-media-") as folder:
                await self.look_at(upload, Path(folder))
            return
        if job.tries > TRIES_MAX:
            await self.fail(upload, "media.failed")
            return
        try:
            with tempfile.TemporaryDirectory(prefix="tambour-media-") as folder:
                await self.make(upload, Path(folder))
        except Unreadable as no:
            await self.fail(upload, no.why)
        except Moderated as no:
            await self.fail(upload, str(no.facts["reason"]))

    async def make(self, upload: Upload, folder: Path) -> None:
        """Decode, look, keep, publish. Raises Unreadable."""
        source = folder / "source"
        await self.blobs.fetch(key_of(upload.sha256), source)
        work = await self.studio.make(upload.kind, source, folder)
        if await self.store.read.files.withdrawn(upload.digests):
            raise Moderated("these bytes were removed here", reason=BYTES_WITHDRAWN)
        looked = await self.check(upload, work)
        forms = [await self.keep(made) for made in work.variants]
        if work.kind in KEEPS_ORIGINAL:
            forms.append(Form(name=ORIGINAL, sha256=upload.sha256, size=upload.size, mime=upload.mime))
        while not await self.published(upload, work, forms, looked):
            looked = await self.check(upload, work)

    async def published(self, upload: Upload, work: Work, forms: list[Form], looked: Looked) -> bool:
        """Done, unless the bank has changed since it was looked at. What an entry's own hunt does not see because it
        was not there yet, has been looked at with that entry."""
        async with self.store.writing() as tx:
            if not await self.noted(tx, upload, work, looked):
                return False
            await tx.files.settle(upload.id, descriptor(upload, work, forms), forms, tx.now)
        return True

    async def added(self, upload: Upload, work: Work, shown: File, forms: list[Form], looked: Looked) -> bool:
        """The same for a file that was made here: a face, the picture of a preview."""
        async with self.store.writing() as tx:
            if not await self.noted(tx, upload, work, looked):
                return False
            await tx.files.add(upload, tx.now)
            await tx.files.settle(upload.id, shown, forms, tx.now)
        return True

    async def look_at(self, upload: Upload, folder: Path) -> None:
        """A picture, a film or sound that was sent as a file: it is there already, and nobody waits. What it is like
        becomes known where it stands in public. Whatever cannot be read is none of them."""
        source = folder / "source"
        try:
            await self.blobs.fetch(key_of(upload.sha256), source)
            work = await self.studio.make(LOOK, source, folder)
        except (Unreadable, MissingBlob) as no:
            log.info("file %s is nothing to know again: %s", upload.id, no)
            await self.store.read.files.unqueue(upload.id)
            return
        while not await self.looked_at(upload, work):
            pass

    async def looked_at(self, upload: Upload, work: Work) -> bool:
        """Written down, unless the bank has changed meanwhile."""
        looked = await self.screening.look(specimen_of(upload, work))
        async with self.store.writing() as tx:
            if not await self.noted(tx, upload, work, looked):
                return False
            if looked.likes:
                await tx.known.look_again(upload.id, tx.now)
            await tx.files.unqueue(upload.id)
        return True

    async def noted(self, tx: Tx, upload: Upload, work: Work, looked: Looked) -> bool:
        """What it is known by and like, or that this could not be found out."""
        if work.blind or looked.failed:
            log.warning("a detector failed on file %s; it is shown, and will be looked at again", upload.id)
            self.missed += 1
            await tx.known.miss(upload.id, tx.now)
        if not work.marks:
            return True
        if looked.version and not await tx.known.still(looked.version):
            return False
        await tx.known.note(upload.id, work.marks, looked.likes)
        return True

    async def check(self, upload: Upload, work: Work) -> Looked:
        """Whoever screens sees it before anybody else may. Raises Moderated."""
        looked = await self.screening.look(specimen_of(upload, work))
        if looked.why:
            raise Moderated("refused before publication", reason=looked.why)
        return looked

    async def keep(self, made: Made) -> Form:
        """One variant into the blob store."""
        digest, size = await asyncio.to_thread(digest_of, made.path)
        await self.store.read.files.keep_blob(digest, size)
        await self.blobs.pour(key_of(digest), pieces(made.path))
        return Form(
            name=made.name, sha256=digest, size=size, mime=made.mime, width=made.width, height=made.height
        )

    async def fail(self, upload: Upload, why: str) -> None:
        """Nothing of it is ever shown."""
        log.info("file %s cannot be shown: %s", upload.id, why)
        async with self.store.writing() as tx:
            failed = msgspec.structs.replace(upload.shown, state=FAILED)
            await tx.files.settle(upload.id, failed, [], tx.now, why=why)

    async def publish(self) -> None:
        """Messages that still show a file as being processed get its descriptor as it is now."""
        while places := await self.store.read.files.stale(STALE_BATCH):
            for chat, seq in places:
                await self.tell(chat, seq)

    async def tell(self, chat: int, seq: int) -> None:
        """One message: an `e` event of the same version, without an edit mark."""
        async with self.store.writing() as tx:
            try:
                room = await tx.lock_chat(chat)
            except NotFound:
                await tx.files.refresh(chat, seq, [])
                return
            found = await tx.messages.some(chat, 0, [seq])
            carried = found[0].message.files if found else ()
            known = await tx.files.shown([file.id for file in carried])
            files = tuple(known.get(file.id, file) for file in carried)
            await tx.files.refresh(chat, seq, files)
            if not found or found[0].flags & GONE:
                return
            message = msgspec.structs.replace(without_viewer(found[0].message), files=files)
            open_past = not room.flags.get("hide_history") and not number_of(found[0].flags)
            await tx.append(
                chat,
                "e",
                {},
                seq=seq,
                message=message if open_past else None,
                author=found[0].author,
                untold=not open_past,
            )


def specimen_of(upload: Upload, work: Work) -> Specimen:
    """What is looked at."""
    return Specimen(
        file=upload.id,
        owner=upload.owner,
        kind=work.kind,
        sha256=upload.sha256,
        frames=work.frames,
        marks=work.marks,
    )


def descriptor(upload: Upload, work: Work, forms: list[Form]) -> File:
    """The File of the wire. A name is kept only where people chose it: files and music."""
    return msgspec.structs.replace(
        upload.shown,
        kind=work.kind,
        mime=forms[0].mime,
        name=upload.name if work.kind in KEEPS_ORIGINAL else "",
        width=work.width,
        height=work.height,
        duration=work.duration,
        thumb=work.thumb,
        wave=work.wave,
        state=READY,
        variants=tuple(Variant(f.name, f.width, f.height, f.size) for f in forms if f.name != FALLBACK),
    )


def digest_of(path: Path) -> tuple[bytes, int]:
    """SHA-256 and size of a local file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest(), path.stat().st_size


async def pieces(path: Path) -> AsyncIterator[bytes]:
    """A local file, read beside the loop."""
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, READ_BYTES):
            yield piece
