"""The fast door's storage: one statement records a batch of sends, whatever their audience.

The statement locks the batch's chats in order of id, leaves out every send whose Place is older than its chat
(`gen` moved) or whose rid is known, moves the counters, and inserts messages, log, keys and marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from tambour.adapters.disk import AGAIN_IN_S, no_check
from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.outbox import keep, pack
from tambour.adapters.postgres.store import on_each, open_pool
from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.domain.errors import Retry
from tambour.domain.guard import WordRule
from tambour.domain.ids import Rid, rid_day
from tambour.domain.media import tab_rows
from tambour.domain.messages import Flag, preview_kept
from tambour.ports.bus import Nudge

CONNECTIONS = 3
RECORD_SQL = Path(__file__).with_name("record.sql").read_text()

PLACES_SQL = """
    SELECT p.chat_id, p.user_id, c.kind, c.gen, c.state, c.state_case, c.permissions, c.slow_s, c.flags,
        c.limits, c.limit_slow_s,
        CASE WHEN coalesce(m.role, 'member') = 'member' THEN c.words ELSE 0 END AS words,
        CASE WHEN c.words > 0 AND coalesce(m.role, 'member') = 'member' THEN (
            SELECT jsonb_agg(jsonb_build_array(w.id, w.term, w.act) ORDER BY w.created, w.id)
            FROM chat_words w WHERE w.chat_id = c.id) END AS word_rules,
        c.is_public,
        m.role, m.rights, coalesce(m.denied, k.denied) AS denied,
        CASE WHEN m.role IS NULL THEN k.denied_until ELSE m.denied_until END AS denied_until,
        s.ts AS last_sent, u.suspended_until, u.suspended_case, u.name,
        c.kind = 'dialog' AND EXISTS (
            SELECT FROM dialogs d JOIN blocks b ON b.blocked_id = p.user_id
                AND b.user_id = CASE WHEN d.low = p.user_id THEN d.high ELSE d.low END
            WHERE d.chat_id = p.chat_id
        ) AS blocked,
        m.role IS NULL AND c.kind = 'group' AND c.is_public AND c.limits & 1 = 0
            AND c.linked_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM bans b WHERE b.chat_id = p.chat_id AND b.user_id = p.user_id
                AND (b.until IS NULL OR b.until > $3)
        ) AS guest
    FROM unnest($1::bigint[], $2::bigint[]) AS p (chat_id, user_id)
    JOIN chats c ON c.id = p.chat_id
    JOIN users u ON u.id = p.user_id
    LEFT JOIN members m ON m.user_id = p.user_id AND m.chat_id = p.chat_id
    LEFT JOIN kept_restrictions k ON m.role IS NULL AND k.user_id = p.user_id AND k.chat_id = p.chat_id
    LEFT JOIN sent_marks s ON s.user_id = p.user_id AND s.chat_id = p.chat_id
