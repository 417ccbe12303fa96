"""An import: from the stream of an export to chats of the importer. Idempotent: a second run adds nothing, and goes on
where a crash broke off the first.

What arrives proves nothing about who said it. So every import makes chats of the importer's own, private ones, and
people of its own; every message carries the mark `im` for good.
"""

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import msgspec

from tambour.domain.chats import Chat, Member, pair_of
from tambour.domain.errors import Refusal
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import Flag
from tambour.domain.moving.arrival import Arrival, ArrivingPoll, Luggage, is_empty, line, settle
from tambour.domain.moving.telegram import KIND_OF_CHAT, read_message
from tambour.domain.rights import CHANNEL_DEFAULT, GROUP_DEFAULT
from tambour.domain.text import tags_of
from tambour.ports.moving import ChatHead, Contact, Export, Item, Landed, Myself, RawMessage, ReadItems, Shelf
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.chats.house import arrival as chat_arrival
from tambour.services.moving.people import People
from tambour.services.moving.report import CHATS_LISTED_MAX, Report

BATCH = 1000
"""Messages of one transaction."""
TAKE = 500
"""Items read from the stream at a time, in a thread."""
WINDOW = 5000
"""How far from its place in time a message may stand in the export (planned posts do) and still find it."""
TOLD_MAX = 200
FILES_AT_ONCE = 8
TITLE_MAX = 128
SIGNS = {
    "photo": "🖼",
    "video": "🎬",
    "loop": "🎬",
    "round": "🎬",
    "voice": "🎤",
    "audio": "🎵",
    "sticker": "🏷",
}
"""How a file that did not come is named in its message, in no language."""

log = logging.getLogger(__name__)

Progress = Callable[[int, int, Report], Awaitable[None]]
"""(bytes read, bytes in all, the report so far)."""


@dataclass
class Coming:
    """A chat that is being read."""

    head: ChatHead
    chat: int
    kind: str
    title: str
    waiting: list[tuple[int, int, int, Arrival]] = field(default_factory=list)
    """A heap by time; (ts, ext, order of reading, message)."""
    read: int = 0
    came: int = 0


