"""Coming and going: joining what is public, bringing people in, leaving."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.chat_view import ChatWire
from tambour.domain.chats import Chat, Member
from tambour.domain.decide_chats import check_alive, check_invite, check_room, check_shared
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.ports.store import Tx
from tambour.services.chats.house import House, lock_shared, welcome
from tambour.services.chats.view import Views

ADD_MAX = 100


@dataclass(frozen=True, slots=True)
class Joining:
    """chat.join, chat.leave, member.add."""

    house: House
    views: Views

    async def join(self, actor: int, chat_id: int) -> ChatWire | None:
        """Join a public chat; None: asked, an administrator decides. A repeat changes nothing."""
        now = self.house.clock.now()
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat_id)
            if await tx.chats.member(chat_id, actor) is None:
                if not chat.shared or not chat.is_public:
                    raise NotFound("no such chat")
                check_alive(chat)
                if not await self.let_in(tx, chat, actor, now):
                    return None
        return await self.views.one(actor, chat_id)

    async def let_in(self, tx: Tx, chat: Chat, user: int, now: int) -> bool:
        """Give a place in the locked chat, or leave a request where they are wanted (False)."""
        if await tx.members.banned(chat.id, user, now) is not None:
            raise Forbidden("chat.banned")
        check_room(chat)
        await welcome(tx, chat, [user], now=now)
        return True

    async def add(self, actor: int, chat_id: int, users: Sequence[int]) -> tuple[list[int], dict[int, str]]:
        """(who came, who could not be brought in and why)."""
        wanted = sorted(set(users))
        if not 1 <= len(wanted) <= ADD_MAX:
            raise BadInput("u", "1 to 100 people at a time", limit=ADD_MAX)
        now = self.house.clock.now()
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            check_invite(chat, me, now=now)
            why = await tx.members.not_addable(actor, chat_id, wanted)
            able = [user for user in wanted if why.get(user) == ""]
            check_room(chat, len(able))
            came = await welcome(tx, chat, able, now=now) if able else []
        return came, {user: why.get(user, "unknown") for user in wanted if why.get(user) != ""}

    async def leave(self, actor: int, chat_id: int) -> None:
        """Leave for good. An owner first hands the chat over or deletes it."""
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat_id)
            check_shared(chat)
            me = await tx.chats.member(chat_id, actor)
            if me is None:
                return
            if me.role == "owner" and chat.members > 1:
                raise Forbidden("chat.owner_must_hand_over")
            await part(tx, chat, me)


async def part(tx: Tx, chat: Chat, member: Member, *, sent_away: bool = False) -> None:
    """Take a place away in the locked chat; the person's devices drop the chat by the very event.

    Who came and went is the affair of groups. A channel's log knows nothing of people: somebody sent away is dropped
    by an empty event, so that no later post reaches them; who leaves by themselves needs none.
    """
    could_write = chat.kind == "group" or member.role != "member"
    await tx.members.remove(chat.id, member.user, weaker=could_write)
    if chat.kind == "group":
        gone = {"u": member.user, "ro": "", "m": chat.members - 1}
        await tx.append(chat.id, "m", gone, left=(member.user,))
    elif sent_away:
        await tx.append(chat.id, "nop", {}, left=(member.user,))
    await tx.tell(member.user, "chat-", {"c": chat.id})
