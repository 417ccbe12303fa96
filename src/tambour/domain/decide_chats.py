"""The laws of chats: who may change, invite, remove, restrict and promote whom. Pure."""

from tambour.domain.chats import GROUP_MAX_MEMBERS, Chat, Limit, Member
from tambour.domain.errors import BadInput, Forbidden, Gone, NotFound
from tambour.domain.rights import RIGHTS_OF, May, Right, grantable, has, outranks, permitted

HIDDEN_STATES = ("removed", "deleted")


def check_alive(chat: Chat) -> None:
    """A removed or deleted chat is gone; a frozen or quarantined one takes no changes."""
    if chat.state in HIDDEN_STATES:
        raise Gone("the chat is gone", why=f"chat.{chat.state}")
    if chat.state != "live":
        raise Forbidden(f"chat.{chat.state}")


def check_shared(chat: Chat) -> None:
    """Only groups and channels know members, titles and rights."""
    if not chat.shared:
        raise Forbidden("chat.wrong_kind")


def check_member(chat: Chat, member: Member | None) -> Member:
    """The person's place. A chat that cannot be found by others does not exist for them."""
    if member is None:
        if chat.is_public and chat.state == "live":
            raise Forbidden("chat.not_a_member")
        raise NotFound("no such chat")
    return member


def check_right(member: Member, right: Right) -> None:
    """An admin right, or a refusal that names it."""
    if not has(member, right):
        raise Forbidden("chat.no_right", right=(right.name or "").lower())


def check_info(chat: Chat, member: Member, *, now: int) -> None:
    """May change title, about and photo: by right, or in a group that permits it to everybody."""
    if chat.kind == "group" and permitted(chat, member, May.CHANGE_INFO, now=now):
        return
    check_right(member, Right.CHANGE_INFO)


def check_invite(chat: Chat, member: Member, *, now: int) -> None:
    """May bring people in: by right, or in a group that permits it to everybody."""
    if chat.kind == "group" and permitted(chat, member, May.ADD_PEOPLE, now=now):
        return
    check_right(member, Right.INVITE)


def check_room(chat: Chat, more: int = 1) -> None:
    """Groups have a limit; channels have none. Nobody new comes into a chat that the platform closed to newcomers."""
    check_open(chat)
    if chat.kind == "group" and chat.members + more > GROUP_MAX_MEMBERS:
        raise Forbidden("chat.full", limit=GROUP_MAX_MEMBERS)


def check_open(chat: Chat) -> None:
    """The platform may have closed it to newcomers. Raises Forbidden(chat.no_joins)."""
    if chat.limits & Limit.NO_JOINS:
        raise Forbidden("chat.no_joins")


def check_above(actor: Member, target: Member) -> None:
    """The actor must stand above the target."""
    if actor.user == target.user:
        raise Forbidden("member.is_yourself")
    if target.role == "owner":
        raise Forbidden("member.is_owner")
    if not outranks(actor, target):
        raise Forbidden("member.outranks_you")


def check_remove(actor: Member, target: Member) -> None:
    """Kick, ban or restrict."""
    check_right(actor, Right.BAN)
    check_above(actor, target)


def check_promote(chat: Chat, actor: Member, target: Member, rights: int) -> int:
    """Returns the rights to store: those that mean something here. One can only grant what one holds."""
    check_right(actor, Right.ADD_ADMINS)
    check_above(actor, target)
    given = rights & int(RIGHTS_OF[chat.kind])
    if rights and not given:
        raise BadInput("rights", "nothing that an administrator can do here")
    if given & ~grantable(actor, chat.kind):
        raise Forbidden("chat.right_not_yours")
    return given


def check_denial(deny: int) -> int:
    """Bits of May, at least one of them."""
    known = sum(May)
    if deny < 0 or deny & ~known:
        raise BadInput("deny", "unknown bits")
    return deny
