"""A JSON text on its way to the parser, mended and watched."""

import re
from typing import IO

from tambour.domain.errors import BadInput

JSON_BYTES_MAX = 16 * 1024**3
STRING_BYTES_MAX = 1 << 20
"""No text, and no stretch without one, is longer."""
BLOCK = 1 << 16
ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)


class Watched:
    """A JSON text on its way to the parser: Telegram's `\\xNN` (which is no JSON) is mended, and a value that never
    ends is refused before it fills the memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.read_bytes = 0
        self.tail = b""
        self.run = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next piece, however much was asked for; b'' at the end (and where nothing is asked: parsers try that)."""
        while size:
            fresh = self.file.read(BLOCK)
            self.read_bytes += len(fresh)
            if self.read_bytes > JSON_BYTES_MAX:
                raise BadInput(
                    "file", "result.json is too large", why="moving.too_large", limit=JSON_BYTES_MAX
                )
            block = self.tail + fresh
            end = unfinished(block) if fresh else len(block)
            block, self.tail = block[:end], block[end:]
            if b"\\" in block:
                block = ESCAPE.sub(mended, block)
            self.watch(block)
            if block or not fresh:
                return block
        return b""

    def watch(self, block: bytes) -> None:
        """Count how long no text has ended or begun."""
        runs = (ESCAPE.sub(b"..", block) if b"\\" in block else block).split(b'"')
        first = self.run + len(runs[0])
        self.run = len(runs[-1]) if len(runs) > 1 else first
        if max(first, *map(len, runs)) > STRING_BYTES_MAX:
            raise BadInput("file", "a text that never ends", why="moving.endless", limit=STRING_BYTES_MAX)


def unfinished(block: bytes) -> int:
    """Where an escape begins that the block does not end; its length where there is none."""
    at = block.rfind(b"\\", max(0, len(block) - 4))
    if at < 0:
        return len(block)
    before = at - len(block[:at].rstrip(b"\\"))
    rest = block[at + 1 :]
    open_end = not rest or (rest[:1] == b"x" and len(rest) < 3)
    return at if open_end and before % 2 == 0 else len(block)


def mended(found: "re.Match[bytes]") -> bytes:
    """A control character has no place in a text: a blank. Everything else as it is."""
    return b" " if found.group(1) is not None else found.group()
