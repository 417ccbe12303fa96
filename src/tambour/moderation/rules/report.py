"""What a rule would have done: its hits among what was said, what people say of a sample, whom it bothers. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from tambour.moderation.allowed import BARS
from tambour.moderation.rates import wilson

WINDOW_DAYS = 30
MESSAGES_MAX = 1_000_000
"""The newest so many messages of the window are read; the report says how many that were."""
SAMPLE_MAX = 50
"""Hits that a person is asked about, drawn by a hash: as if by lot, and the same in every process."""
LOOK_S = 45
"""Seconds a person needs for one case, for the reckoning of what a rule would cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One message it would have found. `verdict`: of a person, in a case of that time or in this sample."""

    chat: int
    seq: int
    version: int = 0
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One back-test. `overlap`: share of the hits it has in common with each rule at work (Jaccard)."""

    source: str = ""
    """Hash of the rule, version and source it speaks of."""
    complete: bool = False
    began: int = 0
    since: int = 0
    looked: int = 0
    hits: int = 0
    skipped: int = 0
    chats: int = 0
    authors: int = 0
    reach: int = 0
    """Members of the chats it would have hit, counted once for each chat."""
    days: tuple[int, ...] = ()
    """Hits of each day of the window, the oldest first."""
    overlap: Mapping[str, float] = field(default_factory=dict)
    allowed: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """`en.news`: sentences of allowed speech it hits, and how many were tried."""
    harmful: int = 0
    harmless: int = 0
    """What people said of the sample so far."""

    @property
    def judged(self) -> int:
        """Hits of the sample that a person has looked at."""
        return self.harmful + self.harmless

    @property
    def precision(self) -> float:
        """Share of those that were harmful; 0 while nobody has looked."""
        return self.harmful / self.judged if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Of the precision, 95 % (Wilson)."""
        return wilson(self.harmful, self.judged)

    @property
    def least_precision(self) -> float:
        """Its lower end."""
        return self.interval[0]

    @property
    def minutes(self) -> int:
        """What its hits would have cost the desk in a month."""
        return -(-self.hits * LOOK_S // 60)

    @property
    def over_bar(self) -> list[str]:
        """Kinds of allowed speech that it hits more often than any rule may: `en.news`."""
        return [
            key for key, (hit, tried) in sorted(self.allowed.items())
            if tried and hit / tried > BARS[key.partition(".")[2]]
        ]  # fmt: skip

    @property
    def hash(self) -> str:
        """Of everything but what people say later: without it no rule enters the shadow."""
        return hashlib.sha256(
            msgspec.json.encode(replace(self, harmful=0, harmless=0), order="sorted")
        ).hexdigest()


def drawn(rule: int, hits: Sequence[Hit]) -> list[Hit]:
    """The sample, as if by lot: those with the smallest hashes."""
    return sorted(hits, key=lambda hit: lot(rule, hit))[:SAMPLE_MAX]


def lot(rule: int, hit: Hit) -> bytes:
    """The number it draws."""
    return hashlib.blake2b(f"{rule}:{hit.chat}:{hit.seq}".encode(), digest_size=8).digest()


def jaccard(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> float:
    """Share in common of all that either has."""
    both = len(one | other)
    return round(len(one & other) / both, 3) if both else 0.0
