"""What the shell needs of the store about discussion groups: links, copies of posts, and how many comments each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Thread:
    """A channel's post and its copy in the discussion group, which its comments answer."""

    chat: int
    root: int
    post_chat: int
    post_seq: int
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Behind:
    """A channel whose posts after `done` have not been copied into its group yet."""

    channel: int
    group: int
    done: int


class ThreadRows(Protocol):
    """Rows of discussions and threads."""

    async def link(self, channel: int, group: int, done: int) -> None:
        """From now on the channel's posts after `done` are copied into the group."""
        ...

    async def unlink(self, channel: int) -> None:
        """No more; what was copied stays."""
        ...

    async def behind(self, channels: Sequence[int]) -> list[Behind]:
        """Those of these channels (none named: of all) that have newer posts than were copied."""
        ...

    async def move(self, channel: int, done: int) -> None:
        """Posts up to `done` are copied. Never moves back."""
        ...

    async def add(self, thread: Thread) -> None:
        """A copy is there; one that is known already stays as it is."""
        ...

    async def of_post(self, chat: int, seq: int) -> Thread | None:
        """The thread of a channel's post in the group that is linked now."""
        ...

    async def of_root(self, chat: int, root: int) -> Thread | None:
        """The thread of a copy."""
        ...

    async def thread_of(self, chat: int, seq: int) -> int:
        """Which thread an answer to this message belongs to; 0: none, or its post is gone."""
        ...

    async def of_comments(self, chat: int, seqs: Sequence[int]) -> list[int]:
        """The roots of the threads these messages belong to, also of those that are gone."""
        ...

    async def counts(self, roots: Sequence[tuple[int, int]]) -> list[Thread]:
        """These threads, named by (group, root), as they stand."""
        ...

    async def mark(self, channel: int, seqs: Sequence[int]) -> None:
        """These posts were edited or deleted: their copies must follow."""
        ...

    async def marked(self, limit: int) -> list[Thread]:
        """Threads whose copies must follow their posts."""
        ...

    async def settle(self, thread: Thread) -> None:
        """The copy has followed."""
        ...
