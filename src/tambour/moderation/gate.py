"""The gate before the log: exact and in memory, under a millisecond. Today: floods, by token buckets. Pure."""

from dataclasses import dataclass, field

BUCKETS_MAX = 100_000


@dataclass(slots=True)
class Buckets:
    """Many token buckets of one shape: `burst` at once, then one per `every_ms`. A burst of 0 switches it off."""

    burst: float
    every_ms: float
    levels: dict[object, tuple[float, int]] = field(default_factory=dict)

    def take(self, key: object, *, now: int) -> int:
        """Take one token; returns 0, or the milliseconds to wait when there is none."""
        if self.burst <= 0:
            return 0
        level, at = self.levels.get(key, (self.burst, now))
        level = min(self.burst, level + max(0, now - at) / self.every_ms)
        if level < 1:
            self.levels[key] = (level, now)
            return max(1, int((1 - level) * self.every_ms))
        if len(self.levels) >= BUCKETS_MAX:
            self.sweep(now)
        self.levels[key] = (level - 1, now)
        return 0

    def sweep(self, now: int) -> None:
        """Forget the buckets that are full again; if none is, forget the oldest half."""
        full = self.burst * self.every_ms
        self.levels = {k: v for k, v in self.levels.items() if now - v[1] < full}
        if len(self.levels) >= BUCKETS_MAX:
            newest = sorted(self.levels.items(), key=lambda kv: kv[1][1])[len(self.levels) // 2 :]
            self.levels = dict(newest)
