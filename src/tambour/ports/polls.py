"""What the shell needs of the store about polls."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.polls import Poll


class PollRows(Protocol):
    """Rows of polls and their votes; `viewer` is whose choice comes along."""

    async def get(self, ids: Sequence[int], viewer: int) -> list[Poll]:
        """One statement."""
        ...

    async def lock(self, poll: int, viewer: int) -> Poll | None:
        """One statement."""
        ...

    async def add(self, poll: Poll, now: int) -> None:
        """One statement; a poll that is there already stays as it is."""
        ...

    async def vote(self, poll: Poll, voter: int) -> None:
        """Three statements, under the lock of the poll: old choices out, new ones in, the tally."""
        ...

    async def close(self, poll: int, now: int) -> None:
        """One statement."""
        ...
