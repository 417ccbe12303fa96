"""Chats: making, showing, listing, changing, joining, leaving, ending; and one's own part in them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

import msgspec

from tambour.domain.chat_view import ChatWire
from tambour.domain.errors import BadInput
from tambour.edges.methods.fields import Bits, Count, Id, Line, Text, Time, rid_of
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.create import NewChat
from tambour.services.chats.own import OwnPart
from tambour.services.chats.rooms import Chats
from tambour.services.chats.settings import Edit


class ChatCreate(Params, rename={"kind": "k", "user": "u"}):
    """`chat.create`."""

    kind: Line
    rid: Line = ""
    user: Id | None = None
    title: Line = ""
    about: Text = ""
    users: list[Id] = msgspec.field(default_factory=list)
    public: bool = False
    name: Line = ""


class ChatPick(Params, rename={"chat": "c", "user": "u"}):
    """A chat by number, by public name, or as the dialog with somebody."""

    chat: Id | None = None
    name: Line = ""
    user: Id | None = None


class OneChat(Params, rename={"chat": "c"}):
    """A chat by number."""

    chat: Id


class Common(Params, rename={"user": "u"}):
    """`chat.common`."""

    user: Id


class ChatEdit(Params, rename={"chat": "c", "permissions": "pm"}):
    """`chat.edit`."""

    chat: Id
    title: Line | None = None
    about: Text | None = None
    photo: Line | msgspec.UnsetType | None = msgspec.UNSET
    """A picture of one's own; null takes it off."""
    name: Line | None = None
    public: bool | None = None
    slow: Bits | None = None
    permissions: Bits | None = None
    protect: bool | None = None
    hide_history: bool | None = None
    sign: bool | None = None
    join_requests: bool | None = None
    reactions: Annotated[list[Line], msgspec.Meta(max_length=200)] | None = None
    linked: Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)] | None = None


class ChatsList(Params):
    """`chats.list`."""

    before: Line = ""
    folder: Bits = 0
    archived: bool = False
    limit: Count = 50


class ChatSet(Params, rename={"chat": "c"}):
    """`chatset`."""

    chat: Id
    mute: Annotated[int, msgspec.Meta(ge=-1, lt=1 << 53)] | None = None
    pin: Annotated[int, msgspec.Meta(ge=0, le=100)] | bool | None = None
    archive: bool | None = None
    unread: bool | None = None
    folder: Bits | None = None


class LogList(Params, rename={"chat": "c", "actor": "u", "verbs": "k"}):
    """`log.list`."""

    chat: Id
    before: Time = 0
    limit: Count = 50
    actor: Id | None = None
    verbs: Annotated[list[Line], msgspec.Meta(max_length=50)] = msgspec.field(default_factory=list)


Portrait = Callable[[int, str], Awaitable[str]]
"""(user, upload) → a square of it, as a file of its own."""


def chats_methods(chats: Chats, portrait: Portrait) -> tuple[Method, ...]:
    """chat.*, chats.list, chatset, log.list."""

    async def chat_create(caller: Caller, p: ChatCreate) -> dict[str, Any]:
        shared = p.kind in ("group", "channel")
        if p.public and not p.name:
            raise BadInput("name", "a public chat needs a name", why="name.needed")
        want = NewChat(
            kind=p.kind,
            rid=rid_of(p.rid) if shared else 0,
            user=p.user or 0,
            title=p.title,
            about=p.about,
            name=p.name,
            users=p.users,
        )
        chat, skipped = await chats.create.create(caller.user, want)
        return {"ch": chat} | ({"skipped": sorted(skipped.items())} if skipped else {})

    async def chat_get(caller: Caller, p: ChatPick) -> dict[str, Any]:
        return {"ch": await picked(chats, caller.user, p)}

    async def chat_edit(caller: Caller, p: ChatEdit) -> dict[str, Any]:
        want = replace(edit_of(p), photo=await photo_of(p, caller.user, portrait))
        if p.linked is not None:
            if want != Edit():
                raise BadInput("linked", "by itself, please: it changes two chats")
            await chats.linking.link(caller.user, p.chat, p.linked)
        return {"ch": await chats.settings.edit(caller.user, p.chat, want)}

    async def chat_join(caller: Caller, p: ChatPick) -> dict[str, Any]:
        joined = await chats.joining.join(caller.user, await number_of(chats, p))
        return {"asked": True} if joined is None else {"ch": joined}

    async def chat_leave(caller: Caller, p: OneChat) -> dict[str, Any]:
        await chats.joining.leave(caller.user, p.chat)
        return {}

    async def chat_delete(caller: Caller, p: OneChat) -> dict[str, Any]:
        await chats.ending.delete(caller.user, p.chat)
        return {}

    return (
        Method("chat.create", ChatCreate, chat_create, rate=Rate(10, 5)),
        Method("chat.get", ChatPick, chat_get),
        Method("chat.edit", ChatEdit, chat_edit, rate=Rate(20, 1), order="chat"),
        Method("chat.join", ChatPick, chat_join, rate=Rate(20, 2), order="joining"),
        Method("chat.leave", OneChat, chat_leave, order="joining"),
        Method("chat.delete", OneChat, chat_delete, rate=Rate(10, 2)),
        *own_methods(chats),
    )