"""


@dataclass(frozen=True, slots=True)
class Row:
    """See ports/log.py."""

    outcome: str
    seq: int
    ev: int
    ts: int
    digest: int


def place_of(row: asyncpg.Record) -> Place:
    """A Place from a row of PLACES_SQL."""
    return Place(
        chat=row["chat_id"],
        user=row["user_id"],
        kind=row["kind"],
        gen=row["gen"],
        state=row["state"],
        state_case=row["state_case"] or 0,
        permissions=row["permissions"],
        slow_s=max(row["slow_s"], row["limit_slow_s"]),
        forced_slow_s=row["limit_slow_s"],
        limits=row["limits"],
        words=row["words"] if row["word_rules"] else 0,
        word_rules=tuple(WordRule(id=i, term=term, act=act) for i, term, act in row["word_rules"] or ()),
        sign=bool(row["flags"].get("sign")),
        protect=bool(row["flags"].get("protect")),
        role=row["role"] or "",
        rights=row["rights"] or 0,
        denied=row["denied"] or 0,
        denied_until=row["denied_until"] or 0,
        last_sent=row["last_sent"] or 0,
        suspended_until=row["suspended_until"] or 0,
        suspended_case=row["suspended_case"] or 0,
        blocked=row["blocked"],
        guest=row["guest"],
        name=row["name"],
        public=row["is_public"],
    )


@dataclass
class SendLog:
    """See ports/log.py."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    may_write: Callable[[], None] = no_check
    """Raises Retry while the disk is full."""

    async def warm(self) -> None:
        """Open all connections and plan on each what a send needs, by sending nothing: else 30 to 50 ms of a first
        message. Before others use it."""
        await on_each(self.pool, CONNECTIONS, send_nothing)

    async def places(self, pairs: Sequence[tuple[int, int]], now: int) -> dict[tuple[int, int], Place]:
        """One statement for all pairs."""
        rows = await self.pool.fetch(PLACES_SQL, [c for c, _ in pairs], [u for _, u in pairs], now)
        return {(row["chat_id"], row["user_id"]): place_of(row) for row in rows}

    async def find(self, user: int, rid: int) -> Row | None:
        """By primary key."""
        row = await self.pool.fetchrow(
            "SELECT seq, ev, ts, digest FROM send_keys WHERE day = $1 AND user_id = $2 AND rid = $3",
            rid_day(Rid(rid)),
            user,
            rid,
        )
        return Row("same", row["seq"], row["ev"], row["ts"], row["digest"]) if row else None

    async def record(
        self,
        batch: Sequence[tuple[Place, Send, int]],
        *,
        now: int,
        nudge: Callable[[Sequence[Row]], Nudge] | None = None,
    ) -> tuple[list[Row], int]:
        """One statement, one commit; with `nudge`, a transaction that leaves it in the outbox, too."""
        ticket = 0
        self.may_write()
        try:
            async with self.pool.acquire() as db:
                if nudge is None:
                    found = await db.fetch(RECORD_SQL, *columns(batch, now), timeout=10)
                    return [Row(*row) for row in found], 0
                async with db.transaction():
                    found = await db.fetch(RECORD_SQL, *columns(batch, now), timeout=10)
                    rows = [Row(*row) for row in found]
                    parcel = nudge(rows)
                    if parcel.chat_events:
                        ticket = await keep(db, pack([parcel]), now)
                return rows, ticket
        except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError) as raced:
            raise Retry(0, "raced with another process") from raced
        except asyncpg.DiskFullError as full:
            raise Retry(AGAIN_IN_S, "the disk is full") from full
        except (
            asyncpg.PostgresConnectionError,
            asyncpg.InterfaceError,
            ConnectionError,
            TimeoutError,
        ) as away:
            raise Retry(2, "the database is away") from away


async def send_nothing(db: Executor) -> None:
    """The statements of a send, for nobody."""
    await db.fetch(PLACES_SQL, [], [], 0)
    await db.fetch(RECORD_SQL, *columns([], 0))


def columns(batch: Sequence[tuple[Place, Send, int]], now: int) -> tuple[Any, ...]:
    """The batch turned on its side: one array per column of record.sql."""
    sends = [send for _, send, _ in batch]
    mentions = [(i, user) for i, s in enumerate(sends, 1) for user in s.mentions]
    tags = [(i, tag) for i, s in enumerate(sends, 1) for tag in s.hashtags]
    carried = [(i, *row) for i, s in enumerate(sends, 1) for row in tabs_of(s)]
    return (
        sorted({s.chat for s in sends}),
        [s.chat for s in sends],
        [place.gen for place, _, _ in batch],
        [0 if place.kind == "channel" or send.root else place.user for place, send, _ in batch],
        [s.user for s in sends],
        [s.rid for s in sends],
        [rid_day(Rid(s.rid)) for s in sends],
        [digest for _, _, digest in batch],
        [s.kind for s in sends],
        [int(Flag.SILENT) if s.silent else 0 for s in sends],
        [s.reply or None for s in sends],
        [s.source for s in sends],
        [s.text for s in sends],
        [s.entities or None for s in sends],
        [extra_of(s) for s in sends],
        now,
        [i for i, _ in mentions],
        [user for _, user in mentions],
        [i for i, _ in tags],
        [tag for _, tag in tags],
        [s.thread or None for s in sends],
        [s.root for s in sends],
        [i for i, *_ in carried],
        [tab for _, tab, _, _ in carried],
        [file for *_, file, _ in carried],
        [state for *_, state in carried],
    )


def tabs_of(send: Send) -> list[tuple[str, str, int]]:
    """Rows of `attachments`; a forwarded message brings its preview along."""
    return tab_rows(send.files, send.entities, preview_kept(send.extra))


def extra_of(send: Send) -> dict[str, Any] | None:
    """What `messages.extra` keeps: what a kind needs, and what the message carries besides words."""
    carried = {"fl": send.files, "ct": send.contact, "lo": send.place}
    return (send.extra or {}) | {key: value for key, value in carried.items() if value} or None


async def open_log(dsn: str) -> SendLog:
    """Connections of its own, whose plans are made once and never scan a table that was small at that moment. They
    stay open: who speaks first after a quiet hour finds them ready.
    """
    pool = await open_pool(
        dsn,
        connections_max=CONNECTIONS,
        idle_s_max=0,
        plan_cache_mode="force_generic_plan",
        enable_seqscan="off",
    )
    return SendLog(pool)
