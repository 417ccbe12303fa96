"""What the child writes: variants into files opened before it was confined, and one line of JSON about them."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import msgspec
from PIL import Image

from tambour.adapters.seeing.optional import new_eye
from tambour.moderation.known import NO_MARKS

SLOTS = 6
FRAMES_MAX = 8
FRAME_SIDE = 512


class Written(msgspec.Struct):
    """One variant in the file `slotN`."""

    name: str
    slot: int
    mime: str
    width: int = 0
    height: int = 0


class Shot(msgspec.Struct):
    """One frame in the file `frames`: RGB, from `first` on."""

    at: int
    width: int
    height: int
    first: int


class Report(msgspec.Struct):
    """The child's answer. `why` is set where the file was refused."""

    kind: str = ""
    width: int = 0
    height: int = 0
    duration: int = 0
    thumb: str = ""
    wave: str = ""
    variants: list[Written] = msgspec.field(default_factory=list)
    frames: list[Shot] = msgspec.field(default_factory=list)
    marks: list[int] = msgspec.field(default_factory=list)
    """Lengths of the three parts of the file `marks`: prints, points, sound."""
    blind: bool = False
    """Taking the marks failed."""
    read: list[str] = msgspec.field(default_factory=list)
    """Lines of words that stand in it."""
    why: str = ""
    confined: bool = False


class Result:
    """Opened by the child while it still may. `keeping`: the file is a sample for the bank."""

    def __init__(self, folder: str, kind: str, *, keeping: bool = False) -> None:
        self.kind = kind
        self.width = self.height = self.duration = 0
        self.thumb = self.wave = ""
        self.slots = [opened(folder, f"slot{n}") for n in range(SLOTS)]
        self.shots = opened(folder, "frames")
        self.aside = opened(folder, "aside")
        self.taken = opened(folder, "marks")
        self.eye = new_eye(keeping=keeping)
        self.variants: list[Written] = []
        self.frames: list[Shot] = []

    @contextmanager
    def variant(self, name: str, mime: str, width: int = 0, height: int = 0) -> Iterator[IO[bytes]]:
        """A file to write one variant into; it counts when the block ends well."""
        slot = len(self.variants)
        out = self.slots[slot]
        out.seek(0)
        out.truncate()
        yield out
        out.flush()
        self.variants.append(Written(name, slot, mime, width, height))

    def frame(self, at: int, picture: Image.Image) -> None:
        """A representative picture, at most FRAME_SIDE long, for whoever looks before publication."""
        if len(self.frames) >= FRAMES_MAX:
            return
        small = picture.convert("RGB")
        small.thumbnail((FRAME_SIDE, FRAME_SIDE))
        first = self.shots.tell()
        self.shots.write(small.tobytes())
        self.frames.append(Shot(at, *small.size, first))

    def seen(self, picture: Image.Image) -> None:
        """A still picture, for whoever knows media again."""
        if self.eye is not None:
            self.eye.picture(picture)

    def report(self, *, confined: bool) -> Report:
        """For the parent."""
        self.shots.flush()
        marks = self.eye.marks() if self.eye is not None else NO_MARKS
        parts = (marks.prints, marks.points, marks.sound)
        self.taken.write(b"".join(parts))
        return Report(
            kind=self.kind,
            width=self.width,
            height=self.height,
            duration=self.duration,
            thumb=self.thumb,
            wave=self.wave,
            variants=self.variants,
            frames=self.frames,
            marks=[len(part) for part in parts],
            blind=self.eye is not None and self.eye.blind,
            confined=confined,
        )


def opened(folder: str, name: str) -> io.FileIO:
    """To read and write; nobody else's yet."""
    handle = os.open(os.path.join(folder, name), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    return io.FileIO(handle, "r+")
