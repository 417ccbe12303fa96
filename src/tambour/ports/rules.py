"""What rules need of the store: themselves, back-tests, what they found, and the counters and labels they ask for."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.messages import Kept
from tambour.moderation.rules.event import Counter, Seen
from tambour.moderation.rules.life import OwnRule, Record
from tambour.moderation.rules.report import Hit, Report

COUNTED_MAX = 10_000
"""A count says no more than this."""
Place = tuple[int, int]
"""(chat, seq)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a message beside its words. Times in milliseconds; None: not known."""

    by_bot: bool = False
    author_since: int | None = None
    chat_kind: str = "group"
    chat_title: str = ""
    chat_since: int | None = None
    chat_members: int | None = None
    chat_found: tuple[int, ...] = ()
    """When people decided that a message of the chat breaks the rules, once for each message, the newest 1,000."""
    author_labels: frozenset[str] = frozenset()
    chat_labels: frozenset[str] = frozenset()
    signals: tuple[Seen, ...] = ()
    """Written down before; only for what is read again."""
    verdict: str = ""
    """What a decision of that time says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One message under one name that a counter counts by."""

    by: str
    key: int
    at: int
    chat: int
    seq: int
    author: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A rule's finding in a message, as the desk shows it."""

    rule: int
    name: str
    version: int
    chat: int
    seq: int
    at: int
    says: str
    message_version: int = 0
    case: int = 0
    text: str = ""
    title: str = ""
    verdict: str = ""


class Testing(Protocol):
    """One back-test, held by one transaction: what was said is read from a snapshot, in the order it was said."""

    rule: OwnRule

    def said(self, since: int, limit: int, batch: int) -> AsyncIterator[list[tuple[Kept, Facts]]]:
        """Messages of public chats since then, the newest `limit` of them, oldest first."""
        ...

    async def finish(self, report: Report, sample: Sequence[Hit]) -> None: ...

    async def fail(self, why: str) -> None: ...


class RuleRows(Protocol):
    """Rules."""

    async def all(self, *, ids: Sequence[int] = ()) -> list[OwnRule]:
        """Newest first."""
        ...

    async def add(self, rule: OwnRule) -> bool:
        """False where a rule in use has this name."""
        ...

    async def change(self, rule: OwnRule) -> bool:
        """The same."""
        ...

    async def records(self, ids: Sequence[int]) -> dict[int, Record]:
        """What became of the findings of these rules in their present versions."""
        ...

    async def ask_test(self, rule: OwnRule, who: int, now: int) -> None:
        """Anew where there was one of this version."""
        ...

    async def report(self, rule: int, version: int) -> tuple[Report, str]:
        """With what people said of its sample since; and why it failed, if it did. Not complete while there is none."""
        ...

    async def sample(self, rule: int, version: int) -> list[Told]:
        """With the words of the messages, those nobody has looked at first."""
        ...

    async def judge(self, rule: int, version: int, place: Place, verdict: str, who: int, now: int) -> bool:
        """False where this is none of the sample, or a decision says it already."""
        ...

    async def hits(self, rule: int, limit: int) -> list[Told]:
        """The newest first."""
        ...

    async def of_messages(self, places: Sequence[Place]) -> list[Told]:
        """What rules said of these messages."""
        ...

    def testing(self) -> AbstractAsyncContextManager[Testing | None]:
        """Hold the oldest back-test that waits."""
        ...

    async def facts(self, places: Sequence[tuple[int, int, int]], now: int) -> list[Facts]:
        """Of (chat, seq, author), in this order."""
        ...

    async def count(self, tallies: Sequence[Tally]) -> None:
        """A repeat changes nothing."""
        ...

    async def counted(self, wanted: Sequence[tuple[Counter, int, int]]) -> list[int]:
        """Of each (counter, key, time): how many there were in its window, up to then."""
        ...

    async def tell(self, told: Sequence[Told]) -> None:
        """Beside the signals; a repeat changes nothing."""
        ...

    async def label(self, of: str, labels: Mapping[tuple[int, str], tuple[int, int]]) -> None:
        """(whom, label) to (rule, expiry); the later expiry stays."""
        ...

    async def forget(self, now: int, limit: int) -> int:
        """Counters over a day old, labels that expired, hits without a case after 90 days."""
        ...
