"""A channel's posts in its discussion group: each is copied there, its comments are counted, its copy follows it.

A loop at its own pace: it hears what happened, and after a crash finds by number what was left. Copying goes through
the fast door under a rid that follows from the post, so a post is copied once however often it is tried.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from tambour.domain.commands import Send
from tambour.domain.errors import NotFound, Refusal
from tambour.domain.ids import DAY_MS, RID_RANDOM_BITS
from tambour.domain.messages import Flag, Kept, Source
from tambour.domain.previews import first_link
from tambour.domain.text import tags_of
from tambour.domain.visible import WITHDRAWN, without_viewer
from tambour.pipeline.accept import Accept
from tambour.ports.bus import Nudge
from tambour.ports.log import SendLog
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx
from tambour.ports.threads import Behind, Thread
from tambour.services.messages.compose import renew_preview
from tambour.services.messages.forward import copy_of

SWEEP_EVERY_S = 60.0
FOLD_S = 0.25
"""What happens within this time is told once."""
POSTS_AT_ONCE = 50
FOLLOW_AT_ONCE = 50
OLDEST_MS = 7 * DAY_MS
"""An older post, after a long stop, gets no thread: its rid would be refused."""

log = logging.getLogger(__name__)


@dataclass
class Discussion:
    """Run by the roles `all` and `worker`. Several may: nothing is done twice."""

    store: Store
    accept: Accept
    log: SendLog
    clock: Clock
    publish: Callable[[Nudge], None]
    channels: set[int] = field(default_factory=set)
    """Where something was posted."""
    roots: set[tuple[int, int]] = field(default_factory=set)
    """(group, root) of threads with new comments."""
    gone: dict[int, set[int]] = field(default_factory=dict)
    """Messages that went or came back, by chat."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        for event in nudge.chat_events:
            if event.kind == "n" and event.message is not None:
                if event.message.thread:
                    self.roots.add((event.chat, event.message.thread))
                elif event.message.sender == 0:
                    self.channels.add(event.chat)
                else:
                    continue
            elif event.kind in ("d", "rm", "rs"):
                self.gone.setdefault(event.chat, set()).update(event.data.get("s", ()))
            elif event.kind != "e":
                continue
            self.wake.set()

    async def run(self) -> None:
        """Until cancelled: at once when something was heard, and over all once a minute."""
        whole = True
        while True:
            try:
                await self.turn(whole=whole)
                whole = False
            except Refusal as no:
                log.warning("discussions wait: %s", no.msg)
                whole = True
            except Exception:
                log.exception("discussions failed and will try again")
                whole = True
            try:
                async with asyncio.timeout(SWEEP_EVERY_S):
                    await self.wake.wait()
            except TimeoutError:
                whole = True
            await asyncio.sleep(FOLD_S)

    async def turn(self, *, whole: bool = False) -> None:
        """Copy what is new (`whole`: anywhere), let copies follow their posts, tell the counts."""
        self.wake.clear()
        channels, self.channels = self.channels, set()
        roots, self.roots = self.roots, set()
        gone, self.gone = self.gone, {}
        if whole or channels:
            for behind in await self.store.read.threads.behind([] if whole else sorted(channels)):
                roots |= await self.catch_up(behind)
        while await self.follow():
            pass
        for chat, seqs in gone.items():
            roots |= {(chat, root) for root in await self.store.read.threads.of_comments(chat, sorted(seqs))}
        if roots:
            await self.tell(sorted(roots))

    async def tell(self, roots: Sequence[tuple[int, int]]) -> None:
        """Counters to those who look at the channel: without a number, as views are."""
        by_channel: dict[int, list[list[int]]] = {}
        for thread in await self.store.read.threads.counts(roots):
            by_channel.setdefault(thread.post_chat, []).append([thread.post_seq, thread.comments + 1])
        for channel, rows in by_channel.items():
            self.publish(Nudge(transient={"k": "cm", "c": channel, "v": rows}))

    async def catch_up(self, behind: Behind) -> set[tuple[int, int]]:
        """Copy the posts of one channel; returns the roots made."""
        made: set[tuple[int, int]] = set()
        while True:
            posts = await self.store.read.messages.page(
                behind.channel, 0, after=behind.done, before=1 << 53, limit=POSTS_AT_ONCE, newest=False
            )
            for post in posts:
                root = await self.copy(post, behind.group)
                made |= {(behind.group, root)} if root else set()
            end = await self.end_of(behind, posts)
            async with self.store.writing() as tx:
                await tx.threads.move(behind.channel, end)
            if len(posts) < POSTS_AT_ONCE:
                return made
            behind = Behind(behind.channel, behind.group, end)

    async def end_of(self, behind: Behind, posts: Sequence[Kept]) -> int:
        """Up to where the channel has been read: the last post, or beyond it where the rest is gone."""
        if posts:
            return posts[-1].message.seq
        chat = await self.store.read.chats.get(behind.channel)
        return chat.last_seq if chat is not None else behind.done

    async def copy(self, post: Kept, group: int) -> int:
        """Put one post into the group; returns the copy's seq, 0 where it gets none."""
        message = post.message
        skipped = post.flags & WITHDRAWN or message.kind == "svc"
        if skipped or self.clock.now() - message.ts > OLDEST_MS:
            return 0
        rid = rid_of_copy(message.chat, message.seq, group, message.ts)
        known = await self.log.find(post.author, rid)
        if known is None:
            try:
                seq = (await self.accept.send(await self.copied(post, group, rid), gated=False)).seq
            except Refusal as no:
                if no.code == "RETRY":
                    raise
                log.info("a post of channel %d is not copied: %s", message.chat, no.msg)
                return 0
        else:
            seq = known.seq
        async with self.store.writing() as tx:
            await tx.lock_chat(group)
            await tx.threads.add(Thread(group, seq, message.chat, message.seq))
            if known is not None:
                await tx.threads.mark(message.chat, [message.seq])  # it may have changed meanwhile
        return seq

    async def copied(self, post: Kept, group: int, rid: int) -> Send:
        """The command that says it there: silently, since subscribers have heard it."""
        message = post.message
        chat = await self.store.read.chats.get(message.chat)
        source = post.root or Source(
            chat=message.chat, seq=message.seq, name=chat.title if chat is not None else "", ts=message.ts
        )
        return msgspec.structs.replace(copy_of(post, source, post.author, group, rid), root=True, silent=True)

    async def follow(self) -> int:
        """Copies whose posts were edited or deleted become what their posts are; returns how many did."""
        async with self.store.writing() as tx:
            marked = await tx.threads.marked(FOLLOW_AT_ONCE)
            for thread in marked:
                await self.follow_one(tx, thread)
                await tx.threads.settle(thread)
        return len(marked)

    async def follow_one(self, tx: Tx, thread: Thread) -> None:
        """One copy, under the lock of its group."""
        try:
            group = await tx.lock_chat(thread.chat)
        except NotFound:
            return
        post = await tx.messages.some(thread.post_chat, 0, [thread.post_seq])
        copy = await tx.messages.some(thread.chat, 0, [thread.root])
        if not copy or copy[0].flags & Flag.DELETED:
            return
        if not post or post[0].flags & Flag.DELETED:
            await tx.messages.erase(thread.chat, [thread.root])
            await tx.append(thread.chat, "d", {"s": [thread.root]})
            return
        words, old = post[0].message, copy[0].message
        if post[0].flags & WITHDRAWN or (words.text, words.entities) == (old.text, old.entities):
            return
        version = await tx.messages.edit(
            thread.chat,
            thread.root,
            words.text,
            words.entities,
            tx.now,
            tags=tags_of(words.text, words.entities),
            mentions=(),
        )
        preview = await renew_preview(tx, copy[0], first_link(words.text, words.entities))
        fresh = msgspec.structs.replace(
            without_viewer(old),
            text=words.text,
            entities=words.entities,
            version=version,
            edited=tx.now,
            preview=preview,
        )
        known = not group.flags.get("hide_history") and not group.partly and not copy[0].flags & WITHDRAWN
        await tx.append(
            thread.chat, "e", {}, seq=thread.root, message=fresh if known else None, untold=not known
        )


def rid_of_copy(channel: int, seq: int, group: int, ts: int) -> int:
    """The rid of a post's copy: drawn when the post was, and the same at every try."""
    seed = hashlib.blake2b(f"{channel}/{seq}/{group}".encode(), digest_size=8).digest()
    return ts << RID_RANDOM_BITS | int.from_bytes(seed, "big") & ((1 << RID_RANDOM_BITS) - 1)
