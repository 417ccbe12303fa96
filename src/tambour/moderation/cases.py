"""What a case is, which outcomes it may have, and who may decide it. Pure."""

from dataclasses import dataclass, field

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.harms import BY_KEY
from tambour.moderation.limits import bits_of
from tambour.moderation.policy import PURPOSES, RULES
from tambour.moderation.priority import Tally

NOTE_MAX = 1_000
FACTS_MAX = 2_000
APPEAL_MAX = 2_000
LEASE_MS = 10 * 60_000
APPEAL_DUE_MS = 7 * 86_400_000
APPEAL_OPEN_MS = 184 * 86_400_000
"""Six calendar months."""
OPEN_STATES = ("new", "triaged", "leased", "appealed", "escalated", "waiting_second", "waiting_clarification")

BULK_MAX = 1_000
"""Cases decided at once."""

OUTCOMES: dict[str, tuple[str, ...]] = {
    "message": (
        "no_violation",
        "remove_content",
        "restrict_member",
        "limit_chat",
        "freeze_chat",
        "remove_chat",
        "suspend_account",
    ),
    "chat": (
        "no_violation",
        "limit_chat",
        "quarantine_chat",
        "freeze_chat",
        "remove_chat",
        "suspend_account",
    ),
    "account": ("no_violation", "suspend_account"),
    "link": ("no_violation", "block_link"),
    "reporter": ("no_violation", "warn_reporter", "suspend_reporting"),
    "sticker": ("no_violation", "block_pack", "suspend_account"),
}
"""What a reviewer may choose, by kind of subject. Restoring is a decision of its own: see RESTORE."""
RESTORE = "restore"
TIMED = (
    "restrict_member",
    "limit_chat",
    "freeze_chat",
    "quarantine_chat",
    "suspend_account",
    "suspend_reporting",
)
"""What may have an end."""
TERRITORIAL = ("remove_content", "quarantine_chat", "remove_chat", "block_link")
"""What may hold in single countries only: it is out of sight there, and as before elsewhere."""
ON_REPORTING = ("warn_reporter", "suspend_reporting")
"""About complaints in bad faith: they count for nothing else."""
CHAT_STATE = {"quarantine_chat": "quarantined", "freeze_chat": "frozen", "remove_chat": "removed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One row of `subjects`: what a case is about. `owner` is the person who answers for it."""

    id: int
    kind: str
    chat: int = 0
    seq: int = 0
    user: int = 0
    owner: int = 0
    audience: str = "unknown"
    reach: int = 0
    ref: str = ""
    """Of a link its one form, of a pack of stickers its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of `cases` with its subject."""

    id: int
    subject: Subject
    category: str
    severity: int
    priority: float
    factors: dict[str, float] = field(default_factory=dict)
    state: str
    ver: int
    lease_by: int = 0
    lease_until: int = 0
    due: int
    received_at: int
    closed_at: int = 0
    tally: Tally = field(default_factory=Tally)
    crowd: bool = False
    firm: int = 0
    """When the earliest first look is owed to somebody who stands for themselves; 0: to nobody."""
    cluster: int = 0
    meant: int = 0
    """The group of open cases that say the same, 0: there is none. They are shown together and decided singly."""
    assigned: int = 0
    escalated_by: int = 0
    escalation: str = ""

    @property
    def open(self) -> bool:
        """Still owed a decision."""
        return self.state in OPEN_STATES

    def leased_to_other(self, reviewer: int, now: int) -> bool:
        """Somebody else has it open."""
        return bool(self.lease_by) and self.lease_by != reviewer and self.lease_until > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How a reviewer is entangled with a case."""

    in_chat: bool = False
    is_subject: bool = False
    reported_it: bool = False
    decided_before: bool = False
    """Took or seconded the decision that is now appealed."""
    escalated: bool = False
    """Handed it on because somebody else should judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reviewer wants. `until` 0 means without end; `everywhere` follows the forwards of a message."""

    outcome: str
    category: str
    facts: str
    until: int = 0
    everywhere: bool = True
    territory: tuple[str, ...] = ()
    """Countries (ISO 3166) in which it holds; (): everywhere. Only with outcomes of TERRITORIAL."""
    limits: tuple[str, ...] = ()
    """Names of moderation/limits.py; only with `limit_chat`."""
    purpose: str = ""
    """Which purpose of the exception lets it stand; only with `no_violation`."""


def may_decide(ties: Ties) -> None:
    """Raise Forbidden where a reviewer is not free to judge."""
    if ties.is_subject:
        raise Forbidden("case.about_you")
    if ties.in_chat:
        raise Forbidden("case.your_chat")
    if ties.reported_it:
        raise Forbidden("case.your_report")
    if ties.decided_before:
        raise Forbidden("case.your_decision")
    if ties.escalated:
        raise Forbidden("case.you_escalated")


def check_choice(case: Case, choice: Choice, ver: int, now: int) -> Choice:
    """The choice made clean, or a refusal. `ver` is the version of the case the reviewer looked at."""
    if not case.open:
        raise Conflict("already decided", ver=case.ver)
    if ver != case.ver:
        raise Conflict("the case changed", ver=case.ver)
    if case.state == "waiting_second":
        raise Conflict("waits for a second person", ver=case.ver, why="case.waiting_second")
    if choice.outcome not in OUTCOMES.get(case.subject.kind, ()):
        raise BadInput("outcome", why="case.not_for_this" if choice.outcome else None)
    if choice.category not in BY_KEY or choice.category not in RULES:
        raise BadInput("category")
    facts = choice.facts.strip()
    if not facts or len(facts) > FACTS_MAX:
        raise BadInput("facts")
    if choice.until and choice.until <= now:
        raise BadInput("until")
    if choice.purpose and (choice.outcome != "no_violation" or choice.purpose not in PURPOSES):
        raise BadInput("purpose")
    limited = choice.outcome == "limit_chat"
    if limited:
        bits_of(choice.limits)
    return Choice(
        outcome=choice.outcome,
        category=choice.category,
        facts=facts,
        until=choice.until if choice.outcome in TIMED else 0,
        everywhere=choice.everywhere,
        territory=choice.territory if choice.outcome in TERRITORIAL else (),
        limits=choice.limits if limited else (),
        purpose=choice.purpose,
    )


def decision_key(case: int, ver: int) -> str:
    """One decision for each version of a case: a second press finds the first."""
    return f"{case}:{ver}"


def outcome_for_reporter(outcome: str) -> str:
    """What reporters are told: no more than whether something was done."""
    return "no_violation" if outcome == "no_violation" else "acted"
