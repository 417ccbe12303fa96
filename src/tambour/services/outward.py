"""Everything that reaches out of the house by itself, built together: previews of links."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from tambour.ports.bus import Bus
from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.previews.room import Previews


@dataclass(frozen=True, slots=True)
class Outward:
    """One of each. `loops` run where timed work is done."""

    fetch: Fetch
    previews: Previews

    def loops(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """What runs until cancelled."""
        return [self.previews.run]


def open_outward(store: Store, clock: Clock, bus: Bus, fetch: Fetch, *, previews: bool) -> Outward:
    """Built, and listening; `loops` are started by whoever does timed work."""
    found = Outward(fetch, Previews(store, clock, fetch, on=previews))
    bus.subscribe(found.previews.hear)
    return found
