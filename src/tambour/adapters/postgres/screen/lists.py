"""What lists of others say of the bank's values, and the lists themselves."""

from collections.abc import Mapping, Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor, slices
from tambour.moderation.exchange import Told
from tambour.moderation.feeds import Feed
from tambour.ports.exchange import Pair, Said

SAID = "s.source, s.ref, s.kind, s.value, s.says, s.raw, s.tags, s.at"
BEFORE = """
SELECT s.kind, s.value FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS x (source, ref, kind, value)
JOIN bank_said s ON s.source = x.source AND s.ref = x.ref WHERE (s.kind, s.value) <> (x.kind, x.value)
"""
HEAR = """
INSERT INTO bank_said (source, ref, kind, value, says, raw, tags, at, heard)
SELECT x.source, x.ref, x.kind, x.value, x.says, x.raw, x.tags::text[], x.at, $9
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
    AS x (source, ref, kind, value, says, raw, tags, at)
ON CONFLICT (source, ref) DO UPDATE SET kind = excluded.kind, value = excluded.value, says = excluded.says,
    raw = excluded.raw, tags = excluded.tags, at = excluded.at, heard = excluded.heard
"""
OF = f"""
SELECT {SAID} FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS x (kind, value)) x
JOIN bank_said s ON s.kind = x.kind AND md5(s.value) = md5(x.value) AND s.value = x.value ORDER BY s.source, s.ref
"""
UNSAY = """
DELETE FROM bank_said WHERE source = $1 AND (ref = ANY ($2::text[])
    OR (kind, value) IN (SELECT * FROM unnest($3::text[], $4::text[]))) RETURNING kind, value
"""
TOLD = """
-- Whoever listed it, not those who had a word on that.
SELECT e.id, s.kind, s.value, s.ref, s.raw, s.told, count(g.id) AS seen,
    count(DISTINCT d.id) FILTER (WHERE d.outcome NOT IN ('no_violation', 'restore')) AS upheld,
    count(DISTINCT d.id) FILTER (WHERE d.outcome = 'no_violation') AS overturned,
    min(g.at) AS first, max(g.at) AS last
FROM bank_said s
JOIN bank_entries e ON e.kind = s.kind AND md5(e.value) = md5(s.value) AND e.value = s.value
JOIN signals g ON g.entry_id = e.id AND g.detector NOT IN ('meaning', 'named', 'titled')
LEFT JOIN decisions d ON d.case_id = g.case_id
WHERE s.source = $1 AND s.says <> 'negative' AND position(':' IN s.ref) = 0 GROUP BY e.id, s.source, s.ref
"""
NEWS = (
    f"SELECT * FROM ({TOLD}) t WHERE told <> seen || '/' || upheld || '/' || overturned ORDER BY ref LIMIT $2"
)
"""What they were not told yet."""
FEED = (
    "id, name, protocol, format, url, secret, category, mode, opinion, ratio, days, every_min, entries_max, answers,"
    " active, added_by, created, mark, due, failures, error, ok_at, left_out"
)
CHANGE = """
UPDATE bank_feeds SET category = $2, mode = $3, opinion = $4, ratio = $5, days = $6, every_min = $7, entries_max = $8,
    answers = $9, active = $10, mark = $11, due = $12, failures = $13, error = $14, ok_at = $15, left_out = $16::jsonb
WHERE id = $1
"""
CLAIM = f"""
UPDATE bank_feeds SET due = $2 WHERE id = (SELECT id FROM bank_feeds WHERE active AND due <= $1 ORDER BY due LIMIT 1
    FOR UPDATE SKIP LOCKED) RETURNING {FEED}
"""


