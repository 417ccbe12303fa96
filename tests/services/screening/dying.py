"""`python -m tests.services.screening.dying DSN MS`: a process for each of MOMENTS that holds a post, lets it go and is
killed in the middle of that. `MS`: the time by its clock. Ends with 0 when all of them were killed.
"""

import asyncio
import os
import signal
import sys
from typing import Any

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.ids import FreshIds
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.screen import Screening
from tambour.adapters.postgres.store import open_store
from tambour.domain.errors import Held
from tambour.domain.ids import RID_RANDOM_BITS
from tambour.pipeline.gate import Gate
from tambour.services import held_bank
from tambour.services.screening import open_screening
from tests.conftest import TurnedClock
from tests.services.screening.conftest import OWN, PUSH
from tests.services.screening.test_holding import Door, opened
from tests.services.town import MOD, Town

MOMENTS = ("refused", "kept", "decided", "said", "settled")
"""The gate has said no and nothing is kept; it is kept, and nobody knows; a person's yes is written down; the post is
there; it waits no more, and its writer was not told."""


def rid_of(moment: str, ms: int) -> int:
    """Of the post of this moment."""
    return ms << RID_RANDOM_BITS | 1_000 + MOMENTS.index(moment)


def text_of(moment: str) -> str:
    """Likewise."""
    return f"{PUSH} {MOMENTS.index(moment)}"


def die(*_: Any, **__: Any) -> Any:
    """From one moment to the next."""
    os.kill(os.getpid(), signal.SIGKILL)


def doom(door: Door, moment: str) -> None:
    """Let it die there."""
    if moment == "refused":
        door.town.store.writing = die  # type: ignore[method-assign]
    elif moment == "decided":
        door.held.bank.say = die
    elif moment == "said":
        held_bank.end_wait = die
    elif moment == "settled":
        door.town.store.publish = die


async def live(dsn: str, ms: int, moment: str) -> None:
    """Never returns."""
    clock = TurnedClock(ms)
    ids = FreshIds(clock, place=1 + MOMENTS.index(moment))
    town = Town(await open_store(dsn, clock, connections_max=3), clock, ids)
    gate = Gate(town.store.read.bank, clock, OWN, automaton, expressions)
    room = open_screening(town.store, clock, ids, LocalBus(), Screening(town.store.pool), gate, town.vault)
    door = opened(town, room)
    if moment == "refused":
        await gate.load()
        doom(door, moment)
    try:
        await door.say(text_of(moment), rid=rid_of(moment, ms))
    except Held:
        if moment == "kept":
            die()
    number = next(int(post["id"]) for post in await door.waiting() if post["x"] == text_of(moment))
    doom(door, moment)
    await door.held.judge(MOD, number, ok=True)


def main(dsn: str, ms: int) -> int:
    """One after the other, in this order."""
    for moment in MOMENTS:
        child = os.fork()
        if child == 0:
            asyncio.run(live(dsn, ms, moment))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
