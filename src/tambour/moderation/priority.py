"""Which case a reviewer should open next: harm prevented per second of attention. Pure; every factor kept."""

from dataclasses import dataclass

from tambour.domain.ids import DAY_MS

HARM_WEIGHT = (100.0, 30.0, 8.0, 2.0)
"""By severity 0 to 3."""
TRUST_IN_ONE_REPORT = 0.35
HALF_LIFE_MS = 90 * DAY_MS
"""A reporter's record of three months ago counts half."""
BAD_FAITH = 8.0
"""So many unfounded reports of a kind, against hardly any that were right, and the next one weighs nothing."""
STRANGERS_MAX = 15
"""People without a record count fully up to this many for one case; then less and less."""
CROWD_MIN = 10
CROWD_INDEPENDENT = 3.0
"""At least CROWD_MIN reports that amount to less than this many independent ones: a crowd that moves as one."""
CROWD_PLACE = 8
"""From so many people of one bucket on who complain of anything in one chat, each that follows is of a crowd."""
CROWD_LOOK_MIN = 120
"""A crowd waits behind everybody else, so long at most."""
FIRM_FROM = 0.5
"""Whose report weighs this much stands for themselves: the look they are owed is owed in a crowd, too."""
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
    """What is known of a reporter: earlier reports of this kind by outcome, each halved every HALF_LIFE_MS, and the
    account's age. `rank`: their place (from 1) among this case's reporters of the same bucket; `stranger`: among those
    without a record."""

    upheld: float = 0.0
    unfounded: float = 0.0
    age_ms: int = 0
    rank: int = 1
    stranger: int = 1

    @property
    def known(self) -> bool:
        """Has a record to go by."""
        return self.upheld + self.unfounded >= 0.5

    @property
    def independence(self) -> float:
        """1 for the first of a bucket, then ever less: a bucket of any size amounts to less than two people."""
        return 1.0 / max(self.rank, 1) ** 2


def report_weight(record: Record) -> float:
    """1 for an ordinary stranger; up to 2 with a good record, 0 with a record of bad faith; less for the n-th of one
    bucket and for the n-th without a record. However many come, together they weigh little more than STRANGERS_MAX."""
    if record.unfounded >= BAD_FAITH and record.upheld * 9 < record.unfounded:
        return 0.0
    trust = 2.0 * (2 + record.upheld) / (4 + record.upheld + record.unfounded)
    fresh = 0.3 if record.age_ms < DAY_MS else 1.0
    over = 0 if record.known else max(0, record.stranger - STRANGERS_MAX)
    return round(trust * fresh * record.independence / (1 + over) ** 2, 4)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the reports of one case amount to, report by report."""

    reports: int = 0
    independent: float = 0.0
    doubt: float = 1.0
    hinted: float = 0.0
    """The share of the doubt that hints have taken away: `doubt` is what they left."""

    def plus(self, weight: float, independence: float) -> "Tally":
        """One more report."""
        return Tally(
            self.reports + 1,
            self.independent + independence,
            self.doubt * (1.0 - min(max(weight, 0.0), 2.0) * TRUST_IN_ONE_REPORT),
            self.hinted,
        )

    @property
    def probability(self) -> float:
        """That there is a violation. More reports only ever raise it, below 1."""
        return 1.0 - max(self.doubt, 0.0)

    @property
    def crowd(self) -> bool:
        """Many that move as one; or nobody but such as came after many of their kind, to other things in the chat."""
        scattered = self.reports > 0 and self.independent * CROWD_PLACE**2 <= self.reports
        return scattered or (self.reports >= CROWD_MIN and self.independent < CROWD_INDEPENDENT)


def expected_views(reach: int, public: bool, age_ms: int) -> float:
    """Views in the next hour if it is left alone: a share of the audience that halves every six hours of age."""
    share: float = 0.25 * 0.5 ** (max(age_ms, 0) / FRESH_MS)
    return 1.0 + reach * share + (DISCOVERY_VIEWS if public else 0.0)


def weigh(severity: int, tally: Tally, *, reach: int, public: bool, age_ms: int) -> Factors:
    """The factors of one case as it stands."""
    return Factors(
        probability=tally.probability,
        harm=HARM_WEIGHT[severity],
        views_next_hour=expected_views(reach, public, age_ms),
        review_s=REVIEW_S,
    )


def due_at(received_at: int, first_look_min: int) -> int:
    """When the first look is owed, in milliseconds; counted from receipt, never from opening."""
    return received_at + first_look_min * MINUTE_MS


def lane(severity: int, due: int, now: int, *, crowd: bool = False, escalated: bool = False) -> int:
    """0 grave or escalated, 1 late or nearly late, 2 the rest, 3 crowds: lanes are strictly ordered before priority."""
    if escalated or (severity == 0 and not crowd):
        return 0
    if due - now <= NEAR_MS:
        return 1
    return 3 if crowd else 2
