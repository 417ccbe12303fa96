"""What listens: the method table, the live side and the HTTP application over a house."""

from dataclasses import dataclass
from typing import Any

import uvicorn
from litestar import Litestar

from tambour.adapters.translate import ChatCompletions, LibreTranslate
from tambour.app.bots import bot_door_of
from tambour.app.house import House
from tambour.config import Config
from tambour.edges.botapi.hosts import by_host, host_of
from tambour.edges.botapi.routes import bot_app
from tambour.edges.console.apart import desk_app, elsewhere
from tambour.edges.console.desk import Console
from tambour.edges.console.live import Pulse
from tambour.edges.console.routes import console_router
from tambour.edges.deskapi.door import DeskDoor
from tambour.edges.deskapi.routes import desk_api
from tambour.edges.gateway.bridge import bridge
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.listener import SOCKET_BACKLOG, Listener
from tambour.edges.gateway.live import Live
from tambour.edges.ledger import LedgerDoor, ledger_routes
from tambour.edges.methods.auth import auth_methods
from tambour.edges.methods.bots import bot_methods
from tambour.edges.methods.chats import chats_methods
from tambour.edges.methods.construct import construct_methods
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.figures import figures_methods
from tambour.edges.methods.folders import folders_methods
from tambour.edges.methods.guard import guard_methods
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
from tambour.edges.web.assets import BUILT, asset_routes, page_of
from tambour.edges.web.files import FileDoor, file_routes
from tambour.edges.web.moving import MovingDoor, moving_routes
from tambour.edges.web.public.notice import NoticeDoor, notice_routes
from tambour.edges.web.public.pages import PublicPages
from tambour.edges.web.rpc import rpc_routes
from tambour.edges.web.share import ShareDoor, share_routes
from tambour.pipeline.guess import Guesser
from tambour.ports.translate import Translate
from tambour.services.chats.settings import Edit
from tambour.services.held_bank import BankHeld
from tambour.services.noticing import Noticing
from tambour.services.public import Public
from tambour.services.searching import CaseSearch
from tambour.services.sync import Sync

GRACE_S = 5


@dataclass(repr=False)
class Doors:
    """What listens: the live side and the HTTP application."""

    hub: Hub
    live: Live
    web: Litestar
    bots: Litestar
    """The Bot API."""
    desk: Litestar | None
    """The review desk, where it has an origin of its own."""
    pulse: Pulse


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
        guard_methods(house.chats.guarding, house.held),
        invites_methods(house.chats),
        folders_methods(house.chats),
        figures_methods(house.chats),
        preview_methods(house.outward.previews),
        push_methods(house.outward.push),
        report_methods(
            house.safety.reports,
            house.safety.review,
            house.config.console_url,
            links=house.config.console.sign_in == "any",
        ),
        moving_methods(house.moving),
        bot_methods(house.bots),
        construct_methods(house.bots.constructing),
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
    pulse = Pulse()
    house.bus.subscribe(pulse.hear)
    desk = desk_routes(house, pulse)
    public, limited = Public(house.store, house.clock), house.config.limits.enabled == "on"
    pages = PublicPages(public, house.config.url, house.config.server.proxies, limited)
    web = Litestar(
        route_handlers=[
            *rpc_routes(live, house.config.server.proxies),
            *file_routes(file_door(house)),
            *moving_routes(MovingDoor(house.moving.moves, file_door(house))),
            *(elsewhere(house.config.console_url) if house.config.console_apart else desk),
            *notice_routes(notice_door(house, public, pages)),
            *ledger_routes(LedgerDoor(house.ledger, house.clock, house.config.server.proxies, limited)),
            *share_routes(ShareDoor(page_of(), house.clock, house.config.server.proxies, limited)),
            *ops_routes(ops_of(house, hub, live)),
            *asset_routes(pages),
        ],
        openapi_config=None,
        logging_config=None,
    )
    own = desk_app(desk) if house.config.console_apart else None
    return Doors(hub, live, web, bot_app(bot_door_of(house)), own, pulse)


def desk_routes(house: House, pulse: Pulse) -> list[Any]:
    """The review desk."""
    config, safety = house.config, house.safety
    console = Console(
        safety.store,
        house.clock,
        house.ids,
        safety.disclosure,
        safety.review,
        BUILT / "console" / "desk.js",
        house.media.blobs,
        house.screening,
        passkeys=house.accounts.passkeys,
        searching=CaseSearch(safety.disclosure, house.search.messages, house.search.public),
        translate=translate_of(house.config),
        programs=house.programs.keys,
        live=True,
        proxies=config.server.proxies,
        secure=config.console_url.startswith("https://"),
        rechecking=safety.rechecking,
        held=house.held,
        exchange=house.exchange,
    )
    door = DeskDoor(safety.store, house.clock, house.programs.keys, safety.disclosure, safety.review)
    return [console_router(console, pulse), desk_api(door)]


def translate_of(config: Config) -> Translate | None:
    """The operator's translation service, if there is one. Raises Trouble."""
    chosen = config.translation
    if chosen.kind == "none":
        return None
    if chosen.kind == "libretranslate":
        return LibreTranslate(chosen.url, chosen.key)
    return ChatCompletions(chosen.url, chosen.key, model=chosen.model)


