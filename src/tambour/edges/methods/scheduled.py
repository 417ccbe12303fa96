"""Methods of messages to be sent later; one is planned by msg.send with `at`."""

from typing import Any

from tambour.edges.methods.table import Caller, Empty, Method, Params
from tambour.services.messages.planned import Planning


class OfChat(Params, rename={"chat": "c"}):
    """`sched.list`."""

    chat: int


class OnePlan(Params):
    """A plan."""

    id: int


def scheduled_methods(planning: Planning) -> tuple[Method, ...]:
    """sched.list, sched.cancel, sched.now."""

    async def planned(caller: Caller, p: OfChat) -> dict[str, Any]:
        return {"items": await planning.list(caller.user, p.chat)}

    async def cancel(caller: Caller, p: OnePlan) -> Empty:
        await planning.cancel(caller.user, p.id)
        return Empty()

    async def send_now(caller: Caller, p: OnePlan) -> dict[str, Any]:
        return await planning.send_now(caller.user, p.id)

    return (
        Method("sched.list", OfChat, planned),
        Method("sched.cancel", OnePlan, cancel),
        Method("sched.now", OnePlan, send_now),
    )
