"""Removals outlive the database: what moderation took away or gave back is also written into a small file beside it.

A backup knows nothing of what was decided after it. `tambour restore` reads the file and carries those removals out
again before anybody is served.
"""

import asyncio
import logging
from dataclasses import dataclass, field

from tambour.ports.removals import Journal, RemovalRows

BATCH = 500
OVERLAP_MS = 60_000
"""A transaction may become visible after others that began later."""

log = logging.getLogger(__name__)


@dataclass
class Removals:
    """Follows the settled actions; at most a sweep behind, and caught up before a decision is answered."""

    rows: RemovalRows
    journal: Journal
    known: dict[tuple[int, str], int] = field(default_factory=dict)
    """(action, state) → at, of the last lines."""
    since: int = -1

    async def follow(self) -> None:
        """Write down what is not yet. What can't be written now (a full disk) is tried again."""
        if self.since < 0:
            found = await asyncio.to_thread(self.journal.newest)
            self.known = {(action, state): at for at, action, state in found}
            self.since = max((at for at, _, _ in found), default=0)
        at, action = self.since - OVERLAP_MS, 0
        while True:
            page = await self.rows.settled(at, action, BATCH)
            fresh = [one for one in page if (one.action, one.state) not in self.known]
            if fresh:
                try:
                    await asyncio.to_thread(self.journal.append, fresh)
                except OSError as error:
                    log.warning("the journal of removals waits: %s", error)
                    return
                self.known |= {(one.action, one.state): one.at for one in fresh}
            if len(page) < BATCH:
                break
            at, action = page[-1].at, page[-1].action
        self.since = max([self.since, *self.known.values()])
        self.known = {key: at for key, at in self.known.items() if at >= self.since - 2 * OVERLAP_MS}
