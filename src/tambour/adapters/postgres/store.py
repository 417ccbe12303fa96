"""The store: a pool, single statements, and transactions that append to logs and publish on commit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.disk import AGAIN_IN_S, no_check
from tambour.adapters.postgres.accounts import Accounts
from tambour.adapters.postgres.bots import BotTables
from tambour.adapters.postgres.cases import Cases
from tambour.adapters.postgres.chat_lists import ChatLists
from tambour.adapters.postgres.chats import CHAT_COLUMNS, Chats, chat_of
from tambour.adapters.postgres.days import Days
from tambour.adapters.postgres.executor import AWAY, Executor, Reached
from tambour.adapters.postgres.files import FileRows
from tambour.adapters.postgres.folders import Folders
from tambour.adapters.postgres.guard import Guard
from tambour.adapters.postgres.invites import Invites
from tambour.adapters.postgres.ledger import Ledger
from tambour.adapters.postgres.meanings import CaseMeanings
from tambour.adapters.postgres.members import Members
from tambour.adapters.postgres.messages import Marks, Messages, Planned, Polls
from tambour.adapters.postgres.moving import Moving
from tambour.adapters.postgres.outbox import keep, pack
from tambour.adapters.postgres.previews import Previews
from tambour.adapters.postgres.push import Push
from tambour.adapters.postgres.rules import Rules
from tambour.adapters.postgres.screen import Bank, KnownMarks, Lists, Models, Profiles, Signals
from tambour.adapters.postgres.search.lexicon import ALIKE_MIN
from tambour.adapters.postgres.stickers import StickerRows
from tambour.adapters.postgres.threads import Threads
from tambour.domain.chats import Chat
from tambour.domain.errors import NotFound, Retry
from tambour.domain.events import ChatEvent, UserEvent
from tambour.domain.messages import Message
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock

STATEMENT_TIMEOUT_S = 10
INTAKE_CONNECTIONS = 6
IDLE_S_MAX = 300.0
Publish = Callable[[Nudge], None]


class Tables:
    """Every aggregate over one executor (a connection in a transaction, or the pool)."""

    def __init__(self, db: Executor) -> None:
        self.db = db
        self.accounts = Accounts(db)
        self.chats = Chats(db)
        self.members = Members(db)
        self.chat_lists = ChatLists(db)
        self.guard = Guard(db)
        self.invites = Invites(db)
        self.folders = Folders(db)
        self.messages = Messages(db)
        self.marks = Marks(db)
        self.polls = Polls(db)
        self.planned = Planned(db)
        self.previews = Previews(db)
        self.push = Push(db)
        self.moving = Moving(db)
        self.cases = Cases(db)
        self.ledger = Ledger(db)
        self.threads = Threads(db)
        self.days = Days(db)
        self.files = FileRows(db)
        self.stickers = StickerRows(db)
        self.bots = BotTables(db)
        self.bank = Bank(db)
        self.lists = Lists(db)
        self.signals = Signals(db)
        self.profiles = Profiles(db)
        self.known = KnownMarks(db)
        self.models = Models(db)
        self.meanings = CaseMeanings(db)
        self.rules = Rules(db)


class Tx(Tables):
    """One transaction; see ports/store.py for the promises."""

    def __init__(self, db: Executor, now: int) -> None:
        super().__init__(db)
        self.now = now
        self.chat_events: list[ChatEvent] = []
        self.user_events: list[UserEvent] = []
        self.transients: list[dict[str, Any]] = []

    async def lock_chat(self, chat: int) -> Chat:
        """Take the row lock: from here to the commit nobody else appends to this chat."""
        row = await self.db.fetchrow(f"SELECT {CHAT_COLUMNS} FROM chats WHERE id = $1 FOR UPDATE", chat)
        if row is None:
            raise NotFound("no such chat")
        return chat_of(row)

    async def append(
        self,
        chat: int,
        kind: str,
        data: dict[str, Any],
        *,
        seq: int = 0,
        left: tuple[int, ...] = (),
        message: Message | None = None,
        live: dict[str, Any] | None = None,
        author: int = 0,
        untold: bool = False,
        back: bool = False,
        by: int = 0,
    ) -> int:
        """Counter and log row in one statement; the row lock of the UPDATE keeps ev without holes."""
        row: Any = await self.db.fetchrow(
            """
            WITH up AS (
                UPDATE chats SET last_ev = last_ev + 1, last_ts = greatest(last_ts, $5),
                    said_ts = CASE WHEN $2 = 'n' THEN $5 ELSE said_ts END
                WHERE id = $1
                RETURNING last_ev, last_seq
            ), kept AS (
                INSERT INTO chat_log (chat_id, ev, kind, seq, data, ts)
                SELECT $1, last_ev, $2, $3, $4::jsonb, $5 FROM up
            )
            SELECT last_ev, last_seq FROM up
            """,
            chat,
            kind,
            seq or None,
            (data | {"by": by} if by else data) or None,
            self.now,
        )
        ev: int = row["last_ev"]
        if untold:
            kind, data = "dirty", {"s": row["last_seq"]}
        if message is not None and kind == "n":
            message = msgspec.structs.replace(message, ev=ev)
        self.chat_events.append(
            ChatEvent(
                chat=chat,
                ev=ev,
                kind=kind,
                seq=seq,
                data=data | (live or {}),
                ts=self.now,
                left=left,
                back=back,
                author=author,
                message=message,
            )
        )
        return ev

    def jumped(self, chat: int, *, ev: int, seq: int) -> None:
        """Leaves with the commit as a mark; bodies are fetched."""
        self.chat_events.append(
            ChatEvent(chat=chat, ev=ev, kind="dirty", seq=seq, data={"s": seq}, ts=self.now)
        )

    async def tell(self, user: int, kind: str, data: dict[str, Any]) -> int:
        """Counter and log row in one statement."""
        pts: int = await self.db.fetchval(
            """
            WITH up AS (UPDATE users SET pts = pts + 1 WHERE id = $1 RETURNING pts)
            INSERT INTO user_log (user_id, pts, kind, data, ts)
            SELECT $1, pts, $2, $3::jsonb, $4 FROM up RETURNING pts
            """,
            user,
            kind,
            data,
            self.now,
        )
        self.user_events.append(UserEvent(user=user, pts=pts, kind=kind, data=data, ts=self.now))
        return pts

    async def tell_all(self, users: Sequence[int], kind: str, data: dict[str, Any]) -> None:
        """One statement; the people's rows are locked in order of id, so two of these never wait for each other. They
        are told in that order, too: that of the rows is the planner's."""
        rows = await self.db.fetch(
            """
            WITH held AS (SELECT id FROM users WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE),
            up AS (UPDATE users u SET pts = u.pts + 1 FROM held WHERE u.id = held.id RETURNING u.id, u.pts)
            INSERT INTO user_log (user_id, pts, kind, data, ts)
            SELECT id, pts, $2, $3::jsonb, $4 FROM up RETURNING user_id, pts
            """,
            sorted(set(users)),
            kind,
            data,
            self.now,
        )
        told = sorted((row["user_id"], row["pts"]) for row in rows)
        self.user_events += [
            UserEvent(user=user, pts=pts, kind=kind, data=data, ts=self.now) for user, pts in told
        ]

    def shout(self, **transient: Any) -> None:
        """Leaves with the commit, unnumbered: lost if nobody listens."""
        self.transients.append(transient)

    def nudges(self) -> list[Nudge]:
        """What to publish once the commit stands."""
        found = [Nudge(transient=t) for t in self.transients]
        if self.chat_events or self.user_events:
            found.append(Nudge(chat_events=tuple(self.chat_events), user_events=tuple(self.user_events)))
        return found


