"""The worker behind notifications: hears what was said, asks who is to be told, tells their browsers.

A chat's new messages are claimed by number before they are pushed, so several workers never tell twice and a restart
tells what the last one missed. Whoever is online gets a moment to read first. Large channels have a lane of their own.
"""

import asyncio
import contextlib
import hashlib
import hmac
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.errors import Refusal
from tambour.domain.messages import Kept
from tambour.domain.push import Note, Recipient, news_for, note_of, urgency_of
from tambour.domain.visible import READABLE_STATES
from tambour.ports.bus import Nudge
from tambour.ports.fetch import Answer, Fetch, Unfetched
from tambour.ports.outside import Clock
from tambour.ports.push import PushSeal, Subscription
from tambour.ports.store import Store

FOLD_S = 0.5
"""What is said in a chat within this time is one notification."""
LOOK_EVERY_S = 30.0
ONLINE_WAIT_MS = 6_000
"""Read marks are written every three seconds; who reads within this time is not told."""
MISSED_MS = 600_000
MESSAGES_MAX = 20
PEOPLE_PER_PAGE = 500
LARGE_MEMBERS = 1_000
AT_ONCE = 8
TTL_S = {"dialog": 3 * 86_400, "group": 86_400, "channel": 6 * 3_600}
GONE = (404, 410)
FAILS_MAX = 10
BACK_OFF_MS = 30_000
BACK_OFF_MAX_MS = 3_600_000
AGAIN_S = 2.0
TOPIC_SIZE = 24

log = logging.getLogger(__name__)
Span = tuple[int, int, int]
"""(chat, after, upto)."""


