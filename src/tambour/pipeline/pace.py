"""How fast work beside the messenger may go: it rests where the process has people to serve."""

import asyncio
import math
import time
from collections.abc import Callable

REST_S = 0.025
"""Between two turns; long enough to see how busy the process is without this work."""
BUSY = 0.4
GIVE_WAY = 5
"""Where others use more than that share of a core, this work rests so many times as long as it worked: what is said
goes first, and is found a little later."""
GIVE_WAY_LATE = 1
"""The same of work that has fallen behind: it must keep up with what is said."""
FLOOD_PER_S = 1_500
GIVE_WAY_TO_FLOOD = 39
"""So many changes a second are more than one keeps up with anyway: they are found when the flood is over."""


def rests(rested: float, used: float, heard: int, *, late: bool = False) -> int:
    """How many times as long as it worked it rests: while it rested for `rested` seconds, others used `used` seconds
    of a core and `heard` changes came. `late`: much is left to do."""
    if heard > FLOOD_PER_S * rested:
        return GIVE_WAY_TO_FLOOD
    if used <= BUSY * rested:
        return 0
    return GIVE_WAY_LATE if late else GIVE_WAY


def nothing_heard() -> int:
    """For work that counts no changes."""
    return 0


async def rest(
    worked: float, heard: Callable[[], int] = nothing_heard, most: float = math.inf, *, late: bool = False
) -> bool:
    """Between two turns, of which the last took `worked` seconds. `heard`: changes ever; `most`: seconds to rest at
    most; `late`: much is left to do. Have others much to do?"""
    began, used, before = time.monotonic(), time.process_time(), heard()
    await asyncio.sleep(REST_S)
    rested = time.monotonic() - began
    times = rests(rested, time.process_time() - used, heard() - before, late=late)
    if times:
        await asyncio.sleep(min(most, max(0.0, worked * times - rested)))
    return times > 0
