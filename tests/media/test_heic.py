"""What iPhones send: HEIC in one piece or in tiles, turned, decoded in the confined child, without its metadata."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tambour.adapters.media.studio import ChildStudio
from tambour.ports.studio import Work
from tests.media.heif import grid, heic
from tests.media.making import drawn

NEAR = 24
"""Two codings change a colour so much."""


async def made(folder: Path, data: bytes) -> tuple[Work, Image.Image]:
    """What came of it, and its largest form."""
    (folder / "source").write_bytes(data)
    work = await ChildStudio().make("photo", folder / "source", folder)
    bytes_ = [form.path.read_bytes() for form in work.variants]
    assert not any(sign in kept for kept in bytes_ for sign in (b"QANARY", b"Exif", b"GPS"))
    return work, Image.open(io.BytesIO(bytes_[0])).convert("RGB")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (heic(gps=True), drawn(320, 240)),
        (heic(turns=1, gps=True), drawn(320, 240).transpose(Image.Transpose.ROTATE_90)),
        (grid(2, 1), drawn(256, 128)),
    ],
    ids=["plain", "turned", "tiles"],
)
async def test_a_heic_is_shown_upright(tmp_path: Path, data: bytes, wanted: Image.Image) -> None:
    work, shown = await made(tmp_path, data)
    assert (work.kind, work.width, work.height) == ("photo", *wanted.size)
    assert shown.size == wanted.size
    for x in range(8, wanted.width, 48):
        for y in range(8, wanted.height, 48):
            got, was = shown.getpixel((x, y)), wanted.getpixel((x, y))
            assert isinstance(got, tuple)
            assert isinstance(was, tuple)
            assert all(abs(a - b) <= NEAR for a, b in zip(got, was, strict=True)), (x, y, got, was)
