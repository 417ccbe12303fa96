"""Everything that reaches out of the house by itself, built together: previews of links, notifications."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from tambour.ports.bus import Bus
from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock
from tambour.ports.push import PushSeal
from tambour.ports.store import Store
from tambour.services.accounts.house import Accounts
from tambour.services.previews.pictures import Pictures
from tambour.services.previews.room import Previews
from tambour.services.push.room import Push, open_push


@dataclass(frozen=True, slots=True)
class Outward:
    """One of each. `loops` run where timed work is done."""

    fetch: Fetch
    previews: Previews
    push: Push

    def loops(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """What runs until cancelled."""
        return [self.previews.run, self.push.delivery.run]


def open_outward(
    store: Store,
    clock: Clock,
    bus: Bus,
    fetch: Fetch,
    accounts: Accounts,
    seal: PushSeal,
    pictures: Pictures,
    *,
    previews: bool,
    working: bool,
) -> Outward:
    """Built, and where this process does timed work (`working`), listening; `loops` are started by the caller."""
    topics = accounts.vault.key("push topics")
    found = Outward(
        fetch,
        Previews(store, clock, fetch, pictures, on=previews),
        open_push(store, clock, fetch, seal, accounts.presence.online, topics),
    )
    if working:
        bus.subscribe(found.previews.hear)
        bus.subscribe(found.push.delivery.hear)
    return found
