"""The server's side of the fork server: children that need not import anything, one for each file as before.

A fork server is renewed after FILES_MAX files and after any child that ended badly, so that nobody can try out against
one child what they learnt from another: children of one fork server have their memory laid out alike.
"""

import asyncio
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from tambour.adapters.media.alone import ANSWER_BYTES_MAX, QUIET, alone, environment
from tambour.adapters.media.fork_orders import ANSWER, SAID, UNSTARTED, Ended, Order
from tambour.domain.errors import Retry
from tambour.ports.studio import Unreadable

FORK_SERVER = "tambour.adapters.media.fork_server"
FILES_MAX = 500
IDLE_S = 120.0
"""So long it waits for a file; then it goes, because it holds a hundred megabytes."""
KILL_S = 5.0
"""A child that does not end within is ended together with its fork server."""
SAID_BYTES_MAX = 2_000
GONE = 2_000
"""Instead of a status: the fork server died."""

log = logging.getLogger(__name__)


class ForkServer:
    """One process, started by `started`."""

    def __init__(self, process: asyncio.subprocess.Process, told: asyncio.StreamReader) -> None:
        self.process, self.told = process, told
        self.jobs: dict[int, asyncio.Future[int]] = {}
        self.begun, self.spent = 0, False
        """`spent`: it takes no more files."""
        self.listening = asyncio.ensure_future(self.listen())

    async def listen(self) -> None:
        """Until it ends."""
        try:
            while line := await self.told.readline():
                ended = msgspec.json.decode(line, type=Ended)
                self.spent = self.spent or bool(ended.status)
                self.settle(ended.number, ended.status)
        finally:
            self.spent = True
            for number in list(self.jobs):
                self.settle(number, GONE)
            if self.process.returncode is None:
                with suppress(ProcessLookupError):
                    self.process.kill()
            await self.process.wait()

    def settle(self, number: int, status: int) -> None:
        """A child has ended."""
        job = self.jobs.pop(number, None)
        if job is not None and not job.done():
            job.set_result(status)
        if self.spent:
            self.rest()

    async def one(self, kind: str, folder: Path, more: tuple[str, ...], wall_s: float) -> int:
        """One file; the status of its child, or GONE. Ends it when this is cancelled. Raises Unreadable."""
        self.begun += 1
        self.spent = self.spent or self.begun >= FILES_MAX
        number = self.begun
        job: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.jobs[number] = job
        self.tell(Order(number, str(folder), kind, more))
        try:
            await asyncio.wait({job}, timeout=wall_s)
            if not job.done():
                raise Unreadable("media.too_slow")
            return job.result()
        finally:
            if not job.done():
                self.tell(Order(number))
                await asyncio.wait({job}, timeout=KILL_S)
            if not job.done():
                self.process.kill()

    def tell(self, order: Order) -> None:
        """One line, unless there is nobody to read it."""
        if self.process.stdin is not None and not self.listening.done():
            self.process.stdin.write(msgspec.json.encode(order) + b"\n")

    def rest(self) -> None:
        """No more files: it ends with the last of its children."""
        self.spent = True
        if not self.jobs and self.process.stdin is not None:
            self.process.stdin.close()

    async def close(self) -> None:
        """It, and what it has forked."""
        self.spent = True
        if self.process.stdin is not None:
            self.process.stdin.close()
        await asyncio.wait({self.listening}, timeout=KILL_S)
        if not self.listening.done():
            self.process.kill()
        await asyncio.wait({self.listening})


@dataclass
class Forks:
    """See Start in studio.py. `languages`: in which is read; their data is loaded once for all pictures."""

    languages: tuple[str, ...] = ()
    now: ForkServer | None = None
    all: set[ForkServer] = field(default_factory=set)
    """Also those that only wait for their last children."""
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    idle: asyncio.TimerHandle | None = None
    closed: bool = False

    async def run(self, kind: str, scratch: Path, wall_s: float, *more: str) -> bytes:
        """What the child answers; b'' where it died. Without a fork server it is started by itself. Raises Unreadable,
        Retry."""
        if (
            sys.platform != "linux"
        ):  # libraries of other systems may start threads, which a fork does not have
            return await alone(kind, scratch, wall_s, *more)
        try:
            server = await self.ready()
            status = await server.one(kind, scratch, more, wall_s)
        except OSError:
            status = GONE
        finally:
            self.wait_idle()
        if status == UNSTARTED or (status == GONE and self.closed):
            raise Retry(5, "no process could be started")
        if status == GONE:
            log.warning("the fork server of the media children is gone; a file gets a process of its own")
            clear(scratch)
            return await alone(kind, scratch, wall_s, *more)
        said = begin_of(scratch / SAID, SAID_BYTES_MAX)
        if status or (said and kind not in QUIET):
            log.info("media child ended with %s: %s", status, said[-300:].decode("ascii", "replace"))
        return begin_of(scratch / ANSWER, ANSWER_BYTES_MAX)

    async def ready(self) -> ForkServer:
        """One that takes files. Raises OSError, Retry."""
        async with self.starting:
            if self.closed:
                raise Retry(5, "the server ends")
            if self.now is None or self.now.spent:
                self.now = await started(self.languages)
                self.all.add(self.now)
                self.now.listening.add_done_callback(partial(self.forget, self.now))
            return self.now

    def forget(self, server: ForkServer, _: "asyncio.Task[None]") -> None:
        """It has ended."""
        self.all.discard(server)

    def wait_idle(self) -> None:
        """It goes when nothing has come for IDLE_S."""
        if self.idle is not None:
            self.idle.cancel()
        server = self.now
        if server is not None and not server.jobs and not server.spent:
            self.idle = asyncio.get_running_loop().call_later(IDLE_S, server.rest)

    async def close(self) -> None:
        """No child is left, and none begins."""
        self.closed = True
        if self.idle is not None:
            self.idle.cancel()
        await asyncio.gather(*(server.close() for server in list(self.all)))


async def started(languages: tuple[str, ...]) -> ForkServer:
    """It reads its first file when it has loaded everything. Raises OSError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        FORK_SERVER,
        *languages,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment(),
        cwd="/",
        start_new_session=True,
    )
    if process.stdout is None:
        raise OSError("no pipe")
    return ForkServer(process, process.stdout)


def clear(scratch: Path) -> None:
    """Nothing but the source is left of a child that ended before its time."""
    for left in scratch.iterdir():
        if left.name != "source":
            left.unlink()


def begin_of(path: Path, most: int) -> bytes:
    """The first bytes of a file that the child may have written."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        return b""
