"""From the logs of chats and of the bot's own account to its updates: each entry once, in order, whatever is killed.

One pass is one transaction under the bot's row: it reads both logs from where the last pass stopped, keeps what the
bot is to hear under the next numbers, and moves the marks. Where a process remembers the marks it reads without a lock
and writes in one statement, which does nothing when anybody was there meanwhile. A nudge says where to look; what no
nudge told is found by sweeping. Updates hold no words: those are read, through `visible()`, when the bot asks.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.offer import SESSION_MS
from tambour.domain.errors import Refusal
from tambour.domain.ids import DAY_MS
from tambour.ports.bots import News
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables, Tx
from tambour.ports.sync import LogRow
from tambour.services.bots.ears import Rooms, around, heard, in_time

ENTRIES_MAX = 500
"""Of one log in one pass."""
CHATS_MAX = 40
LIGHT_MAX = 3
"""Chats in a pass without a lock: their logs are read side by side, each by a connection of its own."""
MARKS_MAX = 10_000
STALE_MAX = 10_000
LOOK_EVERY_S = 2.0
PAUSE_S = 0.003
"""Between two passes for one bot: what comes meanwhile shares the next one. Passes back to back, each for a message or
two, keep both cores so busy that the slowest updates come later than with the pause."""
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

OwnRow = tuple[int, str, dict[str, Any], int]
"""(pts, kind, data, ts)"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marks:
    """How a pass left a bot: its newest number, how far its own log was read, and (some) chats."""

    last: int
    pts: int
    places: Mapping[int, int]
    heard: bool
    """Was there something for it? Then there will be again."""
    at: float
    """The loop's time."""


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
    marks: dict[int, Marks] = field(default_factory=dict)
    """Of bots, whoever was told last at the end; they may be out of date."""

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
            bot = self.due()
            if bot is None:
                await asyncio.sleep(PAUSE_S)
                continue
            chats = sorted(self.waiting.pop(bot))
            try:
                while await self.advance(bot, chats):
                    pass
            except Refusal:  # the disk is full, or the database away: again in a while
                self.waiting.setdefault(bot, set()).update(chats)
                self.wake.set()
                raise
        if self.waiting:
            self.wake.set()

    def due(self) -> int | None:
        """Of those who wait the first that has had its pause."""
        before = asyncio.get_running_loop().time() - PAUSE_S
        return next(
            (bot for bot in self.waiting if (m := self.marks.get(bot)) is None or m.at <= before), None
        )

    async def advance(self, bot_id: int, chats: Sequence[int] | None) -> bool:
        """One pass; True when there may be more. `chats`: only these; None: all."""
        if chats and (more := await self.lightly(bot_id, chats)) is not None:
            return more
        async with self.store.writing() as tx:
            locked = await tx.bots.lock(bot_id)
            if locked is None:
                return False
            bot, pts, told = locked
            entries, news = await self.own_news(tx, bot, pts) if told > pts else ([], [])
            came = {data["c"] for _, kind, data, _ in entries if kind == "chat+"}
            wanted = None if chats is None else sorted({*chats, *came})
            unread: Mapping[int, tuple[int, Sequence[LogRow]]] = {}
            if wanted is None or wanted:
                unread = await tx.bots.unread(bot_id, wanted, chats_max=CHATS_MAX, entries_max=ENTRIES_MAX)
            logs = {chat: rows for chat, (_, rows) in unread.items()}
            rooms, _ = await around(tx, bot_id, logs)
            if away(bot_id, logs, rooms):  # perhaps since its own log was looked at
                late, before = await self.own_news(tx, bot, entries[-1][0] if entries else pts)
                entries, news = entries + late, news + before
                unread = self.left(bot_id, unread, late)
                logs = {chat: rows for chat, (_, rows) in unread.items()}
            for chat, rows in logs.items():
                if links(rows):
                    await self.follow_comments(tx, bot_id, chat)
            news += await heard(tx, bot, logs, rooms)
            places = {chat: rows[-1].ev if rows else ev for chat, (ev, rows) in unread.items()}
            pts = entries[-1][0] if entries else pts
            if entries or news:
                await tx.bots.add_news(bot_id, pts, in_time(news), list(places.items()))
            elif places:
                await tx.bots.moved(bot_id, list(places.items()))
            if news:
                tx.shout(k="bot", u=bot_id)
        self.remember(bot_id, bot.last + len(news), pts, places, heard=bool(news))
        most = max([len(entries), *map(len, logs.values())])
        return most == ENTRIES_MAX or len(unread) == CHATS_MAX

    async def lightly(self, bot_id: int, chats: Sequence[int]) -> bool | None:
        """The same in four steps instead of eight, for a bot that went on from here the last time. None: not so."""
        marks, rows = self.marks.pop(bot_id, None), self.store.read.bots
        if marks is None or len(chats) > LIGHT_MAX or not marks.places.keys() >= set(chats):
            return None
        standing, read = await asyncio.gather(
            rows.standing(bot_id),
            asyncio.gather(*(rows.chat_log(chat, marks.places[chat], ENTRIES_MAX) for chat in chats)),
        )
        logs = dict(zip(chats, read, strict=True))
        if standing is None or any(map(links, read)):
            return None
        bot, pts, told = standing
        if (bot.last, pts, told) != (marks.last, marks.pts, marks.pts):
            return None
        rooms, known = await around(self.store.read, bot_id, logs, at_once=marks.heard)
        if away(bot_id, logs, rooms):
            return None
        news = in_time(await heard(self.store.read, bot, logs, rooms, known))
        places = {chat: found[-1].ev for chat, found in logs.items() if found}

        async def write(tables: Tables) -> bool:
            seen = (marks.last, marks.pts)
            return await tables.bots.add_news(bot_id, pts, news, list(places.items()), seen=seen) > 0

        if news:
            if not await self.store.alone(write, k="bot", u=bot_id):
                return None
        elif places:
            await rows.moved(bot_id, list(places.items()))
        ear = bool(news) or marks.heard
        self.remember(bot_id, marks.last + len(news), pts, {**marks.places, **places}, heard=ear)
        return any(len(found) == ENTRIES_MAX for found in read)

    def remember(self, bot: int, last: int, pts: int, places: dict[int, int], *, heard: bool) -> None:
        """For the next pass."""
        now = asyncio.get_running_loop().time()
        self.marks[bot] = Marks(last, pts, dict(list(places.items())[-CHATS_MAX:]), heard, now)
        if len(self.marks) > MARKS_MAX:
            del self.marks[next(iter(self.marks))]

    async def own_news(self, tx: Tx, bot: Bot, pts: int) -> tuple[list[OwnRow], list[News]]:
        """The bot's own log from here on, and what in it the bot is to hear."""
        entries = await tx.bots.own_log(bot.id, pts, ENTRIES_MAX)
        return entries, [one for entry in entries for one in await self.own(tx, bot, *entry[1:])]

    def left(
        self, bot: int, unread: Mapping[int, tuple[int, Sequence[LogRow]]], late: Sequence[OwnRow]
    ) -> dict[int, tuple[int, Sequence[LogRow]]]:
        """Without the chats that it has left by these entries; those that it came into have a pass of their own."""
        for _, kind, data, _ in late:
            if kind == "chat+":
                self.waiting.setdefault(bot, set()).add(data["c"])
        gone = {data["c"] for _, kind, data, _ in late if kind == "chat-"}
        return {chat: found for chat, found in unread.items() if chat not in gone}

    async def own(self, tx: Tx, bot: Bot, kind: str, data: dict[str, Any], ts: int) -> list[News]:
        """An entry of the bot's own log."""
        chat = data.get("c", 0)
        self.bots.add(bot.id)
        if kind == "chat+":
            await tx.bots.follow(bot.id, chat, data["ch"].get("ev", 0) if "ch" in data else -1)
            self.chats.setdefault(chat, set()).add(bot.id)
            await self.follow_comments(tx, bot.id, chat)
        elif kind == "chat-":
            await self.unfollow(tx, bot.id, chat)
        elif kind in OWN_KINDS and data.get("by") != bot.id:
            before = await last_heard(tx, bot, chat, data.get("ro", ""), ts) if kind == "removed" else []
            return [*before, News(kind=kind, chat=chat, seq=data.get("s", 0), data=data, ts=ts)]
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


