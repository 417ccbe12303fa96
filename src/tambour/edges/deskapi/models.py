"""The shapes of the desk's interface. Ids are text of digits; times are milliseconds since 1970."""

from typing import Annotated

import msgspec
from msgspec import Meta

from tambour.moderation.cases import APPEAL_MAX, BULK_MAX, FACTS_MAX, NOTE_MAX

Id = Annotated[str, Meta(pattern=r"^[0-9]{1,16}$", description="Digits.")]
Ver = Annotated[int, Meta(ge=1, lt=1 << 31)]
Because = Annotated[str, Meta(min_length=1, max_length=FACTS_MAX)]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is answered."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what is asked."""


class Refused(Shape, frozen=True):
    """Why not. `code` is stable; `ver` the case's version now (409); `field` what is wrong (400)."""

    code: str
    message: str
    why: str = ""
    field: str = ""
    ver: int = 0
    wait: int = 0


class Self(Shape, frozen=True):
    """Whose key this is and what it may."""

    key: str
    name: str
    user: str
    may: list[str]


class SubjectShape(Shape, frozen=True):
    """What a case is about: a message (chat, seq), a chat, an account (user)."""

    kind: str
    chat: str = ""
    seq: int = 0
    user: str = ""
    owner: str = ""
    audience: str = ""
    reach: int = 0


class CaseShape(Shape, frozen=True):
    """A case without its words. `ver` goes into every decision on it."""

    id: str
    ver: int
    state: str
    open: bool
    subject: SubjectShape
    category: str
    severity: int
    priority: float
    factors: dict[str, float]
    due: int
    received_at: int
    reports: int
    crowd: bool
    cluster: str = ""
    assigned: str = ""
    """Which of the staff was asked to take it."""
    leased: bool = False
    """Somebody has it open now."""


class CaseList(Shape, frozen=True):
    """Open cases in the order in which they should be taken."""

    cases: list[CaseShape]
    open: int
    late: int


class ActionShape(Shape, frozen=True):
    """One effect of a decision."""

    id: str
    type: str
    state: str
    ends_at: int = 0


class DecisionShape(Shape, frozen=True):
    """One decision. `state`: standing, waiting (for a second person), declined."""

    id: str
    case: str
    outcome: str
    category: str
    rule: str
    facts: str
    state: str
    at: int
    decided_by: str
    second_by: str = ""
    supersedes: str = ""
    bulk: str = ""
    automated_detection: bool = False
    actions: list[ActionShape] = []


class AppealShape(Shape, frozen=True):
    """One appeal. `by`: affected or reporter; nobody's name."""

    id: str
    decision: str
    by: str
    text: str
    state: str
    due_at: int
    at: int


class ReportShape(Shape, frozen=True):
    """One complaint, without who made it."""

    category: str
    note: str
    weight: float
    at: int


class LineShape(Shape, frozen=True):
    """One message around the subject, or the subject itself."""

    seq: int
    at: int
    who: str
    text: str
    subject: bool = False
    state: str = ""


class CaseDetail(Shape, frozen=True):
    """A case with its history, still without its words."""

    case: CaseShape
    decisions: list[DecisionShape]
    appeals: list[AppealShape]


class Claimed(Shape, frozen=True):
    """A case that is this key's for ten minutes, with its words. Each claim is a look in the ledger."""

    case: CaseShape
    ref: str
    """Of a link its one form, of a pack of stickers its id."""
    lines: list[LineShape]
    live: bool
    """The surroundings come from the log; else from what a reporter carried."""
    reports: list[ReportShape]
    decisions: list[DecisionShape]
    appeals: list[AppealShape]
    strikes: int
    parts: dict[str, str] = {}
    """What the subject carries besides the words of its line: poll, buttons, files, contact, place, preview, source,
    signed."""


