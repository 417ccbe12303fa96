"""Where exports lie while they come in or wait to be fetched: one folder each below `moving` in the data folder."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from tambour.adapters.moving.source import FolderExport, ZipExport, no_result, plain_path
from tambour.adapters.moving.writer import ZipWriter
from tambour.domain.errors import BadInput, Conflict, NotFound, Retry, TooLarge
from tambour.ports.moving import Export

ARCHIVE = "archive.zip"
"""The path under which a whole export is uploaded as one zip."""
READY = "export.zip"
CHUNK = 1 << 20
ROOM_LEFT = 1 << 30
"""Bytes that stay free on the disk whatever people bring."""


@dataclass(frozen=True, slots=True)
class Depot:
    """See ports/moving.py."""

    root: Path

    def place(self, move: int) -> Path:
        """The folder of one move."""
        return self.root / str(move)

    def target(self, move: int, path: str) -> Path:
        """A file within it. Raises BadInput(path)."""
        plain = plain_path(path)
        return self.place(move) / (ARCHIVE if plain == ARCHIVE else f"files/{plain}")

    async def make(self, move: int, size: int) -> None:
        """Raises TooLarge (moving.no_room) where so many bytes leave no room."""
        self.root.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.root).free - ROOM_LEFT < size:
            raise TooLarge("no room on the server", why="moving.no_room")
        (self.place(move) / "files").mkdir(parents=True, exist_ok=True)

    def size_of(self, move: int, path: str) -> int:
        """Bytes that have come of this file."""
        target = self.target(move, path)
        return target.stat().st_size if target.is_file() else 0

    async def append(self, move: int, path: str, offset: int, chunks: AsyncIterator[bytes], most: int) -> int:
        """The bytes that follow from `offset`; returns how many have come in all. Raises Conflict, TooLarge, Retry."""
        target = self.target(move, path)
        if not self.place(move).is_dir():
            raise NotFound("no such import", why="moving.unknown")
        if offset != self.size_of(move, path):
            raise Conflict("another offset", offset=self.size_of(move, path))
        at = offset
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("ab") as out:
                async for chunk in chunks:
                    at += len(chunk)
                    if at - offset > most:
                        out.truncate(offset)
                        raise TooLarge("more bytes than were announced", why="moving.too_large")
                    await asyncio.to_thread(out.write, chunk)
        except (FileExistsError, IsADirectoryError, NotADirectoryError) as odd:
            raise BadInput("path", "a file and a folder of one name", why="moving.path") from odd
        except OSError as full:
            raise Retry(5, "the disk is full or away") from full
        return at

    def open_export(self, move: int) -> Export:
        """What was uploaded. Raises BadInput (moving.…)."""
        place = self.place(move)
        if (place / ARCHIVE).is_file():
            return ZipExport(place / ARCHIVE)
        if not (place / "files").is_dir():
            raise no_result()
        return FolderExport(shallowest(place / "files"))

    async def writer(self, move: int) -> ZipWriter:
        """A zip to fill."""
        await self.make(move, 0)
        return ZipWriter(self.place(move) / READY)

    def ready(self, move: int) -> int | None:
        """The size of the finished zip, or None."""
        path = self.place(move) / READY
        return path.stat().st_size if path.is_file() else None

    async def read(self, move: int, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes [start, end) of the finished zip."""
        with (self.place(move) / READY).open("rb") as file:
            file.seek(start)
            while start < end:
                chunk = await asyncio.to_thread(file.read, min(CHUNK, end - start))
                if not chunk:
                    return
                start += len(chunk)
                yield chunk

    async def drop(self, move: int) -> None:
        """All of it."""
        await asyncio.to_thread(shutil.rmtree, self.place(move), True)

    async def listed(self) -> list[int]:
        """Folders with a number for a name."""
        if not self.root.is_dir():
            return []
        return [int(entry.name) for entry in os.scandir(self.root) if entry.name.isdigit()]


def shallowest(root: Path) -> Path:
    """The folder that holds result.json: the root, or the one folder within it."""
    if (root / "result.json").is_file():
        return root
    inner = [entry.path for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False)]
    return Path(inner[0]) if len(inner) == 1 else root
