"""The fast door's view of the store: places to decide by, and one statement that records a batch."""

from collections.abc import Callable, Sequence
from typing import Protocol

from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.ports.bus import Nudge


class Recorded(Protocol):
    """What became of one send of a batch."""

    @property
    def outcome(self) -> str:
        """'new' (recorded now), 'same' (its rid was known), 'stale' (the place was old: nothing was done)."""
        ...

    @property
    def seq(self) -> int: ...
    @property
    def ev(self) -> int: ...
    @property
    def ts(self) -> int: ...
    @property
    def digest(self) -> int: ...


class SendLog(Protocol):
    """Durable sends."""

    async def warm(self) -> None:
        """Make ready what the first send would wait for. Before others use it."""
        ...

    async def places(self, pairs: Sequence[tuple[int, int]], now: int) -> dict[tuple[int, int], Place]:
        """(chat, user) → Place; a chat that does not exist is absent, a person who is no member has role ''."""
        ...

    async def find(self, user: int, rid: int) -> Recorded | None:
        """The send this rid made before, if any."""
        ...

    async def record(
        self,
        batch: Sequence[tuple[Place, Send, int]],
        *,
        now: int,
        nudge: Callable[[Sequence[Recorded]], Nudge] | None = None,
    ) -> tuple[Sequence[Recorded], int]:
        """One transaction for (place, send, digest)…; committed when it returns. Raises Retry with nothing done.

        With `nudge`, what it makes of the outcome is kept in the outbox by the same transaction; its ticket is
        returned beside the rows (else 0).
        """
        ...
