"""A restore begins when everybody has left, and says so when somebody does not."""

import asyncio

import asyncpg
import pytest

from tambour.cli import backup
from tambour.ports.trouble import Trouble


async def test_who_is_just_hanging_up_is_waited_for(empty_dsn: str) -> None:
    leaving = await asyncpg.connect(empty_dsn)
    asyncio.get_running_loop().call_later(0.3, leaving.terminate)

    await backup._make_aside(empty_dsn)

    connection = await asyncpg.connect(empty_dsn)
    assert await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", backup.ASIDE) == 1
    await connection.execute(f"DROP DATABASE {backup.ASIDE}")
    await connection.close()


async def test_who_stays_stops_it(empty_dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "LEAVE_TRIES", 2)
    staying = await asyncpg.connect(empty_dsn)
    with pytest.raises(Trouble, match="still connected"):
        await backup._make_aside(empty_dsn)
    await staying.close()
