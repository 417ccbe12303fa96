"""Comments as bots meet them: under the posts of a channel that a bot is in, in the channel's discussion group.

A bot reads and writes them as people do, by the rights of that group; what is said there reaches the administrators of
the channel among the bots. Whoever comments is anybody's guest, so a bot need not have joined the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.bots.bot import Bot
from tambour.domain.errors import NotFound, Refusal
from tambour.domain.messages import Kept
from tambour.domain.visible import whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.ports.threads import Thread
from tambour.services.bots.reading import Room
from tambour.services.messages.scene import SEQ_MAX, Look, look
from tambour.services.messages.threads import Threads

SCAN_MAX = 10
"""Pages of a thread looked at for one page of what a bot may see of it."""
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """`kept.message` is what `visible()` left of it; `answered`: the comment it replies to, where that can be seen."""

    kept: Kept
    thread: Thread
    answered: Kept | None = None


@dataclass(frozen=True, slots=True)
class Commenting:
    """Reads; writing goes through Speaking."""

    store: Store
    clock: Clock
    threads: Threads

    async def thread(self, bot: Bot, room: Room, seq: int) -> Thread:
        """Of this post of a channel. Raises NotFound: no such post or thread, or its group is not for this bot."""
        if room.chat.kind != "channel":
            raise NotFound("no channel's post", why="thread.unknown")
        thread = await self.threads.find(bot.id, room.chat.id, seq)
        try:
            await self.look(bot, thread)
        except Refusal as no:
            raise NotFound("no such thread", why="thread.unknown") from no
        return thread

    async def look(self, bot: Bot, thread: Thread) -> Look:
        """Into the group. Raises what looking raises, NotFound where the post's copy is gone."""
        view = await look(self.store.read, bot.id, thread.chat, now=self.clock.now())
        root = await self.store.read.messages.some(thread.chat, bot.id, [thread.root])
        if not root or not whole(view.see(root[0])):
            raise NotFound("no such thread", why="thread.unknown")
        return view

    async def some(self, bot: Bot, thread: Thread, seqs: Sequence[int]) -> dict[int, Comment]:
        """Those of these messages that are comments here and can be seen whole. Raises what looking raises."""
        view = await self.look(bot, thread)
        kept = await self.store.read.messages.some(thread.chat, bot.id, sorted(set(seqs))) if seqs else []
        return await self.shown(view, thread, kept)

    async def page(self, bot: Bot, thread: Thread, *, after: int, before: int, limit: int) -> list[Comment]:
        """The newest `limit` between these times (milliseconds, both included; 0: no bound), newest first."""
        view, found, end = await self.look(bot, thread), list[Comment](), SEQ_MAX
        for _ in range(SCAN_MAX):
            kept = await self.store.read.messages.page(
                thread.chat,
                bot.id,
                after=max(0, view.viewer.history_from - 1),
                before=end,
                limit=PAGE,
                newest=True,
                thread=thread.root,
            )
            within = [k for k in kept if k.message.ts >= after and (not before or k.message.ts <= before)]
            shown = await self.shown(view, thread, within)
            found += [shown[seq] for seq in sorted(shown, reverse=True)]
            if len(kept) < PAGE or len(found) >= limit or kept[0].message.ts < after:
                break
            end = kept[0].message.seq
        return found[:limit]

    async def shown(self, view: Look, thread: Thread, kept: Sequence[Kept]) -> dict[int, Comment]:
        """With what they answer."""
        replies = sorted({one.message.reply for one in kept} - {0, thread.root})
        before = (
            await self.store.read.messages.some(thread.chat, view.viewer.user, replies) if replies else []
        )
        answered = {one.message.seq: seen for one in before if (seen := seen_by(view, one)) is not None}
        found: dict[int, Comment] = {}
        for one in kept:
            shown = seen_by(view, one)
            if shown is not None and shown.message.thread == thread.root:
                reply = answered.get(shown.message.reply)
                found[one.message.seq] = Comment(kept=shown, thread=thread, answered=reply)
        return found

    async def told(self, bot: Bot, places: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], Comment]:
        """Of these (group, root, seq) what the bot may still be told of: as an administrator of the channel."""
        found: dict[tuple[int, int], Comment] = {}
        for group, root in sorted({(group, root) for group, root, _ in places}):
            thread = await self.standing(bot, group, root)
            if thread is None:
                continue
            try:
                seqs = [seq for g, r, seq in places if (g, r) == (group, root)]
                comments = await self.some(bot, thread, seqs)
            except Refusal:
                continue
            found |= {(group, seq): one for seq, one in comments.items()}
        return found

    async def standing(self, bot: Bot, group: int, root: int) -> Thread | None:
        """The thread, while the bot is an administrator of its channel."""
        thread = await self.store.read.threads.of_root(group, root)
        if thread is None:
            return None
        place = await self.store.read.chats.member(thread.post_chat, bot.id)
        return thread if place is not None and place.role in ("owner", "admin") else None


def seen_by(view: Look, kept: Kept) -> Kept | None:
    """With what is left of its message; of a removed one not even the mark."""
    shown = view.see(kept)
    return replace(kept, message=shown) if shown is not None and whole(shown) else None
