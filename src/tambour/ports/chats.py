"""What the shell needs of the store about chats and the people in them."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.chats import Chat, Member


class ChatRows(Protocol):
    """Rows of chats, members, invites, bans. Writing is done inside a transaction that locked the chat."""

    async def get(self, chat: int) -> Chat | None:
        """The chat as it stands."""
        ...

    async def get_many(self, chats: Sequence[int]) -> dict[int, Chat]:
        """Those that exist."""
        ...

    async def member(self, chat: int, user: int) -> Member | None:
        """A person's place, or None."""
        ...

    async def banned(self, chat: int, user: int, now: int) -> bool:
        """Is this person banned here at this moment?"""
        ...

    async def chats_of(self, user: int) -> list[tuple[int, str, int, int]]:
        """(chat, kind, members, last_ev) of every chat of a person: what a connection listens to."""
        ...
