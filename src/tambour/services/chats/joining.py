"""Coming and going: joining what is public, bringing people in, leaving."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.chat_view import ChatWire
from tambour.domain.chats import Chat
from tambour.domain.decide_chats import check_alive, check_invite, check_open, check_room, check_shared
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.rights import Right, has
from tambour.domain.visible import found_by_all
from tambour.ports.invites import JoinRequest
from tambour.ports.store import Tx
from tambour.services.chats.ending import close
from tambour.services.chats.guarding import must_ask
from tambour.services.chats.house import House, announce_arrival, announce_parting, lock_shared, part, welcome
from tambour.services.chats.view import Views

ADD_MAX = 100


@dataclass(frozen=True, slots=True)
class Joining:
    """chat.join, chat.leave, member.add."""

    house: House
    views: Views

    async def join(self, actor: int, chat_id: int) -> ChatWire | None:
        """Join a public chat; None: asked, an administrator decides. A repeat changes nothing."""
        if await self.house.store.read.chats.member(chat_id, actor) is not None:
            return await self.views.one(actor, chat_id)
        await self.house.pay(actor, "join")
        now = self.house.clock.now()
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat_id)
            if not chat.shared or not found_by_all(chat):
                raise NotFound("no such chat")
            asks = bool(chat.flags.get("join_requests"))
            asks = asks or await must_ask(self.house, tx, chat)
            inside = await let_in(tx, chat, JoinRequest(chat=chat_id, user=actor, created=now), asks=asks)
        return await self.views.one(actor, chat_id) if inside else None

    async def add(self, actor: int, chat_id: int, users: Sequence[int]) -> tuple[list[int], dict[int, str]]:
        """(who came, who could not be brought in and why)."""
        wanted = sorted(set(users))
        if not 1 <= len(wanted) <= ADD_MAX:
            raise BadInput("u", "1 to 100 people at a time", limit=ADD_MAX)
        await self.house.pay(actor, "add", len(wanted))
        now = self.house.clock.now()
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            check_invite(chat, me, now=now)
            why = await tx.members.not_addable(actor, chat_id, wanted, now)
            able = [user for user in wanted if why.get(user) == ""]
            check_room(chat, len(able))
            shut = bool(able) and await must_ask(self.house, tx, chat, len(able))
            if shut and not has(me, Right.INVITE):
                able, why = [], why | dict.fromkeys(able, "raid")
            came = await welcome(tx, chat, able, now=now, by=actor) if able else []
            await announce_arrival(tx, chat, actor, came)
        return came, {user: why.get(user, "unknown") for user in wanted if why.get(user) != ""}

    async def leave(self, actor: int, chat_id: int) -> None:
        """Leave for good. An owner first hands the chat over or deletes it; the last one out closes it."""
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat_id)
            check_shared(chat)
            me = await tx.chats.member(chat_id, actor)
            if me is None:
                return
            if me.role == "owner" and chat.members > 1:
                raise Forbidden("chat.owner_must_hand_over")
            await part(tx, chat, me)
            if me.role == "owner":
                await close(tx, chat)
            else:
                await announce_parting(tx, chat, actor, actor)


async def let_in(tx: Tx, chat: Chat, request: JoinRequest, *, asks: bool) -> bool:
    """Give a place in the locked chat (True), or leave a request for the administrators (False)."""
    check_alive(chat)
    check_open(chat)
    if await tx.chats.banned(chat.id, request.user, request.created):
        raise Forbidden("chat.banned")
    if not asks:
        check_room(chat)
        await welcome(tx, chat, [request.user], now=request.created, came_by=request.token)
        how = "joined_link" if request.token else "joined"
        await announce_arrival(tx, chat, request.user, [request.user], how)
        return True
    if await tx.invites.ask(request):
        deciders = [m.user for m in await tx.members.admins(chat.id) if has(m, Right.INVITE)]
        await tx.tell_all(deciders, "joinreq", {"c": chat.id, "u": request.user})
    return False
