"""Invitations: links with limits and an end, looking before joining, and requests that administrators decide."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.chat_view import ChatWire, shared_part
from tambour.domain.chats import Chat, Limit
from tambour.domain.cursors import cursor_of, numbers_of
from tambour.domain.decide_chats import HIDDEN_STATES, check_member, check_right, check_room
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.ids import DAY_MS
from tambour.domain.rights import Right
from tambour.ports.invites import Invite, JoinRequest
from tambour.services.chats.guarding import must_ask
from tambour.services.chats.house import House, announce_arrival, lock_shared, welcome
from tambour.services.chats.joining import let_in
from tambour.services.chats.qr import qr_svg
from tambour.services.chats.view import Views

TITLE_MAX = 64
NOTE_MAX = 200
INVITES_MAX = 200
REQUESTS_MAX = 200
USES_MAX = 100_000
PAGE_MAX = 100
END_MS = 1 << 53
EXPIRES_MAX_MS = 366 * DAY_MS
TOKEN_BYTES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvite:
    """What a link is to be. `expires`: milliseconds since 1970; 0: never. `limit` 0: no limit."""

    title: str = ""
    expires: int = 0
    limit: int = 0
    approval: bool = False


@dataclass(frozen=True, slots=True)
class Invites:
    """invite.* and joinreq.*. `base`: the server's own address, without a slash at its end."""

    house: House
    views: Views
    base: str

    async def create(self, actor: int, chat_id: int, want: NewInvite) -> dict[str, Any]:
        """A new link of this chat."""
        now = self.house.clock.now()
        check_terms(want, now)
        await self.house.pay(actor, "invite")
        invite = Invite(
            token=self.house.ids.token(TOKEN_BYTES),
            chat=chat_id,
            by=actor,
            title=want.title.strip(),
            expires=want.expires,
            limit=want.limit,
            approval=want.approval,
            created=now,
        )
        async with self.house.store.writing() as tx:
            _, me = await lock_shared(tx, chat_id, actor)
            check_right(me, Right.INVITE)
            if await tx.invites.count(chat_id) >= INVITES_MAX:
                raise Forbidden("invite.too_many", limit=INVITES_MAX)
            await tx.invites.add(invite)
            await self.house.note(tx, chat_id, actor, "invite.create", 0, {"title": invite.title})
        return self.shown(invite)

    async def links(self, actor: int, chat_id: int) -> list[dict[str, Any]]:
        """The links in force, newest first."""
        await self.check_inviter(actor, chat_id)
        return [self.shown(i) for i in await self.house.store.read.invites.of_chat(chat_id, INVITES_MAX)]

    async def came(self, actor: int, token: str, after: str) -> tuple[list[dict[str, int]], str]:
        """(`{u, joined}` of members who came by this link, the newest first; cursor of the next page or '')."""
        invite = await self.found(token)
        await self.check_inviter(actor, invite.chat)
        before, last = numbers_of(after, 2, "after") if after else (END_MS, END_MS)
        rows = await self.house.store.read.invites.came(invite.chat, token, before, last, PAGE_MAX + 1)
        more = cursor_of(rows[PAGE_MAX - 1][1], rows[PAGE_MAX - 1][0]) if len(rows) > PAGE_MAX else ""
        return [{"u": user, "joined": joined} for user, joined in rows[:PAGE_MAX]], more

    async def code(self, actor: int, token: str) -> dict[str, str]:
        """`{url, svg}`: the link as a QR code, dark on light with a margin, without a fixed size."""
        await self.check_inviter(actor, (await self.found(token)).chat)
        url = f"{self.base}/+{token}"
        return {"url": url, "svg": qr_svg(url)}

    async def revoke(self, actor: int, token: str) -> None:
        """The link opens nothing any more. A repeat changes nothing."""
        invite = await self.found(token)
        async with self.house.store.writing() as tx:
            _, me = await lock_shared(tx, invite.chat, actor)
            check_right(me, Right.INVITE)
            await tx.invites.revoke(token, self.house.clock.now())
            await self.house.note(tx, invite.chat, actor, "invite.revoke", 0, {"title": invite.title})

    async def peek(self, actor: int, token: str) -> dict[str, Any]:
        """What lies behind a link: {ch, approval?, joined?}; nothing of what is said there."""
        invite, chat = await self.opened(token)
        if await self.house.store.read.chats.member(chat.id, actor) is not None:
            return {"ch": await self.views.one(actor, chat.id), "joined": True}
        check_found(chat)
        if await self.house.store.read.chats.banned(chat.id, actor, self.house.clock.now()):
            raise Forbidden("chat.banned")
        asking = asks(chat, invite) or chat.raid_until > self.house.clock.now()
        return {"ch": outside(chat)} | ({"approval": True} if asking else {})

    async def accept(self, actor: int, token: str, note: str = "") -> ChatWire | None:
        """Join by a link; None: asked, an administrator decides. A member's link is not used up."""
        if len(note) > NOTE_MAX:
            raise BadInput("note", "too long", limit=NOTE_MAX)
        invite, chat = await self.opened(token)
        if await self.house.store.read.chats.member(chat.id, actor) is not None:
            return await self.views.one(actor, chat.id)
        check_found(chat)
        await self.house.pay(actor, "join")
        now = self.house.clock.now()
        request = JoinRequest(chat=chat.id, user=actor, token=token, note=note, created=now)
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat.id)
            if await tx.chats.member(chat.id, actor) is None:
                asked = asks(chat, invite) or await must_ask(self.house, tx, chat)
                if not asked and not await tx.invites.use(token, now):
                    raise Forbidden("invite.used_up")
                if not await let_in(tx, chat, request, asks=asked):
                    return None
        return await self.views.one(actor, chat.id)

    async def requests(self, actor: int, chat_id: int) -> list[JoinRequest]:
        """Who waits at the door, the longest first."""
        await self.check_inviter(actor, chat_id)
        return await self.house.store.read.invites.requests(chat_id, REQUESTS_MAX)

    async def decide(self, actor: int, chat_id: int, user: int, ok: bool) -> None:
        """Let somebody in or turn them away. Raises NotFound when they no longer wait."""
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            check_right(me, Right.INVITE)
            request = await tx.invites.take_request(chat_id, user)
            if request is None:
                raise NotFound("nobody asked", why="joinreq.unknown")
            if ok:
                check_room(chat)
                now = self.house.clock.now()
                if await welcome(tx, chat, [user], now=now, came_by=request.token):
                    await announce_arrival(tx, chat, user, [user])
                if request.token:
                    await tx.invites.use(request.token, now)
            await self.house.note(tx, chat_id, actor, "joinreq.accept" if ok else "joinreq.decline", user)

    async def check_inviter(self, actor: int, chat_id: int) -> None:
        """Links and requests are for those who may invite."""
        chat = await self.views.may_read(actor, chat_id)
        check_right(
            check_member(chat, await self.house.store.read.chats.member(chat_id, actor)), Right.INVITE
        )

    async def found(self, token: str) -> Invite:
        """The link, whatever its state."""
        invite = await self.house.store.read.invites.get(token)
        if invite is None:
            raise NotFound("no such invitation", why="invite.unknown")
        return invite

    async def opened(self, token: str) -> tuple[Invite, Chat]:
        """A link in force and its living chat."""
        invite = await self.found(token)
        check_open(invite, self.house.clock.now())
        chat = await self.house.store.read.chats.get(invite.chat)
        if chat is None or chat.state in HIDDEN_STATES or chat.state == "quarantined":
            raise NotFound("no such invitation", why="invite.unknown")
        return invite, chat

    def shown(self, invite: Invite) -> dict[str, Any]:
        """{token, url, by, d, uses, title?, expires?, limit?, approval?}."""
        view: dict[str, Any] = {
            "token": invite.token,
            "url": f"{self.base}/+{invite.token}",
            "by": invite.by,
            "d": invite.created,
            "uses": invite.uses,
        }
        more = {
            "title": invite.title,
            "expires": invite.expires,
            "limit": invite.limit,
            "approval": invite.approval,
        }
        return view | {k: v for k, v in more.items() if v}


