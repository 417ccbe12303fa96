"""What the store forgets, and when."""

from typing import Protocol


class Retention(Protocol):
    """Housekeeping: each call does a bounded piece and says how much it did."""

    async def make_days(self, first: int, last: int) -> None:
        """Room for the send keys of these days (whole days since 1970)."""
        ...

    async def drop_days(self, before: int) -> int:
        """Send keys of days before: gone at once, day by day."""
        ...

    async def prune_chats(self, before: int, keep: int, limit: int) -> int:
        """In up to `limit` chats forget events older than `before` (ms) or further back than `keep`."""
        ...

    async def prune_accounts(self, before: int, limit: int) -> int:
        """Forget up to `limit` entries of account logs older than `before` (ms)."""
        ...

    async def forget_places(self, before: int) -> None:
        """Who complained of something in which chat, and their place among those like them, of a time before (ms)."""
        ...
