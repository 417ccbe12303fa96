"""Privacy, settings and last seen: columns of `users` that people change for themselves."""

from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor


class Preferences:
    """See PreferenceRows in ports/accounts.py."""

    db: Executor

    async def set_privacy(self, user: int, privacy: dict[str, str]) -> None:
        """One statement."""
        await self.db.execute("UPDATE users SET privacy = $2 WHERE id = $1", user, privacy)

    async def settings_of(self, user: int) -> dict[str, object]:
        """One statement."""
        return await self.db.fetchval("SELECT settings FROM users WHERE id = $1", user) or {}

    async def set_settings(self, user: int, settings: dict[str, object]) -> None:
        """One statement."""
        await self.db.execute("UPDATE users SET settings = $2 WHERE id = $1", user, settings)

    async def set_seen(self, users: Sequence[int], at: int) -> None:
        """One statement for a whole batch; rows in order of id, so that two batches never lock crosswise."""
        await self.db.execute(
            "UPDATE users SET last_seen = $2 FROM (SELECT id FROM users WHERE id = ANY($1::bigint[])"
            " AND last_seen < $2 ORDER BY id FOR UPDATE) AS late WHERE users.id = late.id",
            list(users),
            at,
        )
