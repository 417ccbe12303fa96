"""DATA/removals.jsonl: one line of JSON for each effect of moderation, only ever added to, mode 0600."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tambour.ports.removals import Settled

FILE_NAME = "removals.jsonl"
TAIL_BYTES = 1 << 20
decode = msgspec.json.Decoder(Settled).decode


@dataclass(frozen=True, slots=True)
class FileJournal:
    """See Journal in ports/removals.py. Several processes may write: double lines do no harm."""

    path: Path

    def newest(self) -> list[tuple[int, int, str]]:
        """From the last MiB."""
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - TAIL_BYTES))
                tail = file.read().split(b"\n")
        except FileNotFoundError:
            return []
        whole = tail if size <= TAIL_BYTES else tail[1:]
        return [(line.at, line.action, line.state) for line in readable(whole)]

    def append(self, lines: Sequence[Settled]) -> None:
        """One write, then to the disk. A line that a crash cut short is closed first, so that it spoils no other."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            start = b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""
            os.write(handle, start + b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            os.fsync(handle)
        finally:
            os.close(handle)


def lines_since(path: Path, at: int) -> list[Settled]:
    """For a restore: the newest state of each effect that changed since, in order of time. Raises OSError."""
    last: dict[int, Settled] = {}
    with path.open("rb") as file:
        for line in readable(file):
            if line.at >= at:
                last.pop(line.action, None)
                last[line.action] = line
    return sorted(last.values(), key=lambda line: (line.at, line.action))


def readable(lines: Sequence[bytes] | Iterator[bytes]) -> Iterator[Settled]:
    """What can be read; a line that a crash cut short is no line."""
    for line in lines:
        try:
            yield decode(line)
        except msgspec.DecodeError:
            continue
