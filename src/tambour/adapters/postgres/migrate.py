"""Numbered forward-only migrations, and the check that a server keeps its promises.

Each `schema/NNNN_name.sql` runs once, in a transaction of its own. Its first line may say `-- compat: N`:
programs whose newest file is N or newer still work with it; without it only programs that know the file do.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from tambour.adapters.postgres.place import LOCK_CLASS, MIGRATING
from tambour.ports.outside import Clock, Ids
from tambour.ports.trouble import Trouble

SCHEMA = Path(__file__).parent / "schema"
OLDEST_SERVER = 15
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of the schema."""

    version: int
    name: str
    compat: int
    sql: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database stands: 0 is empty."""

    version: int
    compat: int
    newest: int
    """The newest migration this program knows."""

    @property
    def behind(self) -> bool:
        """Whether there is something to migrate."""
        return self.version < self.newest


def migrations(folder: Path = SCHEMA) -> tuple[Migration, ...]:
    """The files in order. A hole or a double in the numbers is a mistake of ours."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        version = int(path.name.split("_", 1)[0])
        compat = re.match(r"-- compat: (\d+)", sql)
        found.append(Migration(version, path.stem, int(compat[1]) if compat else version, sql))
    if [m.version for m in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered 1, 2, 3 … in {folder}")
    return tuple(found)


async def check_server(connection: asyncpg.Connection) -> None:
    """Raises Trouble when the server is too old or may lose what it has acknowledged."""
    if (version := connection.get_server_version().major) < OLDEST_SERVER:
        raise Trouble(f"PostgreSQL {version} is too old", f"use PostgreSQL {OLDEST_SERVER} or newer")
    for name in MUST_BE_ON:
        if await connection.fetchval("SELECT current_setting($1)", name) == "off":
            raise Trouble(
                f"PostgreSQL runs with {name} = off: acknowledged messages could be lost",
                f"ALTER SYSTEM RESET {name}; SELECT pg_reload_conf(); look at ALTER ROLE and DATABASE too",
            )


async def standing(connection: asyncpg.Connection, known: tuple[Migration, ...]) -> Standing:
    """Where this database stands."""
    newest = known[-1].version
    if await connection.fetchval("SELECT to_regclass('schema_version') IS NULL"):
        return Standing(0, 0, newest)
    row = await connection.fetchrow(
        "SELECT max(version) AS version, max(compat) AS compat FROM schema_version"
    )
    return Standing(row["version"] or 0, row["compat"] or 0, newest) if row else Standing(0, 0, newest)


async def check_schema(connection: asyncpg.Connection) -> None:
    """Raises Trouble unless this program can serve this database as it is."""
    now = await standing(connection, migrations())
    if now.behind:
        raise Trouble(f"the database is at migration {now.version} of {now.newest}", "run: tambour migrate")
    if now.compat > now.newest:
        raise Trouble(
            "the database belongs to a newer Tambour", "upgrade the program, or restore an older backup"
        )


async def migrate(
    connection: asyncpg.Connection, clock: Clock, ids: Ids, folder: Path = SCHEMA
) -> tuple[str, ...]:
    """Bring the database to the newest schema; returns what ran. Two at once take turns. Raises Trouble."""
    await check_server(connection)
    known = migrations(folder)
    await connection.execute("SELECT pg_advisory_lock($1, $2)", LOCK_CLASS, MIGRATING)
    try:
        await connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_version"
            " (version int PRIMARY KEY, name text NOT NULL, compat int NOT NULL, applied bigint NOT NULL)"
        )
        before = await standing(connection, known)
        if before.compat > before.newest:
            raise Trouble(
                "the database belongs to a newer Tambour", "upgrade the program, or restore an older backup"
            )
        due = known[before.version :]
        for migration in due:
            await _apply(connection, migration, clock)
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM instance)"):
            await draw_epoch(connection, clock, ids)
    finally:
        await connection.execute("SELECT pg_advisory_unlock($1, $2)", LOCK_CLASS, MIGRATING)
    return tuple(m.name for m in due)


async def draw_epoch(connection: asyncpg.Connection, clock: Clock, ids: Ids) -> str:
    """A new life of this database (first start, or after a restore): every client throws its cache away."""
    epoch = ids.token(9)
    await connection.execute(
        "INSERT INTO instance (epoch, created) VALUES ($1, $2)"
        " ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch",
        epoch,
        clock.now(),
    )
    return epoch


async def _apply(connection: asyncpg.Connection, migration: Migration, clock: Clock) -> None:
    async with connection.transaction():
        await connection.execute(migration.sql)
        await connection.execute(
            "INSERT INTO schema_version (version, name, compat, applied) VALUES ($1, $2, $3, $4)",
            migration.version,
            migration.name,
            migration.compat,
            clock.now(),
        )
