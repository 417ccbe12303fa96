"""The composition root: the only file that knows every room. It builds the house, opens the doors, and closes them."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar

from tambour.adapters.blobs import open_blobs
from tambour.adapters.bus.local import LocalBus
from tambour.adapters.bus.nats import NatsBus
from tambour.adapters.clock import WallClock
from tambour.adapters.disk import Disk
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.adapters.ids import PLACES, FreshIds
from tambour.adapters.journal import FILE_NAME as REMOVALS
from tambour.adapters.journal import FileJournal
from tambour.adapters.media.studio import ChildStudio
from tambour.adapters.moving.depot import Depot
from tambour.adapters.moving.stream import read_items
from tambour.adapters.postgres.log import SendLog, open_log
from tambour.adapters.postgres.migrate import check_schema, check_server
from tambour.adapters.postgres.outbox import Outbox
from tambour.adapters.postgres.place import take_place
from tambour.adapters.postgres.removals import Removals as RemovalRows
from tambour.adapters.postgres.retention import Retention as RetentionRows
from tambour.adapters.postgres.search import search_rows
from tambour.adapters.postgres.store import Store, open_store
from tambour.adapters.postgres.sync import Sync as SyncRows
from tambour.adapters.secrets import root_secret
from tambour.adapters.senders.console import ConsoleSender
from tambour.adapters.senders.gateway import GatewaySender
from tambour.adapters.senders.mail import MailSender
from tambour.adapters.webpush import VapidSeal
from tambour.config import Config
from tambour.domain.errors import Refusal
from tambour.edges.console.desk import Console
from tambour.edges.console.routes import console_router
from tambour.edges.gateway.bridge import bridge
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.listener import SOCKET_BACKLOG, Listener, open_door, settle_memory
from tambour.edges.gateway.live import Live
from tambour.edges.methods.auth import auth_methods
from tambour.edges.methods.chats import chats_methods
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.figures import figures_methods
from tambour.edges.methods.folders import folders_methods
from tambour.edges.methods.invites import invites_methods
from tambour.edges.methods.keys import key_methods
from tambour.edges.methods.media import media_methods
from tambour.edges.methods.members import members_methods
from tambour.edges.methods.messages import message_methods
from tambour.edges.methods.moving import moving_methods
from tambour.edges.methods.people import people_methods
from tambour.edges.methods.previews import preview_methods
from tambour.edges.methods.push import push_methods
from tambour.edges.methods.reports import report_methods
from tambour.edges.methods.search import search_methods
from tambour.edges.methods.send import send_methods
from tambour.edges.methods.settings import settings_methods
from tambour.edges.methods.sync import sync_methods
from tambour.edges.methods.table import Table, table
from tambour.edges.ops import Gauge, Heard, Ops, ops_routes
from tambour.edges.web.assets import BUILT, asset_routes
from tambour.edges.web.files import FileDoor, file_routes
from tambour.edges.web.moving import MovingDoor, moving_routes
from tambour.edges.web.public.pages import PublicPages
from tambour.edges.web.rpc import rpc_routes
from tambour.pipeline.accept import Accept, open_accept
from tambour.pipeline.record import Record
from tambour.pipeline.republish import Republish
from tambour.ports.bus import Bus
from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock, Ids, Sender
from tambour.services.accounts.house import Accounts, open_accounts
from tambour.services.accounts.signin import CodeLimits
from tambour.services.accounts.vault import prove_secret
from tambour.services.chats.rooms import Chats, open_chats
from tambour.services.chats.settings import Edit
from tambour.services.limits import Limits
from tambour.services.media.room import MediaRoom, open_media
from tambour.services.messages.room import MessageRoom, message_room
from tambour.services.moving.room import MovingRoom, open_moving
from tambour.services.outward import Outward, open_outward
from tambour.services.public import Public
from tambour.services.removals import Removals
from tambour.services.retention import Retention
from tambour.services.safety import Safety, open_safety
from tambour.services.search.room import SearchRoom, open_search
from tambour.services.sync import Sync

GRACE_S = 5


@dataclass(repr=False)
class House:
    """The rooms behind the doors: what a door, the command line, the demo and the tests need."""

    config: Config
    clock: Clock
    ids: Ids
    store: Store
    bus: Bus
    record: Record
    accept: Accept
    accounts: Accounts
    chats: Chats
    messages: MessageRoom
    media: MediaRoom
    safety: Safety
    moving: MovingRoom
    outward: Outward
    epoch: str
    sync_rows: SyncRows
    republish: Republish
    retention: Retention
    search: SearchRoom
    disk: Disk | None = None
    """Where the embedded database lies; None: it is elsewhere."""
    closing: list[Callable[[], Any]] = field(default_factory=list)

    async def close(self) -> None:
        """The writers first, then the database."""
        await self.safety.enforce.stop()
        await self.messages.close()
        await self.record.close()
        await self.outward.fetch.close()
        for close in self.closing:
            await close()
        await self.store.close()


@dataclass(repr=False)
class Doors:
    """What listens: the live side and the HTTP application."""

    hub: Hub
    live: Live
    web: Litestar


async def build(
    config: Config,
    dsn: str,
    senders: Mapping[str, Sender] | None = None,
    clock: Clock | None = None,
    fetch: Fetch | None = None,
) -> House:
    """Everything behind the doors. Raises Trouble when the database or the secret is not fit to serve.

    `senders`, `clock` and `fetch` are for tests.
    """
    clock = clock or WallClock()
    anchor = await asyncpg.connect(dsn)
    await check_server(anchor)
    await check_schema(anchor)
    ids = FreshIds(clock, await take_place(anchor, PLACES))
    store = await open_store(dsn, clock, connections_max=config.database.pool)
    bus = await bus_of(config, ids)
    store.publish = bus.publish
    log = await open_log(dsn)
    record = Record(log, clock, bus.publish)
    republish = Republish(Outbox(store.pool), clock, bus.publish)
    if bus.lossy:
        store.carried = record.carried = republish.carried
    urgent = replace(store)  # what moderation decides is written also while the disk is nearly full
    disk = disk_of(config, store, log)
    accept = open_accept(record, clock, config.limits)
    accounts = await accounts_of(config, store, clock, ids, bus, senders or senders_of(config))
    bus.subscribe(record.hear)
    retention = Retention(RetentionRows(store.pool), clock)
    await retention.make_room()
    rows = SyncRows(store.pool)
    messages = message_room(store, accept, log, clock, ids, bus.publish)
    if config.server.role in ("all", "worker"):
        bus.subscribe(messages.discussion.hear)
    safety, epoch = safety_of(config, urgent, clock, ids), await rows.epoch()
    media = media_of(config, store, clock, ids, accounts)
    return House(
        config=config,
        clock=clock,
        ids=ids,
        store=store,
        bus=bus,
        record=record,
        accept=accept,
        accounts=accounts,
        chats=open_chats(store, clock, ids, accounts.limits, accounts.passwords, base=config.url),
        messages=messages,
        safety=safety,
        moving=moving_of(config, accounts, media, safety, epoch),
        disk=disk,
        outward=outward_of(config, store, clock, bus, fetch, accounts),
        media=media,
        epoch=epoch,
        sync_rows=rows,
        closing=[bus.close, log.pool.close, anchor.close],
        republish=republish,
        retention=retention,
        search=open_search(store, clock, *search_rows(store.pool), bus),
    )


def safety_of(config: Config, store: Store, clock: Clock, ids: Ids) -> Safety:
    """The desk, and the journal of what it removes."""
    safety = open_safety(store, clock, ids, Limits(store, clock, config.limits.enabled == "on"))
    journal = FileJournal(config.folder / REMOVALS)
    safety.enforce.settled.append(Removals(RemovalRows(store.pool), journal).follow)
    return safety


async def accounts_of(
    config: Config, store: Store, clock: Clock, ids: Ids, bus: Bus, senders: Mapping[str, Sender]
) -> Accounts:
    """The accounts floor, listening to the bus. Raises Trouble when the secret is not this database's."""
    accounts = open_accounts(
        store,
        clock,
        ids,
        root_secret(config.folder, config.secret),
        senders,
        url=config.url,
        publish=bus.publish,
        region=config.sender.region,
        code_limits=CodeLimits(phones_per_day=config.limits.phone_codes_per_day),
        limited=config.limits.enabled == "on",
    )
    await prove_secret(store, accounts.vault)
    await accounts.revocations.load()
    accounts.presence.several = bus.lossy
    bus.subscribe(accounts.revocations.hear)
    bus.subscribe(accounts.presence.hear)
    return accounts


