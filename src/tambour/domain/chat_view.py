"""A chat as one viewer sees it: the Chat object of the wire, and how it is made from rows. Pure."""

from dataclasses import dataclass

import msgspec

from tambour.domain.chats import Chat, Member
from tambour.domain.messages import Entity, Message
from tambour.domain.rights import denied_now
from tambour.domain.visible import READABLE_STATES, may_read, viewer_of, visible, whole

PREVIEW_MAX = 100
VEIL = "\u2592"


class Draft(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"text": "x", "entities": "en", "reply": "re", "ts": "d"},
):
    """What the viewer began to write here."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply: int = 0
    ts: int = 0


class ChatWire(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "id": "c",
        "kind": "k",
        "last_seq": "s",
        "last_ev": "ev",
        "last_ts": "ts",
        "title": "ti",
        "about": "ab",
        "photo": "ph",
        "username": "un",
        "public": "pu",
        "members": "m",
        "owner": "ow",
        "permissions": "pm",
        "flags": "fl",
        "state": "st",
        "peer": "pe",
        "first_ev": "first",
        "role": "ro",
        "rights": "ri",
        "denied": "de",
        "denied_until": "deu",
        "read_seq": "rd",
        "others_read": "ord",
        "unread": "un_",
        "unread_mentions": "me_",
        "mute_until": "mu",
        "pin": "pi",
        "archived": "ar",
        "marked_unread": "um",
        "folder": "fo",
        "draft": "dr",
        "last": "la",
        "pinned": "pin",
        "history_from": "hf",
        "linked": "li",
        "limits": "lim",
        "limit_slow": "lsl",
    },
):
    """The Chat object of docs/protocol. `role` '' means: the viewer is not a member."""

    id: int
    kind: str
    last_seq: int
    last_ev: int
    last_ts: int
    title: str = ""
    about: str = ""
    photo: str = ""
    username: str = ""
    public: int = 0
    members: int = 0
    owner: int = 0
    slow: int = 0
    permissions: int = 0
    flags: dict[str, bool | list[str]] = {}
    state: str = "live"
    peer: int = 0
    first_ev: int = 1
    role: str = ""
    rights: int = 0
    denied: int = 0
    denied_until: int = 0
    read_seq: int = 0
    others_read: int = 0
    unread: int = 0
    unread_mentions: int = 0
    mute_until: int = 0
    pin: int = 0
    archived: int = 0
    marked_unread: int = 0
    folder: int = 0
    draft: Draft | None = None
    last: Message | None = None
    pinned: tuple[int, ...] = ()
    history_from: int = 0
    linked: int = 0
    limits: int = 0
    limit_slow: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one viewer has of one chat beyond the two rows: counted by the store."""

    gone: int = 0
    """Messages above the viewer's read mark that are no more: tombstones, and those hidden by the viewer."""
    mentions: int = 0
    others_read: int = 0
    peer: int = 0
    pinned: tuple[int, ...] = ()
    draft: Draft | None = None
    last: Message | None = None
    last_flags: int = 0
    last_author: int = 0
    banned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRow:
    """A chat, the viewer's place in it (None: not a member), and what was counted."""

    chat: Chat
    member: Member | None
    seen: Seen = Seen()


def read_floor(member: Member) -> int:
    """The highest seq that counts as read: the read mark, or the end of what was never visible."""
    return max(member.read_seq, member.history_from - 1, 0)


def unread_count(chat: Chat, member: Member, gone: int) -> int:
    """Exact: the messages above the read mark less those of them that are gone. Never negative."""
    return max(0, chat.last_seq - read_floor(member) - gone)


