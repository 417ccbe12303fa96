"""The end of a chat: the owner's word for all, or for a dialog one person's own copy. No member's row is touched."""

from dataclasses import dataclass

from tambour.domain.chats import Chat, Member
from tambour.domain.decide_chats import check_alive, check_member
from tambour.domain.errors import Forbidden
from tambour.domain.events import EVERYBODY
from tambour.ports.store import Tx
from tambour.services.accounts.names import release
from tambour.services.chats.house import House, part
from tambour.services.chats.linking import leave_alone


@dataclass(frozen=True, slots=True)
class Ending:
    """chat.delete, and what becomes of chats when an account ends."""

    house: House

    async def delete(self, actor: int, chat_id: int) -> None:
        """A group or channel ends for everybody; of a dialog one's own history is put out of sight."""
        async with self.house.store.writing() as tx:
            chat = await tx.lock_chat(chat_id)
            me = check_member(chat, await tx.chats.member(chat_id, actor))
            if not chat.shared:
                await forget(tx, chat, me)
                return
            check_alive(chat)
            if me.role != "owner":
                raise Forbidden("chat.not_the_owner")
            await close(tx, chat)
            await self.house.note(tx, chat_id, actor, "chat.delete")
        await leave_alone(self.house, chat)

    async def leave_all(self, user: int) -> None:
        """An account ends: its places in groups and channels go, what it owned goes to the next in line.

        One transaction a chat, so that a repeat after a crash goes on where it stopped.
        """
        for chat_id, kind, _, _ in await self.house.store.read.chats.chats_of(user):
            if kind in ("group", "channel"):
                async with self.house.store.writing() as tx:
                    await self.abandon(tx, chat_id, user)

    async def abandon(self, tx: Tx, chat_id: int, user: int) -> None:
        """Leave, whatever one was."""
        chat = await tx.lock_chat(chat_id)
        me = await tx.chats.member(chat_id, user)
        if me is None:
            return
        heir = await tx.members.heir(chat_id, user) if me.role == "owner" else None
        await part(tx, chat, me)
        if heir is not None:
            await crown(tx, chat, heir)
        elif me.role == "owner":
            await close(tx, chat)


async def crown(tx: Tx, chat: Chat, heir: Member) -> None:
    """This member owns the locked chat from now on."""
    await tx.members.set_role(
        chat.id, heir.user, role="owner", rights=0, title=heir.admin_title, promoted_by=0
    )
    await tx.chats.change(chat.id, {"owner": heir.user}, weaker=True)
    if chat.kind == "group":
        await tx.append(chat.id, "m", {"u": heir.user, "ro": "owner", "ti": heir.admin_title})
        await tx.append(chat.id, "c", {"ch": {"ow": heir.user}})
    await tx.tell(heir.user, "chat~", {"c": chat.id, "ro": "owner", "ri": 0, "de": 0, "deu": 0})


async def close(tx: Tx, chat: Chat) -> None:
    """The locked chat is gone for all by one event, whatever the number of members."""
    await release(tx, "chat", chat.id)
    await tx.chats.change(chat.id, {"state": "deleted", "username": "", "is_public": False}, weaker=True)
    await tx.append(chat.id, "c", {"ch": {"st": "deleted"}}, left=(EVERYBODY,))


async def forget(tx: Tx, chat: Chat, me: Member) -> None:
    """Everything said so far is out of this person's sight; the dialog comes back with the next word."""
    start = chat.last_seq + 1
    own = {"history_from": start, "pin": 0, "archived": False, "marked_unread": False}
    await tx.chat_lists.set_own(me.user, chat.id, own)
    peer = await tx.chats.peer(chat.id, me.user)
    if peer and await tx.bots.among([peer]):
        await tx.tell(peer, "cleared", {"c": chat.id, "u": me.user})
    await tx.tell(
        me.user, "chat~", {"c": chat.id, "hf": start, "pi": 0, "ar": 0, "um": 0, "un_": 0, "me_": 0}
    )
