"""What anybody may read without signing in: public channels and groups, single posts, people's cards.

Everything goes the way of a reader who is nobody: may_read and visible() decide, as for every other surface.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tambour.domain.chats import Chat
from tambour.domain.errors import Gone, NotFound
from tambour.domain.messages import Message
from tambour.domain.people import STRANGERS, User, show
from tambour.domain.visible import may_read, viewer_of, whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.names import look_up
from tambour.services.messages.scene import SEQ_MAX, Look

POSTS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChat:
    """A page of a chat. `posts` ascending; `older`: there are posts before the first; `names`: who wrote them."""

    chat: Chat
    posts: tuple[Message, ...] = ()
    names: Mapping[int, str]
    older: bool = False


@dataclass(frozen=True, slots=True)
class Public:
    """Reads only."""

    store: Store
    clock: Clock

    async def named(self, name: str) -> Chat | User:
        """Whose name it is, as anybody may see them. Raises NotFound, Gone for a chat that was taken away."""
        kind, target = await look_up(self.store.read, name)
        if kind == "user":
            return await self.person(target)
        return await self.chat(target)

    async def person(self, user: int) -> User:
        """What strangers see: a name and, unless they are suspended, what they say of themselves."""
        person = (await self.store.read.accounts.people([user])).get(user)
        if person is None or person.deleted:
            raise NotFound("nobody has this name")
        seen = show(person, STRANGERS, now=self.clock.now(), viewer_hides=True)
        return seen

    async def chat(self, chat_id: int) -> Chat:
        """A public chat that anybody may look into."""
        chat = await self.store.read.chats.get(chat_id)
        if chat is None or not chat.is_public or not chat.shared:
            raise NotFound("no such chat")
        if not may_read(chat, None):
            raise Gone("the chat is gone")
        return chat

    async def page(self, chat: Chat, *, before: int = 0, size: int = POSTS_MAX) -> PublicChat:
        """The newest posts below `before` (0: the end)."""
        look = Look(chat=chat, viewer=viewer_of(chat, None, 0), member=None)
        kept = await self.store.read.messages.page(
            chat.id,
            0,
            after=max(0, look.viewer.history_from - 1),
            before=before or SEQ_MAX,
            limit=size + 1,
            newest=True,
        )
        seen = (look.see(each) for each in kept[-size:])
        posts = tuple(m for m in seen if m is not None and whole(m) and m.kind != "svc")
        return PublicChat(chat=chat, posts=posts, names=await self.names(posts), older=len(kept) > size)

    async def post(self, chat: Chat, seq: int) -> PublicChat:
        """One post. Raises NotFound; Gone where moderation or its author took it away."""
        look = Look(chat=chat, viewer=viewer_of(chat, None, 0), member=None)
        kept = await self.store.read.messages.some(chat.id, 0, [seq])
        if not kept or seq < look.viewer.history_from or kept[0].message.kind == "svc":
            raise NotFound("no such post")
        seen = look.see(kept[0])
        if seen is None or not whole(seen):
            raise Gone("the post is gone")
        return PublicChat(chat=chat, posts=(seen,), names=await self.names((seen,)))

    async def names(self, posts: tuple[Message, ...]) -> dict[int, str]:
        """Shown names of those who wrote."""
        people = sorted({post.sender for post in posts if post.sender})
        known = await self.store.read.accounts.people(people) if people else {}
        return {user: person.name for user, person in known.items() if not person.deleted}
