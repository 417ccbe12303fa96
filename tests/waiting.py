"""Waiting for what comes later: as long as a slow, busy machine needs, and no moment longer."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

PATIENCE_S = 30
"""Only a test that fails waits so long."""


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
