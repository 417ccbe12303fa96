"""What the shell needs of the store about words in pictures and in sound: whose turn it is, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A file that waits to be read. `asked`: ms. `public`: does a living message of a public chat carry it still?"""

    file: str
    asked: int
    tries: int
    public: bool


class WordRows(Protocol):
    """Rows of `file_words` (read) or `file_speech` (heard). Each is one statement."""

    async def ask(self, files: Sequence[str], now: int) -> None:
        """These are to be read; a repeat changes nothing."""
        ...

    async def words(self, files: Sequence[str]) -> dict[str, str]:
        """What stands in those of them in which something stands."""
        ...

    async def claim(self, now: int, lease_ms: int, *, oldest: bool = False) -> Turn | None:
        """The one that waits longest and that nobody holds, pictures before films unless it is to be the `oldest` of
        all; held for so long."""
        ...

    async def give_back(self, file: str) -> None:
        """It waits on, and this try does not count."""
        ...

    async def put_off(self, file: str, until: int, now: int) -> None:
        """Reading it fails: it waits until then, and this try does not count."""
        ...

    async def failing_since(self, asked_after: int) -> int:
        """When reading what was asked for after this and still waits first failed; 0: it does not."""
        ...

    async def settle(self, file: str, words: str, now: int) -> None:
        """Read. Where something stands in it, its messages are looked at once more."""
        ...

    async def drop(self, file: str) -> None:
        """Nobody is to read it."""
        ...

    async def waiting(self) -> int:
        """How many wait."""
        ...

    async def untold(self, limit: int) -> dict[str, list[tuple[int, int]]]:
        """Files that were read meanwhile, and the (chat, seq) of messages of public chats that carry them."""
        ...

    async def tell(self, files: Sequence[str]) -> None:
        """Their messages were looked at."""
        ...
