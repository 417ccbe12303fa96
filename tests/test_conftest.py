"""A database handed to a second test is as fresh as on the first day."""

import asyncpg

DIRT = "INSERT INTO users (id, name, created) VALUES (7, 'Left', 0); UPDATE instance SET epoch = 'left over'"
EPOCHS: list[str] = []


async def _look_and_dirty(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    assert await connection.fetchval("SELECT count(*) FROM users") == 0
    EPOCHS.append(await connection.fetchval("SELECT epoch FROM instance"))
    await connection.execute(DIRT)
    await connection.close()


async def test_the_first_finds_nothing(dsn):
    await _look_and_dirty(dsn)


async def test_the_second_finds_nothing_either(dsn):
    await _look_and_dirty(dsn)
    assert EPOCHS[0] == EPOCHS[1] != "left over"
