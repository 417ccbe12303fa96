"""What the desk needs of the store for effects that add up: blocked links and packs, limits on chats."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class MeasureRows(Protocol):
    """Each effect is a row that names its action."""

    async def put_link(self, key: str, action: int, case: int, countries: Sequence[str]) -> None:
        """Refused from now on; with countries: out of sight there. A repeat changes nothing."""
        ...

    async def drop_link(self, action: int) -> None: ...

    async def links_met(self, limit: int) -> list[tuple[int, int, int]]:
        """(action, chat, seq) of messages with a link that this action puts out of sight in some countries."""
        ...

    async def forget_met(self, action: int, places: Sequence[tuple[int, int]]) -> None: ...

    async def put_pack(self, pack: str, action: int, case: int) -> None:
        """A repeat changes nothing."""
        ...

    async def drop_pack(self, action: int) -> None: ...

    async def carrying(self, part: str, limit: int, since: int) -> list[tuple[int, int, str, list[Any]]]:
        """(chat, seq, text, entities) of messages with links in public chats, from `since` (ms) on, in which `part`
        stands; whether it is the link meant is for the caller to see."""
        ...

    async def copies_of_many(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where these messages were forwarded."""
        ...

    async def showing_pack(self, pack: str, limit: int) -> list[tuple[int, int]]:
        """Messages that carry a sticker of the pack, wherever they are."""
        ...

    async def put_territory(
        self, chat: int, seq: int, action: int, case: int, countries: Sequence[str]
    ) -> None:
        """Out of sight there; seq 0: the chat itself."""
        ...

    async def drop_territory(self, chat: int, seq: int, action: int) -> None: ...

    async def territories(self, chat: int, seq: int) -> list[list[str]]:
        """The countries of every decision that hides it in some."""
        ...

    async def set_territory(self, chat: int, partly: Mapping[str, list[str]], seq: int, number: int) -> None:
        """What the chat hides where, and under which number a message stands. Two statements; `gen` moves."""
        ...

    async def members_in(self, chat: int, countries: Sequence[str]) -> list[int]:
        """Members who count as being in one of these countries."""
        ...

    async def put_limits(self, chat: int, action: int, case: int, bits: int, slow_s: int) -> None:
        """The chat is locked by the caller; its `gen` moves."""
        ...

    async def drop_limits(self, chat: int, action: int) -> None: ...
