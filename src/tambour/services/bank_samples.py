"""Pictures, films and sound into the bank: somebody of the desk brings a file, its marks are kept, the file is not."""

import asyncio
import hashlib
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tambour.domain.errors import BadInput, Conflict, NotFound
from tambour.moderation.bank import BankEntry, checked
from tambour.ports.known import Sample
from tambour.ports.studio import Studio, Unreadable, Work
from tambour.services.bank import Bank

SAMPLE_BYTES_MAX = 64 * 1024 * 1024
PREVIEW_BYTES_MAX = 512 * 1024
KINDS = {"photo": "picture", "loop": "film", "video": "film", "audio": "sound"}
"""Of the bank, by the kind of the file."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Use cases of staff. Decoding is done where strangers' bytes are decoded too."""

    bank: Bank
    studio: Studio

    async def add(self, user: int, entry: BankEntry, data: bytes) -> BankEntry:
        """An entry of this file; its kind and value come from the file.

        Raises BadInput(file) for what cannot be read (`why` as for uploads), or has too little in it to be known again
        (bank.plain: flat art, silence, a single tone), Conflict(bank.known), Forbidden.
        """
        if not 0 < len(data) <= SAMPLE_BYTES_MAX:
            raise BadInput("file", limit=SAMPLE_BYTES_MAX)
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
        checked(replace(entry, kind="sha256", value="0" * 64), self.bank.own, self.bank.make_patterns)
        with tempfile.TemporaryDirectory(prefix="tambour-sample-") as name:
            work, preview = await self.read(data, Path(name))
        if not work.marks:
            raise BadInput("file", why="bank.plain")
        value = hashlib.sha256(data).hexdigest()
        made = replace(entry, kind=KINDS[work.kind], value=value)
        made = self.bank.fresh(user, checked(made, self.bank.own, self.bank.make_patterns))
        made = replace(made, own=made.opinion)
        sample = Sample(preview=preview, mime="image/webp" if preview else "", duration=work.duration)
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
            if not await self.bank.put(tx, made):
                raise Conflict("it is in the bank already", why="bank.known")
            await tx.known.keep(made.id, work.marks, sample)
            await self.bank.note(tx, user, "bank.add", made)
        return made

    async def read(self, data: bytes, folder: Path) -> tuple[Work, bytes]:
        """Marks and a small picture of it. Raises BadInput."""
        source = folder / "source"
        await asyncio.to_thread(source.write_bytes, data)
        try:
            work = await self.studio.make("sample", source, folder)
        except Unreadable as no:
            raise BadInput("file", why=no.why) from no
        if work.kind not in KINDS:
            raise BadInput("file")
        shown = next((one for one in work.variants if one.mime == "image/webp"), None)
        preview = await asyncio.to_thread(shown.path.read_bytes) if shown is not None else b""
        return work, preview if len(preview) <= PREVIEW_BYTES_MAX else b""

    async def shown(self, user: int, entry: int) -> Sample:
        """What the desk may look at. Raises Forbidden, NotFound."""
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
            sample = await tx.known.sample(entry)
        if sample is None or not sample.preview:
            raise NotFound("no such sample")
        return sample
