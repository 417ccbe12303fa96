"""What happened: the two kinds of event that leave a committed transaction."""

from typing import Any

import msgspec


class ChatEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one chat, already committed. `data` is the wire event without `t`, `c`, `ev`."""

    chat: int
    ev: int
    kind: str
    seq: int = 0
    data: dict[str, Any] = {}
    ts: int = 0
    left: tuple[int, ...] = ()
    """People who lost this chat by this very event: they hear it and nothing after it."""
    author: int = 0


class UserEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of an account's own log, already committed. `data` is the wire event without `t`, `pts`, `k`."""

    user: int
    pts: int
    kind: str
    data: dict[str, Any] = {}
    ts: int = 0
