"""Each process on one database takes a place of its own, so that their fresh ids never meet."""

import asyncpg

from tambour.ports.trouble import Trouble

LOCK_CLASS = 0x7A6D
"""First key of our advisory locks; the second is the place, or `MIGRATING`."""
MIGRATING = 1_000


async def take_place(connection: asyncpg.Connection, places: int) -> int:
    """The lowest free place, held until `connection` (not of a pool) closes. Trouble: all are taken."""
    for place in range(places):
        if await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", LOCK_CLASS, place):
            return place
    raise Trouble(f"already {places} processes serve this database", "stop one first")
