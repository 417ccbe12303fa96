"""Waiting for what comes later: as long as a slow, busy machine needs, and no moment longer."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from tambour.adapters.clock import WallClock

PATIENCE_S = 30
"""Only a test that fails waits so long."""


async def a_moment_later() -> None:
    """What is made from here on bears another millisecond."""
    began = WallClock().now()
    await until(lambda: WallClock().now() > began)


async def end_all(*tasks: asyncio.Future[Any]) -> None:
    """They are told to end and waited for: whoever is only told still uses what is closed next."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(true: Callable[[], Any | Awaitable[Any]], within: float = PATIENCE_S) -> Any:
    """What this gives once it is true; raises TimeoutError."""
    async with asyncio.timeout(within):
        while True:
            found = true()
            if inspect.isawaitable(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(0.01)
