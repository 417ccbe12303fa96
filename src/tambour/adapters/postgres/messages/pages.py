"""Reading messages: one statement for a page with all that belongs to its viewer, one more where it holds polls."""

import dataclasses
from collections.abc import Sequence
from sys import intern
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.polls import Polls
from tambour.domain.bots.keyboard import keyboard_shown
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import Flag, Kept, Message, Source, Version, preview_kept, shown

FILES = tuple[File, ...]
COLUMNS = """
SELECT m.chat_id, m.seq, m.ev, m.sender, m.author, m.ts, m.kind, m.flags, m.re_seq, m.fwd, m.body, m.ents,
    m.extra, m.ver, m.edited, m.thread, st.views, st.forwards, st.rx, t.comments,
    r.emoji AS my, n.seq AS mention, h.seq AS hidden, u.name AS signature"""
BESIDE = """
JOIN chats c ON c.id = m.chat_id
LEFT JOIN msg_stats st ON st.chat_id = m.chat_id AND st.seq = m.seq
LEFT JOIN threads t ON t.post_chat = m.chat_id AND t.post_seq = m.seq AND t.chat_id = c.linked_id
LEFT JOIN reactions r ON r.chat_id = m.chat_id AND r.seq = m.seq AND r.user_id = $2
LEFT JOIN mentions n ON n.user_id = $2 AND n.chat_id = m.chat_id AND n.seq = m.seq
LEFT JOIN hidden h ON h.user_id = $2 AND h.chat_id = m.chat_id AND h.seq = m.seq
LEFT JOIN users u ON u.id = m.author AND m.sender = 0 AND (c.flags -> 'sign')::boolean
"""
SELECT = f"{COLUMNS}\nFROM messages m{BESIDE}"
BARE = """
SELECT m.chat_id, m.seq, m.ev, m.sender, m.author, m.ts, m.kind, m.flags, m.re_seq, m.fwd, m.body, m.ents,
    m.extra, m.ver, m.edited, m.thread, NULL::bigint AS views, NULL::bigint AS forwards, NULL::jsonb AS rx,
    NULL::bigint AS comments, NULL::text AS my, NULL::bigint AS mention, NULL::bigint AS hidden, NULL::text AS signature
"""
"""The same columns without what belongs to viewers and changes without the message: for who reads the log."""
PAGE = f"""{SELECT}
WHERE m.chat_id = $1 AND m.seq > $3 AND m.seq < $4 AND m.flags & {int(Flag.DELETED)} = 0 AND h.seq IS NULL
"""


def kept_of(row: asyncpg.Record) -> Kept:
    """A Kept from a row of SELECT; its poll, if any, comes by another statement."""
    extra = row["extra"]
    root = msgspec.convert(row["fwd"], Source) if row["fwd"] else None
    message = Message(
        chat=row["chat_id"],
        seq=row["seq"],
        ev=row["ev"],
        sender=row["sender"],
        ts=row["ts"],
        text=row["body"],
        entities=tuples(row["ents"]),
        reply=row["re_seq"] or 0,
        source=shown(root),
        kind=intern(row["kind"]),  # defaults are left out of JSON by identity
        version=row["ver"],
        edited=row["edited"] or 0,
        silent=1 if row["flags"] & Flag.SILENT else 0,
        reactions=tuples(row["rx"]),
        my=row["my"] or "",
        views=row["views"] or 0,
        service=extra.get("sv") if extra else None,
        preview=preview_kept(extra) if extra else None,
        files=msgspec.convert(extra["fl"], FILES) if extra and "fl" in extra else (),
        contact=msgspec.convert(extra["ct"], ContactCard) if extra and "ct" in extra else None,
        place=msgspec.convert(extra["lo"], Place) if extra and "lo" in extra else None,
        mentioned=0 if row["mention"] is None else 1,
        signature=row["signature"] or (extra.get("an", "") if extra else ""),
        imported=1 if row["flags"] & Flag.IMPORTED else 0,
        comments=0 if row["comments"] is None else row["comments"] + 1,
        thread=row["thread"] or 0,
        forwards=row["forwards"] or 0,
        keyboard=keyboard_shown(extra) if extra and "kb" in extra else (),
        via=extra.get("via", 0) if extra else 0,
    )
    return Kept(
        message=message,
        flags=row["flags"],
        author=row["author"],
        hidden=row["hidden"] is not None,
        extra=extra,
        root=root,
    )


