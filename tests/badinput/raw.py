"""HTTP and WebSocket by hand, for what no well-behaved library would send."""

import asyncio
import os
from typing import Self

ANSWER_WITHIN_S = 30


class Wire:
    """One TCP connection."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def open(self) -> Self:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        return self

    def close(self) -> None:
        self.writer.close()

    def send(self, data: bytes) -> None:
        """What the other side does not want any more is not our trouble."""
        if not self.writer.is_closing():
            self.writer.write(data)

    async def response(self) -> tuple[int, dict[str, str], bytes]:
        """One HTTP response; (0, {}, b'') where the connection was closed instead."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                head = await self.reader.readuntil(b"\r\n\r\n")
                while head.split(b" ", 2)[1] == b"100":  # "go on": the answer is still to come
                    head = await self.reader.readuntil(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value.strip()
                    for name, _, value in (line.partition(":") for line in lines[1:] if line)
                }
                body = await self.reader.readexactly(int(headers.get("content-length", "0")))
                return int(lines[0].split()[1]), headers, body
        except (asyncio.IncompleteReadError, ConnectionError):
            return 0, {}, b""

    def post(self, path: str, body: bytes, token: str = "", more: str = "") -> None:
        """A whole POST."""
        signed = f"Authorization: Bearer {token}\r\n" if token else ""
        self.send(
            f"POST {path} HTTP/1.1\r\nHost: town\r\n{signed}{more}Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )

    # ── WebSocket ────────────────────────────────────────────────────────────────────────────
    async def upgrade(self, token: str = "", query: str = "v=1", more: str = "") -> int:
        """Ask for a socket; returns the status."""
        offered = f"tt1, {token}" if token else "tt1"
        self.send(
            f"GET /ws?{query} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGFtYm91ciBiYWQgaW5wdQ==\r\n{more}"
            f"Sec-WebSocket-Protocol: {offered}\r\n\r\n".encode()
        )
        status, _, _ = await self.response()
        return status

    async def frame(self) -> tuple[int, bytes]:
        """(opcode, payload) of the next frame; (-1, b'') at the end of the connection."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                first, size = await self.reader.readexactly(2)
                if size == 126:
                    size = int.from_bytes(await self.reader.readexactly(2), "big")
                elif size == 127:
                    size = int.from_bytes(await self.reader.readexactly(8), "big")
                return first & 15, await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            return -1, b""

    async def end(self) -> int:
        """Read on until the other side hangs up; its close code, or 0 where it just hung up."""
        code = 0
        while True:
            opcode, payload = await self.frame()
            if opcode == 8:
                code = int.from_bytes(payload[:2], "big")
            if opcode == -1:
                return code


def frame(payload: bytes, *, opcode: int = 1, fin: bool = True, rsv: int = 0, masked: bool = True) -> bytes:
    """A client's frame."""
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    bit = 0x80 if masked else 0
    size = len(payload)
    if size < 126:
        head = bytes((first, bit | size))
    elif size < 65536:
        head = bytes((first, bit | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, bit | 127)) + size.to_bytes(8, "big")
    if not masked:
        return head + payload
    key = os.urandom(4)
    pad = (key * (size // 4 + 1))[:size]
    mixed = int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")
    return head + key + mixed.to_bytes(size, "big")