def check_found(chat: Chat) -> None:
    """The platform may have closed the way in from outside. Raises Forbidden(chat.unfound)."""
    if chat.limits & Limit.UNFOUND:
        raise Forbidden("chat.unfound")


def asks(chat: Chat, invite: Invite) -> bool:
    """Does an administrator decide about who comes by this link?"""
    return invite.approval or bool(chat.flags.get("join_requests"))


def outside(chat: Chat) -> ChatWire:
    """What somebody holding a link sees before joining: the sign on the door, not its counters."""
    whole = shared_part(chat)
    return ChatWire(
        id=whole.id,
        kind=whole.kind,
        last_seq=0,
        last_ev=0,
        last_ts=0,
        title=whole.title,
        about=whole.about,
        photo=whole.photo,
        username=whole.username,
        public=whole.public,
        members=whole.members,
    )


def check_open(invite: Invite, now: int) -> None:
    """Raises Forbidden with why invite.revoked, invite.expired or invite.used_up."""
    if invite.revoked:
        raise Forbidden("invite.revoked")
    if invite.expires and invite.expires <= now:
        raise Forbidden("invite.expired")
    if invite.limit and invite.uses >= invite.limit:
        raise Forbidden("invite.used_up")


def check_terms(want: NewInvite, now: int) -> None:
    """Raises BadInput."""
    if len(want.title) > TITLE_MAX:
        raise BadInput("title", "too long", limit=TITLE_MAX)
    if want.expires and not now < want.expires <= now + EXPIRES_MAX_MS:
        raise BadInput("expires", "must lie within the coming year")
    if not 0 <= want.limit <= USES_MAX:
        raise BadInput("limit", "0 to 100000", limit=USES_MAX)
