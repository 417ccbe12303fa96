"""Everything behind the doors, put together: the store, the bus, and each room with what it names."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import asyncpg

from tambour.adapters.blobs import open_blobs
from tambour.adapters.bus.local import LocalBus
from tambour.adapters.bus.nats import NatsBus
from tambour.adapters.classifying.optional import classifier_or_none, meaning_of, no_meaning
from tambour.adapters.clock import WallClock
from tambour.adapters.disk import Disk
from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.adapters.exchange.pulling import LIST_TIMEOUT_S, ListPuller
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.adapters.hearing.optional import hears
from tambour.adapters.ids import PLACES, FreshIds
from tambour.adapters.journal import FILE_NAME as REMOVALS
from tambour.adapters.journal import FileJournal
from tambour.adapters.ledger.folder import NAME as LEDGER
from tambour.adapters.ledger.folder import LedgerFolder
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.media.forks import Forks
from tambour.adapters.media.studio import ChildStudio, Start
from tambour.adapters.moving.depot import Depot
from tambour.adapters.moving.stream import read_items
from tambour.adapters.postgres.log import SendLog, open_log
from tambour.adapters.postgres.migrate import check_schema, check_server
from tambour.adapters.postgres.outbox import Outbox
from tambour.adapters.postgres.place import take_place
from tambour.adapters.postgres.removals import Removals as RemovalRows
from tambour.adapters.postgres.retention import Retention as RetentionRows
from tambour.adapters.postgres.screen import Screening
from tambour.adapters.postgres.search import search_rows
from tambour.adapters.postgres.store import Store, open_intake, open_store
from tambour.adapters.postgres.sync import Sync as SyncRows
from tambour.adapters.reading.optional import reads, unread
from tambour.adapters.sealing import NAME as VAULT
from tambour.adapters.sealing import AgeSealer, make_keys, recipients_of, secret_of
from tambour.adapters.secrets import root_secret
from tambour.adapters.seeing.optional import lacking, new_known
from tambour.adapters.senders.console import ConsoleSender
from tambour.adapters.senders.gateway import GatewaySender
from tambour.adapters.senders.mail import MailSender
from tambour.adapters.webpush import VapidSeal
from tambour.adapters.words import ordinary_words
from tambour.config import Config
from tambour.domain.bots.hooks import PORTS as HOOK_PORTS
from tambour.pipeline.accept import Accept
from tambour.pipeline.gate import Gate, open_gate
from tambour.pipeline.recall import Recogniser
from tambour.pipeline.record import Record
from tambour.pipeline.republish import Republish
from tambour.ports.bus import Bus
from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock, Ids, Sender
from tambour.services.accounts.house import Accounts, open_accounts
from tambour.services.accounts.signin import CodeLimits
from tambour.services.accounts.vault import Vault, prove_secret
from tambour.services.bank import Bank
from tambour.services.bots.hooks import ANSWER_S, AT_ONCE, SLOW_AT_ONCE
from tambour.services.bots.room import BotRoom, open_bots
from tambour.services.chats.rooms import Chats, open_chats
from tambour.services.desk_hooks import DeskHooks, ProgramRoom
from tambour.services.exchange.room import ExchangeRoom, open_exchange
from tambour.services.held import HeldPosts, open_held
from tambour.services.ledger.log import Log
from tambour.services.ledger.room import open_log as open_ledger
from tambour.services.limits import Limits
from tambour.services.media.room import MediaRoom, open_media
from tambour.services.messages.room import MessageRoom, message_room
from tambour.services.moving.room import MovingRoom, open_moving
from tambour.services.outward import Outward, open_outward
from tambour.services.previews.pictures import Pictures
from tambour.services.programs import Programs
from tambour.services.removals import Removals
from tambour.services.retention import Retention
from tambour.services.safety import Safety, open_safety
from tambour.services.screening import ScreenRoom, open_screening
from tambour.services.search.room import SearchRoom, open_search


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
    held: HeldPosts
    messages: MessageRoom
    media: MediaRoom
    safety: Safety
    ledger: Log
    moving: MovingRoom
    outward: Outward
    epoch: str
    sync_rows: SyncRows
    republish: Republish
    retention: Retention
    search: SearchRoom
    screening: ScreenRoom
    exchange: ExchangeRoom
    bots: BotRoom
    programs: ProgramRoom
    disk: Disk | None = None
    """Where the embedded database lies; None: it is elsewhere."""
    closing: list[Callable[[], Any]] = field(default_factory=list)

    async def close(self) -> None:
        """The writers first, then the database."""
        await self.safety.enforce.stop()
        self.ledger.folder.close()
        await self.messages.close()
        await self.record.close()
        await self.outward.fetch.close()
        await self.bots.hooks.close()
        await self.programs.hooks.fetch.close()
        await self.exchange.syncing.puller.close()
        await self.screening.close()
        for close in self.closing:
            await close()
        await self.store.close()


async def build(
    config: Config,
    dsn: str,
    senders: Mapping[str, Sender] | None = None,
    clock: Clock | None = None,
    fetch: Fetch | None = None,
) -> House:
    """Everything behind the doors; `senders`, `clock`, `fetch` are for tests. Raises Trouble: unfit for it."""
    clock = clock or WallClock()
    anchor = await anchored(dsn)
    ids, forks = FreshIds(clock, await take_place(anchor, PLACES)), forks_of(config)
    store = await open_store(dsn, clock, connections_max=config.database.pool)
    bus = await bus_of(config, ids)
    store.publish = bus.publish
    log = await open_log(dsn)
    gate = await open_gate(store.read.bank, clock, config.url, automaton, expressions, ordinary_words)
    record = Record(log, clock, bus.publish, gate=gate.check_send)
    republish = republish_of(store, record, clock, bus)
    urgent, intake = replace(store), await open_intake(store, dsn)  # they write also to a nearly full disk
    held = open_held(store, clock, ids, record, config.limits, config.holding)
    accounts = await accounts_of(config, store, clock, ids, bus, senders or senders_of(config), gate)
    bus.subscribe(record.hear)
    rows, epoch = await sync_of(store)
    messages = message_room(store, held.accept, log, clock, ids, bus.publish, gate.check_edit)
    if config.server.role in ("all", "worker"):
        bus.subscribe(messages.discussion.hear)
    chats = chats_of(config, accounts, gate)
    media = media_of(config, store, clock, ids, bus, accounts, gate, record, forks.run)
    outward = outward_of(config, store, clock, bus, fetch, accounts, ids, media, forks.run)
    safety = await safety_of(config, urgent, clock, ids, accounts.vault, held, intake)
    screening = screening_of(config, store, clock, ids, bus, gate, safety, media, forks.run)
    return House(
        config=config,
        clock=clock,
        ids=ids,
        store=store,
        bus=bus,
        record=record,
        accept=held.accept,
        accounts=accounts,
        chats=chats,
        held=held,
        messages=messages,
        safety=safety,
        moving=moving_of(config, accounts, media, safety, epoch),
        disk=disk_of(config, store, log),
        outward=outward,
        ledger=ledger_of(config, urgent, clock, ids, accounts, outward.fetch),
        media=media,
        epoch=epoch,
        sync_rows=rows,
        closing=[forks.close, intake.close, bus.close, log.pool.close, anchor.close],
        republish=republish,
        retention=await retention_of(store, clock),
        screening=screening,
        exchange=exchange_of(config, screening.bank, bus, accounts.vault, fetch),
        search=open_search(store, clock, *search_rows(store.pool), bus),
        bots=bots_of(config, accounts, chats, messages, bus, fetch),
        programs=programs_of(config, urgent, clock, ids, accounts.vault, bus, fetch),
    )


def chats_of(config: Config, accounts: Accounts, gate: Gate) -> Chats:
    """Chats, which call themselves nothing that is refused."""
    return open_chats(
        accounts.store,
        accounts.clock,
        accounts.ids,
        accounts.limits,
        accounts.passwords,
        base=config.url,
        worn=gate.check_worn,
    )


def republish_of(store: Store, record: Record, clock: Clock, bus: Bus) -> Republish:
    """What brings events again that a bus between processes may have lost."""
    republish = Republish(Outbox(store.pool), clock, bus.publish)
    if bus.lossy:
        store.carried = record.carried = republish.carried
    return republish


def programs_of(
    config: Config, store: Store, clock: Clock, ids: Ids, vault: Vault, bus: Bus, fetch: Fetch | None
) -> ProgramRoom:
    """Other programs at the desk: their keys, and their webhooks, which listen to the bus."""
    fetch = fetch or GuardedFetch(f"Tambour (+{config.url})", ports=HOOK_PORTS)
    hooks = DeskHooks(store, clock, vault, fetch)
    bus.subscribe(hooks.hear)
    return ProgramRoom(Programs(store, clock, ids, vault), hooks)


async def anchored(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """The connection that holds this process's place. Raises Trouble when the database is not fit to serve."""
    anchor = await asyncpg.connect(dsn)
    await check_server(anchor)
    await check_schema(anchor)
    return anchor


