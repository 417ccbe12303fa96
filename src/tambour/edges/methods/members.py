"""The people in a chat: listing, bringing in, sending away, banning, restricting, promoting, handing over."""

from typing import Annotated, Any

import msgspec

from tambour.edges.methods.fields import Bits, Count, Id, Line, Time
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.rooms import Chats

RANKS = Rate(burst=30, every_s=0.5)


class MemberList(Params, rename={"chat": "c"}):
    """`member.list`."""

    chat: Id
    filter: Line = "all"
    q: Line = ""
    after: Line = ""
    limit: Count = 50


class MemberAdd(Params, rename={"chat": "c", "users": "u"}):
    """`member.add`."""

    chat: Id
    users: Annotated[list[Id], msgspec.Meta(max_length=1000)]


class MemberPick(Params, rename={"chat": "c", "user": "u"}):
    """Somebody in a chat."""

    chat: Id
    user: Id


class MemberBan(MemberPick):
    """`member.ban`."""

    until: Time = 0
    reason: Line = ""
    wipe: bool = False


class MemberRestrict(MemberPick):
    """`member.restrict`."""

    deny: Bits
    until: Time = 0


class MemberPromote(MemberPick):
    """`member.promote`."""

    rights: Bits
    title: Line = ""


class OwnerTransfer(MemberPick):
    """`owner.transfer`."""

    password: Line = ""


def members_methods(chats: Chats) -> tuple[Method, ...]:
    """member.*, owner.transfer."""
    ranks = chats.ranks

    async def member_list(caller: Caller, p: MemberList) -> dict[str, Any]:
        people, following = await ranks.page(
            caller.user, p.chat, filter=p.filter, q=p.q, after=p.after, limit=p.limit
        )
        return {"members": people} | ({"next": following} if following else {})

    async def member_add(caller: Caller, p: MemberAdd) -> dict[str, Any]:
        added, skipped = await chats.joining.add(caller.user, p.chat, p.users)
        return {"added": added, "skipped": sorted(skipped.items())}

    async def member_remove(caller: Caller, p: MemberPick) -> dict[str, Any]:
        await ranks.remove(caller.user, p.chat, p.user)
        return {}

    async def member_ban(caller: Caller, p: MemberBan) -> dict[str, Any]:
        await ranks.ban(caller.user, p.chat, p.user, until=p.until, reason=p.reason, wipe=p.wipe)
        return {}

    async def member_unban(caller: Caller, p: MemberPick) -> dict[str, Any]:
        await ranks.unban(caller.user, p.chat, p.user)
        return {}

    async def member_restrict(caller: Caller, p: MemberRestrict) -> dict[str, Any]:
        await ranks.restrict(caller.user, p.chat, p.user, p.deny, p.until)
        return {}

    async def member_promote(caller: Caller, p: MemberPromote) -> dict[str, Any]:
        await ranks.promote(caller.user, p.chat, p.user, p.rights, p.title)
        return {}

    async def owner_transfer(caller: Caller, p: OwnerTransfer) -> dict[str, Any]:
        await ranks.transfer(caller.user, p.chat, p.user, p.password)
        return {}

    return (
        Method("member.list", MemberList, member_list),
        Method("member.add", MemberAdd, member_add, rate=Rate(10, 2), order="member"),
        Method("member.remove", MemberPick, member_remove, rate=RANKS, order="member"),
        Method("member.ban", MemberBan, member_ban, rate=RANKS, order="member"),
        Method("member.unban", MemberPick, member_unban, rate=RANKS, order="member"),
        Method("member.restrict", MemberRestrict, member_restrict, rate=RANKS, order="member"),
        Method("member.promote", MemberPromote, member_promote, rate=RANKS, order="member"),
        Method("owner.transfer", OwnerTransfer, owner_transfer, rate=Rate(5, 60), order="member"),
    )