@dataclass
class Store:
    """The database behind a pool. `app/` sets `publish`, and `carried` when the bus may lose a nudge."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    clock: Clock
    publish: Publish = field(default=lambda nudge: None)
    may_write: Callable[[], None] = no_check
    """Raises Retry while the disk is full."""
    carried: list[int] | None = None
    """Where the tickets of published commits go; None: the bus loses nothing, no outbox is kept."""

    def __post_init__(self) -> None:
        self.read = Tables(Reached(self.pool))

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        """Begin, hand out, commit, publish. A lost connection, a deadlock or a full disk becomes Retry: nothing was
        done.
        """
        self.may_write()
        with refusing():
            async with self.pool.acquire() as db:
                async with db.transaction():
                    tx = Tx(db, self.clock.now())
                    yield tx
                    nudges = tx.nudges()
                    ticket = (
                        await keep(db, pack(nudges), tx.now) if self.carried is not None and nudges else 0
                    )
                for nudge in nudges:
                    self.publish(nudge)
                if self.carried is not None and ticket:
                    self.carried.append(ticket)

    async def alone(self, write: Callable[[Tables], Awaitable[bool]], **transient: Any) -> bool:
        """Without begin and commit, unless the bus may lose what leaves with it."""
        if self.carried is not None:
            async with self.writing() as tx:
                if (done := await write(tx)) and transient:
                    tx.shout(**transient)
            return done
        self.may_write()
        with refusing():
            done = await write(self.read)
        if done and transient:
            self.publish(Nudge(transient=transient))
        return done

    async def close(self) -> None:
        """Wait for running statements a moment, then close."""
        try:
            await asyncio.wait_for(self.pool.close(), 5)
        except TimeoutError:
            self.pool.terminate()


@contextmanager
def refusing() -> Iterator[None]:
    """A lost connection, a deadlock or a full disk is a Retry."""
    try:
        yield
    except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError) as busy:
        raise Retry(1, "busy") from busy
    except asyncpg.DiskFullError as full:
        raise Retry(AGAIN_IN_S, "the disk is full") from full
    except AWAY as away:
        raise Retry(2, "the database is away") from away


async def open_pool(
    dsn: str,
    *,
    connections_max: int,
    connections_min: int = 1,
    idle_s_max: float = IDLE_S_MAX,
    **settings: str,
) -> "asyncpg.Pool[asyncpg.Record]":
    """Connect; jsonb columns travel as Python values. Unused for `idle_s_max`, a connection is closed; 0: never."""
    return await asyncpg.create_pool(
        dsn,
        min_size=connections_min,
        max_size=connections_max,
        init=prepare,
        reset=leave_as_it_is,
        command_timeout=STATEMENT_TIMEOUT_S,
        max_inactive_connection_lifetime=idle_s_max,
        # Planning the larger statements anew, over all partitions, costs ten times their execution.
        server_settings={
            "application_name": "tambour",
            "jit": "off",
            "plan_cache_mode": "force_generic_plan",
            "pg_trgm.similarity_threshold": str(ALIKE_MIN),
        }
        | settings,
    )


async def open_store(dsn: str, clock: Clock, *, connections_max: int = 12) -> Store:
    """Connect and wrap."""
    return Store(await open_pool(dsn, connections_max=connections_max), clock)


async def open_intake(store: Store, dsn: str) -> Store:
    """The same store by connections of its own, made when needed, for what comes in bursts upon small tables.

    A plan stays as it was made: on tables that were nearly empty it reads them whole, and ten thousand rows later
    still, until their statistics move. Here no plan may, if there is a key.
    """
    pool = await open_pool(dsn, connections_min=0, connections_max=INTAKE_CONNECTIONS, enable_seqscan="off")
    return replace(store, pool=pool)


async def on_each(
    pool: "asyncpg.Pool[asyncpg.Record]", count: int, work: Callable[[Executor], Awaitable[None]]
) -> None:
    """Open so many connections of a pool that nobody else uses yet (at most all), and do `work` on each at once.

    What a connection has done once is quick from then on: it knows the types and tables, and keeps the plans.
    """
    async with AsyncExitStack() as held:
        wanted = min(count, pool.get_max_size())
        taken = await asyncio.gather(*(held.enter_async_context(pool.acquire()) for _ in range(wanted)))
        await asyncio.gather(*map(work, taken))


async def leave_as_it_is(db: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Called when a connection goes back. Nobody here changes a connection's settings, listens or locks on it, and
    transactions end with their block, so the usual round trip of clean-up statements is spared."""
    if db.is_in_transaction():
        await db.reset()


async def prepare(db: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Teach a fresh connection our JSON."""
    await db.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda raw: msgspec.json.decode(raw[1:]),
        format="binary",
    )
