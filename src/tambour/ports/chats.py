"""What the shell needs of the store about chats."""

from collections.abc import Sequence
from typing import Any, Protocol

from tambour.domain.chats import Chat, Member


class ChatRows(Protocol):
    """Rows of chats, dialogs and the keys of their creation. Writing happens in a transaction that locked the chat."""

    async def get(self, chat: int) -> Chat | None:
        """The chat as it stands."""
        ...

    async def get_many(self, chats: Sequence[int]) -> dict[int, Chat]:
        """Those that exist."""
        ...

    async def by_name(self, name: str) -> Chat | None:
        """The chat with this public name (any case), whatever its state."""
        ...

    async def member(self, chat: int, user: int) -> Member | None:
        """A person's place, or None."""
        ...

    async def memberships(self, user: int, chats: Sequence[int]) -> dict[int, Member]:
        """A person's places, by chat."""
        ...

    async def banned(self, chat: int, user: int, now: int) -> bool:
        """Is this person banned here at this moment?"""
        ...

    async def chats_of(self, user: int) -> list[tuple[int, str, int, int]]:
        """(chat, kind, members, last_ev) of every chat of a person: what a connection listens to."""
        ...

    async def listeners(self, chat: int, among: Sequence[int]) -> tuple[str, int, list[int]]:
        """(kind, members, those of these people who are members); nobody where the chat is out of reach."""
        ...

    async def add(self, chat: Chat) -> None:
        """A new chat; its counters start where `chat` says."""
        ...

    async def change(self, chat: int, fields: dict[str, Any], *, weaker: bool) -> None:
        """Set columns named as in Chat (title, about, username, is_public, flags, permissions, slow_s, owner,
        state), and linked_id.

        `weaker`: somebody's right to write may have shrunk, so `gen` moves.
        """
        ...

    async def bump_gen(self, chat: int) -> None:
        """Somebody's right to write here may have shrunk."""
        ...

    async def dialog(self, low: int, high: int) -> int | None:
        """The chat of this pair; low = high: Saved messages."""
        ...

    async def claim_dialog(self, low: int, high: int, chat: int) -> bool:
        """Make `chat` the dialog of this pair; False when the pair already has one. Waits for a rival's commit."""
        ...

    async def peer(self, chat: int, user: int) -> int:
        """The other person of a dialog; 0 where there is none."""
        ...

    async def made_by(self, user: int, rid: int) -> int | None:
        """The chat this rid made, if any."""
        ...

    async def claim_rid(self, user: int, rid: int, chat: int, now: int) -> int | None:
        """None when this rid is used for the first time; else the chat it made. Waits for a rival's commit."""
        ...

    async def log_add(
        self, chat: int, entry: int, actor: int, verb: str, target: int, data: dict[str, Any], ts: int
    ) -> None:
        """One act of an administrator."""
        ...

    async def log_page(
        self, chat: int, before: int, limit: int, *, actor: int = 0, verbs: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """Entries {id, d, u: who acted, k: the act, target: on whom, data} below `before` (0: all), newest first.

        `actor`, `verbs`: only what this person did, only these acts.
        """
        ...
