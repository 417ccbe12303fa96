"""Cases and decisions of the desk's interface."""

from typing import Any

from litestar import get, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from tambour.domain.errors import Conflict, NotFound
from tambour.domain.territory import countries_of
from tambour.edges.deskapi.door import DeskDoor, Knock, must, number_in
from tambour.edges.deskapi.models import (
    Agree,
    CaseDetail,
    CaseList,
    Choose,
    Claimed,
    DecisionShape,
    Facts,
    PreviewShape,
    Refused,
    appeal_shape,
    case_shape,
    claimed,
    decision_shape,
    preview_shape,
)
from tambour.moderation.cases import Choice
from tambour.moderation.records import Decision
from tambour.services.deciding import needed

LISTED_MAX = 200
NO = {
    400: ResponseSpec(Refused, description="Something in the request is wrong: `field`."),
    401: ResponseSpec(Refused, description="No such key."),
    403: ResponseSpec(Refused, description="Not for this key or this person: `why`."),
    404: ResponseSpec(Refused, description="No such thing."),
    409: ResponseSpec(
        Refused, description="Too late: decided or changed meanwhile; `ver` is the version now."
    ),
}


def case_operations(door: DeskDoor) -> list[Any]:
    """Looking."""

    @get("/cases", operation_id="listCases", summary="Open cases, in the order to take them", responses=NO)
    async def cases(request: Knock, limit: FromQuery[int] = 50) -> CaseList:
        must(await door.who(request), "case.view")
        found, now = await door.disclosure.queue(max(1, min(limit, LISTED_MAX))), door.clock.now()
        shapes = [case_shape(one, now) for one in found.cases]
        return CaseList(cases=shapes, open=found.backlog[0], late=found.backlog[1])

    @get("/cases/{case:str}", operation_id="getCase", summary="A case without its words", responses=NO)
    async def one(request: Knock, case: FromPath[str]) -> CaseDetail:
        must(await door.who(request), "case.view")
        rows, now = door.store.read.cases, door.clock.now()
        found = await rows.case(number_in(case))
        if found is None:
            raise NotFound("no such case")
        return CaseDetail(
            case=case_shape(found, now),
            decisions=[await shaped(door, each) for each in await rows.decisions(found.id)],
            appeals=[appeal_shape(each) for each in await rows.appeals_of(found.id)],
        )

    @post(
        "/cases/{case:str}/claim",
        operation_id="claimCase",
        summary="Take a case for ten minutes and read it; again: ten minutes more",
        status_code=200,
        responses=NO,
    )
    async def claim(request: Knock, case: FromPath[str]) -> Claimed:
        program = await door.who(request)
        must(program, "case.view")
        page = await door.disclosure.open(program.user, number_in(case), f"key:{program.id}")
        return claimed(page, door.clock.now())

    @post(
        "/cases/{case:str}/release",
        operation_id="releaseCase",
        summary="Put it back",
        status_code=204,
        responses=NO,
    )
    async def release(request: Knock, case: FromPath[str]) -> None:
        program = await door.who(request)
        must(program, "case.view")
        await door.disclosure.release(program.user, number_in(case))

    return [cases, one, claim, release]


def decision_operations(door: DeskDoor) -> list[Any]:
    """Deciding. The same decision on the same version twice is one; another one comes too late."""

    @post(
        "/cases/{case:str}/preview",
        operation_id="previewDecision",
        summary="What a decision would do",
        status_code=200,
        responses=NO,
    )
    async def preview(request: Knock, case: FromPath[str], data: JSONBody[Choose]) -> PreviewShape:
        program = await door.who(request)
        must(program, "case.decide", *needed(data.outcome))
        wanted = [(number_in(case), data.ver)]
        return preview_shape(await door.review.preview(program.user, wanted, choice_of(data)))

    @post(
        "/cases/{case:str}/decide",
        operation_id="decideCase",
        summary="Decide one version of a case",
        status_code=200,
        responses=NO,
    )
    async def decide(request: Knock, case: FromPath[str], data: JSONBody[Choose]) -> DecisionShape:
        program = await door.who(request)
        must(program, "case.decide", *needed(data.outcome))
        number = number_in(case)
        try:
            return await shaped(
                door, await door.review.decide(program.user, number, data.ver, choice_of(data))
            )
        except Conflict as no:
            raise await dated(door, number, no) from no

    @post(
        "/decisions/{decision:str}/undo",
        operation_id="undoDecision",
        summary="Take a decision back, with everything it did",
        status_code=200,
        responses=NO,
    )
    async def undo(request: Knock, decision: FromPath[str], data: JSONBody[Facts]) -> DecisionShape:
        program = await door.who(request)
        must(program, "case.decide")
        return await shaped(door, await door.review.restore(program.user, number_in(decision), data.facts))

    @post(
        "/decisions/{decision:str}/second",
        operation_id="secondDecision",
        summary="Agree as the second person, or do not",
        status_code=200,
        responses=NO,
    )
    async def second(request: Knock, decision: FromPath[str], data: JSONBody[Agree]) -> DecisionShape:
        program = await door.who(request)
        must(program, "second.approve")
        done = await door.review.second(program.user, number_in(decision), data.agree)
        return await shaped(door, await door.store.read.cases.decision(done.id) or done)

    return [preview, decide, undo, second]


async def shaped(door: DeskDoor, decision: Decision) -> DecisionShape:
    """With its effects as they are now."""
    return decision_shape(decision, await door.store.read.cases.actions(decision.id))


async def dated(door: DeskDoor, case: int, no: Conflict) -> Conflict:
    """The same refusal with the version of the case as it is now."""
    found = await door.store.read.cases.case(case)
    return Conflict(no.msg, **(no.facts | {"ver": found.ver if found else 0}))


def choice_of(data: JSONBody[Choose]) -> Choice:
    """What was asked for."""
    return Choice(
        outcome=data.outcome,
        category=data.category,
        facts=data.facts,
        until=data.until,
        everywhere=data.everywhere,
        purpose=data.purpose,
        limits=tuple(data.limits),
        territory=countries_of(" ".join(data.territory)),
    )
