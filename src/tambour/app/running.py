"""A server from start to stop: its house, its doors, and the loops beside them."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import asyncpg
import msgspec

from tambour.app.bots import bot_door_of, drum_of, own_address, server_beside
from tambour.app.doors import Doors, open_doors, server_of
from tambour.app.house import House, build
from tambour.app.warming import settled, warm_up
from tambour.config import Config
from tambour.domain.errors import Refusal
from tambour.edges.botapi.bringing import travelling
from tambour.edges.gateway.listener import open_door, settle_memory

LOOPS_END_S = 20.0
"""A loop that is told to end and has not by then is left behind: more than a child that decodes is given."""

log = logging.getLogger(__name__)


async def keep_fresh(house: House) -> None:
    """Make up for nudges lost on the way: the sessions that ended, once a minute."""
    while True:
        await asyncio.sleep(60)
        with contextlib.suppress(Refusal, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await house.accounts.revocations.load()


def loops_of(house: House) -> list[Coroutine[Any, Any, None]]:
    """What runs beside the doors. Timed work is done by the roles `all` and `worker`."""
    loops = [house.accounts.presence.run(), keep_fresh(house), house.screening.gate.run()]
    if house.config.server.role != "worker":
        loops.append(house.bots.listening.run())
    if house.config.server.role in ("all", "worker"):
        loops += [
            house.safety.enforce.keep_sweeping(),
            house.ledger.run(),
            house.safety.evidence.run(),
            house.messages.planning.run(),
            house.messages.discussion.run(),
            house.accounts.keep_sweeping(),
            house.retention.run(),
            *(loop() for loop in house.outward.loops()),
            *house.media.loops(),
            house.search.indexer.run(),
            house.screening.screen.run(),
            house.screening.backtest.run(),
            house.exchange.syncing.run(),
            house.moving.work.run(),
            house.bots.feed.run(),
            house.programs.hooks.run(),
            house.bots.hooks.run(travelling(bot_door_of(house))),
            drum_of(house).run(),
        ]
        for reader in (house.screening.reader, house.screening.listener):
            if reader is not None:
                loops.append(reader.run())
        if house.screening.guesser is not None:
            loops.append(house.screening.guesser.run())
        if house.screening.meanings is not None:
            loops.append(house.screening.meanings.run())
    if house.bus.lossy:
        loops.append(house.republish.run())
    return loops


async def listen(
    house: House,
    doors: Doors,
    door: socket.socket,
    beside: dict[str, socket.socket],
    stop: asyncio.Event,
    ready: Callable[[int], None],
) -> None:
    """Open the doors, call `ready(port)`, serve until `stop`, drain. `beside`: the doors with a port of their own."""
    servers = {door: server_of(house.config, doors)}
    apps = {"bots": doors.bots, "console": doors.desk or doors.web}
    servers |= {own: server_beside(apps[name]) for name, own in beside.items()}
    doors.live.start()
    settle_memory()
    serving = [asyncio.ensure_future(server.serve(sockets=[own])) for own, server in servers.items()]
    try:
        while not (all(s.started for s in servers.values()) or any(t.done() for t in serving)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # uvicorn tells it by a flag
        if not any(task.done() for task in serving):
            ready(door.getsockname()[1])
            await stop.wait()
    finally:
        await doors.live.stop()
        doors.pulse.close()
        house.bots.listening.close()
        for server in servers.values():
            server.should_exit = True
        await asyncio.gather(*serving)


def opened(config: Config) -> tuple[Config, dict[str, socket.socket]]:
    """The doors with a port of their own; the settings name the ports that were taken. Raises Trouble."""
    doors = {}
    for name in ("bots", "console"):
        part = getattr(config, name)
        address = own_address(f"{name}.listen", part.listen)
        if address is not None:
            doors[name] = open_door(*address)
            taken = doors[name].getsockname()[1]
            part = msgspec.structs.replace(part, listen=f"{address[0]}:{taken}")
            config = msgspec.structs.replace(config, **{name: part})
    return config, doors


async def serve(config: Config, dsn: str, ready: Callable[[int], None] = lambda port: None) -> None:
    """The server, until SIGTERM or SIGINT; a worker has no doors and is ready on port 0. Raises Trouble."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    door = None if config.server.role == "worker" else open_door(config.server.host, config.server.port)
    if door is not None:  # invitations and QR codes name the port that was taken, also where any would do
        taken: int = door.getsockname()[1]
        config = msgspec.structs.replace(config, server=msgspec.structs.replace(config.server, port=taken))
    own: dict[str, socket.socket] = {}
    if door is not None:
        config, own = opened(config)
    house = await build(config, dsn)
    beside: list[asyncio.Future[None]] = []
    try:
        doors = None if door is None else open_doors(house)  # a third of a second in which nothing else runs
        if doors is not None:
            await warm_up(house)
        beside += [asyncio.ensure_future(work) for work in loops_of(house)]
        if door is None or doors is None:
            ready(0)
            await stop.wait()
        else:
            await settled(house.store.pool)
            await listen(house, doors, door, own, stop, ready)
    finally:
        await end(beside)
        await house.close()


async def end(loops: Sequence[asyncio.Future[None]]) -> None:
    """Loops are told to end, and waited for: what one does last needs the house that is closed afterwards."""
    for task in loops:
        task.cancel()
    if not loops:
        return
    _, left = await asyncio.wait(loops, timeout=LOOPS_END_S)
    for task in left:
        log.error("left behind, since it does not end: %r", task)