@dataclass
class Import:
    """One run."""

    store: Store
    clock: Clock
    ids: Ids
    read_items: ReadItems
    people: People
    export: Export
    shelf: Shelf | None = None
    only: frozenset[str] = frozenset()
    """Names or ids of the chats wanted; none: all."""
    report: Report = field(default_factory=Report)
    now: Coming | None = None

    async def run(self, progress: Progress) -> Report:
        """Everything. Raises BadInput (moving.…) where the export is not what it should be; what came before stays."""
        await self.people.ask_tongue()
        try:
            with self.export.result() as file:
                stream = self.read_items(file)
                while items := await asyncio.to_thread(take, stream):
                    for item, message in items:
                        await self.hear(item, message)
                    await progress(min(file.read_bytes, self.export.size), self.export.size, self.report)
            return self.report
        finally:
            await self.finish()
            self.report.people = self.people.made

    async def hear(self, item: Item, message: Arrival | None) -> None:
        """One item of the stream."""
        if isinstance(item, ChatHead):
            await self.finish()
            await self.begin(item)
        elif isinstance(item, Contact):
            self.people.learn(item)
        elif isinstance(item, Myself):
            self.people.mine = item.key or self.people.mine
            self.people.origin = f"tambour:{item.origin}" if item.origin else self.people.origin
        elif self.now is not None:
            if message is None or is_empty(message):
                self.report.skipped += 1
                return
            self.now.read += 1
            heapq.heappush(self.now.waiting, (message.ts, message.ext, self.now.read, message))
            if len(self.now.waiting) >= WINDOW + BATCH:
                await self.land(BATCH)

    async def begin(self, head: ChatHead) -> None:
        """Find the chat into which this one came before, or make it."""
        if self.only and not self.only & {head.name, str(head.ext)}:
            return
        kind = KIND_OF_CHAT.get(head.kind, "group")
        title = line(head.name, TITLE_MAX) or self.people.unknown
        chat = await self.store.read.moving.chat_of(self.people.importer, self.people.origin, head.ext)
        found = await self.store.read.chats.get(chat) if chat else None
        self.now = Coming(head, chat, found.kind if found else kind, title)
        self.report.chats += 1

    async def settle_in(self, coming: Coming, since: int) -> None:
        """Its chat is there before its first message; it stands in the importer's list by the time of what was said."""
        if coming.chat:
            return
        peer = f"user{coming.head.ext}"
        if coming.kind == "dialog":
            await self.people.meet([], peer=peer, peer_name=coming.head.name)
        coming.chat = await self.make(coming, self.people.who(peer), since)

    async def make(self, coming: Coming, peer: int, since: int) -> int:
        """A chat of the importer's own: private, and empty so far."""
        me, now, kind = self.people.importer, self.clock.now(), coming.kind
        async with self.store.writing() as tx:
            fresh = self.ids.new()
            if kind in ("saved", "dialog"):
                pair = pair_of(me, me if kind == "saved" else peer)
                if not await tx.chats.claim_dialog(*pair, fresh):
                    fresh = await tx.chats.dialog(*pair) or fresh
                else:
                    chat = Chat(id=fresh, kind=kind, last_ts=now, created=now)
                    await self.open(tx, chat, sorted(set(pair)), since)
            else:
                allowed = int(GROUP_DEFAULT if kind == "group" else CHANNEL_DEFAULT)
                chat = Chat(
                    id=fresh,
                    kind=kind,
                    owner=me,
                    title=coming.title,
                    permissions=allowed,
                    last_ts=now,
                    created=now,
                )
                await self.open(tx, chat, [me], since)
            await tx.moving.add_chat(me, self.people.origin, coming.head.ext, fresh)
        return fresh

    async def open(self, tx: Tx, chat: Chat, users: list[int], since: int) -> None:
        """Rows of a new chat and its first people; the importer hears of it."""
        me = self.people.importer
        await tx.chats.add(chat)
        places = [
            Member(user=u, chat=chat.id, role="owner" if chat.owner == u else "member", joined=since)
            for u in users
        ]
        await tx.members.add(chat.id, places)
        peer = next((u for u in users if u != me), 0) if chat.kind == "dialog" else 0
        mine = next(place for place in places if place.user == me)
        shown = replace(chat, members=len(users))
        await tx.tell(me, "chat+", chat_arrival(shown, mine, peer=peer, now=chat.created))

    async def finish(self) -> None:
        """The rest of the chat at hand; then those who have it open, or in their list, hear that it has moved on."""
        coming = self.now
        if coming is None:
            return
        try:
            while coming.waiting:
                await self.land(BATCH)
        finally:
            self.now = None
            if coming.came:
                await self.announce(coming)
            if coming.chat and len(self.report.into) < CHATS_LISTED_MAX:
                self.report.into.append({"c": coming.chat, "ti": coming.title, "n": coming.came})

    async def announce(self, coming: Coming) -> None:
        """A mark to live connections, and `chat+` to few people's own logs: they ask for the chat as it is now."""
        async with self.store.writing() as tx:
            chat = await tx.lock_chat(coming.chat)
            tx.jumped(chat.id, ev=chat.last_ev, seq=chat.last_seq)
            members = [self.people.importer]
            if chat.members <= TOLD_MAX:
                members = await tx.moving.members_of(chat.id, TOLD_MAX)
            await tx.tell_all(members, "chat+", {"c": chat.id})

    async def land(self, most: int) -> None:
        """The earliest messages of the heap, in one transaction."""
        coming = self.now
        if coming is None:
            return
        heap = coming.waiting
        batch = [heapq.heappop(heap)[3] for _ in range(min(most, len(heap)))]
        if coming.kind == "channel":  # the channel itself speaks there, whoever wrote it
            batch = [msgspec.structs.replace(m, author="") for m in batch]
        await self.settle_in(coming, min(batch[0].ts, self.clock.now()))
        unique = {m.ext: m for m in reversed(batch) if m.ext}
        known = await self.store.read.moving.known(coming.chat, list(unique))
        batch = [m for m in batch if m.ext not in known and (not m.ext or unique[m.ext] is m)]
        self.report.known += len(known)
        if not batch:
            return
        stored = await self.store_files(batch)
        peer = f"user{coming.head.ext}" if coming.kind == "dialog" else ""
        self.guess_self(coming, batch)
        await self.people.meet(batch, peer=peer, peer_name=coming.head.name)
        ready = await asyncio.to_thread(self.settled, batch, stored)
        async with self.store.writing() as tx:
            chat = await tx.lock_chat(coming.chat)
            seqs = await tx.moving.known(chat.id, [*unique, *(m.reply for m, _ in ready if m.reply)])
            ready = [(m, files) for m, files in ready if m.ext not in seqs or not m.ext]
            seqs |= {m.ext: chat.last_seq + n for n, (m, _) in enumerate(ready, 1) if m.ext}
            polls: list[tuple[int, int, int, ArrivingPoll, int]] = []
            rows = [self.row(coming, m, files, seqs, polls) for m, files in ready]
            if not rows:
                return
            await tx.moving.land(chat.id, rows, tx.now, importer=self.people.importer)
            await tx.moving.add_polls(polls)
        coming.came += len(rows)
        self.report.messages += len(rows)

    def guess_self(self, coming: Coming, batch: list[Arrival]) -> None:
        """The export of a single dialog does not say whose it is; of the two it is the other one's."""
        if self.people.mine or coming.kind != "dialog":
            return
        others = {m.author for m in batch if m.author and m.author != f"user{coming.head.ext}"}
        if len(others) == 1:
            self.people.mine = others.pop()

    async def store_files(self, batch: list[Arrival]) -> dict[str, File]:
        """Files of the batch by their path in the export, as the media room took them."""
        wanted = {file.path: file for m in batch for file in m.files if file.path}
        found: dict[str, File] = {}
        gate = asyncio.Semaphore(FILES_AT_ONCE)

        async def one(luggage: Luggage) -> None:
            async with gate:
                file = await self.store_file(luggage)
                if file is not None:
                    found[luggage.path] = file

        await asyncio.gather(*map(one, wanted.values()))
        return found

    async def store_file(self, luggage: Luggage) -> File | None:
        """One file, or None with the reason in the report."""
        size = self.export.find(luggage.path)
        if size is None or self.shelf is None:
            self.report.missing += 1
            return None
        try:
            with self.export.open(luggage.path) as source:
                file = await self.shelf.keep(self.people.importer, luggage, source, size)
        except Refusal as no:
            self.report.refuse(str(no.facts.get("why") or no.code))
            return None
        self.report.files += 1
        return file

    def settled(
        self, batch: list[Arrival], stored: dict[str, File]
    ) -> list[tuple[Arrival, tuple[File, ...]]]:
        """The batch within our limits; what its files became. A thread's work: it is the costly part."""
        now = self.clock.now()
        found: list[tuple[Arrival, tuple[File, ...]]] = []
        for message in batch:
            files = tuple(stored[file.path] for file in message.files if file.path in stored)
            lost = [sign_of(file) for file in message.files if file.path not in stored]
            self.report.missing += sum(not file.path for file in message.files)
            text = "\n".join(filter(None, (message.text, *lost)))
            entities = tuple(e for e in map(self.named, message.entities) if e is not None)
            whole = msgspec.structs.replace(message, text=text, entities=entities)
            first, *rest = settle(whole, now=now)
            found += [(first, files), *((part, ()) for part in rest)]
        return found

    def named(self, entity: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
        """A mention with our number in it."""
        if entity[0] != "mention":
            return entity
        user = self.people.who(entity[3]) if len(entity) > 3 else 0
        return (*entity[:3], user) if user else None

    def row(
        self,
        coming: Coming,
        message: Arrival,
        files: tuple[File, ...],
        seqs: dict[int, int],
        polls: list[tuple[int, int, int, ArrivingPoll, int]],
    ) -> Landed:
        """As it is written; its poll is left in `polls`."""
        author = self.people.who(message.author) or self.people.importer
        channel = coming.kind == "channel"
        extra: dict[str, Any] = {}
        if message.service is not None:
            extra["sv"] = self.service(message.service, seqs)
        if message.poll is not None:
            extra["poll"] = self.ids.new()
            polls.append((extra["poll"], coming.chat, author, message.poll, message.ts))
        if channel and message.signature:
            extra["an"] = message.signature
        if message.card is not None:
            extra["ct"] = ContactCard(message.card.name, message.card.phone)
        if message.spot is not None:
            extra["lo"] = Place(message.spot.lat, message.spot.lon, message.spot.title)
        if files:
            extra["fl"] = files
        return Landed(
            ext=message.ext,
            sender=0 if channel else author,
            author=self.people.importer if channel else author,
            ts=message.ts,
            kind="svc" if message.service else "poll" if message.poll else "text",
            flags=int(Flag.SILENT) if message.silent else 0,
            reply=seqs.get(message.reply, 0) if message.reply else 0,
            source={"n": self.people.named(message.source)} if message.source else None,
            text=message.text,
            entities=message.entities,
            extra=extra or None,
            edited=message.edited,
            views=message.views,
            reactions=message.reactions,
            tags=tags_of(message.text, message.entities),
            files=files,
        )

    def service(self, payload: dict[str, str | int], seqs: dict[int, int]) -> dict[str, str | int]:
        """A service message with our numbers in it."""
        found = dict(payload)
        if "u" in found:
            found["u"] = self.people.who(found["u"])
        if "s" in found:
            found["s"] = seqs.get(int(found["s"]), 0)
        if found["k"] in ("invited", "sent_away") and "ti" in found:
            found["ti"] = self.people.named(str(found["ti"]))
        return found


def take(stream: Iterator[Item]) -> list[tuple[Item, Arrival | None]]:
    """The next items, messages read; [] at the end."""
    return [
        (item, read_message(item.raw) if isinstance(item, RawMessage) else None)
        for item in islice(stream, TAKE)
    ]


def sign_of(file: Luggage) -> str:
    """What stands in the message instead of a file that did not come."""
    return f"{SIGNS.get(file.kind, '📎')} {line(file.name or file.path.rpartition('/')[2], 200)}".strip()