def notice_door(house: House, public: Public, pages: PublicPages) -> NoticeDoor:
    """The form for people without an account."""
    base = house.config.url.rstrip("/")
    noticing = Noticing(house.safety.reports, public, house.accounts.vault, base)
    return NoticeDoor(noticing, pages.jinja, house.config.server.proxies, base)


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
        "ledger_entries": ("Privileged acts in the ledger's tree.", lambda: house.ledger.size),
        "ledger_trouble": (
            "1 while the ledger signs nothing, because it contradicts what it signed before.",
            lambda: bool(house.ledger.trouble),
        ),
        **screen_gauges(house),
        **guess_gauges(house.screening.guesser),
        "bank_entries": ("Living entries of the bank.", lambda: len(house.screening.gate.bank.entries)),
        **held_gauges(house.held.bank),
        "database_connections": ("Connections of the pool.", pool.get_size),
        "database_connections_idle": ("Those of them nobody uses.", pool.get_idle_size),
    }
    if (reader := house.screening.reader) is not None:
        gauges["read_files"] = ("Pictures and films in which words were looked for.", lambda: reader.done)
        gauges["read_worded"] = ("Those of them in which words stood.", lambda: reader.worded)
        gauges["read_late"] = ("Those let go because they waited too long.", lambda: reader.dropped)
        gauges["read_failed"] = ("Those that could not be read.", lambda: reader.failed)
    if (listener := house.screening.listener) is not None:
        gauges["heard_files"] = ("Voice messages and films that were listened to.", lambda: listener.done)
        gauges["heard_worded"] = ("Those of them in which words were heard.", lambda: listener.worded)
        gauges["heard_late"] = ("Those let go because they waited too long.", lambda: listener.dropped)
        gauges["heard_failed"] = ("Those that could not be listened to.", lambda: listener.failed)
    if house.disk is not None:
        gauges["disk_free_bytes"] = ("Free on the disk of the database.", house.disk.free)
    return Ops(
        lambda: pool.fetchval("SELECT 1", timeout=2),
        lambda: live.draining,
        heard,
        gauges,
        house.config.server.metrics_token,
    )


def screen_gauges(house: House) -> dict[str, Gauge]:
    """Of detection, wherever it is done."""
    screen = house.screening.screen
    return {
        "screen_backlog": (
            "Messages of public chats not screened yet, about.",
            screen.backlog,
        ),
        "screen_owed": (
            "Messages, names and descriptions on which a detector failed and that are being tried, in the worker.",
            lambda: screen.second.owed,
        ),
        "screen_unreadable": (
            "The same after a day of tries: nobody tries them any more, in the worker.",
            lambda: screen.second.unreadable,
        ),
        "screen_still_seconds": (
            "Seconds since screening was last at work, where this process does it.",
            screen.still_s,
        ),
        "screen_failed": (
            "Messages, names and descriptions on which a detector failed.",
            lambda: screen.failed,
        ),
        "known_failed": (
            "Files that could not be compared with the bank.",
            lambda: house.media.workshop.missed,
        ),
        "screen_read": ("Messages screened.", lambda: screen.read),
        "screen_profiles": (
            "Names and descriptions screened.",
            lambda: screen.profiles.read,
        ),
        "screen_signals": (
            "Signals written.",
            lambda: screen.found + screen.profiles.found,
        ),
    }


def held_gauges(held: BankHeld) -> dict[str, Gauge]:
    """Of what the bank holds."""
    return {
        "held_waiting": (
            "Posts that an entry of the bank holds, as of this process's last sweep.",
            lambda: held.waiting,
        ),
        "held_oldest_seconds": ("How long the first of them has waited.", held.oldest_s),
        "held_late": (
            "Those for which nobody looked in time, so that `holding.then` decided.",
            lambda: held.late,
        ),
    }


def guess_gauges(guesser: Guesser | None) -> dict[str, Gauge]:
    """Of the model, where one guesses."""
    if guesser is None:
        return {}
    return {
        "guess_backlog": ("Messages of public chats not guessed at yet, about.", guesser.backlog),
        "guess_still_seconds": (
            "Seconds since a model last answered, where this process asks.",
            guesser.still_s,
        ),
        "guess_read": ("Messages passed by the model's reader.", lambda: guesser.read),
        "guess_signals": ("Guesses written down.", lambda: guesser.found),
        "guess_abstained": ("Messages about which the model said nothing.", lambda: guesser.abstained),
        "guess_unanswered": (
            "Messages for which nobody answered; they are asked about again.",
            lambda: guesser.unanswered,
        ),
    }


def server_of(config: Config, doors: Doors) -> Listener:
    """One port for HTTP and sockets, in one loop; `serve(sockets=[…])` with open_door's."""
    sockets = config.server.role in ("all", "gateway")
    own = frozenset([config.server.public_url] if config.server.public_url else [])
    return Listener(
        uvicorn.Config(
            by_host(
                by_host(doors.web, doors.bots, host_of(config.bots.url)),
                doors.desk or doors.web,
                host_of(config.console.url),
            ),
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
