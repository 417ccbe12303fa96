"""Buttons that make a chat: who presses one first makes a private group with its bot in it; the others come after."""

from dataclasses import dataclass

from tambour.domain.alter import check_active
from tambour.domain.bots.keyboard import Button
from tambour.domain.chats import Chat, Member, clean_about, clean_title
from tambour.domain.rights import GROUP_DEFAULT, RIGHTS_OF, Right
from tambour.pipeline.announce import append_service
from tambour.ports.invites import JoinRequest
from tambour.ports.store import Tx
from tambour.services.chats.house import House, arrival
from tambour.services.chats.joining import let_in
from tambour.services.messages.scene import enter

BOT_RIGHTS = int(RIGHTS_OF["group"] & ~(Right.ADD_ADMINS | Right.ANONYMOUS))
"""What the bot may do in a chat that its button made."""
GONE = ("deleted", "removed")


@dataclass(frozen=True, slots=True)
class Gathering:
    """The chat behind a button."""

    house: House

    async def come(self, user: int, bot: int, button: Button, chat: int, seq: int) -> int:
        """The chat, with this person in it. Raises Flood, Forbidden, Moderated, and what joining raises."""
        store = self.house.store
        made = await self.known(chat, seq, button.uuid)
        if made:
            await self.join(user, made)
            return made
        await self.house.pay(user, "create")
        async with store.writing() as tx:
            check_active((await enter(tx, user, chat)).actor)
            made = await tx.bots.button_chat(chat, seq, button.uuid)
            there = await tx.chats.get(made) if made else None
            if there is None or there.state in GONE:
                fresh = await self.make(tx, user, bot, button)
                await tx.bots.keep_button_chat(chat, seq, button.uuid, fresh)
                told = {"c": fresh, "u": user, "mc": chat, "ms": seq, "by": user}
                await tx.tell(bot, "made", told | ({"p": button.payload} if button.payload else {}))
                return fresh
        await self.join(user, made)
        return made

    async def known(self, chat: int, seq: int, uuid: int) -> int:
        """The chat that the button has made and that is still there, or 0."""
        made = await self.house.store.read.bots.button_chat(chat, seq, uuid)
        there = await self.house.store.read.chats.get(made) if made else None
        return made if there is not None and there.state not in GONE else 0

    async def make(self, tx: Tx, user: int, bot: int, button: Button) -> int:
        """A private group: whoever pressed owns it, its bot is an administrator."""
        now = tx.now
        chat = Chat(
            id=self.house.ids.new(),
            kind="group",
            owner=user,
            title=clean_title(button.title),
            about=clean_about(button.about),
            permissions=int(GROUP_DEFAULT),
            last_ts=now,
            created=now,
        )
        owner = Member(user=user, chat=chat.id, role="owner", joined=now)
        helper = Member(user=bot, chat=chat.id, role="admin", rights=BOT_RIGHTS, joined=now)
        await tx.chats.add(chat)
        await tx.members.add(chat.id, sorted((owner, helper), key=lambda one: one.user))
        await tx.members.set_role(chat.id, bot, role="admin", rights=BOT_RIGHTS, title="", promoted_by=user)
        chat = await tx.lock_chat(chat.id)
        for one in (owner, helper):
            await tx.tell(one.user, "chat+", arrival(chat, one, now=now))
        await tx.tell(bot, "added", {"c": chat.id, "by": user})
        await append_service(tx, chat.id, user, {"k": "created", "ti": chat.title})
        return chat.id

    async def join(self, user: int, made: int) -> None:
        """Nothing where the person is in there already."""
        if await self.house.store.read.chats.member(made, user) is not None:
            return
        await self.house.pay(user, "join")
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(made)
            if await tx.chats.member(made, user) is None:
                asks = bool(chat.flags.get("join_requests"))
                await let_in(tx, chat, JoinRequest(chat=made, user=user, created=tx.now), asks=asks)
