"""Which case a reviewer should open next: harm prevented per second of attention. Pure; every factor kept."""

import math
from dataclasses import dataclass

from tambour.domain.ids import DAY_MS

HARM_WEIGHT = (100.0, 30.0, 8.0, 2.0)
"""By severity 0 to 3."""
TRUST_IN_ONE_REPORT = 0.35
REVIEW_S = 90.0
DISCOVERY_VIEWS = 25.0
"""Views an hour that even an empty public space may find."""
FRESH_MS = 6 * 3_600_000
MINUTE_MS = 60_000
NEAR_MS = 6 * MINUTE_MS
"""A first look owed within this time is as good as late."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What a priority was made of; stored with the case and shown in the console."""

    probability: float
    harm: float
    views_next_hour: float
    review_s: float

    @property
    def priority(self) -> float:
        """Harm prevented per second of review."""
        return round(self.probability * self.harm * self.views_next_hour / self.review_s, 6)

    def as_json(self) -> dict[str, float]:
        """Rounded, for the row."""
        return {
            "probability": round(self.probability, 4),
            "harm": self.harm,
            "views_next_hour": round(self.views_next_hour, 2),
            "review_s": self.review_s,
            "priority": self.priority,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of a reporter: earlier reports of this kind by outcome, the account's age, and how many accounts
    of the same hour have already reported this very case."""

    upheld: int = 0
    unfounded: int = 0
    age_ms: int = 0
    bucket: int = 0


def report_weight(record: Record) -> float:
    """1 for an ordinary stranger; a good record up to 2, a bad one towards 0; less for the n-th of one bucket."""
    trust = 2.0 * (2 + record.upheld) / (4 + record.upheld + record.unfounded)
    fresh = 0.3 if record.age_ms < DAY_MS else 1.0
    return round(trust * fresh / math.sqrt(1 + record.bucket), 4)


def probability(weights: tuple[float, ...]) -> float:
    """That there is a violation, from the weights of independent reports. More reports only ever raise it, below 1."""
    innocent = 1.0
    for weight in weights:
        innocent *= 1.0 - min(max(weight, 0.0), 2.0) * TRUST_IN_ONE_REPORT
    return 1.0 - max(innocent, 0.0)


def expected_views(reach: int, public: bool, age_ms: int) -> float:
    """Views in the next hour if it is left alone: a share of the audience that halves every six hours of age."""
    share: float = 0.25 * 0.5 ** (max(age_ms, 0) / FRESH_MS)
    return 1.0 + reach * share + (DISCOVERY_VIEWS if public else 0.0)


def weigh(severity: int, weights: tuple[float, ...], *, reach: int, public: bool, age_ms: int) -> Factors:
    """The factors of one case as it stands."""
    return Factors(
        probability=probability(weights),
        harm=HARM_WEIGHT[severity],
        views_next_hour=expected_views(reach, public, age_ms),
        review_s=REVIEW_S,
    )


def due_at(received_at: int, first_look_min: int) -> int:
    """When the first look is owed, in milliseconds; counted from receipt, never from opening."""
    return received_at + first_look_min * MINUTE_MS


def lane(severity: int, due: int, now: int) -> int:
    """0 grave, 1 late or nearly late, 2 the rest: lanes are strictly ordered before priority."""
    if severity == 0:
        return 0
    return 1 if due - now <= NEAR_MS else 2
