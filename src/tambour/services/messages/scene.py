"""Who looks into which chat, or acts in it: the one place where a service finds that out."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.alter import Actor
from tambour.domain.chats import Chat
from tambour.domain.errors import BadInput, NotFound, TooLarge
from tambour.domain.messages import Kept, Message
from tambour.domain.visible import Viewer, viewer_of, visible, whole
from tambour.ports.store import Tables, Tx

SEQS_MAX = 100
SEQ_MAX = 1 << 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A person who may read a chat."""

    chat: Chat
    viewer: Viewer
    member: bool
    read_seq: int = 0

    def see(self, kept: Kept) -> Message | None:
        """The message as this person may see it, or None."""
        if kept.hidden:
            return None
        return visible(kept.message, kept.flags, kept.author, self.viewer)


async def look(tables: Tables, user: int, chat_id: int) -> Look:
    """Two statements. Raises NotFound for a chat this person may not read, as for one that does not exist."""
    chat = await tables.chats.get(chat_id)
    if chat is None:
        raise NotFound("no such chat")
    member = await tables.chats.member(chat_id, user)
    viewer = viewer_of(chat, member, user)
    if not viewer.reads:
        raise NotFound("no such chat")
    return Look(
        chat=chat,
        viewer=viewer,
        member=member is not None,
        read_seq=member.read_seq if member is not None else 0,
    )


async def may_read(tables: Tables, user: int, chat_id: int) -> Chat:
    """The chat, if this person may read it. Raises NotFound."""
    return (await look(tables, user, chat_id)).chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A person acting in a chat whose lock the transaction holds."""

    tx: Tx
    actor: Actor
    viewer: Viewer

    @property
    def chat(self) -> Chat:
        """As it is under the lock."""
        return self.actor.chat

    async def message(self, seq: int) -> Kept:
        """A message this person sees whole. Raises NotFound: a removed one can't be acted upon."""
        found = await self.messages([seq])
        if not found:
            raise NotFound("no such message")
        return found[0]

    async def messages(self, seqs: Sequence[int]) -> list[Kept]:
        """Those of them that this person sees whole, ascending."""
        kept = await self.tx.messages.some(self.chat.id, self.actor.user, seqs)
        return [k for k in kept if not k.hidden and whole(visible(k.message, k.flags, k.author, self.viewer))]


async def enter(tx: Tx, user: int, chat_id: int) -> Scene:
    """Lock the chat and see who acts. Raises NotFound for a chat this person may not read."""
    chat = await tx.lock_chat(chat_id)
    member = await tx.chats.member(chat_id, user)
    viewer = viewer_of(chat, member, user)
    if not viewer.reads:
        raise NotFound("no such chat")
    standing = await tx.messages.standing(chat_id, user)
    return Scene(
        tx=tx,
        actor=Actor(user=user, chat=chat, member=member, standing=standing, now=tx.now),
        viewer=viewer,
    )


def check_seqs(seqs: Sequence[int]) -> list[int]:
    """Distinct, ascending, 1 to 100 of them. Raises BadInput(s), TooLarge(s)."""
    if len(seqs) > SEQS_MAX:
        raise TooLarge("too many messages", field="s", limit=SEQS_MAX)
    if not seqs or not all(0 < seq < SEQ_MAX for seq in seqs):
        raise BadInput("s", "no such messages")
    return sorted(set(seqs))
