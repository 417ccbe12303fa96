"""From what was said on the command line to an open database: shared by all commands."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Annotated

import asyncpg
import typer

from tambour.adapters.postgres.embedded import EmbeddedPostgres, find_running
from tambour.config import Config, load
from tambour.ports.trouble import Trouble

Data = Annotated[str | None, typer.Option("--data", help="The data folder.", show_default="./tambour-data")]
File = Annotated[Path | None, typer.Option("--config", help="A TOML file with settings.")]
Url = Annotated[
    str | None, typer.Option("--database-url", help="PostgreSQL 15 or newer instead of the embedded one.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings_from(file: Path | None, **chosen: str | int | None) -> Config:
    """The settings in force; `chosen` has `__` where settings have dots."""
    return load(file, os.environ, {name.replace("__", "."): value for name, value in chosen.items()})


@contextmanager
def database(config: Config, *, beside: bool = True) -> Iterator[str]:
    """The address of the database: an outside one, that of the server running on the folder (unless `beside` is
    False: then nobody else may run), or the embedded one started for as long as this lasts. Raises Trouble."""
    if config.database.url:
        yield config.database.url
        return
    if beside and (running := find_running(config.folder)):
        yield running
        return
    server = EmbeddedPostgres(config.folder).start()
    try:
        yield server.dsn
    finally:
        server.stop()


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection. Raises Trouble with the way to mend it."""
    try:
        connection = await asyncpg.connect(dsn, timeout=10)
    except (OSError, asyncpg.PostgresError, ValueError, TimeoutError) as error:
        raise Trouble(
            f"cannot connect to the database: {str(error) or type(error).__name__}",
            "check database.url, and that PostgreSQL runs and lets this user in",
        ) from error
    try:
        yield connection
    finally:
        await connection.close()
