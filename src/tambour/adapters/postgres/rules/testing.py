"""A back-test over what was said: one transaction that sees the same log from its beginning to its end."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
import msgspec
from asyncpg.pool import PoolConnectionProxy

from tambour.adapters.postgres.executor import Executor, Reached
from tambour.adapters.postgres.messages.pages import BARE, Pages
from tambour.adapters.postgres.rules.reading import FOUND
from tambour.domain.messages import Flag, Kept
from tambour.moderation.rules.event import Seen
from tambour.moderation.rules.life import OwnRule
from tambour.moderation.rules.report import Hit, Report
from tambour.ports.rules import Facts

SORT_S = 600.0
"""Seconds for the month to be sorted."""
TAKE = """
SELECT r.* FROM rule_tests t JOIN rules r ON r.id = t.rule_id AND r.version = t.version
WHERE t.done IS NULL ORDER BY t.at, t.rule_id LIMIT 1 FOR UPDATE OF t SKIP LOCKED
"""
SAID = f"""{BARE}, u.created AS author_since, coalesce(u.is_bot, false) AS by_bot, c.kind AS chat_kind,
    c.title AS chat_title, c.created AS chat_since, c.members AS chat_members,
    coalesce(f.times, '{{}}'::bigint[]) AS chat_found,
    ARRAY(SELECT ARRAY[s.detector, s.category, s.score::text] FROM signals s
        WHERE s.chat_id = m.chat_id AND s.seq = m.seq AND s.ver = m.ver
            AND s.detector NOT IN ('rules', 'guess', 'meaning', 'named')
        ORDER BY s.id) AS seen,
    (SELECT CASE WHEN d.outcome IN ('no_violation', 'restore') THEN 'harmless' ELSE 'harmful' END
        FROM subjects b JOIN cases k ON k.subject_id = b.id JOIN decisions d ON d.case_id = k.id
        WHERE b.kind = 'message' AND b.chat_id = m.chat_id AND b.seq = m.seq AND d.state = 'standing'
        ORDER BY d.at DESC, d.id DESC LIMIT 1) AS verdict
FROM (
    SELECT m.* FROM messages m JOIN chats c ON c.id = m.chat_id
    WHERE c.is_public AND m.ts >= $1 AND m.flags & {int(Flag.DELETED)} = 0
    ORDER BY m.ts DESC, m.chat_id DESC, m.seq DESC LIMIT $2
) m JOIN chats c ON c.id = m.chat_id LEFT JOIN users u ON u.id = m.author
LEFT JOIN ({FOUND.format(of="true")}) f ON f.chat_id = m.chat_id
ORDER BY m.ts, m.chat_id, m.seq
"""
"""Messages that were taken down since are among them: they are what a rule is for."""


@dataclass
class Test:
    """See Testing in ports/rules.py."""

    __test__ = False  # no test of pytest's

    db: "PoolConnectionProxy[asyncpg.Record]"
    rule: OwnRule

    async def said(self, since: int, limit: int, batch: int) -> AsyncIterator[list[tuple[Kept, Facts]]]:
        """By a cursor, and a statement for the polls of a batch. Sorting a month takes longer than a statement may."""
        await self.db.execute("SET LOCAL statement_timeout = 0")
        cursor = await self.db.cursor(SAID, since, limit, timeout=SORT_S)
        while rows := await cursor.fetch(batch, timeout=SORT_S):
            kept = await Pages(self.db).with_polls(rows, 0)
            yield [(one, facts_of(row)) for one, row in zip(kept, rows, strict=True)]

    async def finish(self, report: Report, sample: Sequence[Hit]) -> None:
        """Two statements."""
        await self.close("", msgspec.to_builtins(report))
        await self.db.execute(
            "INSERT INTO rule_samples (rule_id, version, chat_id, seq, ver, verdict)"
            " SELECT $1, $2, x.* FROM unnest($3::bigint[], $4::bigint[], $5::int[], $6::text[]) AS x",
            self.rule.id,
            self.rule.version,
            [hit.chat for hit in sample],
            [hit.seq for hit in sample],
            [hit.version for hit in sample],
            [hit.verdict for hit in sample],
        )

    async def fail(self, why: str) -> None:
        """One statement."""
        await self.close(why, None)

    async def close(self, why: str, report: Any) -> None:
        """It is over."""
        await self.db.execute(
            "UPDATE rule_tests SET done = (extract(epoch FROM clock_timestamp()) * 1000)::bigint, failed = $3,"
            " report = $4::jsonb WHERE rule_id = $1 AND version = $2",
            self.rule.id,
            self.rule.version,
            why,
            report,
        )


@asynccontextmanager
async def testing(db: Executor, rule_of: Callable[[asyncpg.Record], OwnRule]) -> AsyncIterator[Test | None]:
    """Hold the oldest that waits, in a transaction of its own from the pool."""
    pool = db.pool if isinstance(db, Reached) else db
    if not isinstance(pool, asyncpg.Pool):
        raise TypeError("a back-test needs a connection of its own")
    async with pool.acquire() as own, own.transaction(isolation="repeatable_read"):
        row = await own.fetchrow(TAKE)
        yield Test(own, rule_of(row)) if row is not None else None


def facts_of(row: asyncpg.Record) -> Facts:
    """What is known of a message of SAID."""
    return Facts(
        by_bot=row["by_bot"],
        author_since=row["author_since"],
        chat_kind=row["chat_kind"],
        chat_title=row["chat_title"],
        chat_since=row["chat_since"],
        chat_members=row["chat_members"],
        chat_found=tuple(row["chat_found"]),
        signals=tuple(Seen(detector=d, category=c, score=float(s)) for d, c, s in row["seen"]),
        verdict=row["verdict"] or "",
    )
