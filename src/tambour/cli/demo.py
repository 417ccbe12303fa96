"""`tambour demo`: a server with a town in it."""

import uvloop

from tambour.cli.opening import Data, File, settings_from
from tambour.cli.output import progress
from tambour.cli.serve import Host, Port, run
from tambour.config import Config
from tambour.demo.build import build_town
from tambour.demo.people import PEOPLE

SHOWN = 4


def demo(data: Data = None, host: Host = None, port: Port = None, config: File = None) -> None:
    """Serve a lively town of made-up people, to look around in. An existing town is kept."""
    settings = settings_from(
        config, data=data or "tambour-data-demo", server__host=host, server__port=port, database__url=""
    )
    run(settings, lambda dsn: _fill(settings, dsn))


def _fill(settings: Config, dsn: str) -> None:
    with progress("building the town") as (bar, task):
        uvloop.run(
            build_town(settings, dsn, lambda done, total: bar.update(task, completed=done, total=total))
        )
    print("The town is there. Sign in with one of these numbers; the code is then printed here:")
    for one in PEOPLE[:SHOWN]:
        print(f"  {one.phone}  {one.name} ({one.lang}{', ' + one.role if one.role != 'member' else ''})")