async def last_heard(tx: Tx, bot: Bot, chat: int, role: str, until: int) -> list[News]:
    """What came in a chat before the bot was sent away, as it was heard in this role; else it would hang on how soon
    the feed came by. Words are not read any more, as people do not."""
    found = await tx.bots.unread(bot.id, [chat], chats_max=1, entries_max=ENTRIES_MAX)
    rows: list[LogRow] = []
    for row in found[chat][1] if chat in found else ():
        if row.ts > until or sent_away(bot.id, [row]):
            break
        rows.append(row)
    rooms, _ = await around(tx, bot.id, {chat: rows})
    return await heard(tx, bot, {chat: rows}, rooms, was=role)


def away(bot: int, logs: Mapping[int, Sequence[LogRow]], rooms: Rooms) -> bool:
    """Is the bot not in one of these chats, or was not meanwhile?"""
    return any(member is None for _, member, _ in rooms.values()) or any(
        sent_away(bot, rows) for rows in logs.values()
    )


def sent_away(bot: int, rows: Sequence[LogRow]) -> bool:
    """Does its time in the group end here?"""
    return any(row.kind == "m" and row.data["u"] == bot and not row.data.get("ro") for row in rows)


def links(rows: Sequence[LogRow]) -> bool:
    """Does a channel get a discussion group here?"""
    return any(row.kind == "c" and row.data.get("ch", {}).get("li") for row in rows)
