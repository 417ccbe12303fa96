"""The bus between processes: core NATS, one subject, every process hears every nudge.

Lossy by nature: what NATS does not carry is re-sent from the outbox (`pipeline/republish.py`) and found by heartbeats.
"""

import asyncio
import logging
from collections.abc import Callable

import msgspec
import nats
from nats.aio.client import Client
from nats.aio.msg import Msg

from tambour.ports.bus import Hear, Nudge
from tambour.ports.trouble import Trouble

SUBJECT = "tambour.nudge"
PENDING_MAX = 50_000
PAYLOAD_MAX_BYTES = 1_000_000
RECONNECT_S = 1
FIRST_TRY_S = 3
NODE_BYTES = 16

log = logging.getLogger(__name__)
encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Nudge).decode


class NatsBus:
    """See ports/bus.py. This process hears its own nudges at once, the others' through NATS."""

    lossy = True

    def __init__(self, node: str) -> None:
        self.node = node.encode()[:NODE_BYTES].ljust(NODE_BYTES, b".")
        self.listeners: list[Hear] = []
        self.waiting: list[bytes] = []
        self.filled = asyncio.Event()
        self.client: Client | None = None
        self.sender: asyncio.Task[None] | None = None

    async def open(self, url: str) -> None:
        """Connect; later breaks heal by themselves. Raises Trouble when there is no server at the first try."""
        try:
            async with asyncio.timeout(FIRST_TRY_S):
                self.client = await nats.connect(
                    url, max_reconnect_attempts=-1, reconnect_time_wait=RECONNECT_S, error_cb=self.failed
                )
        except Exception as error:
            raise Trouble(
                f"no NATS server at {url}: {error}", "start nats-server, or leave out --bus-url"
            ) from error
        await self.client.subscribe(SUBJECT, cb=self.receive)
        await self.client.flush()  # NATS knows of it: from here on nothing is missed
        self.sender = asyncio.ensure_future(self.send())

    def publish(self, nudge: Nudge) -> None:
        """Here at once; to the others as soon as the loop turns. Over PENDING_MAX the oldest are left to the outbox."""
        for hear in tuple(self.listeners):
            hear(nudge)
        self.waiting.append(self.node + encode(nudge))
        if len(self.waiting) > PENDING_MAX:
            del self.waiting[: PENDING_MAX // 2]
        self.filled.set()

    def subscribe(self, hear: Hear) -> Callable[[], None]:
        """Listen until the returned function is called."""
        self.listeners.append(hear)
        return lambda: self.listeners.remove(hear)

    async def receive(self, message: Msg) -> None:
        """From another process."""
        if message.data[:NODE_BYTES] == self.node:
            return
        try:
            nudge = decode(message.data[NODE_BYTES:])
        except msgspec.DecodeError:
            log.warning("a nudge of another version was dropped")
            return
        for hear in tuple(self.listeners):
            hear(nudge)

    async def send(self) -> None:
        """Carry what waits, while there is a connection."""
        while True:
            await self.filled.wait()
            self.filled.clear()
            batch, self.waiting = self.waiting, []
            for payload in batch:
                while self.client is not None and not self.client.is_connected:  # noqa: ASYNC110
                    await asyncio.sleep(RECONNECT_S / 5)
                if self.client is not None and len(payload) < PAYLOAD_MAX_BYTES:
                    await self.client.publish(SUBJECT, payload)

    async def failed(self, error: Exception) -> None:
        """Said once per break; the client reconnects by itself."""
        log.warning("bus: %s", error)

    async def close(self) -> None:
        """Send what waits, then hang up."""
        if self.sender is not None:
            self.sender.cancel()
        if self.client is not None:
            await self.client.close()
