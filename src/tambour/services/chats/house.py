"""What every use case of chats needs, and the steps they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.chat_view import ChatRow, Seen, wire_of
from tambour.domain.chats import Chat, Member
from tambour.domain.decide_chats import check_alive, check_member, check_shared
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx


@dataclass(frozen=True, slots=True)
class House:
    """The store and where time and ids come from."""

    store: Store
    clock: Clock
    ids: Ids

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
    return chat, me


def arrival(chat: Chat, member: Member, *, peer: int = 0, now: int) -> dict[str, Any]:
    """The data of `chat+`: the chat as somebody who just came sees it.

    It holds no message: the account log keeps it for weeks, and what is removed meanwhile must not live on there.
    """
    wire = wire_of(ChatRow(chat=chat, member=member, seen=Seen(peer=peer)), member.user, now=now)
    return {"c": chat.id, "ch": msgspec.to_builtins(wire)}


def newcomer(chat: Chat, user: int, *, now: int, role: str = "member", rights: int = 0) -> Member:
    """A fresh place: everything said before counts as read, and is out of sight where history is hidden."""
    hidden = bool(chat.flags.get("hide_history"))
    return Member(
        user=user,
        chat=chat.id,
        role=role,
        rights=rights,
        read_seq=chat.last_seq,
        history_from=chat.last_seq + 1 if hidden else 0,
        joined=now,
    )


async def welcome(tx: Tx, chat: Chat, users: Sequence[int], *, now: int) -> list[int]:
    """Give these people a place in the locked chat and tell each; in groups the others hear it, too.

    Returns those who were not there before. One row and one counter each; in a channel nobody else is told.
    """
    came = await tx.members.add(chat.id, [newcomer(chat, user, now=now) for user in users])
    if not came:
        return []
    if chat.kind == "group":
        for at, user in enumerate(came, 1):
            await tx.append(chat.id, "m", {"u": user, "ro": "member", "m": chat.members + at})
    chat = await tx.lock_chat(chat.id)
    place = (await tx.members.get_many(chat.id, came[:1]))[came[0]]
    await tx.tell_all(came, "chat+", arrival(chat, place, now=now))
    return came
