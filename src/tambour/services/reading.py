"""May this person read this chat? The question behind every door that shows one."""

from dataclasses import dataclass

from tambour.domain.chats import Chat
from tambour.domain.errors import Forbidden, Gone, NotFound
from tambour.domain.visible import READABLE_STATES, may_read
from tambour.ports.outside import Clock
from tambour.ports.store import Store


@dataclass(frozen=True, slots=True)
class Reading:
    """Membership, or a public chat's preview."""

    store: Store
    clock: Clock

    async def may_read(self, viewer: int, chat_id: int) -> Chat:
        """The chat. Raises NotFound (also where its existence is none of the viewer's business), Gone, Forbidden."""
        rows = self.store.read.chats
        chat = await rows.get(chat_id)
        if chat is None:
            raise NotFound("no such chat")
        member = await rows.member(chat_id, viewer) if viewer else None
        if chat.state not in READABLE_STATES:
            raise Gone("the chat is closed", why=f"chat.{chat.state}") if member else NotFound("no such chat")
        if member is not None:
            return chat
        banned = bool(viewer) and await rows.banned(chat_id, viewer, self.clock.now())
        if may_read(chat, None, banned=banned):
            return chat
        raise Forbidden("chat.banned") if banned and chat.is_public else NotFound("no such chat")
