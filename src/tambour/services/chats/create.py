"""Making chats: the dialog of a pair, one's Saved messages, groups and channels. Repeats find what was made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.chat_view import ChatWire
from tambour.domain.chats import Chat, Member, clean_about, clean_title, pair_of
from tambour.domain.decide import check_rid
from tambour.domain.errors import BadInput, Conflict, NotFound
from tambour.domain.ids import Rid
from tambour.domain.rights import CHANNEL_DEFAULT, GROUP_DEFAULT
from tambour.pipeline.announce import append_service
from tambour.ports.store import Tx
from tambour.services.accounts.names import claim
from tambour.services.chats.house import House, arrival, welcome
from tambour.services.chats.view import Views

FIRST_PEOPLE_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChat:
    """What somebody wants to make. `rid` makes a group or channel idempotent; a dialog is so by nature."""

    kind: str
    rid: int = 0
    user: int = 0
    title: str = ""
    about: str = ""
    name: str = ""
    """Public name of a public chat; '' for a private one."""
    users: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Create:
    """chat.create."""

    house: House
    views: Views

    async def create(self, actor: int, want: NewChat) -> tuple[ChatWire, dict[int, str]]:
        """(the chat as the actor sees it, who could not be brought in and why)."""
        skipped: dict[int, str] = {}
        if want.kind == "saved":
            chat = await self.pair(actor, actor)
        elif want.kind == "dialog":
            chat = await self.pair(actor, want.user)
        elif want.kind in ("group", "channel"):
            chat, skipped = await self.shared(actor, want)
        else:
            raise BadInput("k", "no such kind of chat")
        return await self.views.one(actor, chat), skipped

    async def pair(self, actor: int, other: int) -> int:
        """The one chat of this pair, made when it is not there; with oneself: Saved messages."""
        low, high = pair_of(actor, other)
        found = await self.house.store.read.chats.dialog(low, high)
        if found is not None:
            return found
        await self.house.pay(actor, "dialog")
        now = self.house.clock.now()
        async with self.house.store.writing() as tx:
            people = await tx.members.not_addable(actor, 0, [other], now)
            if people.get(other, "deleted") == "deleted":
                raise NotFound("no such person", why="user.unknown")
            fresh = self.house.ids.new()
            if not await tx.chats.claim_dialog(low, high, fresh):
                found = await tx.chats.dialog(low, high)
                return found if found is not None else fresh
            kind = "saved" if actor == other else "dialog"
            chat = Chat(id=fresh, kind=kind, last_ts=now, created=now)
            await tx.chats.add(chat)
            pair = [Member(user=user, chat=fresh, joined=now) for user in sorted({actor, other})]
            await tx.members.add(fresh, pair)
            chat = replace(chat, members=len(pair))
            for place in pair:
                peer = 0 if kind == "saved" else low + high - place.user
                await tx.tell(place.user, "chat+", arrival(chat, place, peer=peer, now=now))
        return fresh

    async def shared(self, actor: int, want: NewChat) -> tuple[int, dict[int, str]]:
        """A group or channel with its first people."""
        now = self.house.clock.now()
        check_rid(Rid(want.rid), now=now)
        users = sorted(set(want.users) - {actor})
        if len(users) > FIRST_PEOPLE_MAX:
            raise BadInput("users", "too many at once", limit=FIRST_PEOPLE_MAX)
        made = await self.house.store.read.chats.made_by(actor, want.rid)
        if made is not None:
            return self.repeated(await self.house.store.read.chats.get(made), want.kind), {}
        await self.house.pay(actor, "create")
        chat = Chat(
            id=self.house.ids.new(),
            kind=want.kind,
            owner=actor,
            title=clean_title(want.title),
            about=clean_about(want.about),
            permissions=int(GROUP_DEFAULT if want.kind == "group" else CHANNEL_DEFAULT),
            last_ts=now,
            created=now,
        )
        async with self.house.store.writing() as tx:
            made = await tx.chats.claim_rid(actor, want.rid, chat.id, now)
            if made is not None:
                return self.repeated(await tx.chats.get(made), want.kind), {}
            if want.name:
                shown = await claim(tx, "chat", chat.id, want.name, now=now)
                chat = replace(chat, username=shown, is_public=True)
                self.house.worn(chat.id, chat.title, chat.about)
            await tx.chats.add(chat)
            await tx.members.add(chat.id, [Member(user=actor, chat=chat.id, role="owner", joined=now)])
            why = await tx.members.not_addable(actor, chat.id, users, now)
            await self.bring_first(tx, chat, actor, [u for u in users if why.get(u) == ""], now)
        return chat.id, {u: why.get(u, "unknown") for u in users if why.get(u) != ""}

    async def bring_first(self, tx: Tx, chat: Chat, actor: int, users: list[int], now: int) -> None:
        """Tell the maker, then bring in the others."""
        chat = await tx.lock_chat(chat.id)
        owner = Member(user=actor, chat=chat.id, role="owner", joined=now)
        await tx.tell(actor, "chat+", arrival(chat, owner, now=now))
        if users:
            await welcome(tx, chat, users, now=now, by=actor)
        await append_service(tx, chat.id, actor, {"k": "created", "ti": chat.title})

    def repeated(self, chat: Chat | None, kind: str) -> int:
        """The chat an earlier request with this rid made."""
        if chat is None or chat.kind != kind:
            raise Conflict("this rid was used for something else", why="rid.reused")
        return chat.id
