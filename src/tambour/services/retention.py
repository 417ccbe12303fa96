"""Forgetting on time: send keys after eight days, events of chats and accounts after thirty. Runs once an hour."""

import asyncio
import logging
from dataclasses import dataclass

from tambour.domain.decide import RID_NEWEST_MS, RID_OLDEST_MS
from tambour.domain.ids import DAY_MS
from tambour.ports.outside import Clock
from tambour.ports.retention import Retention as Rows

EVERY_S = 3600
PAUSE_S = 0.1
LOG_MS = 30 * DAY_MS
CHAT_EVENTS_MAX = 10_000
CHATS_PER_TURN = 500
ENTRIES_PER_TURN = 20_000

log = logging.getLogger(__name__)


@dataclass
class Retention:
    """What a client may still resume from is exactly what is kept here."""

    rows: Rows
    clock: Clock

    async def make_room(self) -> None:
        """Day tables for every rid that may come in the next day; called at start, before the doors open."""
        now = self.clock.now()
        await self.rows.make_days((now - RID_OLDEST_MS) // DAY_MS, (now + RID_NEWEST_MS) // DAY_MS + 1)

    async def turn(self) -> None:
        """One round; the logs in pieces until a piece comes back small."""
        now = self.clock.now()
        await self.make_room()
        await self.rows.forget_places(now - DAY_MS)
        await self.rows.drop_days((now - RID_OLDEST_MS) // DAY_MS)
        while await self.rows.prune_chats(now - LOG_MS, CHAT_EVENTS_MAX, CHATS_PER_TURN) > 0:  # noqa: ASYNC110
            await asyncio.sleep(PAUSE_S)
        while await self.rows.prune_accounts(now - LOG_MS, ENTRIES_PER_TURN) >= ENTRIES_PER_TURN:  # noqa: ASYNC110
            await asyncio.sleep(PAUSE_S)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.turn()
            except Exception:
                log.warning("housekeeping failed and will be tried again", exc_info=True)
