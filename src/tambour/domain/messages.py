"""A message as it is kept and as it travels: one type, our names in the house, the short fixed names on the wire."""

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import msgspec

from tambour.domain.bots.keyboard import Keyboard
from tambour.domain.files import ContactCard, File, LinkPreview, Place


class Flag(IntFlag):
    """Bits of `messages.flags`."""

    SILENT = 1
    DELETED = 2
    """Deleted for everybody by people; the body is erased."""
    REMOVED = 4
    """Removed by moderation; the body is kept out of sight for appeal and restoration."""
    QUARANTINED = 8
    IMPORTED = 16


class Source(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={"chat": "c", "seq": "s", "sender": "f", "name": "n", "ts": "d"},
):
    """Where a forwarded message was first said; survives chains of forwards."""

    chat: int = 0
    seq: int = 0
    sender: int = 0
    name: str = ""
    ts: int = 0


def shown(source: Source | None) -> Source | None:
    """A source that may be shown: one that was hidden by the forwarder has neither sender nor name."""
    return source if source is not None and (source.sender or source.name) else None


def preview_kept(extra: dict[str, Any] | None) -> LinkPreview | None:
    """The preview that `messages.extra` holds."""
    found = (extra or {}).get("lp")
    return msgspec.convert(found, LinkPreview) if found else None


class PollView(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={
        "question": "q",
        "options": "o",
        "multiple": "mu",
        "anonymous": "an",
        "voters": "n",
        "closed": "cl",
        "quiz_answer": "qa",
    },
):
    """A poll with its counts; `my` is the viewer's own choice."""

    id: int
    question: str
    options: tuple[tuple[str, int], ...]
    multiple: int = 0
    anonymous: int = 0
    voters: int = 0
    closed: int = 0
    quiz_answer: int | None = None
    my: tuple[int, ...] = ()


Entity = tuple[str | int, ...]
"""[type, offset, length, data?]; offsets and lengths in UTF-16 units. Checked by domain/text.py."""


class Message(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="t",
    tag="n",
    rename={
        "chat": "c",
        "seq": "s",
        "sender": "f",
        "ts": "d",
        "text": "x",
        "entities": "en",
        "reply": "re",
        "source": "fw",
        "kind": "k",
        "version": "v",
        "edited": "ed",
        "silent": "si",
        "reactions": "rx",
        "views": "vw",
        "poll": "po",
        "service": "sv",
        "mentioned": "me",
        "signature": "an",
        "removed": "rm",
        "imported": "im",
        "files": "fl",
        "contact": "ct",
        "place": "lo",
        "preview": "lp",
        "comments": "cm",
        "thread": "th",
        "forwards": "fc",
        "keyboard": "kb",
        "via": "vi",
    },
):
    """One thing said in one chat, as a viewer may see it. `sender` 0 is the channel itself."""

    chat: int
    seq: int
    ev: int
    sender: int
    ts: int
    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply: int = 0
    source: Source | None = None
    kind: str = "text"
    version: int = 1
    edited: int = 0
    silent: int = 0
    reactions: tuple[tuple[str, int], ...] = ()
    my: str = ""
    views: int = 0
    poll: PollView | None = None
    service: dict[str, str | int] | None = None
    mentioned: int = 0
    signature: str = ""
    rid: str = ""
    removed: int = 0
    why: str = ""
    imported: int = 0
    files: tuple[File, ...] = ()
    contact: ContactCard | None = None
    place: Place | None = None
    preview: LinkPreview | None = None
    comments: int = 0
    """Of a channel post with a discussion group: comments so far, plus one."""
    thread: int = 0
    """Of a comment in a discussion group: seq of the post's copy there."""
    forwards: int = 0
    """How often a channel's post was forwarded."""
    keyboard: Keyboard = ()
    """Buttons under a bot's message, as people see them."""
    via: int = 0
    """The bot that wrote it for its sender, who posted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message as the store has it: the message itself, and what only the house may know."""

    message: Message
    flags: int
    author: int
    """Who wrote it; on a channel post `message.sender` is 0."""
    hidden: bool = False
    """Deleted for the person who asks."""
    extra: dict[str, Any] | None = None
    root: Source | None = None
    """Where it was first said, also where that is not shown: what is removed there is removed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a message said before an edit. `ts`: when it was said, milliseconds."""

    ver: int
    text: str
    entities: tuple[Entity, ...]
    ts: int