async def sync_of(store: Store) -> tuple[SyncRows, str]:
    """With the database's epoch."""
    rows = SyncRows(store.pool)
    return rows, await rows.epoch()


async def retention_of(store: Store, clock: Clock) -> Retention:
    """With room made for the days to come."""
    retention = Retention(RetentionRows(store.pool), clock)
    await retention.make_room()
    return retention


async def sealer_of(config: Config, store: Store) -> AgeSealer:
    """What seals evidence: the keys of the settings, else those the database names, else fresh ones. Raises Trouble."""
    folder, rows = config.folder / VAULT, store.read.cases
    if config.vault.recipients:
        chosen = ",".join(recipients_of(config.vault.recipients))
        await rows.set_recipients(chosen)
    else:
        chosen = await rows.recipients("") or await rows.recipients(",".join(make_keys(folder)))
    return AgeSealer(recipients_of(chosen), secret_of(folder, config.vault.key))


async def safety_of(
    config: Config, store: Store, clock: Clock, ids: Ids, vault: Vault, held: HeldPosts, intake: Store
) -> Safety:
    """The desk, its vault, and the journal of what it removes. Raises Trouble."""
    limits, chosen = Limits(store, clock, config.limits.enabled == "on"), config.console
    safety = open_safety(
        store,
        clock,
        ids,
        vault,
        await sealer_of(config, store),
        limits,
        chosen.looks_per_day,
        own=config.url,
        recheck_percent=chosen.recheck_percent,
        intake=intake,
    )
    journal = FileJournal(config.folder / REMOVALS)
    safety.enforce.also += [held.forget, held.bank.sweep]
    safety.enforce.settled.append(Removals(RemovalRows(store.pool), journal).follow)
    return safety


