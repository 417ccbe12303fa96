"""How fast work beside the messenger may go: it rests where the process has people to serve."""

import asyncio
import math
import time
from dataclasses import dataclass

REST_S = 0.025
"""Between two turns; long enough to see how busy the process is without this work."""
BUSY = 0.4
GIVE_WAY = 5
"""Where others use more than that share of a core, this work rests so many times as long as it worked: what is said
goes first, and is found a little later."""
GIVE_WAY_LATE = 1
"""The same of work that has fallen behind: it must keep up with what is said."""
FLOOD_PER_S = 1_500
FLOOD_S = 0.5
"""Changes are counted over at least so long: they come in bursts, as commits carry many."""
GIVE_WAY_TO_FLOOD = 39
"""So many changes a second are more than one keeps up with anyway: they are found when the flood is over."""


@dataclass(slots=True)
class Flow:
    """Changes a second, over the last half second or more."""

    per_s: float = 0.0
    at: float = 0.0
    changes: int = 0

    def look(self, now: float, changes: int) -> float:
        """`now` in seconds; `changes` ever."""
        if now - self.at >= FLOOD_S:
            self.per_s = (changes - self.changes) / (now - self.at)
            self.at, self.changes = now, changes
        return self.per_s


def rests(rested: float, used: float, per_s: float = 0.0, *, late: bool = False) -> int:
    """How many times as long as it worked it rests: while it rested for `rested` seconds, others used `used` seconds
    of a core, and `per_s` changes come a second. `late`: much is left to do."""
    if per_s > FLOOD_PER_S:
        return GIVE_WAY_TO_FLOOD
    if used <= BUSY * rested:
        return 0
    return GIVE_WAY_LATE if late else GIVE_WAY


async def rest(worked: float, most: float = math.inf, *, per_s: float = 0.0, late: bool = False) -> bool:
    """Between two turns, of which the last took `worked` seconds. `per_s`: changes a second; `most`: seconds to rest
    at most; `late`: much is left to do. Have others much to do?"""
    began, used = time.monotonic(), time.process_time()
    await asyncio.sleep(REST_S)
    rested = time.monotonic() - began
    times = rests(rested, time.process_time() - used, per_s, late=late)
    if times:
        await asyncio.sleep(min(most, max(0.0, worked * times - rested)))
    return times > 0
