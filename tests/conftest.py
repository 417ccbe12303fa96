"""What every test may ask for: a fresh database of its own on one real PostgreSQL, a clock to turn, ids.

Async tests and fixtures simply run, on asyncio with uvloop.
"""

import asyncio
import faulthandler
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import hypothesis
import pytest
import uvloop
from bench.machine import free_port
from hypothesis import HealthCheck

from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.embedded import SETTINGS, EmbeddedPostgres
from tambour.adapters.postgres.migrate import migrate
from tambour.app import Doors, House, build, open_doors, server_of
from tambour.config import Config, load
from tambour.domain.ids import Millis
from tambour.edges.gateway.listener import open_door
from tambour.ports.fetch import Fetch
from tests.client import Client

hypothesis.settings.register_profile(
    "explore",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile(
    "house", hypothesis.settings.get_profile("explore"), derandomize=True, database=None, print_blob=True
)
hypothesis.settings.load_profile("house")
"""The same examples every time, on however slow a machine; `pytest --hypothesis-profile=explore` looks for new ones."""

T = TypeVar("T")
TEMPLATE = "tambour_template"
DATABASES = os.environ.get("TEST_DATABASES")
"""Where databases are made that end with the run (run.py); without it, where files go."""
END_S_MAX = 120
"""For the end of a test, with everything it shared with others."""


class TurnedClock:
    """A clock that stands until a test turns it."""

    def __init__(self, now: int = 1_800_000_000_000) -> None:
        self.ms = now

    def now(self) -> Millis:
        return Millis(self.ms)

    def turn(self, *, ms: int = 0, s: int = 0, days: int = 0) -> None:
        self.ms += ms + s * 1000 + days * 86_400_000


SEED = """
DO $$
DECLARE name text;
BEGIN
    CREATE SCHEMA seed;
    FOR name IN SELECT relname FROM pg_class
        WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
    LOOP EXECUTE format('CREATE TABLE seed.%1$I AS TABLE public.%1$I', name);
    END LOOP;
END $$
"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'seed'::regnamespace AND relkind = 'r'"
RESET = """
DELETE FROM public."{0}";
INSERT INTO public."{0}" OVERRIDING SYSTEM VALUE SELECT * FROM seed."{0}";
"""


class Databases:
    """One embedded PostgreSQL for the whole run, and databases made from its migrated template.

    Making one takes half a second, so a used one is emptied and handed to the next test.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tambour-test-", dir=DATABASES))
        self.folder.chmod(0o711)
        self.server = EmbeddedPostgres(self.folder, SETTINGS | {"max_connections": "200"}).start()
        self._loop = asyncio.new_event_loop()
        self._admin: asyncpg.Connection = self._wait(asyncpg.connect(self.server.dsn))
        self._numbers = count(1)
        self._idle: list[str] = []
        self._emptying: dict[str, asyncpg.Connection] = {}
        self._dirty = ""
        self._wait(self._make_template())

    async def _make_template(self) -> None:
        await self._admin.execute(f"CREATE DATABASE {TEMPLATE}")
        connection = await asyncpg.connect(self.dsn_of(TEMPLATE))
        clock = WallClock()
        await migrate(connection, clock, FreshIds(clock))
        await connection.execute(SEED)
        asked = [
            f"CASE WHEN EXISTS (SELECT FROM public.\"{table}\") THEN '{table}' END"
            for table in sorted(row["relname"] for row in await connection.fetch(TABLES))
        ]
        self._dirty = f"SELECT array_remove(ARRAY[{', '.join(asked)}], NULL)"
        await connection.close()

    def dsn_of(self, name: str) -> str:
        return self.server.dsn.replace("/postgres?", f"/{name}?")

    def take(self) -> str:
        """A migrated database as fresh as on the first day; returns its name."""
        return self._idle.pop() if self._idle else self.make(TEMPLATE)

    def give_back(self, name: str) -> None:
        self._wait(self._reset(name))
        self._idle.append(name)

    def make(self, template: str) -> str:
        name = f"t{next(self._numbers)}"
        self._wait(self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        return name

    def drop(self, name: str) -> None:
        self._wait(self._admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    async def _reset(self, name: str) -> None:
        """By a connection that stays: a new one would have to learn first what all these tables are."""
        mine = self._emptying.pop(name, None)
        await self._admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND pid <> $2",
            name,
            mine.get_server_pid() if mine else 0,
        )
        mine = mine or await asyncpg.connect(self.dsn_of(name))
        dirty: list[str] = await mine.fetchval(self._dirty)
        script = "".join(RESET.format(table) for table in dirty)
        await mine.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {script} COMMIT")
        self._emptying[name] = mine

    def close(self) -> None:
        for connection in (*self._emptying.values(), self._admin):
            self._wait(connection.close())
        self._loop.close()
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)


LEFT_OPEN: list[str] = []


class Loop(uvloop.Loop):
    """Closes also when a failed test left something open.

    uvloop warns of each such handle before it closes it. Here warnings are errors: one raised there would leave the
    handle open, and `close` would wait for it for ever. So they are gathered; the end of the test tells them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._started: list[asyncio.SubprocessTransport] = []

    async def subprocess_exec(self, *args: Any, **more: Any) -> Any:
        transport, protocol = await super().subprocess_exec(*args, **more)
        self._started.append(transport)
        return transport, protocol

    def close(self) -> None:
        for transport in self._started:
            if transport.get_returncode() is None:
                with suppress(ProcessLookupError):
                    transport.kill()
        self._started.clear()
        with warnings.catch_warnings(record=True) as left:
            warnings.simplefilter("always")
            super().close()
        LEFT_OPEN.extend(str(each.message) for each in left)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no worker still has one when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What failed is told at once, by whoever gathers: a run that is cut off has said it."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\n{report.nodeid} failed ({report.when})\n{report.longreprtext[-1500:]}", flush=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """A test that cannot end after its failure (pytest looks away then) ends its process, and says where it stood."""
    faulthandler.dump_traceback_later(END_S_MAX, exit=True)
    try:
        done = yield
    finally:
        faulthandler.cancel_dump_traceback_later()
    left = LEFT_OPEN[:]
    LEFT_OPEN.clear()
    assert left == []
    return done


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": Loop}


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    made = Databases()
    yield made
    made.close()


@pytest.fixture
def dsn(databases: Databases) -> Iterator[str]:
    """The address of a fresh, migrated, empty database."""
    name = databases.take()
    yield databases.dsn_of(name)
    databases.give_back(name)


@pytest.fixture
def empty_dsn(databases: Databases) -> Iterator[str]:
    """The address of a fresh database without a schema."""
    name = databases.make("template0")
    yield databases.dsn_of(name)
    databases.drop(name)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def ids(clock: TurnedClock) -> FreshIds:
    return FreshIds(clock)


@pytest.fixture
def make_database(databases: Databases) -> Iterator[Callable[[], str]]:
    """For tests that want several fresh databases (Hypothesis examples): each call gives another address."""
    made: list[str] = []

    def make() -> str:
        made.append(databases.take())
        return databases.dsn_of(made[-1])

    yield make
    for name in made:
        databases.give_back(name)


class Codes:
    """A sender that keeps the codes it was given."""

    def __init__(self) -> None:
        self.sent: dict[str, str] = {}

    async def send_code(self, target: str, code: str, lang: str) -> None:
        self.sent[target] = code


class Town:
    """A started server in this process, and people in it."""

    def __init__(self, house: House, doors: Doors, port: int, codes: Codes) -> None:
        self.house = house
        self.doors = doors
        self.port = port
        self.codes = codes
        self.clients: list[Client] = []
        self._numbers = count(1)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def person(self, name: str, role: str = "member") -> int:
        """A new account, made by the operator; returns its id."""
        return await self.house.accounts.add(phone=f"+7900{next(self._numbers):07d}", name=name, role=role)

    async def token(self, user: int, device: str = "test") -> str:
        """An access token of a new session."""
        return (await self.house.accounts.sign(user, device)).access

    async def connect(self, user: int = 0, query: str = "", device: str = "test") -> Client:
        """A signed-in connection of a new session (or, without a user, one that has not signed in)."""
        client = Client(f"ws://127.0.0.1:{self.port}", await self.token(user, device) if user else "")
        self.clients.append(client)
        return await client.open(query)


@pytest.fixture
def settings_of_town() -> dict[str, str | int]:
    """Override in a test module to start its town with other settings."""
    return {}


@asynccontextmanager
async def started(
    dsn: str, folder: Path, fetch: Fetch | None = None, **chosen: str | int
) -> AsyncIterator[Town]:
    """A real server on a free port, in this process. Several may serve one database, as several processes do.

    `fetch`: what stands for the web outside; without it the real one, which nothing here sets to work.
    """
    config: Config = load(chosen={"data": str(folder), "server.port": 0, "limits.enabled": "off"} | chosen)
    codes = Codes()
    house = await build(config, dsn, {"phone": codes, "email": codes}, fetch=fetch)
    doors = open_doors(house)
    server = server_of(config, doors)
    doors.live.start()
    door = open_door(config.server.host, config.server.port)
    serving = asyncio.ensure_future(server.serve(sockets=[door]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    found = Town(house, doors, door.getsockname()[1], codes)
    try:
        yield found
    finally:
        for client in found.clients:
            await client.close()
        await doors.live.stop()
        server.should_exit = True
        await serving
        await house.close()


@pytest.fixture
async def town(dsn: str, tmp_path: Path, settings_of_town: dict[str, str | int]) -> AsyncIterator[Town]:
    """A started server over a fresh database."""
    async with started(dsn, tmp_path, **settings_of_town) as found:
        yield found


@pytest.fixture
async def nats_url() -> AsyncIterator[str]:
    """A real nats-server of this test's own."""
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        Path(sys.executable).parent / "nats-server", "-a", "127.0.0.1", "-p", str(port),
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        except OSError:
            await asyncio.sleep(0.05)
    yield f"nats://127.0.0.1:{port}"
    server.terminate()
    await server.wait()
