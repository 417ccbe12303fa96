"""What catching up needs of the store: cursors, the two logs, and which chats moved."""

from collections.abc import Sequence
from typing import Any, Protocol


class LogRow(Protocol):
    """One row of a chat's log; for kind 'n' the message itself is looked up by `seq`."""

    @property
    def ev(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def data(self) -> dict[str, Any]: ...
    @property
    def ts(self) -> int: ...


class SyncRows(Protocol):
    """Reads only."""

    async def epoch(self) -> str:
        """The life of this database."""
        ...

    async def alive(self, session: int) -> bool:
        """Is the session neither revoked nor its person deleted?"""
        ...

    async def points(self, users: Sequence[int]) -> dict[int, int]:
        """Newest pts per account."""
        ...

    async def heads(self, chats: Sequence[int]) -> dict[int, int]:
        """Newest ev per chat."""
        ...

    async def user_log(
        self, user: int, pts: int, limit: int
    ) -> tuple[int, list[tuple[int, str, dict[str, Any]]]]:
        """(newest pts, entries after `pts` in order)."""
        ...

    async def moved(self, user: int, since: int) -> list[tuple[int, int, int]]:
        """(chat, last_ev, last_seq) of the person's chats that changed since, newest first."""
        ...

    async def first_chats(self, user: int, limit: int) -> list[int]:
        """The top of the chat list: pinned, then newest; archived ones are left out."""
        ...

    async def chat_log(self, chat: int, ev: int, limit: int) -> Sequence[LogRow]:
        """Entries after `ev`, in order."""
        ...
