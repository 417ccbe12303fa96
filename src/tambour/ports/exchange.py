"""What the shell needs to trade entries of the bank: formats of files, and whoever can be asked for a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tambour.moderation.exchange import Listed, Told
from tambour.moderation.feeds import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was in a file. `left_out`: how many of what the bank cannot hold, by a stable word."""

    items: list[Listed] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A file, and how many entries it cannot say, by their kind."""

    data: bytes
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who writes. `own`: the server's address; `now` in ms."""

    own: str
    now: int


class Format(Protocol):
    """A way in which lists are written. Neither keeps anything, and both may run beside the loop."""

    @property
    def name(self) -> str: ...
    @property
    def mime(self) -> str: ...
    @property
    def ending(self) -> str:
        """Of a file, without a dot."""
        ...

    @property
    def strict(self) -> bool:
        """Is one wrong item a reason to refuse the whole file? Else it is counted and left out."""
        ...

    def read(self, data: bytes) -> Reading:
        """Raises BadInput(file) with `why`: exchange.too_large, .too_many, .too_deep, .unreadable; and `row` where
        there are rows."""
        ...

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """Reading it again gives the same."""
        ...


class Answering(Format, Protocol):
    """A format that also has words for what came of an entry."""

    def answer(self, told: Sequence[Told], about: About) -> bytes:
        """What it found and what people made of that, for whoever listed it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One row of `bank_said`: what a source says of a value of the bank."""

    source: str
    ref: str
    kind: str
    value: str
    says: str
    raw: str = ""
    tags: tuple[str, ...] = ()
    at: int = 0


Pair = tuple[str, str]
"""Kind and value of an entry."""


class ListRows(Protocol):
    """What lists say, and the lists that are asked for."""

    async def hear(self, said: Sequence[Said], now: int) -> list[Pair]:
        """Write it down; the values of which the same names said something before, and say nothing now."""
        ...

    async def unsay(self, source: str, refs: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
        """Forget what a source said under these names, and of these values; the values."""
        ...

    async def unsay_others(self, source: str, refs: Sequence[str]) -> list[Pair]:
        """Forget what a source said under any other name; the values."""
        ...

    async def of(self, pairs: Sequence[Pair]) -> list[Said]:
        """What anybody says of these."""
        ...

    async def to_tell(self, source: str, limit: int) -> list[tuple[Told, str]]:
        """What came of a source's entries, where that is more than they were told, and a word to remember it by."""
        ...

    async def answers(self, source: str, limit: int) -> list[Told]:
        """What came of a source's entries, those of which something came."""
        ...

    async def told(self, source: str, words: Mapping[str, str]) -> None:
        """They were told: by name, what."""
        ...

    async def feeds(self, *, ids: Sequence[int] = ()) -> list[Feed]:
        """All by name, or these."""
        ...

    async def keep_feed(self, feed: Feed) -> bool:
        """Add one; False where there is one of this name."""
        ...

    async def change_feed(self, feed: Feed) -> None:
        """Everything but its name, protocol, address and secret."""
        ...

    async def drop_feed(self, feed: int) -> None:
        """The list; what it said stays."""
        ...

    async def claim(self, now: int, until: int) -> Feed | None:
        """One that is due, for oneself until then."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """A page of a list. `mark`: from where to go on, the next time or, with `more`, now."""

    reading: Reading
    mark: str = ""
    more: bool = False
    whole: bool = False
    """It is the whole list: what is not on it any more was taken back."""


class Unpulled(Exception):
    """Nothing came. `why` is stable and tells no secret: network, timeout, address, status.NNN, too_large, and the
    reasons of formats. `wait_s`: they ask not to come sooner."""

    def __init__(self, why: str, wait_s: int = 0) -> None:
        super().__init__(why)
        self.why, self.wait_s = why, wait_s


class Puller(Protocol):
    """Asks others for their lists, through the one gate to addresses that somebody chose."""

    async def pull(self, feed: Feed, secret: str) -> Pulled:
        """The next page. Raises Unpulled."""
        ...

    async def tell(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        """What came of their entries. Raises Unpulled."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...
