"""Appeals, notices, events and webhooks of the desk's interface."""

from typing import Any

from litestar import delete
from litestar.params import FromPath, FromQuery, JSONBody

from tambour.domain.errors import NotFound
from tambour.edges.deskapi.door import NO, DeskDoor, Knock, act, ask, number_in
from tambour.edges.deskapi.models import (
    AppealList,
    AppealShape,
    EventList,
    HookList,
    HookShape,
    Judge,
    NoticeList,
    Self,
    Subscribe,
)
from tambour.edges.deskapi.shapes import appeal_shape, hook_shape, notice_shape, self_shape
from tambour.services.desk_hooks import wire

APPEALS_MAX = 200
EVENTS_MAX = 500


def redress_operations(door: DeskDoor) -> list[Any]:
    """Appeals and what people were told."""

    @ask("/appeals", operation_id="listAppeals", summary="Appeals that wait, the most pressing first")
    async def appeals(request: Knock) -> AppealList:
        await door.program(request, "case.view")
        found = await door.store.read.cases.open_appeals(APPEALS_MAX)
        return AppealList(appeals=[appeal_shape(one) for one in found])

    @act(
        "/appeals/{appeal:str}",
        operation_id="decideAppeal",
        summary="Decide an appeal against somebody else's decision",
    )
    async def judge(request: Knock, appeal: FromPath[str], data: JSONBody[Judge]) -> AppealShape:
        program, number = await door.program(request, "appeal.decide"), number_in(appeal)
        await door.review.decide_appeal(program.user, number, data.outcome == "upheld", data.facts)
        found = await door.store.read.cases.appeal(number)
        if found is None:
            raise NotFound("no such appeal")
        return appeal_shape(found)

    @ask(
        "/decisions/{decision:str}/notices",
        operation_id="listNotices",
        summary="What people were told of a decision",
    )
    async def notices(request: Knock, decision: FromPath[str]) -> NoticeList:
        await door.program(request, "case.view")
        found = await door.store.read.cases.notices_of(number_in(decision))
        return NoticeList(notices=[notice_shape(one) for one in found])

    return [appeals, judge, notices]


def hook_operations(door: DeskDoor) -> list[Any]:
    """The key itself, the events, and where they are brought."""

    @ask("/me", operation_id="getSelf", summary="Whose key this is, and what it may")
    async def me(request: Knock) -> Self:
        return self_shape(await door.program(request))

    @ask("/events", operation_id="listEvents", summary="What happened, in order")
    async def events(request: Knock, after: FromQuery[int] = 0, limit: FromQuery[int] = 100) -> EventList:
        await door.program(request, "case.view")
        after = max(0, min(after, 1 << 53))
        async with door.store.writing() as tx:
            await tx.cases.place_events()
        found = await door.store.read.cases.events(after, max(1, min(limit, EVENTS_MAX)))
        return EventList(events=[wire(one) for one in found], last=found[-1].n if found else after)

    @ask("/hooks", operation_id="listHooks", summary="This key's webhooks")
    async def hooks(request: Knock) -> HookList:
        program = await door.program(request)
        found = await door.store.read.cases.hooks_of(program.id)
        return HookList(hooks=[hook_shape(one) for one in found])

    @act("/hooks", operation_id="addHook", summary="Be told of what happens from now on", status_code=201)
    async def subscribe(request: Knock, data: JSONBody[Subscribe]) -> HookShape:
        program = await door.program(request, "case.view")
        return hook_shape(*await door.programs.subscribe(program, data.url, data.kinds))

    @delete("/hooks/{hook:str}", operation_id="dropHook", summary="Be told no more", responses=NO)
    async def unsubscribe(request: Knock, hook: FromPath[str]) -> None:
        program = await door.program(request)
        await door.programs.unsubscribe(program, number_in(hook))

    return [me, events, hooks, subscribe, unsubscribe]
