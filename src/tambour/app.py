"""The composition root: the only file that knows every room. It builds the house, opens the doors, and closes them."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from litestar import Litestar

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.clock import WallClock
from tambour.adapters.postgres.log import SendLog
from tambour.adapters.postgres.store import Store, open_store
from tambour.adapters.postgres.sync import Sync as SyncRows
from tambour.config import Config
from tambour.domain.chats import Chat
from tambour.domain.commands import Send
from tambour.edges.gateway.bridge import bridge
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.live import Live
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.send import MsgSend, send_methods
from tambour.edges.methods.sync import sync_methods
from tambour.edges.methods.table import table
from tambour.edges.web.assets import asset_routes
from tambour.edges.web.rpc import rpc_routes
from tambour.moderation.gate import Buckets
from tambour.pipeline.accept import Accept
from tambour.pipeline.record import Record
from tambour.services.reading import Reading
from tambour.services.sync import Sync
from tambour.services.tokens import Tokens

BACKLOG = 4096


@dataclass
class House:
    """A built server: what its doors and its tests need of it."""

    config: Config
    store: Store
    hub: Hub
    record: Record
    live: Live
    tokens: Tokens
    web: Litestar

    async def close(self) -> None:
        """Doors first, then the writer, then the database."""
        await self.live.stop()
        await self.record.close()
        await self.store.close()


async def build(config: Config, dsn: str, secret: bytes) -> House:
    """Everything wired, nothing listening yet. `secret`: see adapters/secrets.py."""
    clock = WallClock()
    store = await open_store(dsn, clock, connections_max=config.database.pool)
    bus, hub = LocalBus(), Hub(clock)
    bus.subscribe(hub.hear)
    store.publish = bus.publish
    record = Record(SendLog(store.pool), clock, bus.publish)
    limited = config.limits.enabled == "on"
    accept = Accept(
        record,
        clock,
        per_user=Buckets(config.limits.sends_burst if limited else 0, 1000),
        per_chat=Buckets(
            config.limits.chat_sends_per_s if limited else 0, 1000 / config.limits.chat_sends_per_s
        ),
    )
    tokens = Tokens(secret, clock)
    reading = Reading(store, clock)
    rows = SyncRows(store.pool)
    epoch = await rows.epoch()

    async def views(viewer: int, chats: Sequence[int]) -> Sequence[Any]:
        return [{"c": c} for c in chats]

    async def events(viewer: int, chat: Chat, found: Sequence[Any]) -> Sequence[Any]:
        return [{"t": r.kind, "c": chat.id, "ev": r.ev} for r in found]

    async def compose(user: int, p: MsgSend, rid: int) -> Send:
        return Send(chat=p.chat, user=user, rid=rid, text=p.text, reply=p.reply, silent=bool(p.silent))

    async def schedule(command: Send, at: int) -> int:
        return 0

    sync = Sync(rows, clock, epoch, views, events, reading.may_read)
    methods = table(sync_methods(sync), send_methods(compose, accept.send, schedule))
    dispatch = Dispatch(methods, clock, rates=limited)

    async def may_open(user: int, chat: int) -> str:
        return (await reading.may_read(user, chat)).kind

    live = Live(hub, dispatch, store, rows, tokens, sync, clock, epoch, may_open)
    web = Litestar(
        route_handlers=[*rpc_routes(live, config.server.proxies), *asset_routes()],
        openapi_config=None,
        logging_config=None,
    )
    return House(config, store, hub, record, live, tokens, web)


async def serve(
    config: Config, dsn: str, secret: bytes, ready: Callable[[int], None] = lambda port: None
) -> None:
    """Listen until SIGTERM or SIGINT; calls `ready(port)` once doors are open. Then drains."""
    house = await build(config, dsn, secret)
    server = uvicorn.Server(
        uvicorn.Config(
            house.web,
            host=config.server.host,
            port=config.server.port,
            ws=bridge(house.live, frozenset()),
            http="httptools",
            lifespan="on",
            log_config=None,
            access_log=False,
            backlog=BACKLOG,
            server_header=False,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=64 * 1024,
        )
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    house.live.start()
    serving = asyncio.ensure_future(server.serve())
    try:
        while not server.started and not serving.done():  # noqa: ASYNC110  (uvicorn tells it by a flag)
            await asyncio.sleep(0.01)
        if serving.done():
            serving.result()
            raise SystemExit(1)
        ready(server.servers[0].sockets[0].getsockname()[1])
        await stop.wait()
    finally:
        await house.live.stop()
        server.should_exit = True
        await serving
        await house.close()
