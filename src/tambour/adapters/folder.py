"""Large bytes into a folder: flushed as they are written, by few threads that stand back behind the program's loop.

A file that is flushed only when it is whole holds up every other flush of the disk, the write-ahead log's too. So it
goes in steps, and while somebody's message is on its way to that log no step begins, for a moment at least. A step is
one call without the interpreter's lock: a thread of low priority that holds it and is put aside would hold up the loop.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tambour.domain.digests import Digesting, Digests

STEP_BYTES = 1024 * 1024
"""About so much of a part is written and flushed at once; what else wants the disk waits for no more."""
JOINED_BYTES = 2 * 1024 * 1024
"""The same of a file that is put together: a large one is flushed a thousand times as it is."""
PIECES_MAX = 512
"""So many buffers in one call; the system takes 1,024."""
ASIDE_S_MAX = 0.008
LOOK_S = 0.001
KEEPING, JOINING = 2, 1
"""Threads: parts that come in do not wait for files that are put together."""
NICE = 10
SETTLED_MAX = 10_000
flush_data = getattr(os, "fdatasync", os.fsync)


def nobody() -> bool:
    """Nothing else is in a hurry."""
    return False


@dataclass
class Folder:
    """Writes new files below `root`; a path is never written twice."""

    root: Path
    hurried: Callable[[], bool] = nobody
    """Is there something that must not wait? Asked by the threads."""
    settled: set[Path] = field(default_factory=set)
    """Folders that are known to be on the disk."""
    keeping: ThreadPoolExecutor = field(default_factory=lambda: threads(KEEPING))
    joining: ThreadPoolExecutor = field(default_factory=lambda: threads(JOINING))

    async def keep(self, path: Path, pieces: Iterable[bytes | memoryview]) -> None:
        """Durable when it returns."""
        await asyncio.get_running_loop().run_in_executor(self.keeping, self.write, path, pieces)

    async def join(self, parts: Sequence[Path], path: Path) -> Digests:
        """The parts one after another, durable; returns their digests."""
        return await asyncio.get_running_loop().run_in_executor(self.joining, self.copy, parts, path)

    def write(self, path: Path, pieces: Iterable[bytes | memoryview]) -> None:
        """See `keep`."""
        with fresh(path) as out:
            self.pour(out, groups(pieces), STEP_BYTES)
        self.settle(path.parent)

    def copy(self, parts: Sequence[Path], path: Path) -> Digests:
        """See `join`."""
        digest = Digesting()
        with fresh(path) as out:
            self.pour(out, blocks(parts, digest), JOINED_BYTES)
        self.settle(path.parent)
        return digest.digests()

    def pour(self, out: int, bunches: Iterable[list[memoryview]], step: int) -> None:
        """Write them; nothing but the last `step` bytes waits to be flushed."""
        waiting = 0
        for bunch in bunches:
            if waiting >= step:
                self.stand_aside()
                flush_data(out)
                waiting = 0
            waiting += write_all(out, bunch)
        self.stand_aside()

    def stand_aside(self) -> None:
        """Let pass what is in a hurry; ASIDE_S_MAX at most, for it may never end."""
        end = time.monotonic() + ASIDE_S_MAX
        while self.hurried() and time.monotonic() < end:
            time.sleep(LOOK_S)

    def enter(self, path: Path) -> None:
        """A file that somebody else has written is durable, and so is its place."""
        flush(path)
        self.settle(path.parent)

    def settle(self, folder: Path) -> None:
        """The entry in its folder; once also the folders above."""
        flush(folder)
        if folder in self.settled:
            return
        for place in folder.parents:
            if not place.is_relative_to(self.root):
                break
            flush(place)
        if len(self.settled) >= SETTLED_MAX:
            self.settled.clear()
        self.settled.add(folder)


def groups(pieces: Iterable[bytes | memoryview]) -> Iterator[list[memoryview]]:
    """The pieces in bunches of at least STEP_BYTES or of PIECES_MAX; the last one is smaller."""
    bunch, held = list[memoryview](), 0
    for piece in pieces:
        bunch.append(memoryview(piece))
        held += len(piece)
        if held >= STEP_BYTES or len(bunch) == PIECES_MAX:
            yield bunch
            bunch, held = [], 0
    if bunch:
        yield bunch


def blocks(parts: Sequence[Path], digest: Digesting) -> Iterator[list[memoryview]]:
    """The bytes of these files, taken into `digest`; each is good until the next one is asked for."""
    block = memoryview(bytearray(STEP_BYTES))
    for part in parts:
        with part.open("rb", buffering=0) as source:
            while size := source.readinto(block):
                digest.update(block[:size])
                yield [block[:size]]


def write_all(handle: int, bunch: list[memoryview]) -> int:
    """All of it, however much the system takes at once; returns how many bytes. Raises OSError."""
    whole, rest = 0, bunch
    while rest:
        taken = os.writev(handle, rest)
        whole += taken
        while rest and taken >= len(rest[0]):
            taken -= len(rest[0])
            rest = rest[1:]
        if taken:
            rest = [rest[0][taken:], *rest[1:]]
    return whole


@contextmanager
def fresh(path: Path) -> Iterator[int]:
    """The handle of a new file, flushed at the end; nothing stays of one that could not be written whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb", buffering=0) as out:
        try:
            yield out.fileno()
            os.fsync(out.fileno())
        except BaseException:
            path.unlink()
            raise


def flush(path: Path) -> None:
    """fsync of a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def threads(count: int) -> ThreadPoolExecutor:
    """So many that stand back."""
    return ThreadPoolExecutor(count, "blobs", initializer=stand_back)


def stand_back() -> None:
    """The calling thread gets the processor when others leave it; on Linux order and priority are a thread's own.

    As a batch it interrupts nobody when it wakes; and a program that was given a real-time order keeps it for its loop.
    """
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
