"""One WebSocket: its handshake, its requests, its end. Everything it says goes through its Line."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from multidict import CIMultiDict
from picows import WSFrame, WSListener, WSMsgType, WSTransport
from typing_extensions import override

from tambour.domain.errors import Flood, Refusal
from tambour.edges.gateway.frames import D1, TEXT, encode, header, pack
from tambour.edges.gateway.line import Line
from tambour.edges.gateway.live import Live
from tambour.edges.methods.dispatch import refusal_body
from tambour.edges.methods.table import Caller

IN_FLIGHT_MAX = 32
STRIKES_MAX = 256
REQUESTS_PER_FRAME_MAX = 32
SIGN_IN_WITHIN_S = 600
CLOSE_PROTOCOL = 1002
CLOSE_BAD_JSON = 1007
CLOSE_FLOOD = 4009
CLOSE_VERSION = 4010

log = logging.getLogger(__name__)
NO_HEADERS: CIMultiDict[str] = CIMultiDict()


class Request(msgspec.Struct):
    """One call on the wire."""

    i: Annotated[int, msgspec.Meta(gt=-(1 << 53), lt=1 << 53)]
    m: str
    p: msgspec.Raw = msgspec.Raw(b"{}")


one_request = msgspec.json.Decoder(Request)
many_requests = msgspec.json.Decoder(list[Request])


class Pipe:
    """The socket's transport, as a Line writes to it. `write` and `waiting` are the transport's own: a channel of
    thousands calls them once a reader and tick."""

    __slots__ = ("socket", "waiting", "write")

    def __init__(self, socket: WSTransport) -> None:
        transport = socket.underlying_transport
        self.socket = socket
        self.write: Callable[[bytes], None] = transport.write
        self.waiting: Callable[[], int] = transport.get_write_buffer_size

    def close(self, code: int, reason: str = "") -> None:
        """A close frame, then the end; a reader who takes nothing is not waited for."""
        transport = self.socket.underlying_transport
        transport.write(closing(code, reason))
        if transport.get_write_buffer_size() > 0:
            asyncio.get_running_loop().call_later(2, transport.abort)
        self.socket.disconnect()


def closing(code: int, reason: str) -> bytes:
    """A close frame (RFC 6455 §5.5.1)."""
    body = code.to_bytes(2, "big") + reason.encode()[:120]
    return header(0x88, len(body)) + body


def forget_handshake(transport: WSTransport) -> None:
    """picows keeps both sides' headers for the life of a connection: 2.5 kB each that nobody reads again."""
    transport.request.headers = transport.response.headers = NO_HEADERS
    transport.request.path = b""


