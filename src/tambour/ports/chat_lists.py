"""What the shell needs of the store to show chats to one viewer, and to keep the viewer's own order of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tambour.domain.chat_view import ChatRow


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a chat list. First page: `before_ts` 0, pinned chats first; later pages hold no pinned ones."""

    archived: bool | None = False
    """None: both."""
    folder: int = 0
    """0: all; else the chats put into it, those of these kinds, and those included, less those excluded."""
    kinds: Sequence[str] = ()
    include: Sequence[int] = ()
    exclude: Sequence[int] = ()
    before_ts: int = 0
    before_chat: int = 0
    limit: int = 50


class ChatListRows(Protocol):
    """What a viewer sees of chats."""

    async def rows(self, viewer: int, chats: Sequence[int], *, now: int, full: bool = False) -> list[ChatRow]:
        """One row for each chat that exists, in the order asked. `full`: others' read mark also in groups.

        One statement, whatever the number of chats or members.
        """
        ...

    async def page(self, viewer: int, page: ListPage) -> list[tuple[int, int]]:
        """(chat, `ts` as in domain/chat_view.listed_ts) of a page, newest first. Empty dialogs are left out."""
        ...

    async def common(self, viewer: int, other: int, limit: int) -> list[int]:
        """Groups that both are in, those of the newest words first; one statement."""
        ...

    async def changed(self, viewer: int, since: int, limit: int) -> list[tuple[int, int, int, int, str]]:
        """(chat, last_ev, last_seq, last_ts, state) of the viewer's chats with last_ts > since, newest first."""
        ...

    async def set_own(self, viewer: int, chat: int, fields: dict[str, Any]) -> bool:
        """Set columns of the viewer's own place: mute_until, pin, archived, marked_unread, folder, history_from.

        False: not a member.
        """
        ...

    async def pins(self, viewer: int) -> list[int]:
        """Pinned chats, the lowest first."""
        ...

    async def set_pins(self, viewer: int, chats: Sequence[int]) -> None:
        """Exactly these are pinned, the lowest first."""
        ...
