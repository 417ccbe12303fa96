"""Before the doors open: what the first people would otherwise wait for, connections, plans, and the loops' first turn.

A fresh connection of PostgreSQL knows no table and no plan: the first message through it took 40 to 60 ms, the first
welcome 100 ms, because all loops begin in the same moment. Nothing here is needed to serve: what fails is logged.
"""

import asyncio
import logging

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.store import Tables, on_each
from tambour.adapters.postgres.sync import Sync as SyncRows
from tambour.app.house import House
from tambour.ports.chat_lists import ListPage

PEOPLE_CONNECTIONS = 4
"""Of the pool, whose others open when they are needed: so many serve a hundred people's coming back."""
WARM_S_MAX = 2.0
"""It takes 0.2 s on two cores that are at rest."""
QUIET_LOOKS = 3
LOOK_S = 0.01
SETTLE_S_MAX = 0.3
"""Loops that have much to catch up with are not waited for: they give way by themselves."""

log = logging.getLogger(__name__)


async def warm_up(house: House) -> None:
    """Open the connections that people's calls take, and let each do once what a welcome, a chat and a message need.
    Before the loops begin."""
    people = on_each(house.store.pool, PEOPLE_CONNECTIONS, somebody_comes)
    try:
        await asyncio.wait_for(asyncio.gather(house.record.log.warm(), people), WARM_S_MAX)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as why:
        log.warning(
            "not everything was made ready before the doors opened: %s", str(why) or "it took too long"
        )


async def somebody_comes(db: Executor) -> None:
    """What is read when a person comes and opens a chat, for nobody."""
    rows, tables = SyncRows(db), Tables(db)
    await rows.alive(0)
    await tables.chats.chats_of(0)
    await rows.user_log(0, 0, 1)
    await rows.moved(0, 0)
    await rows.first_chats(0, 1)
    await rows.chat_log(0, 0, 1)
    await tables.chat_lists.page(0, ListPage())
    await tables.chat_lists.rows(0, [0], now=0)
    await tables.chats.get(0)
    await tables.chats.member(0, 0)
    await tables.messages.page(0, 0, after=0, before=1, limit=1, newest=True)


async def settled(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    """Until the loops have had their first turn: all of them want the database in the same moment, and whoever came
    in it would wait behind them."""
    clock = asyncio.get_running_loop().time
    end, quiet = clock() + SETTLE_S_MAX, 0
    while quiet < QUIET_LOOKS and clock() < end:
        await asyncio.sleep(LOOK_S)
        quiet = quiet + 1 if pool.get_idle_size() == pool.get_size() else 0
