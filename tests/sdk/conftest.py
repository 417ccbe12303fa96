"""A started server, people on sockets, and published clients of the Bot API in processes of their own."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.edges.botapi.conftest import Robot, bots, module_dsn
from tests.sdk.environment import HERE, PYTHON, is_ready, node

__all__ = ["bots", "module_dsn"]
PATIENCE_S = 300
"""Another program starts, loads what it needs and polls: only a test that fails waits so long."""


@pytest.fixture(scope="session", autouse=True)
def _environment() -> None:
    assert is_ready(), "run: make setup-dev"


class Program:
    """A running client; its lines as they come."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self.news = asyncio.Event()
        self.reading = asyncio.ensure_future(self.read())

    async def read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode().rstrip())
            self.news.set()
        self.news.set()

    async def until(self, wanted: str, within: float = PATIENCE_S) -> str:
        """The first line that begins so."""
        try:
            async with asyncio.timeout(within):
                while True:
                    self.news.clear()
                    for line in self.lines:
                        if line.startswith(wanted):
                            return line
                    assert not self.reading.done(), "\n".join(self.lines)
                    await self.news.wait()
        except TimeoutError:
            raise AssertionError(f"no {wanted!r} in\n" + "\n".join(self.lines)) from None


@contextlib.asynccontextmanager
async def running(bot: Robot, source: str, kind: str, folder: Path, **more: object) -> AsyncIterator[Program]:
    """`kind`: py or mjs. It is ended when the test is done with it."""
    place = HERE if kind == "mjs" else folder  # node looks for packages beside the file
    path = place / f"{folder.name}.{kind}"
    path.write_text(source, encoding="utf-8")
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    env |= {"BOT_URL": bot.url, "BOT_TOKEN": bot.token, "PYTHONUNBUFFERED": "1"}
    env |= {name.upper(): str(value) for name, value in more.items()}
    process = await asyncio.create_subprocess_exec(
        str(PYTHON) if kind == "py" else node(),
        str(path),
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    program = Program(process)
    try:
        yield program
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await program.reading
        path.unlink()
