"""An export as it came: a folder, a zip, or a bare `result.json`. Whoever wrote it is not trusted.

Names that lead out of it, links, bombs and endless values are refused with a reason (`moving.…`); nothing is ever
unpacked, every file is read where it lies, up to a limit.
"""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from tambour.adapters.moving.watched import Watched
from tambour.domain.errors import BadInput
from tambour.domain.files import FILE_BYTES_MAX
from tambour.ports.moving import Export

RESULT = "result.json"
ENTRIES_MAX = 500_000
RATIO_MAX = 250
"""What a zip may unpack to, in multiples of its own size. JSON shrinks twentyfold, media not at all."""
PATH_MAX = 1024


def plain_path(path: str) -> str:
    """A relative path below the export with plain parts. Raises BadInput(path) for anything else."""
    parts = PurePosixPath(path).parts
    odd = any(part in ("", ".", "..") or "\\" in part or ":" in part or len(part) > 255 for part in parts)
    if not parts or odd or path.startswith("/") or len(path) > PATH_MAX or not path.isprintable():
        raise BadInput("path", "a file lies outside of the export", why="moving.path")
    return "/".join(parts)


@dataclass
class FolderExport:
    """A folder on disk. Links are not followed."""

    root: Path
    size: int = 0

    def __post_init__(self) -> None:
        found = self.find(RESULT)
        if found is None:
            raise no_result()
        self.size = found

    def find(self, path: str) -> int | None:
        """Its size in bytes, or None where there is no such file."""
        try:
            full = self.root / plain_path(path)
            known = full.lstat()
            inside = full.resolve(strict=True).is_relative_to(self.root.resolve())
        except (OSError, BadInput, ValueError):
            return None
        return known.st_size if stat.S_ISREG(known.st_mode) and inside else None

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Its bytes. Raises BadInput where it is not to be had."""
        if (size := self.find(path)) is None or size > FILE_BYTES_MAX:
            raise BadInput("path", "no such file in the export", why="moving.no_file")
        handle = os.open(self.root / plain_path(path), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            yield file

    @contextmanager
    def result(self) -> Iterator[Watched]:
        """`result.json`, mended and watched."""
        with (self.root / RESULT).open("rb") as file:
            yield Watched(file)

    def close(self) -> None:
        """There is nothing to close."""


@dataclass
class ZipExport:
    """A zip of the folder, perhaps with one folder around everything."""

    path: Path
    size: int = 0
    prefix: str = ""
    sizes: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self.zip = zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError) as wrong:
            raise BadInput("file", "this is no zip file", why="moving.no_zip") from wrong
        try:
            self.look(self.zip.infolist())
        except BadInput:
            self.zip.close()
            raise

    def look(self, entries: list[zipfile.ZipInfo]) -> None:
        """Judge the whole zip by its directory before anything of it is read."""
        if len(entries) > ENTRIES_MAX:
            raise BadInput("file", "too many files", why="moving.too_many", limit=ENTRIES_MAX)
        total = 0
        for entry in entries:
            if entry.is_dir():
                continue
            if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
                raise BadInput("file", "links and locked files are not taken", why="moving.odd_entry")
            self.sizes[plain_path(entry.filename)] = entry
            total += entry.file_size
        if total > max(RATIO_MAX * self.path.stat().st_size, 1 << 20):
            raise BadInput("file", "it unpacks to more than it can hold", why="moving.bomb")
        results = sorted((n for n in self.sizes if n.split("/")[-1] == RESULT), key=lambda n: n.count("/"))
        if not results:
            raise no_result()
        self.prefix = results[0].removesuffix(RESULT)
        self.size = self.sizes[results[0]].file_size

    def find(self, path: str) -> int | None:
        """Its size in bytes unpacked, or None."""
        try:
            entry = self.sizes.get(self.prefix + plain_path(path))
        except BadInput:
            return None
        return entry.file_size if entry else None

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Its bytes; never more than the directory said."""
        if (size := self.find(path)) is None or size > FILE_BYTES_MAX:
            raise BadInput("path", "no such file in the export", why="moving.no_file")
        with self.opened(path) as file:
            yield file

    @contextmanager
    def opened(self, path: str) -> Iterator[IO[bytes]]:
        """A damaged entry is a refusal."""
        try:
            with self.zip.open(self.sizes[self.prefix + plain_path(path)]) as file:
                yield file
        except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ZLIB_ERROR) as wrong:
            raise BadInput("file", "the zip is damaged", why="moving.damaged") from wrong

    @contextmanager
    def result(self) -> Iterator[Watched]:
        """`result.json`, mended and watched."""
        with self.opened(RESULT) as file:
            yield Watched(file)

    def close(self) -> None:
        """Let the file go."""
        self.zip.close()


ZLIB_ERROR: type[Exception] = zipfile.zlib.error  # type: ignore[attr-defined]


def no_result() -> BadInput:
    """What is said where the one file is missing that makes an export."""
    return BadInput(
        "file", "there is no result.json: choose the machine-readable JSON format", why="moving.no_result"
    )


def open_export(path: Path) -> Export:
    """A folder, a zip, or the `result.json` itself. Raises BadInput (moving.no_result, moving.no_zip, …)."""
    if path.is_dir():
        return FolderExport(path)
    if path.name == RESULT and path.is_file():
        return FolderExport(path.parent)
    if not path.is_file():
        raise BadInput("file", f"there is nothing at {path.name}", why="moving.no_file")
    return ZipExport(path)
