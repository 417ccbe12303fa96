"""Posts that wait for a person: those a chat's own rules hold, for its administrators; those of a limited chat, and
those that an entry of the bank holds (held_bank.py), for the desk. They are kept with the sender's request, and leave
under its own rid, so none is said twice.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from tambour.domain.commands import Send, Sent
from tambour.domain.decide_chats import check_member, check_right
from tambour.domain.errors import Conflict, Held, Moderated, NotFound, Worded
from tambour.domain.guard import HELD_MAX, HELD_MS, HELD_OWN_MAX
from tambour.domain.ids import Rid, id_of_request
from tambour.domain.rights import Right, has
from tambour.domain.territory import number_of
from tambour.domain.visible import READABLE_STATES, WITHDRAWN
from tambour.moderation.staff import need
from tambour.pipeline.accept import Accept, SendLimits, open_accept
from tambour.pipeline.record import Record
from tambour.ports.guard import HeldPost
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.chats.house import lock_shared
from tambour.services.chats.view import find_reader
from tambour.services.held_bank import BankHeld, HoldTerms, end_wait, shown, tell_unheld

LIST_MAX = 100
FORGET_BATCH = 200
NOTED_MS = 10 * 60_000
NOTED_MAX = 10_000
SEEN = (*READABLE_STATES, "deleted")
"""States of a chat whose messages may be carried elsewhere, or were its owner's to delete."""


