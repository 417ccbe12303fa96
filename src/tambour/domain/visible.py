"""Who may see what: the one function behind every surface that shows a message or a chat. Pure.

A surface that shows anything reads the row, asks `visible`, and shows what comes back; `surfaces.yaml` lists them all.
"""

from dataclasses import dataclass

import msgspec

from tambour.domain.chats import Chat, Limit, Member
from tambour.domain.messages import Flag, Message
from tambour.domain.territory import WHOLE, barred, counts_in, number_of

READABLE_STATES = ("live", "frozen")
"""A frozen chat can be read; a quarantined, removed or deleted one shows nothing to anybody, its title included."""
WITHDRAWN = Flag.REMOVED | Flag.QUARANTINED
GONE = int(WITHDRAWN | Flag.DELETED)
"""Of these nobody is shown the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """One person looking into one chat. `user` 0 is somebody who has not signed in."""

    user: int
    reads: bool
    """May read this chat at all."""
    history_from: int = 0
    """First seq this person may see."""
    hidden: frozenset[int] = frozenset()
    """Deleted for this person only."""
    barred: frozenset[int] = frozenset()
    """Numbers of territories in which this person counts as being."""


def may_read(chat: Chat, member: Member | None, *, banned: bool = False) -> bool:
    """May this person (member, or anybody where `member` is None) see into the chat, its title and people included?"""
    if chat.state not in READABLE_STATES or banned:
        return False
    country = member.country if member is not None else ""
    if WHOLE in chat.partly and counts_in(country, chat.partly[WHOLE]):
        return False
    return member is not None or found_by_all(chat)


def found_by_all(chat: Chat) -> bool:
    """May people who are no members find the chat and look into it?"""
    found = chat.is_public and chat.kind in ("group", "channel") and not chat.limits & Limit.UNFOUND
    return found and WHOLE not in chat.partly


def viewer_of(
    chat: Chat,
    member: Member | None,
    user: int,
    *,
    hidden: frozenset[int] = frozenset(),
    banned: bool = False,
) -> Viewer:
    """The viewer that a person is in a chat."""
    history_from = member.history_from if member is not None else 0
    if member is None and chat.flags.get("hide_history"):
        history_from = chat.last_seq + 1
    return Viewer(
        user=user,
        reads=may_read(chat, member, banned=banned),
        history_from=history_from,
        hidden=hidden,
        barred=barred(chat.partly, member.country if member is not None else ""),
    )


def visible(message: Message, flags: int, author: int, viewer: Viewer) -> Message | None:
    """The message as this viewer may see it: whole, as an empty mark that it was removed, or None.

    `flags` and `author` are the row's (a channel post has sender 0). Deleted messages are not even marked.
    """
    if not viewer.reads or message.seq < viewer.history_from or message.seq in viewer.hidden:
        return None
    if flags & Flag.DELETED:
        return None
    if flags & WITHDRAWN:
        return mark_of(message, mine=viewer.user != 0 and author == viewer.user)
    if viewer.barred and number_of(flags) in viewer.barred:
        return mark_of(message, mine=False)
    return message


def may_copy(chat: Chat, member: Member | None, *, mine: bool) -> bool:
    """May this person take others' words and files out of the chat? A protected one leaves that to who runs it."""
    return mine or not chat.flags.get("protect") or (member is not None and member.role in ("owner", "admin"))


def mark_of(message: Message, *, mine: bool) -> Message:
    """What is left of a removed message: its place, and for its author the reason's name."""
    return Message(
        chat=message.chat,
        seq=message.seq,
        ev=message.ev,
        sender=message.sender,
        ts=message.ts,
        removed=1,
        why="moderation.removed" if mine else "",
    )


def whole(message: Message | None) -> bool:
    """May this be quoted, forwarded, pinned, reacted to, voted in, previewed? A mark may not."""
    return message is not None and not message.removed


def without_viewer(message: Message) -> Message:
    """The same message with nothing in it that belongs to one viewer: fit to be encoded once for many."""
    return msgspec.structs.replace(message, my="", mentioned=0, rid="", why="")
