"""A small street of web servers on loopback addresses, and a name server that says what a test wants."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tambour.adapters.fetch.guard import PORTS, Door, GuardedFetch

Reply = Callable[[str], bytes]
PUBLIC, INSIDE = "127.0.0.1", "127.0.0.2"
"""127.0.0.1 plays the public web, by the constructor's permission; 127.0.0.2 the inside, which has none."""


def reply(body: bytes = b"hello", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP answer; header names with underscores for hyphens."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass
class Server:
    """Keeps every request head and body; answers by path."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    drip: bool = False
    """Send a byte now and then, without end."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.asked.append(head)
            size = next(
                (int(x.split(":")[1]) for x in head.split("\r\n") if x.lower().startswith("content-length")),
                0,
            )
            self.bodies.append(await reader.readexactly(size))
            writer.write(self.answers.get(head.split()[1], reply(b"", "404 Not Found")))
            while self.drip:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def listening(address: str = PUBLIC, port: int = 0) -> AsyncIterator[Server]:
    """A server there."""
    found = Server()
    door = await asyncio.start_server(found.serve, address, port)
    found.port = door.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        door.close()


def names(**known: str | list[str]) -> Callable[[str, int], "asyncio.Future[list[str]]"]:
    """A resolver: `site='127.0.0.1'` for site.example; a list gives one answer a time, the last for ever."""

    async def ask(host: str, port: int) -> list[str]:
        said = known.get(host.removesuffix(".example"))
        if said is None:
            raise OSError("unknown host")
        if isinstance(said, str):
            return said.split()
        return (said.pop(0) if len(said) > 1 else said[0]).split()

    return ask  # type: ignore[return-value]


def fetch(*servers: Server, timeout_s: float = 5.0, **known: str | list[str]) -> GuardedFetch:
    """A gate that lets these servers through, and nothing else that is not public."""
    also: frozenset[Door] = frozenset((PUBLIC, server.port) for server in servers)
    ports = PORTS | {server.port for server in servers}
    return GuardedFetch(
        "Tambour/test",
        ports=ports,
        also=also,
        ask=names(**({"site": PUBLIC} | known)),  # type: ignore[arg-type]
        timeout_s=timeout_s,
    )
