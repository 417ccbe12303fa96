"""Chats as one viewer sees them, for every surface that shows a chat: lists, catching up, opening, answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.chat_view import ChatWire, wire_of
from tambour.domain.chats import Chat, Member
from tambour.domain.cursors import cursor_of, numbers_of
from tambour.domain.errors import Forbidden, Gone, NotFound
from tambour.domain.visible import READABLE_STATES, may_read
from tambour.ports.chat_lists import ListPage
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables

PAGE_MAX = 100
PINS_MAX = 10


async def chat_views(tables: Tables, viewer: int, chats: Sequence[int], *, now: int) -> list[ChatWire]:
    """Those of the chats that the viewer may see, in the order asked; one statement.

    Asked for a single chat, others' read mark is also counted in groups of at most 100.
    """
    rows = await tables.chat_lists.rows(viewer, chats, now=now, full=len(chats) == 1)
    return [wire for row in rows if (wire := wire_of(row, viewer, now=now)) is not None]


async def find_reader(tables: Tables, viewer: int, chat_id: int, *, now: int) -> tuple[Chat, Member | None]:
    """The chat and the reader's place in it, None for a guest of a public chat; two statements.

    Raises Gone, Forbidden(chat.banned), or NotFound, also where the chat's existence is none of the viewer's business.
    """
    chat = await tables.chats.get(chat_id)
    if chat is None:
        raise NotFound("no such chat")
    member = await tables.chats.member(chat_id, viewer)
    banned = member is None and await tables.chats.banned(chat_id, viewer, now)
    check_reader(chat, member, banned=banned)
    return chat, member


def check_reader(chat: Chat, member: Member | None, *, banned: bool) -> None:
    """Raises what find_reader does."""
    if may_read(chat, member, banned=banned):
        return
    if banned and chat.is_public and chat.state in READABLE_STATES:
        raise Forbidden("chat.banned")
    if member is not None:
        why = "chat.territory" if chat.state in READABLE_STATES else f"chat.{chat.state}"
        raise Gone("the chat is gone", why=why)
    raise NotFound("no such chat")


@dataclass(frozen=True, slots=True)
class Views:
    """Read-only use cases about chats."""

    store: Store
    clock: Clock

    async def __call__(self, viewer: int, chats: Sequence[int]) -> list[ChatWire]:
        """See chat_views."""
        return await chat_views(self.store.read, viewer, chats, now=self.clock.now())

    async def one(self, viewer: int, chat: int) -> ChatWire:
        """A chat this viewer may see. Raises Gone, Forbidden or NotFound."""
        found = await self(viewer, [chat])
        if not found:
            await self.may_read(viewer, chat)
            raise NotFound("no such chat")
        if found[0].state not in READABLE_STATES:
            raise Gone("the chat is gone", why=f"chat.{found[0].state}")
        return found[0]

    async def may_read(self, viewer: int, chat_id: int) -> Chat:
        """The chat, if this person may read it now. Raises Gone, Forbidden(chat.banned) or NotFound."""
        return (await find_reader(self.store.read, viewer, chat_id, now=self.clock.now()))[0]

    async def common(self, viewer: int, other: int) -> list[ChatWire]:
        """At most 100 groups that both are in, as the viewer sees them."""
        found = await self(viewer, await self.store.read.chat_lists.common(viewer, other, PAGE_MAX))
        return [chat for chat in found if chat.state in READABLE_STATES]

    async def by_name(self, viewer: int, name: str) -> ChatWire:
        """By public name."""
        return await self.one(viewer, await self.named(name))

    async def named(self, name: str) -> int:
        """Whose public name this is. Raises NotFound."""
        chat = await self.store.read.chats.by_name(name.strip().removeprefix("@"))
        if chat is None:
            raise NotFound("no such chat")
        return chat.id

    async def page(
        self, viewer: int, *, before: str, folder: int, archived: bool, limit: int
    ) -> tuple[list[ChatWire], str]:
        """(chats, cursor of the next page or ''): pinned ones first, then by time.

        A page has at least 11 chats, so that all pinned ones are on the first.
        """
        before_ts, before_chat = numbers_of(before, 2, "before") if before else (0, 0)
        limit = max(PINS_MAX + 1, min(limit, PAGE_MAX))
        wanted = replace(
            await self.selection(viewer, folder, archived),
            before_ts=before_ts,
            before_chat=before_chat,
            limit=limit + 1,
        )
        found = await self.store.read.chat_lists.page(viewer, wanted)
        views = await self(viewer, [chat for chat, _ in found[:limit]])
        if len(found) <= limit:
            return views, ""
        chat, ts = found[limit - 1]
        return views, cursor_of(ts, chat)

    async def selection(self, viewer: int, folder: int, archived: bool) -> ListPage:
        """Which chats a list shows. Raises NotFound for a folder the person does not have."""
        if not folder:
            return ListPage(archived=archived)
        for one in await self.store.read.folders.all(viewer):
            if one.id == folder:
                return ListPage(
                    archived=None,
                    folder=folder,
                    kinds=one.filters.kinds,
                    include=one.filters.include,
                    exclude=one.filters.exclude,
                )
        raise NotFound("no such folder", why="folder.unknown")
