"""What detection needs of the store: the bank, signals and their cases, and the log of public chats to be read."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.messages import Kept
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Finding
from tambour.moderation.guesses import GUESSING
from tambour.moderation.known import Like
from tambour.ports.exchange import Pair
from tambour.ports.known import FOREVER, FileHunt, Likeness
from tambour.ports.profiles import Profile, ProfileRows
from tambour.ports.readers import LogPart, LogRows
from tambour.ports.reading import WordRows
from tambour.ports.rules import RuleRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One row of `signals`."""

    id: int
    chat: int
    seq: int
    version: int
    detector: str
    detector_version: int
    entry: int
    category: str
    score: float
    spans: tuple[tuple[int, int], ...]
    reasons: tuple[str, ...]
    mode: str
    at: int
    case: int = 0
    hint: bool = False
    part: str = ""
    """Of the message, by moderation/surfaces.py: spans are of that. '': its words."""

    @property
    def weak(self) -> bool:
        """A guess of a model, or a hint: it opens no case, and a case was not found by it."""
        return self.hint or self.detector in GUESSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunt:
    """A new entry on its way through what was said before it came: read up to (chat, seq)."""

    entry: int
    chat: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What an entry has found: all signals, those that led to a case, decisions that agreed and that did not."""

    signals: int = 0
    cases: int = 0
    agreed: int = 0
    refuted: int = 0
    looked: int = 0
    """Messages that its hunt has read; `hunting`: it is not through."""
    hunting: bool = False


SCREEN, GUESSES = "screen", "guesses"
"""Names of readers of the log, by which their heartbeats are known."""
AFTER_ALL = (FOREVER, 0)
"""(chat, seq) behind all others."""
Placed = tuple[Kept, Finding]
"""A message and one thing found in it."""


class BankRows(Protocol):
    """The bank."""

    async def entries(self, *, ids: Sequence[int] = ()) -> list[BankEntry]:
        """All, newest first, or these."""
        ...

    async def page(self, find: str, before: int, limit: int) -> list[BankEntry]:
        """Newest first; `find`: part of a value or source, '' for all; `before`: with a smaller id, 0 for all."""
        ...

    async def blocked(self, *, partly: bool = False) -> dict[str, int]:
        """Key of each link that the desk blocked (`partly`: in single countries only) → a case of it."""
        ...

    async def add(self, entry: BankEntry) -> bool:
        """False where there is one of this kind and value."""
        ...

    async def add_all(self, entries: Sequence[BankEntry]) -> None:
        """Entries of which none is there."""
        ...

    async def valued(self, pairs: Sequence[Pair]) -> list[BankEntry]:
        """Those of these kinds and values."""
        ...

    async def counted(self, source: str) -> tuple[int, int]:
        """How many there are, and how many of them came from there."""
        ...

    async def by_source(self, user: int) -> dict[str, dict[str, int]]:
        """By where they came from: entries, waiting, for this person's word (`yours`), shadow, disputed."""
        ...

    async def change(self, entry: BankEntry) -> None:
        """State, mode, opinion, expiry, our own word and the people of an entry."""
        ...

    async def regate(self, entry: BankEntry) -> None:
        """What the gate does with its matches, what is asked of it, its state and its people."""
        ...

    async def change_all(self, entries: Sequence[BankEntry]) -> None:
        """The same of many."""
        ...

    async def moved(self) -> None:
        """Every process will load the bank anew."""
        ...

    async def version(self) -> int: ...

    async def hunt(self, entry: int, now: int) -> None:
        """From the beginning."""
        ...

    async def hunt_all(self, entries: Sequence[int], now: int) -> None:
        """The same for many."""
        ...

    async def yields(self, ids: Sequence[int]) -> dict[int, Yield]: ...


class SignalRows(Protocol):
    """Signals."""

    async def note(self, placed: Sequence[Placed], ids: Sequence[int], now: int) -> int:
        """Write down what is new, one id each; how many that were. A repeat changes nothing."""
        ...

    async def meet(self, links: Sequence[tuple[int, int, int]]) -> None:
        """(case, chat, seq) of messages with a link that this case's decisions put out of sight in some countries: from
        here on enforcement knows of them."""
        ...

    async def owed(self, limit: int, after: int = 0) -> tuple[list[tuple[int, int, int]], int]:
        """(chat, seq, version) of messages that people are to look at and that have no case for it, by so many signals
        behind this one; and behind which it goes on, 0: these were the last."""
        ...

    async def take(self, chat: int, seq: int, version: int) -> list[Signal]:
        """The live signals of a message, locked."""
        ...

    async def settle(self, ids: Sequence[int], case: int) -> None:
        """They have their case; 0: there is nothing left to look at."""
        ...

    async def of_case(self, case: int) -> list[Signal]:
        """The surest first."""
        ...

    async def cases_with(self, cases: Sequence[int]) -> frozenset[int]:
        """Those of them that have signals which are not weak."""
        ...

    async def sketch(self, sketches: Sequence[tuple[int, int, list[int]]], now: int) -> None:
        """Keep the bands of (chat, seq) for a while; without bands they are forgotten."""
        ...

    async def alike(self, chat: int, seq: int, limit: int) -> list[Kept]:
        """Living messages of public chats that share a band with this one; candidates, to be looked at again."""
        ...

    async def beat(self, now: int, name: str = SCREEN) -> None:
        """Screening is at work, or another reader of this name."""
        ...

    async def last_beat(self, name: str = SCREEN) -> int:
        """When it was last at work; 0: never."""
        ...

    async def miss(self, places: Sequence[tuple[int, int]], now: int, *, since: int = 0) -> None:
        """A detector failed on these (chat, seq): they are owed another look. What is owed one since this or longer is
        owed it from now on."""
        ...

    async def missed(
        self, limit: int, after: tuple[int, int, int] = (0, 0, 0), *, until: int = FOREVER
    ) -> list[tuple[int, int, int]]:
        """(chat, seq, since) of what is owed one, at the latest since `until`, and comes after this (since, chat,
        seq), the oldest first."""
        ...

    async def missing(self, until: int) -> tuple[int, int]:
        """How much is owed one since later, and how much since then or longer."""
        ...

    async def owe_again(self, until: int, now: int) -> int:
        """What is owed one since then or longer is owed it from now on; how much that was."""
        ...

    async def made_up_for(self, places: Sequence[tuple[int, int]]) -> None:
        """They had it, or nothing is left to look at."""
        ...

    async def guessed(self, limit: int) -> list[tuple[int, int, int]]:
        """(chat, seq, version) of messages with an open case and live guesses that were not counted into it."""
        ...

    async def guessed_at(
        self, places: Sequence[tuple[int, int, int]]
    ) -> list[tuple[tuple[int, int, int], str]]:
        """Which of these (chat, seq, version) a model took for harmful, live or not, and in which part of them."""
        ...

    async def hinted(self, limit: int) -> list[tuple[int, int, int]]:
        """The same of live hints."""
        ...

    async def forget(self, before: int, sketched_before: int, limit: int) -> int:
        """Drop signals without a case, sketches, and what is owed another look, that are older; how many that were at
        most of one kind."""
        ...


