"""Chats as one viewer sees them, in PostgreSQL: a page of chats with exact counts in one statement."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.postgres.chats import chat_of
from tambour.adapters.postgres.executor import Executor
from tambour.domain.chat_view import ChatRow, Draft, Seen
from tambour.domain.chats import Member
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import Message
from tambour.ports.chat_lists import ListPage

VIEW_SQL = Path(__file__).with_name("chat_view.sql").read_text()
OWN_COLUMNS = {"mute_until", "pin", "archived", "marked_unread", "folder", "history_from"}
PREVIEW_UNITS = 160
LISTED_TS = """
CASE WHEN c.said_ts > 0 AND c.last_gone < c.last_seq AND m.history_from <= c.last_seq
        AND NOT EXISTS (SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = c.id AND h.seq = c.last_seq)
    THEN greatest(c.said_ts, m.joined)
    ELSE greatest((
        SELECT x.ts FROM messages x
        WHERE x.chat_id = c.id AND x.seq >= m.history_from AND x.flags & 14 = 0
            AND NOT EXISTS (SELECT FROM hidden h WHERE h.user_id = $1 AND h.chat_id = c.id AND h.seq = x.seq)
        ORDER BY x.seq DESC LIMIT 1), m.joined)
END
"""
"""Where a chat stands in the list of viewer $1: the time of the newest message they can see, or of their joining if
that is later; as listed_ts of domain/chat_view.py. Messages are looked up only where the newest one is out of sight."""


def row_of(row: asyncpg.Record, viewer: int) -> ChatRow:
    """A ChatRow from a row of chat_view.sql."""
    chat = chat_of(row)
    if row["role"] is None:
        seen = Seen(last=last_of(row), last_flags=row["message_flags"] or 0, last_author=row["author"] or 0)
        return ChatRow(chat=chat, member=None, seen=replace(seen, banned=row["banned"]))
    member = Member(
        user=viewer,
        chat=chat.id,
        role=row["role"],
        rights=row["rights"],
        denied=row["denied"],
        denied_until=row["denied_until"] or 0,
        read_seq=row["read_seq"],
        history_from=row["history_from"],
        mute_until=row["mute_until"],
        pin=row["pin"],
        archived=row["archived"],
        marked_unread=row["marked_unread"],
        folder=row["folder"] or 0,
        joined=row["joined"],
        country=row["country"],
    )
    draft = row["draft"]
    seen = Seen(
        gone=row["gone"],
        mentions=row["mentioned"],
        others_read=row["others_read"] or 0,
        peer=row["peer"] or 0,
        pinned=tuple(row["pinned"] or ()),
        draft=msgspec.convert(draft | {"d": row["draft_ts"]}, Draft) if draft is not None else None,
        last=last_of(row),
        last_flags=row["message_flags"] or 0,
        last_author=row["author"] or 0,
    )
    return ChatRow(chat=chat, member=member, seen=seen)


def carried(extra: dict[str, Any]) -> dict[str, Any]:
    """What the row of a list says of files, cards and places: their kinds and names, nothing to fetch."""
    files = tuple(File(id=each["id"], kind=each["k"], name=each.get("n", "")) for each in extra.get("fl", ()))
    contact = ContactCard(name=extra["ct"]["n"]) if "ct" in extra else None
    place = Place(lat=extra["lo"]["lat"], lon=extra["lo"]["lon"]) if "lo" in extra else None
    return {"files": files, "contact": contact, "place": place}


def last_of(row: asyncpg.Record) -> Message | None:
    """The newest message the viewer may see, cut to what a preview needs."""
    if row["seq"] is None:
        return None
    extra = row["extra"] or {}
    return Message(
        chat=row["id"],
        seq=row["seq"],
        ev=row["ev"],
        sender=row["sender"],
        ts=row["ts"],
        text=row["body"],
        entities=tuple(tuple(e) for e in row["ents"] or ()),
        kind=row["message_kind"],
        version=row["ver"],
        edited=row["edited"] or 0,
        service=extra.get("sv"),
        **carried(extra),
    )


class ChatLists:
    """See ports/chat_lists.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def rows(self, viewer: int, chats: Sequence[int], *, now: int, full: bool = False) -> list[ChatRow]:
        """One statement; every part of it is an index look-up per chat."""
        if not chats:
            return []
        rows = await self.db.fetch(VIEW_SQL, viewer, list(chats), full, PREVIEW_UNITS, now)
        return [row_of(row, viewer) for row in rows]

    async def page(self, viewer: int, page: ListPage) -> list[tuple[int, int]]:
        """The viewer's places (one partition) and their chats by primary key."""
        rows = await self.db.fetch(
            f"""
            SELECT id, ts FROM (
            SELECT c.id, m.pin, {LISTED_TS} AS ts FROM members m JOIN chats c ON c.id = m.chat_id
            WHERE m.user_id = $1 AND ($2::boolean IS NULL OR m.archived = $2)
                AND ($3::int = 0 OR m.folder = $3 OR c.kind = ANY ($7::text[]) OR c.id = ANY ($8::bigint[]))
                AND NOT c.id = ANY ($9::bigint[])
                AND c.state NOT IN ('removed', 'deleted')
                AND (c.kind <> 'dialog' OR c.last_seq >= greatest(m.history_from, 1))
                AND ($4::bigint = 0 OR m.pin = 0)
            ) listed
            WHERE $4::bigint = 0 OR (ts, id) < ($4, $5)
            ORDER BY pin DESC, ts DESC, id DESC LIMIT $6
            """,
            viewer,
            page.archived,
            page.folder,
            page.before_ts,
            page.before_chat,
            page.limit,
            list(page.kinds),
            list(page.include),
            list(page.exclude),
        )
        return [(row["id"], row["ts"]) for row in rows]

    async def common(self, viewer: int, other: int, limit: int) -> list[int]:
        """One statement: the places of both, each in one partition."""
        rows = await self.db.fetch(
            "SELECT c.id FROM members a JOIN members b ON b.user_id = $2 AND b.chat_id = a.chat_id"
            " JOIN chats c ON c.id = a.chat_id"
            " WHERE a.user_id = $1 AND c.kind = 'group' AND c.state IN ('live', 'frozen')"
            " ORDER BY c.last_ts DESC, c.id DESC LIMIT $3",
            viewer,
            other,
            limit,
        )
        return [row["id"] for row in rows]

    async def changed(self, viewer: int, since: int, limit: int) -> list[tuple[int, int, int, int, str]]:
        """The viewer's places (one partition) and their chats by primary key."""
        rows = await self.db.fetch(
            """
            SELECT c.id, c.last_ev, c.last_seq, c.last_ts, c.state FROM members m JOIN chats c ON c.id = m.chat_id
            WHERE m.user_id = $1 AND c.last_ts > $2 ORDER BY c.last_ts DESC, c.id DESC LIMIT $3
            """,
            viewer,
            since,
            limit,
        )
        return [(r["id"], r["last_ev"], r["last_seq"], r["last_ts"], r["state"]) for r in rows]

    async def set_own(self, viewer: int, chat: int, fields: dict[str, Any]) -> bool:
        """By primary key; the names of columns come from a fixed list."""
        unknown = fields.keys() - OWN_COLUMNS
        if unknown:
            raise ValueError(f"no such columns: {unknown}")
        sets = ", ".join(f"{name} = ${i}" for i, name in enumerate(fields, 3))
        done = await self.db.fetchval(
            f"UPDATE members SET {sets} WHERE user_id = $1 AND chat_id = $2 RETURNING 1",
            viewer,
            chat,
            *fields.values(),
        )
        return done is not None

    async def pins(self, viewer: int) -> list[int]:
        """One partition."""
        rows = await self.db.fetch(
            "SELECT chat_id FROM members WHERE user_id = $1 AND pin > 0 ORDER BY pin, chat_id", viewer
        )
        return [row["chat_id"] for row in rows]

    async def set_pins(self, viewer: int, chats: Sequence[int]) -> None:
        """One partition; rows that stay as they are are not written."""
        await self.db.execute(
            """
            UPDATE members m SET pin = coalesce(w.o, 0)
            FROM members p LEFT JOIN unnest($2::bigint[]) WITH ORDINALITY AS w (chat, o) ON w.chat = p.chat_id
            WHERE p.user_id = $1 AND (p.pin > 0 OR w.o IS NOT NULL) AND p.pin <> coalesce(w.o, 0)
                AND m.user_id = p.user_id AND m.chat_id = p.chat_id
            """,
            viewer,
            list(chats),
        )
