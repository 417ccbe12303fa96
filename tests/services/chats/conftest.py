"""A small town for the tests of chats: people, services over a real database, and everything that was published."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count

import pytest

from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.store import Store, open_store
from tambour.domain.events import ChatEvent, UserEvent
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Flag
from tambour.ports.bus import Nudge
from tambour.services.accounts.passwords import Passwords
from tambour.services.chats.create import NewChat
from tambour.services.chats.rooms import open_chats
from tambour.services.limits import Limits
from tests.conftest import TurnedClock


@dataclass
class Town:
    """Everything a test needs to tell a story."""

    store: Store
    clock: TurnedClock
    ids: FreshIds
    heard: list[Nudge] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.store.publish = self.heard.append
        limits = Limits(self.store, self.clock)
        self.passwords = Passwords(self.store, self.clock, limits)
        self.chats = open_chats(
            self.store,
            self.clock,
            self.ids,
            limits,
            self.passwords,
            base="https://tambour.example/",
        )
        self.views, self.joining, self.ranks = self.chats.views, self.chats.joining, self.chats.ranks
        self.settings, self.invites, self.own = self.chats.settings, self.chats.invites, self.chats.own

    async def person(self, name: str = "", **columns: object) -> int:
        user = self.ids.new()
        await self.store.pool.execute(
            "INSERT INTO users (id, name, privacy, created) VALUES ($1, $2, $3::jsonb, $4)",
            user,
            name or f"Person {next(self.numbers)}",
            columns.get("privacy", {}),
            columns.get("created", self.clock.now() - 90 * DAY_MS),
        )
        return user

    def rid(self) -> int:
        return (self.clock.now() << 22) | next(self.numbers)

    async def chat(self, owner: int, kind: str = "group", *users: int, **more: object) -> int:
        want = NewChat(
            kind=kind,
            rid=self.rid(),
            title=str(more.get("title", "Tea house")),
            name=str(more.get("name", "")),
            users=users,
        )
        chat, _ = await self.chats.create.create(owner, want)
        return chat.id

    async def dialog(self, one: int, other: int) -> int:
        chat, _ = await self.chats.create.create(one, NewChat(kind="dialog", user=other))
        return chat.id

    async def say(self, chat: int, user: int, text: str = "hello", *, mentions: tuple[int, ...] = ()) -> int:
        """What the fast door does to rows, without its door."""
        async with self.store.pool.acquire() as db, db.transaction():
            seq: int = await db.fetchval(
                "UPDATE chats SET last_seq = last_seq + 1, last_ev = last_ev + 1, last_ts = $2, said_ts = $2"
                " WHERE id = $1 RETURNING last_seq",
                chat,
                self.clock.now(),
            )
            await db.execute(
                "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body)"
                " SELECT id, last_seq, last_ev, $2, $2, $3, $4 FROM chats WHERE id = $1",
                chat,
                user,
                self.clock.now(),
                text,
            )
            await db.execute(
                "INSERT INTO chat_log (chat_id, ev, kind, seq, ts) SELECT id, last_ev, 'n', last_seq, $2"
                " FROM chats WHERE id = $1",
                chat,
                self.clock.now(),
            )
            await db.execute(
                "UPDATE members SET read_seq = greatest(read_seq, $3) WHERE user_id = $1 AND chat_id = $2",
                user,
                chat,
                seq,
            )
            for person in mentions:
                await db.execute("INSERT INTO mentions VALUES ($1, $2, $3)", person, chat, seq)
        return seq

    async def delete(self, chat: int, seq: int) -> None:
        """Gone for everybody."""
        pool = self.store.pool
        await pool.execute(
            "UPDATE messages SET flags = flags | $3 WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
            int(Flag.DELETED),
        )
        await pool.execute(
            "INSERT INTO tombstones VALUES ($1, $2, 'deleted') ON CONFLICT DO NOTHING", chat, seq
        )
        await pool.execute("UPDATE chats SET last_gone = greatest(last_gone, $2) WHERE id = $1", chat, seq)

    async def hide(self, user: int, chat: int, seq: int) -> None:
        """Deleted for me."""
        await self.store.pool.execute(
            "INSERT INTO hidden VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", user, chat, seq
        )

    async def read(self, user: int, chat: int, seq: int) -> None:
        await self.store.pool.execute(
            "UPDATE members SET read_seq = greatest(read_seq, $3) WHERE user_id = $1 AND chat_id = $2",
            user,
            chat,
            seq,
        )

    def chat_events(self, chat: int) -> list[ChatEvent]:
        return [e for nudge in self.heard for e in nudge.chat_events if e.chat == chat]

    def own_events(self, user: int) -> list[UserEvent]:
        return [e for nudge in self.heard for e in nudge.user_events if e.user == user]

    async def check_counters(self, chat: int) -> None:
        """The counter of members is exact; the log has every ev once."""
        row = await self.store.pool.fetchrow("SELECT members, last_ev FROM chats WHERE id = $1", chat)
        assert row is not None
        counted = await self.store.pool.fetchval("SELECT count(*) FROM members WHERE chat_id = $1", chat)
        assert row["members"] == counted
        evs = await self.store.pool.fetch("SELECT ev FROM chat_log WHERE chat_id = $1 ORDER BY ev", chat)
        assert [r["ev"] for r in evs] == list(range(1, row["last_ev"] + 1))


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: FreshIds) -> AsyncIterator[Town]:
    store = await open_store(dsn, clock)
    yield Town(store, clock, ids)
    await store.close()
