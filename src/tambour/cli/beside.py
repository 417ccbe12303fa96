"""People's accounts over a database, beside a server that may run: what commands of the operator stand on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tambour.adapters.clock import WallClock
from tambour.adapters.ids import PLACES, FreshIds
from tambour.adapters.postgres.migrate import check_schema
from tambour.adapters.postgres.place import take_place
from tambour.adapters.postgres.store import open_store
from tambour.adapters.secrets import root_secret
from tambour.cli.opening import connected
from tambour.config import Config
from tambour.services.accounts.house import Accounts, open_accounts
from tambour.services.accounts.vault import prove_secret


@asynccontextmanager
async def accounts_beside(settings: Config, dsn: str, connections_max: int = 2) -> AsyncIterator[Accounts]:
    """With a place of its own among those that draw ids. Raises Trouble for another schema or another secret."""
    clock = WallClock()
    async with connected(dsn) as connection:
        await check_schema(connection)
        ids = FreshIds(clock, await take_place(connection, PLACES))
        store = await open_store(dsn, clock, connections_max=connections_max)
        try:
            accounts = open_accounts(store, clock, ids, root_secret(settings.folder, settings.secret), {})
            await prove_secret(store, accounts.vault)
            yield accounts
        finally:
            await store.close()
