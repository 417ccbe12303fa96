"""WebSockets and HTTP on one port: uvicorn reads the request, and an upgrade is handed over to picows.

picows' protocol class is not public: the version is pinned and tests/edges/test_bridge.py opens a socket through it.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

from picows import WSUpgradeRequest, WSUpgradeResponse, WSUpgradeResponseWithListener
from picows.picows import WSAutoPingStrategy, WSProtocol  # type: ignore[attr-defined]
from typing_extensions import override

from tambour.edges.gateway.live import Live
from tambour.edges.gateway.socket import Socket
from tambour.edges.web.address import forwarded

FRAME_MAX_BYTES = 64 * 1024
READ_BUFFER_BYTES = 1024
HANDSHAKE_S = 5
SUBPROTOCOL = "tt1"

quiet = logging.getLogger("tambour.picows")
quiet.setLevel(logging.CRITICAL)


def bridge(live: Live, origins: frozenset[str], proxies: int) -> type[asyncio.Protocol]:
    """The class uvicorn makes one of per upgrade. `origins` may connect besides our own host; `proxies`: address.py."""

    class Bridge(asyncio.Protocol):
        """Feeds the upgrade request to picows and gives it the transport."""

        def __init__(self, config: object, server_state: object, app_state: object) -> None:
            self.transport: asyncio.Transport | None = None

        @override
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            """uvicorn hands over its transport."""
            self.transport = cast("asyncio.Transport", transport)

        @override
        def data_received(self, data: bytes) -> None:
            """The upgrade request, rebuilt by uvicorn in one piece."""
            assert self.transport is not None  # noqa: S101
            peer = self.transport.get_extra_info("peername")
            address = str(peer[0]) if peer else ""
            protocol = WSProtocol(
                None, None, False, factory(live, origins, address, proxies), quiet, True, HANDSHAKE_S,
                False, 20, 20, WSAutoPingStrategy.PING_WHEN_IDLE, True, FRAME_MAX_BYTES, None, READ_BUFFER_BYTES,
            )  # fmt: skip
            protocol.connection_made(self.transport)
            feed(protocol, data)
            asyncio.get_running_loop().call_soon(hand_over, self.transport, protocol)

    return Bridge


def hand_over(transport: asyncio.Transport, protocol: WSProtocol) -> None:
    """From the next byte on picows reads."""
    if not transport.is_closing():
        transport.set_protocol(protocol)


def feed(protocol: WSProtocol, data: bytes) -> None:
    """Through the buffer interface, in as many pieces as it offers."""
    rest = memoryview(data)
    while rest:
        room = protocol.get_buffer(len(rest))
        size = min(len(room), len(rest))
        room[:size] = rest[:size]
        protocol.buffer_updated(size)
        rest = rest[size:]


def factory(
    live: Live, origins: frozenset[str], peer: str, proxies: int
) -> Callable[[WSUpgradeRequest], WSUpgradeResponseWithListener]:
    """Decides about one upgrade: path, origin, sub-protocol; the token is read after the upgrade (close 4001)."""

    def answer(request: WSUpgradeRequest) -> WSUpgradeResponseWithListener:
        path = request.path.decode("ascii", "replace")
        if path.partition("?")[0] != "/ws":
            return refuse(404, b"not here")
        origin = request.headers.get("origin", "")
        if origin and origin.partition("://")[2] != request.headers.get("host", "") and origin not in origins:
            return refuse(403, b"origin")
        offered = [part.strip() for part in request.headers.get("sec-websocket-protocol", "").split(",")]
        if SUBPROTOCOL not in offered:
            return refuse(400, b"sub-protocol tt1 is needed")
        token = next((part for part in offered if part != SUBPROTOCOL), "")
        address = forwarded(peer, request.headers.get("x-forwarded-for", ""), proxies)
        extra: Any = {"Sec-WebSocket-Protocol": SUBPROTOCOL}
        return WSUpgradeResponseWithListener(
            WSUpgradeResponse.create_101_response(extra), Socket(live, path, token, address)
        )

    return answer


def refuse(status: int, why: bytes) -> WSUpgradeResponseWithListener:
    """No upgrade."""
    return WSUpgradeResponseWithListener(WSUpgradeResponse.create_error_response(status, why), None)
