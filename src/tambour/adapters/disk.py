"""Space on the disk of the embedded database: writes end before it does, so that PostgreSQL never meets the wall.

Out of space while writing its log PostgreSQL stops, and with it all reading. So ordinary writes are refused while
less than a reserve is free; what moderation decides may use the reserve. Space that comes back is noticed by itself.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from tambour.domain.errors import Retry

LOOK_EVERY_S = 0.25
AGAIN_IN_S = 10


@dataclass
class Disk:
    """Free space of the file system that holds `folder`, looked up at most four times a second."""

    folder: Path
    reserve_bytes: int
    looked_at: float = float("-inf")
    full: bool = False

    def check(self) -> None:
        """May something ordinary be written now? Raises Retry."""
        now = time.monotonic()
        if now - self.looked_at >= LOOK_EVERY_S:
            self.looked_at = now
            self.full = self.free() < self.reserve_bytes
        if self.full:
            raise Retry(AGAIN_IN_S, "the disk is full")

    def free(self) -> int:
        """Bytes that may still be written."""
        try:
            found = os.statvfs(self.folder)
        except OSError:  # what cannot be looked at is not known to be full
            return self.reserve_bytes
        return found.f_bavail * found.f_frsize


def no_check() -> None:
    """Of a database elsewhere nothing is known here."""
