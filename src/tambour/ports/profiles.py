"""What detection needs of the store about names and descriptions of what is public: chats, bots, people, packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.messages import Kept, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One of them. `kind`: chat, account or sticker, as subjects of cases have it; `target`: the chat or account;
    `pack`: of stickers. `text`: what it says of itself, a line for each thing; '' where it is not public now."""

    id: int
    kind: str
    target: int = 0
    pack: str = ""
    ver: int = 1
    text: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """(chat, seq) at which its signals stand: no message has it."""
        return -self.id, 0

    @property
    def drawn_by(self) -> int:
        """The number by which an entry that is tried in a share of chats takes it or leaves it."""
        return self.target or self.id

    def as_kept(self) -> Kept:
        """In the form in which signals are told of messages."""
        chat, seq = self.place
        message = Message(chat=chat, seq=seq, ev=0, sender=0, ts=0, version=self.ver)
        return Kept(message=message, flags=0, author=0)


class ProfileRows(Protocol):
    """Profiles by their numbers. Of what is not public at that moment no word is read."""

    async def due(self, limit: int) -> list[Profile]:
        """Those that nobody has read as they are now."""
        ...

    async def waiting(self, limit: int) -> int:
        """How many these are, at most so many."""
        ...

    async def some(self, ids: Sequence[int]) -> list[Profile]:
        """These, as they are now."""
        ...

    async def of_chats(self, chats: Sequence[int]) -> list[Profile]:
        """What these chats say of themselves now."""
        ...

    async def spoke(self, spoken: Sequence[tuple[int, int, bool]]) -> None:
        """These spoke: (chat, author, is the author shown). Those whose name stands beside their words in a public chat
        and who have no public name are due under that name, and nothing else of them."""
        ...

    async def number(self, kind: str, target: int, pack: str) -> int:
        """Which one this is; 0: it was never public."""
        ...
