"""One contract for every blob store: a folder, and a real S3-compatible server."""

import errno
import hashlib
import random
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tambour.adapters.blobs import ObjectBlobs, open_blobs
from tambour.config import BlobStore
from tambour.domain.digests import Digesting
from tambour.domain.errors import Retry
from tambour.ports.blobs import MissingBlob
from tambour.ports.trouble import Trouble

LARGE = random.Random(3).randbytes(20 * 1024 * 1024 + 7)


@pytest.fixture(scope="module")
def s3() -> Iterator[BlobStore]:
    """A server with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="k", aws_secret_access_key="s"
    )
    client.create_bucket(Bucket="tambour")
    client.close()
    yield BlobStore(url="s3://tambour/in/a/corner", endpoint=address, key_id="k", secret="s")
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectBlobs:
    chosen = BlobStore() if request.param == "folder" else request.getfixturevalue("s3")
    return open_blobs(chosen, tmp_path / "blobs")


async def whole(blobs: ObjectBlobs, key: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([piece async for piece in blobs.read(key, start, end)])


async def pieces(data: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(data), 700_001):
        yield data[at : at + 700_001]


async def test_what_is_put_is_read_whole_and_in_parts(blobs: ObjectBlobs) -> None:
    await blobs.put("a/b", b"0123456789")
    assert await whole(blobs, "a/b") == b"0123456789"
    assert await whole(blobs, "a/b", 3, 5) == b"34"
    assert await whole(blobs, "a/b", 8) == b"89"
    await blobs.put("a/b", b"other")
    assert await whole(blobs, "a/b") == b"other"


async def test_a_stream_of_any_length_is_one_blob(blobs: ObjectBlobs, tmp_path: Path) -> None:
    await blobs.pour("large", pieces(LARGE))
    assert hashlib.sha256(await whole(blobs, "large")).digest() == hashlib.sha256(LARGE).digest()
    await blobs.fetch("large", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == LARGE
    await blobs.pour("small", pieces(b"x"))
    assert await whole(blobs, "small") == b"x"


async def test_parts_that_are_kept_are_joined_in_their_order(blobs: ObjectBlobs) -> None:
    cuts = (0, 1, 9 * 1024 * 1024, len(LARGE))
    for number, (start, end) in enumerate(pairwise(cuts)):
        await blobs.keep(f"parts/9/{number}", [memoryview(LARGE)[start:end], b""])
    digests = await blobs.join(["parts/9/0", "parts/9/1", "parts/9/2"], "parts/9/whole")
    assert digests == tuple(hashlib.new(name, LARGE).digest() for name in ("sha256", "sha1", "md5"))
    assert await whole(blobs, "parts/9/whole") == LARGE
    assert await blobs.join([], "parts/9/none") == Digesting().digests()
    with pytest.raises(MissingBlob):
        await blobs.join(["parts/9/0", "parts/9/never"], "parts/9/other")
    assert "parts/9/other" not in await blobs.below("parts/9"), (
        "nothing stays of what could not be written whole"
    )


async def test_a_move_replaces_and_leaves_nothing_behind(blobs: ObjectBlobs) -> None:
    await blobs.put("up/1/whole", b"new")
    await blobs.put("blobs/ab/abc", b"old")
    await blobs.move("up/1/whole", "blobs/ab/abc")
    assert await whole(blobs, "blobs/ab/abc") == b"new"
    assert await blobs.below("up") == []


async def test_below_lists_and_delete_forgives(blobs: ObjectBlobs) -> None:
    for key in ("up/1/a", "up/1/b", "up/12/c"):
        await blobs.put(key, b"x")
    assert sorted(await blobs.below("up/1")) == ["up/1/a", "up/1/b"]
    await blobs.delete("up/1/a", "up/1/a", "up/1/never")
    assert await blobs.below("up/1") == ["up/1/b"]
    await blobs.delete(*await blobs.below("up"))


async def test_what_is_missing_is_told_apart_from_what_is_away(blobs: ObjectBlobs) -> None:
    with pytest.raises(MissingBlob):
        await whole(blobs, "never/was")
    with pytest.raises(MissingBlob):
        await blobs.move("never/was", "here")
    away = BlobStore(url="s3://tambour", endpoint="http://127.0.0.1:9", key_id="k", secret="s")
    with pytest.raises(Retry):
        await open_blobs(away, Path("unused")).put("a", b"b")


async def test_what_cannot_be_written_is_a_retry_and_leaves_what_was_there(tmp_path: Path) -> None:
    blobs = open_blobs(BlobStore(), tmp_path / "blobs")
    await blobs.put("kept", b"here")
    (tmp_path / "blobs" / "file").write_bytes(b"")
    with pytest.raises(Retry):
        await blobs.put("file/below/a/file", b"x")
    with pytest.raises(Retry):
        await blobs.keep("file/below/a/file", [b"x"])
    with pytest.raises(Retry):
        await blobs.keep("kept", [b"other"])
    assert await whole(blobs, "kept") == b"here"


async def test_a_full_disk_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = open_blobs(BlobStore(), tmp_path / "blobs")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left", str(handle))

    monkeypatch.setattr("tambour.adapters.folder.os.fsync", full)
    with pytest.raises(Retry):
        await blobs.keep("up/1/a", [b"x"])
    monkeypatch.undo()
    assert await blobs.below("up") == []


@pytest.mark.parametrize("url", ["http://bucket", "s3://", "bucket", "file:///etc"])
def test_an_address_that_is_no_store_is_said_at_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        open_blobs(BlobStore(url=url), tmp_path)
