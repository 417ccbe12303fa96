"""What was committed and perhaps not yet published."""

from collections.abc import Sequence
from typing import Protocol

from tambour.ports.bus import Nudge


class Outbox(Protocol):
    """Tickets of commits; see pipeline/republish.py."""

    async def forget(self, tickets: Sequence[int]) -> None:
        """They were published."""
        ...

    async def take(self, before: int) -> list[Nudge]:
        """What is older than `before`, taken by the caller alone."""
        ...