def outward_of(
    config: Config, store: Store, clock: Clock, bus: Bus, fetch: Fetch | None, accounts: Accounts
) -> Outward:
    """Previews and notifications, listening to the bus."""
    fetch = fetch or GuardedFetch(f"Tambour (+{config.url})", ports=config.outward.port_numbers)
    seal = VapidSeal(accounts.vault.key("vapid"), config.outward.contact_url(config.url), clock)
    on, working = config.outward.previews == "on", config.server.role in ("all", "worker")
    return open_outward(store, clock, bus, fetch, accounts, seal, previews=on, working=working)


def disk_of(config: Config, store: Store, log: SendLog) -> Disk | None:
    """The disk of the embedded database, which both doors ask before they write."""
    if config.database.url:
        return None
    disk = Disk(config.folder, config.database.reserve_mb << 20)
    store.may_write = log.may_write = disk.check
    return disk


def media_of(config: Config, store: Store, clock: Clock, ids: Ids, accounts: Accounts) -> MediaRoom:
    """Files. Raises Trouble."""
    return open_media(
        store,
        clock,
        ids,
        open_blobs(config.blobs, config.folder / "blobs"),
        ChildStudio(asyncio.Semaphore(config.media.workers)),
        accounts.tokens,
        config.media,
        grace_days=config.blobs.grace_days,
    )


