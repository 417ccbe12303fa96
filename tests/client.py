"""A small client of the protocol, for tests: requests by id, events in a list, no cleverness."""

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import Any, Self

import msgspec
import websockets

from tests.waiting import PATIENCE_S


class Refused(Exception):
    """The server's `x`."""

    def __init__(self, x: dict[str, Any]) -> None:
        super().__init__(f"{x.get('c')}: {x}")
        self.x = x
        self.code = x.get("c")


class Client:
    """One connection. `events` holds every event frame in order of arrival."""

    rids = itertools.count(1)

    def __init__(self, url: str, token: str = "") -> None:
        self.url = url
        self.token = token
        self.events: list[dict[str, Any]] = []
        self.answers: dict[int, asyncio.Future[Any]] = {}
        self.ids = itertools.count(1)
        self.news = asyncio.Event()
        self.closed: tuple[int, str] | None = None

    async def open(self, query: str = "") -> Self:
        """Connect and wait for the welcome."""
        offered = ["tt1", self.token] if self.token else ["tt1"]
        self.socket = await websockets.connect(
            f"{self.url}/ws?v=1{query}",
            subprotocols=offered,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_S,
        )
        self.reader = asyncio.ensure_future(self.read())
        await self.until(lambda e: e["t"] == "welcome")
        return self

    async def read(self) -> None:
        """Sort frames into answers and events."""
        try:
            async for raw in self.socket:
                found = msgspec.json.decode(raw)
                for frame in found if isinstance(found, list) else [found]:
                    self.take(frame)
        except websockets.ConnectionClosed:
            pass
        self.closed = (self.socket.close_code or 0, self.socket.close_reason or "")
        for waiting in self.answers.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError(str(self.closed)))
        self.news.set()

    def take(self, frame: dict[str, Any]) -> None:
        """One frame."""
        if "i" in frame and "t" not in frame:
            waiting = self.answers.pop(frame["i"], None)
            if waiting and not waiting.done():
                if "x" in frame:
                    waiting.set_exception(Refused(frame["x"]))
                else:
                    waiting.set_result(frame["r"])
        else:
            self.events.append(frame)
            self.news.set()

    async def call(self, method: str, within: float = PATIENCE_S, /, **params: Any) -> Any:
        """One request; raises Refused."""
        i = next(self.ids)
        waiting = self.answers[i] = asyncio.get_running_loop().create_future()
        await self.socket.send(msgspec.json.encode({"i": i, "m": method, "p": params}).decode())
        return await asyncio.wait_for(waiting, within)

    async def send(self, chat: int, text: str, **more: Any) -> Any:
        """msg.send with a fresh rid unless one is given."""
        more.setdefault("rid", self.rid())
        return await self.call("msg.send", c=chat, x=text, **more)

    def rid(self) -> str:
        """A fresh rid."""
        return str((int(time.time() * 1000) << 22) | (next(self.rids) & 0x3FFFFF))

    async def until(
        self, wanted: Callable[[dict[str, Any]], bool], within: float = PATIENCE_S
    ) -> dict[str, Any]:
        """The first event (also an earlier one) that fits."""
        end = asyncio.get_running_loop().time() + within
        seen = 0
        while True:
            for event in self.events[seen:]:
                if wanted(event):
                    return event
            seen = len(self.events)
            self.news.clear()
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                raise TimeoutError(f"not seen among {self.events[-5:]}")
            try:
                await asyncio.wait_for(self.news.wait(), left)
            except TimeoutError:
                raise TimeoutError(f"not seen among {self.events[-5:]}") from None

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await self.reader