def ledger_of(config: Config, store: Store, clock: Clock, ids: Ids, accounts: Accounts, fetch: Fetch) -> Log:
    """The ledger. Raises Trouble."""
    folder = LedgerFolder(config.folder / LEDGER)
    return open_ledger(store, clock, ids, accounts.vault, folder, fetch, config.ledger, url=config.url)


async def accounts_of(
    config: Config,
    store: Store,
    clock: Clock,
    ids: Ids,
    bus: Bus,
    senders: Mapping[str, Sender],
    gate: Gate,
) -> Accounts:
    """The accounts floor, listening to the bus. Raises Trouble when the secret is not this database's."""
    accounts = open_accounts(
        store,
        clock,
        ids,
        root_secret(config.folder, config.secret),
        senders,
        url=config.url,
        desk_url=config.console_url if config.console_apart else "",
        publish=bus.publish,
        region=config.sender.region,
        code_limits=CodeLimits(phones_per_day=config.limits.phone_codes_per_day),
        limited=config.limits.enabled == "on",
        worn=gate.check_worn,
    )
    await prove_secret(store, accounts.vault)
    await accounts.revocations.load()
    accounts.presence.several = bus.lossy
    bus.subscribe(accounts.revocations.hear)
    bus.subscribe(accounts.presence.hear)
    return accounts


