"""A line between a browser and the server that can be cut and mended, as in a tunnel."""

import contextlib
import selectors
import socket
import threading
from dataclasses import dataclass, field

HEAD_END = b"\r\n\r\n"


@dataclass
class Call:
    """What one connection carried: the browser's bytes and the server's."""

    asked: bytearray = field(default_factory=bytearray)
    answered: bytearray = field(default_factory=bytearray)

    @property
    def is_socket(self) -> bool:
        """Is it the connection that stays?"""
        return self.asked.startswith(b"GET /ws")

    @property
    def said(self) -> tuple[bytes, bytes]:
        """Of a socket: what went up and what came down once it was open, framing included."""
        return self.asked.partition(HEAD_END)[2], self.answered.partition(HEAD_END)[2]


class Wire:
    """Forwards TCP from a port of its own. Cut: all connections die and new ones are refused."""

    def __init__(self, to: tuple[str, int]) -> None:
        self.to = to
        self.gate = socket.create_server(("127.0.0.1", 0))
        self.port = self.gate.getsockname()[1]
        self.open: set[socket.socket] = set()
        self.whole = True
        self.left: int | None = None
        self.answering = threading.Event()
        self.answering.set()
        self.calls: list[Call] = []
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Take callers until the gate is closed."""
        while True:
            try:
                near, _ = self.gate.accept()
            except OSError:
                return
            if not self.whole:
                near.close()
                continue
            try:
                far = socket.create_connection(self.to)
            except OSError:
                near.close()
                continue
            with self.lock:
                self.open |= {near, far}
            if not self.whole:  # it was cut while this one came through
                self.hang_up()
            threading.Thread(target=self.carry, args=(near, far), daemon=True).start()

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Bytes both ways until either side ends."""
        ends, call = {near: far, far: near}, Call()
        self.calls.append(call)
        with selectors.DefaultSelector() as ready, contextlib.suppress(OSError, ValueError):
            for end in ends:
                ready.register(end, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    side = near if key.fileobj is near else far
                    if not (said := side.recv(65536)):
                        raise OSError
                    if side is far:
                        self.answering.wait()
                    (call.asked if side is near else call.answered).extend(said)
                    ends[side].sendall(said)
                    if side is near and self.left is not None:
                        self.left -= len(said)
                        if self.left <= 0:
                            self.cut()
        with self.lock:
            self.open -= {near, far}
        near.close()
        far.close()

    def cut(self) -> None:
        """Everything in flight is lost."""
        self.whole = False
        self.hang_up()

    def hang_up(self) -> None:
        """End every connection there is."""
        with self.lock:
            for end in self.open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def cut_after(self, count: int) -> None:
        """Cut when the browser has sent so many bytes more."""
        self.left = count

    def stall(self) -> None:
        """What the server says stays on its way until the line is mended."""
        self.answering.clear()

    def mend(self) -> None:
        """New connections pass again, and what was on its way arrives."""
        self.left = None
        self.answering.set()
        self.whole = True

    def close(self) -> None:
        """Cut for good."""
        self.cut()
        self.answering.set()
        self.gate.close()
