"""A thin and far line to a server: bytes pass at a rate and arrive late, both ways, as on a bad mobile network."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SLICE = 1400
RESENT_AFTER_S = 1.0
"""What is lost comes later, and all that is behind it: so TCP shows a loss to those above."""


class Narrow:
    """A gate in front of a port. All connections share the rate; opening one costs a round trip."""

    def __init__(self, to: int, bits_per_s: float, round_trip_s: float, loss: float = 0) -> None:
        self.to, self.rate, self.round_trip_s = to, bits_per_s / 8, round_trip_s
        self.each_lost = round(1 / loss) if loss else 0
        self.slices = 0
        self.free = {"up": 0.0, "down": 0.0}
        self.bytes = {"up": 0, "down": 0}
        self.port = 0

    async def open(self) -> asyncio.Server:
        """Listen on a port of its own."""
        gate = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = gate.sockets[0].getsockname()[1]
        return gate

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection from end to end."""
        await asyncio.sleep(self.round_trip_s)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        try:
            await asyncio.gather(self.carry("up", reader, far_writer), self.carry("down", far_reader, writer))
        except asyncio.CancelledError:  # at the end of the line; the library would tell of it as a fault
            pass
        finally:
            writer.close()
            far_writer.close()

    async def carry(self, way: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Slices leave when the line is free, and arrive half a round trip later."""
        loop = asyncio.get_running_loop()
        road: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)
        arriving = asyncio.ensure_future(self.arrive(road, writer))
        with contextlib.suppress(OSError):
            while said := await reader.read(SLICE):
                self.free[way] = max(loop.time(), self.free[way]) + len(said) / self.rate
                self.bytes[way] += len(said)
                self.slices += 1
                if self.each_lost and self.slices % self.each_lost == 0:
                    self.free[way] += RESENT_AFTER_S + self.round_trip_s
                await road.put((self.free[way] + self.round_trip_s / 2, said))
        await road.put((loop.time() + self.round_trip_s / 2, b""))
        await arriving

    async def arrive(self, road: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        """The far end of the road."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):
            while True:
                when, said = await road.get()
                await asyncio.sleep(max(0.0, when - loop.time()))
                if not said:
                    break
                writer.write(said)
                await writer.drain()
        writer.close()


async def ended(tasks: set["asyncio.Task[Any]"]) -> None:
    """Cancel what is under way and wait for it."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def narrowed(to: int, bits_per_s: float, round_trip_s: float, loss: float = 0) -> Iterator[Narrow]:
    """The line for as long as it is needed, in a thread of its own."""
    line, loop, ready = (
        Narrow(to, bits_per_s, round_trip_s, loss),
        asyncio.new_event_loop(),
        threading.Event(),
    )

    def work() -> None:
        gate = loop.run_until_complete(line.open())
        ready.set()
        loop.run_forever()
        gate.close()
        loop.run_until_complete(ended(asyncio.all_tasks(loop)))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
