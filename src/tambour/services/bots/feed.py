"""From the logs of chats and of the bot's own account to its updates: each entry once, in order, whatever is killed.

One pass is one transaction under the bot's row: it reads both logs from where the last pass stopped, keeps what the
bot is to hear under the next numbers, and moves the marks. A nudge says where to look; what no nudge told is found by
sweeping. Updates hold no words: those are read, through `visible()`, when the bot asks.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hearing import hears_all, is_meant
from tambour.domain.bots.offer import SESSION_MS
from tambour.domain.chats import Chat, Member
from tambour.domain.errors import Refusal
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Kept
from tambour.domain.visible import READABLE_STATES
from tambour.ports.bots import News
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx
from tambour.ports.sync import LogRow

ENTRIES_MAX = 500
"""Of one log in one pass."""
CHATS_MAX = 40
STALE_MAX = 10_000
LOOK_EVERY_S = 2.0
SWEEP_EVERY_S = 60.0
KEEP_MS = 7 * DAY_MS
KEEP_COMMITTED_MS = 3_600_000
OWN_KINDS = (
    "start",
    "stop",
    "press",
    "added",
    "removed",
    "muted",
    "unmuted",
    "cleared",
    "suspended",
    "restored",
    "construct",
    "constructed",
    "made",
)
"""Entries of a bot's own log that become updates as they are."""

log = logging.getLogger(__name__)


@dataclass
class Feed:
    """One per worker; several of them never double anything."""

    store: Store
    clock: Clock
    chats: dict[int, set[int]] = field(default_factory=dict)
    """chat → bots in it."""
    bots: set[int] = field(default_factory=set)
    waiting: dict[int, set[int]] = field(default_factory=dict)
    """bot → chats that moved; none named: only its own log. Whoever waits longest comes first."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        if nudge.transient is not None and nudge.transient.get("k") == "bot":
            self.bots.add(nudge.transient["u"])
        for event in nudge.chat_events:
            for bot in self.chats.get(event.chat, ()):
                self.waiting.setdefault(bot, set()).add(event.chat)
                self.wake.set()
        for own in nudge.user_events:
            if own.user in self.bots or own.kind in OWN_KINDS:  # also whom this process has not met
                self.waiting.setdefault(own.user, set())
                self.wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        swept = looked = -SWEEP_EVERY_S
        while True:
            now = asyncio.get_running_loop().time()
            try:
                if now - swept >= SWEEP_EVERY_S:
                    swept = looked = now
                    await self.sweep()
                elif now - looked >= LOOK_EVERY_S:
                    looked = now
                    await self.look(await self.store.read.bots.stirred())
                await self.turn()
            except Refusal as no:
                log.info("bots wait: %s", no.msg)
                await asyncio.sleep(1)
            except Exception:
                log.exception("bots were not told and will be")
                swept = -SWEEP_EVERY_S
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self.wake.wait()

    async def sweep(self) -> None:
        """Whatever no nudge told, and what is old."""
        for bot, chat in await self.store.read.bots.following():
            self.chats.setdefault(chat, set()).add(bot)
            self.bots.add(bot)
        await self.look(await self.store.read.bots.stale(STALE_MAX))
        now = self.clock.now()
        await self.store.read.bots.forget(now - KEEP_COMMITTED_MS, now - KEEP_MS)
        await self.store.read.bots.end_old_sessions(now - SESSION_MS)

    async def look(self, bots: Sequence[int]) -> None:
        """Read everything that these are behind with."""
        self.bots.update(bots)
        for bot in bots:
            while await self.advance(bot, None):
                pass

    async def turn(self) -> None:
        """What was heard so far and meanwhile, whoever waits longest first, until it is time to look around."""
        self.wake.clear()
        until = asyncio.get_running_loop().time() + LOOK_EVERY_S
        while self.waiting and asyncio.get_running_loop().time() < until:
            bot = next(iter(self.waiting))
            chats = sorted(self.waiting.pop(bot))
            while await self.advance(bot, chats):
                pass
        if self.waiting:
            self.wake.set()

    async def advance(self, bot_id: int, chats: Sequence[int] | None) -> bool:
        """One pass; True when there may be more. `chats`: only these; None: all."""
        async with self.store.writing() as tx:
            locked = await tx.bots.lock(bot_id)
            if locked is None:
                return False
            bot, pts, told = locked
            entries = await tx.bots.own_log(bot_id, pts, ENTRIES_MAX) if told > pts else []
            news = [one for entry in entries for one in await self.own(tx, bot_id, *entry[1:])]
            came = {data["c"] for _, kind, data, _ in entries if kind == "chat+"}
            wanted = None if chats is None else sorted({*chats, *came})
            unread: Mapping[int, tuple[int, Sequence[LogRow]]] = {}
            if wanted is None or wanted:
                unread = await tx.bots.unread(bot_id, wanted, chats_max=CHATS_MAX, entries_max=ENTRIES_MAX)
            logs = {chat: rows for chat, (_, rows) in unread.items()}
            for chat, rows in logs.items():
                if any(row.kind == "c" and row.data.get("ch", {}).get("li") for row in rows):
                    await self.follow_comments(tx, bot_id, chat)
            news += await heard(tx, bot, logs)
            places = [(chat, rows[-1].ev if rows else ev) for chat, (ev, rows) in unread.items()]
            if entries or news:
                await tx.bots.add_news(bot_id, entries[-1][0] if entries else pts, in_time(news), places)
            elif places:
                await tx.bots.moved(bot_id, places)
            if news:
                tx.shout(k="bot", u=bot_id)
        most = max([len(entries), *map(len, logs.values())])
        return most == ENTRIES_MAX or len(unread) == CHATS_MAX

    async def own(self, tx: Tx, bot: int, kind: str, data: dict[str, Any], ts: int) -> list[News]:
        """An entry of the bot's own log."""
        chat = data.get("c", 0)
        self.bots.add(bot)
        if kind == "chat+":
            await tx.bots.follow(bot, chat, data["ch"].get("ev", 0) if "ch" in data else -1)
            self.chats.setdefault(chat, set()).add(bot)
            await self.follow_comments(tx, bot, chat)
        elif kind == "chat-":
            await self.unfollow(tx, bot, chat)
        elif kind in OWN_KINDS and data.get("by") != bot:
            return [News(kind=kind, chat=chat, seq=data.get("s", 0), data=data, ts=ts)]
        return []

    async def follow_comments(self, tx: Tx, bot: int, chat_id: int) -> None:
        """In a channel a bot hears its discussion group, too: of that only the comments, and as administrator."""
        chat = await tx.chats.get(chat_id)
        if chat is not None and chat.kind == "channel" and chat.linked:
            await tx.bots.follow(bot, chat.linked, await tx.bots.linked_at(chat.linked, chat_id))
            self.chats.setdefault(chat.linked, set()).add(bot)

    async def unfollow(self, tx: Tx, bot: int, chat_id: int) -> None:
        """The bot is there no more; comments are heard on as long as it is in their channel."""
        chat = await tx.chats.get(chat_id)
        linked = chat.linked if chat is not None else 0
        there = linked and await tx.chats.member(linked, bot) is not None
        gone = [] if there and chat is not None and chat.kind == "group" else [chat_id]
        if linked and not there and chat is not None and chat.kind == "channel":
            gone.append(linked)
        for one in gone:
            await tx.bots.unfollow(bot, one)
            self.chats.get(one, set()).discard(bot)


