"""What a rule can know of one message that was said in public, and the counters it was said under. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
WINDOW_MAX_MIN = 1_440
"""A counter looks back a day at most."""

By = Literal["author", "chat", "link", "copy", "file"]
"""What messages are counted by: who said it, where, a link in it, its near copies, the bytes of its files."""
Of = Literal["messages", "chats", "authors"]
"""What is counted: messages, or how many different chats or authors."""
BYS: tuple[str, ...] = get_args(By)
OFS: tuple[str, ...] = get_args(Of)


@dataclass(frozen=True, slots=True, order=True)
class Counter:
    """One count that a rule asks for: of what, by what, over how many whole minutes, the message's own the last."""

    of: str
    by: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A signal of another detector on the same message."""

    detector: str
    category: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One message of a public chat. Times are milliseconds since 1970; what is not known is None and not zero."""

    chat: int
    seq: int
    version: int = 0
    author: int = 0
    """0: the channel itself speaks."""
    at: int = 0
    text: str = ""
    folded: str = ""
    """As the normaliser reads it."""
    besides: str = ""
    """What its author wrote beside the text: a poll, buttons, names of files, a contact, a place, a signature."""
    besides_folded: str = ""
    carries: tuple[str, ...] = ()
    """What it carries besides the text, by surfaces.py."""
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    """Kinds of what is attached."""
    files: tuple[str, ...] = ()
    copies: tuple[int, ...] = ()
    """Bands of its sketch: near copies share one."""
    forwarded: bool = False
    edited: bool = False
    reply: bool = False
    by_bot: bool = False
    author_since: int | None = None
    chat_kind: str = "group"
    chat_since: int | None = None
    chat_members: int | None = None
    chat_found: tuple[int, ...] = ()
    """When people decided that messages of the chat break the rules; also after this one was said."""
    signals: tuple[Seen, ...] = ()
    author_labels: frozenset[str] = frozenset()
    chat_labels: frozenset[str] = frozenset()
    counts: Mapping[Counter, int] = field(default_factory=dict)

    def found_before(self, days: float) -> int:
        """Messages of the chat about which people had decided so in so many days before this one was said."""
        since = self.at - days * 24 * HOUR_MS
        return sum(since <= at < self.at for at in self.chat_found)

    def keys(self, by: str) -> tuple[str, ...]:
        """Under which names it is counted."""
        if by == "author":
            return (str(self.author),) if self.author else ()
        if by == "chat":
            return (str(self.chat),)
        if by == "link":
            return self.links
        if by == "copy":
            return tuple(str(band) for band in self.copies)
        return self.files
