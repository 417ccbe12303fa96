"""A look into an uploaded export: which chats are in it, so that its person can choose."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from typing import Any

from tambour.domain.moving.arrival import line
from tambour.domain.moving.telegram import KIND_OF_CHAT
from tambour.ports.moving import ChatHead, Export, Item, RawMessage, ReadItems

TAKE = 2000
"""Items read from the stream at a time, in a thread."""
FOUND_MAX = 2000
"""Chats that can be chosen one by one."""
TITLE_MAX = 128

Progress = Callable[[int, int], Awaitable[None]]
"""(bytes read, bytes in all)."""


async def look_into(export: Export, read_items: ReadItems, progress: Progress) -> list[dict[str, Any]]:
    """`{x, ti?, k, n}` of each chat: its id there, title, kind, messages. Raises BadInput (moving.…)."""
    found: list[dict[str, Any]] = []
    with export.result() as file:
        stream = read_items(file)
        while items := await asyncio.to_thread(take, stream):
            for item in items:
                if isinstance(item, ChatHead):
                    kind = KIND_OF_CHAT.get(item.kind, "group")
                    found.append({"x": item.ext, "ti": line(item.name, TITLE_MAX), "k": kind, "n": 0})
                elif isinstance(item, RawMessage) and found:
                    found[-1]["n"] += 1
            await progress(min(file.read_bytes, export.size), export.size)
    return found[:FOUND_MAX]


def take(stream: Iterator[Item]) -> list[Item]:
    """The next items; [] at the end."""
    return list(islice(stream, TAKE))
