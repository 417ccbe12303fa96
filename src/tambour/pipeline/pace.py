"""How fast work beside the messenger may go: it rests where the process has people to serve."""

import asyncio
import time

REST_S = 0.025
"""Between two turns; long enough to see how busy the process is without this work."""
BUSY = 0.4
GIVE_WAY = 5
"""Where others use more than that share of a core, this work rests so many times as long as it worked."""
REST_MAX_S = 1.0


def rests(rested: float, used: float) -> int:
    """How many times as long as it worked it rests: while it rested for `rested` seconds, others used `used` seconds
    of a core."""
    return GIVE_WAY if used > BUSY * rested else 0


async def rest(worked: float) -> bool:
    """Between two turns, of which the last took `worked` seconds. Have others much to do?"""
    began, used = time.monotonic(), time.process_time()
    await asyncio.sleep(REST_S)
    rested = time.monotonic() - began
    times = rests(rested, time.process_time() - used)
    if times:
        await asyncio.sleep(min(REST_MAX_S, max(0.0, worked * times - rested)))
    return times > 0
