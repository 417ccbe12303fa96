"""What the shell needs of the store about a chat's figures by the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Day:
    """What was counted on one day (whole days since 1970 UTC)."""

    day: int
    joins: int = 0
    leaves: int = 0
    views: int = 0
    reactions: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """What was said in a span of time, of the newest messages only: how many on each day, and sums over all."""

    by_day: Mapping[int, int]
    posts: int = 0
    views: int = 0
    forwards: int = 0
    most_seen: Sequence[int] = ()
    """Seqs, the most viewed first."""


class DayRows(Protocol):
    """Rows of chat_days, and sums over the newest messages."""

    async def add_views(self, day: int, views: Mapping[int, int]) -> None:
        """More views of each of these chats on this day."""
        ...

    async def add_reactions(self, chat: int, day: int, more: int) -> None:
        """So many reacted who had not yet."""
        ...

    async def days(self, chat: int, since: int) -> list[Day]:
        """Days from `since` on, of which anything was counted."""
        ...

    async def published(self, chat: int, since: int, *, limit: int, top: int) -> Published:
        """Over messages since `since` (ms) among the newest `limit`."""
        ...

    async def muted(self, chat: int, now: int, sample: int) -> tuple[int, int]:
        """(how many of them have it muted, how many were asked): at most `sample` members."""
        ...
