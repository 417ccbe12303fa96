"""What the shell needs of the store about polls."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from tambour.domain.polls import Poll


class PollRows(Protocol):
    """Rows of polls and their votes; `viewer` is whose choice comes along."""

    async def get(self, ids: Sequence[int], viewer: int) -> list[Poll]:
        """One statement."""
        ...

    async def lock(self, polls: Sequence[int], viewer: int) -> list[Poll]:
        """One statement; in order of id, so that nobody waits in a circle."""
        ...

    async def add(self, poll: Poll, now: int) -> None:
        """One statement; a poll that is there already stays as it is."""
        ...

    async def choices(
        self, polls: Sequence[int], voters: Sequence[int]
    ) -> dict[tuple[int, int], tuple[int, ...]]:
        """(poll, voter) → what they chose; who chose nothing is left out. One statement."""
        ...

    async def ballots(self, poll: int, after: int, limit: int) -> list[tuple[int, tuple[int, ...]]]:
        """(voter, what they chose), in order of id above `after`; one statement."""
        ...

    async def vote(self, polls: Sequence[Poll], ballots: Mapping[tuple[int, int], Sequence[int]]) -> None:
        """Three statements, under the lock of the polls: (poll, voter) → old choices out, new ones in; the tallies."""
        ...

    async def close(self, poll: int, now: int) -> None:
        """One statement."""
        ...
