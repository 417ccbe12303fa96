"""What search needs of the store: the vocabulary, the index as it is asked, and the index as it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tambour.domain.search.question import Group
from tambour.ports.readers import LogPart, LogRows

SEQ_END = (1 << 63) - 1
AT_MIN = -(1 << 31)
AT_EPOCH_S = 1_577_836_800
"""2020-01-01: the index keeps seconds since then in 32 bits."""


def at_of(ts: int) -> int:
    """The index's time of a message: whole seconds, within 32 bits."""
    return max(AT_MIN, min(ts // 1000 - AT_EPOCH_S, (1 << 31) - 1))


class Spot(NamedTuple):
    """A message's place in the order of search: by time, then chat, then seq; the newest is the greatest."""

    at: int
    chat: int
    seq: int

    def seq_in(self, chat: int) -> int:
        """With the same `at`, what lies before this Spot in that chat has a lower seq."""
        return SEQ_END if chat < self.chat else self.seq if chat == self.chat else 0


class Extent(NamedTuple):
    """A chat that can be read, and how far it goes: the time of its last event (ms), its last seq."""

    chat: int
    last_ts: int
    last_seq: int


@dataclass(slots=True)
class Listed:
    """Of one chat: messages that may answer. Where `cut` is a Spot, only what lies above it is all."""

    spots: list[Spot]
    cut: Spot | None


@dataclass(frozen=True, slots=True)
class Document:
    """One message in the index; without words it is taken out."""

    chat: int
    seq: int
    at: int
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Form:
    """An entry of the vocabulary."""

    form: str
    stem: str
    seen: int


class Lexicon(Protocol):
    """The vocabulary."""

    async def stems(self, forms: Iterable[str]) -> dict[str, str]:
        """The stem of each form; forms of no language are their own."""
        ...

    async def learn(self, forms: Iterable[str]) -> dict[str, str]:
        """As `stems`, and new ones are kept."""
        ...

    async def seen(self, counts: Mapping[str, int]) -> None:
        """So many more messages had these forms."""
        ...

    async def often(self, stems: Sequence[str]) -> dict[str, int]:
        """About how many messages have a form of each stem."""
        ...

    async def known(self, forms: Sequence[str]) -> list[Form]:
        """Those of them that are in the vocabulary."""
        ...

    async def beginning(self, prefix: str, limit: int) -> list[Form]:
        """Forms with this beginning, the most frequent first."""
        ...

    async def near(self, form: str, stem: str, limit: int) -> list[Form]:
        """One form for each other stem that looks alike (trigrams) or shares the skeleton, the most alike first."""
        ...


class FindRows(Protocol):
    """The index as it is asked."""

    async def mine(self, user: int) -> list[Extent]:
        """The person's chats that can be read."""
        ...

    async def size(self) -> int:
        """About how many messages are in the index."""
        ...

    async def walk(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        """Of each chat's newest `depth` messages below its Spot those with a word of every group, none older than
        `since` (the index's time). Best for words that many messages have.
        """
        ...

    async def look_up(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        """Of each chat the newest `depth` below its Spot that have a word of every group. Best for rare words."""
        ...

    async def gather(
        self,
        cuts: Mapping[int, Spot],
        lasts: Sequence[int],
        groups: Sequence[Group],
        *,
        since: int,
        limit: int,
    ) -> list[Spot]:
        """The newest `limit` messages of all these chats below their Spots that have a word of every group, newest
        first; `lasts`: the last seq of each chat, in the order of `cuts`. Every list of the rarest group is read
        whole: best where it has few, however many chats there are.
        """
        ...

    async def first_from(self, chat: int, ts: int) -> int:
        """The seq of the first message at or after this time, milliseconds; 0 when there is none."""
        ...


class Indexing(LogPart, Protocol):
    """Some chats whose marks one transaction holds. Messages that are gone are read, too, to be taken out."""

    async def write(self, documents: Sequence[Document]) -> None:
        """Each as it is now, no message twice."""
        ...


IndexRows = LogRows[Indexing]
"""The index as it is written."""
