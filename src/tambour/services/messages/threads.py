"""Reading the comments under a channel's post: a thread of the discussion group, in windows as any chat's past."""

from dataclasses import dataclass

import msgspec

from tambour.domain.errors import BadInput, NotFound
from tambour.domain.messages import Message
from tambour.domain.visible import whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.ports.threads import Thread
from tambour.services.messages.history import WINDOW_MAX, above, below
from tambour.services.messages.scene import SEQ_MAX, Look, check_seq, look


class ThreadWindow(
    msgspec.Struct, frozen=True, omit_defaults=True, rename={"chat": "c", "seq": "s", "messages": "msgs"}
):
    """A page of comments, ascending; `chat` and `seq`: the group and the copy of the post that they answer."""

    chat: int
    seq: int
    post: tuple[int, int]
    """(channel, seq)."""
    comments: int
    messages: tuple[Message, ...]
    top: bool
    bottom: bool
    root: Message | None = None


@dataclass(frozen=True, slots=True)
class Threads:
    """Reads only."""

    store: Store
    clock: Clock

    async def window(
        self, user: int, chat: int, seq: int, *, start: int, direction: str, size: int
    ) -> ThreadWindow:
        """By the post in its channel, or by its copy in the group. `up`: the newest below `start` (0: the end),
        `down`: the oldest above it. Raises NotFound, Gone, Forbidden, BadInput(dir|from|s)."""
        size = max(1, min(size, WINDOW_MAX))
        if not 0 <= start < SEQ_MAX:
            raise BadInput("from", "no such place")
        thread = await self.find(user, chat, check_seq(seq))
        tables = self.store.read
        view = await look(tables, user, thread.chat, now=self.clock.now())
        root = await self.seen(view, thread.root)
        if root is None or root.removed:
            raise NotFound("no such thread", why="thread.unknown")
        if direction == "up":
            found, top = await above(tables, view, start or SEQ_MAX, size, thread.root)
            bottom = start == 0 or not (await below(tables, view, start - 1, 1, thread.root))[0]
        elif direction == "down":
            found, bottom = await below(tables, view, start, size, thread.root)
            top = not (await above(tables, view, start + 1, 1, thread.root))[0]
        else:
            raise BadInput("dir", "up or down")
        post = (thread.post_chat, thread.post_seq)
        return ThreadWindow(thread.chat, thread.root, post, thread.comments, found, top, bottom, root)

    async def find(self, user: int, chat: int, seq: int) -> Thread:
        """The thread of a post that this person sees whole, or of its copy."""
        tables = self.store.read
        view = await look(tables, user, chat, now=self.clock.now())
        if view.chat.kind == "channel":
            thread = await tables.threads.of_post(chat, seq) if whole(await self.seen(view, seq)) else None
        else:
            thread = await tables.threads.of_root(chat, seq)
        if thread is None:
            raise NotFound("no such thread", why="thread.unknown")
        return thread

    async def seen(self, view: Look, seq: int) -> Message | None:
        """One message as this person may see it."""
        kept = await self.store.read.messages.some(view.chat.id, view.viewer.user, [seq])
        return view.see(kept[0]) if kept else None
