"""search.public: what anybody may find; search.chat, search.all, search.date: what was said where one may read."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tambour.edges.methods.fields import Id, Time
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.view import chat_views
from tambour.services.search.find import Filters, Page
from tambour.services.search.room import SearchRoom

Words = Annotated[str, Meta(max_length=256)]
Cursor = Annotated[str, Meta(max_length=64)]
AS_ONE_TYPES = Rate(burst=40, every_s=0.25)


class PublicParams(Params):
    """search.public"""

    q: Annotated[str, Meta(max_length=128)]
    limit: int = 20


class ChatParams(Params, rename={"chat": "c", "sender": "from"}):
    """search.chat"""

    chat: Id
    q: Words = ""
    sender: Annotated[int, Meta(ge=0, lt=1 << 53)] = 0
    kind: Annotated[str, Meta(max_length=16)] = ""
    since: Time = 0
    until: Time = 0
    cursor: Cursor = ""
    limit: int = 20


class AllParams(Params):
    """search.all"""

    q: Words
    cursor: Cursor = ""
    limit: int = 20


class DateParams(Params, rename={"chat": "c", "ts": "d"}):
    """search.date"""

    chat: Id
    ts: Time


class Everywhere(msgspec.Struct, omit_defaults=True):
    """A page of search.all and the chats its messages are in."""

    hits: list[Any]
    chats: list[Any]
    near: int = 0
    next: str = ""


def search_methods(room: SearchRoom) -> tuple[Method, ...]:
    """The methods of this room."""

    async def public(caller: Caller, p: PublicParams) -> Any:
        chats, users = await room.public.public(caller.user, p.q, p.limit)
        return {"chats": chats, "users": users}

    async def chat(caller: Caller, p: ChatParams) -> Page:
        filters = Filters(sender=p.sender, kind=p.kind, since=p.since, until=p.until)
        return await room.messages.chat(caller.user, p.chat, p.q, filters, cursor=p.cursor, limit=p.limit)

    async def everywhere(caller: Caller, p: AllParams) -> Everywhere:
        page = await room.messages.everywhere(caller.user, p.q, cursor=p.cursor, limit=p.limit)
        ids = sorted({hit.message.chat for hit in page.hits})
        chats = await chat_views(room.store.read, caller.user, ids, now=room.clock.now()) if ids else []
        return Everywhere(page.hits, chats, page.near, page.next)

    async def date(caller: Caller, p: DateParams) -> dict[str, int]:
        return {"s": await room.messages.day(caller.user, p.chat, p.ts)}

    return (
        Method("search.public", PublicParams, public, rate=Rate(burst=20, every_s=1)),
        Method("search.chat", ChatParams, chat, rate=AS_ONE_TYPES),
        Method("search.all", AllParams, everywhere, rate=AS_ONE_TYPES),
        Method("search.date", DateParams, date),
    )