def moving_of(config: Config, accounts: Accounts, media: MediaRoom, safety: Safety, epoch: str) -> MovingRoom:
    """Imports and exports."""
    depot = Depot(config.folder / "moving")
    return open_moving(accounts, media, safety.review.notices, depot, read_items, config.moving, epoch=epoch)


async def bus_of(config: Config, ids: Ids) -> Bus:
    """Within this process, or NATS between several. Raises Trouble."""
    if not config.bus.url:
        return LocalBus()
    bus = NatsBus(ids.token(12))
    await bus.open(config.bus.url)
    return bus


def senders_of(config: Config) -> dict[str, Sender]:
    """How codes travel, by channel; a channel that is off is absent. Raises Trouble."""
    phone, mail = config.sender.http, config.sender.smtp
    found: dict[str, Sender] = {"phone": ConsoleSender()}
    if config.sender.phone == "http":
        found["phone"] = GatewaySender(phone.url, phone.body, phone.token)
    if config.sender.email == "console":
        found["email"] = ConsoleSender()
    elif config.sender.email == "smtp":
        found["email"] = MailSender(mail.host, mail.port, mail.sender, mail.user, mail.password, mail.tls)
    return found


def methods_of(house: House, sync: Sync) -> Table:
    """Every call of the protocol."""

    async def name_chat(user: int, chat: int, name: str) -> None:
        await house.chats.settings.edit(user, chat, Edit(name=name))

    return table(
        auth_methods(house.accounts),
        people_methods(house.accounts, name_chat),
        search_methods(house.search),
        key_methods(house.accounts),
        settings_methods(house.accounts, house.chats.ending.leave_all),
        sync_methods(sync),
        send_methods(house.messages.compose, house.accept.send, house.messages.planning.plan),
        message_methods(house.messages),
        chats_methods(house.chats, house.media.portraits.make),
        media_methods(house.media, house.accounts.vault),
        members_methods(house.chats),
        invites_methods(house.chats),
        folders_methods(house.chats),
        figures_methods(house.chats),
        preview_methods(house.outward.previews),
        push_methods(house.outward.push),
        report_methods(house.safety.reports, house.safety.review, house.config.url),
        moving_methods(house.moving),
    )


def open_doors(house: House) -> Doors:
    """The method table, the live side and the HTTP application over a house."""

    views = house.chats.views

    async def may_open(user: int, chat: int) -> str:
        return (await views.may_read(user, chat)).kind

    sync = Sync(house.sync_rows, house.clock, house.epoch, views, house.messages.events, views.may_read)
    hub = Hub(house.clock)
    house.bus.subscribe(hub.hear)
    house.accounts.presence.screens = hub
    live = Live(
        hub,
        Dispatch(methods_of(house, sync), house.clock, rates=house.config.limits.enabled == "on"),
        house.store,
        house.sync_rows,
        house.accounts.tokens,
        sync,
        house.clock,
        house.epoch,
        may_open,
        house.accounts.presence.turned,
    )
    safety = house.safety
    console = Console(
        safety.store, house.clock, house.ids, safety.disclosure, safety.review, BUILT / "console" / "desk.js"
    )
    public, limited = Public(house.store, house.clock), house.config.limits.enabled == "on"
    pages = PublicPages(public, house.config.url, house.config.server.proxies, limited)
    web = Litestar(
        route_handlers=[
            *rpc_routes(live, house.config.server.proxies),
            *file_routes(file_door(house)),
            *moving_routes(MovingDoor(house.moving.moves, file_door(house))),
            console_router(console),
            *ops_routes(ops_of(house, hub, live)),
            *asset_routes(pages),
        ],
        openapi_config=None,
        logging_config=None,
    )
    return Doors(hub, live, web)


