"""What a statement needs: a connection in a transaction and the pool both offer it."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

import asyncpg

from tambour.domain.errors import Retry

T = TypeVar("T")
SLICE = 500


class Executor(Protocol):
    """The common part of asyncpg's Connection and Pool."""

    async def fetch(self, query: str, *args: Any) -> list[asyncpg.Record]: ...
    async def fetchrow(self, query: str, *args: Any) -> asyncpg.Record | None: ...
    async def fetchval(self, query: str, *args: Any) -> Any: ...
    async def execute(self, query: str, *args: Any) -> str: ...
    async def executemany(self, query: str, args: Iterable[Sequence[Any]]) -> None: ...


AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it starts, stops or mends itself after a crash
    asyncpg.InterfaceError,
    ConnectionError,
    TimeoutError,
)


@contextlib.contextmanager
def reaching() -> Iterator[None]:
    """A database that is away, or does not answer in time, is a Retry; a value that it cannot hold stays our bug."""
    try:
        yield
    except (*AWAY, OSError) as away:
        if isinstance(away, ValueError):
            raise
        raise Retry(2, "the database is away") from away


def slices(every: Sequence[T], size: int = SLICE) -> Iterator[Sequence[T]]:
    """Parts for one statement each: none may take so long that it is given up."""
    for at in range(0, len(every), size):
        yield every[at : at + size]


class Reached:
    """A pool whose statements, each by itself, refuse with Retry while the database is away."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self.pool = pool

    async def fetch(self, query: str, *args: Any) -> list[asyncpg.Record]:
        """As the pool's."""
        with reaching():
            return await self.pool.fetch(query, *args)

    async def fetchrow(self, query: str, *args: Any) -> asyncpg.Record | None:
        """As the pool's."""
        with reaching():
            return await self.pool.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: Any) -> Any:
        """As the pool's."""
        with reaching():
            return await self.pool.fetchval(query, *args)

    async def execute(self, query: str, *args: Any) -> str:
        """As the pool's."""
        with reaching():
            return await self.pool.execute(query, *args)

    async def executemany(self, query: str, args: Iterable[Sequence[Any]]) -> None:
        """As the pool's."""
        with reaching():
            await self.pool.executemany(query, args)
