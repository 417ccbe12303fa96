"""A witness of the durability bench: sends for some people through every crash and writes down what it was promised.

`python -m bench.witness PORT LEDGER TOWN`. The ledger, synced to disk line by line before and after each send:

    A RID CHAT        about to send this rid (its text is the rid)
    K RID SEQ EV      the server acknowledged it
    D RID …           a repeat of an acknowledged rid got another answer: a broken promise

It stops when its standard input closes, after every send it began has been acknowledged.
"""

import asyncio
import os
import secrets
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from bench.server import token
from bench.town import Person
from bench.wire import Refused, Wire, dial

IN_FLIGHT = 6
CHANCE = secrets.SystemRandom()
REPEATS = 0.02
"""This share of the acknowledged sends is sent once more, sooner or later."""


@dataclass
class Ledger:
    """Lines on disk. Writers of one moment share a sync."""

    file: int
    waiting: list[tuple[str, asyncio.Future[None]]] = field(default_factory=list)
    busy: bool = False

    async def write(self, line: str) -> None:
        """Returns when the line is on disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((line, done))
        if not self.busy:
            self.busy = True
            asyncio.get_running_loop().call_soon(self.sync)
        await done

    def sync(self) -> None:
        """One write, one fdatasync for all that wait."""
        self.busy = False
        batch, self.waiting = self.waiting, []
        os.write(self.file, "".join(f"{line}\n" for line, _ in batch).encode())
        os.fdatasync(self.file)
        for _, done in batch:
            if not done.done():
                done.set_result(None)


@dataclass
class Teller:
    """One person with a device, sending into several chats."""

    port: int
    person: Person
    chats: list[int]
    ledger: Ledger
    stopping: asyncio.Event
    wire: Wire | None = None
    known: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0

    async def run(self) -> None:
        """Connect, send, lose, connect again."""
        await asyncio.gather(*(self.speak() for _ in range(IN_FLIGHT)))
        if self.wire is not None:
            self.wire.close()

    async def line(self) -> Wire:
        """The connection, made anew when it is gone."""
        while self.wire is None or self.wire.closed:
            try:
                self.wire = await dial(self.port, token(self.person))
            except (OSError, TimeoutError):
                await asyncio.sleep(0.05 + CHANCE.random() * 0.1)
        return self.wire

    def draw(self) -> int:
        """A fresh rid."""
        self.count += 1
        return time.time_ns() // 1_000_000 << 22 | (self.person.id * 4096 + self.count) & 0x3FFFFF

    async def speak(self) -> None:
        """One send after the other until told to stop."""
        while not self.stopping.is_set():
            rid, chat = self.draw(), CHANCE.choice(self.chats)
            await self.ledger.write(f"A {rid} {chat}")
            seq, ev = await self.insist(rid, chat)
            await self.ledger.write(f"K {rid} {seq} {ev}")
            if CHANCE.random() < 2 * REPEATS:
                self.known.append((rid, chat, seq, ev))
            if self.known and CHANCE.random() < REPEATS:
                await self.repeat(*self.known.pop(CHANCE.randrange(len(self.known))))

    async def repeat(self, rid: int, chat: int, seq: int, ev: int) -> None:
        """The same rid must get the same answer, for ever."""
        if (again := await self.insist(rid, chat)) != (seq, ev):
            await self.ledger.write(f"D {rid} {seq} {ev} {again[0]} {again[1]}")

    async def insist(self, rid: int, chat: int) -> tuple[int, int]:
        """Send until it is acknowledged."""
        while True:
            wire = await self.line()
            try:
                said = await wire.call("msg.send", c=chat, rid=str(rid), x=f"rid {rid}")
                return said["s"], said["ev"]
            except Refused as no:
                if no.code not in ("RETRY", "FLOOD"):
                    raise
                await asyncio.sleep(min(no.wait_s, 1) or 0.05)
            except ConnectionError:
                await asyncio.sleep(0.02)


async def main(port: int, path: str, town: list[str]) -> None:
    """See above."""
    people = [Person(int(u), int(s)) for u, s in (line.split() for line in town[1:])]
    chats = [int(c) for c in town[0].split()]
    ledger = Ledger(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_reader(0, stopping.set)
    await asyncio.gather(*(Teller(port, p, chats, ledger, stopping).run() for p in people))


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]).read_text().splitlines()))
