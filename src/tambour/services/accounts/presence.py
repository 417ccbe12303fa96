"""Who is here: coarse, lossy, and only for those who look and may see.

The gateway says who came and who left (`turned`); every two seconds the changes leave together: one change a person
in half a minute on the bus, one statement for everybody's last seen, which is never finer than a minute.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from tambour.domain.people import STRANGERS, may, to_minute
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store

FLUSH_S = 2.0
CHANGE_EVERY_MS = 30_000
HEARD_MS = 3_600_000
WATCH_MAX = 100

log = logging.getLogger(__name__)


class Presence:
    """Presence as data. `here` is this process's word, `heard` what others said on the bus, forgotten after an hour."""

    def __init__(self, store: Store, clock: Clock, publish: Callable[[Nudge], None]) -> None:
        self.store = store
        self.clock = clock
        self.publish = publish
        self.here: set[int] = set()
        self.heard: dict[int, int] = {}
        self.turns: set[int] = set()
        self.said: dict[int, tuple[bool, int]] = {}
        """What was published last of a person, and when."""

    def turned(self, user: int, on: bool) -> None:
        """The person's first connection came, or the last one went."""
        if on:
            self.here.add(user)
        else:
            self.here.discard(user)
        self.turns.add(user)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: what other processes say."""
        said = nudge.transient
        if said is None or said.get("k") != "on" or not isinstance(said.get("u"), int):
            return
        user = int(str(said["u"]))
        if said.get("on"):
            self.heard[user] = self.clock.now()
        else:
            self.heard.pop(user, None)

    def online(self, user: int) -> bool:
        """Here, or somewhere else not long ago."""
        return user in self.here or self.heard.get(user, 0) > self.clock.now() - HEARD_MS

    async def run(self) -> None:
        """Until cancelled. A database that is away costs nothing but a late last seen."""
        while True:
            await asyncio.sleep(FLUSH_S)
            try:
                await self.flush()
            except Exception:
                log.warning("presence was not written; it will be", exc_info=True)

    async def flush(self) -> None:
        """Write last seen of all who turned since, and say what is due."""
        if not self.turns:
            return
        turned, self.turns = self.turns, set()
        now = self.clock.now()
        minute = to_minute(now)
        try:
            await self.store.read.accounts.set_seen(sorted(turned), minute)
            people = await self.store.read.accounts.people(sorted(turned))
        except Exception:
            self.turns |= turned
            raise
        for user in turned:
            on = user in self.here
            was, at = self.said.get(user, (False, 0))
            if was == on:
                continue
            if now - at < CHANGE_EVERY_MS:
                self.turns.add(user)
            elif not on or (user in people and people[user].audience("last_seen") != "nobody"):
                self.said[user] = (on, now)
                said: dict[str, int | str | list[int]] = {"k": "on", "u": user}
                self.publish(Nudge(transient=said | ({"on": 1} if on else {"ls": minute})))
        self.said = {
            user: (on, at) for user, (on, at) in self.said.items() if on or now - at < CHANGE_EVERY_MS
        }

    async def visible(self, viewer: int, users: Sequence[int]) -> dict[int, int]:
        """Last seen (ms, a whole minute) of those whose presence the viewer may see; 0 when never.

        Who hides from everybody sees nobody.
        """
        wanted = list(users)[:WATCH_MAX]
        people = await self.store.read.accounts.people([*wanted, viewer])
        ties = await self.store.read.accounts.ties(viewer, wanted)
        if viewer not in people or people[viewer].audience("last_seen") == "nobody":
            return {}
        return {
            user: people[user].last_seen
            for user in wanted
            if user in people
            and not people[user].deleted
            and not people[user].is_bot
            and may(people[user].audience("last_seen"), ties.get(user, STRANGERS))
        }