@dataclass
class Delivery:
    """`online` says whether a person has a live connection; `topic_key` hides chats' numbers from push services."""

    store: Store
    clock: Clock
    fetch: Fetch
    seal: PushSeal
    online: Callable[[int], bool]
    topic_key: bytes
    again_s: float = AGAIN_S
    heard: dict[int, tuple[int, int]] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    later: list[tuple[int, Span, frozenset[int]]] = field(default_factory=list)
    """(when, what, who): people who were online."""
    slow: "asyncio.Queue[Span]" = field(default_factory=lambda: asyncio.Queue(10_000))
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        for event in nudge.chat_events:
            if event.kind == "n" and event.message is not None and event.message.kind != "svc":
                first, _ = self.heard.get(event.chat, (event.seq, 0))
                self.heard[event.chat] = (min(first, event.seq), event.seq)
                self.wake.set()

    async def run(self) -> None:
        """Until cancelled; the slow lane beside the fast one."""
        async with asyncio.TaskGroup() as lanes:
            lanes.create_task(self.run_slow())
            lanes.create_task(self.run_fast())

    async def run_fast(self) -> None:
        """What was heard, twice a second at most; what was put off, when its time has come."""
        missed, swept = True, 0
        while True:
            try:
                if missed:
                    await self.catch_up()
                    missed = False
                if self.clock.now() - swept > LOOK_EVERY_S * 1000:
                    swept = self.clock.now()
                    await self.store.read.push.sweep()
                await self.turn()
            except Refusal as no:
                log.info("notifications wait: %s", no.msg)
            except Exception:
                log.exception("notifications failed and will go on")
            due = min((when for when, *_ in self.later), default=0)
            patience = max(0.0, (due - self.clock.now()) / 1000) if due else LOOK_EVERY_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(patience, LOOK_EVERY_S)):
                    await self.wake.wait()
            await asyncio.sleep(FOLD_S)

    async def run_slow(self) -> None:
        """Large chats, one after another; of each only its newest."""
        while True:
            spans = {span[0]: span for span in [await self.slow.get()]}
            while not self.slow.empty():
                chat, after, upto = self.slow.get_nowait()
                spans[chat] = (chat, min(after, spans.get(chat, (0, after, 0))[1]), upto)
            for span in spans.values():
                try:
                    await self.push(span)
                except Exception:
                    log.exception("a large chat was not told of")

    async def catch_up(self) -> None:
        """What was said while no worker ran, unless it is old."""
        for chat, first, last in await self.store.read.push.missed(self.clock.now() - MISSED_MS):
            self.heard.setdefault(chat, (first, last))

    async def turn(self) -> None:
        """Everything that is due now."""
        self.wake.clear()
        heard, self.heard = self.heard, {}
        if heard and await self.store.read.push.any():
            async with self.store.writing() as tx:
                spans = await tx.push.claim([(chat, a, b) for chat, (a, b) in heard.items()])
            for span in spans:
                await self.push_or_queue(span)
        now = self.clock.now()
        due = [one for one in self.later if one[0] <= now]
        self.later = [one for one in self.later if one[0] > now]
        for _, span, people in due:
            await self.push(span, people)

    async def push_or_queue(self, span: Span) -> None:
        """Small chats at once."""
        chat = await self.store.read.chats.get(span[0])
        if chat is None:
            return
        if chat.members > LARGE_MEMBERS:
            with contextlib.suppress(asyncio.QueueFull):
                self.slow.put_nowait(span)
        else:
            await self.push(span)

    async def push(self, span: Span, people: frozenset[int] | None = None) -> None:
        """Tell all of a chat (or only these people, who had their moment to read)."""
        chat_id, after, upto = span
        chat = await self.store.read.chats.get(chat_id)
        if chat is None or chat.state not in READABLE_STATES or chat.kind == "saved":
            return
        messages = await self.store.read.messages.page(
            chat_id, 0, after=after, before=upto + 1, limit=MESSAGES_MAX, newest=True
        )
        if not messages:
            return
        names = await self.names(messages)
        seqs, authors = [k.message.seq for k in messages], sorted({k.author for k in messages})
        last = 0
        while True:
            page = await self.store.read.push.recipients(
                chat_id, last, seqs, authors, self.clock.now(), PEOPLE_PER_PAGE
            )
            if page:
                last = page[-1][0].user
            told = [one for one in page if people is None or one[0].user in people]
            await self.tell(chat, span, messages, names, told, waited=people is not None)
            if len(page) < PEOPLE_PER_PAGE:
                return

    async def tell(
        self,
        chat: Chat,
        span: Span,
        messages: Sequence[Kept],
        names: dict[int, str],
        page: Sequence[tuple[Recipient, list[Subscription]]],
        *,
        waited: bool,
    ) -> None:
        """One page of people."""
        now, put_off, work = self.clock.now(), set(), []
        for who, subs in page:
            news = news_for(who, chat.kind, messages, now)
            if not news:
                continue
            if not waited and self.online(who.user):
                put_off.add(who.user)
                continue
            note = note_of(who, chat.kind, chat.title, names, news)
            meant = any(message.seq in who.mentions for message in news)
            work += [self.send(sub, note, chat.kind, meant=meant) for sub in subs]
        if put_off:
            self.later.append((now + ONLINE_WAIT_MS, span, frozenset(put_off)))
        await asyncio.gather(*work)

    async def names(self, messages: Sequence[Kept]) -> dict[int, str]:
        """Shown names of those who speak."""
        senders = sorted({k.message.sender for k in messages if k.message.sender})
        known = await self.store.read.accounts.people(senders) if senders else {}
        return {user: person.name for user, person in known.items()}

    async def send(self, sub: Subscription, note: Note, kind: str, *, meant: bool) -> None:
        """To one browser, twice if need be; what became of it is kept."""
        async with self.turns:
            try:
                parcel = await asyncio.to_thread(
                    self.seal.seal,
                    sub,
                    msgspec.json.encode(note),
                    ttl_s=TTL_S[kind],
                    urgency=urgency_of(kind, meant=meant),
                    topic=self.topic(sub.user, note.chat),
                )
            except ValueError:
                await self.store.read.push.remove(sub.endpoint)
                return
            answer = await self.post(sub, parcel.body, parcel.headers)
            if answer is None or answer.status >= 500:
                await asyncio.sleep(self.again_s)
                answer = await self.post(sub, parcel.body, parcel.headers)
            await self.settle(sub, answer)

    async def post(self, sub: Subscription, body: bytes, headers: dict[str, str]) -> Answer | None:
        """None where nobody answers."""
        try:
            return await self.fetch.post(sub.endpoint, body, headers)
        except Unfetched as away:
            log.info("a push service is not reached: %s", away.why)
            return None

    async def settle(self, sub: Subscription, answer: Answer | None) -> None:
        """Forget a browser that is gone, leave one alone that does not answer."""
        rows = self.store.read.push
        if answer is not None and answer.status < 300:
            if sub.fails:
                await rows.failed(sub.endpoint, 0, 0)
        elif (answer is not None and answer.status in GONE) or sub.fails + 1 >= FAILS_MAX:
            await rows.remove(sub.endpoint)
        elif answer is None or answer.status != 413:
            asked = answer.retry_after_s * 1000 if answer else 0
            wait = min(max(asked, BACK_OFF_MS * 2**sub.fails), BACK_OFF_MAX_MS)
            await rows.failed(sub.endpoint, sub.fails + 1, self.clock.now() + wait)

    def topic(self, user: int, chat: int) -> str:
        """A later push of the same chat takes the place of one that still waits; the push service learns no number."""
        digest = hmac.digest(self.topic_key, f"{user}/{chat}".encode(), hashlib.sha256)
        return digest.hex()[:TOPIC_SIZE]
