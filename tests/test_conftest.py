"""A database handed to a second test is as fresh as on the first day; a loop closes whatever was left open in it."""

import asyncio

import asyncpg

from tests.conftest import LEFT_OPEN, Loop

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


def test_a_loop_closes_and_tells_what_a_test_left_open():
    async def leave_open() -> asyncio.subprocess.Process:
        await asyncio.get_running_loop().create_datagram_endpoint(
            asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0)
        )
        return await asyncio.create_subprocess_exec("sleep", "1000")

    loop = Loop()
    loop.run_until_complete(leave_open())
    loop.close()

    assert [each for each in LEFT_OPEN if "unclosed" in each]
    LEFT_OPEN.clear()
