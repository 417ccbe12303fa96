"""What the shell needs of the store about packs of stickers."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.stickers import Pack


class StickerRows(Protocol):
    """Rows of packs. Each is one statement unless it says more."""

    async def add_pack(self, pack: Pack, owner: int, now: int) -> None: ...

    async def packs(self, ids: Sequence[str]) -> list[Pack]:
        """In the order asked, their stickers in the order in which they came. Two statements."""
        ...

    async def owner(self, pack: str) -> int:
        """0: there is no such pack. Locks its row."""
        ...

    async def of(self, user: int) -> tuple[list[str], list[str]]:
        """(own packs, installed ones), oldest first. Two statements."""
        ...

    async def put(self, pack: str, file: str, emoji: str, now: int) -> None: ...

    async def take_out(self, pack: str, file: str) -> bool: ...

    async def install(self, user: int, pack: str, now: int, *, on: bool) -> None: ...

    async def in_pack(self, file: str) -> bool: ...
