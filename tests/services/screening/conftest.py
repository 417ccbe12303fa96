"""The desk's town with detection in it."""

import pytest

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.screen import Screening
from tambour.moderation.bank import BankEntry
from tambour.pipeline.gate import Gate
from tambour.services.screening import ScreenRoom, open_screening
from tests.services.screening.concepts import Concepts
from tests.services.screening.oracle import Oracle
from tests.services.town import MOD, Town

OWN = "https://talk.example"
PUSH = "Join the Grey Lantern, brothers, write to our bot"
NEWS = "Police arrested members of the Grey Lantern, the newspaper reported"


@pytest.fixture
def room(town: Town) -> ScreenRoom:
    gate = Gate(town.store.read.bank, town.clock, OWN, automaton, expressions)
    return open_screening(
        town.store, town.clock, town.ids, LocalBus(), Screening(town.store.pool), gate, town.vault
    )


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def guessing(town: Town, oracle: Oracle) -> ScreenRoom:
    """The same room with a model in it."""
    gate = Gate(town.store.read.bank, town.clock, OWN, automaton, expressions)
    pool = town.store.pool
    return open_screening(
        town.store,
        town.clock,
        town.ids,
        LocalBus(),
        Screening(pool),
        gate,
        town.vault,
        classifier=oracle,
        guess_rows=Screening(pool, "guess_marks"),
        meaning=Concepts(),
    )


def entry(**more: object) -> BankEntry:
    """A name that is looked for, live."""
    made = {
        "kind": "name",
        "value": "Grey Lantern*",
        "category": "tvec.branded",
        "mode": "live",
        "source": "own desk",
    }
    return BankEntry(**(made | more))  # type: ignore[arg-type]


async def add(room: ScreenRoom, user: int = MOD, **more: object) -> int:
    """Into the bank; its id."""
    return (await room.bank.add(user, entry(**more))).id


async def signals(town: Town) -> list[tuple[int, int, str, str]]:
    """(chat, seq, detector, mode), oldest first."""
    rows = await town.db.fetch(
        "SELECT chat_id, seq, detector, mode FROM signals ORDER BY chat_id, seq, detector"
    )
    return [tuple(row) for row in rows]
