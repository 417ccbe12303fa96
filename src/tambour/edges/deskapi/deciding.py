"""Decisions of the desk's interface: one case, many at once, the second person, and the way back."""

import hashlib
from typing import Any

from litestar.params import FromPath, JSONBody

from tambour.domain.errors import Conflict, NotFound
from tambour.domain.territory import countries_of
from tambour.edges.deskapi.door import DeskDoor, Knock, act, ask, number_in
from tambour.edges.deskapi.models import (
    Agree,
    BulkShape,
    Choose,
    ChooseMany,
    DecisionShape,
    Facts,
    PreviewShape,
    Wanted,
)
from tambour.edges.deskapi.shapes import bulk_shape, decision_shape, preview_shape
from tambour.moderation.cases import Choice
from tambour.moderation.records import Decision
from tambour.services.deciding import needed

BULK_ID_BYTES = 6


def decision_operations(door: DeskDoor) -> list[Any]:
    """One case. The same decision on the same version twice is one; another one comes too late."""

    @act("/cases/{case:str}/preview", operation_id="previewDecision", summary="What a decision would do")
    async def preview(request: Knock, case: FromPath[str], data: JSONBody[Choose]) -> PreviewShape:
        program = await door.program(request, "case.decide", *needed(data.outcome))
        wanted = [(number_in(case), data.ver)]
        return preview_shape(await door.review.preview(program.user, wanted, choice_of(data)))

    @act("/cases/{case:str}/decide", operation_id="decideCase", summary="Decide one version of a case")
    async def decide(request: Knock, case: FromPath[str], data: JSONBody[Choose]) -> DecisionShape:
        program, number = await door.program(request, "case.decide", *needed(data.outcome)), number_in(case)
        try:
            done = await door.review.decide(program.user, number, data.ver, choice_of(data))
        except Conflict as no:
            raise await dated(door, number, no) from no
        return await shaped(door, done)

    @act(
        "/decisions/{decision:str}/undo",
        operation_id="undoDecision",
        summary="Take a decision back, with everything it did",
    )
    async def undo(request: Knock, decision: FromPath[str], data: JSONBody[Facts]) -> DecisionShape:
        program = await door.program(request, "case.decide")
        return await shaped(door, await door.review.restore(program.user, number_in(decision), data.facts))

    @act(
        "/decisions/{decision:str}/second",
        operation_id="secondDecision",
        summary="Agree as the second person, or do not",
    )
    async def second(request: Knock, decision: FromPath[str], data: JSONBody[Agree]) -> DecisionShape:
        program = await door.program(request, "second.approve")
        done = await door.review.second(program.user, number_in(decision), data.agree)
        return await shaped(door, await door.store.read.cases.decision(done.id) or done)

    return [preview, decide, undo, second, *bulk_operations(door), *bulk_redress(door)]


def bulk_operations(door: DeskDoor) -> list[Any]:
    """Many alike. What changed since, or is not for this person, is left out and named."""

    @act("/bulk/preview", operation_id="previewBulk", summary="What one decision for many cases would do")
    async def preview(request: Knock, data: JSONBody[ChooseMany]) -> PreviewShape:
        program = await door.program(request, "bulk.decide", "case.decide", *needed(data.outcome))
        return preview_shape(await door.review.preview(program.user, pairs_of(data), choice_of(data)))

    @act("/bulk", operation_id="decideBulk", summary="Decide many cases alike, each in one version")
    async def decide(request: Knock, data: JSONBody[ChooseMany]) -> BulkShape:
        program = await door.program(request, "bulk.decide", "case.decide", *needed(data.outcome))
        wanted = pairs_of(data)
        bulk = bulk_id(program.user, wanted)
        await door.review.decide_many(program.user, bulk, wanted, choice_of(data))
        return await whole(door, bulk)

    @ask("/bulk/{bulk:str}", operation_id="getBulk", summary="Many decided at once, and what became of each")
    async def one(request: Knock, bulk: FromPath[str]) -> BulkShape:
        await door.program(request, "case.view")
        return await whole(door, number_in(bulk))

    return [preview, decide, one]


def bulk_redress(door: DeskDoor) -> list[Any]:
    """The second person, and all of it back."""

    @act(
        "/bulk/{bulk:str}/second",
        operation_id="secondBulk",
        summary="Agree as the second person to all of it that waits, or do not",
    )
    async def second(request: Knock, bulk: FromPath[str], data: JSONBody[Agree]) -> BulkShape:
        program = await door.program(request, "second.approve")
        await door.review.second_many(program.user, number_in(bulk), data.agree)
        return await whole(door, number_in(bulk))

    @act("/bulk/{bulk:str}/undo", operation_id="undoBulk", summary="Take all of it back")
    async def undo(request: Knock, bulk: FromPath[str], data: JSONBody[Facts]) -> BulkShape:
        program = await door.program(request, "bulk.decide", "case.decide")
        await door.review.undo_many(program.user, number_in(bulk), data.facts)
        return await whole(door, number_in(bulk))

    return [second, undo]


async def shaped(door: DeskDoor, decision: Decision) -> DecisionShape:
    """With its effects as they are now."""
    return decision_shape(decision, await door.store.read.cases.actions(decision.id))


async def whole(door: DeskDoor, bulk: int) -> BulkShape:
    """Raises NotFound."""
    rows = door.store.read.cases
    found = await rows.bulk(bulk)
    if found is None:
        raise NotFound("no such bulk")
    return bulk_shape(found, await rows.bulk_decisions(bulk))


async def dated(door: DeskDoor, case: int, no: Conflict) -> Conflict:
    """The same refusal with the version of the case as it is now."""
    found = await door.store.read.cases.case(case)
    return Conflict(no.msg, **(no.facts | {"ver": found.ver if found else 0}))


def pairs_of(data: ChooseMany) -> list[tuple[int, int]]:
    """(case, version), each once."""
    return sorted({(number_in(one.case), one.ver) for one in data.cases})


def bulk_id(user: int, wanted: list[tuple[int, int]]) -> int:
    """Follows from who decides which versions of which cases: so the same request again finds its first answer."""
    digest = hashlib.sha256(repr((user, wanted)).encode()).digest()
    return int.from_bytes(digest[:BULK_ID_BYTES]) or 1


def choice_of(data: Wanted) -> Choice:
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
