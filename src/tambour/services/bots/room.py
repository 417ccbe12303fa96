"""All use cases about bots, built together."""

from dataclasses import dataclass

from tambour.ports.bus import Bus
from tambour.ports.fetch import Fetch
from tambour.ports.store import Store
from tambour.services.accounts.house import Accounts
from tambour.services.bots.accounts import BotAccounts
from tambour.services.bots.commenting import Commenting
from tambour.services.bots.constructing import Constructing
from tambour.services.bots.feed import Feed
from tambour.services.bots.gathering import Gathering
from tambour.services.bots.hooks import Hooks
from tambour.services.bots.listening import Listening
from tambour.services.bots.opening import Opening
from tambour.services.bots.presses import Presses
from tambour.services.bots.reading import Reading
from tambour.services.bots.speaking import Speaking
from tambour.services.chats.rooms import Chats
from tambour.services.messages.room import MessageRoom


@dataclass(frozen=True, slots=True, kw_only=True)
class BotRoom:
    """One of each."""

    accounts: BotAccounts
    feed: Feed
    reading: Reading
    speaking: Speaking
    presses: Presses
    constructing: Constructing
    commenting: Commenting
    listening: Listening
    hooks: Hooks


def bot_accounts(accounts: Accounts) -> BotAccounts:
    """By itself for the command line."""
    return BotAccounts(
        accounts.store, accounts.clock, accounts.ids, accounts.vault, accounts.limits, accounts.worn
    )


def open_bots(
    store: Store,
    accounts: Accounts,
    chats: Chats,
    messages: MessageRoom,
    bus: Bus,
    fetch: Fetch,
    *,
    working: bool,
) -> BotRoom:
    """Built and listening, not started. `working`: this process turns logs into updates."""
    clock, ids = accounts.clock, accounts.ids
    speaking = Speaking(
        store, clock, ids, messages.compose, messages.forwarding.accept, messages.forwarding, messages.changes
    )
    room = BotRoom(
        accounts=bot_accounts(accounts),
        feed=Feed(store, clock),
        reading=Reading(store, clock),
        speaking=speaking,
        presses=Presses(
            store,
            clock,
            ids,
            speaking,
            chats.create,
            Gathering(chats.create.house),
            Opening(store, clock, ids, accounts.vault),
        ),
        constructing=Constructing(store, clock, ids, messages.compose, messages.forwarding.accept),
        commenting=Commenting(store, clock, messages.threads),
        listening=Listening(store, clock),
        hooks=Hooks(store, clock, accounts.vault, fetch, alone=not bus.lossy),
    )
    bus.subscribe(room.listening.hear)
    if working:
        bus.subscribe(room.feed.hear)
        bus.subscribe(room.hooks.hear)
    return room
