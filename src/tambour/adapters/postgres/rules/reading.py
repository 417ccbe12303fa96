"""What rules ask of a message beside its words: who and where, labels, and counts over the last day."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.moderation.rules.event import HOUR_MS, MINUTE_MS, WINDOW_MAX_MIN, Counter
from tambour.ports.rules import COUNTED_MAX, Facts, Tally

KEEP_MS = 90 * 24 * HOUR_MS
FOUND = """
SELECT chat_id, (array_agg(at ORDER BY at DESC))[1:1000] AS times FROM (
    SELECT b.chat_id, b.seq, min(d.at) AS at FROM subjects b
    JOIN cases k ON k.subject_id = b.id JOIN decisions d ON d.case_id = k.id
    WHERE b.kind = 'message' AND {of} AND d.state = 'standing' AND d.outcome NOT IN ('no_violation', 'restore')
    GROUP BY b.chat_id, b.seq
) decided GROUP BY chat_id
"""
"""When people decided that messages of a chat break the rules."""
FACTS = f"""
SELECT u.created AS author_since, coalesce(u.is_bot, false) AS by_bot, c.kind, c.title, c.created AS chat_since,
    c.members, coalesce(f.times, '{{}}'::bigint[]) AS chat_found,
    ARRAY(SELECT label FROM rule_labels WHERE of_what = 'author' AND id = x.author AND expires > $4) AS author_labels,
    ARRAY(SELECT label FROM rule_labels WHERE of_what = 'chat' AND id = x.chat AND expires > $4) AS chat_labels
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS x (chat, seq, author, n)
JOIN chats c ON c.id = x.chat LEFT JOIN users u ON u.id = x.author
LEFT JOIN ({FOUND.format(of="b.chat_id = ANY ($1::bigint[])")}) f ON f.chat_id = x.chat ORDER BY x.n
"""
COUNT = """
INSERT INTO rule_seen (by_what, key, at, chat_id, seq, author)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
ON CONFLICT DO NOTHING
"""
COUNTED = f"""
SELECT (SELECT CASE x.of_what WHEN 'messages' THEN count(*) WHEN 'chats' THEN count(DISTINCT s.chat_id)
        ELSE count(DISTINCT s.author) END
    FROM (SELECT chat_id, author FROM rule_seen WHERE by_what = x.by_what AND key = x.key
        AND at > x.at - x.minutes * {MINUTE_MS}::bigint AND at <= x.at ORDER BY at DESC LIMIT {COUNTED_MAX}) s) AS n
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) WITH ORDINALITY
    AS x (of_what, by_what, minutes, key, at, place) ORDER BY x.place
"""


async def facts(db: Executor, places: Sequence[tuple[int, int, int]], now: int) -> list[Facts]:
    """Of (chat, seq, author)."""
    rows = await db.fetch(FACTS, [p[0] for p in places], [p[1] for p in places], [p[2] for p in places], now)
    return [
        Facts(
            by_bot=row["by_bot"],
            author_since=row["author_since"],
            chat_kind=row["kind"],
            chat_title=row["title"],
            chat_since=row["chat_since"],
            chat_members=row["members"],
            chat_found=tuple(row["chat_found"]),
            author_labels=frozenset(row["author_labels"]),
            chat_labels=frozenset(row["chat_labels"]),
        )
        for row in rows
    ]


async def count(db: Executor, tallies: Sequence[Tally]) -> None:
    """Write them down."""
    await db.execute(
        COUNT,
        [t.by for t in tallies],
        [t.key for t in tallies],
        [t.at for t in tallies],
        [t.chat for t in tallies],
        [t.seq for t in tallies],
        [t.author for t in tallies],
    )


async def counted(db: Executor, wanted: Sequence[tuple[Counter, int, int]]) -> list[int]:
    """Of each (counter, key, time)."""
    rows = await db.fetch(
        COUNTED,
        [counter.of for counter, _, _ in wanted],
        [counter.by for counter, _, _ in wanted],
        [counter.minutes for counter, _, _ in wanted],
        [key for _, key, _ in wanted],
        [at for _, _, at in wanted],
    )
    return [row["n"] for row in rows]


async def forget(db: Executor, now: int, limit: int) -> int:
    """What is over; how many of the counters' rows that were."""
    await db.execute("DELETE FROM rule_labels WHERE expires <= $1", now)
    await db.execute(
        "DELETE FROM rule_hits h USING (SELECT rule_id, version, chat_id, seq, ver FROM rule_hits"
        " WHERE at < $1 ORDER BY at LIMIT $2) old WHERE (h.rule_id, h.version, h.chat_id, h.seq, h.ver)"
        " = (old.rule_id, old.version, old.chat_id, old.seq, old.ver) AND NOT EXISTS (SELECT 1 FROM signals s"
        " WHERE s.entry_id = h.rule_id AND s.chat_id = h.chat_id AND s.seq = h.seq AND s.case_id IS NOT NULL)",
        now - KEEP_MS,
        limit,
    )
    rows = await db.fetch(
        "DELETE FROM rule_seen s USING (SELECT by_what, key, at, chat_id, seq FROM rule_seen WHERE at < $1"
        " ORDER BY at LIMIT $2) old WHERE (s.by_what, s.key, s.at, s.chat_id, s.seq)"
        " = (old.by_what, old.key, old.at, old.chat_id, old.seq) RETURNING 1",
        now - WINDOW_MAX_MIN * MINUTE_MS,
        limit,
    )
    return len(rows)
