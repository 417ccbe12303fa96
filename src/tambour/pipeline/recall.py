"""Media known again: files against the bank before anybody sees them, and a new entry through what is stored."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Kept, Message
from tambour.moderation.bank import MEDIA
from tambour.moderation.detect import Loaded, to_known
from tambour.moderation.known import Like, Marks
from tambour.pipeline.gate import Gate
from tambour.ports.known import FileHunt, Known, KnownRows, Likeness, Worn
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Placed, ScreenRows, SignalRows
from tambour.ports.studio import Looked, Specimen

KNOWN = "media.known"
"""Why a file is not shown: it is like an entry that two people have put into the bank."""
TAKE_BATCH = 500
HUNT_FILES = 4_000
"""Files whose marks are compared in one step of a hunt."""

WORN_MAX = 1_000
"""Photos of chats that are looked at in one turn."""

log = logging.getLogger(__name__)


@dataclass
class Recogniser:
    """See Screening in ports/studio.py. Every process that decodes media holds the whole bank in memory, and asks for
    its version before each look, so an entry counts from the moment it is enabled."""

    gate: Gate
    rows: KnownRows
    known: Known
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    taken: set[int] = field(default_factory=set)
    failed: int = 0
    """Files that could not be compared."""

    async def look(self, specimen: Specimen) -> Looked:
        """Compare one file with the bank."""
        async with self.busy:
            await self.gate.load()
            entries, version = self.gate.bank.entries, self.gate.version
            living = {entry.id for entry in entries.values() if entry.kind in MEDIA}
            if not specimen.marks or not living:
                return Looked(version=version)
            likes = await self.compared(specimen.marks, living)
        if likes is None:
            return Looked(version=version, failed=True)
        refused = any(like.refuses and entries[like.entry].acts for like in likes)
        return Looked(why=KNOWN if refused else "", likes=tuple(likes), version=version)

    async def compared(self, marks: Marks, living: set[int]) -> list[Like] | None:
        """What it is like; None where the detector fails: the file is shown, and looked at again later."""
        try:
            await self.take(living)
            return await asyncio.to_thread(self.known.like, marks, living)
        except Exception:
            self.failed += 1
            log.warning("a file could not be compared with the bank", exc_info=True)
            return None

    async def take(self, living: set[int]) -> None:
        """Read what is new; forget everything where much has gone."""
        if len(self.taken) > 2 * len(living) + TAKE_BATCH:
            self.known.clear()
            self.taken.clear()
        fresh = sorted(living - self.taken)
        for at in range(0, len(fresh), TAKE_BATCH):
            some = fresh[at : at + TAKE_BATCH]
            marks = await self.rows.marks(some)
            await asyncio.to_thread(self.known.take, marks)
            self.taken.update(some)


@dataclass
class Recall:
    """One step at a time through the marks of all stored files."""

    rows: ScreenRows
    marks: KnownRows
    gate: Gate
    clock: Clock
    ids: Ids
    make: Callable[[], Known | None]
    behind: tuple[int, int] = (0, 0)
    """(chat, entry) of the last photo that had its turn; zeros: from the first on."""

    stuck: int = 0
    """The last entry whose step came to nothing: others go before it."""

    async def step(self) -> int | None:
        """The signals that came of it; None where no entry hunts."""
        async with self.rows.hunting_files(HUNT_FILES, self.stuck) as held:
            if held is None:
                return None
            self.stuck = held.hunt.entry
            bank = await self.gate.only(held.hunt.entry)
            likes, missed = await self.compared(bank, held.hunt)
            await held.miss(missed, self.clock.now())
            placed: list[Placed] = []
            for kept, like in await held.found(likes):
                finding = bank.weighed(to_known(like), kept.message.chat)
                placed += [(kept, finding)] if finding is not None else []
            noted = await held.signals.note(placed, [self.ids.new() for _ in placed], self.clock.now())
        self.stuck -= 1
        return noted

    async def worn(self, signals: SignalRows) -> int:
        """Photos of public chats that are like an entry, however that came to be: a photo, an entry or a name that is
        new. The signals that came of it; a photo is noted where messages have their number, as number 0."""
        found = await self.marks.worn(WORN_MAX, self.behind)
        self.behind = (found[-1].chat, found[-1].like.entry) if len(found) == WORN_MAX else (0, 0)
        if not found:
            return 0
        await self.gate.load()
        bank = self.gate.bank
        placed: list[Placed] = []
        for one in found:
            if one.like.entry not in bank.entries:
                continue
            finding = bank.weighed(to_known(one.like), one.chat)
            placed += [(photo_of(one), finding)] if finding is not None else []
        return await signals.note(placed, [self.ids.new() for _ in placed], self.clock.now())

    async def compared(self, bank: Loaded, hunt: FileHunt) -> tuple[list[Likeness], list[str]]:
        """The files that are like the entry, and those that could not be compared with it, which are owed another look.
        Raises what it fails with where that is the entry's doing."""
        found = await self.marks.marks([hunt.entry]) if hunt.entry in bank.entries else []
        if self.make() is None or not found:
            return [], []
        try:
            return await asyncio.to_thread(self.alike, found[0], hunt.files), []
        except Exception:
            log.warning("files are compared one by one with entry %d", hunt.entry, exc_info=True)
        await asyncio.to_thread(self.alike, found[0], [("", found[0][1])])
        likes: list[Likeness] = []
        missed: list[str] = []
        for file in hunt.files:
            try:
                likes += await asyncio.to_thread(self.alike, found[0], [file])
            except Exception:
                missed.append(file[0])
        return likes, missed

    def alike(self, entry: tuple[int, Marks], files: Sequence[tuple[str, Marks]]) -> list[Likeness]:
        """By a memory of its own."""
        known = self.make()
        return likenesses(known, entry, files) if known is not None else []


def photo_of(one: Worn) -> Kept:
    """A chat's photo, where signals have the message that they are about."""
    message = Message(chat=one.chat, seq=0, ev=0, sender=0, ts=0, version=one.version)
    return Kept(message=message, flags=0, author=0)


def likenesses(known: Known, entry: tuple[int, Marks], files: Sequence[tuple[str, Marks]]) -> list[Likeness]:
    """One entry against many files; `known` is empty at first."""
    known.take([entry])
    likely = known.sift(entry[1], [marks for _, marks in files])
    return [
        Likeness(file=files[number][0], like=like)
        for number in likely
        for like in known.like(files[number][1], {entry[0]})
    ]
