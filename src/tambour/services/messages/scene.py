"""Who looks into which chat, or acts in it: the one place where a service finds that out."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.alter import Actor
from tambour.domain.chats import Chat, Member
from tambour.domain.errors import BadInput, Forbidden, NotFound, Refusal, TooLarge
from tambour.domain.messages import Kept, Message
from tambour.domain.visible import Viewer, viewer_of, visible, whole
from tambour.ports.store import Tables, Tx
from tambour.services.chats.view import check_reader, find_reader

SEQS_MAX = 100
SEQ_MAX = 1 << 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A person who may read a chat; `member` is None for a guest of a public one."""

    chat: Chat
    viewer: Viewer
    member: Member | None

    def see(self, kept: Kept) -> Message | None:
        """The message as this person may see it, or None."""
        if kept.hidden:
            return None
        return visible(kept.message, kept.flags, kept.author, self.viewer)


async def look(tables: Tables, user: int, chat_id: int, *, now: int) -> Look:
    """Two statements. Raises NotFound, Gone or Forbidden where this person may not read the chat."""
    chat, member = await find_reader(tables, user, chat_id, now=now)
    return Look(chat=chat, viewer=viewer_of(chat, member, user), member=member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A person acting in a chat whose lock the transaction holds."""

    tx: Tx
    actor: Actor
    viewer: Viewer

    @property
    def chat(self) -> Chat:
        """As it was when the lock was taken."""
        return self.actor.chat

    @property
    def shows_all(self) -> bool:
        """Does everyone who hears the chat see its whole past, so that a live event may carry a body?"""
        return not self.chat.flags.get("hide_history")

    async def message(self, seq: int) -> Kept:
        """A message this person sees whole. Raises NotFound: a removed one can't be acted upon."""
        kept = await self.tx.messages.some(self.chat.id, self.actor.user, [seq])
        return self.whole(kept[0] if kept else None)

    def whole(self, kept: Kept | None, *, hidden: bool = False) -> Kept:
        """The same of a message that was read already, perhaps for somebody else. Raises NotFound."""
        if kept is None or kept.hidden or hidden:
            raise NotFound("no such message")
        if not whole(visible(kept.message, kept.flags, kept.author, self.viewer)):
            raise NotFound("no such message")
        return kept


async def enter(tx: Tx, user: int, chat_id: int, *, guests: bool = False) -> Scene:
    """Lock the chat and see who acts: a member. Raises NotFound, Gone or Forbidden.

    `guests`: also somebody who comments in a public discussion group without having joined it; for their own words.
    """
    await tx.lock_chat(chat_id)
    chat, member = await find_reader(tx, user, chat_id, now=tx.now)
    if member is None and guests and chat.kind == "group" and chat.linked:
        member = Member(user=user, chat=chat_id)
    if member is None:
        raise Forbidden("chat.not_a_member")
    standing = await tx.messages.standing(chat_id, user)
    return Scene(
        tx=tx,
        actor=Actor(user=user, chat=chat, member=member, standing=standing, now=tx.now),
        viewer=viewer_of(chat, member, user),
    )


async def enter_many(tx: Tx, chat_id: int, users: Sequence[int]) -> dict[int, Scene | Refusal]:
    """Lock the chat and see who acts, each as in `enter`; two statements whatever their number. Raises NotFound."""
    chat = await tx.lock_chat(chat_id)
    found: dict[int, Scene | Refusal] = {}
    for user, member, banned, standing in await tx.messages.actors(chat_id, sorted(set(users)), tx.now):
        try:
            check_reader(chat, member, banned=banned)
            if member is None:
                raise Forbidden("chat.not_a_member")
        except Refusal as no:
            found[user] = no
            continue
        actor = Actor(user=user, chat=chat, member=member, standing=standing, now=tx.now)
        found[user] = Scene(tx=tx, actor=actor, viewer=viewer_of(chat, member, user))
    return found


def check_seqs(seqs: Sequence[int]) -> list[int]:
    """Distinct, ascending, 1 to 100 of them. Raises BadInput(s), TooLarge(s)."""
    if len(seqs) > SEQS_MAX:
        raise TooLarge("too many messages", field="s", limit=SEQS_MAX)
    if not seqs or not all(0 < seq < SEQ_MAX for seq in seqs):
        raise BadInput("s", "no such messages")
    return sorted(set(seqs))


def check_seq(seq: int) -> int:
    """One place in a chat. Raises BadInput(s)."""
    return check_seqs([seq])[0]
