"""stats.get: what those who run a group or channel may know of it in numbers."""

from typing import Annotated, Any

import msgspec

from tambour.edges.methods.fields import Id
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.rooms import Chats


class StatsGet(Params, rename={"chat": "c"}):
    """`stats.get`."""

    chat: Id
    days: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 30


def figures_methods(chats: Chats) -> tuple[Method, ...]:
    """stats.get."""

    async def stats_get(caller: Caller, p: StatsGet) -> dict[str, Any]:
        return await chats.figures.get(caller.user, p.chat, p.days)

    return (Method("stats.get", StatsGet, stats_get, rate=Rate(10, 3)),)
