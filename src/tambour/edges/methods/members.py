"""The people in a chat."""

from typing import Any

from tambour.edges.methods.chats import Id
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.joining import Joining


class MemberAdd(Params, rename={"chat": "c", "users": "u"}):
    """`member.add`."""

    chat: Id
    users: list[Id]


def members_methods(joining: Joining) -> tuple[Method, ...]:
    """member.add."""

    async def member_add(caller: Caller, p: MemberAdd) -> dict[str, Any]:
        added, skipped = await joining.add(caller.user, p.chat, p.users)
        return {"added": added, "skipped": sorted(skipped.items())}

    return (Method("member.add", MemberAdd, member_add, rate=Rate(10, 2)),)
