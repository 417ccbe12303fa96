"""Who is who: a person known from an import only becomes somebody here, when both sides say so.

The importer says «this is you»: an export proves nothing, so nobody is given words by a stranger's file alone. That
person agrees: nobody is put into a chat, or made the author of anything, against their will. A number in the
importer's contacts only suggests whom to ask, and only if that person lets themselves be found by number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.decide_chats import check_alive
from tambour.domain.errors import BadInput, Forbidden, NotFound, Refusal
from tambour.domain.people import STRANGERS, User
from tambour.domain.rights import GROUP_DEFAULT, Right, has
from tambour.ports.moving import Move, Stranger
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.accounts.house import Accounts
from tambour.services.accounts.people import views
from tambour.services.chats.house import welcome
from tambour.services.limits import per_day
from tambour.services.moving.people import UNKNOWN

OFFERS_PER_DAY = 50
SLICE = 20_000
"""Seqs of one transaction of handing over."""


class Known(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Somebody from one's own imports."""

    person: int = msgspec.field(name="p")
    name: str = msgspec.field(name="n")
    messages: int = msgspec.field(name="m", default=0)
    match: User | None = None
    """Somebody here with the number that the importer's contacts had."""
    offered: User | None = None


class Claim(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Somebody says that this is me."""

    person: int = msgspec.field(name="p")
    name: str = msgspec.field(name="n")
    by: User
    messages: int = msgspec.field(name="m", default=0)


@dataclass(frozen=True, slots=True)
class Claims:
    """import.people, import.offer, claim.list, claim.answer; and the handing over, which a worker does."""

    store: Store
    clock: Clock
    ids: Ids
    accounts: Accounts

    async def people(self, importer: int) -> list[Known]:
        """Most said first."""
        found = await self.store.read.moving.strangers(importer)
        digests = sorted({one.phone_hmac for one in found if one.phone_hmac})
        owners = await self.store.read.accounts.users_of("phone", digests)
        willing = await self.accounts.contacts.findable(
            self.store.read, importer, sorted(set(owners.values()) - {importer})
        )
        shown = await self.shown(importer, [*willing, *(one.offered for one in found)])
        return [
            Known(
                person=one.user,
                name=one.name,
                messages=one.messages,
                match=shown.get(owners.get(one.phone_hmac, 0)) if not one.offered else None,
                offered=shown.get(one.offered),
            )
            for one in found
        ]

    async def offer(self, importer: int, stranger: int, to: int) -> bool:
        """Say who it is; 0 takes it back. True when it is the importer themselves and needs no answer.

        Raises NotFound, BadInput(u), Forbidden(claim.peer), Flood.
        """
        found = await self.stranger(stranger)
        if found.importer != importer:
            raise NotFound("no such person in your imports", why="claim.unknown")
        if not to:
            await self.store.read.moving.offer(stranger, 0)
            return False
        person = await self.store.read.accounts.person(to)
        if person is None or person.deleted or person.importer:
            raise BadInput("u", "nobody here", why="users.unknown")
        if (await self.store.read.accounts.ties(importer, [to])).get(to, STRANGERS).blocked_by:
            raise Forbidden("chat.blocked")
        if to == importer and await self.is_peer(stranger):
            raise Forbidden("claim.peer", "the other one of a dialog is not you")
        await self.accounts.limits.take(per_day(f"offer:{importer}", OFFERS_PER_DAY))
        async with self.store.writing() as tx:
            await tx.moving.offer(stranger, to)
            if to != importer:
                await tx.tell(to, "claim", {"p": stranger, "n": found.name, "by": importer})
        if to == importer:
            await self.accept(importer, stranger)
        return to == importer

    async def pending(self, user: int) -> list[Claim]:
        """Of whom somebody said that it is this person."""
        found = [one for one in await self.store.read.moving.offers(user) if one.importer != user]
        shown = await self.shown(user, [one.importer for one in found])
        return [
            Claim(person=one.user, name=one.name, by=shown[one.importer], messages=one.messages)
            for one in found
            if one.importer in shown
        ]

    async def answer(self, user: int, stranger: int, ok: bool) -> None:
        """Yes: what they said becomes this person's, soon. No: nothing changes. Raises NotFound."""
        found = await self.stranger(stranger)
        if found.offered != user:
            raise NotFound("nobody asked you that", why="claim.unknown")
        if ok:
            await self.accept(user, stranger)
        else:
            await self.store.read.moving.offer(stranger, 0)

    async def accept(self, user: int, stranger: int) -> None:
        """Leave the work to a worker; a repeat finds it under way."""
        if any(
            m.what.get("p") == stranger and m.state in ("waiting", "running") for m in await self.moves(user)
        ):
            return
        now = self.clock.now()
        move = Move(id=self.ids.new(), user=user, kind="claim", what={"p": stranger}, created=now)
        await self.store.read.moving.add_move(move)

    async def moves(self, user: int) -> Sequence[Move]:
        """This person's."""
        return [m for m in await self.store.read.moving.moves(user) if m.kind == "claim"]

    async def stranger(self, user: int) -> Stranger:
        """Raises NotFound."""
        found = await self.store.read.moving.stranger(user)
        if found is None:
            raise NotFound("no such person", why="claim.unknown")
        return found

    async def shown(self, viewer: int, people: Sequence[int]) -> dict[int, User]:
        """As the viewer may see them."""
        wanted = sorted({one for one in people if one})
        return {one.id: one for one in await views(self.store.read, viewer, wanted, self.clock.now())}

    async def is_peer(self, stranger: int) -> bool:
        """Is it the other one of a dialog?"""
        chats = await self.store.read.moving.chats_with(stranger)
        found = await self.store.read.chats.get_many(chats)
        return any(chat.kind == "dialog" for chat in found.values())

    # ── handing over ─────────────────────────────────────────────────────────────────────────
    async def hand_over(self, move: Move) -> dict[str, Any]:
        """A worker's task: chat by chat in slices, so that a repeat after a crash goes on. Raises NotFound."""
        stranger = await self.stranger(int(move.what.get("p", 0)))
        if stranger.offered != move.user:
            raise NotFound("the offer was taken back", why="claim.unknown")
        messages = 0
        for chat in await self.store.read.moving.chats_with(stranger.user):
            messages += await self.one_chat(chat, stranger, move.user)
        async with self.store.writing() as tx:
            await tx.moving.merged(stranger.user, move.user, tx.now)
        return {"p": stranger.user, "n": stranger.name, "messages": messages}

    async def one_chat(self, chat_id: int, stranger: Stranger, user: int) -> int:
        """What they said there, slice by slice; then their place."""
        messages = start = 0
        while True:
            async with self.store.writing() as tx:
                chat = await tx.lock_chat(chat_id)
                end = min(start + SLICE, chat.last_seq)
                messages += await tx.moving.hand_over(chat_id, stranger.user, user, start, end)
                if end < chat.last_seq:
                    start = end
                    continue
                await self.take_place(tx, chat, stranger, user)
                ev = await tx.moving.forget_before(chat_id)
                tx.jumped(chat_id, ev=ev, seq=chat.last_seq)
                await tx.tell_all([stranger.importer, user], "chat+", {"c": chat_id})
                await tx.moving.moved_voice(chat_id, stranger.user, user)
            return messages

    async def take_place(self, tx: Tx, chat: Chat, stranger: Stranger, user: int) -> None:
        """A dialog becomes the two people's; into a group one comes if its importer may still bring people in."""
        if user == stranger.importer:
            return
        if chat.kind == "dialog" and await tx.chats.member(chat.id, stranger.user) is not None:
            if await tx.moving.give_dialog(chat.id, stranger.user, user):
                return
            title = stranger.name or UNKNOWN["en"]
            await tx.moving.make_group(chat.id, stranger.user, stranger.importer, title, int(GROUP_DEFAULT))
            chat = await tx.lock_chat(chat.id)
        if chat.kind != "group" or await tx.chats.member(chat.id, user) is not None:
            return
        host = await tx.chats.member(chat.id, stranger.importer)
        if host is None or not has(host, Right.INVITE) or await tx.chats.banned(chat.id, user, tx.now):
            return
        try:
            check_alive(chat)
        except Refusal:
            return
        await welcome(tx, chat, [user], now=tx.now)
