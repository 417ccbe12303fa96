"""A channel and its discussion group: linking them, and letting go."""

from dataclasses import dataclass

from tambour.domain.chats import Chat, Member
from tambour.domain.decide_chats import check_alive, check_member, check_right
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.rights import Right
from tambour.ports.store import Tx
from tambour.services.chats.house import House, lock_shared

KINDS = {"channel", "group"}


@dataclass(frozen=True, slots=True)
class Linking:
    """chat.edit{linked}. Who changes the information of both may link them; of either, may part them."""

    house: House

    async def link(self, actor: int, chat_id: int, other_id: int) -> None:
        """A channel and a group, in either order; 0: part. Posts from now on get a thread in the group.

        Raises BadInput(linked), Forbidden (chat.no_right, chat.linked_elsewhere, chat.history_hidden), NotFound.
        """
        if not other_id:
            return await self.part(actor, chat_id)
        if other_id == chat_id:
            raise BadInput("linked", "a channel and a group")
        async with self.house.store.writing() as tx:
            found = {one: await lock_shared(tx, one, actor) for one in sorted((chat_id, other_id))}
            channel, group = as_pair(found[chat_id][0], found[other_id][0])
            for _, me in found.values():
                check_right(me, Right.CHANGE_INFO)
            if channel.linked == group.id:
                return None
            if channel.linked or group.linked:
                raise Forbidden("chat.linked_elsewhere")
            if group.flags.get("hide_history"):
                raise Forbidden("chat.history_hidden")
            await tx.threads.link(channel.id, group.id, channel.last_seq)
            await self.tell(tx, actor, channel.id, group.id)
            await self.tell(tx, actor, group.id, channel.id)
        return None

    async def part(self, actor: int, chat_id: int) -> None:
        """No more. A repeat changes nothing."""
        before = await self.house.store.read.chats.get(chat_id)
        other_id = before.linked if before is not None else 0
        async with self.house.store.writing() as tx:
            found = {one: await tx.lock_chat(one) for one in sorted({chat_id, other_id} - {0})}
            chat, me = await mine(tx, chat_id, actor)
            check_right(me, Right.CHANGE_INFO)
            if chat.linked == other_id and other_id:
                await untie(tx, found[chat_id], found[other_id])
                for one in found:
                    await self.house.note(tx, one, actor, "chat.unlink", 0, {})

    async def tell(self, tx: Tx, actor: int, chat: int, other: int) -> None:
        """The locked chat has a partner now; who may write there may change with it, so `gen` moves."""
        await tx.chats.change(chat, {"linked_id": other}, weaker=True)
        await tx.append(chat, "c", {"ch": {"li": other}})
        await self.house.note(tx, chat, actor, "chat.link", 0, {"c": other})


async def mine(tx: Tx, chat_id: int, actor: int) -> tuple[Chat, Member]:
    """The locked chat, and the actor's place in it."""
    chat = await tx.lock_chat(chat_id)
    me = check_member(chat, await tx.chats.member(chat_id, actor))
    check_alive(chat)
    return chat, me


def as_pair(one: Chat, other: Chat) -> tuple[Chat, Chat]:
    """(channel, group). Raises BadInput(linked)."""
    if {one.kind, other.kind} != KINDS:
        raise BadInput("linked", "a channel and a group")
    return (one, other) if one.kind == "channel" else (other, one)


async def untie(tx: Tx, *pair: Chat) -> None:
    """These two locked chats have nothing to do with each other any more."""
    for chat in pair:
        await tx.threads.unlink(chat.id)
        await tx.chats.change(chat.id, {"linked_id": 0}, weaker=True)
        await tx.append(chat.id, "c", {"ch": {"li": 0}})


async def leave_alone(house: House, chat: Chat) -> None:
    """This chat is gone: its partner stands alone. In a transaction of its own, since two locks have an order."""
    if not chat.linked:
        return
    async with house.store.writing() as tx:
        try:
            pair = [await tx.lock_chat(one) for one in sorted((chat.id, chat.linked))]
        except NotFound:
            return
        if all(one.linked for one in pair):
            await untie(tx, *pair)
