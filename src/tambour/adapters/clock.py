"""The clock on the wall, the only place where time is read."""

import time

from tambour.domain.ids import Millis


class WallClock:
    """Milliseconds since 1970 UTC, from the operating system."""

    def now(self) -> Millis:
        """May step back when the machine's clock is set; nothing orders events by it."""
        return Millis(time.time_ns() // 1_000_000)
