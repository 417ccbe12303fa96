"""Methods of messages to be sent later; one is planned by msg.send with `at`."""

from typing import Any

import msgspec

from tambour.edges.methods.table import Caller, Empty, Method, Params
from tambour.services.messages.planned import Planning


class OfChat(Params, rename={"chat": "c"}):
    """`sched.list`."""

    chat: int


class Change(Params, rename={"text": "x", "entities": "en"}):
    """`sched.edit`."""

    id: int
    text: str | None = None
    entities: list[list[str | int]] = msgspec.field(default_factory=list)
    at: int = 0


class OnePlan(Params):
    """A plan."""

    id: int


def scheduled_methods(planning: Planning) -> tuple[Method, ...]:
    """sched.*."""

    async def planned(caller: Caller, p: OfChat) -> dict[str, Any]:
        return {"items": await planning.list(caller.user, p.chat)}

    async def change(caller: Caller, p: Change) -> dict[str, Any]:
        return await planning.change(caller.user, p.id, text=p.text, entities=p.entities, at=p.at)

    async def cancel(caller: Caller, p: OnePlan) -> Empty:
        await planning.cancel(caller.user, p.id)
        return Empty()

    async def send_now(caller: Caller, p: OnePlan) -> dict[str, Any]:
        return await planning.send_now(caller.user, p.id)

    return (
        Method("sched.list", OfChat, planned),
        Method("sched.edit", Change, change, order="plan"),
        Method("sched.cancel", OnePlan, cancel, order="plan"),
        Method("sched.now", OnePlan, send_now, order="plan"),
    )