async def heard(tx: Tx, bot: Bot, logs: Mapping[int, Sequence[LogRow]]) -> list[News]:
    """Of stretches of chats' logs what the bot is to hear; two statements, up to three more whatever the number."""
    rooms = await tx.bots.rooms(bot.id, sorted(logs)) if logs else {}
    ears = {
        id: Ear(tx, bot, chat, member)
        for id, (chat, member, _) in rooms.items()
        if chat.state in READABLE_STATES and logs[id]
    }
    linked = {ear.chat.linked for ear in ears.values() if ear.chat.kind == "group" and ear.chat.linked}
    channels = await tx.chats.memberships(bot.id, sorted(linked)) if linked else {}
    for ear in ears.values():
        channel = channels.get(ear.chat.linked)
        ear.comments = ear.chat.kind == "group" and channel is not None and channel.role in ("owner", "admin")
    await read(tx, bot.id, ears, logs)
    return [one for id in sorted(ears) for row in logs[id] for one in await ears[id].hear(row)]


async def read(tx: Tx, bot: int, ears: Mapping[int, "Ear"], logs: Mapping[int, Sequence[LogRow]]) -> None:
    """The messages that these entries are about. Where not all is heard also who is called, and who is answered."""
    plain, closely = list[tuple[int, int]](), list[tuple[int, int]]()
    for id, ear in ears.items():
        (plain if ear.all else closely).extend((id, seq) for seq in named_in(logs[id]))
    kept = await tx.messages.places(bot, closely) if closely else []
    answered = sorted({(one.message.chat, one.message.reply) for one in kept if one.message.reply})
    for one in await tx.messages.plain(answered) if answered else ():
        ears[one.message.chat].authors[one.message.seq] = one.author
    kept += await tx.messages.plain(plain) if plain else []
    for one in kept:
        ears[one.message.chat].kept[one.message.seq] = one


def named_in(rows: Sequence[LogRow]) -> list[int]:
    """The messages that these entries are about."""
    seqs = {row.seq for row in rows if row.kind in ("n", "e")}
    return sorted(seqs | {seq for row in rows if row.kind in ("d", "rm") for seq in row.data.get("s", ())})


