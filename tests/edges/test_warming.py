"""Whoever comes first after a start waits for no plan: what a welcome, a chat and a message need was done before."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.store import on_each
from tambour.app import warming
from tambour.app.warming import PEOPLE_CONNECTIONS, settled, warm_up
from tests.client import Client
from tests.conftest import Town, started
from tests.edges.test_gateway import a_group
from tests.waiting import PATIENCE_S


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine takes longer than a start may."""
    monkeypatch.setattr(warming, "WARM_S_MAX", PATIENCE_S)


async def plans(pool: Any, count: int) -> list[str]:
    """What so many connections of a pool have planned so far."""
    found: list[str] = []

    async def look(db: Executor) -> None:
        rows = await db.fetch("SELECT statement FROM pg_prepared_statements")
        found.extend(row["statement"] for row in rows if "pg_prepared_statements" not in row["statement"])

    await on_each(pool, count, look)
    return sorted(found)


@pytest.fixture
async def again(town: Town, dsn: str, tmp_path: Path) -> AsyncIterator[tuple[Town, Client, int]]:
    """A server that has just started on the database of an older one, somebody who will come, and their group."""
    ana = await town.person("Ana")
    group = await a_group(town, ana)
    access = await town.token(ana)
    async with started(dsn, tmp_path) as fresh:
        hers = Client(f"ws://127.0.0.1:{fresh.port}", access)
        fresh.clients.append(hers)
        yield fresh, hers, group


async def test_the_first_message_after_a_start_plans_nothing(again: tuple[Town, Client, int]) -> None:
    town, hers, group = again
    log = town.house.record.log.pool
    assert await plans(log, log.get_size()) == []
    await warm_up(town.house)
    before = await plans(log, log.get_max_size())

    await hers.open()
    await hers.send(group, "first")

    assert await plans(log, log.get_max_size()) == before
    assert len(before) >= 2 * log.get_max_size()


async def test_the_first_welcome_and_chat_after_a_start_plan_nothing(again: tuple[Town, Client, int]) -> None:
    town, hers, group = again
    pool = town.house.store.pool
    await warm_up(town.house)
    before = await plans(pool, PEOPLE_CONNECTIONS)

    await hers.open("&pts=1&since=1&e=x")
    await hers.call("chats.list")
    await hers.call("msg.history", c=group)

    assert await plans(pool, PEOPLE_CONNECTIONS) == before


async def test_a_database_that_goes_away_meanwhile_keeps_no_door_shut(
    again: tuple[Town, Client, int],
) -> None:
    town, hers, _ = again
    await town.house.record.log.pool.close()
    await warm_up(town.house)
    await hers.open()


async def test_the_doors_wait_for_the_loops_but_not_for_long(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = town.house.store.pool
    monkeypatch.setattr(warming, "SETTLE_S_MAX", PATIENCE_S)
    async with pool.acquire():
        waiting = asyncio.ensure_future(settled(pool))
        for _ in range(3 * warming.QUIET_LOOKS):
            await asyncio.sleep(warming.LOOK_S)
        assert not waiting.done()
    await waiting

    monkeypatch.setattr(warming, "SETTLE_S_MAX", 0.02)
    async with pool.acquire():
        await settled(pool)
