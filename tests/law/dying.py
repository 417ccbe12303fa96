"""`python -m tests.law.dying DSN DATA JUDGE CASE VER OUTCOME MOMENT`: decides a case and is killed in the middle of it.

MOMENT: `publish` (committed, nobody has heard of it), `finish` (the subject is gone, its copies are not), `notify`
(everything is gone, nobody was told).
"""

import asyncio
import os
import signal
import sys
from typing import Any

from tambour.app import build
from tambour.config import load
from tambour.moderation.cases import Choice


def die(*_: Any) -> Any:
    """From one moment to the next."""
    os.kill(os.getpid(), signal.SIGKILL)


async def decide(dsn: str, data: str, judge: int, case: int, ver: int, outcome: str, moment: str) -> None:
    """Never returns, unless nothing is killed any more."""
    house = await build(load(chosen={"data": data, "server.port": 0}), dsn, {})
    safety = house.safety
    if moment == "publish":
        safety.store.publish = die  # type: ignore[attr-defined]
    elif moment == "finish":
        safety.enforce.finish = die  # type: ignore[method-assign]
    else:
        safety.review.notify = die  # type: ignore[method-assign]
    choice = Choice(outcome=outcome, category="tvec.praise", facts="Praise.")
    await safety.review.decide(judge, case, ver, choice)


if __name__ == "__main__":
    dsn, data, judge, case, ver, outcome, moment = sys.argv[1:]
    asyncio.run(decide(dsn, data, int(judge), int(case), int(ver), outcome, moment))
