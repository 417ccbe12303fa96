"""Questions to the index: lists of many chats at once, each read from its newest end."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.search.question import ERA, Group, led
from tambour.ports.search import AT_MIN, Extent, Listed, Spot

ERA_BITS = ERA.bit_length() - 1
"""Of a seq within its era."""

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
CHATS = "unnest($1::bigint[], $2::int[], $3::bigint[]) AS c (id, at, seq)"
TOP = f"""coalesce((SELECT t.seq >> {ERA_BITS} FROM search_docs t
            WHERE t.chat_id = c.id AND (t.at, t.seq) < (c.at, c.seq) ORDER BY t.at DESC, t.seq DESC LIMIT 1), -1)"""
NEVER = 1 << 53
"""An era above all others: nothing is that new."""
BOTTOM = f"""CASE WHEN $4 = {AT_MIN} THEN 0 ELSE coalesce((SELECT t.seq >> {ERA_BITS} FROM search_docs t
            WHERE t.chat_id = c.id AND t.at >= $4 ORDER BY t.at, t.seq LIMIT 1), {NEVER}) END"""
FIRST_GROUP = 6
SIZE = "SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'search_docs'::regclass"
SIZE_FOR_S = 60.0
KEYS_AT_ONCE = 128


@lru_cache(maxsize=64)
def walk_sql(groups: int) -> str:
    """The newest messages of each chat one by one, whatever they say: those that have the words, and the last."""
    holds = " AND ".join(f"s.words && ${n}::int[]" for n in range(FIRST_GROUP, FIRST_GROUP + groups))
    return f"""
    SELECT c.id, s.at, s.seq, {holds} AS holds, s.n = $5 AS cut FROM {CHATS} CROSS JOIN LATERAL (
        SELECT at, seq, words, row_number() OVER (ORDER BY at DESC, seq DESC) AS n FROM search_docs
        WHERE chat_id = c.id AND at >= $4 AND (at, seq) < (c.at, c.seq) ORDER BY at DESC, seq DESC LIMIT $5
    ) s WHERE {holds} OR s.n = $5
    """


@lru_cache(maxsize=64)
def look_up_sql(groups: int, indexed: int) -> str:
    """Era by era, each by the inverted index, until there are enough. Only the first groups are asked of the index.
    OFFSET 0 keeps what else is asked (a region may belong to two chats) from offering another index."""
    holds = " AND ".join(
        f"search_keys(search_region(d.chat_id, d.seq), d.words) && ARRAY("
        f"SELECT r.region | (word::bigint & 4294967295) FROM unnest(${n}::int[]) AS w (word))"
        if n < FIRST_GROUP + indexed
        else f"d.words && ${n}::int[]"
        for n in range(FIRST_GROUP, FIRST_GROUP + groups)
    )
    return f"""
    SELECT c.id, s.at, s.seq, true AS holds, s.n = $5 AS cut FROM {CHATS} CROSS JOIN LATERAL (
        SELECT f.at, f.seq, row_number() OVER () AS n
        FROM generate_series({TOP}, {BOTTOM}, -1) AS e (era)
        CROSS JOIN LATERAL (SELECT search_region(c.id, e.era << {ERA_BITS}) AS region) r
        CROSS JOIN LATERAL (
            SELECT h.at, h.seq FROM (SELECT chat_id, at, seq FROM search_docs d WHERE {holds} OFFSET 0) h
            WHERE h.chat_id = c.id AND (h.at, h.seq) < (c.at, c.seq) AND h.at >= $4 ORDER BY h.at DESC, h.seq DESC
        ) f LIMIT $5
    ) s
    """


@lru_cache(maxsize=64)
def gather_sql(groups: int) -> str:
    """All lists of a rare word at once: the keys of many eras go to the index together, some dozens in one look-up
    (which compares each with each), and only the newest answers of all chats come back. OFFSET 0: see below."""
    lead, last = FIRST_GROUP + 1, FIRST_GROUP
    others = "".join(f" AND d.words && ${n}::int[]" for n in range(lead + 1, lead + groups))
    return f"""
    WITH c AS MATERIALIZED (SELECT * FROM {CHATS}),
    eras AS (
        SELECT search_region(c.id, era << {ERA_BITS}) AS region,
            (row_number() OVER () - 1) * cardinality(${lead}::int[]) / {KEYS_AT_ONCE} AS part
        FROM unnest($1::bigint[], ${last}::bigint[]) AS c (id, last)
        CROSS JOIN LATERAL generate_series(0, c.last >> {ERA_BITS}) AS e (era)
    ),
    parts AS MATERIALIZED (
        SELECT array_agg(region | (word::bigint & 4294967295)) AS keys
        FROM eras CROSS JOIN unnest(${lead}::int[]) AS w (word) GROUP BY part
    )
    SELECT DISTINCT f.at, f.chat_id, f.seq FROM parts CROSS JOIN LATERAL (
        SELECT d.chat_id, d.at, d.seq FROM search_docs d
        WHERE search_keys(search_region(d.chat_id, d.seq), d.words) && parts.keys{others} OFFSET 0
    ) f JOIN c ON c.id = f.chat_id AND (f.at, f.seq) < (c.at, c.seq) AND f.at >= $4
    ORDER BY f.at DESC, f.chat_id DESC, f.seq DESC LIMIT $5
    """


@dataclass
class Find:
    """See FindRows in ports/search.py."""

    db: Executor
    messages: int = 0
    counted: float = -SIZE_FOR_S

    async def mine(self, user: int) -> list[Extent]:
        """One join over the person's chats."""
        rows = await self.db.fetch(
            "SELECT c.id, c.last_ts, c.last_seq FROM members m JOIN chats c ON c.id = m.chat_id"
            " WHERE m.user_id = $1 AND c.state IN ('live', 'frozen') AND c.last_seq > 0",
            user,
        )
        return [Extent(*row) for row in rows]

    async def size(self) -> int:
        """As the planner knows it, asked now and then."""
        if (now := time.monotonic()) >= self.counted + SIZE_FOR_S:
            self.counted = now
            self.messages = int(await self.db.fetchval(SIZE))
        return self.messages

    async def walk(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        """One statement."""
        return await self.listed(walk_sql(len(groups)), cuts, groups, since, depth)

    async def look_up(
        self, cuts: Mapping[int, Spot], groups: Sequence[Group], *, since: int, depth: int
    ) -> dict[int, Listed]:
        """One statement."""
        ordered, asked = led(groups, self.messages)
        return await self.listed(look_up_sql(len(groups), asked), cuts, ordered, since, depth)

    async def gather(
        self,
        cuts: Mapping[int, Spot],
        lasts: Sequence[int],
        groups: Sequence[Group],
        *,
        since: int,
        limit: int,
    ) -> list[Spot]:
        """One statement, led by the rarest group."""
        ordered = sorted(groups, key=lambda group: group.often)
        words: list[Any] = [sorted(group.words) for group in ordered]
        rows = await self.db.fetch(
            gather_sql(len(groups)), list(cuts), *places(cuts), since, limit, lasts, *words
        )
        return [Spot(*row) for row in rows]

    async def listed(
        self, statement: str, cuts: Mapping[int, Spot], groups: Sequence[Group], since: int, depth: int
    ) -> dict[int, Listed]:
        """The lists; a chat without any row is at its end."""
        words: list[Any] = [sorted(group.words) for group in groups]
        rows = await self.db.fetch(
            statement,
            list(cuts),
            *places(cuts),
            since,
            depth,
            *words,
        )
        found = {chat: Listed([], None) for chat in cuts}
        for chat, at, seq, holds, cut in rows:
            spot = Spot(at, chat, seq)
            if holds:
                found[chat].spots.append(spot)
            if cut:
                found[chat].cut = spot
        return found

    async def first_from(self, chat: int, ts: int) -> int:
        """One statement of some twenty look-ups."""
        seq: int | None = await self.db.fetchval(FIRST_FROM, chat, ts)
        found: int | None = await self.db.fetchval(
            "SELECT seq FROM messages WHERE chat_id = $1 AND seq >= $2 ORDER BY seq LIMIT 1", chat, seq or 0
        )
        return found or 0


def places(cuts: Mapping[int, Spot]) -> tuple[list[int], list[int]]:
    """Below which time, and with the same time below which seq, each chat is read."""
    return [cut.at for cut in cuts.values()], [cut.seq_in(chat) for chat, cut in cuts.items()]