class Wanted(Asked, frozen=True, kw_only=True):
    """What should be decided. `until` 0: without end."""

    outcome: str
    category: str
    facts: Because
    until: Annotated[int, Meta(ge=0, lt=1 << 53)] = 0
    everywhere: bool = True
    purpose: str = ""
    limits: Annotated[list[str], Meta(max_length=10)] = []
    """With `limit_chat`: unfound, no_forwards, no_joins, held, slow."""
    territory: Annotated[list[str], Meta(max_length=60)] = []
    """Countries (ISO 3166) in which alone it holds; empty: everywhere."""


class Choose(Wanted, frozen=True, kw_only=True):
    """A decision. `ver`: the version of the case that was looked at."""

    ver: Ver


class CaseVersion(Asked, frozen=True):
    """A case, and the version of it that was looked at."""

    case: Id
    ver: Ver


class ChooseMany(Wanted, frozen=True, kw_only=True):
    """One decision for many cases, each in the version that was looked at."""

    cases: Annotated[list[CaseVersion], Meta(min_length=1, max_length=BULK_MAX)]


class HandOn(Asked, frozen=True):
    """To somebody else, before everything but the gravest. `why` is for colleagues."""

    ver: Ver
    why: Annotated[str, Meta(min_length=1, max_length=NOTE_MAX)]


class Assign(Asked, frozen=True):
    """`to`: one of the staff; empty: nobody in particular."""

    ver: Ver
    to: Annotated[str, Meta(pattern=r"^[0-9]{0,16}$")] = ""


class Skipped(Shape, frozen=True):
    """A case that was left out of many, and why."""

    case: str
    why: str


class BulkShape(Shape, frozen=True):
    """Many decided at once. `waiting`: how many of them wait for a second person."""

    id: str
    by: str
    outcome: str
    decisions: list[DecisionShape]
    waiting: int
    skipped: list[Skipped]
    at: int
    undone_by: str = ""
    undone_at: int = 0


class Colleague(Shape, frozen=True):
    """One of the staff."""

    id: str
    name: str


class Colleagues(Shape, frozen=True):
    """Whom a case can be given to."""

    staff: list[Colleague]


class PlaceShape(Shape, frozen=True):
    """A chat that would be touched; private ones without a title."""

    title: str
    members: int
    messages: int
    whole: bool


class PreviewShape(Shape, frozen=True):
    """What a decision would do."""

    cases: int
    messages: int
    people: int
    accounts: int
    second: bool
    places: list[PlaceShape]
    skipped: list[Skipped]


class Facts(Asked, frozen=True):
    """Why it is taken back."""

    facts: Because


class Agree(Asked, frozen=True):
    """The second person's word."""

    agree: bool


class Judge(Asked, frozen=True):
    """An appeal decided: `upheld` lets the decision stand, `overturned` takes it back."""

    outcome: Annotated[str, Meta(pattern="^(upheld|overturned)$")]
    facts: Annotated[str, Meta(min_length=1, max_length=APPEAL_MAX)]


class AppealList(Shape, frozen=True):
    """Waiting appeals, the most pressing first."""

    appeals: list[AppealShape]


class NoticeShape(Shape, frozen=True):
    """What somebody was told of a decision, without who it is."""

    audience: str
    channel: str
    at: int
    body: dict[str, object]
    appeal: str = ""


class NoticeList(Shape, frozen=True):
    """Of one decision."""

    notices: list[NoticeShape]


class Subscribe(Asked, frozen=True):
    """An address that is to be told; no kinds: all."""

    url: Annotated[str, Meta(max_length=2048)]
    kinds: Annotated[list[str], Meta(max_length=20)] = []


class HookShape(Shape, frozen=True):
    """An address that is told. `secret` is shown when it is made and never again."""

    id: str
    url: str
    kinds: list[str]
    sent: int
    failing_since: int = 0
    secret: str = ""


class HookList(Shape, frozen=True):
    """Of this key."""

    hooks: list[HookShape]


class EventList(Shape, frozen=True):
    """Events after the number asked, in order; `last`: ask on from there."""

    events: list[dict[str, object]]
    last: int