class Lists:
    """See ListRows in ports/exchange.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def hear(self, said: Sequence[Said], now: int) -> list[Pair]:
        """Two statements for each slice: none may take so long that it is given up."""
        return [pair for some in slices(said) for pair in await self.hear_some(some, now)]

    async def hear_some(self, said: Sequence[Said], now: int) -> list[Pair]:
        """One slice."""
        whose = [one.source for one in said], [one.ref for one in said]
        what = [one.kind for one in said], [one.value for one in said]
        before = await self.db.fetch(BEFORE, *whose, *what)
        await self.db.execute(
            HEAR,
            *whose,
            *what,
            [one.says for one in said],
            [one.raw for one in said],
            [array_of(one.tags) for one in said],
            [one.at for one in said],
            now,
        )
        return [(row["kind"], row["value"]) for row in before]

    async def unsay(self, source: str, refs: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
        """One statement."""
        if not refs and not pairs:
            return []
        rows = await self.db.fetch(UNSAY, source, list(refs), [k for k, _ in pairs], [v for _, v in pairs])
        return [(row["kind"], row["value"]) for row in rows]

    async def unsay_others(self, source: str, refs: Sequence[str]) -> list[Pair]:
        """One statement."""
        rows = await self.db.fetch(
            "DELETE FROM bank_said WHERE source = $1 AND NOT ref = ANY ($2::text[]) RETURNING kind, value",
            source,
            list(refs),
        )
        return [(row["kind"], row["value"]) for row in rows]

    async def of(self, pairs: Sequence[Pair]) -> list[Said]:
        """One statement for each slice."""
        rows = [row for some in slices(pairs) for row in await self.db.fetch(OF, *columns(some))]
        return [
            Said(
                source=row["source"],
                ref=row["ref"],
                kind=row["kind"],
                value=row["value"],
                says=row["says"],
                raw=row["raw"],
                tags=tuple(row["tags"]),
                at=row["at"],
            )
            for row in rows
        ]

    async def to_tell(self, source: str, limit: int) -> list[tuple[Told, str]]:
        """One statement."""
        rows = await self.db.fetch(NEWS, source, limit)
        return [(one, word_of(one)) for one in map(told_of, rows)]

    async def answers(self, source: str, limit: int) -> list[Told]:
        """One statement."""
        return [told_of(row) for row in await self.db.fetch(f"{TOLD} ORDER BY s.ref LIMIT $2", source, limit)]

    async def told(self, source: str, words: Mapping[str, str]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bank_said s SET told = x.word FROM unnest($2::text[], $3::text[]) AS x (ref, word)"
            " WHERE s.source = $1 AND s.ref = x.ref",
            source,
            list(words),
            list(words.values()),
        )

    async def feeds(self, *, ids: Sequence[int] = ()) -> list[Feed]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {FEED} FROM bank_feeds WHERE cardinality($1::bigint[]) = 0 OR id = ANY ($1::bigint[])"
            " ORDER BY name",
            list(ids),
        )
        return [feed_of(row) for row in rows]

    async def keep_feed(self, feed: Feed) -> bool:
        """One statement."""
        places = ", ".join(f"${n}" for n in range(1, 24))
        return bool(
            await self.db.fetchval(
                f"INSERT INTO bank_feeds ({FEED}) VALUES ({places}) ON CONFLICT DO NOTHING RETURNING true",
                feed.id,
                feed.name,
                feed.protocol,
                feed.format,
                feed.url,
                feed.secret,
                feed.category,
                feed.mode,
                feed.opinion,
                feed.ratio,
                feed.days,
                feed.every_min,
                feed.entries_max,
                feed.answers,
                feed.active,
                feed.added_by,
                feed.created,
                feed.mark,
                feed.due,
                feed.failures,
                feed.error,
                feed.ok_at,
                dict(feed.left_out),
            )
        )

    async def change_feed(self, feed: Feed) -> None:
        """One statement."""
        await self.db.execute(
            CHANGE,
            feed.id,
            feed.category,
            feed.mode,
            feed.opinion,
            feed.ratio,
            feed.days,
            feed.every_min,
            feed.entries_max,
            feed.answers,
            feed.active,
            feed.mark,
            feed.due,
            feed.failures,
            feed.error,
            feed.ok_at,
            dict(feed.left_out),
        )

    async def drop_feed(self, feed: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM bank_feeds WHERE id = $1", feed)

    async def claim(self, now: int, until: int) -> Feed | None:
        """One statement."""
        row = await self.db.fetchrow(CLAIM, now, until)
        return feed_of(row) if row is not None else None


def columns(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Kinds, and values."""
    return [kind for kind, _ in pairs], [value for _, value in pairs]


def word_of(one: Told) -> str:
    """What was told, in short."""
    return f"{one.seen}/{one.upheld}/{one.overturned}"


def array_of(words: Sequence[str]) -> str:
    """An array of text within an array: PostgreSQL has no rows of different lengths."""
    quoted = ('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    return "{" + ",".join(quoted) + "}"


def told_of(row: asyncpg.Record) -> Told:
    """A Told from a row of TOLD."""
    return Told(
        entry=row["id"],
        kind=row["kind"],
        value=row["value"],
        ref=row["ref"],
        raw=row["raw"],
        seen=row["seen"],
        upheld=row["upheld"],
        overturned=row["overturned"],
        first=row["first"],
        last=row["last"],
    )


def feed_of(row: asyncpg.Record) -> Feed:
    """A Feed from a row of FEED."""
    return Feed(**dict(row))