@dataclass
class HeldPosts:
    """`keep` is given to the fast door, which says no; `accept` is set once that door is built."""

    store: Store
    clock: Clock
    ids: Ids
    terms: HoldTerms = field(default_factory=HoldTerms)
    accept: Accept = field(init=False)
    bank: BankHeld = field(init=False)
    noted: dict[tuple[int, int, str], int] = field(default_factory=dict)
    """When a refusal was last written into a chat's log."""

    def __post_init__(self) -> None:
        self.bank = BankHeld(self.store, self.clock, self.ids, self.terms, self.say, self.was_said)

    async def keep(self, want: Send, why: Held | Worded) -> None:
        """Put it by, or note that it was refused. Raises Moderated(post.held_full) where too many wait: it is not sent
        and not kept, and may be sent again later."""
        if isinstance(why, Worded):
            await self.note_refused(want, why.word)
            return
        async with self.store.writing() as tx:
            number = id_of_request(want.user, Rid(want.rid))
            everybody, own = await tx.guard.held_count(want.chat, want.user)
            if await tx.guard.held_one(number) is None and (everybody >= HELD_MAX or own >= HELD_OWN_MAX):
                raise Moderated("too many posts wait here", reason="post.held_full", limit=HELD_OWN_MAX)
            post = HeldPost(
                id=number,
                chat=want.chat,
                user=want.user,
                rid=want.rid,
                request=msgspec.to_builtins(want),
                held_by=why.by,
                word=why.word,
                at=tx.now,
                entry=why.entry,
                part=why.part,
                spans=why.spans,
                reasons=why.reasons,
                score=why.score,
            )
            if await tx.guard.hold(post) and why.by == "chat":
                deciders = [m.user for m in await tx.members.admins(want.chat) if has(m, Right.DELETE_OTHERS)]
                await tx.tell_all(deciders, "held", {"c": want.chat})
                await tx.chats.log_add(
                    want.chat, self.ids.new(), 0, "word.hold", want.user, {"word": why.word}, tx.now
                )

    async def note_refused(self, want: Send, word: str) -> None:
        """In the admin log; somebody who tries again and again is noted once in a while."""
        key, now = (want.chat, want.user, word), self.clock.now()
        if now - self.noted.get(key, -NOTED_MS) < NOTED_MS:
            return
        if len(self.noted) >= NOTED_MAX:
            self.noted.clear()
        self.noted[key] = now
        async with self.store.writing() as tx:
            await tx.chats.log_add(
                want.chat, self.ids.new(), 0, "word.delete", want.user, {"word": word}, tx.now
            )

    # ── a chat's administrators ──────────────────────────────────────────────────────────────
    async def of_chat(self, actor: int, chat_id: int) -> list[dict[str, Any]]:
        """What waits for this chat's administrators: `{id, u, d, x, word?, fl?, po?}`, the longest waiting first."""
        chat, member = await find_reader(self.store.read, actor, chat_id, now=self.clock.now())
        check_right(check_member(chat, member), Right.DELETE_OTHERS)
        return [shown(post) for post in await self.store.read.guard.held(chat_id, ("chat",), LIST_MAX)]

    async def decide(self, actor: int, chat_id: int, number: int, ok: bool) -> None:
        """Let it be said, or not. Raises NotFound, Conflict, and what sending raises."""
        async with self.store.writing() as tx:
            _, me = await lock_shared(tx, chat_id, actor)
            check_right(me, Right.DELETE_OTHERS)
            post = await tx.guard.held_one(number)
        if post is None or post.chat != chat_id or post.held_by != "chat":
            raise NotFound("nothing waits there", why="held.unknown")
        await self.leave(post, ok)
        async with self.store.writing() as tx:
            verb = "held.pass" if ok else "held.drop"
            await tx.chats.log_add(
                chat_id, self.ids.new(), actor, verb, post.user, {"word": post.word}, tx.now
            )

    # ── the desk ─────────────────────────────────────────────────────────────────────────────
    async def waiting(self, staff: int) -> list[tuple[int, str, int, int]]:
        """Chats with posts that wait for the desk: (chat, title, how many, since when)."""
        async with self.store.writing() as tx:
            await self.allowed(tx, staff)
            return await tx.guard.held_chats(LIST_MAX)

    async def look(self, staff: int, chat_id: int) -> list[dict[str, Any]]:
        """What waits in one chat; the look is written down. Public chats only: others are never held."""
        async with self.store.writing() as tx:
            await self.allowed(tx, staff)
            posts = await tx.guard.held(chat_id, ("bank", "platform"), LIST_MAX)
            await tx.cases.seal(staff, "held.view", f"chat:{chat_id}", {"posts": len(posts)}, tx.now)
            names = await tx.cases.names(sorted({post.user for post in posts}))
            found = await tx.bank.entries(ids=sorted(ids)) if (ids := {p.entry for p in posts} - {0}) else []
            entries = {entry.id: entry for entry in found}
            return [
                shown(post) | {"who": names.get(post.user, ""), "entry": entries.get(post.entry)}
                for post in posts
            ]

    async def judge(self, staff: int, number: int, ok: bool, rule: str = "", note: str = "") -> int:
        """Let it be said, or not; returns its chat. What the bank holds is refused by a rule (a category of the
        policy), with a note of one's own, and its writer is told both.

        Raises NotFound, Conflict, Forbidden, BadInput(rule|note), and what sending raises.
        """
        async with self.store.writing() as tx:
            await self.allowed(tx, staff)
            post = await tx.guard.held_one(number)
        if post is not None and post.held_by == "bank":
            await self.bank.judge(staff, post, ok, rule, note)
            return post.chat
        if post is None or post.held_by != "platform":
            raise NotFound("nothing waits there", why="held.unknown")
        await self.leave(post, ok)
        async with self.store.writing() as tx:
            said: dict[str, Any] = {"chat": post.chat, "user": post.user}
            verb = "held.pass" if ok else "held.drop"
            await tx.cases.seal(staff, verb, f"held:{post.id}", said, tx.now)
        return post.chat

    async def allowed(self, tx: Tx, staff: int) -> None:
        """Raises Forbidden."""
        need(await tx.cases.staff(staff, self.clock.now()), "case.decide")

    # ── both ─────────────────────────────────────────────────────────────────────────────────
    async def leave(self, post: HeldPost, ok: bool) -> None:
        """Said under its own rid, or dropped; its writer is told. An administrator's yes binds no platform."""
        said: dict[str, Any] = {}
        if ok:
            want = msgspec.convert(post.request, Send)
            try:
                sent = await self.say(msgspec.structs.replace(want, passed=post.held_by))
            except Held:
                return
            said = {"s": sent.seq}
        async with self.store.writing() as tx:
            if not await end_wait(tx, post, said):
                raise Conflict("decided meanwhile")

    async def say(self, want: Send) -> Sent:
        """By the one door for speech; what it costs was paid for when it was held. Raises Moderated where what it
        carries was taken down while it waited: it goes the way of the copies that were made in time."""
        if (want.source or want.files) and not await self.was_said(want.user, want.rid):
            await check_carried(self.store, want)
        return await self.accept.send(want, gated=False)

    async def was_said(self, user: int, rid: int) -> bool:
        """Is it there already?"""
        return await self.accept.was_sent(user, rid)

    async def forget(self) -> None:
        """What nobody looked at in a week is dropped, and its writer told."""
        async with self.store.writing() as tx:
            for post in await tx.guard.forget_held(tx.now - HELD_MS, FORGET_BATCH):
                await tx.planned.waited(post.user, post.rid, "post.unheld")
                await tell_unheld(tx, post, {})


async def check_carried(store: Store, want: Send) -> None:
    """May its files, and what it forwards, still be carried elsewhere? Raises Moderated."""
    files, source = [file.id for file in want.files], want.source
    if files and await store.read.files.any_withdrawn(files):
        raise Moderated("these bytes were removed here", reason="media.withdrawn")
    if source is None or not source.seq:
        return
    chat = await store.read.chats.get(source.chat)
    found = await store.read.messages.some(source.chat, 0, [source.seq])
    if (chat is not None and chat.state not in SEEN) or any(
        one.flags & WITHDRAWN or number_of(one.flags) for one in found
    ):
        raise Moderated("it was removed where it was first said", reason="source.removed")


class HoldSettings(Protocol):
    """What an operator chooses; see config_detection.Holding."""

    @property
    def wait_ms(self) -> int: ...
    @property
    def then(self) -> str: ...


def open_held(
    store: Store, clock: Clock, ids: Ids, record: Record, limits: SendLimits, chosen: HoldSettings
) -> HeldPosts:
    """With the door for speech that hands it what waits: its `accept`."""
    held = HeldPosts(store, clock, ids, HoldTerms(chosen.wait_ms, chosen.then))
    held.accept = open_accept(record, clock, limits, held.keep)
    return held
