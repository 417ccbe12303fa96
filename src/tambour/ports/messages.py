"""What the shell needs of the store about messages."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tambour.domain.alter import Standing
from tambour.domain.chats import Member
from tambour.domain.messages import Entity, Kept, Message, Version


class MessageRows(Protocol):
    """Rows of messages, with what belongs to their viewer. Changes are made under the lock of the chat."""

    async def page(
        self, chat: int, viewer: int, *, after: int, before: int, limit: int, newest: bool, thread: int = 0
    ) -> list[Kept]:
        """A range scan of the primary key (`thread`: of that thread's index) with look-ups by primary key.

        Ascending whichever end it is taken from.
        """
        ...

    async def some(self, chat: int, viewer: int, seqs: Sequence[int]) -> list[Kept]:
        """Those that exist, ascending; deleted and hidden ones are among them and marked."""
        ...

    async def places(self, viewer: int, places: Sequence[tuple[int, int]]) -> list[Kept]:
        """As `some`, of several chats, (chat, seq) each."""
        ...

    async def plain(self, places: Sequence[tuple[int, int]]) -> list[Kept]:
        """The same in any order, without what belongs to viewers, is counted, or is voted."""
        ...

    async def versions(self, chat: int, seq: int) -> list[Version]:
        """What it said before, oldest first."""
        ...

    async def standing(self, chat: int, user: int) -> Standing:
        """One statement."""
        ...

    async def actors(
        self, chat: int, users: Sequence[int], now: int
    ) -> Sequence[tuple[int, Member | None, bool, Standing]]:
        """(person, their place here, banned, standing) of each of these who exist; one statement."""
        ...

    async def own(
        self, chat: int, pairs: Sequence[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[str, bool]]:
        """(person, seq) → (that person's reaction or '', hidden by them); one statement."""
        ...

    async def erase(self, chat: int, seqs: Sequence[int]) -> list[int]:
        """One statement: bodies, versions, pins, tags, marks, reactions go; a tombstone stays."""
        ...

    async def hide(self, user: int, chat: int, seqs: Sequence[int]) -> list[int]:
        """One statement; returns those that were not hidden before."""
        ...

    async def edit(
        self,
        chat: int,
        seq: int,
        text: str,
        entities: Sequence[Entity],
        now: int,
        *,
        tags: Sequence[str],
        mentions: Sequence[int],
    ) -> int:
        """One statement: the old words become a version, tags and marks follow the new ones; returns the new ver."""
        ...

    async def carry(self, message: Message, extra: Mapping[str, Any] | None) -> None:
        """What the message carries besides words is `extra` from now on, and its files those of `message`."""
        ...

    async def pin(self, chat: int, seq: int, by: int, now: int) -> bool:
        """One statement; False when it is pinned already."""
        ...

    async def unpin(self, chat: int, seq: int) -> bool:
        """One statement; False when it is not pinned."""
        ...

    async def react(
        self,
        chat: int,
        now: int,
        changed: Mapping[tuple[int, int], str],
        counts: Mapping[int, Sequence[tuple[str, int]]],
    ) -> None:
        """At most three statements: (person, seq) → their reaction ('' takes it back); seq → the counts shown."""
        ...

    async def add(self, message: Message, author: int) -> None:
        """Two statements: a message of the slow door at the seq and ev it carries; the marks that follow from it."""
        ...

    async def next_seq(self, chat: int) -> int:
        """One statement: the place of a message about to be added."""
        ...

    async def addressed(self, chat: int, users: Sequence[int], names: Sequence[str]) -> list[int]:
        """Which of these people, by id or public name (lower case), are members here; one statement."""
        ...
