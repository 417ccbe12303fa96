"""Second step: sends that arrive while a commit is under way share the next one. No timer.

A send is answered after its commit and never before; its event leaves for the bus in the same turn of the loop.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tambour.domain.bots.keyboard import keyboard_shown
from tambour.domain.commands import Send, Sent
from tambour.domain.decide import Place, decide_send
from tambour.domain.errors import Conflict, NotFound, Refusal, Retry
from tambour.domain.events import ChatEvent
from tambour.domain.messages import Message, preview_kept, shown
from tambour.ports.bus import Nudge
from tambour.ports.log import Recorded, SendLog
from tambour.ports.outside import Clock

BATCH_MAX = 256
WAITING_MAX = 8192
PLACE_FRESH_MS = 1000
PLACES_MAX = 20_000
TRIES_MAX = 5
LULL_S_MAX = 0.008
"""Whoever stands back behind the sends goes on after so long, also where they never pause."""

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Waiting:
    """One send on its way to disk."""

    send: Send
    digest: int
    answer: "asyncio.Future[Sent]"
    tries: int = 0


@dataclass
class Record:
    """The writer of the fast door; one per process."""

    log: SendLog
    clock: Clock
    publish: Callable[[Nudge], None]
    queue: deque[Waiting] = field(default_factory=deque)
    places: dict[tuple[int, int], tuple[Place, int]] = field(default_factory=dict)
    carried: list[int] | None = None
    """Where the tickets of published commits go; None: the bus loses nothing, no outbox is kept."""
    gate: Callable[[Place, Send], None] = lambda place, send: None
    """Raises the Refusal of what the bank keeps out."""
    running: "asyncio.Task[None] | None" = None
    side: set["asyncio.Task[None]"] = field(default_factory=set)

    def put(self, send: Send, digest: int) -> "asyncio.Future[Sent]":
        """Queue one send; the future resolves after the commit. Raises Retry when too many wait."""
        if len(self.queue) >= WAITING_MAX:
            raise Retry(1, "too many sends are waiting")
        waiting = Waiting(send, digest, asyncio.get_running_loop().create_future())
        self.queue.append(waiting)
        if self.running is None:
            self.running = asyncio.ensure_future(self.run())
        return waiting.answer

    def forget(self, *, user: int = 0, chat: int = 0) -> None:
        """Drop cached places of a person or a chat: they are read again before the next send."""
        for key in [k for k in self.places if k[0] == chat or k[1] == user]:
            del self.places[key]

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: a suspension bites at the next send."""
        said = nudge.transient
        if said is not None and said.get("k") == "suspended" and isinstance(user := said.get("user"), int):
            self.forget(user=user)

    async def run(self) -> None:
        """Commit what is there, again and again, until nothing is."""
        try:
            while self.queue:
                batch = [self.queue.popleft() for _ in range(min(BATCH_MAX, len(self.queue)))]
                try:
                    await self.commit(batch)
                except Refusal as no:
                    self.again(batch, no)
                except Exception:
                    log.exception("a batch of %d sends failed", len(batch))
                    refuse(batch, Retry(2, "internal error"))
        finally:
            self.running = None

    async def commit(self, batch: list[Waiting]) -> None:
        """Decide each send by its place, write the accepted ones in one transaction, answer, publish."""
        now = self.clock.now()
        await self.find_places(batch, now)
        accepted: list[Waiting] = []
        keys: set[tuple[int, int]] = set()
        later: list[Waiting] = []
        for one in batch:
            key = (one.send.user, one.send.rid)
            if key in keys or self.must_wait(one.send, accepted):
                later.append(one)
            elif self.allowed(one, now):
                keys.add(key)
                accepted.append(one)
        self.queue.extendleft(reversed(later))
        if accepted:
            await self.write(accepted, now)

    async def write(self, batch: list[Waiting], now: int) -> None:
        """One transaction; then answers and events, in this order and in one turn of the loop."""
        places = [self.places[one.send.chat, one.send.user][0] for one in batch]
        rows = [(place, one.send, one.digest) for place, one in zip(places, batch, strict=True)]

        def nudge(outcome: Sequence[Recorded]) -> Nudge:
            found = zip(batch, places, outcome, strict=True)
            return Nudge(chat_events=tuple(event_of(o.send, p, r) for o, p, r in found if r.outcome == "new"))

        kept = nudge if self.carried is not None else None
        outcome, ticket = await self.log.record(rows, now=now, nudge=kept)
        self.settle(batch, places, outcome)
        if ticket and self.carried is not None:
            self.carried.append(ticket)

    def must_wait(self, send: Send, accepted: list[Waiting]) -> bool:
        """In slow mode one send of a person is decided at a time."""
        place = self.places.get((send.chat, send.user))
        if place is None or not place[0].slow_s:
            return False
        return any(one.send.chat == send.chat for one in accepted)

    async def find_places(self, batch: list[Waiting], now: int) -> None:
        """Read the places that are unknown or older than a second, all in one statement."""
        wanted = {(one.send.chat, one.send.user) for one in batch}
        missing = [k for k in wanted if k not in self.places or self.places[k][1] < now - PLACE_FRESH_MS]
        if not missing:
            return
        if len(self.places) > PLACES_MAX:
            self.places.clear()
            missing = list(wanted)
        for key in missing:
            self.places.pop(key, None)
        for key, place in (await self.log.places(missing, now)).items():
            self.places[key] = (place, now)

    def allowed(self, one: Waiting, now: int) -> bool:
        """Apply the law; a refusal is answered here."""
        known = self.places.get((one.send.chat, one.send.user))
        try:
            if known is None:
                raise NotFound("no such chat")
            decide_send(known[0], one.send, now=now)
            self.gate(known[0], one.send)
        except Refusal as no:
            if known is not None:  # a no is read again before the next one: the right may have come meanwhile
                self.places[one.send.chat, one.send.user] = (known[0], 0)
            # A repeat of an accepted send keeps its answer even where the right is gone since.
            if one.tries == 0 and known is not None and no.code != "BAD":
                one.tries = TRIES_MAX
                task = asyncio.ensure_future(self.answer_repeat(one, no))
                self.side.add(task)
                task.add_done_callback(self.side.discard)
            elif not one.answer.done():
                one.answer.set_exception(no)
            return False
        return True

    async def answer_repeat(self, one: Waiting, no: Refusal) -> None:
        """Is this refused send a repeat of one that was accepted before? Then it gets the same answer."""
        try:
            found = await self.log.find(one.send.user, one.send.rid)
        except Refusal as away:
            found, no = None, away
        if one.answer.done():
            return
        if found is None:
            one.answer.set_exception(no)
        else:
            answer(one, found)

    def settle(self, batch: list[Waiting], places: list[Place], rows: Sequence[Recorded]) -> None:
        """Answer every send of a committed batch and publish the new events, in order."""
        events: list[ChatEvent] = []
        stale: list[Waiting] = []
        for one, place, row in zip(batch, places, rows, strict=True):
            if row.outcome == "stale":
                self.places.pop((one.send.chat, one.send.user), None)
                stale.append(one)
                continue
            answer(one, row)
            if row.outcome == "new":
                place.last_sent = row.ts
                if place.slow_s:
                    self.places.pop((one.send.chat, one.send.user), None)
                events.append(event_of(one.send, place, row))
        if events:
            self.publish(Nudge(chat_events=tuple(events)))
        if stale:
            self.again(stale, Retry(1, "the chat changes too fast"))

    def again(self, batch: list[Waiting], no: Refusal) -> None:
        """Nothing was done for these: try them first next time, but not for ever."""
        if no.facts.get("wait") not in (0, 1):
            refuse(batch, no)
            return
        for one in batch:
            one.tries += 1
        refuse([one for one in batch if one.tries > TRIES_MAX], no)
        self.queue.extendleft(reversed([one for one in batch if one.tries <= TRIES_MAX]))

    def busy(self) -> bool:
        """Is a send under way? Also for other threads."""
        return self.running is not None

    async def lull(self) -> None:
        """Until no send is under way, LULL_S_MAX at most: for work that can wait a moment and would delay them."""
        if self.running is not None:
            await asyncio.wait({self.running}, timeout=LULL_S_MAX)

    async def close(self) -> None:
        """Let the running commits end."""
        if self.running is not None:
            await asyncio.wait({self.running}, timeout=5)


