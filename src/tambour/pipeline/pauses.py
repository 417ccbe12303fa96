"""When something is tried again that went wrong: after pauses that double, and for a day.

Kept in memory: a process that begins anew tries everything at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GIVE_UP_MS = 24 * 3_600_000
"""What goes wrong for so long is not tried any more: it had thirteen tries then."""
FIRST_S = 10.0
"""The pause after the first try; each is twice as long as the one before."""
KEPT_MAX = 20_000

Key = TypeVar("Key")


@dataclass(slots=True)
class Tried:
    """How often something was tried that is owed a look since then, and when it is tried next."""

    since: int
    tries: int = 0
    due: float = 0.0


@dataclass
class Pauses(Generic[Key]):
    """`clock`: seconds, of this process."""

    clock: Callable[[], float]
    tried: dict[Key, Tried] = field(default_factory=dict, init=False)

    def over(self, key: Key, since: int) -> bool:
        """May it be tried? `since`: what is owed a look from another moment on is something new."""
        tried = self.tried.get(key)
        return tried is None or tried.since != since or self.clock() >= tried.due

    def failed(self, key: Key, since: int) -> None:
        """It was tried in vain."""
        tried = self.tried.get(key)
        if tried is None or tried.since != since:
            if len(self.tried) >= KEPT_MAX:
                self.tried.clear()
            tried = self.tried[key] = Tried(since)
        tried.due = self.clock() + FIRST_S * 2**tried.tries
        tried.tries += 1

    def done(self, key: Key) -> None:
        """It went well."""
        self.tried.pop(key, None)

    def hasten(self) -> None:
        """All are over: for tests and the demo."""
        for one in self.tried.values():
            one.due = 0.0
