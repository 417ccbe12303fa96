"""What readers of the chats' logs need of the store: marks of their own, and what those lack."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tambour.domain.messages import Kept

PartT = TypeVar("PartT", bound="LogPart", covariant=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a chat was read (`ev` of changes, `seq` of new messages) and how far it goes."""

    chat: int
    ev: int
    seq: int
    last_ev: int
    last_seq: int
    first_ev: int
    """Oldest event still in the log."""


class LogPart(Protocol):
    """Some chats whose marks one transaction holds."""

    @property
    def marks(self) -> Sequence[Mark]:
        """Of those chats that nobody else is reading."""
        ...

    async def changed(self, mark: Mark, limit: int) -> tuple[list[int], int]:
        """(seqs of messages that this reader is to read again after `mark.ev`, the ev that is done then)."""
        ...

    async def messages(self, ranges: Sequence[tuple[int, int, int]]) -> list[Kept]:
        """(chat, after, upto): what is there now, of what this reader reads."""
        ...

    async def some(self, chat: int, seqs: Sequence[int]) -> list[Kept]:
        """These, as they are now."""
        ...

    async def settle(self, marks: Sequence[tuple[int, int, int]]) -> None:
        """(chat, ev, seq): the new marks."""
        ...


class LogRows(Protocol[PartT]):
    """The log as one reader reads it."""

    def taking(self, chats: Sequence[int]) -> AbstractAsyncContextManager[PartT]:
        """A transaction over the marks of those of the chats that are free and that this reader reads."""
        ...

    async def behind(self, after: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """((chat, about how much is left) of a slice of its chats by id, last id of the slice or 0 at the end)."""
        ...
