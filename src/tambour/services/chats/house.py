"""What every use case of chats needs, and the steps they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from tambour.domain.chat_view import ChatRow, Seen, wire_of
from tambour.domain.chats import Chat, Member
from tambour.domain.decide_chats import check_alive, check_member, check_shared
from tambour.domain.errors import Moderated, NotFound
from tambour.domain.ids import DAY_MS
from tambour.pipeline.announce import append_service
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.limits import Want, per_day

QUIET_FROM = 200
"""Groups larger than this do not say who comes and goes."""
NAMED_MAX = 5
YOUNG_DAYS = 7
DAILY = {"join": (30, 300), "create": (10, 50), "dialog": (50, 500), "add": (50, 1000), "invite": (20, 100)}
"""What an account may do a day: (in its first seven days, later)."""


class Limits(Protocol):
    """Buckets that outlive a restart; see services/limits.py."""

    async def take(self, *wants: Want) -> None: ...


@dataclass(frozen=True, slots=True)
class House:
    """The store, where time and ids come from, and what limits newcomers."""

    store: Store
    clock: Clock
    ids: Ids
    limits: Limits
    worn: Worn = unasked
    """What a public chat says of itself."""

    async def pay(self, user: int, what: str, cost: float = 1.0) -> None:
        """Take from the person's daily allowance. Raises Flood; Moderated while the account is suspended."""
        person = await self.store.read.accounts.person(user)
        if person is None:
            raise NotFound("no such person", why="user.unknown")
        now = self.clock.now()
        if person.suspended(now):
            raise Moderated("account suspended", reason="account.suspended", case=person.suspended_case)
        young = now - person.created < YOUNG_DAYS * DAY_MS
        await self.limits.take(per_day(f"{what}:{user}", DAILY[what][0 if young else 1], cost))

    async def note(
        self, tx: Tx, chat: int, actor: int, verb: str, target: int = 0, data: dict[str, Any] | None = None
    ) -> None:
        """Write an administrator's act into the chat's admin log."""
        await tx.chats.log_add(chat, self.ids.new(), actor, verb, target, data or {}, self.clock.now())


async def lock_shared(tx: Tx, chat_id: int, actor: int) -> tuple[Chat, Member]:
    """A living group or channel, locked, and the actor's place in it."""
    chat = await tx.lock_chat(chat_id)
    me = check_member(chat, await tx.chats.member(chat_id, actor))
    check_alive(chat)
    check_shared(chat)
    standing = await tx.messages.standing(chat_id, actor)
    if standing.suspended_until > tx.now:
        raise Moderated("account suspended", reason="account.suspended", case=standing.suspended_case)
    return chat, me


async def target_of(tx: Tx, chat: Chat, user: int) -> Member:
    """The place of somebody who is acted upon. Raises NotFound."""
    found = await tx.chats.member(chat.id, user)
    if found is None:
        raise NotFound("not a member", why="member.unknown")
    return found


def arrival(chat: Chat, member: Member, *, peer: int = 0, now: int) -> dict[str, Any]:
    """The data of `chat+`: the chat as somebody who just came sees it.

    It holds no message: the account log keeps it for weeks, and what is removed meanwhile must not live on there.
    """
    wire = wire_of(ChatRow(chat=chat, member=member, seen=Seen(peer=peer)), member.user, now=now)
    return {"c": chat.id, "ch": msgspec.to_builtins(wire)}


def newcomer(chat: Chat, user: int, *, now: int) -> Member:
    """A fresh place: everything said before counts as read, and is out of sight where history is hidden."""
    hidden = bool(chat.flags.get("hide_history"))
    return Member(
        user=user,
        chat=chat.id,
        read_seq=chat.last_seq,
        history_from=chat.last_seq + 1 if hidden else 0,
        joined=now,
    )


async def welcome(
    tx: Tx, chat: Chat, users: Sequence[int], *, now: int, came_by: str = "", by: int = 0
) -> list[int]:
    """Give these people a place in the locked chat and tell each; in groups the others hear it, too.

    Returns those who were not there before. One row and one counter each; in a channel nobody else is told.
    `by`: who brought them, 0: they came by themselves.
    """
    came = await tx.members.add(chat.id, [newcomer(chat, user, now=now) for user in users], came_by)
    if not came:
        return []
    if chat.kind == "group":
        for at, user in enumerate(came, 1):
            await tx.append(chat.id, "m", {"u": user, "ro": "member", "m": chat.members + at}, by=by)
    chat = await tx.lock_chat(chat.id)
    place = (await tx.members.get_many(chat.id, came[:1]))[came[0]]
    await tx.tell_all(came, "chat+", arrival(chat, place, now=now))
    for bot in await tx.bots.among(came):
        await tx.tell(bot, "added", {"c": chat.id, "by": by})
    return came


async def announce_arrival(tx: Tx, chat: Chat, actor: int, came: Sequence[int], how: str = "joined") -> None:
    """Say in a small group who came and by whom; large groups and channels stay quiet."""
    if chat.kind != "group" or chat.members > QUIET_FROM or not came:
        return
    if list(came) == [actor]:
        await append_service(tx, chat.id, actor, {"k": how})
    elif len(came) > NAMED_MAX:
        await append_service(tx, chat.id, actor, {"k": "added", "u": came[0], "n": len(came)})
    else:
        for user in came:
            await append_service(tx, chat.id, actor, {"k": "added", "u": user})


async def announce_parting(tx: Tx, chat: Chat, actor: int, gone: int) -> None:
    """Say in a small group who left or was sent away; large groups and channels stay quiet."""
    if chat.kind == "group" and chat.members <= QUIET_FROM:
        payload: dict[str, str | int] = {"k": "left"} if actor == gone else {"k": "removed", "u": gone}
        await append_service(tx, chat.id, actor, payload)


async def part(tx: Tx, chat: Chat, member: Member, *, sent_away: bool = False, by: int = 0) -> None:
    """Take a place away in the locked chat; the person's devices drop the chat by the very event.

    Who came and went is the affair of groups. A channel's log knows nothing of people: somebody sent away is dropped
    by an empty event, so that no later post reaches them; who leaves by themselves needs none. `by`: who sent them.
    """
    could_write = chat.kind == "group" or member.role != "member"
    await tx.members.remove(chat.id, member.user, weaker=could_write, day=tx.now // DAY_MS)
    if chat.kind == "group":
        gone = {"u": member.user, "ro": "", "m": chat.members - 1}
        await tx.append(chat.id, "m", gone, left=(member.user,), by=by)
    elif sent_away:
        await tx.append(chat.id, "nop", {}, left=(member.user,))
    if by and await tx.bots.among([member.user]):  # before the other: what came until now is still heard
        await tx.tell(member.user, "removed", {"c": chat.id, "by": by, "ro": member.role})
    await tx.tell(member.user, "chat-", {"c": chat.id})
