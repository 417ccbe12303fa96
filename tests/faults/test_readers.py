"""A reader who takes nothing costs the others nothing, and converges when it reads again."""

import asyncio
import socket
import time

import asyncpg
import pytest
from bench.server import Server, token
from bench.town import Town
from bench.wire import Event, dial

from tests.waiting import until

pytestmark = pytest.mark.slow
WARM = 900
"""Sent before anything is measured: what a server loads at its first messages is not what a reader costs."""
SENDS = 3600
"""More than the kernel keeps for a connection (4 MB), so that what is kept beyond it would be ours."""
TEXT = "x" * 3000
GROWN_MAX_KIB, TRIES_MAX = 1536, 4
"""The least growth counts: 0.8 to 1.7 MB were seen, more the busier the machine is; what is kept for a reader is kept
every time."""


def stuck_reader(port: int, access: str) -> socket.socket:
    """Connects, asks for events, and then does not read."""
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    s.connect(("127.0.0.1", port))
    s.sendall(
        f"GET /ws?v=1&z=0 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGFtYm91ciBiZW5jaCBrZQ==\r\n"
        f"Sec-WebSocket-Protocol: tt1, {access}\r\n\r\n".encode()
    )
    time.sleep(0.5)
    return s


async def town(dsn: str) -> tuple[int, Town]:
    db = await asyncpg.connect(dsn)
    made = Town(db)
    chat = await made.found("group", await made.settle(3))
    await db.close()
    return chat, made


async def talk(server: Server) -> tuple[int, int, list[int]]:
    """Memory before and after (KiB), and what the healthy reader heard, while another reader is stuck."""
    chat, made = await town(server.dsn)
    sender, healthy, stuck = made.people
    heard: list[int] = []

    def hear(event: Event) -> None:
        if event["t"] == "n":
            heard.append(event["s"])

    ear = await dial(server.port, token(healthy), on_event=hear)
    mouth = await dial(server.port, token(sender))

    async def say(start: int, end: int) -> None:
        for first in range(start, end, 30):
            rids = [str(time.time_ns() // 1_000_000 << 22 | n) for n in range(first, first + 30)]
            await asyncio.gather(*(mouth.call("msg.send", c=chat, rid=rid, x=TEXT) for rid in rids))

    await say(0, WARM)
    await asyncio.sleep(1)  # the reader of the search index goes over them at its own pace
    stuck_socket = await asyncio.to_thread(stuck_reader, server.port, token(stuck))
    before = server.rss_kib()
    await say(WARM, WARM + SENDS)
    after = server.rss_kib()
    await until(lambda: len(heard) >= WARM + SENDS)
    for wire in (ear, mouth):
        wire.close()
    stuck_socket.close()
    again = await dial(server.port, token(stuck))
    missed = await again.call("chat.diff", c=chat, ev=WARM + SENDS - 100)
    assert [e["s"] for e in missed["evs"]] == list(range(WARM + SENDS - 99, WARM + SENDS + 1))
    page = await again.call("msg.history", c=chat, dir="up", n=100)
    assert page["msgs"][-1]["s"] == WARM + SENDS
    again.close()
    return before, after, heard


def grown() -> int:
    """KiB by which a fresh server grew while it had a stuck reader."""
    with Server(core=-1, postgres_core=-1) as server:
        before, after, heard = asyncio.run(talk(server))
    assert heard == list(range(1, WARM + SENDS + 1))
    return after - before


def test_a_stuck_reader_holds_up_nobody_and_takes_bounded_memory() -> None:
    said = SENDS * len(TEXT) // 1024
    assert said > 10_000
    found = [grown()]
    while min(found) >= GROWN_MAX_KIB and len(found) < TRIES_MAX:
        found.append(grown())
    assert min(found) < GROWN_MAX_KIB, f"{said} KiB were said, the server grew by {found} KiB"
