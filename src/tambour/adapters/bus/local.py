"""The bus inside one process: a list of listeners, called at once."""

from collections.abc import Callable

from tambour.ports.bus import Hear, Nudge


class LocalBus:
    """See ports/bus.py. Only a crash loses a nudge, and it takes the sockets along."""

    lossy = False

    def __init__(self) -> None:
        self.listeners: list[Hear] = []

    def publish(self, nudge: Nudge) -> None:
        """Call every listener."""
        for hear in tuple(self.listeners):
            hear(nudge)

    def subscribe(self, hear: Hear) -> Callable[[], None]:
        """Listen until the returned function is called."""
        self.listeners.append(hear)
        return lambda: self.listeners.remove(hear)

    async def close(self) -> None:
        """Nothing to hang up."""
