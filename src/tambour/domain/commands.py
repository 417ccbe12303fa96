"""What a client may ask of the fast door, and the answer it gets."""

from typing import Any

import msgspec

from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import Entity, PollView, Source


class Send(msgspec.Struct, frozen=True, kw_only=True):
    """Say something. `entities` and `text` have passed domain/text.py; `extra`: what a kind needs (a poll id)."""

    chat: int
    user: int
    rid: int
    asked: int = 0
    """The rid of the request that says this beside other things, as a forward of several does; 0: its own."""
    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply: int = 0
    silent: bool = False
    source: Source | None = None
    kind: str = "text"
    extra: dict[str, Any] | None = None
    poll: PollView | None = None
    files: tuple[File, ...] = ()
    contact: ContactCard | None = None
    place: Place | None = None
    mentions: tuple[int, ...] = ()
    hashtags: tuple[str, ...] = ()
    thread: int = 0
    """In a discussion group: the copy of the post that this comments on."""
    root: bool = False
    """The house's own copy of a channel's post in its discussion group: the channel speaks."""
    passed: str = ""
    """Who looked at it and let it pass: chat or platform, or bank where it waited for the bank's sake long enough; ''
    where nobody had to."""
    sure: bool = False
    """Warned of a word that those who run the chat do not like, the person sends it all the same."""


class Sent(msgspec.Struct, frozen=True, kw_only=True, rename={"seq": "s", "ts": "d"}):
    """The answer to a send: the same for every repeat of its rid."""

    seq: int
    ev: int
    ts: int
