"""What the shell needs of whoever knows media again, and of the rows in which marks are kept."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tambour.moderation.known import Like, Marks

FOREVER = 1 << 62
"""Behind every number and every moment."""


class Known(Protocol):
    """The bank's media in memory. Not for two threads at once."""

    def clear(self) -> None:
        """Nothing is known."""
        ...

    def __contains__(self, entry: int) -> bool: ...

    def take(self, entries: Iterable[tuple[int, Marks]]) -> None:
        """More entries."""
        ...

    def like(self, marks: Marks, living: Collection[int]) -> list[Like]:
        """What a file is like, of these entries, each once by its surest way."""
        ...

    def sift(self, entry: Marks, files: Sequence[Marks]) -> list[int]:
        """Numbers of those files that may be like the entry: a quick question about many. None that is like by a
        hash is left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the desk is shown of an entry. `preview`: a small picture in WebP, b'' for sound."""

    preview: bytes = b""
    mime: str = ""
    duration: int = 0
    """In ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One row of `file_likes`."""

    file: str
    like: Like


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """A chat's photo is like an entry. `version`: which photo (see face_version)."""

    chat: int
    version: int
    like: Like


class KnownRows(Protocol):
    """Marks of entries and of files."""

    async def keep(self, entry: int, marks: Marks, sample: Sample) -> None:
        """Of a new entry."""
        ...

    async def sample(self, entry: int) -> Sample | None: ...

    async def marks(self, entries: Sequence[int]) -> list[tuple[int, Marks]]:
        """Those of these entries that have some."""
        ...

    async def still(self, version: int) -> bool:
        """Has the bank not changed since? Until this transaction ends it does not."""
        ...

    async def note(self, file: str, marks: Marks, likes: Sequence[Like]) -> None:
        """What a file is known by, and what it is like; instead of what was noted before."""
        ...

    async def miss(self, file: str, now: int) -> None:
        """A detector failed on this file: it is owed another look."""
        ...

    async def missed(
        self, limit: int, after: tuple[int, str] = (0, ""), *, until: int = FOREVER
    ) -> list[tuple[str, int]]:
        """(file, since) of those that are owed one, at the latest since `until`, and come after this (since, file),
        the oldest first."""
        ...

    async def missing(self, until: int) -> tuple[int, int]:
        """How many are owed one since later, and how many since then or longer."""
        ...

    async def owe_again(self, until: int, now: int) -> int:
        """Those that are owed one since then or longer are owed it from now on; how many these are."""
        ...

    async def made_up_for(self, file: str, now: int) -> None:
        """It had it, or nothing is left to look at: messages of public chats that carry it are read once more."""
        ...

    async def look_again(self, file: str, now: int) -> None:
        """Messages of public chats that carry it are read once more."""
        ...

    async def worn(self, limit: int, after: tuple[int, int] = (0, 0)) -> list[Worn]:
        """Photos of public chats that are like an entry and that it has not found yet as it stands now, by (chat,
        entry)."""
        ...

    async def likes_of(self, chat: int, seq: int) -> list[Likeness]:
        """Of the files of a message; seq 0: of the chat's photo."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHunt:
    """A new entry on its way through the marks of stored files."""

    entry: int
    files: Sequence[tuple[str, Marks]]
