"""`python -m tests.law.acting DSN FOLDER ACKS`: a desk that never rests, to be killed at any moment.

Reports, looks, decisions and restorations in the town of the desk's tests, while the ledger gives places, signs and
copies. Every decision that was acknowledged is a line in ACKS.
"""

import asyncio
import os
import random
import sys
from pathlib import Path

from tambour.adapters.clock import WallClock
from tambour.adapters.ids import PLACES, FreshIds
from tambour.adapters.ledger.folder import LedgerFolder
from tambour.adapters.postgres.store import open_store
from tambour.moderation import staff
from tambour.moderation.cases import Choice
from tambour.services.ledger import log as log_module
from tambour.services.ledger.keys import Ed25519
from tambour.services.ledger.log import Log
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town

DESKS = 3
KEY = Ed25519(b"a" * 32)
ORIGIN = "acting.test/ledger/1"


class RealClock(WallClock):
    """The wall's, read as a turned one is."""

    @property
    def ms(self) -> int:
        return self.now()


async def work(town: Town, acks: int) -> None:
    """One case after another."""
    while True:
        seq = await town.say(1, BORIS, "to arms")
        case = await town.report(ANNA, chat=1, seq=seq)
        await town.desk.open(MOD, case)
        choice = Choice(outcome="remove_content", category="tvec.incite", facts="It calls for violence.")
        decision = await town.review.decide(MOD, case, 1, choice)
        os.write(acks, b"%d\n" % decision.id)
        if decision.id % 3 == 0:
            undone = await town.review.restore(MOD2, decision.id, "Not what it seemed.")
            os.write(acks, b"%d\n" % undone.id)
        if decision.id % 4 == 0:
            await work_of_two(town)


async def work_of_two(town: Town) -> None:
    """Two cases at once, which wait for a second person, who agrees or not."""
    seqs = [await town.say(1, BORIS, "to arms") for _ in range(2)]
    wanted = [(await town.report(ANNA, chat=1, seq=seq), 1) for seq in seqs]
    bulk = town.ids.new()
    choice = Choice(outcome="remove_content", category="tvec.incite", facts="It calls for violence.")
    await town.review.decide_many(MOD, bulk, wanted, choice)
    await town.review.second_many(MOD2, bulk, agree=bulk % 2 == 0)


async def main(dsn: str, folder: Path, acks: Path) -> None:
    """Until killed."""
    clock = RealClock()
    ids = FreshIds(clock, random.SystemRandom().randrange(PLACES))
    store = await open_store(dsn, clock, connections_max=6)
    town = Town(store, clock, ids)  # type: ignore[arg-type]
    town.rids = random.SystemRandom().getrandbits(20)
    log_module.TURN_S, log_module.EVERY_MS = 0.01, 50
    staff.FOUR_EYES["bulk"] = 2
    log = Log(store, clock, KEY, ORIGIN, LedgerFolder(folder))
    out = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    await asyncio.gather(log.run(), *(work(town, out) for _ in range(DESKS)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
