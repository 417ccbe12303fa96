"""`tambour migrate` and `version`: the schema of the database, and of which version everything is."""

import uvloop

from tambour import VERSION
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.migrate import migrate as run_migrations
from tambour.adapters.postgres.migrate import migrations as known_migrations
from tambour.adapters.postgres.migrate import standing
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json


def migrate(data: Data = None, database_url: Url = None, config: File = None, json: Json = False) -> None:
    """Bring the database to the newest schema. The embedded one is brought there by `serve` too."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        ran, version = uvloop.run(migrated(dsn))
    if json:
        print_json({"ran": ran, "version": version})
        return
    for name in ran:
        print(f"ran {name}")
    print(f"the database is at migration {version}")


def version(json: Json = False) -> None:
    """Print the version."""
    if json:
        print_json({"version": VERSION, "schema": known_migrations()[-1].version})
        return
    print(f"tambour {VERSION}")


async def migrated(dsn: str) -> tuple[tuple[str, ...], int]:
    """(files that ran, the version that the schema has now). Raises Trouble."""
    clock = WallClock()
    async with connected(dsn) as connection:
        ran = await run_migrations(connection, clock, FreshIds(clock))
        return ran, (await standing(connection, known_migrations())).version
