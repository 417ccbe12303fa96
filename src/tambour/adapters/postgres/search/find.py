"""Questions to the index. Newest first without sorting what is not shown: each list of it is read from its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.search.question import Group
from tambour.ports.search import Found, Spot

SEQ_END = (1 << 63) - 1

FIRST_FROM = """
WITH RECURSIVE halving AS (
    SELECT 1::bigint AS low, last_seq + 1 AS high FROM chats WHERE id = $1
    UNION ALL
    SELECT CASE WHEN early THEN mid + 1 ELSE low END, CASE WHEN early THEN high ELSE mid END FROM (
        SELECT h.low, h.high, (h.low + h.high) / 2 AS mid, coalesce((
            SELECT m.ts FROM messages m WHERE m.chat_id = $1 AND m.seq >= (h.low + h.high) / 2 ORDER BY m.seq LIMIT 1
        ) < $2, false) AS early
        FROM halving h WHERE h.low < h.high
    ) step
)
SELECT low FROM halving WHERE low = high
"""
"""Messages of a chat are in the order of time, so the place of a day is found by halving."""


@lru_cache(maxsize=64)
def find_sql(others: int) -> str:
    """Every list (one a chat and word) is cut after `scan` entries; above the newest cut the lists are whole. The other
    groups, in parameters 8 and on, are looked for in the message's own words."""
    join = "JOIN search_docs d ON d.chat_id = l.chat AND d.seq = l.seq" if others else ""
    holds = " AND ".join(f"d.words && ${8 + n}::int[]" for n in range(others)) or "true"
    return f"""
    WITH listed AS MATERIALIZED (
        SELECT c.id AS chat, s.at, s.seq, s.n = $6 AS last
        FROM unnest($1::bigint[]) AS c (id) CROSS JOIN unnest($2::int[]) AS w (word)
        CROSS JOIN LATERAL (
            SELECT at, seq, row_number() OVER (ORDER BY at DESC, seq DESC) AS n FROM search_words
            WHERE chat_id = c.id AND word = w.word AND at >= $5 AND (at, seq) <
                ($3::int, CASE WHEN c.id < ($4::bigint[])[1] THEN {SEQ_END} WHEN c.id = ($4::bigint[])[1]
                    THEN ($4::bigint[])[2] ELSE 0 END)
            ORDER BY at DESC, seq DESC LIMIT $6
        ) s
    ), cut AS (
        SELECT at, chat, seq FROM listed WHERE last ORDER BY at DESC, chat DESC, seq DESC LIMIT 1
    )
    (SELECT DISTINCT l.at, l.chat, l.seq, false AS cut FROM listed l {join} LEFT JOIN cut c ON true
    WHERE {holds} AND (c.at IS NULL OR (l.at, l.chat, l.seq) >= (c.at, c.chat, c.seq))
    ORDER BY l.at DESC, l.chat DESC, l.seq DESC LIMIT $7)
    UNION ALL SELECT at, chat, seq, true FROM cut
    """


@dataclass
class Find:
    """See FindRows in ports/search.py."""

    db: Executor

    async def mine(self, user: int) -> list[tuple[int, int]]:
        """One join over the person's chats."""
        rows = await self.db.fetch(
            "SELECT c.id, c.last_ts FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND c.state IN ('live', 'frozen') AND c.last_seq > 0"
            " ORDER BY c.last_ts DESC, c.id DESC",
            user,
        )
        return [(row["id"], row["last_ts"]) for row in rows]

    async def find(
        self,
        chats: Sequence[int],
        groups: Sequence[Group],
        *,
        before: Spot | None,
        since: int,
        scan: int,
        limit: int,
    ) -> Found:
        """One statement."""
        spot = before or Spot((1 << 31) - 1, SEQ_END, SEQ_END)
        others: list[Any] = [sorted(group.words) for group in groups[1:]]
        rows = await self.db.fetch(
            find_sql(len(others)),
            list(chats),
            sorted(groups[0].words),
            spot.at,
            [spot.chat, spot.seq],
            since,
            scan,
            limit,
            *others,
        )
        spots = [Spot(row[0], row[1], row[2]) for row in rows if not row[3]]
        return Found(spots, next((Spot(row[0], row[1], row[2]) for row in rows if row[3]), None))

    async def first_from(self, chat: int, ts: int) -> int:
        """One statement of some twenty look-ups."""
        seq: int | None = await self.db.fetchval(FIRST_FROM, chat, ts)
        found: int | None = await self.db.fetchval(
            "SELECT seq FROM messages WHERE chat_id = $1 AND seq >= $2 ORDER BY seq LIMIT 1", chat, seq or 0
        )
        return found or 0