def file_door(house: House) -> FileDoor:
    """Uploads and downloads."""
    secure = house.config.url.startswith("https://")
    return FileDoor(house.media, house.accounts.tokens, house.sync_rows.alive, secure=secure)


def ops_of(house: House, hub: Hub, live: Live) -> Ops:
    """What the operator sees of this process."""
    heard, pool = Heard(), house.store.pool
    house.bus.subscribe(heard.hear)
    gauges: dict[str, Gauge] = {
        "connections": ("Live connections.", lambda: sum(map(len, hub.users.values()))),
        "people_online": ("Accounts with a live connection.", lambda: len(hub.users)),
        "chats_live": ("Chats that somebody here listens to.", lambda: len(hub.rooms)),
        "lines_waiting": ("Connections with something to write.", lambda: len(hub.lines_due)),
        "lines_slow": ("Connections that read too slowly.", lambda: len(hub.slow)),
        "sends_waiting": ("Sends that wait for the next commit.", lambda: len(house.record.queue)),
        "search_backlog": ("Messages not in the index yet, about.", house.search.indexer.backlog),
        "database_connections": ("Connections of the pool.", pool.get_size),
        "database_connections_idle": ("Those of them nobody uses.", pool.get_idle_size),
    }
    if house.disk is not None:
        gauges["disk_free_bytes"] = ("Free on the disk of the database.", house.disk.free)
    return Ops(
        lambda: pool.fetchval("SELECT 1", timeout=2),
        lambda: live.draining,
        heard,
        gauges,
        house.config.server.metrics_token,
    )


def server_of(config: Config, doors: Doors) -> Listener:
    """One port for HTTP and sockets, in one loop; `serve(sockets=[…])` with open_door's."""
    sockets = config.server.role in ("all", "gateway")
    own = frozenset([config.server.public_url] if config.server.public_url else [])
    return Listener(
        uvicorn.Config(
            doors.web,
            ws=bridge(doors.live, own, config.server.proxies) if sockets else "none",
            http="httptools",
            lifespan="on",
            log_config=None,
            access_log=False,
            backlog=SOCKET_BACKLOG,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )


async def keep_fresh(house: House) -> None:
    """Make up for nudges lost on the way: the sessions that ended, once a minute."""
    while True:
        await asyncio.sleep(60)
        with contextlib.suppress(Refusal, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await house.accounts.revocations.load()


def loops_of(house: House) -> list[Coroutine[Any, Any, None]]:
    """What runs beside the doors. Timed work is done by the roles `all` and `worker`."""
    loops = [house.accounts.presence.run(), keep_fresh(house)]
    if house.config.server.role in ("all", "worker"):
        loops += [
            house.safety.enforce.keep_sweeping(),
            house.messages.planning.run(),
            house.messages.discussion.run(),
            house.accounts.keep_sweeping(),
            house.retention.run(),
            *(loop() for loop in house.outward.loops()),
            *house.media.loops(),
            house.search.indexer.run(),
            house.moving.work.run(),
        ]
    if house.bus.lossy:
        loops.append(house.republish.run())
    return loops


async def listen(
    house: House, door: socket.socket, stop: asyncio.Event, ready: Callable[[int], None]
) -> None:
    """Open the doors, call `ready(port)`, serve until `stop`, drain."""
    doors = open_doors(house)
    server = server_of(house.config, doors)
    doors.live.start()
    settle_memory()
    serving = asyncio.ensure_future(server.serve(sockets=[door]))
    try:
        while not server.started and not serving.done():  # noqa: ASYNC110  (uvicorn tells it by a flag)
            await asyncio.sleep(0.01)
        if not serving.done():
            ready(door.getsockname()[1])
            await stop.wait()
    finally:
        await doors.live.stop()
        server.should_exit = True
        await serving


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
    house = await build(config, dsn)
    beside = [asyncio.ensure_future(work) for work in loops_of(house)]
    try:
        if door is None:
            ready(0)
            await stop.wait()
        else:
            await listen(house, door, stop, ready)
    finally:
        for task in beside:
            task.cancel()
        await house.close()
