"""The shapes of the desk's interface. Ids are text of digits; times are milliseconds since 1970."""

from typing import Annotated

import msgspec
from msgspec import Meta

from tambour.moderation.cases import APPEAL_MAX, FACTS_MAX, Case
from tambour.moderation.programs import DeskHook, Program
from tambour.moderation.records import Action, Appeal, Decision, Notice, Report
from tambour.services.deciding import Preview
from tambour.services.disclosure import Line, Page

Id = Annotated[str, Meta(pattern=r"^[0-9]{1,16}$", description="Digits.")]


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
    lines: list[LineShape]
    live: bool
    """The surroundings come from the log; else from what a reporter carried."""
    reports: list[ReportShape]
    decisions: list[DecisionShape]
    appeals: list[AppealShape]
    strikes: int


class Choose(Asked, frozen=True):
    """A decision. `ver`: the version of the case that was looked at. `until` 0: without end."""

    ver: Annotated[int, Meta(ge=1, lt=1 << 31)]
    outcome: str
    category: str
    facts: Annotated[str, Meta(min_length=1, max_length=FACTS_MAX)]
    until: Annotated[int, Meta(ge=0, lt=1 << 53)] = 0
    everywhere: bool = True
    purpose: str = ""
    limits: Annotated[list[str], Meta(max_length=10)] = []
    """With `limit_chat`: unfound, no_forwards, no_joins, held, slow."""
    territory: Annotated[list[str], Meta(max_length=60)] = []
    """Countries (ISO 3166) in which alone it holds; empty: everywhere."""


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
    skipped: list[list[str]]


class Facts(Asked, frozen=True):
    """Why it is taken back."""

    facts: Annotated[str, Meta(min_length=1, max_length=FACTS_MAX)]


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


def case_shape(case: Case, now: int) -> CaseShape:
    """Without words and without people who reported."""
    subject = case.subject
    return CaseShape(
        id=str(case.id),
        ver=case.ver,
        state=case.state,
        open=case.open,
        subject=SubjectShape(
            kind=subject.kind,
            chat=text_of(subject.chat),
            seq=subject.seq,
            user=text_of(subject.user),
            owner=text_of(subject.owner),
            audience=subject.audience,
            reach=subject.reach,
        ),
        category=case.category,
        severity=case.severity,
        priority=case.priority,
        factors=case.factors,
        due=case.due,
        received_at=case.received_at,
        reports=case.tally.reports,
        crowd=case.crowd,
        cluster=text_of(case.cluster),
        leased=bool(case.lease_by) and case.lease_until > now,
    )


def decision_shape(decision: Decision, actions: list[Action]) -> DecisionShape:
    """With its effects."""
    return DecisionShape(
        id=str(decision.id),
        case=str(decision.case),
        outcome=decision.outcome,
        category=decision.category,
        rule=decision.policy_ref,
        facts=decision.facts,
        state=decision.state,
        at=decision.at,
        decided_by=str(decision.decided_by),
        second_by=text_of(decision.second_by),
        supersedes=text_of(decision.supersedes),
        automated_detection=decision.automated_detection,
        actions=[
            ActionShape(id=str(one.id), type=one.type, state=one.state, ends_at=one.end_at) for one in actions
        ],
    )


def appeal_shape(appeal: Appeal) -> AppealShape:
    """Without whose it is."""
    return AppealShape(
        id=str(appeal.id),
        decision=str(appeal.decision),
        by=appeal.by_party,
        text=appeal.text,
        state=appeal.state,
        due_at=appeal.due_at,
        at=appeal.at,
    )


def report_shape(report: Report) -> ReportShape:
    """Without whose it is."""
    return ReportShape(category=report.category, note=report.note, weight=report.weight, at=report.at)


def line_shape(line: Line) -> LineShape:
    """As the console shows it."""
    return LineShape(
        seq=line.seq, at=line.ts, who=line.who, text=line.text, subject=line.subject, state=line.state
    )


def claimed(page: Page, now: int) -> Claimed:
    """What a claim brings."""
    return Claimed(
        case=case_shape(page.case, now),
        lines=[line_shape(line) for line in page.lines],
        live=page.live,
        reports=[report_shape(one) for one in page.reports],
        decisions=[decision_shape(one, page.actions[one.id]) for one in page.decisions],
        appeals=[appeal_shape(one) for one in page.appeals],
        strikes=page.strikes[0],
    )


def preview_shape(told: Preview) -> PreviewShape:
    """As the console shows it."""
    return PreviewShape(
        cases=told.cases,
        messages=told.messages,
        people=told.people,
        accounts=told.accounts,
        second=told.second,
        places=[
            PlaceShape(title=one.title, members=one.members, messages=one.messages, whole=one.whole)
            for one in told.places
        ],
        skipped=[[str(case), why] for case, why in told.skipped],
    )


def notice_shape(notice: Notice) -> NoticeShape:
    """Without whom it went to."""
    return NoticeShape(
        audience=notice.audience,
        channel=notice.channel,
        at=notice.sent_at,
        body=notice.body,
        appeal=notice.appeal,
    )


def hook_shape(hook: DeskHook, secret: str = "") -> HookShape:
    """Without its secret, but for the first time."""
    return HookShape(
        id=str(hook.id),
        url=hook.url,
        kinds=list(hook.kinds),
        sent=hook.sent,
        failing_since=hook.failing,
        secret=secret,
    )


def self_shape(program: Program) -> Self:
    """The key itself."""
    return Self(key=str(program.id), name=program.name, user=str(program.user), may=sorted(program.may))


def text_of(number: int) -> str:
    """Digits, or '' for none."""
    return str(number) if number else ""
