"""What a bot may read: messages with what stands beside them, through `visible()` and the bot's own ears."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hearing import hears_all, is_meant
from tambour.domain.chats import Chat, Member
from tambour.domain.errors import NotFound
from tambour.domain.messages import Kept
from tambour.domain.people import Person
from tambour.domain.visible import READABLE_STATES, Viewer, viewer_of, visible, whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables
from tambour.services.messages.scene import look

HERE_MAX = 20
"""Bots of one chat whose commands are listed."""
SCAN_MAX = 1000
"""Messages of a group looked at for one page of what is meant for the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A chat as one bot is in it."""

    chat: Chat
    member: Member
    peer: int = 0
    """Of a dialog: the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that the bot may read. `kept.message` is what `visible()` left of it."""

    kept: Kept
    room: Room
    answered: Kept | None = None
    """What it replies to, where that can be seen."""
    origin: str = ""
    """Of a forwarded message: the kind of chat where it was said first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads only."""

    store: Store
    clock: Clock

    async def room(self, bot: Bot, chat_id: int) -> Room:
        """Raises NotFound where the bot is no member, or the chat is out of everybody's reach."""
        found = (await self.rooms(self.store.read, bot, [chat_id])).get(chat_id)
        if found is None:
            raise NotFound("no such chat", why="chat.not_found")
        return found

    async def rooms(self, tables: Tables, bot: Bot, chats: Sequence[int]) -> dict[int, Room]:
        """Those of the chats that the bot is in and that can be read; one statement."""
        found = await tables.bots.rooms(bot.id, sorted(set(chats)))
        return {
            id: Room(chat=chat, member=member, peer=peer)
            for id, (chat, member, peer) in sorted(found.items())
            if member is not None and chat.state in READABLE_STATES
        }

    async def some(self, bot: Bot, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Heard]:
        """Of these (chat, seq) what the bot may read; four statements whatever their number."""
        if not places:
            return {}
        tables = self.store.read
        rooms, kept = await asyncio.gather(
            self.rooms(tables, bot, [chat for chat, _ in places]),
            tables.messages.places(bot.id, sorted(set(places))),
        )
        return await self.heard(tables, bot, rooms, [one for one in kept if one.message.chat in rooms])

    async def heard(
        self, tables: Tables, bot: Bot, rooms: dict[int, Room], kept: Sequence[Kept]
    ) -> dict[tuple[int, int], Heard]:
        """Those of these messages that can be seen and are meant for the bot, with what they answer."""
        replies = sorted({(k.message.chat, k.message.reply) for k in kept if k.message.reply})
        before = await tables.messages.places(bot.id, replies) if replies else []
        answered = {(k.message.chat, k.message.seq): k for k in before}
        sources = sorted({k.message.source.chat for k in kept if k.message.source})
        origins = await tables.chats.get_many(sources) if sources else {}
        viewers = {id: viewer_of(room.chat, room.member, bot.id) for id, room in rooms.items()}
        found: dict[tuple[int, int], Heard] = {}
        for one in kept:
            room, viewer = rooms[one.message.chat], viewers[one.message.chat]
            shown = seen(viewer, one)
            if shown is None or shown.message.kind == "svc":
                continue
            asked = answered.get((one.message.chat, one.message.reply))
            if not hears_all(bot, room.chat, room.member) and not is_meant(
                bot, one, asked.author if asked else 0
            ):
                continue
            origin = origins.get(shown.message.source.chat) if shown.message.source else None
            found[one.message.chat, one.message.seq] = Heard(
                kept=shown,
                room=room,
                answered=seen(viewer, asked) if asked else None,
                origin=origin.kind if origin else "",
            )
        return found

    async def page(self, bot: Bot, room: Room, *, after: int, before: int, limit: int) -> list[Heard]:
        """The newest `limit` between these times (milliseconds, both included; 0: no bound), newest first."""
        tables, found, end = self.store.read, [], 1 << 53
        for _ in range(SCAN_MAX // 100):
            kept = await tables.messages.page(
                room.chat.id,
                bot.id,
                after=max(0, room.member.history_from - 1),
                before=end,
                limit=100,
                newest=True,
            )
            within = [k for k in kept if (not before or k.message.ts <= before) and k.message.ts >= after]
            heard = await self.heard(tables, bot, {room.chat.id: room}, within)
            found += sorted(heard.values(), key=lambda one: -one.kept.message.seq)
            if len(kept) < 100 or len(found) >= limit or kept[0].message.ts < after:
                break
            end = kept[0].message.seq
        return found[:limit]

    async def here(self, user: int, chat: int) -> list[Bot]:
        """The bots that this person meets in a chat, for their commands. Raises NotFound, Gone, Forbidden."""
        await look(self.store.read, user, chat, now=self.clock.now())
        return await self.store.read.bots.among_members(chat, HERE_MAX)

    async def people(self, ids: Sequence[int]) -> dict[int, Person]:
        """One statement."""
        wanted = sorted({one for one in ids if one})
        return await self.store.read.accounts.people(wanted) if wanted else {}


def seen(viewer: Viewer, kept: Kept) -> Kept | None:
    """The message as the bot may see it, or None; of a removed one not even the mark."""
    if kept.hidden:
        return None
    shown = visible(kept.message, kept.flags, kept.author, viewer)
    if shown is None or not whole(shown):
        return None
    return kept if shown is kept.message else replace(kept, message=shown)
