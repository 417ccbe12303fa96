"""A message to be said later: when, and under which rid, so that it is said once. Pure."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.decide import RID_OLDEST_MS
from tambour.domain.errors import BadInput
from tambour.domain.ids import DAY_MS, RID_RANDOM_BITS, Rid, rid_time

SOONEST_MS = 10_000
LATEST_MS = 366 * DAY_MS
PLANS_MAX = 100
"""Per person and chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One row of `scheduled`. `request`: the Send as data; `rid`: under which it will be sent; `at`: milliseconds."""

    id: int
    chat: int
    user: int
    at: int
    request: dict[str, Any]
    rid: int
    error: str = ""


def check_time(at: int, *, now: int) -> None:
    """Neither at once (then send it) nor in the far future. Raises BadInput(at)."""
    if not now + SOONEST_MS <= at <= now + LATEST_MS:
        raise BadInput("at", "between ten seconds and a year ahead")


def check_repeat(at: int, *, now: int) -> None:
    """May a plan for this time have been taken before, or be taken now? Raises BadInput(at)."""
    if not now - RID_OLDEST_MS <= at <= now + LATEST_MS:
        raise BadInput("at", "between ten seconds and a year ahead")


def planned_rid(rid: int, at: int) -> int:
    """The rid of the sending: it names the planned time, because a rid drawn many days ago would be refused.

    People plan for full hours, so the milliseconds of the drawing are kept: two plans for one moment stay apart.
    """
    mask = (1 << RID_RANDOM_BITS) - 1
    return at + rid_time(Rid(rid)) % 1000 << RID_RANDOM_BITS | rid & mask


def derived_rid(rid: int, index: int) -> int:
    """The rid of the n-th message of one request: distinct for up to four million, the same at every repeat."""
    mask = (1 << RID_RANDOM_BITS) - 1
    return rid & ~mask | (rid + index * 2_654_435_761) & mask