def wire_of(row: ChatRow, viewer: int, *, now: int) -> ChatWire | None:
    """The Chat object; None where the viewer may not see into the chat.

    A member of a chat that was taken away gets its bare counters and state, so that clients drop it. Somebody who is
    not a member sees no own part.
    """
    chat, member, seen = row.chat, row.member, row.seen
    if not may_read(chat, member, banned=seen.banned):
        return None if member is None else bare(chat)
    shown = preview_for(row, viewer)
    if member is None:
        return msgspec.structs.replace(
            shared_part(chat), last=shown, last_ts=shown.ts if shown else chat.created
        )
    denied = denied_now(member, now)
    return msgspec.structs.replace(
        shared_part(chat),
        last_ts=listed_ts(shown, member),
        peer=seen.peer,
        role=member.role,
        rights=member.rights,
        denied=denied,
        denied_until=member.denied_until if denied else 0,
        read_seq=member.read_seq,
        others_read=seen.others_read,
        unread=unread_count(chat, member, seen.gone),
        unread_mentions=seen.mentions,
        mute_until=member.mute_until,
        pin=member.pin,
        archived=int(member.archived),
        marked_unread=int(member.marked_unread),
        folder=member.folder,
        draft=seen.draft,
        last=shown,
        pinned=seen.pinned,
        history_from=member.history_from,
    )


def listed_ts(shown: Message | None, member: Member) -> int:
    """Where the chat stands in its viewer's list: when the newest message they can see was said, or they joined."""
    return max(shown.ts if shown is not None else 0, member.joined)


def bare(chat: Chat) -> ChatWire:
    """What is left of a chat that a member may not look into: its number, counters and state.

    One that is out of sight in the member's country alone looks as if it were removed.
    """
    return ChatWire(
        id=chat.id,
        kind=chat.kind,
        last_seq=chat.last_seq,
        last_ev=chat.last_ev,
        last_ts=chat.last_ts,
        state=chat.state if chat.state not in READABLE_STATES else "removed",
    )


def shared_part(chat: Chat) -> ChatWire:
    """What everybody who may look into the chat sees alike. Who owns a channel is for its administrators."""
    return ChatWire(
        id=chat.id,
        kind=chat.kind,
        last_seq=chat.last_seq,
        last_ev=chat.last_ev,
        last_ts=chat.last_ts,
        title=chat.title,
        about=chat.about,
        photo=chat.photo,
        username=chat.username,
        public=int(chat.is_public),
        members=chat.members,
        owner=chat.owner if chat.kind == "group" else 0,
        slow=chat.slow_s,
        permissions=chat.permissions,
        flags=chat.flags,
        state=chat.state,
        first_ev=chat.first_ev,
        linked=chat.linked,
        limits=chat.limits,
        limit_slow=chat.limit_slow_s,
    )


def preview_for(row: ChatRow, viewer: int) -> Message | None:
    """The newest message through the one law of what may be seen; a mark of a removed one is no preview."""
    if row.seen.last is None:
        return None
    looks = viewer_of(row.chat, row.member, viewer, banned=row.seen.banned)
    shown = visible(row.seen.last, row.seen.last_flags, row.seen.last_author, looks)
    return preview(shown) if shown is not None and whole(shown) else None


def preview(message: Message) -> Message:
    """At most 100 characters of a message, spoilers veiled, without formatting."""
    text = veil(message.text, message.entities)
    short = text if len(text) <= PREVIEW_MAX else text[: PREVIEW_MAX - 1] + "…"
    return msgspec.structs.replace(message, text=short, entities=(), preview=None)


def veil(text: str, entities: tuple[Entity, ...]) -> str:
    """The text with every spoiler made unreadable. Offsets are UTF-16 units."""
    spoilers = [(int(e[1]), int(e[2])) for e in entities if e[0] == "spoiler"]
    if not spoilers:
        return text
    units = bytearray(text.encode("utf-16-le", "surrogatepass"))
    for offset, length in spoilers:
        end = min(2 * (offset + length), len(units))
        units[2 * offset : end] = VEIL.encode("utf-16-le") * max(0, end // 2 - offset)
    return units.decode("utf-16-le", "replace")
