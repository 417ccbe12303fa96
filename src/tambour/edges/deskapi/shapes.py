"""From the desk's records to the shapes of its interface: fields of the same name, ids as text, and what differs."""

from typing import TypeVar

import msgspec

from tambour.edges.deskapi.models import (
    ActionShape,
    AppealShape,
    BulkShape,
    CaseShape,
    Claimed,
    DecisionShape,
    HookShape,
    LineShape,
    NoticeShape,
    PlaceShape,
    PreviewShape,
    ReportShape,
    Self,
    Shape,
    Skipped,
    SubjectShape,
)
from tambour.moderation.cases import Case
from tambour.moderation.programs import DeskHook, Program
from tambour.moderation.records import Action, Appeal, Bulk, Decision, Notice
from tambour.services.deciding import Preview
from tambour.services.disclosure import Line, Page

S = TypeVar("S", bound=Shape)


def like(kind: type[S], of: object, **own: object) -> S:
    """A shape from a record: `own`, and for the rest the record's fields of the same name."""
    told = dict(own)
    for each in msgspec.structs.fields(kind):
        if each.name not in told:
            value = getattr(of, each.name)
            told[each.name] = text_of(value) if each.type is str and isinstance(value, int) else value
    return kind(**told)


def text_of(number: int) -> str:
    """Digits, or '' for none."""
    return str(number) if number else ""


def case_shape(case: Case, now: int) -> CaseShape:
    """Without words and without people who reported."""
    leased = bool(case.lease_by) and case.lease_until > now
    subject = like(SubjectShape, case.subject)
    return like(CaseShape, case, subject=subject, reports=case.tally.reports, leased=leased)


def decision_shape(decision: Decision, actions: list[Action]) -> DecisionShape:
    """With its effects."""
    done = [like(ActionShape, one, ends_at=one.end_at) for one in actions]
    return like(DecisionShape, decision, rule=decision.policy_ref, actions=done)


def appeal_shape(appeal: Appeal) -> AppealShape:
    """Without whose it is."""
    return like(AppealShape, appeal, by=appeal.by_party)


def line_shape(line: Line) -> LineShape:
    """As the console shows it."""
    return like(LineShape, line, at=line.ts)


def claimed(page: Page, now: int) -> Claimed:
    """What a claim brings; of complaints everything but who made them."""
    return Claimed(
        case=case_shape(page.case, now),
        ref=page.case.subject.ref,
        lines=[line_shape(line) for line in page.lines],
        live=page.live,
        reports=[like(ReportShape, one) for one in page.reports],
        decisions=[decision_shape(one, page.actions[one.id]) for one in page.decisions],
        appeals=[appeal_shape(one) for one in page.appeals],
        strikes=page.strikes[0],
        parts=page.parts,
    )


def skipped(cases: tuple[tuple[int, str], ...]) -> list[Skipped]:
    """What was left out."""
    return [Skipped(case=str(case), why=why) for case, why in cases]


def preview_shape(told: Preview) -> PreviewShape:
    """As the console shows it."""
    places = [like(PlaceShape, one) for one in told.places]
    return like(PreviewShape, told, places=places, skipped=skipped(told.skipped))


def bulk_shape(bulk: Bulk, decisions: list[Decision]) -> BulkShape:
    """With its decisions; what each of them does is told with its case."""
    return like(
        BulkShape,
        bulk,
        decisions=[decision_shape(one, []) for one in decisions],
        waiting=sum(one.state == "waiting" for one in decisions),
        skipped=skipped(bulk.skipped),
    )


def notice_shape(notice: Notice) -> NoticeShape:
    """Without whom it went to."""
    return like(NoticeShape, notice, at=notice.sent_at)


def hook_shape(hook: DeskHook, secret: str = "") -> HookShape:
    """Without its secret, but for the first time."""
    return like(HookShape, hook, kinds=list(hook.kinds), failing_since=hook.failing, secret=secret)


def self_shape(program: Program) -> Self:
    """The key itself."""
    return like(Self, program, key=str(program.id), may=sorted(program.may))
