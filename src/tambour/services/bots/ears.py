"""What of a chat's log a bot is to hear: words that are meant for it, who came and went, what is gone."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hearing import hears_all, is_meant
from tambour.domain.chats import Chat, Member
from tambour.domain.messages import Kept
from tambour.domain.visible import READABLE_STATES
from tambour.ports.bots import News
from tambour.ports.store import Tables
from tambour.ports.sync import LogRow

Rooms = Mapping[int, tuple[Chat, Member | None, int]]
"""chat → (the chat, the bot's place in it, the other person of a dialog)"""


async def around(
    tables: Tables, bot: int, logs: Mapping[int, Sequence[LogRow]], *, at_once: bool = False
) -> tuple[Rooms, Sequence[Kept] | None]:
    """Where the bot stands in chats that moved, and with `at_once`, outside of transactions, the messages beside that.

    Read the logs before this: the bot's rights must not be older than what happened.
    """
    moved = sorted(chat for chat, rows in logs.items() if rows)
    if not moved:
        return {}, None
    if not at_once:
        return await tables.bots.rooms(bot, moved), None
    places = [(chat, seq) for chat in moved for seq in named_in(logs[chat])]
    return await asyncio.gather(tables.bots.rooms(bot, moved), tables.messages.plain(places))


async def heard(
    tables: Tables,
    bot: Bot,
    logs: Mapping[int, Sequence[LogRow]],
    rooms: Rooms,
    known: Sequence[Kept] | None = None,
    *,
    was: str = "",
) -> list[News]:
    """Of stretches of chats' logs what the bot is to hear; up to four statements whatever the number. `known`: the
    messages as they stand, if they were read before; `was`: its role in chats where it is no more.
    """
    ears = {
        id: Ear(tables, bot, chat, member or (Member(user=bot.id, chat=id, role=was) if was else None))
        for id, (chat, member, _) in rooms.items()
        if chat.state in READABLE_STATES and id in logs
    }
    linked = {ear.chat.linked for ear in ears.values() if ear.chat.kind == "group" and ear.chat.linked}
    channels = await tables.chats.memberships(bot.id, sorted(linked)) if linked else {}
    for ear in ears.values():
        channel = channels.get(ear.chat.linked)
        ear.comments = ear.chat.kind == "group" and channel is not None and channel.role in ("owner", "admin")
    await read(tables, bot.id, ears, logs, known)
    return [one for id in sorted(ears) for row in logs[id] for one in await ears[id].hear(row)]


async def read(
    tables: Tables,
    bot: int,
    ears: Mapping[int, "Ear"],
    logs: Mapping[int, Sequence[LogRow]],
    known: Sequence[Kept] | None,
) -> None:
    """The messages that these entries are about. Where not all is heard also who is called, and who is answered."""
    plain, closely = list[tuple[int, int]](), list[tuple[int, int]]()
    for id, ear in ears.items():
        (plain if ear.all else closely).extend((id, seq) for seq in named_in(logs[id]))
    kept = await tables.messages.places(bot, closely) if closely else []
    answered = sorted({(one.message.chat, one.message.reply) for one in kept if one.message.reply})
    for one in await tables.messages.plain(answered) if answered else ():
        ears[one.message.chat].authors[one.message.seq] = one.author
    if known is not None:
        kept += [one for one in known if one.message.chat in ears and ears[one.message.chat].all]
    elif plain:
        kept += await tables.messages.plain(plain)
    for one in kept:
        ears[one.message.chat].kept[one.message.seq] = one


def named_in(rows: Sequence[LogRow]) -> list[int]:
    """The messages that these entries are about."""
    seqs = {row.seq for row in rows if row.kind in ("n", "e")}
    return sorted(seqs | {seq for row in rows if row.kind in ("d", "rm") for seq in row.data.get("s", ())})


@dataclass
class Ear:
    """One bot listening to one chat."""

    tables: Tables
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
            told = await self.tables.bots.told(self.bot.id, self.chat.id, seqs)
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
