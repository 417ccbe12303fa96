"""Fresh numbers and secrets.

An id has 53 bits, so that JSON carries it exactly: 41 bits of milliseconds since 2026 (until 2095), 5 of the
process's place (see `adapters/postgres/place.py`), 7 bits of a counter. In a process ids only grow, also when
the clock steps back; between processes the place keeps them apart.
"""

import secrets

from tambour.ports.outside import Clock

EPOCH_MS = 1_767_225_600_000
PLACE_BITS = 5
COUNT_BITS = 7
PLACES = 1 << PLACE_BITS


class FreshIds:
    """Ids of one process. Not for threads: each process draws on its event loop."""

    def __init__(self, clock: Clock, place: int = 0) -> None:
        if not 0 <= place < PLACES:
            raise ValueError(f"place {place} is not below {PLACES}")
        self._clock = clock
        self._place = place << COUNT_BITS
        self._last = 0
        """Milliseconds and counter of the newest id, without the place."""

    def new(self) -> int:
        """A fresh id. More than 128 in a millisecond borrow from the next one."""
        floor = max(self._clock.now() - EPOCH_MS, 0) << COUNT_BITS
        self._last = max(self._last + 1, floor)
        ms, count = divmod(self._last, 1 << COUNT_BITS)
        return (ms << PLACE_BITS + COUNT_BITS) | self._place | count

    def token(self, size: int = 24) -> str:
        """URL-safe text of `size` random bytes from the operating system."""
        return secrets.token_urlsafe(size)
