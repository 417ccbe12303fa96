"""What all live connections of a process share: who may come in, the first frame, heartbeats, the orderly end."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from tambour.domain.cursors import plain_number
from tambour.domain.errors import NotFound, NotSignedIn, Refusal
from tambour.domain.events import ChatEvent
from tambour.edges.gateway.frames import encode, pack
from tambour.edges.gateway.hub import Hub
from tambour.edges.gateway.line import Line
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.table import Caller
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.ports.sync import SyncRows

HEARTBEAT_S = 30
SWEEP_S = 0.25
DRAIN_SPREAD_MS = 5000
CLOSE_AUTH = 4001
CLOSE_REVOKED = 4003
CLOSE_DRAINING = 4006
OPEN_MAX = 8
AGAIN_MS = 2000
WELCOMES_AT_ONCE = 32
"""A storm of reconnects waits in line before it takes memory and the database."""

log = logging.getLogger(__name__)


class Tokens(Protocol):
    """Reads an access token without the database; raises NotSignedIn."""

    def read(self, token: str) -> tuple[int, int]: ...


class Syncs(Protocol):
    """The difference for a client's cursors."""

    async def sync_for(self, user: int, cursors: dict[str, str]) -> dict[str, Any]: ...


@dataclass
class Live:
    """The live side's common room."""

    hub: Hub
    dispatch: Dispatch
    store: Store
    rows: SyncRows
    tokens: Tokens
    syncs: Syncs
    clock: Clock
    epoch: str
    may_open: Callable[[int, int], Awaitable[str]]
    """(user, chat) → the chat's kind if this person may read it; raises a Refusal."""
    on_presence: Callable[[int, bool], None] = field(default=lambda user, on: None)
    lines: set[Line] = field(default_factory=set)
    draining: bool = False
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)
    door: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(WELCOMES_AT_ONCE))
    returning: set["asyncio.Task[None]"] = field(default_factory=set)

    def start(self) -> None:
        """Begin the heartbeat and the sweep."""
        self.tasks = [asyncio.ensure_future(self.beat()), asyncio.ensure_future(self.sweep())]
        self.hub.on_back = self.is_back

    async def welcome(self, line: Line, caller: Caller, token: str, cursors: dict[str, str]) -> None:
        """The first frame: welcome and, with cursors, the difference; without a token only auth.* may be called."""
        self.lines.add(line)
        if self.draining:
            line.close(CLOSE_DRAINING, "1000")
            return
        try:
            async with self.door:
                frames = [] if line.closed else await self.first(line, caller, token, cursors)
        except NotSignedIn:
            line.close(CLOSE_AUTH, "token")
        except Exception:
            # A line without a first frame would stay mute for ever: send it away with a time to come back.
            log.exception("no welcome for a connection")
            line.close(CLOSE_DRAINING, str(AGAIN_MS))
        else:
            self.begin(line, frames)

    async def first(
        self, line: Line, caller: Caller, token: str, cursors: dict[str, str]
    ) -> list[dict[str, Any]]:
        """What the first frame holds. Raises NotSignedIn."""
        frames: list[dict[str, Any]] = []
        if token:
            caller.user, caller.session = self.tokens.read(token)
            await self.enter(line, caller)
            if "pts" in cursors:
                try:
                    frames.append({"t": "sync"} | await self.syncs.sync_for(caller.user, cursors))
                except Refusal as no:
                    frames.append({"t": "sync", "x": no.code})
            await self.reopen(line, caller, cursors.get("open", ""))
        welcome = {"t": "welcome", "v": 1, "now": self.clock.now(), "epoch": self.epoch, "me": caller.user}
        return [welcome, *frames]

    def begin(self, line: Line, frames: list[dict[str, Any]]) -> None:
        """From here on the line writes; what it heard meanwhile follows the first frame."""
        line.chunks.insert(0, pack(encode(frames), line.variant))
        line.ready = True
        self.hub.due(line)

    async def enter(self, line: Line, caller: Caller) -> None:
        """Sign the line in: hear the account first, then load its chats, so that nothing falls between."""
        if not await self.rows.alive(caller.session):
            raise NotSignedIn("session revoked")
        line.user, line.session = caller.user, caller.session
        if self.hub.enter(line):
            self.on_presence(
                caller.user, True
            )  # at once: another line may come, and this one go, in the meantime
        self.hub.join(line, await self.store.read.chats.chats_of(caller.user))
        if line.closed:
            self.leave(line)

    def is_back(self, event: ChatEvent) -> None:
        """A chat was restored: whoever of its members is here hears of it now, and of what follows."""
        task = asyncio.ensure_future(self.bring_back(event))
        self.returning.add(task)
        task.add_done_callback(self.returning.discard)

    async def bring_back(self, event: ChatEvent) -> None:
        """The members are asked for once, of those who are online here; what is lost now is found at the next sync."""
        try:
            kind, members, people = await self.store.read.chats.listeners(event.chat, list(self.hub.users))
        except Exception:
            log.warning("nobody could be told that a chat is back", exc_info=True)
            return
        self.hub.bring_back(event, kind, members, people)

    async def reopen(self, line: Line, caller: Caller, opened: str) -> None:
        """Chats that were on the screen: `CHAT:EV,…`."""
        for part in opened.split(",")[:OPEN_MAX]:
            chat = plain_number(part.partition(":")[0])
            if chat is not None:
                with contextlib.suppress(NotFound, Refusal):
                    self.hub.look(line, chat, True, await self.may_open(caller.user, chat))

    async def after(self, line: Line, caller: Caller) -> None:
        """A method may have signed this connection in: from now on it hears its account."""
        if caller.user and not line.user and not line.closed:
            await self.enter(line, caller)

    def goodbye(self, line: Line) -> None:
        """The connection ended."""
        self.lines.discard(line)
        self.leave(line)

    def leave(self, line: Line) -> None:
        """It hears nothing more; with the last one the person is gone."""
        if line.user and self.hub.leave(line):
            self.on_presence(line.user, False)

    async def beat(self) -> None:
        """Counters for everybody every half minute, spread out, so that silent loss is found within one beat."""
        while True:
            lines = list(self.lines)
            pause = HEARTBEAT_S / max(1, -(-len(lines) // 50))
            for start in range(0, max(1, len(lines)), 50):
                await asyncio.sleep(pause)
                batch = [x for x in lines[start : start + 50] if x.user and x.ready and not x.closed]
                pts, heads = await self.counters({x.user for x in batch}, {c for x in batch for c in x.open})
                for line in batch:
                    self.heartbeat(line, pts.get(line.user, 0), heads)

    async def counters(self, users: set[int], chats: set[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Newest pts and ev from the database itself; while it is away the beat goes on without them."""
        try:
            pts = await self.rows.points(list(users)) if users else {}
            return pts, await self.rows.heads(list(chats)) if chats else {}
        except Exception:
            return {}, {}

    def heartbeat(self, line: Line, pts: int, heads: dict[int, int]) -> None:
        """`hb`: now, pts, and the newest ev of the chats on the screen."""
        beat: dict[str, Any] = {"t": "hb", "now": self.clock.now()}
        if pts:
            beat["pts"] = pts
        shown = [[c, heads[c]] for c in line.open if c in heads]
        if shown:
            beat["ev"] = shown
        self.hub.reply(line, pack(encode(beat), line.variant))

    async def sweep(self) -> None:
        """Slow readers, four times a second."""
        while True:
            await asyncio.sleep(SWEEP_S)
            self.hub.sweep()

    async def stop(self) -> None:
        """Send everybody away with a time to come back, spread so that they do not come all at once."""
        self.draining = True
        for task in self.tasks:
            task.cancel()
        for n, line in enumerate(list(self.lines)):
            line.close(CLOSE_DRAINING, str(500 + n * 7 % DRAIN_SPREAD_MS))
        await asyncio.sleep(0.05)
