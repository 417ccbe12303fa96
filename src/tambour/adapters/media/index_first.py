"""Moves the index of an MP4 in front of its samples, so that playing begins before all of it is there.

FFmpeg does this by opening its own output again, which a confined process cannot; so it is done here, for the plain
files that its muxer writes: `ftyp`, `free`, `mdat`, `moov`, offsets of chunks in `stco` or `co64`.
"""

import struct
from collections.abc import Iterator
from typing import IO

HEADER = struct.Struct(">I4s")
CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
OFFSETS = {b"stco": 4, b"co64": 8}
COPY_BYTES = 1024 * 1024


def index_first(source: IO[bytes], target: IO[bytes]) -> None:
    """Copy. Raises ValueError where `source` is no such file."""
    boxes = list(boxes_of(source))
    moov = next((box for box in boxes if box[0] == b"moov"), None)
    if moov is None:
        raise ValueError("no index")
    _, first, size = moov
    source.seek(first)
    index = bytearray(source.read(size))
    kept = [box for box in boxes if box[0] != b"moov"]
    at = sum(box[2] for box in kept if box[0] == b"ftyp") + size
    moves = []
    for name, begin, length in kept:
        if name == b"mdat":
            moves.append((begin, begin + length, at - begin))
            at += length
    shift(index, 8, len(index), moves)
    for name, begin, length in sorted(kept, key=lambda box: box[0] != b"ftyp"):
        if name == b"ftyp":
            copy(source, target, begin, length)
            target.write(index)
        elif name == b"mdat":
            copy(source, target, begin, length)


def boxes_of(source: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """(name, first byte, size with header) of the boxes at the top."""
    end, at = source.seek(0, 2), 0
    while at + 8 <= end:
        source.seek(at)
        size, name = HEADER.unpack(source.read(8))
        if size == 1:
            size = int.from_bytes(source.read(8), "big")
        size = size or end - at
        if size < 8 or at + size > end:
            raise ValueError("a box without end")
        yield name, at, size
        at += size


def shift(index: bytearray, at: int, end: int, moves: list[tuple[int, int, int]]) -> None:
    """Add to every offset of a chunk what its `mdat` moves by."""
    while at + 8 <= end:
        size, name = HEADER.unpack_from(index, at)
        if size < 8:
            raise ValueError("a box without end")
        if name in CONTAINERS:
            shift(index, at + 8, at + size, moves)
        elif name in OFFSETS:
            width = OFFSETS[name]
            (count,) = struct.unpack_from(">I", index, at + 12)
            for place in range(at + 16, at + 16 + count * width, width):
                old = int.from_bytes(index[place : place + width], "big")
                new = old + next((by for begin, stop, by in moves if begin <= old < stop), 0)
                index[place : place + width] = new.to_bytes(width, "big")
        at += size


def copy(source: IO[bytes], target: IO[bytes], at: int, size: int) -> None:
    """So many bytes."""
    source.seek(at)
    while size:
        piece = source.read(min(size, COPY_BYTES))
        if not piece:
            raise ValueError("it ends too soon")
        target.write(piece)
        size -= len(piece)
