"""What may be done to a message once it is said: edit, delete, pin, react. Pure; a no is a Refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.chats import Chat, Member
from tambour.domain.errors import BadInput, Conflict, Forbidden, Moderated, Restricted
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Entity, Kept
from tambour.domain.rights import May, Right, denied_now, has, permitted

EDIT_WINDOW_MS = 2 * DAY_MS
"""How long a member may mend their own words in a dialog or a group; a channel's authors may for ever."""
REACTIONS = tuple("👍👎❤🔥🎉😁😂😮😢😡🙏👏🤔💯🤝👌🥰🤯🤩👀💔🕊🫡🍾⚡🏆💪🌚")
"""Offered where a chat has not chosen its own."""
EMOJI_LOOK = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a person here besides their place in the chat. Times are milliseconds."""

    suspended_until: int = 0
    suspended_case: int = 0
    blocked: bool = False
    """The other side of a dialog does not want to hear this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person about to do something in a chat."""

    user: int
    chat: Chat
    member: Member | None
    standing: Standing
    now: int

    def may(self, wanted: May) -> bool:
        """Does this person hold these permissions of a plain member? Owners, admins and the two of a dialog do."""
        if self.member is None:
            return False
        return self.member.role != "member" or permitted(self.chat, self.member, wanted, now=self.now)

    def has(self, right: Right) -> bool:
        """Does this person hold this right of an administrator?"""
        return self.member is not None and has(self.member, right)


def check_active(actor: Actor) -> None:
    """A member, in good standing, in a living chat."""
    if actor.member is None:
        raise Forbidden("chat.not_a_member")
    if actor.standing.suspended_until > actor.now:
        raise Moderated("account suspended", reason="account.suspended", case=actor.standing.suspended_case)
    if actor.chat.state != "live":
        raise Moderated("the chat is closed", reason=f"chat.{actor.chat.state}", case=actor.chat.state_case)
    if actor.standing.blocked and actor.chat.kind == "dialog":
        raise Forbidden("dialog.blocked")


def require(actor: Actor, wanted: May) -> None:
    """An active member with these permissions. Raises Restricted where they were taken from this person."""
    check_active(actor)
    if actor.may(wanted):
        return
    if actor.member is not None and denied_now(actor.member, actor.now) & wanted:
        raise Restricted("restricted here", why="chat.restricted", until=actor.member.denied_until or None)
    raise Forbidden("chat.not_permitted")


def check_edit(actor: Actor, kept: Kept, entities: Sequence[Entity]) -> None:
    """Own words for two days in a dialog or group; a channel's authors for ever, others' with EDIT_OTHERS."""
    if kept.message.kind != "text" or kept.root is not None:
        raise Forbidden("message.not_editable")
    mine = kept.author == actor.user
    if actor.chat.kind == "channel":
        check_active(actor)
        if not (actor.has(Right.POST) if mine else actor.has(Right.EDIT_OTHERS)):
            raise Forbidden("message.not_yours")
        return
    if not mine:
        raise Forbidden("message.not_yours")
    link = any(entity[0] in ("link", "url") for entity in entities)
    require(actor, May.SEND | (May.LINKS if link else May(0)))
    if kept.message.keyboard:
        return  # a menu is changed whenever somebody presses it
    if actor.chat.kind != "saved" and actor.now - kept.message.ts > EDIT_WINDOW_MS:
        raise Forbidden("message.too_old")


def check_delete(actor: Actor, kept: Kept) -> None:
    """For everybody: own words always, even under a restriction; others' with DELETE_OTHERS."""
    if actor.member is None:
        raise Forbidden("chat.not_a_member")
    if actor.has(Right.DELETE_OTHERS) and actor.chat.kind in ("group", "channel"):
        return
    if kept.author != actor.user or (kept.message.kind == "svc" and actor.chat.kind != "saved"):
        raise Forbidden("message.not_yours")
    if actor.chat.kind == "channel" and not actor.has(Right.POST):
        raise Forbidden("message.not_yours")


def check_pin(actor: Actor) -> None:
    """Anyone in a dialog; in a group whom the group lets; in a channel who has the right."""
    check_active(actor)
    if actor.has(Right.PIN):
        return
    if actor.chat.kind == "channel":
        raise Forbidden("chat.not_permitted")
    require(actor, May.PIN)


def check_reaction(actor: Actor, emoji: str) -> str:
    """The emoji in the one form that is kept; '' takes one's own back. Raises BadInput(e), Forbidden."""
    emoji = emoji.replace(EMOJI_LOOK, "")
    if not emoji:
        check_active(actor)
        return ""
    require(actor, May.REACT)
    chosen = actor.chat.flags.get("reactions")
    allowed = tuple(e.replace(EMOJI_LOOK, "") for e in chosen) if isinstance(chosen, list) else REACTIONS
    if emoji not in allowed:
        raise BadInput("e", "not a reaction of this chat")
    return emoji


def recount(counts: Sequence[tuple[str, int]], old: str, new: str) -> tuple[tuple[str, int], ...]:
    """Counts after one person's reaction went from `old` to `new` ('' is none); most first, then by emoji."""
    tally = dict(counts)
    if old:
        tally[old] = tally.get(old, 1) - 1
    if new:
        tally[new] = tally.get(new, 0) + 1
    return tuple(sorted(((e, n) for e, n in tally.items() if n > 0), key=lambda pair: (-pair[1], pair[0])))


def check_version(kept: Kept, seen: int) -> None:
    """Who edits must have seen the newest version. Raises Conflict with the one there is."""
    if kept.message.version != seen:
        raise Conflict("edited meanwhile", ver=kept.message.version)