def refuse(batch: list[Waiting], no: Refusal) -> None:
    """Answer all with one refusal."""
    for one in batch:
        if not one.answer.done():
            one.answer.set_exception(no)


def answer(one: Waiting, row: Recorded) -> None:
    """The stored place; or a conflict where the same rid said something else before."""
    if one.answer.done():
        return
    if row.digest != one.digest:
        one.answer.set_exception(Conflict("this rid was used for something else", why="rid.reused"))
    else:
        one.answer.set_result(Sent(seq=row.seq, ev=row.ev, ts=row.ts))


def event_of(send: Send, place: Place, row: Recorded) -> ChatEvent:
    """The event of a new message, with the message as everybody may see it."""
    channel = place.kind == "channel"
    message = Message(
        chat=send.chat,
        seq=row.seq,
        ev=row.ev,
        sender=0 if channel or send.root else send.user,
        ts=row.ts,
        text=send.text,
        entities=send.entities,
        reply=send.reply,
        source=shown(send.source),
        kind=send.kind,
        silent=int(send.silent),
        poll=send.poll,
        preview=preview_kept(send.extra),
        files=send.files,
        contact=send.contact,
        place=send.place,
        signature=place.name if channel and place.sign else "",
        thread=send.thread,
        keyboard=keyboard_shown(send.extra) if send.extra and "kb" in send.extra else (),
        via=send.extra.get("via", 0) if send.extra else 0,
    )
    return ChatEvent(
        chat=send.chat,
        ev=row.ev,
        kind="n",
        seq=row.seq,
        ts=row.ts,
        message=message,
        mentions=send.mentions,
        author=send.user,
    )
