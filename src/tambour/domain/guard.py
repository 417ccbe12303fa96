"""What those who run a chat guard it with: their own word rules, and a breaker against waves of arrivals. Pure."""

from dataclasses import dataclass

from tambour.domain.errors import BadInput

ACTS = ("warn", "hold", "delete")
"""From the mildest: ask the writer whether they mean it, let an administrator look first, refuse."""
WORDS_MAX = 100
TERM_MAX = 60
HELD_MAX = 500
"""Posts that wait in one chat."""
HELD_OWN_MAX = 20
"""… of one person."""
HELD_MS = 7 * 86_400_000
RAID_CHOICES = (0, 10, 20, 50, 100, 200)
"""Arrivals a minute; 0: any number."""
RAID_MS = 60 * 60_000
"""So long everybody who comes has to ask after a wave."""
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """One rule: what to do with a message of a plain member in which the term stands, however it is spelled."""

    id: int
    term: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """How a chat guards itself. `until` 0: nobody has to ask."""

    raid_per_min: int = 0
    until: int = 0
    words: tuple[WordRule, ...] = ()
    held: int = 0


def clean_rule(term: str, act: str) -> tuple[str, str]:
    """(term, act) made clean. Raises BadInput(x|act)."""
    kept = " ".join(term.split())
    if not any(c.isalnum() for c in kept) or len(kept) > TERM_MAX:
        raise BadInput("x", limit=TERM_MAX)
    if act not in ACTS:
        raise BadInput("act")
    return kept, act


def strictest(rules: list[WordRule]) -> WordRule | None:
    """The one that counts where several match."""
    return max(rules, key=lambda rule: ACTS.index(rule.act), default=None)


def check_raid(per_min: int) -> int:
    """Raises BadInput(raid)."""
    if per_min not in RAID_CHOICES:
        raise BadInput("raid", f"one of {RAID_CHOICES}")
    return per_min


def is_wave(per_min: int, this_minute: int, last_minute: int, now: int) -> bool:
    """Did more arrive within the last minute than allowed? Counted by minutes, the last one in proportion."""
    passed = now % MINUTE_MS / MINUTE_MS
    return per_min > 0 and this_minute + last_minute * (1 - passed) > per_min
