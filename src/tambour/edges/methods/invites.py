"""Invitations by link, and requests to join."""

from typing import Annotated, Any

import msgspec

from tambour.edges.methods.fields import Id, Line, Text, Time
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.invites import NewInvite
from tambour.services.chats.rooms import Chats


class InviteCreate(Params, rename={"chat": "c"}):
    """`invite.create`."""

    chat: Id
    title: Line = ""
    expires: Time = 0
    limit: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)] = 0
    approval: bool = False


class OneChat(Params, rename={"chat": "c"}):
    """A chat by number."""

    chat: Id


class Token(Params):
    """A link."""

    token: Line


class InviteMembers(Token):
    """`invite.members`."""

    after: Line = ""


class InviteAccept(Token):
    """`invite.accept`."""

    note: Text = ""


class Decide(Params, rename={"chat": "c", "user": "u"}):
    """`joinreq.decide`."""

    chat: Id
    user: Id
    ok: bool


def invites_methods(chats: Chats) -> tuple[Method, ...]:
    """invite.*, joinreq.*."""
    invites = chats.invites

    async def create(caller: Caller, p: InviteCreate) -> dict[str, Any]:
        want = NewInvite(title=p.title, expires=p.expires, limit=p.limit, approval=p.approval)
        return await invites.create(caller.user, p.chat, want)

    async def links(caller: Caller, p: OneChat) -> dict[str, Any]:
        return {"invites": await invites.links(caller.user, p.chat)}

    async def came(caller: Caller, p: InviteMembers) -> dict[str, Any]:
        members, following = await invites.came(caller.user, p.token, p.after)
        return {"members": members} | ({"next": following} if following else {})

    async def code(caller: Caller, p: Token) -> dict[str, str]:
        return await invites.code(caller.user, p.token)

    async def revoke(caller: Caller, p: Token) -> dict[str, Any]:
        await invites.revoke(caller.user, p.token)
        return {}

    async def peek(caller: Caller, p: Token) -> dict[str, Any]:
        return await invites.peek(caller.user, p.token)

    async def accept(caller: Caller, p: InviteAccept) -> dict[str, Any]:
        joined = await invites.accept(caller.user, p.token, p.note)
        return {"asked": True} if joined is None else {"ch": joined}

    async def requests(caller: Caller, p: OneChat) -> dict[str, Any]:
        waiting = await invites.requests(caller.user, p.chat)
        return {"requests": [{"u": r.user, "note": r.note, "d": r.created} for r in waiting]}

    async def decide(caller: Caller, p: Decide) -> dict[str, Any]:
        await invites.decide(caller.user, p.chat, p.user, p.ok)
        return {}

    return (
        Method("invite.create", InviteCreate, create, rate=Rate(10, 3)),
        Method("invite.list", OneChat, links),
        Method("invite.members", InviteMembers, came),
        Method("invite.qr", Token, code),
        Method("invite.revoke", Token, revoke),
        Method("invite.peek", Token, peek, rate=Rate(20, 3)),
        Method("invite.accept", InviteAccept, accept, rate=Rate(20, 3), order="joining"),
        Method("joinreq.list", OneChat, requests),
        Method("joinreq.decide", Decide, decide),
    )
