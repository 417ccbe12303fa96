"""uvicorn on aiofastnet's sockets: the same server, a fifth more deliveries per second of CPU than on uvloop's own."""

import asyncio
import contextlib
import gc
import socket
from collections.abc import Iterator
from functools import partial

import aiofastnet
import uvicorn
from typing_extensions import override

from tambour.ports.trouble import Trouble

SOCKET_BACKLOG = 4096


def open_door(host: str, port: int) -> socket.socket:
    """Where to listen. Raises Trouble when it is taken."""
    try:
        door = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=SOCKET_BACKLOG
        )
    except OSError as error:
        raise Trouble(
            f"cannot listen on {host}:{port}: {error.strerror}", "stop what uses it, or choose another --port"
        ) from error
    # Connections inherit it. uvicorn writes head and body apart: the body would wait 40 ms for the head's receipt.
    # aiofastnet sets it on sockets that name their protocol only, and create_server leaves that to the system.
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def settle_memory() -> None:
    """What is loaded by now stays for good: keep the collector from walking it, and from walking all connections often.

    Full collections at 5,000 connections were 8 % of the loop, and its longest pauses.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


class Listener(uvicorn.Server):
    """One listening socket for HTTP and WebSockets. Signals are the composition root's business, not uvicorn's.

    `waits`: its connections do little but wait, so the loop's own sockets serve them. Each of aiofastnet's holds 4 KiB
    for writes that it may have to gather, which is most of what a poll costs and gains a poll nothing.
    """

    def __init__(self, config: uvicorn.Config, *, waits: bool = False) -> None:
        super().__init__(config)
        self.waits = waits

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, for sockets that are open already."""
        await self.lifespan.startup()
        loop = asyncio.get_running_loop()
        create = loop.create_server if self.waits else partial(aiofastnet.create_server, loop)
        self.servers = [
            await create(self.protocol, sock=door, backlog=self.config.backlog) for door in sockets or ()
        ]
        self.started = True

    def protocol(self) -> asyncio.Protocol:
        """One per connection; hands upgrades to the bridge."""
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None."""
        yield
