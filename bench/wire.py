"""A small client of the protocol for benches and fault tests: calls and events over one WebSocket."""

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any

import msgspec
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

Event = dict[str, Any]


class Refused(Exception):
    """The server's `x`."""

    def __init__(self, x: dict[str, Any]) -> None:
        super().__init__(f"{x.get('c')}: {x.get('msg')}")
        self.code = x.get("c", "")
        self.wait_s = float(x.get("wait") or 0)


class Wire(WSListener):
    """One connection. Calls raise Refused, or ConnectionError when it is gone."""

    def __init__(self, on_event: Callable[[Event], None] | None = None) -> None:
        self.on_event = on_event
        self.transport: WSTransport | None = None
        self.numbers = count(1)
        self.waiting: dict[int, asyncio.Future[Any]] = {}
        self.welcome: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        self.closed = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        """picows: the upgrade is done."""
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """picows: answers go to their callers, the rest to `on_event`."""
        if frame.msg_type != WSMsgType.TEXT:
            if frame.msg_type == WSMsgType.CLOSE:
                transport.disconnect()
            return
        said = msgspec.json.decode(frame.get_payload_as_bytes())
        for one in said if isinstance(said, list) else [said]:
            self.hear(one)

    def hear(self, one: Event) -> None:
        """One object of a frame."""
        if "i" in one and "t" not in one:
            answer = self.waiting.pop(one["i"], None)
            if answer is not None and not answer.done():
                if "x" in one:
                    answer.set_exception(Refused(one["x"]))
                else:
                    answer.set_result(one["r"])
        elif one.get("t") == "welcome":
            if not self.welcome.done():
                self.welcome.set_result(one)
        elif self.on_event is not None:
            self.on_event(one)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """picows: gone; whoever waits hears of it."""
        self.closed = True
        gone = ConnectionError("the connection is gone")
        for answer in [*self.waiting.values(), self.welcome]:
            if not answer.done():
                answer.set_exception(gone)
                answer.exception()
        self.waiting.clear()

    async def call(self, method: str, timeout_s: float = 12, **params: Any) -> Any:
        """One request."""
        if self.closed or self.transport is None:
            raise ConnectionError("not connected")
        number = next(self.numbers)
        answer = self.waiting[number] = asyncio.get_running_loop().create_future()
        self.transport.send(WSMsgType.TEXT, msgspec.json.encode({"i": number, "m": method, "p": params}))
        try:
            return await asyncio.wait_for(answer, timeout_s)
        except TimeoutError:
            raise ConnectionError(f"{method} was not answered within {timeout_s} s") from None
        finally:
            self.waiting.pop(number, None)

    def close(self) -> None:
        """Hang up."""
        if self.transport is not None:
            self.transport.disconnect()


async def dial(
    port: int, token: str, *, query: str = "", on_event: Callable[[Event], None] | None = None
) -> Wire:
    """A welcomed connection. Raises ConnectionError or OSError."""
    wire = Wire(on_event)
    try:
        await ws_connect(
            lambda: wire,
            f"ws://127.0.0.1:{port}/ws?v=1&z=0{query}",
            extra_headers={"Sec-WebSocket-Protocol": f"tt1, {token}"},
            websocket_handshake_timeout=5,
        )
    except Exception as error:
        raise ConnectionError(str(error)) from error
    await asyncio.wait_for(wire.welcome, 10)
    return wire
