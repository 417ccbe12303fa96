"""Chats by name and number: making, showing, listing, joining, leaving."""

from typing import Annotated, Any

import msgspec

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.create import Create, NewChat
from tambour.services.chats.joining import Joining
from tambour.services.chats.view import Views

Id = Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)]
Line = Annotated[str, msgspec.Meta(max_length=256)]
Text = Annotated[str, msgspec.Meta(max_length=4096)]


class ChatCreate(Params, rename={"kind": "k", "user": "u"}):
    """`chat.create`."""

    kind: Line
    rid: Line = ""
    user: Id | None = None
    title: Line = ""
    about: Text = ""
    users: list[Id] = msgspec.field(default_factory=list)


class ChatPick(Params, rename={"chat": "c", "user": "u"}):
    """A chat by number, by public name, or as the dialog with somebody."""

    chat: Id | None = None
    name: Line = ""
    user: Id | None = None


class OneChat(Params, rename={"chat": "c"}):
    """A chat by number."""

    chat: Id


class ChatsList(Params):
    """`chats.list`."""

    before: Line = ""
    folder: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)] = 0
    archived: bool = False
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 50


def rid_of(text: str) -> int:
    """A rid travels as a decimal string."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise BadInput("rid", "a decimal number of 63 bits is needed")
    return int(text)


def chats_methods(views: Views, create: Create, joining: Joining) -> tuple[Method, ...]:
    """chat.create, chat.get, chats.list, chat.join, chat.leave."""

    async def chat_create(caller: Caller, p: ChatCreate) -> dict[str, Any]:
        shared = p.kind in ("group", "channel")
        want = NewChat(
            kind=p.kind,
            rid=rid_of(p.rid) if shared else 0,
            user=p.user or 0,
            title=p.title,
            about=p.about,
            users=p.users,
        )
        chat, skipped = await create.create(caller.user, want)
        return {"ch": chat} | ({"skipped": sorted(skipped.items())} if skipped else {})

    async def chat_get(caller: Caller, p: ChatPick) -> dict[str, Any]:
        if p.chat is not None:
            return {"ch": await views.one(caller.user, p.chat)}
        if p.name:
            return {"ch": await views.by_name(caller.user, p.name)}
        if p.user is not None:
            kind = "saved" if p.user == caller.user else "dialog"
            chat, _ = await create.create(caller.user, NewChat(kind=kind, user=p.user))
            return {"ch": chat}
        raise BadInput("c", "c, name or u is needed")

    async def chats_list(caller: Caller, p: ChatsList) -> dict[str, Any]:
        chats, following = await views.page(
            caller.user, before=p.before, folder=p.folder, archived=p.archived, limit=p.limit
        )
        return {"chats": chats} | ({"next": following} if following else {})

    async def chat_join(caller: Caller, p: ChatPick) -> dict[str, Any]:
        chat = p.chat if p.chat is not None else (await views.by_name(caller.user, p.name)).id
        joined = await joining.join(caller.user, chat)
        return {"asked": True} if joined is None else {"ch": joined}

    async def chat_leave(caller: Caller, p: OneChat) -> dict[str, Any]:
        await joining.leave(caller.user, p.chat)
        return {}

    return (
        Method("chat.create", ChatCreate, chat_create, rate=Rate(10, 5)),
        Method("chat.get", ChatPick, chat_get),
        Method("chats.list", ChatsList, chats_list),
        Method("chat.join", ChatPick, chat_join, rate=Rate(20, 2)),
        Method("chat.leave", OneChat, chat_leave),
    )
