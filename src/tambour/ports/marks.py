"""What the shell needs of the store about read marks, mentions, views and drafts."""

from collections.abc import Sequence
from typing import Any, Protocol


class MarkRows(Protocol):
    """What is truly per person, and counted."""

    async def read(self, user: int, chat: int, seq: int) -> tuple[int, bool] | None:
        """(the mark as it stands now, whether others may see it); one statement.

        None when it stood there or further already: a mark never moves back, nor past the last message.
        """
        ...

    async def unread(self, user: int, chat: int, read: int) -> tuple[int, int, int] | None:
        """(unread messages, unread mentions, last seq), exactly, as if the mark stood at least at `read`.

        One statement; None for a person who is no member of a readable chat.
        """
        ...

    async def mentions(self, user: int, chat: int, read: int, limit: int) -> list[int]:
        """Unread mentions, oldest first; one statement."""
        ...

    async def readers(self, chat: int, seq: int, said: int, limit: int) -> list[int]:
        """Members since `said` (ms) or longer who have read so far, by id; one statement, for small chats."""
        ...

    async def reactors(self, chat: int, seq: int, after: int, limit: int) -> list[tuple[int, str]]:
        """(person, emoji), in order of id above `after`; one statement by primary key."""
        ...

    async def add_views(
        self, seen: Sequence[tuple[int, int, int, int]], day: int
    ) -> list[tuple[int, int, int, int]]:
        """(chat, seq, more views, more forwards) … of this day → (chat, seq, views, forwards) …; one statement.

        Rows are taken in one order by all writers.
        """
        ...

    async def views(self, chat: int, seqs: Sequence[int]) -> dict[int, int]:
        """Views of those of these messages that are there to be seen; one statement."""
        ...

    async def set_draft(self, user: int, chat: int, body: dict[str, Any] | None, now: int) -> bool:
        """One statement; None takes the draft away. False when nothing changed."""
        ...
