"""Where bytes lie: a folder or an object store. Keys are paths of letters, digits, `/`, `-`, `_`."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Protocol

from tambour.domain.digests import Digests

CHUNK_BYTES = 1024 * 1024
"""About so much is in memory of a stream."""


class MissingBlob(Exception):
    """There is nothing under this key."""


class BlobSettings(Protocol):
    """Which store: an empty `url` is a folder."""

    @property
    def url(self) -> str: ...
    @property
    def endpoint(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def key_id(self) -> str: ...
    @property
    def secret(self) -> str: ...


class Blobs(Protocol):
    """Raises Retry when the store is away or full: what was not acknowledged is then not there."""

    async def put(self, key: str, data: bytes) -> None:
        """Durable when it returns; replaces what was there in one step."""
        ...

    async def pour(self, key: str, chunks: AsyncIterator[bytes]) -> None:
        """The same for a stream of any length."""
        ...

    async def keep(self, key: str, pieces: Sequence[bytes | memoryview]) -> None:
        """The pieces one after another, durable when it returns, under a key that was never used before."""
        ...

    async def join(self, parts: Sequence[str], target: str) -> Digests:
        """The blobs of these keys one after another, durable under another one that was never used before; returns
        their digests. Raises MissingBlob.
        """
        ...

    def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes [start, end) in pieces. Raises MissingBlob."""
        ...

    async def move(self, source: str, target: str) -> None:
        """Durable under the new key; replaces what was there. Raises MissingBlob."""
        ...

    async def delete(self, *keys: str) -> None:
        """What is not there is no matter."""
        ...

    async def below(self, prefix: str) -> list[str]:
        """The keys below a path."""
        ...

    async def fetch(self, key: str, target: Path) -> None:
        """A local copy. Raises MissingBlob."""
        ...


def key_of(sha256: bytes) -> str:
    """Where the blob of this digest lies."""
    name = sha256.hex()
    return f"blobs/{name[:2]}/{name}"