class Socket(WSListener):
    """A client of the protocol; also what its methods may do to the live side (`methods.table.Conn`)."""

    __slots__ = ("caller", "in_flight", "last", "line", "live", "path", "strikes", "tasks", "token")

    def __init__(self, live: Live, path: str, token: str, address: str) -> None:
        self.live = live
        self.path = path
        self.token = token
        self.caller = Caller(address=address, conn=self)
        self.line: Line | None = None
        self.in_flight = 0
        self.strikes = 0
        self.tasks: set[asyncio.Task[None]] | None = None
        self.last: dict[str, asyncio.Task[None]] | None = None

    # ── picows calls these ───────────────────────────────────────────────────────────────────
    @override
    def on_ws_connected(self, transport: WSTransport) -> None:
        """The upgrade is done: say welcome, with the difference if the client told its cursors."""
        query = {k: v[-1] for k, v in parse_qs(urlsplit(self.path).query).items()}
        self.line = Line(Pipe(transport), D1 if query.get("z") == "d1" else TEXT)
        if query.get("v", "1") != "1":
            self.line.close(CLOSE_VERSION, "version 1 is served")
            return
        token, self.path, self.token = self.token, "", ""
        forget_handshake(transport)
        _ = self.spawn(self.live.welcome(self.line, self.caller, token, query))

    @override
    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Requests come as one JSON object or an array of them."""
        line = self.line
        if line is None or line.closed:
            return
        kind = frame.msg_type
        if frame.rsv1 or frame.rsv2 or frame.rsv3:
            line.close(CLOSE_PROTOCOL, "no extension was agreed on")
            return
        if kind == WSMsgType.CLOSE:
            line.closed = True
            transport.disconnect()
            return
        if kind == WSMsgType.TEXT and frame.fin:
            self.requests(line, frame.get_payload_as_bytes())
        elif kind not in (WSMsgType.PING, WSMsgType.PONG):
            line.close(CLOSE_BAD_JSON, "one unfragmented text frame per request")

    @override
    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """Nothing more will be heard; what was accepted is still recorded."""
        if self.line is not None:
            self.line.closed = True
            self.live.goodbye(self.line)
        # The collector looks rarely (settle_memory), so a connection that ended must not wait for it in a circle.
        self.caller.conn = None

    @override
    def pause_writing(self) -> None:
        """The Line watches the buffer itself."""

    @override
    def resume_writing(self) -> None:
        """The Line watches the buffer itself."""

    # ── requests ─────────────────────────────────────────────────────────────────────────────
    def requests(self, line: Line, raw: bytes) -> None:
        """Decode and start each; the answers come in any order."""
        try:
            raw.decode()
            calls = many_requests.decode(raw) if raw[:1] == b"[" else [one_request.decode(raw)]
        except (msgspec.ValidationError, RecursionError):
            self.answer(line, 0, {"x": {"c": "BAD", "msg": "not a request", "field": "i"}})
            self.strike(line)
            return
        except (msgspec.DecodeError, UnicodeDecodeError):
            line.close(CLOSE_BAD_JSON, "not JSON")
            return
        for call in calls[:REQUESTS_PER_FRAME_MAX]:
            if self.in_flight >= IN_FLIGHT_MAX:
                self.answer(
                    line, call.i, {"x": refusal_body(Flood(1, f"{IN_FLIGHT_MAX} requests in flight"))}
                )
                self.strike(line)
            else:
                self.in_flight += 1
                self.start(line, call)
        for call in calls[REQUESTS_PER_FRAME_MAX:]:
            self.answer(line, call.i, {"x": refusal_body(Flood(1, "too many requests in a frame"))})
            self.strike(line)

    def strike(self, line: Line) -> None:
        """Who goes on after so many warnings is closed."""
        self.strikes += 1
        if self.strikes > STRIKES_MAX:
            line.close(CLOSE_FLOOD, "flood")

    def start(self, line: Line, call: Request) -> None:
        """Now, or after the one before that it must not overtake (`methods.table.Method.order`)."""
        order = self.live.dispatch.order(call.m)
        before = self.last.get(order) if order and self.last else None
        task = self.spawn(self.call(line, call, before))
        if order:
            self.last = (self.last or {}) | {order: task}

    async def call(self, line: Line, call: Request, before: "asyncio.Task[None] | None") -> None:
        """One request, one answer."""
        if before is not None:
            await asyncio.wait([before])
        try:
            result = await self.live.dispatch.run(call.m, bytes(call.p), self.caller)
        except Refusal as no:
            self.answer(line, call.i, {"x": refusal_body(no)})
            if no.code == "FLOOD":
                self.strike(line)
        else:
            if result is not None:
                self.answer(line, call.i, {"r": result})
                await self.live.after(line, self.caller)
        finally:
            self.in_flight -= 1

    def answer(self, line: Line, i: int, body: dict[str, Any]) -> None:
        """Lane 1."""
        if not line.closed:
            self.live.hub.reply(line, pack(encode({"i": i} | body), line.variant))

    def spawn(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """A task that is kept until it ends."""
        if self.tasks is None:
            self.tasks = set()
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.done)
        return task

    def done(self, task: "asyncio.Task[None]") -> None:
        """Forget the task; a bug in it is logged, not lost."""
        if self.tasks is not None:
            self.tasks.discard(task)
            self.tasks = self.tasks or None
        if self.last is not None:
            self.last = {order: one for order, one in self.last.items() if one is not task} or None
        if not task.cancelled() and task.exception() is not None:
            log.error("a socket's task failed", exc_info=task.exception())

    # ── methods.table.Conn ───────────────────────────────────────────────────────────────────
    def open_chat(self, chat: int, kind: str) -> None:
        """Full bodies of this chat from now on."""
        if self.line is not None and not self.line.closed:
            self.live.hub.look(self.line, chat, True, kind)

    def close_chat(self, chat: int) -> None:
        """No longer on the screen."""
        if self.line is not None:
            self.live.hub.look(self.line, chat, False)

    def watch(self, users: tuple[int, ...]) -> None:
        """Presence of these people."""
        if self.line is not None and not self.line.closed:
            self.live.hub.watch(self.line, users)
