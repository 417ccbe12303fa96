"""How committed events reach the processes that hold sockets."""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from tambour.domain.events import ChatEvent, UserEvent


class Nudge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One parcel on the bus: events of one commit, or a transient (typing, presence, a revoked session)."""

    chat_events: tuple[ChatEvent, ...] = ()
    user_events: tuple[UserEvent, ...] = ()
    transient: dict[str, Any] | None = None
    """`k`: what it is; the rest as on the wire (`as` becomes `k` there)."""


Hear = Callable[[Nudge], None]


class Bus(Protocol):
    """Publish after commit; every subscriber of every process hears it at most once, in order per publisher."""

    lossy: bool
    """True when other processes listen, so that a crash between commit and publish needs the outbox sweeper."""

    def publish(self, nudge: Nudge) -> None:
        """Never waits and never raises: what can't be carried is found again by number."""
        ...

    def subscribe(self, hear: Hear) -> Callable[[], None]:
        """Returns the way to stop hearing."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...
