"""What the shell needs of the store about packs of stickers."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.stickers import Pack


class StickerRows(Protocol):
    """Rows of packs. Each is one statement unless it says more."""

    async def add_pack(self, pack: Pack, owner: int, now: int) -> None: ...

    async def packs(self, ids: Sequence[str]) -> list[Pack]:
        """In the order asked, their stickers in the order in which they stand. Two statements."""
        ...

    async def owner(self, pack: str) -> int:
        """0: there is no such pack. Locks its row."""
        ...

    async def title(self, pack: str) -> str:
        """'' where there is no such pack."""
        ...

    async def blocked(self, pack: str) -> bool:
        """Did the desk take it away?"""
        ...

    async def of(self, user: int) -> tuple[list[str], list[str]]:
        """(own packs, oldest first; installed ones as they stand, the newest first). Two statements."""
        ...

    async def put(self, pack: str, file: str, emoji: str, now: int) -> None: ...

    async def take_out(self, pack: str, file: str) -> bool: ...

    async def install(self, user: int, pack: str, now: int, *, on: bool) -> None: ...

    async def in_pack(self, file: str) -> bool: ...

    async def holding(self, file: str) -> list[str]:
        """The packs that this sticker is in."""
        ...

    async def rename(self, pack: str, title: str) -> None: ...

    async def arrange(self, pack: str, files: Sequence[str]) -> None:
        """Stickers stand in this order from now on, those not named after them."""
        ...

    async def arrange_installed(self, user: int, packs: Sequence[str]) -> None:
        """The same for the packs that somebody installed."""
        ...

    async def delete(self, pack: str) -> None:
        """For everybody; what was sent stays sent."""
        ...
