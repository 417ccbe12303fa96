"""The room put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from tambour.ports.bus import Bus
from tambour.ports.exchange import Answering, Format, Puller
from tambour.services.accounts.vault import Vault
from tambour.services.bank import Bank
from tambour.services.exchange.feeds import Feeds, Syncing
from tambour.services.exchange.giving import Giving
from tambour.services.exchange.intake import Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRoom:
    """One of each. `syncing` runs where timed work is done."""

    intake: Intake
    giving: Giving
    feeds: Feeds
    syncing: Syncing


def open_exchange(
    bank: Bank,
    bus: Bus,
    vault: Vault,
    puller: Puller,
    formats: Mapping[str, Format],
    answering: Mapping[str, Answering],
    *,
    schemes: tuple[str, ...] = ("https",),
) -> ExchangeRoom:
    """Built and listening, not started."""
    intake = Intake(bank, formats)
    feeds = Feeds(intake, vault, schemes)
    syncing = Syncing(feeds, puller)
    bus.subscribe(syncing.hear)
    return ExchangeRoom(intake=intake, giving=Giving(bank, formats, answering), feeds=feeds, syncing=syncing)
