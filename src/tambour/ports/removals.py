"""What the journal of removals needs: the database's settled actions, and a file outside it."""

from collections.abc import Sequence
from typing import Protocol

import msgspec


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """One effect of moderation as it stood at `at` (ms): `state` applied or undone, and the rows it stands on."""

    at: int
    action: int
    state: str
    rows: dict[str, dict[str, object]]
    """Table → row, parents first. No words: what was removed is not in it."""


class RemovalRows(Protocol):
    """The database."""

    async def settled(self, at: int, action: int, limit: int) -> Sequence[Settled]:
        """Those after this place, in order of (at, action)."""
        ...


class Journal(Protocol):
    """An append-only file outside the database."""

    def newest(self) -> list[tuple[int, int, str]]:
        """(at, action, state) of the last lines, oldest first; empty when there is no file yet."""
        ...

    def append(self, lines: Sequence[Settled]) -> None:
        """On the disk when it returns. Raises OSError."""
        ...
