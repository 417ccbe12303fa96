"""Other programs at the desk: what their keys look like, what they are told, when it is tried again. Pure."""

from dataclasses import dataclass

PREFIX = "desk_"
"""Of every key, so that one that leaked is found by who searches for such."""
KEYS_MAX = 20
"""Living keys of one person."""
HOOKS_MAX = 10
"""Of one key."""
NAME_MAX = 80
KINDS = (
    "case.opened",
    "case.proposed",
    "case.decided",
    "case.declined",
    "case.restored",
    "case.escalated",
    "case.assigned",
    "appeal.filed",
    "appeal.decided",
)
"""What a program may be told: numbers, categories and outcomes; no words, no people."""
RETRY_S = (10, 60, 300, 1_800, 3_600, 10_800, 21_600)
"""Waits after the first, second … failure; the last of them from then on."""
GIVE_UP_MS = 3 * 86_400_000
"""After so long without an answer in the 200s the address is forgotten."""
EVENTS_KEPT_MS = 30 * 86_400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One key: in whose name it acts, and what of that person's capabilities it has."""

    id: int
    user: int
    name: str
    may: frozenset[str]
    created: int
    used: int = 0
    revoked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskHook:
    """One address that is told. `sent`: the last event taken there; `secret` is sealed."""

    id: int
    key: int
    url: str
    secret: bytes
    kinds: tuple[str, ...]
    sent: int
    tries: int = 0
    due: int = 0
    failing: int = 0
    gone: int = 0
    created: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent:
    """One thing that happened at the desk. `n` counts without holes."""

    n: int
    kind: str
    case: int
    data: dict[str, object]
    at: int


def wait_after(tries: int) -> int:
    """Milliseconds until the next try after so many that failed."""
    return 1000 * RETRY_S[min(tries, len(RETRY_S)) - 1]


def given_up(failing_since: int, now: int) -> bool:
    """Has nothing been taken there for so long that the address is forgotten?"""
    return failing_since > 0 and now - failing_since >= GIVE_UP_MS
