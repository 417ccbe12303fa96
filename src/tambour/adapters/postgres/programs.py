"""Keys of programs, addresses that are told, and the desk's events, in PostgreSQL."""

from typing import Any

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.moderation.programs import DeskEvent, DeskHook, Program

KEY_COLUMNS = "id, user_id, name, may, created, used, revoked"
HOOK_COLUMNS = "id, key_id, url, secret, kinds, sent, tries, due, failing, gone, created"
PLACES = "desk_events"
"""The advisory lock under which places are given."""


class Programs:
    """See ports/programs.py."""

    db: Executor

    async def add_key(self, program: Program, token_hash: bytes) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO desk_keys (id, token_hash, user_id, name, may, created) VALUES ($1, $2, $3, $4, $5, $6)",
            program.id,
            token_hash,
            program.user,
            program.name,
            sorted(program.may),
            program.created,
        )

    async def key(self, token_hash: bytes) -> Program | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {KEY_COLUMNS} FROM desk_keys WHERE token_hash = $1 AND revoked IS NULL", token_hash
        )
        return program_of(row) if row else None

    async def keys_of(self, user: int) -> list[Program]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {KEY_COLUMNS} FROM desk_keys WHERE user_id = $1 AND revoked IS NULL ORDER BY id", user
        )
        return [program_of(row) for row in rows]

    async def used_key(self, key: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE desk_keys SET used = $2 WHERE id = $1 AND coalesce(used, 0) < $2::bigint - 60000",
            key,
            now,
        )

    async def revoke_key(self, user: int, key: int, now: int) -> bool:
        """Two statements."""
        done = await self.db.fetchval(
            "UPDATE desk_keys SET revoked = $3 WHERE id = $2 AND user_id = $1 AND revoked IS NULL RETURNING true",
            user,
            key,
            now,
        )
        if done:
            await self.db.execute(
                "UPDATE desk_hooks SET gone = $2 WHERE key_id = $1 AND gone IS NULL", key, now
            )
        return bool(done)

    async def add_hook(self, hook: DeskHook) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO desk_hooks (id, key_id, url, secret, kinds, sent, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            hook.id,
            hook.key,
            hook.url,
            hook.secret,
            list(hook.kinds),
            hook.sent,
            hook.created,
        )

    async def hooks_of(self, key: int) -> list[DeskHook]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {HOOK_COLUMNS} FROM desk_hooks WHERE key_id = $1 AND gone IS NULL ORDER BY id", key
        )
        return [hook_of(row) for row in rows]

    async def drop_hook(self, key: int, hook: int, now: int) -> bool:
        """One statement."""
        done = await self.db.fetchval(
            "UPDATE desk_hooks SET gone = $3 WHERE id = $2 AND key_id = $1 AND gone IS NULL RETURNING true",
            key,
            hook,
            now,
        )
        return bool(done)

    async def claim_hooks(self, now: int, until: int, limit: int) -> list[DeskHook]:
        """One statement."""
        rows = await self.db.fetch(
            f"UPDATE desk_hooks SET due = $2 WHERE id IN (SELECT h.id FROM desk_hooks h WHERE h.gone IS NULL"
            f" AND h.due <= $1 AND h.sent < (SELECT coalesce(max(place), 0) FROM desk_events)"
            f" ORDER BY h.due, h.id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING {HOOK_COLUMNS}",
            now,
            until,
            limit,
        )
        return [hook_of(row) for row in rows]

    async def hook_done(self, hook: DeskHook) -> None:
        """One statement; one that is gone stays gone."""
        await self.db.execute(
            "UPDATE desk_hooks SET sent = $2, tries = $3, due = $4, failing = $5, gone = coalesce(gone, $6)"
            " WHERE id = $1",
            hook.id,
            hook.sent,
            hook.tries,
            hook.due,
            hook.failing,
            hook.gone or None,
        )

    async def note(self, kind: str, case: int, data: dict[str, object], at: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO desk_events (kind, case_id, data, at) VALUES ($1, $2, $3::jsonb, $4)",
            kind,
            case,
            data,
            at,
        )

    async def place_events(self) -> int:
        """One statement under a lock, in a transaction of its own."""
        await self.db.execute("SELECT pg_advisory_xact_lock(hashtext($1))", PLACES)
        await self.db.execute(
            "UPDATE desk_events e SET place = p.place FROM (SELECT n, (SELECT coalesce(max(place), 0) FROM desk_events)"
            " + row_number() OVER (ORDER BY n) AS place FROM desk_events WHERE place IS NULL) p WHERE p.n = e.n"
        )
        return int(await self.db.fetchval("SELECT coalesce(max(place), 0) FROM desk_events"))

    async def events(self, after: int, limit: int) -> list[DeskEvent]:
        """A range of a unique index."""
        rows = await self.db.fetch(
            "SELECT place, kind, case_id, data, at FROM desk_events WHERE place > $1 ORDER BY place LIMIT $2",
            after,
            limit,
        )
        return [
            DeskEvent(n=row["place"], kind=row["kind"], case=row["case_id"], data=row["data"], at=row["at"])
            for row in rows
        ]

    async def forget_events(self, before: int) -> None:
        """One statement; the newest stays, because places are counted from it."""
        await self.db.execute(
            "DELETE FROM desk_events WHERE at < $1 AND place < (SELECT max(place) FROM desk_events)", before
        )


def program_of(row: asyncpg.Record) -> Program:
    """A Program from a row of KEY_COLUMNS."""
    return Program(
        id=row["id"],
        user=row["user_id"],
        name=row["name"],
        may=frozenset(row["may"]),
        created=row["created"],
        used=row["used"] or 0,
        revoked=row["revoked"] or 0,
    )


def hook_of(row: asyncpg.Record) -> DeskHook:
    """A DeskHook from a row of HOOK_COLUMNS."""
    found: dict[str, Any] = dict(row)
    return DeskHook(
        id=found["id"],
        key=found["key_id"],
        url=found["url"],
        secret=found["secret"],
        kinds=tuple(found["kinds"]),
        sent=found["sent"],
        tries=found["tries"],
        due=found["due"],
        failing=found["failing"],
        gone=found["gone"] or 0,
        created=found["created"],
    )
