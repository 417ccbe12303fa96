"""Cases of the desk's interface: looking, taking, handing on."""

from typing import Any

from litestar.params import FromPath, FromQuery, JSONBody

from tambour.domain.errors import NotFound
from tambour.edges.deskapi.door import DeskDoor, Knock, act, ask, number_in
from tambour.edges.deskapi.models import (
    Assign,
    CaseDetail,
    CaseList,
    CaseShape,
    Claimed,
    Colleague,
    Colleagues,
    HandOn,
)
from tambour.edges.deskapi.shapes import appeal_shape, case_shape, claimed, decision_shape

LISTED_MAX = 200


def case_operations(door: DeskDoor) -> list[Any]:
    """Looking, taking, putting back."""

    @ask("/cases", operation_id="listCases", summary="Open cases, in the order to take them")
    async def cases(request: Knock, limit: FromQuery[int] = 50) -> CaseList:
        await door.program(request, "case.view")
        found, now = await door.disclosure.queue(max(1, min(limit, LISTED_MAX))), door.clock.now()
        shapes = [case_shape(one, now) for one in found.cases]
        return CaseList(cases=shapes, open=found.backlog[0], late=found.backlog[1])

    @ask("/cases/{case:str}", operation_id="getCase", summary="A case without its words")
    async def one(request: Knock, case: FromPath[str]) -> CaseDetail:
        await door.program(request, "case.view")
        rows, number = door.store.read.cases, number_in(case)
        return CaseDetail(
            case=await as_now(door, number),
            decisions=[
                decision_shape(each, await rows.actions(each.id)) for each in await rows.decisions(number)
            ],
            appeals=[appeal_shape(each) for each in await rows.appeals_of(number)],
        )

    @act(
        "/cases/{case:str}/claim",
        operation_id="claimCase",
        summary="Take a case for ten minutes and read it; again: ten minutes more",
    )
    async def claim(request: Knock, case: FromPath[str]) -> Claimed:
        program = await door.program(request, "case.view")
        page = await door.disclosure.open(program.user, number_in(case), f"key:{program.id}")
        return claimed(page, door.clock.now())

    @act("/cases/{case:str}/release", operation_id="releaseCase", summary="Put it back", status_code=204)
    async def release(request: Knock, case: FromPath[str]) -> None:
        program = await door.program(request, "case.view")
        await door.disclosure.release(program.user, number_in(case))

    return [cases, one, claim, release, *colleague_operations(door)]


def colleague_operations(door: DeskDoor) -> list[Any]:
    """Handing on, and asking somebody. The same on the same version again changes nothing."""

    @ask("/staff", operation_id="listStaff", summary="Whom a case can be given to")
    async def staff(request: Knock) -> Colleagues:
        await door.program(request, "case.view")
        found = await door.store.read.cases.colleagues()
        return Colleagues(staff=[Colleague(id=str(user), name=name) for user, name in found])

    @act(
        "/cases/{case:str}/escalate",
        operation_id="escalateCase",
        summary="Hand one version of a case on: it comes first, and is for anybody else",
    )
    async def escalate(request: Knock, case: FromPath[str], data: JSONBody[HandOn]) -> CaseShape:
        program, number = await door.program(request, "case.view"), number_in(case)
        await door.review.escalate(program.user, number, data.why, ver=data.ver)
        return await as_now(door, number)

    @act(
        "/cases/{case:str}/assign",
        operation_id="assignCase",
        summary="Ask one of the staff to take a case; it stays open to everybody",
    )
    async def assign(request: Knock, case: FromPath[str], data: JSONBody[Assign]) -> CaseShape:
        program, number = await door.program(request, "case.view"), number_in(case)
        await door.review.assign(program.user, number, number_in(data.to) if data.to else 0, ver=data.ver)
        return await as_now(door, number)

    return [staff, escalate, assign]


async def as_now(door: DeskDoor, case: int) -> CaseShape:
    """Raises NotFound."""
    found = await door.store.read.cases.case(case)
    if found is None:
        raise NotFound("no such case")
    return case_shape(found, door.clock.now())
