"""Blobs through obstore: a folder of the data folder, or an S3 by its address. Durable means fsynced, folders too."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from tambour.adapters.folder import Folder, nobody
from tambour.domain.digests import Digesting, Digests
from tambour.domain.errors import Retry
from tambour.ports.blobs import CHUNK_BYTES, BlobSettings, MissingBlob
from tambour.ports.trouble import Trouble

WRITE_BUFFER_BYTES = 8 * 1024 * 1024
"""S3 takes parts of at least 5 MiB, and 10,000 of them."""
AWAY_WAIT_S = 3
RETRY_FOR = timedelta(seconds=15)
"""A store that is away for longer is told to the client, who comes again."""


@dataclass(frozen=True, slots=True)
class ObjectBlobs:
    """See ports/blobs.py. `folder`: where a local store lies, None for S3."""

    store: LocalStore | S3Store
    folder: Folder | None

    async def put(self, key: str, data: bytes) -> None:
        """One object."""
        with refusals():
            await obstore.put_async(self.store, key, data)
        await self.settle(key)

    async def pour(self, key: str, chunks: AsyncIterator[bytes]) -> None:
        """Through a buffer of WRITE_BUFFER_BYTES."""
        with refusals():
            writer = obstore.open_writer_async(self.store, key, buffer_size=WRITE_BUFFER_BYTES)
            async for chunk in chunks:
                await writer.write(chunk)
            await writer.close()
        await self.settle(key)

    async def keep(self, key: str, pieces: Sequence[bytes | memoryview]) -> None:
        """One object."""
        with refusals():
            if self.folder is not None:
                await self.folder.keep(self.folder.root / key, pieces)
            else:
                await obstore.put_async(self.store, key, await asyncio.to_thread(b"".join, pieces))

    async def join(self, parts: Sequence[str], target: str) -> Digests:
        """In a folder beside the loop, else through it."""
        if self.folder is not None:
            with refusals():
                return await self.folder.join(
                    [self.folder.root / part for part in parts], self.folder.root / target
                )
        digest = Digesting()

        async def chunks() -> AsyncIterator[bytes]:
            for part in parts:
                async for chunk in self.read(part):
                    await asyncio.to_thread(digest.update, chunk)
                    yield chunk

        await self.pour(target, chunks())
        return digest.digests()

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """As the store hands it out."""
        with refusals():
            whole = start == 0 and end is None
            options = {} if whole else {"range": {"offset": start} if end is None else (start, end)}
            found = await obstore.get_async(self.store, key, options=options)  # type: ignore[arg-type]
            async for chunk in found.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)

    async def move(self, source: str, target: str) -> None:
        """Atomic in a folder; a copy and a deletion in S3."""
        with refusals():
            await obstore.rename_async(self.store, source, target)
        await self.settle(target)

    async def delete(self, *keys: str) -> None:
        """One by one: a store may say that one of them is not there."""
        for key in keys:
            try:
                with refusals():
                    await obstore.delete_async(self.store, key)
            except MissingBlob:
                continue

    async def below(self, prefix: str) -> list[str]:
        """All of them."""
        with refusals():
            pages = [page async for page in obstore.list(self.store, prefix=prefix)]
        return [entry["path"] for page in pages for entry in page]

    async def fetch(self, key: str, target: Path) -> None:
        """Piece by piece, written beside the loop."""
        with target.open("wb") as out:
            async for chunk in self.read(key):
                await asyncio.to_thread(out.write, chunk)

    async def settle(self, key: str) -> None:
        """A folder promises nothing until the file and its place in the folder are flushed."""
        if self.folder is not None:
            try:
                await asyncio.to_thread(self.folder.enter, self.folder.root / key)
            except OSError as error:
                raise Retry(AWAY_WAIT_S, "the blob store is away or full") from error


@contextmanager
def refusals() -> Iterator[None]:
    """The store's errors as ours."""
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise MissingBlob from error
    except (BaseError, AlreadyExistsError, OSError) as error:
        raise Retry(AWAY_WAIT_S, "the blob store is away or full") from error


def open_blobs(chosen: BlobSettings, folder: Path, *, hurried: Callable[[], bool] = nobody) -> ObjectBlobs:
    """The store that the settings name; where `hurried`, a folder's writers stand back. Raises Trouble on an address
    that is none."""
    if not chosen.url:
        folder.mkdir(parents=True, exist_ok=True)
        return ObjectBlobs(LocalStore(folder, mkdir=True), Folder(folder, hurried))
    parts = urlsplit(chosen.url)
    if parts.scheme != "s3" or not parts.netloc:
        raise Trouble(
            f"blobs.url is no store: {chosen.url}", "s3://BUCKET/PREFIX, or empty for the data folder"
        )
    named = {"endpoint": chosen.endpoint, "access_key_id": chosen.key_id, "secret_access_key": chosen.secret}
    try:
        store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            region=chosen.region,
            retry_config={"max_retries": 3, "retry_timeout": RETRY_FOR},
            client_options={"allow_http": chosen.endpoint.startswith("http://")},
            **{key: value for key, value in named.items() if value},  # type: ignore[arg-type]
        )
    except (BaseError, ValueError) as error:
        raise Trouble(f"the blob store {chosen.url} cannot be opened: {error}") from error
    return ObjectBlobs(store, None)
