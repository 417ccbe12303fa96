"""`tambour serve`, `migrate` and `version`: what runs the server."""

import signal
import sys
from collections.abc import Callable
from typing import Annotated

import typer
import uvloop

from tambour import VERSION, app
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.migrate import check_schema, check_server, standing
from tambour.adapters.postgres.migrate import migrate as run_migrations
from tambour.adapters.postgres.migrate import migrations as known_migrations
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config

Host = Annotated[str | None, typer.Option("--host", help="Address to listen on.", show_default="127.0.0.1")]
Port = Annotated[
    int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one.", show_default="8080")
]
BusUrl = Annotated[str | None, typer.Option("--bus-url", help="nats://… when several processes serve.")]
Role = Annotated[str | None, typer.Option("--role", help="all, gateway, api or worker.", show_default="all")]


def serve(
    data: Data = None,
    host: Host = None,
    port: Port = None,
    database_url: Url = None,
    bus_url: BusUrl = None,
    role: Role = None,
    config: File = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    settings = settings_from(
        config,
        data=data,
        server__host=host,
        server__port=port,
        database__url=database_url,
        bus__url=bus_url,
        server__role=role,
    )
    run(settings, lambda dsn: None)


def run(settings: Config, before: Callable[[str], None]) -> None:
    """Open the database, bring it up to date where it is ours, do `before`, listen."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    with database(settings, beside=False) as dsn:
        uvloop.run(_prepare(settings, dsn))
        before(dsn)
        uvloop.run(app.serve(settings, dsn, lambda port: _greet(settings, port)))


def migrate(data: Data = None, database_url: Url = None, config: File = None, json: Json = False) -> None:
    """Bring the database to the newest schema. The embedded one is brought there by `serve` too."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        ran, version = uvloop.run(_migrate(dsn))
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


async def _prepare(settings: Config, dsn: str) -> None:
    """Our own database is migrated at start; an outside one only by `tambour migrate`, at a time of its owner's."""
    if not settings.database.url:
        await _migrate(dsn)
        return
    async with connected(dsn) as connection:
        await check_server(connection)
        await check_schema(connection)


async def _migrate(dsn: str) -> tuple[tuple[str, ...], int]:
    clock = WallClock()
    async with connected(dsn) as connection:
        ran = await run_migrations(connection, clock, FreshIds(clock))
        return ran, (await standing(connection, known_migrations())).version


def _greet(settings: Config, port: int) -> None:
    """Printed once doors are open; scripts wait for the line that begins with `open`."""
    url = settings.server.public_url or f"http://{settings.server.host}:{port}"
    rows = {
        "open": url,
        "data": str(settings.folder),
        "codes": "sign-in codes are printed here"
        if settings.sender.phone == "console"
        else f"sign-in codes are sent through {settings.sender.http.url}",
    }
    if settings.console_apart and not settings.console.listen.endswith(":0"):
        rows["desk"] = settings.console_url
    print(f"Tambour {VERSION}")
    for name, value in rows.items():
        print(f"  {name:<8}{value}")
    print("  stop    Ctrl-C", flush=True)
