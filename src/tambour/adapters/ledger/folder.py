"""DATA/ledger: `entries.jsonl`, one leaf a line; `checkpoints.jsonl`, every signed note; `checkpoint`, the newest.

The first two are only ever added to. Copy the folder off the machine; nothing in it is personal.
"""

import fcntl
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

NAME = "ledger"
ENTRIES = "entries.jsonl"
CHECKPOINTS = "checkpoints.jsonl"
NEWEST = "checkpoint"
LOCK = "lock"


@dataclass
class LedgerFolder:
    """See Folder in ports/ledger.py. The count is taken once; several processes have several folders."""

    path: Path
    count: int = -1
    last: bytes = field(default=b"")
    lock: int = -1

    def close(self) -> None:
        """Another process may have it."""
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1

    def held(self) -> tuple[int, bytes]:
        """The first time the file is read through; a line that a crash cut short goes. One process a folder."""
        if self.count < 0:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.lock < 0:
                self.lock = claim(self.path / LOCK)
            self.count, self.last, whole = 0, b"", 0
            entries = self.path / ENTRIES
            if entries.exists():
                with entries.open("rb") as file:
                    for line in file:
                        if line.endswith(b"\n"):
                            self.count, self.last = self.count + 1, line[:-1]
                            whole += len(line)
                if entries.stat().st_size != whole:
                    os.truncate(entries, whole)
        return self.count, self.last

    def read(self, first: int, limit: int) -> list[bytes]:
        """From the beginning of the file: for recovery only."""
        with (self.path / ENTRIES).open("rb") as file:
            return [line[:-1] for line in islice(file, first, first + limit)]

    def add(self, leaves: Sequence[bytes]) -> None:
        """One write, then to the disk."""
        if leaves:
            self.held()
            try:
                append(self.path / ENTRIES, b"".join(leaf + b"\n" for leaf in leaves))
            except OSError:
                self.count = -1
                raise
            self.count, self.last = self.count + len(leaves), leaves[-1]

    def keep(self, note: str) -> None:
        """Into the list, and in the place of the newest, in one step."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        append(self.path / CHECKPOINTS, msgspec.json.encode({"note": note}) + b"\n")
        replace(self.path / NEWEST, note.encode())

    def newest(self) -> str:
        """From its own file."""
        try:
            return (self.path / NEWEST).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""


def claim(path: Path) -> int:
    """The folder's lock, until it is closed. Raises OSError when another process has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def bring(source: Path | None, target: Path) -> None:
    """Another folder's files into this one, before anything is served. Raises OSError."""
    if source is not None and source.resolve() != target.resolve():
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (ENTRIES, CHECKPOINTS, NEWEST):
            replace(target / name, (source / name).read_bytes())


def append(path: Path, data: bytes) -> None:
    """To the end of a file, durable."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """The whole file in one step, durable."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
