"""Webhooks of bots in PostgreSQL."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.ports.bots import Hook


class BotHooks:
    """See BotHookRows in ports/bots.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def hooks(self, bot: int) -> list[Hook]:
        """By index."""
        rows = await self.db.fetch(
            "SELECT * FROM bot_hooks WHERE bot_id = $1 ORDER BY created DESC, url", bot
        )
        return [hook_of(row) for row in rows]

    async def add_hook(self, hook: Hook) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bot_hooks (url, bot_id, types, version, secret_sealed, sent, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (url) DO UPDATE SET bot_id = excluded.bot_id,"
            " types = excluded.types, version = excluded.version, secret_sealed = excluded.secret_sealed,"
            " sent = CASE WHEN bot_hooks.bot_id = excluded.bot_id THEN bot_hooks.sent ELSE excluded.sent END,"
            " created = excluded.created, tries = 0, due = 0, failing = NULL",
            hook.url,
            hook.bot,
            None if hook.types is None else list(hook.types),
            hook.version,
            hook.secret or None,
            hook.sent,
            hook.created,
        )

    async def drop_hook(self, bot: int, url: str) -> bool:
        """One statement."""
        found = await self.db.fetchval(
            "DELETE FROM bot_hooks WHERE bot_id = $1 AND url = $2 RETURNING true", bot, url
        )
        return bool(found)

    async def claim_hooks(self, now: int, until: int, limit: int) -> list[Hook]:
        """One statement; several workers pass each other by."""
        rows = await self.db.fetch(
            "UPDATE bot_hooks SET due = $2 WHERE url IN (SELECT h.url FROM bot_hooks h"
            " JOIN bots b ON b.bot_id = h.bot_id WHERE h.sent < b.last AND h.due <= $1"
            " ORDER BY h.due LIMIT $3 FOR UPDATE OF h SKIP LOCKED) RETURNING *",
            now,
            until,
            limit,
        )
        return [hook_of(row) for row in rows]

    async def release_hooks(self, until: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE bot_hooks SET due = 0 WHERE due <= $1", until)

    async def hook_done(self, hook: Hook) -> None:
        """One statement; nothing where the hook has gone to another bot meanwhile."""
        await self.db.execute(
            "UPDATE bot_hooks SET sent = greatest(sent, $3), tries = $4, due = $5, failing = $6"
            " WHERE url = $1 AND bot_id = $2",
            hook.url,
            hook.bot,
            hook.sent,
            hook.tries,
            hook.due,
            hook.failing or None,
        )


def hook_of(row: asyncpg.Record) -> Hook:
    """A row of bot_hooks."""
    return Hook(
        url=row["url"],
        bot=row["bot_id"],
        types=None if row["types"] is None else tuple(row["types"]),
        version=row["version"],
        secret=row["secret_sealed"] or b"",
        sent=row["sent"],
        tries=row["tries"],
        due=row["due"],
        failing=row["failing"] or 0,
        created=row["created"],
    )
