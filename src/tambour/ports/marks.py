"""What the shell needs of the store about read marks, mentions, views and drafts."""

from collections.abc import Sequence
from typing import Any, Protocol


class MarkRows(Protocol):
    """What is truly per person, and counted."""

    async def read(self, user: int, chat: int, seq: int) -> bool:
        """One statement; False when the mark stood there or further already. Never past the last message."""
        ...

    async def unread(self, user: int, chat: int, read: int) -> tuple[int, int]:
        """(unread messages, unread mentions), exactly, as if the mark stood at least at `read`; one statement."""
        ...

    async def mentions(self, user: int, chat: int, read: int, limit: int) -> list[int]:
        """Unread mentions, oldest first; one statement."""
        ...

    async def add_views(self, seen: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """(chat, seq, more) … → (chat, seq, total) …; one statement, rows taken in one order by all writers."""
        ...

    async def set_draft(self, user: int, chat: int, body: dict[str, Any] | None, now: int) -> bool:
        """One statement; None takes the draft away. False when nothing changed."""
        ...
