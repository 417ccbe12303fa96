"""The console's links and sessions in PostgreSQL. Only hashes of secrets are stored."""

from collections.abc import Sequence
from typing import cast

from tambour.adapters.postgres.executor import Executor
from tambour.moderation.records import Json, Looks
from tambour.moderation.staff import Staff, staff_of


class Doors:
    """See ConsoleRows in ports/cases.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add_link(self, token_hash: bytes, user: int, expires: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO console_links (token_hash, user_id, expires) VALUES ($1, $2, $3)",
            token_hash,
            user,
            expires,
        )

    async def use_link(self, token_hash: bytes, now: int) -> int:
        """One statement: deleting it is using it."""
        found = await self.db.fetchrow(
            "DELETE FROM console_links WHERE token_hash = $1 RETURNING user_id, expires", token_hash
        )
        return cast(int, found["user_id"]) if found and found["expires"] > now else 0

    async def add_desk(self, token_hash: bytes, user: int, csrf: str, now: int, expires: int) -> None:
        """Two statements: forget what has expired, begin the session."""
        await self.db.execute("DELETE FROM console_sessions WHERE expires < $1", now)
        await self.db.execute(
            "INSERT INTO console_sessions (token_hash, user_id, csrf, created, expires) VALUES ($1, $2, $3, $4, $5)",
            token_hash,
            user,
            csrf,
            now,
            expires,
        )

    async def desk(self, token_hash: bytes, now: int) -> Json | None:
        """One statement; a person who lost the role, or is suspended or gone, has no desk."""
        row = await self.db.fetchrow(
            "SELECT u.id, u.name, u.role, u.lang, d.csrf, coalesce(l.blur, true) AS blur,"
            " coalesce(l.grey, true) AS grey, coalesce(l.mute, true) AS mute"
            " FROM console_sessions d JOIN users u ON u.id = d.user_id LEFT JOIN desk_looks l ON l.user_id = u.id"
            " WHERE d.token_hash = $1 AND d.expires > $2 AND u.role IN ('moderator', 'admin') AND u.deleted IS NULL"
            " AND coalesce(u.suspended_until, 0) <= $2",
            token_hash,
            now,
        )
        if row is None:
            return None
        return {
            "user": row["id"],
            "name": row["name"],
            "role": row["role"],
            "lang": row["lang"],
            "csrf": row["csrf"],
            "looks": Looks(blur=row["blur"], grey=row["grey"], mute=row["mute"]),
        }

    async def staff(self, user: int, now: int) -> Staff:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT role, ARRAY(SELECT capability FROM desk_denials WHERE user_id = $1) AS taken FROM users"
            " WHERE id = $1 AND deleted IS NULL AND coalesce(suspended_until, 0) <= $2",
            user,
            now,
        )
        return staff_of(user, row["role"], frozenset(row["taken"])) if row else Staff(user=user)

    async def deny(self, user: int, capabilities: Sequence[str]) -> None:
        """Two statements."""
        await self.db.execute("DELETE FROM desk_denials WHERE user_id = $1", user)
        await self.db.execute(
            "INSERT INTO desk_denials (user_id, capability) SELECT $1, c FROM unnest($2::text[]) c",
            user,
            sorted(set(capabilities)),
        )

    async def hold_looks(self, user: int) -> None:
        """One row lock: looks of one person are counted one after the other."""
        await self.db.execute("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", user)

    async def looked(self, user: int, since: int) -> int:
        """A range of a partial index."""
        found = await self.db.fetchval(
            "SELECT count(*) FROM evidence_access WHERE who = $1 AND at > $2 AND purpose = 'media'",
            user,
            since,
        )
        return int(found)

    async def looked_at(self, user: int, evidence: int, since: int) -> bool:
        """A range of a partial index."""
        found = await self.db.fetchval(
            "SELECT EXISTS (SELECT FROM evidence_access WHERE who = $1 AND at > $2 AND purpose = 'media'"
            " AND evidence_id = $3)",
            user,
            since,
            evidence,
        )
        return bool(found)

    async def looks(self, user: int) -> Looks:
        """By primary key."""
        row = await self.db.fetchrow("SELECT blur, grey, mute FROM desk_looks WHERE user_id = $1", user)
        return Looks(blur=row["blur"], grey=row["grey"], mute=row["mute"]) if row else Looks()

    async def set_looks(self, user: int, looks: Looks) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO desk_looks (user_id, blur, grey, mute) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (user_id) DO UPDATE SET blur = $2, grey = $3, mute = $4",
            user,
            looks.blur,
            looks.grey,
            looks.mute,
        )

    async def drop_desk(self, token_hash: bytes) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM console_sessions WHERE token_hash = $1", token_hash)
