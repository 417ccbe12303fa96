"""Housekeeping in PostgreSQL: day partitions of send keys, and the tails of the logs."""

import logging
import re
from dataclasses import dataclass

import asyncpg

from tambour.adapters.postgres.executor import Executor

DAY_TABLE = re.compile(r"send_keys_(\d+)")
PRUNE_SLICE = 5000

log = logging.getLogger(__name__)


@dataclass
class Retention:
    """See ports/retention.py."""

    db: Executor

    async def make_days(self, first: int, last: int) -> None:
        """A day whose keys already lie in the default partition stays there; the next days get their own."""
        for day in range(first, last + 1):
            try:
                await self.db.execute(
                    f"CREATE TABLE IF NOT EXISTS send_keys_{day:d} PARTITION OF send_keys"
                    f" FOR VALUES FROM ({day:d}) TO ({day + 1:d})"
                )
            except (asyncpg.CheckViolationError, asyncpg.DuplicateTableError, asyncpg.UniqueViolationError):
                log.info("send keys of day %d stay where they are", day)

    async def drop_days(self, before: int) -> int:
        """Whole tables, and what old days left in the default partition."""
        rows = await self.db.fetch(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
            " WHERE i.inhparent = 'send_keys'::regclass"
        )
        days = [int(m.group(1)) for row in rows if (m := DAY_TABLE.fullmatch(row["relname"]))]
        old = [day for day in days if day < before]
        for day in old:
            await self.db.execute(f"DROP TABLE IF EXISTS send_keys_{day:d}")
        await self.db.execute("DELETE FROM send_keys_default WHERE day < $1", before)
        return len(old)

    async def prune_chats(self, before: int, keep: int, limit: int) -> int:
        """`first_ev` moves in the same statement, so a cursor in what is gone gets `too_long`, never silence."""
        rows = await self.db.fetch(
            """
            WITH long AS (
                SELECT c.id, least(c.last_ev + 1, greatest(c.first_ev, c.last_ev - $2 + 1, coalesce((
                    SELECT max(l.ev) + 1 FROM chat_log l
                    WHERE l.chat_id = c.id AND l.ev >= c.first_ev AND l.ev < c.first_ev + $4 AND l.ts < $1), 0)
                )) AS upto
                FROM chats c WHERE c.last_ev >= c.first_ev AND (c.last_ev - c.first_ev >= $2 OR EXISTS (
                    SELECT FROM chat_log l WHERE l.chat_id = c.id AND l.ev = c.first_ev AND l.ts < $1))
                ORDER BY c.id LIMIT $3
            ), moved AS (
                UPDATE chats c SET first_ev = long.upto FROM long
                WHERE c.id = long.id AND long.upto > c.first_ev RETURNING c.id, long.upto
            )
            DELETE FROM chat_log l USING moved WHERE l.chat_id = moved.id AND l.ev < moved.upto RETURNING 1
            """,
            before,
            keep,
            limit,
            PRUNE_SLICE,
        )
        return len(rows)

    async def prune_accounts(self, before: int, limit: int) -> int:
        """A cursor in what is gone gets `too_long` from the hole it finds."""
        rows = await self.db.fetch(
            "DELETE FROM user_log l USING (SELECT user_id, pts FROM user_log WHERE ts < $1 LIMIT $2) old"
            " WHERE l.user_id = old.user_id AND l.pts = old.pts RETURNING 1",
            before,
            limit,
        )
        return len(rows)

    async def forget_places(self, before: int) -> None:
        """One statement over an index."""
        await self.db.execute("DELETE FROM report_places WHERE at < $1", before)