async def photo_of(p: ChatEdit, user: int, portrait: Portrait) -> str | None:
    """The face to show, '' for none any more, None where nothing was said of it."""
    if p.photo is msgspec.UNSET:
        return None
    return await portrait(user, p.photo) if p.photo else ""


def edit_of(p: ChatEdit) -> Edit:
    """What is to change, but for the link between two chats."""
    return Edit(
        title=p.title,
        about=p.about,
        name=p.name,
        public=p.public,
        slow=p.slow,
        permissions=p.permissions,
        protect=p.protect,
        hide_history=p.hide_history,
        sign=p.sign,
        join_requests=p.join_requests,
        reactions=None if p.reactions is None else tuple(p.reactions),
    )


async def picked(chats: Chats, user: int, p: ChatPick) -> ChatWire:
    """The chat meant; the dialog with somebody is made when it is not there."""
    if p.chat is not None:
        return await chats.views.one(user, p.chat)
    if p.name:
        return await chats.views.by_name(user, p.name)
    if p.user is None:
        raise BadInput("c", "c, name or u is needed")
    kind = "saved" if p.user == user else "dialog"
    return (await chats.create.create(user, NewChat(kind=kind, user=p.user)))[0]


async def number_of(chats: Chats, p: ChatPick) -> int:
    """The chat meant, which the caller need not be able to read."""
    if p.chat is not None:
        return p.chat
    if not p.name:
        raise BadInput("c", "c or name is needed")
    return await chats.views.named(p.name)


def own_methods(chats: Chats) -> Sequence[Method]:
    """chats.list, chat.common, chatset, log.list."""

    async def chats_list(caller: Caller, p: ChatsList) -> dict[str, Any]:
        page, following = await chats.views.page(
            caller.user, before=p.before, folder=p.folder, archived=p.archived, limit=p.limit
        )
        return {"chats": page} | ({"next": following} if following else {})

    async def common(caller: Caller, p: Common) -> dict[str, Any]:
        return {"chats": await chats.views.common(caller.user, p.user)}

    async def chatset(caller: Caller, p: ChatSet) -> dict[str, Any]:
        want = OwnPart(
            mute=p.mute,
            pin=None if p.pin is None else int(p.pin),
            archive=p.archive,
            unread=p.unread,
            folder=p.folder,
        )
        await chats.own.set(caller.user, p.chat, want)
        return {}

    async def log_list(caller: Caller, p: LogList) -> dict[str, Any]:
        entries = await chats.settings.log(
            caller.user, p.chat, before=p.before, limit=p.limit, who=p.actor or 0, verbs=p.verbs
        )
        return {"entries": entries}

    return (
        Method("chats.list", ChatsList, chats_list),
        Method("chat.common", Common, common),
        Method("chatset", ChatSet, chatset, order="chatset"),
        Method("log.list", LogList, log_list),
    )
