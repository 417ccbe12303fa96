"""Large bytes into a folder: flushed as they are written, by few threads that stand back behind the program's loop.

A file that is flushed only when it is whole holds up every other flush of the disk, the write-ahead log's too.
"""

import asyncio
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tambour.domain.digests import Digesting, Digests

BLOCK_BYTES = 1024 * 1024
FLUSH_BYTES = 8 * 1024 * 1024
"""No more than so much of a file waits to be flushed."""
KEEPING, JOINING = 2, 1
"""Threads: parts that come in do not wait for files that are put together."""
NICE = 10
SETTLED_MAX = 10_000
flush_data = getattr(os, "fdatasync", os.fsync)


@dataclass
class Folder:
    """Writes new files below `root`; a path is never written twice."""

    root: Path
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
            for piece in pieces:
                out.write(piece)
        self.settle(path.parent)

    def copy(self, parts: Sequence[Path], path: Path) -> Digests:
        """See `join`."""
        digest, block, waiting = Digesting(), memoryview(bytearray(BLOCK_BYTES)), 0
        with fresh(path) as out:
            for part in parts:
                with part.open("rb", buffering=0) as source:
                    while size := source.readinto(block):
                        digest.update(block[:size])
                        out.write(block[:size])
                        waiting += size
                        if waiting >= FLUSH_BYTES:
                            out.flush()
                            flush_data(out.fileno())
                            waiting = 0
        self.settle(path.parent)
        return digest.digests()

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


@contextmanager
def fresh(path: Path) -> Iterator[BinaryIO]:
    """A new file, flushed at the end; nothing stays of one that could not be written whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        try:
            yield out
            out.flush()
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
