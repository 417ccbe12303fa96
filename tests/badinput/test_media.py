"""Whatever bytes come: processing ends in a named state within its limits, nothing of the sender's metadata is left,
and nothing a browser would run is ever served."""

import io
import os
import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tambour.adapters.media import pictures as room
from tambour.adapters.media.result import Result
from tambour.adapters.media.studio import ChildStudio
from tambour.ports.studio import Unreadable, Work
from tests.badinput import media
from tests.conftest import Town
from tests.media.making import film, gif, jpeg, person, png, tone

pytestmark = pytest.mark.slow

CPU_S_MAX = 30.0
SAFE_TYPES = {"image/webp", "image/jpeg", "video/mp4", "audio/webm", "application/octet-stream"}


async def processed(folder: Path, kind: str, data: bytes) -> Work | str:
    """What came of it, or why not."""
    scratch = folder / os.urandom(6).hex()
    scratch.mkdir()
    (scratch / "source").write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        return await ChildStudio().make(kind, scratch / "source", scratch)
    except Unreadable as no:
        return no.why
    finally:
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert after.ru_utime - before.ru_utime < CPU_S_MAX
        shutil.rmtree(scratch)


async def test_every_hostile_picture_ends_in_a_named_state(tmp_path: Path) -> None:
    found = {name: await processed(tmp_path, "photo", data) for name, data in media.pictures()}
    reasons = {name: what for name, what in found.items() if isinstance(what, str)}
    assert all(why.startswith("media.") for why in reasons.values())
    may_pass = {
        "png with a text bomb", "png with a profile bomb", "png of a thin line", "jpeg that claims a line",
        "jpeg torn at 3000", "gif torn at 300", "gif torn at 3000",
    }  # fmt: skip
    assert {name for name in found if name not in reasons} <= may_pass
    for name in (
        "png bomb",
        "gif bomb",
        "webp of many frames",
        "apng of many frames",
        "jpeg that claims 65535",
        "heic that claims 60000",
        "heic of a grid that claims 65535",
    ):
        assert reasons[name] == "media.too_many_pixels", name
    for name in ("tiff", "psd", "eps", "svg", "ico", "html named jpg", "mvg", "heic"):
        assert reasons[name] == "media.unknown_format", name


async def test_every_hostile_sound_and_video_ends_in_a_named_state(tmp_path: Path) -> None:
    for kind, name, data in media.moving():
        what = await processed(tmp_path, kind, data)
        assert isinstance(what, Work) or what.startswith("media."), name
        if name in (
            "ten hours",
            "hls that reads a file",
            "hls that asks inside",
            "concat",
            "dash",
            "a picture",
        ):
            assert what in ("media.too_long", "media.unknown_format", "media.unreadable"), (name, what)


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "loop"])
async def test_no_bytes_at_all_break_the_child(tmp_path: Path, kind: str) -> None:
    """A law tried by chance: real files with holes, doubled parts and noise."""
    chance = random.Random(kind)
    good = {
        "photo": [jpeg(), png(), gif()],
        "video": [film(seconds=1)],
        "voice": [tone(seconds=0.5)],
        "loop": [gif()],
    }
    for _ in range(6):
        data = bytearray(chance.choice(good[kind]))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            size = chance.randint(1, 64)
            data[at : at + size] = chance.choice([b"", chance.randbytes(size), data[:size], b"\xff" * size])
            data = data or bytearray(b"x")
        what = await processed(tmp_path, kind, bytes(data))
        assert isinstance(what, Work) or what.startswith("media."), what


def test_of_a_hundred_pictures_none_keeps_its_place_or_camera(tmp_path: Path) -> None:
    for number in range(100):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = jpeg(40 + number * 7, 60 + number * 3, turn=number % 8 + 1, gps=True, shade=number)
        if number % 3 == 1:
            data = in_format(data, "PNG")
        elif number % 3 == 2:
            data = in_format(data, "WEBP")
        assert b"QANARY" in data or number % 3
        result = Result(str(folder), "photo")
        room.photo(room.opened(io.BytesIO(data)), result)
        for written in result.variants:
            kept = (folder / f"slot{written.slot}").read_bytes()
            assert not any(
                sign in kept for sign in (b"QANARY", b"Secretcam", b"Exif", b"GPS", b"ICC_PROFILE", b"XMP")
            )
            assert not Image.open(io.BytesIO(kept)).getexif()
        for file in [*result.slots, result.shots, result.aside, result.taken]:
            file.close()


def in_format(data: bytes, kind: str) -> bytes:
    """The same picture with the same EXIF in another format."""
    picture = Image.open(io.BytesIO(data))
    out = io.BytesIO()
    picture.save(out, kind, exif=picture.getexif(), xmp=b"<x>QANARY XMP</x>")
    return out.getvalue()


async def test_nothing_served_can_be_run(town: Town) -> None:
    ana = await person(town, "Ana")
    for name, data in media.twofaced():
        for kind in ("photo", "file"):
            file = await ana.ready(data, kind, name=f"{name}.jpg.php", mime="text/html")
            shown = await ana.file(file)
            for variant in [v[0] for v in shown.get("vs", [])]:
                got = await ana.get(file, variant)
                assert got.headers["content-type"] in SAFE_TYPES
                assert got.headers["x-content-type-options"] == "nosniff"
                assert "sandbox" in got.headers["content-security-policy"]
                if kind == "photo":
                    assert b"script" not in got.content, name
                    assert b"PK\x03\x04" not in got.content
                else:
                    assert got.headers["content-disposition"].startswith("attachment")
                    assert got.headers["content-type"] == "application/octet-stream"


TRIES = """
import ctypes, os, platform, socket, sys
from tambour.adapters.media import confine
libc, parent = ctypes.CDLL(None), os.getppid()
confine.limit(memory_bytes=1 << 30, cpu_s=10, file_bytes=1000)
assert confine.confine()
def tried(what):
    try:
        what()
    except (OSError, MemoryError) as no:
        return type(no).__name__
    return "done"
def signalled(pid):
    number = {"x86_64": 234, "aarch64": 131}[platform.machine()]
    if libc.syscall(number, pid, pid, 0):
        raise OSError
signalled(os.getpid())
made = [
    tried(lambda: open("/etc/shadow")),
    tried(lambda: open("/tmp/qanary", "w")),
    tried(lambda: socket.socket()),
    tried(os.fork),
    tried(lambda: os.execv("/bin/true", ["true"])),
    tried(lambda: os.kill(parent, 0)),
    tried(lambda: signalled(parent)),
    tried(lambda: os.unlink("/tmp/qanary")),
    tried(lambda: os.listdir("/")),
    tried(lambda: bytearray(2 << 30)),
]
os.write(1, " ".join(made).encode())
os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the filter of system calls is Linux's")
def test_the_child_can_neither_read_nor_write_nor_connect_nor_multiply() -> None:
    said = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    found = said.stdout.decode().split()
    assert len(found) == 10
    assert "done" not in found, found


async def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tambour.adapters.media.studio.WALL_S", {"photo": 0.05})
    assert await processed(tmp_path, "photo", jpeg()) == "media.too_slow"
