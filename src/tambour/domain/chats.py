"""A chat and a person's place in it, as rows of state. Decisions about them are in decide_chats.py and rights.py."""

import unicodedata
from dataclasses import dataclass, field
from enum import IntFlag

from tambour.domain.errors import BadInput

KINDS = ("saved", "dialog", "group", "channel")
GROUP_MAX_MEMBERS = 20_000
TITLE_MAX = 128
ABOUT_MAX = 512
FLAGS = ("protect", "hide_history", "sign", "join_requests")
"""Boolean entries of `flags`; `reactions` (a list of emoji; absent: all) is the other one."""
KEPT_JOINERS = "\u200c\u200d"


class Limit(IntFlag):
    """What the platform may take from a chat short of freezing it: bits of `chats.limits`."""

    UNFOUND = 1
    """Not to be found or looked into from outside: no search, no public page, no invite link."""
    NO_FORWARDS = 2
    NO_JOINS = 4
    HELD = 8
    """Nothing is delivered before one of the platform's people has looked at it."""
    SLOW = 16
    """Each person, administrators included, speaks once in `limit_slow_s` seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One row of `chats`. Times are milliseconds."""

    id: int
    kind: str
    owner: int = 0
    title: str = ""
    about: str = ""
    photo: str = ""
    username: str = ""
    is_public: bool = False
    flags: dict[str, bool | list[str]] = field(default_factory=dict)
    permissions: int = 0
    slow_s: int = 0
    members: int = 0
    gen: int = 0
    last_seq: int = 0
    last_ev: int = 0
    first_ev: int = 1
    last_gone: int = 0
    last_ts: int = 0
    state: str = "live"
    state_case: int = 0
    created: int = 0
    linked: int = 0
    """Of a channel its discussion group; of that group the channel."""
    limits: int = 0
    """Bits of Limit."""
    limit_slow_s: int = 0
    words: int = 0
    """Version of its own word rules; 0: it never had any."""
    raid_per_min: int = 0
    raid_until: int = 0
    partly: dict[str, list[str]] = field(default_factory=dict)
    """What is out of sight in which countries: see territory.py."""

    @property
    def shared(self) -> bool:
        """A group or channel: it has an owner, a title, and people who come and go."""
        return self.kind in ("group", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One row of `members`: a person's place in a chat."""

    user: int
    chat: int
    role: str = "member"
    rights: int = 0
    admin_title: str = ""
    promoted_by: int = 0
    denied: int = 0
    denied_until: int = 0
    read_seq: int = 0
    history_from: int = 0
    mute_until: int = 0
    pin: int = 0
    archived: bool = False
    marked_unread: bool = False
    """Set by hand: to come back to."""
    folder: int = 0
    joined: int = 0
    country: str = ""
    """Of their number; '' where it is not known."""


def clean_title(title: str, field_name: str = "title") -> str:
    """A shown title of 1 to 128 characters on one line. Raises BadInput."""
    kept = " ".join("".join(c for c in spaced(title) if is_shown(c)).split())
    if not any(unicodedata.category(c)[0] in "LNSP" for c in kept):
        raise BadInput(field_name, "a title is needed", why="title.empty")
    if len(kept) > TITLE_MAX:
        raise BadInput(field_name, "too long", why="text.too_long", limit=TITLE_MAX)
    return kept


def clean_about(about: str) -> str:
    """At most 512 characters; line breaks stay. Raises BadInput."""
    lines = unicodedata.normalize("NFC", about).splitlines()
    kept = "\n".join("".join(c for c in line if is_shown(c)).rstrip() for line in lines).strip()
    if len(kept) > ABOUT_MAX:
        raise BadInput("about", "too long", why="text.too_long", limit=ABOUT_MAX)
    return kept


def spaced(text: str) -> str:
    """NFC, every kind of white space a plain space."""
    return "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))


def is_shown(char: str) -> bool:
    """Neither a control nor a direction trick; joiners stay, emoji and Persian need them."""
    return char in KEPT_JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co")


def pair_of(one: int, other: int) -> tuple[int, int]:
    """The key of a dialog; Saved messages are the dialog with oneself."""
    return (one, other) if one <= other else (other, one)