def outward_of(
    config: Config,
    store: Store,
    clock: Clock,
    bus: Bus,
    fetch: Fetch | None,
    accounts: Accounts,
    ids: Ids,
    media: MediaRoom,
    start: Start,
) -> Outward:
    """Previews and notifications, listening to the bus."""
    fetch = fetch or GuardedFetch(f"Tambour (+{config.url})", ports=config.outward.port_numbers)
    seal = VapidSeal(accounts.vault.key("vapid"), config.outward.contact_url(config.url), clock)
    pictures = Pictures(
        store, clock, ids, fetch, ChildStudio(asyncio.Semaphore(1), start=start), media.workshop
    )
    on, working = config.outward.previews == "on", config.server.role in ("all", "worker")
    return open_outward(store, clock, bus, fetch, accounts, seal, pictures, previews=on, working=working)


def bots_of(
    config: Config,
    accounts: Accounts,
    chats: Chats,
    messages: MessageRoom,
    bus: Bus,
    fetch: Fetch | None,
) -> BotRoom:
    """Bots, listening to the bus."""
    fetch = fetch or GuardedFetch(
        f"Tambour (+{config.url})", ports=HOOK_PORTS, timeout_s=ANSWER_S, at_once=AT_ONCE + SLOW_AT_ONCE
    )
    working = config.server.role in ("all", "worker")
    return open_bots(messages.store, accounts, chats, messages, bus, fetch, working=working)


def disk_of(config: Config, store: Store, log: SendLog) -> Disk | None:
    """The disk of the embedded database, which both doors ask before they write."""
    if config.database.url:
        return None
    disk = Disk(config.folder, config.database.reserve_mb << 20)
    store.may_write = log.may_write = disk.check
    return disk


def forks_of(config: Config) -> Forks:
    """One fork server for all media children of this process."""
    languages = config.reading.chosen
    return Forks(languages if reads(languages) else ())


def screening_of(
    config: Config,
    store: Store,
    clock: Clock,
    ids: Ids,
    bus: Bus,
    gate: Gate,
    safety: Safety,
    media: MediaRoom,
    start: Start,
) -> ScreenRoom:
    """Detection. Samples for the bank are decoded where strangers' files are; decisions may demote what opens cases."""
    languages = config.reading.chosen
    room = open_screening(
        store,
        clock,
        ids,
        bus,
        Screening(store.pool),
        gate,
        safety.evidence,
        studio=ChildStudio(asyncio.Semaphore(1), start=start),
        new_known=new_known,
        lacking=lacking(),
        blobs=media.blobs,
        reading=ChildStudio(asyncio.Semaphore(1), languages=languages, start=start)
        if reads(languages)
        else None,
        unread=unread(languages) if languages else (),
        hearing=ChildStudio(asyncio.Semaphore(1), "hear", start=start)
        if hears() and config.hearing.mode != "off"
        else None,
        heeding_speech=config.hearing.mode == "live",
        classifier=classifier_or_none(config.classifier, config.folder, f"Tambour (+{config.url})"),
        guess_rows=Screening(store.pool, "guess_marks"),
        meaning=meaning_of(config.classifier),
        unmeant=no_meaning(config.classifier),
    )
    safety.enforce.settled.append(room.demote_failing)
    return room


def exchange_of(config: Config, bank: Bank, bus: Bus, vault: Vault, fetch: Fetch | None) -> ExchangeRoom:
    """Lists of other operators, asked for through a gate of their own, because they are large."""
    fetch = fetch or GuardedFetch(f"Tambour (+{config.url})", ports=HOOK_PORTS, timeout_s=LIST_TIMEOUT_S)
    return open_exchange(bank, bus, vault, ListPuller(fetch, FORMATS), FORMATS, ANSWERING)


def media_of(
    config: Config,
    store: Store,
    clock: Clock,
    ids: Ids,
    bus: Bus,
    accounts: Accounts,
    gate: Gate,
    record: Record,
    start: Start,
) -> MediaRoom:
    """Files, listening to the bus; their bytes stand back behind messages. Raises Trouble."""
    known = new_known()
    room = open_media(
        store,
        clock,
        ids,
        open_blobs(config.blobs, config.folder / "blobs", hurried=record.busy),
        ChildStudio(asyncio.Semaphore(config.media.workers + 1), start=start),  # one hand is for quick work
        accounts.tokens,
        config.media,
        grace_days=config.blobs.grace_days,
        lull=record.lull,
        screening=Recogniser(gate, store.read.known, known) if known is not None else None,
        worn=gate.check_worn,
    )
    bus.subscribe(room.workshop.hear)
    return room


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
