"""An export being written: Telegram's `result.json`, our `tambour.jsonl`, and the files, in one zip."""

import asyncio
import tempfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any

import msgspec

ABOUT = (
    "An export of Tambour. result.json has the shape of Telegram's exports (core.telegram.org/import-export);"
    " tambour.jsonl says the same and more in Tambour's own words, one JSON value a line."
)
COMPRESSED = 6


class ZipWriter:
    """Written in order: `open`, for each chat `begin_chat`, `put`s, `end_chat`; then `close`. Files at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_suffix(".part")
        self.zip = zipfile.ZipFile(self.part, "w", zipfile.ZIP_DEFLATED, True, COMPRESSED)
        self.result: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115
        self.lines: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115
        self.single = False
        self.chats = 0
        self.messages = 0

    async def open(self, head: dict[str, Any], *, single: bool) -> None:
        """What stands before the chats; `single`: the one chat is the whole."""
        self.single = single
        body = msgspec.json.encode(({"about": ABOUT} if not single else {}) | head)
        self.result.write(body[:-1] + b",\n" if single else body[:-1] + b',\n"chats":{"about":"","list":[')

    async def begin_chat(self, head: dict[str, Any]) -> None:
        """Name, type and id."""
        body = msgspec.json.encode(head)
        if self.single:
            body = body[1:]
        elif self.chats:
            body = b",\n" + body
        self.result.write(body[:-1] + b',\n"messages":[')
        self.chats += 1
        self.messages = 0

    async def put(self, messages: list[dict[str, Any]], lines: list[Any]) -> None:
        """Some messages of this chat, and lines of our own."""
        await asyncio.to_thread(self.write, messages, lines)

    def write(self, messages: list[dict[str, Any]], lines: list[Any]) -> None:
        """Beside the loop: a page of messages is long."""
        for message in messages:
            self.result.write((b",\n" if self.messages else b"\n") + msgspec.json.encode(message))
            self.messages += 1
        for line in lines:
            self.lines.write(msgspec.json.encode(line) + b"\n")

    async def end_chat(self) -> None:
        """All its messages are there."""
        self.result.write(b"]}")

    async def add_file(self, path: str, chunks: AsyncIterator[bytes]) -> None:
        """A file under its path; media does not get smaller by being packed."""
        info = zipfile.ZipInfo(path)
        info.external_attr = 0o600 << 16
        with self.zip.open(info, "w", force_zip64=True) as out:
            async for chunk in chunks:
                await asyncio.to_thread(out.write, chunk)

    async def close(self) -> int:
        """Put all together; returns the size of the zip."""
        if not self.single:
            self.result.write(b"]}}")
        return await asyncio.to_thread(self.finish)

    def finish(self) -> int:
        """The two texts last: they were growing beside the zip."""
        for name, text in (("result.json", self.result), ("tambour.jsonl", self.lines)):
            text.seek(0)
            with self.zip.open(name, "w", force_zip64=True) as out:
                while block := text.read(1 << 20):
                    out.write(block)
            text.close()
        self.zip.close()
        self.part.replace(self.path)
        return self.path.stat().st_size

    def give_up(self) -> None:
        """Leave nothing behind."""
        for text in (self.result, self.lines):
            text.close()
        self.zip.close()
        self.part.unlink(missing_ok=True)