def tuples(rows: list[list[Any]] | None) -> tuple[Any, ...]:
    """Lists of lists, as JSON has them, frozen."""
    return tuple(tuple(row) for row in rows or ())


class Pages:
    """See MessageReads in ports/messages.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def page(
        self, chat: int, viewer: int, *, after: int, before: int, limit: int, newest: bool, thread: int = 0
    ) -> list[Kept]:
        """A range scan of an index with look-ups by primary key; ascending whichever end it is taken from."""
        order = "DESC" if newest else "ASC"
        within, more = (" AND m.thread = $6", (thread,)) if thread else ("", ())
        rows = await self.db.fetch(
            f"{PAGE}{within} ORDER BY m.seq {order} LIMIT $5", chat, viewer, after, before, limit, *more
        )
        return await self.with_polls(rows[::-1] if newest else rows, viewer)

    async def some(self, chat: int, viewer: int, seqs: Sequence[int]) -> list[Kept]:
        """Those that exist, ascending; deleted and hidden ones are among them and marked."""
        rows = await self.db.fetch(
            f"{SELECT} WHERE m.chat_id = $1 AND m.seq = ANY ($3::bigint[]) ORDER BY m.seq",
            chat,
            viewer,
            list(seqs),
        )
        return await self.with_polls(rows, viewer)

    async def places(self, viewer: int, places: Sequence[tuple[int, int]]) -> list[Kept]:
        """By primary key."""
        chats = {chat for chat, _ in places}
        if len(chats) == 1:  # opens one partition instead of all
            return await self.some(chats.pop(), viewer, [seq for _, seq in places])
        rows = await self.db.fetch(
            # LIMIT keeps it a probe a place: a join would read whole partitions
            f"{COLUMNS} FROM unnest($1::bigint[], $3::bigint[]) AS p (chat, seq) CROSS JOIN LATERAL"
            f" (SELECT * FROM messages WHERE chat_id = p.chat AND seq = p.seq LIMIT 1) m {BESIDE}"
            " ORDER BY m.chat_id, m.seq",
            [chat for chat, _ in places],
            viewer,
            [seq for _, seq in places],
        )
        return await self.with_polls(rows, viewer)

    async def plain(self, places: Sequence[tuple[int, int]]) -> list[Kept]:
        """By primary key, with no join, chat by chat: together they would open all partitions."""
        found: list[Kept] = []
        for chat in sorted({chat for chat, _ in places}):
            rows = await self.db.fetch(
                f"{BARE} FROM messages m WHERE m.chat_id = $1 AND m.seq = ANY ($2::bigint[])",
                chat,
                [seq for each, seq in places if each == chat],
            )
            found += [kept_of(row) for row in rows]
        return found

    async def with_polls(self, rows: Sequence[asyncpg.Record], viewer: int) -> list[Kept]:
        """Rows as Kept; the polls among them in one statement."""
        found = [kept_of(row) for row in rows]
        wanted = {k.extra["poll"] for k in found if k.extra and "poll" in k.extra}
        if not wanted:
            return found
        polls = {p.id: p.view() for p in await Polls(self.db).get(sorted(wanted), viewer)}
        return [
            dataclasses.replace(
                k, message=msgspec.structs.replace(k.message, poll=polls.get(k.extra["poll"]))
            )
            if k.extra and "poll" in k.extra
            else k
            for k in found
        ]

    async def versions(self, chat: int, seq: int) -> list[Version]:
        """What it said before, oldest first."""
        rows = await self.db.fetch(
            "SELECT ver, body, ents, ts FROM message_versions WHERE chat_id = $1 AND seq = $2 ORDER BY ver",
            chat,
            seq,
        )
        return [Version(ver=r["ver"], text=r["body"], entities=tuples(r["ents"]), ts=r["ts"]) for r in rows]
