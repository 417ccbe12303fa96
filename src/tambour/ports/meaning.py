"""What compares texts by what they mean, and the rows in which the meanings of open cases lie beside them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from tambour.moderation.cases import Case
from tambour.moderation.meaning import Alike


class Meaning(Protocol):
    """An encoder. It is handed words and no way to act."""

    name: str
    """Of the encoder: the numbers of another one mean something else."""
    print: str
    """By which its card is known: another encoder or another bar is another model, and begins in the shadow."""

    async def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """One number of 8 bits for each of its dimensions, of each text, in order."""
        ...

    async def nearest(self, asked: Sequence[bytes], known: Sequence[bytes]) -> list[tuple[int, float]]:
        """For each of `asked` the place and the likeness of the nearest of `known`, of which there is at least one."""
        ...

    async def near(self, one: bytes, known: Sequence[bytes], least: float) -> list[tuple[int, float]]:
        """The places of those that are at least so near, and how near, the nearest first."""
        ...


class MeaningRows(Protocol):
    """Meanings of open cases, and who says the same."""

    async def lacking(self, encoder: str, limit: int) -> list[tuple[int, str]]:
        """(case, words) of open cases about messages of public chats that this encoder has not read, oldest first."""
        ...

    async def hold(self) -> None:
        """Nobody else adds meanings before the end of this transaction."""
        ...

    async def known(self, encoder: str, limit: int) -> list[tuple[int, bytes]]:
        """(case, meaning) of open cases, the newest first; without those of which there is none."""
        ...

    async def keep(self, case: int, encoder: str, vector: bytes) -> None:
        """Empty: too little was said. A repeat replaces it."""
        ...

    async def groups(self, cases: Sequence[int]) -> list[tuple[int, int]]:
        """(case, its group or 0), locked."""
        ...

    async def join(self, group: int, cases: Sequence[int], groups: Sequence[int], limit: int) -> None:
        """These cases, and all of these groups, are one group from now on; unless the groups have so many."""
        ...

    async def forget(self, limit: int) -> int:
        """Drop the meanings of cases that are decided; how many that were."""
        ...

    async def sizes(self, groups: Sequence[int]) -> dict[int, int]:
        """How many open cases there are in each."""
        ...

    async def of_group(self, group: int, limit: int) -> list[Case]:
        """Its open cases, those first that come first in the queue."""
        ...

    async def told(self, reviewer: int, found: Mapping[int, float]) -> list[Alike]:
        """What is shown of these open cases by how near they are, the nearest first."""
        ...

    async def seen_by(self, reviewer: int, cases: Sequence[int]) -> frozenset[int]:
        """Those of them that this person has opened since they came."""
        ...
