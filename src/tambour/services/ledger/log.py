"""The log that others watch: checkpoints at least every minute or thousand entries, kept outside the database, sent
to witnesses.

What was signed once is never contradicted: before it signs, the log proves to itself that it continues the newest
checkpoint it finds outside the database. A database that was rolled back is filled up again from the copy of
the leaves.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tambour.domain.errors import BadInput, NotFound, Refusal
from tambour.moderation.ledger.notes import (
    ED25519,
    BadNote,
    Checkpoint,
    Key,
    Note,
    Signature,
    holds,
    read_checkpoint,
    read_note,
    read_signatures,
)
from tambour.ports.ledger import Folder, LedgerRows, Signer, Unwitnessed, Witness
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.ledger.keys import verify
from tambour.services.ledger.tree import append, consistency, inclusion, integrate, root_at

EVERY_MS = 60_000
ENTRIES_MAX = 1_000
TURN_S = 1.0
BATCH = 1_000
ASK_AGAIN_MS = 30_000

log = logging.getLogger(__name__)
Send = Callable[[str], Awaitable[bool]]
"""A note to a place outside; False when it did not arrive."""


@dataclass
class Log:
    """One log. `name`: what it is called if it has no name yet."""

    store: Store
    clock: Clock
    signer: Signer
    name: str
    folder: Folder
    witnesses: Sequence[Witness] = ()
    copy: Send | None = None
    origin: str = ""
    size: int = 0
    trouble: str = ""
    """Why nothing is signed: the log does not continue what was signed before. Empty: all is well."""
    kept: int = -1
    copied: int = -1
    known: dict[str, int] = field(default_factory=dict)
    """Size that each witness has cosigned."""
    asked: dict[str, int] = field(default_factory=dict)
    opened: bool = False
    told: str = ""

    @property
    def key(self) -> Key:
        """Whose signatures stand under checkpoints."""
        return Key(self.origin, ED25519, self.signer.public())

    async def open(self) -> None:
        """Learn the log's name; fill up the database from the folder when it lost what the folder has."""
        self.origin = await self.store.read.ledger.origin(self.name)
        async with self.store.writing() as tx:
            await tx.ledger.lock()
            await self.recover(tx.ledger)
        self.opened = True

    async def recover(self, rows: LedgerRows) -> None:
        """Leaves that the folder has and the database has not. Two histories are trouble."""
        count, last = await asyncio.to_thread(self.folder.held)
        size = await rows.size()
        common = min(count, size)
        if common:
            ours = (await rows.leaves(common - 1, 1))[0]
            theirs = last if common == count else self.folder.read(common - 1, 1)[0]
            if ours != theirs:
                self.trouble = "the database and the folder of the ledger tell two histories"
                return
        while size < count:
            leaves = await asyncio.to_thread(self.folder.read, size, BATCH)
            await append(rows, await rows.bring_back(leaves), leaves)
            size += len(leaves)
            log.warning("entries of the ledger came back from its folder: %d", len(leaves))

    async def turn(self) -> None:
        """One round: places, the copy of the leaves, a checkpoint where one is due, witnesses."""
        if not self.opened:
            await self.open()
        self.size = await integrate(self.store)
        if self.trouble:
            return
        await self.follow()
        newest = await self.store.read.ledger.newest_checkpoint()
        if self.due(newest[0].size if newest else 0, newest[2] if newest else 0):
            await self.sign()
        await self.spread()

    def due(self, size: int, at: int) -> bool:
        """Does the newest checkpoint, of this size and time, need a successor?"""
        grown = self.size - size
        return grown >= ENTRIES_MAX or (grown > 0 and self.clock.now() - at >= EVERY_MS)

    async def follow(self) -> None:
        """The folder gets the leaves it has not."""
        count, _ = await asyncio.to_thread(self.folder.held)
        while count < self.size:
            leaves = await self.store.read.ledger.leaves(count, BATCH)
            await asyncio.to_thread(self.folder.add, leaves)
            count += len(leaves)

    async def sign(self) -> None:
        """A checkpoint of the tree as it stands, unless it contradicts an older one."""
        async with self.store.writing() as tx:
            await tx.ledger.lock()
            size, newest = await tx.ledger.size(), await tx.ledger.newest_checkpoint()
            outside = await asyncio.to_thread(self.folder.newest)
            before = [newest[0]] if newest else []
            before += [read_checkpoint(read_note(outside.encode()))] if outside else []
            for old in before:
                if old.origin == self.origin and not await continues(tx.ledger, old, size):
                    self.trouble = f"the tree does not continue the checkpoint of {old.size} entries"
                    return
            if newest and newest[0].size == size:
                return
            checkpoint = Checkpoint(self.origin, size, await root_at(tx.ledger, size))
            await tx.ledger.add_checkpoint(checkpoint, self.signed(checkpoint).whole, tx.now)

    def signed(self, checkpoint: Checkpoint) -> Note:
        """With the log's own signature."""
        value = self.signer.sign(checkpoint.text.encode())
        return Note(checkpoint.text, (Signature(self.origin, self.key.id, value),))

    async def spread(self) -> None:
        """The newest checkpoint to the folder, to the address of copies, to the witnesses that have not signed it."""
        newest = await self.store.read.ledger.newest_checkpoint()
        if newest is None:
            return
        checkpoint, note, _ = newest
        if checkpoint.size != self.kept:
            await asyncio.to_thread(self.folder.keep, note)
            self.kept = checkpoint.size
        cosigned = await self.cosign(checkpoint, note)
        if cosigned != note:
            await self.store.read.ledger.cosign(checkpoint.size, cosigned)
            await asyncio.to_thread(self.folder.keep, cosigned)
        if self.copy is not None and checkpoint.size != self.copied and await self.copy(cosigned):
            self.copied = checkpoint.size

    async def cosign(self, checkpoint: Checkpoint, text: str) -> str:
        """The note with the signatures of those witnesses that answered. One that is away is asked again later."""
        note = read_note(text.encode())
        for witness in self.witnesses:
            name, now = witness.key.name, self.clock.now()
            if holds(note, witness.key, verify) or now < self.asked.get(name, 0) + ASK_AGAIN_MS:
                continue
            try:
                lines = await self.ask(witness, checkpoint, text)
                more = note.with_these(s for s in read_signatures(lines) if s.id == witness.key.id)
                if holds(more, witness.key, verify):
                    note = more
                    self.known[name] = checkpoint.size
            except (Unwitnessed, BadNote) as why:
                self.asked[name] = now
                log.warning("no cosignature of %s: %s", name, why)
        return note.whole

    async def ask(self, witness: Witness, checkpoint: Checkpoint, note: str) -> str:
        """Its signature lines. It says which tree it knows when it is not the one we thought. Raises Unwitnessed."""
        rows, name = self.store.read.ledger, witness.key.name
        for _ in range(2):
            old = self.known.get(name, 0)
            if old > checkpoint.size:
                self.known.pop(name)
                raise Unwitnessed(
                    f"it has seen a larger log, of {old} entries: was the database rolled back?"
                )
            proof = await consistency(rows, old, checkpoint.size) if old < checkpoint.size else []
            size, lines = await witness.ask(old, proof, note)
            if lines:
                return lines
            self.known[name] = size
        raise Unwitnessed("it knows another size each time")

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            told = ""
            try:
                await self.turn()
                told = self.trouble and f"the ledger signs nothing: {self.trouble}"
            except Refusal as no:
                told = f"the ledger waits: {no.msg}"
            except OSError as error:
                told = f"the ledger waits for its folder: {error}"
            except Exception:
                log.exception("the ledger failed and will try again")
            if told != self.told:
                self.told = told
                log.warning(told or "the ledger goes on")
            await asyncio.sleep(TURN_S)

    # ── for those who watch ──────────────────────────────────────────────────────────────────
    async def newest(self) -> tuple[Checkpoint, str]:
        """The newest checkpoint and its note. Raises NotFound."""
        found = await self.store.read.ledger.newest_checkpoint()
        if found is None:
            raise NotFound("nothing is signed yet", why="ledger.empty")
        self.origin = self.origin or found[0].origin
        return found[0], found[1]

    async def proof_of_growth(self, old: int) -> tuple[list[bytes], str]:
        """That the newest checkpoint continues the tree of `old` entries: (proof, note). Raises BadInput, NotFound."""
        checkpoint, note = await self.newest()
        if not 0 <= old <= checkpoint.size:
            raise BadInput("old", limit=checkpoint.size)
        return await consistency(self.store.read.ledger, old, checkpoint.size), note

    async def proof_of_entry(self, leaf_hash: bytes, index: int) -> tuple[int, list[bytes], str]:
        """That an entry, by its hash or (empty hash) its place, is in the newest checkpoint: (place, proof, note).

        Raises NotFound.
        """
        checkpoint, note = await self.newest()
        place = await self.store.read.ledger.place_of(leaf_hash) if leaf_hash else index
        if not 0 <= place < checkpoint.size:
            raise NotFound("no such entry in the newest checkpoint", why="ledger.no_entry")
        return place, await inclusion(self.store.read.ledger, place, checkpoint.size), note


async def continues(rows: LedgerRows, old: Checkpoint, size: int) -> bool:
    """Is the tree at `old` still the one that was signed?"""
    return old.size <= size and await root_at(rows, old.size) == old.root
