"""What people may do in a chat: bits of member permissions and of admin rights, and who outranks whom. Pure."""

from enum import IntFlag

from tambour.domain.chats import Chat, Member


class May(IntFlag):
    """Permissions of a plain member (`chats.permissions`); a restriction takes them away (`members.denied`)."""

    SEND = 1
    MEDIA = 2
    POLLS = 4
    LINKS = 8
    REACT = 16
    ADD_PEOPLE = 32
    PIN = 64
    CHANGE_INFO = 128


class Right(IntFlag):
    """Rights of an administrator (`members.rights`)."""

    CHANGE_INFO = 1
    POST = 2
    EDIT_OTHERS = 4
    DELETE_OTHERS = 8
    BAN = 16
    INVITE = 32
    PIN = 64
    ADD_ADMINS = 128
    ANONYMOUS = 256
    SEE_LOG = 512


GROUP_DEFAULT = May.SEND | May.MEDIA | May.POLLS | May.LINKS | May.REACT | May.ADD_PEOPLE | May.PIN
CHANNEL_DEFAULT = May.REACT
DIALOG_ALL = May(255)
ALL_RIGHTS = Right(1023) & ~Right.ANONYMOUS
ROLE_RANK = {"member": 0, "admin": 1, "owner": 2}
SLOW_CHOICES_S = (0, 5, 10, 30, 60, 300, 900, 3600)


def has(member: Member, right: Right) -> bool:
    """Does this person hold all these admin rights? The owner holds every one."""
    if member.role == "owner":
        return True
    return member.role == "admin" and member.rights & right == right


def denied_now(member: Member, now: int) -> int:
    """Permission bits a restriction takes away at this moment."""
    return member.denied if member.denied_until == 0 or member.denied_until > now else 0


def permitted(chat: Chat, member: Member, perm: May, *, now: int) -> bool:
    """May a plain member do all of this here now? Always in one's own dialogs; in channels only what is permitted."""
    if chat.kind in ("saved", "dialog"):
        return True
    return chat.permissions & perm == perm and not denied_now(member, now) & perm


def outranks(actor: Member, target: Member) -> bool:
    """May the actor act upon the target? An admin stands above members and above the admins they made."""
    if actor.user == target.user or target.role == "owner":
        return False
    if actor.role == "owner":
        return True
    if actor.role != "admin":
        return False
    return target.role == "member" or target.promoted_by == actor.user


def grantable(actor: Member, kind: str) -> int:
    """The rights this person may give: their own, of those that mean something in this kind of chat."""
    own = int(ALL_RIGHTS | Right.ANONYMOUS) if actor.role == "owner" else actor.rights
    return own & int(RIGHTS_OF[kind])


RIGHTS_OF = {
    "group": ALL_RIGHTS & ~(Right.POST | Right.EDIT_OTHERS) | Right.ANONYMOUS,
    "channel": ALL_RIGHTS,
}
"""Rights that mean something in each kind of chat."""
