"""The desk's town with detection and lists in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.moderation.exchange import Told
from tambour.moderation.feeds import Feed
from tambour.ports.exchange import About, Pulled, Reading, Unpulled
from tambour.services.accounts.vault import Vault
from tambour.services.exchange.room import ExchangeRoom, open_exchange
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import room as screening_room
from tests.services.town import Town

room = screening_room


@dataclass
class Shelf:
    """A puller whose pages a test lays out: a Pulled, or the reason why there is none."""

    pages: list[Pulled | Unpulled] = field(default_factory=list)
    asked: list[tuple[Feed, str]] = field(default_factory=list)
    heard: list[Told] = field(default_factory=list)

    async def pull(self, feed: Feed, secret: str) -> Pulled:
        self.asked.append((feed, secret))
        page = self.pages.pop(0) if self.pages else Pulled(reading=Reading(), mark=feed.mark)
        if isinstance(page, Unpulled):
            raise page
        return page

    async def tell(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        self.heard += told

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def lists(town: Town, room: ScreenRoom, shelf: Shelf) -> ExchangeRoom:
    vault = replace(Vault(b"town" * 8, town.ids))
    return open_exchange(room.bank, LocalBus(), vault, shelf, FORMATS, ANSWERING, schemes=("https", "http"))
