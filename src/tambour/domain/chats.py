"""A chat and a person's place in it, as rows of state. Decisions about them are in decide.py and rights.py."""

from dataclasses import dataclass, field
from typing import Any

KINDS = ("saved", "dialog", "group", "channel")
GROUP_MAX_MEMBERS = 20_000
TITLE_MAX = 128
ABOUT_MAX = 512


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
    flags: dict[str, Any] = field(default_factory=dict)
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
    last_sent: int = 0
    mute_until: int = 0
    pin: int = 0
    archived: bool = False
    folder: int = 0
    joined: int = 0
