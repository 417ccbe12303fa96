"""The desk live: server-sent events that name the cases that moved, so that pages fetch themselves anew. No content."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar import Response, get
from litestar.response import Stream

from tambour.edges.console.desk import HEADERS, Asked, Console, Seat
from tambour.ports.bus import Nudge

BEAT_S = 25.0
PAUSE_S = 1.0
"""At most one event in so long: a crowd of complaints moves a page no faster."""
LISTENERS_MAX = 200
NAMED_MAX = 100
"""Cases named in one event; of more it says only that something moved."""


@dataclass(eq=False)
class Listener:
    """One open page."""

    cases: set[int] = field(default_factory=set)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False


@dataclass
class Pulse:
    """Hears the bus for all pages of this process."""

    pause_s: float = PAUSE_S
    listeners: list[Listener] = field(default_factory=list)

    def hear(self, nudge: Nudge) -> None:
        """For Bus.subscribe."""
        if nudge.transient is None or nudge.transient.get("k") != "desk":
            return
        for one in self.listeners:
            one.cases.add(int(nudge.transient.get("case", 0)))
            one.wake.set()

    def listen(self) -> Listener:
        """The oldest page makes room when there are too many."""
        if len(self.listeners) >= LISTENERS_MAX:
            self.end(self.listeners[0])
        made = Listener()
        self.listeners.append(made)
        return made

    def end(self, one: Listener) -> None:
        """Its stream ends."""
        one.ended = True
        one.wake.set()
        if one in self.listeners:
            self.listeners.remove(one)

    def close(self) -> None:
        """All streams end."""
        for one in list(self.listeners):
            self.end(one)

    async def stream(self, one: Listener, alive: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
        """Frames until either side ends, or the person is staff no more."""
        try:
            yield b"retry: 3000\nevent: here\ndata: {}\n\n"
            while not one.ended:
                try:
                    async with asyncio.timeout(BEAT_S):
                        await one.wake.wait()
                except TimeoutError:
                    yield b": beat\n\n"
                if not await alive():
                    return
                if one.wake.is_set():
                    yield said(one)
                    await asyncio.sleep(self.pause_s)
        finally:
            self.end(one)


def said(one: Listener) -> bytes:
    """The event of what moved since the last."""
    one.wake.clear()
    cases, one.cases = sorted(one.cases), set()
    named = [str(case) for case in cases if case] if len(cases) <= NAMED_MAX else []
    return b"event: desk\ndata: " + msgspec.json.encode({"cases": named}) + b"\n\n"


def live_routes(console: Console, pulse: Pulse) -> list[Any]:
    """GET /console/live."""

    @get("/live")
    async def live(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            async def alive() -> bool:
                return await console.seat(request) is not None

            frames = pulse.stream(pulse.listen(), alive)
            return Stream(frames, media_type="text/event-stream", headers=HEADERS)

        return await console.look(request, show)

    return [live]
