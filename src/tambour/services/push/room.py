"""Notifications put together: what the composition root opens."""

from collections.abc import Callable
from dataclasses import dataclass

from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock
from tambour.ports.push import PushSeal
from tambour.ports.store import Store
from tambour.services.push.deliver import Delivery
from tambour.services.push.subscribing import Subscribing


@dataclass(frozen=True, slots=True)
class Push:
    """Subscribing for the methods, delivery for the worker."""

    subscribing: Subscribing
    delivery: Delivery

    @property
    def public_key(self) -> str:
        """See PushSeal."""
        return self.subscribing.seal.public_key


def open_push(
    store: Store, clock: Clock, fetch: Fetch, seal: PushSeal, online: Callable[[int], bool], topic_key: bytes
) -> Push:
    """Built, not started."""
    return Push(
        Subscribing(store, clock, fetch, seal), Delivery(store, clock, fetch, seal, online, topic_key)
    )
