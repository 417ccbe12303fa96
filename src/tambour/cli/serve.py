"""`tambour serve`: what runs the server."""

import signal
import sys
from collections.abc import Callable
from typing import Annotated

import typer
import uvloop

from tambour import VERSION, app
from tambour.adapters.postgres.migrate import check_schema, check_server
from tambour.cli.opening import Data, File, Url, connected, database, settings_from
from tambour.cli.schema import migrated
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


async def _prepare(settings: Config, dsn: str) -> None:
    """Our own database is migrated at start; an outside one only by `tambour migrate`, at a time of its owner's."""
    if not settings.database.url:
        await migrated(dsn)
        return
    async with connected(dsn) as connection:
        await check_server(connection)
        await check_schema(connection)


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
