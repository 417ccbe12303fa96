"""Migrations run once and in order, and a server that may lose data is refused."""

import asyncio
import contextlib

import asyncpg
import pytest
from tests.waiting import until

from tambour.adapters.postgres.migrate import check_schema, check_server, migrate, migrations
from tambour.adapters.postgres.place import take_place
from tambour.ports.trouble import Trouble


async def test_two_programs_migrate_at_once_and_each_file_runs_once(empty_dsn, clock, ids):
    one, two = await asyncpg.connect(empty_dsn), await asyncpg.connect(empty_dsn)

    ran = await asyncio.gather(migrate(one, clock, ids), migrate(two, clock, ids))

    assert sorted(ran, key=len) == [(), tuple(m.name for m in migrations())]
    assert await one.fetchval("SELECT count(*) FROM instance") == 1
    await check_schema(two)
    await one.close()
    await two.close()


async def test_a_database_of_a_newer_program_is_left_alone(dsn, clock, ids):
    connection = await asyncpg.connect(dsn)
    await connection.execute("INSERT INTO schema_version VALUES (9000, 'later', 9000, 0)")

    with pytest.raises(Trouble, match="newer Tambour"):
        await migrate(connection, clock, ids)
    with pytest.raises(Trouble, match="newer Tambour"):
        await check_schema(connection)
    await connection.close()


async def test_a_newer_database_that_says_it_is_compatible_is_served(dsn, clock, ids):
    connection = await asyncpg.connect(dsn)
    await connection.execute("INSERT INTO schema_version VALUES (9000, 'later', 1, 0)")

    assert await migrate(connection, clock, ids) == ()
    await check_schema(connection)
    await connection.close()


async def test_an_empty_database_is_told_to_migrate(empty_dsn):
    connection = await asyncpg.connect(empty_dsn)

    with pytest.raises(Trouble) as trouble:
        await check_schema(connection)

    assert trouble.value.mend == "run: tambour migrate"
    await connection.close()


async def test_a_failing_migration_leaves_the_database_where_it_was(dsn, clock, ids, tmp_path):
    known = migrations()
    for m in known:
        (tmp_path / f"{m.name}.sql").write_text(m.sql)
    (tmp_path / f"{len(known) + 1:04}_broken.sql").write_text("CREATE TABLE half (x int); SELECT 1 / 0;")
    connection = await asyncpg.connect(dsn)

    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(connection, clock, ids, tmp_path)

    assert await connection.fetchval("SELECT to_regclass('half')") is None
    assert await connection.fetchval("SELECT max(version) FROM schema_version") == len(known)
    await connection.close()


async def test_a_server_that_does_not_wait_for_the_disk_is_refused(dsn):
    connection = await asyncpg.connect(dsn, server_settings={"synchronous_commit": "off"})

    with pytest.raises(Trouble, match="synchronous_commit = off"):
        await check_server(connection)
    await connection.close()


async def test_each_process_gets_its_own_place_until_all_are_taken(dsn):
    connections = [await asyncpg.connect(dsn) for _ in range(3)]

    assert [await take_place(c, 2) for c in connections[:2]] == [0, 1]
    with pytest.raises(Trouble):
        await take_place(connections[2], 2)
    await connections[0].close()

    async def taken() -> list[int]:
        with contextlib.suppress(Trouble):
            return [await take_place(connections[2], 2)]
        return []

    assert await until(taken) == [0], "the place of a closed connection is free again"
    await connections[1].close()
    await connections[2].close()