class ScreenPart(LogPart, Protocol):
    """Some public chats' marks, held by one transaction. What is gone is not read."""

    async def mark_back(self, chats: Sequence[int], began: int, left: int = 0) -> None:
        """See ScreenRows: in the same transaction."""
        ...

    def apart(self) -> AbstractAsyncContextManager[None]:
        """What is written within is written altogether, or not at all where something is raised; the rest stays."""
        ...

    async def bytes_known(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """(chat, seq, entry) of messages whose files are in the bank, byte for byte, in whatever mode."""
        ...

    async def likes_known(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int, Like]]:
        """(chat, seq, like) of messages whose files are like an enabled entry, in whatever mode."""
        ...

    async def same_bank(self, version: int) -> bool:
        """Is the bank still at this version? It stays there until this transaction ends."""
        ...

    async def closed(self, keys: Sequence[str]) -> dict[str, str]:
        """The state of those public names and invitation tokens (as links.py spells them) whose chat was taken down."""
        ...

    @property
    def signals(self) -> SignalRows: ...

    @property
    def rules(self) -> RuleRows: ...

    @property
    def profiles(self) -> ProfileRows: ...

    def words(self, sense: str) -> WordRows:
        """Of READ or HEARD in moderation/reading.py."""
        ...


class FileHunting(Protocol):
    """One step of such a hunt, in a transaction."""

    @property
    def hunt(self) -> FileHunt: ...

    @property
    def signals(self) -> SignalRows: ...

    async def miss(self, files: Sequence[str], now: int) -> None:
        """These could not be compared: they are owed another look."""
        ...

    async def found(self, likes: Sequence[Likeness]) -> list[tuple[Kept, Like]]:
        """Write them down; the messages of public chats that carry these files."""
        ...


class ScreenRows(LogRows[ScreenPart], Protocol):
    """The log of public chats as screening reads it."""

    def words(self, sense: str) -> WordRows:
        """Of READ or HEARD in moderation/reading.py."""
        ...

    def hunting(
        self, limit: int, after: int = 0
    ) -> AbstractAsyncContextManager[tuple[Hunt, list[Kept], SignalRows] | None]:
        """Hold one open hunt and read its next messages of public chats; none left: it is done. The first of the
        entries behind this one, or else the first of all."""
        ...

    async def looked_back(self, chats: Sequence[int]) -> dict[int, tuple[int, int]]:
        """(began, left) of those of these chats over which texts of the bank looked back by what they mean: all that
        began to hunt until then; `left`: the numbers of messages from 1 to here are left, 0: none."""
        ...

    async def mark_back(self, chats: Sequence[int], began: int, left: int = 0) -> None:
        """Write that down."""
        ...

    async def forget_back(self) -> None:
        """Nobody looked back."""
        ...

    async def new_texts(self, since: int) -> dict[int, int]:
        """Texts of the bank that began to hunt since then, and when."""
        ...

    async def largest(self, limit: int) -> list[int]:
        """Public chats, those with the most members first."""
        ...

    def hunting_files(self, limit: int, after: int = 0) -> AbstractAsyncContextManager[FileHunting | None]:
        """The same for an entry that knows media: the marks of its next files."""
        ...

    @property
    def profiles(self) -> ProfileRows: ...

    def settling(self, read: Sequence[Profile]) -> AbstractAsyncContextManager[SignalRows]:
        """Where the signals of these go; at the end nobody has to read them again as they are."""
        ...

    def hunting_profiles(
        self, limit: int
    ) -> AbstractAsyncContextManager[tuple[int, list[Profile], SignalRows] | None]:
        """(entry, its next profiles, where their signals go): one step of an entry that has not read them all."""
        ...

    async def closed(self, keys: Sequence[str]) -> dict[str, str]:
        """See ScreenPart."""
        ...
