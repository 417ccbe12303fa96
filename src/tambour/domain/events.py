"""What happened: the two kinds of event that leave a committed transaction."""

from typing import Any

import msgspec

from tambour.domain.messages import Message

EVERYBODY = -1
"""In `ChatEvent.left`: the chat is gone for all."""


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
    back: bool = False
    """Until this event the chat was out of everybody's reach: its members listen again."""
    author: int = 0
    message: Message | None = None
    """Of kind 'n': the message as everybody may see it."""
    mentions: tuple[int, ...] = ()
    """Of kind 'n': the people to whom it is marked as a mention."""


class UserEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of an account's own log, already committed. `data` is the wire event without `t`, `pts`, `k`."""

    user: int
    pts: int
    kind: str
    data: dict[str, Any] = {}
    ts: int = 0