@dataclass
class Ear:
    """One bot listening to one chat."""

    tx: Tx
    bot: Bot
    chat: Chat
    member: Member | None
    kept: dict[int, Kept] = field(default_factory=dict)
    authors: dict[int, int] = field(default_factory=dict)
    """Who wrote what these messages answer."""
    comments: bool = False
    """It is an administrator of the channel whose posts are discussed here."""

    @property
    def all(self) -> bool:
        """Is everything said here for this bot?"""
        return hears_all(self.bot, self.chat, self.member)

    async def hear(self, row: LogRow) -> list[News]:
        """One entry."""
        found = self.commented(row) if self.comments else []
        return found + (await self.plainly(row) if self.member is not None else [])

    def commented(self, row: LogRow) -> list[News]:
        """What it is to a bot that looks after the channel: about comments, and no other words of the group."""
        kinds = {"n": "comment", "e": "comment_edited", "d": "comment_gone", "rm": "comment_gone"}
        if row.kind not in kinds:
            return []
        by, found = row.data.get("by", 0), list[News]()
        for seq in row.data.get("s", ()) if row.kind in ("d", "rm") else (row.seq,):
            kept = self.kept.get(seq)
            if kept is None or not kept.message.thread:
                continue
            own = (by if row.kind in ("d", "rm") else kept.author) == self.bot.id
            if own or (row.kind == "e" and kept.message.edited != row.ts):
                continue
            data = {"th": kept.message.thread} | ({"u": by} if row.kind in ("d", "rm") else {})
            found.append(News(kind=kinds[row.kind], chat=self.chat.id, seq=seq, data=data, ts=row.ts))
        return found

    async def plainly(self, row: LogRow) -> list[News]:
        """What it is to a member."""
        if row.kind == "n":
            return self.said(row)
        if row.kind == "e":
            return self.edited(row)
        if row.kind in ("d", "rm"):
            return await self.gone(row)
        if row.kind == "m" and "m" in row.data:
            return self.moved(row)
        return []

    def meant(self, kept: Kept) -> bool:
        """Is it for this bot?"""
        return self.all or is_meant(self.bot, kept, self.authors.get(kept.message.reply, 0))

    def said(self, row: LogRow) -> list[News]:
        """A new message; nobody hears their own."""
        kept = self.kept.get(row.seq)
        if kept is None or kept.author == self.bot.id:
            return []
        service = kept.message.service
        if kept.message.kind == "svc":
            if service is None or service.get("k") != "title":
                return []
            data = {"u": kept.author, "ti": service.get("ti", "")}
            return [News(kind="title", chat=self.chat.id, data=data, ts=row.ts)]
        return [self.about("said", row)] if self.meant(kept) else []

    def edited(self, row: LogRow) -> list[News]:
        """Other words: what is only filled in afterwards (previews, forms of files) is no edit."""
        kept = self.kept.get(row.seq)
        if (
            kept is None
            or kept.author == self.bot.id
            or kept.message.edited != row.ts
            or not self.meant(kept)
        ):
            return []
        return [self.about("edited", row)]

    async def gone(self, row: LogRow) -> list[News]:
        """Deleted by somebody else, or removed: of what the bot knows."""
        seqs, by = row.data.get("s", []), row.data.get("by", 0)
        if by == self.bot.id:
            return []
        if not self.all:
            told = await self.tx.bots.told(self.bot.id, self.chat.id, seqs)
            seqs = [s for s in seqs if s in told or (s in self.kept and self.kept[s].author == self.bot.id)]
        data = {"u": by}
        return [News(kind="gone", chat=self.chat.id, seq=seq, data=data, ts=row.ts) for seq in seqs]

    def moved(self, row: LogRow) -> list[News]:
        """Somebody came or went; for bots that are administrators."""
        user = row.data["u"]
        if user == self.bot.id or self.member is None or self.member.role == "member":
            return []
        kind = "came" if row.data.get("ro") else "went"
        data = {"u": user, "by": row.data.get("by", 0)}
        return [News(kind=kind, chat=self.chat.id, data=data, ts=row.ts)]

    def about(self, kind: str, row: LogRow) -> News:
        """Something about a message."""
        return News(kind=kind, chat=self.chat.id, seq=row.seq, ts=row.ts)


def in_time(news: Sequence[News]) -> list[News]:
    """In order of time, but never out of the order of the log they come from."""
    latest: dict[int, int] = {}
    found: list[News] = []
    for one in news:
        ts = latest[one.chat] = max(one.ts, latest.get(one.chat, 0))
        found.append(replace(one, ts=ts))
    return sorted(found, key=lambda one: one.ts)
