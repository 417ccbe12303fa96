"""Starts a real server for a bench, in a process of its own: `python -m bench.house DATA PORT [MUTANT]`.

Embedded database, migrations, the composition root; prints one line with the port when its doors are open.
"""

import json
import sys
from pathlib import Path

import asyncpg
import uvloop

from bench.mutants import MUTANTS
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.embedded import EmbeddedPostgres
from tambour.adapters.postgres.migrate import migrate
from tambour.app import serve
from tambour.config import load

SECRET = b"a secret for measurements, never for people"


async def run(data: str, port: int, dsn: str) -> None:
    """Migrate and serve until SIGTERM."""
    clock = WallClock()
    connection = await asyncpg.connect(dsn)
    await migrate(connection, clock, FreshIds(clock))
    await connection.close()
    config = load(chosen={"data": data, "server.port": port, "limits.enabled": "off"})
    await serve(config, dsn, SECRET, lambda open_port: print(json.dumps({"port": open_port}), flush=True))


def main() -> None:
    """See above."""
    data, port = sys.argv[1], int(sys.argv[2])
    if len(sys.argv) > 3:
        MUTANTS[sys.argv[3]]()
    postgres = EmbeddedPostgres(Path(data)).start()
    try:
        uvloop.run(run(data, port, postgres.dsn))
    finally:
        postgres.stop()


if __name__ == "__main__":
    main()
