"""Who is here: coarse, lossy, and only for those who look and may see.

The gateway says who came and who left (`turned`); every two seconds the changes leave together: one change a person
in half a minute on the bus, one statement for everybody's last seen, which is never finer than a minute. Where there
are several processes each says every few seconds that it lives; whoever was at one that fell silent is gone.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tambour.domain.people import STRANGERS, may, to_minute
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store

FLUSH_S = 2.0
CHANGE_EVERY_MS = 30_000
BEAT_MS = 15_000
SILENT_MS = 45_000
ASK_EVERY_MS = 10_000
PEOPLE_A_NUDGE = 5000
WATCH_MAX = 100
WATCHERS_CHECKED_MAX = 500
"""Of more people who watch one, the others see nothing until they look again."""

log = logging.getLogger(__name__)


class Screens(Protocol):
    """The live side of this process: who watches whom."""

    def watchers(self, user: int) -> set[int]:
        """The people who watch this one."""
        ...

    def watched(self, viewer: int) -> set[int]:
        """The people whom this one watches."""
        ...

    def show_presence(self, user: int, seen: dict[str, int]) -> None:
        """Tell those who watch: `on` 1, or `ls`."""
        ...

    def unwatch(self, viewer: int, users: Iterable[int]) -> None:
        """From now on these are hidden from the viewer, what was shown of them included."""
        ...


class NoScreens:
    """A process without sockets."""

    def watchers(self, user: int) -> set[int]:
        return set()

    def watched(self, viewer: int) -> set[int]:
        return set()

    def show_presence(self, user: int, seen: dict[str, int]) -> None:
        """To nobody."""

    def unwatch(self, viewer: int, users: Iterable[int]) -> None:
        """There is nothing to take away."""


@dataclass(slots=True)
class Node:
    """What a process said: who is there (as far as all may know), and when it spoke last."""

    heard_at: int
    people: set[int] = field(default_factory=set)


class Presence:
    """`here` is who is connected to this process, `nodes` what every process said on the bus, this one included."""

    def __init__(self, store: Store, clock: Clock, publish: Callable[[Nudge], None], node: str) -> None:
        self.store = store
        self.clock = clock
        self.publish = publish
        self.node = node
        self.several = True
        """Are there perhaps other processes?"""
        self.here: set[int] = set()
        self.nodes: dict[str, Node] = {}
        self.turns: set[int] = set()
        self.said: dict[int, tuple[bool, int]] = {}
        """What was published last of a person, and when."""
        self.ahead: set[int] = set()
        """Of whom somebody was told by an answer what is not published, and perhaps never will be."""
        self.screens: Screens = NoScreens()
        self.beaten = self.asked = 0
        self.checks: set[asyncio.Task[None]] = set()

    def turned(self, user: int, on: bool) -> None:
        """The person's first connection came, or the last one went."""
        if on:
            self.here.add(user)
        else:
            self.here.discard(user)
        self.turns.add(user)

    # ── between processes ──────────────────────────────────────────────────────────────────
    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe: what processes say, this one included."""
        said = nudge.transient
        if said is None:
            return
        kind, node = said.get("k"), said.get("n")
        if kind == "on" and isinstance(node, str) and isinstance(user := said.get("u"), int):
            self.hear_turn(self.known(node), user, said)
        elif kind == "here" and isinstance(node, str) and node != self.node:
            known = node in self.nodes
            if not known or len(self.known(node).people) != said.get("people"):
                self.ask()
            self.known(node)
        elif kind == "all" and isinstance(node, str) and node != self.node:
            self.hear_all(self.known(node), said)
        elif kind == "who":
            self.tell_all()
        elif kind == "ties" and isinstance(user := said.get("u"), int):
            if user in self.here:
                self.turns.add(user)  # perhaps they hid until now
            task = asyncio.ensure_future(self.check(user))
            self.checks.add(task)
            task.add_done_callback(self.checks.discard)

    def known(self, node: str) -> Node:
        """The process, which has just spoken."""
        found = self.nodes.setdefault(node, Node(0))
        found.heard_at = self.clock.now()
        return found

    def hear_turn(self, node: Node, user: int, said: dict[str, Any]) -> None:
        """Somebody came or went there; who is still somewhere else has not gone."""
        before = self.elsewhere(user)
        (node.people.add if said.get("on") else node.people.discard)(user)
        if before != self.elsewhere(user):
            self.screens.show_presence(user, {k: int(said[k]) for k in ("on", "ls") if k in said})

    def hear_all(self, node: Node, said: dict[str, Any]) -> None:
        """Everybody who is there, in parcels. Who watches is told of those of whom this process had not heard."""
        there = {u for u in said.get("u", ()) if isinstance(u, int)}
        came = {u for u in there if not self.elsewhere(u)}
        went = node.people - there if said.get("first") else set[int]()
        if said.get("first"):
            node.people = set()
        node.people |= there
        for user in came:
            self.screens.show_presence(user, {"on": 1})
        if len(there) < PEOPLE_A_NUDGE:  # else it may be in the next parcel
            for user in went:
                if not self.online(user):
                    self.screens.show_presence(user, {"ls": to_minute(self.clock.now())})

    def ask(self) -> None:
        """Who is where? Not more often than every ten seconds."""
        if self.clock.now() - self.asked >= ASK_EVERY_MS:
            self.asked = self.clock.now()
            self.publish(Nudge(transient={"k": "who"}))

    def tell_all(self) -> None:
        """Everybody who is here and does not hide."""
        people = sorted(self.known(self.node).people)
        for start in range(0, len(people) or 1, PEOPLE_A_NUDGE):
            parcel: dict[str, Any] = {"k": "all", "n": self.node, "u": people[start : start + PEOPLE_A_NUDGE]}
            self.publish(Nudge(transient=parcel | ({} if start else {"first": 1})))

    async def beat(self) -> None:
        """Say that this process lives; forget those that do not. Their people were last seen when they spoke last."""
        now = self.clock.now()
        if not self.several or now - self.beaten < BEAT_MS:
            return
        if not self.beaten:
            self.ask()
        self.beaten = now
        mine = self.known(self.node).people
        self.publish(Nudge(transient={"k": "here", "n": self.node, "people": len(mine)}))
        for name, node in [(n, x) for n, x in self.nodes.items() if now - x.heard_at > SILENT_MS]:
            minute = to_minute(node.heard_at)
            await self.store.read.accounts.set_seen(sorted(node.people), minute)
            del self.nodes[name]
            for user in node.people:
                if not self.online(user):
                    self.screens.show_presence(user, {"ls": minute})

    def elsewhere(self, user: int) -> bool:
        """Has any process said that this person is there?"""
        return any(user in node.people for node in self.nodes.values())

    def online(self, user: int) -> bool:
        """Here, or at a process that was heard of lately."""
        since = self.clock.now() - SILENT_MS
        return user in self.here or any(
            user in node.people and node.heard_at >= since for node in self.nodes.values()
        )

    # ── at its own pace ────────────────────────────────────────────────────────────────────
    async def run(self) -> None:
        """Until cancelled. A database that is away costs nothing but a late last seen."""
        while True:
            await asyncio.sleep(FLUSH_S)
            try:
                await self.flush()
                await self.beat()
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
                self.keep_up(user, {"on": 1} if on else {"ls": minute})
                continue
            if now - at < CHANGE_EVERY_MS:
                self.turns.add(user)
            elif not on or (user in people and people[user].audience("last_seen") != "nobody"):
                self.said[user] = (on, now)
                said: dict[str, Any] = {"k": "on", "u": user, "n": self.node}
                self.publish(Nudge(transient=said | ({"on": 1} if on else {"ls": minute})))
        self.ahead &= self.turns
        self.said = {
            user: (on, at) for user, (on, at) in self.said.items() if on or now - at < CHANGE_EVERY_MS
        }

    def shown(self, user: int, at: int) -> dict[str, int]:
        """What is known of somebody's presence, in the wire's words; `at`: last seen, as the database has it.

        It is as of now, and so may be ahead of what was published: for the bus who was away for a moment has not
        gone, and nothing more would be said.
        """
        on = self.online(user)
        if on != self.elsewhere(user):
            self.ahead.add(user)
        if on:
            return {"on": 1}
        was, since = self.said.get(user, (True, 0))
        at = at if was else max(at, to_minute(since))
        return {"ls": at} if at else {}

    def keep_up(self, user: int, seen: dict[str, int]) -> None:
        """Nothing is new of this person for other processes; but an answer here may have said something else."""
        if user in self.ahead:
            self.screens.show_presence(user, seen if "on" in seen or not self.elsewhere(user) else {"on": 1})

    # ── who may see ────────────────────────────────────────────────────────────────────────
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

    async def check(self, user: int) -> None:
        """Somebody changed who may see them: whoever may no longer stops watching at once, and so do they."""
        viewers = sorted(self.screens.watchers(user))
        for viewer in viewers[WATCHERS_CHECKED_MAX:]:
            self.screens.unwatch(viewer, [user])
        try:
            for viewer in viewers[:WATCHERS_CHECKED_MAX]:
                if user not in await self.visible(viewer, [user]):
                    self.screens.unwatch(viewer, [user])
            watched = sorted(self.screens.watched(user))
            if watched:
                self.screens.unwatch(user, set(watched) - (await self.visible(user, watched)).keys())
        except Exception:  # when in doubt, nobody sees
            log.warning("presence of %d is hidden until asked for again", user, exc_info=True)
            for viewer in viewers:
                self.screens.unwatch(viewer, [user])
