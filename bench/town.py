"""Fills a database for a bench by COPY: people with a session each, chats, members, messages. Never for real data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import asyncpg

from tambour.adapters.clock import WallClock
from tambour.domain.rights import CHANNEL_DEFAULT, GROUP_DEFAULT

FIRST_ID = 4_000_000_000_000_000
"""Far above what the clock gives out before 2060, below 2**53."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with one signed-in device."""

    id: int
    session: int


@dataclass(slots=True)
class Town:
    """The people and chats made so far."""

    db: asyncpg.Connection
    people: list[Person] = field(default_factory=list)
    chats: list[int] = field(default_factory=list)
    now: int = field(default_factory=lambda: WallClock().now())

    async def settle(self, count: int) -> list[Person]:
        """`count` more people."""
        first = FIRST_ID + 2 * len(self.people)
        new = [Person(first + 2 * i, first + 2 * i + 1) for i in range(count)]
        await self.db.copy_records_to_table(
            "users",
            columns=["id", "name", "created"],
            records=[(p.id, f"Neighbour {p.id - FIRST_ID}", self.now) for p in new],
        )
        await self.db.copy_records_to_table(
            "sessions",
            columns=["id", "user_id", "refresh_seed", "rotated", "created", "seen"],
            records=[(p.session, p.id, b"bench", self.now, self.now, self.now) for p in new],
        )
        self.people += new
        return new

    async def found(self, kind: str, members: Sequence[Person], *, title: str = "") -> int:
        """A chat of `kind` ("group", "channel") whose first member owns it; returns its id."""
        chat = FIRST_ID + FIRST_ID // 2 + len(self.chats)
        permissions = int(GROUP_DEFAULT if kind == "group" else CHANNEL_DEFAULT)
        await self.db.execute(
            "INSERT INTO chats (id, kind, owner, title, permissions, members, created, last_ts)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
            chat,
            kind,
            members[0].id,
            title or f"{kind} {len(self.chats)}",
            permissions,
            len(members),
            self.now,
        )
        self.chats.append(chat)
        await self.join(chat, members)
        return chat

    async def join(self, chat: int, members: Sequence[Person]) -> None:
        """Put people into a chat; the first is its owner."""
        await self.db.copy_records_to_table(
            "members",
            columns=["user_id", "chat_id", "role", "joined"],
            records=((p.id, chat, "member" if i else "owner", self.now) for i, p in enumerate(members)),
        )

    async def talk(self, rows: Iterable[tuple[int, int, int, int, str]]) -> None:
        """Messages (chat, seq, sender, time ms, text) with their log rows; `wind` sets the counters afterwards."""
        rows = list(rows)
        await self.db.copy_records_to_table(
            "messages",
            columns=["chat_id", "seq", "ev", "sender", "author", "ts", "body"],
            records=[(c, s, s, f, f, d, x) for c, s, f, d, x in rows],
        )
        await self.db.copy_records_to_table(
            "chat_log",
            columns=["chat_id", "ev", "kind", "seq", "ts"],
            records=[(c, s, "n", s, d) for c, s, _, d, _ in rows],
        )

    async def wind(self, counters: Sequence[tuple[int, int, int]]) -> None:
        """Set (chat, last seq = last ev, last time)."""
        await self.db.execute(
            "UPDATE chats c SET last_seq = n, last_ev = n, last_ts = at, said_ts = at"
            " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS t (id, n, at) WHERE c.id = t.id",
            [c for c, _, _ in counters],
            [n for _, n, _ in counters],
            [at for _, _, at in counters],
        )
