"""Has a child decode every file and reads what it leaves: the only way from a stranger's bytes to what is served."""

import asyncio
import re
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import msgspec

from tambour.adapters.media.alone import alone
from tambour.adapters.media.result import Report
from tambour.moderation.known import NO_MARKS, Marks
from tambour.ports.studio import Frame, Made, Unreadable, Work

WALL_S = {
    "photo": 60,
    "face": 30,
    "sticker": 60,
    "link": 15,
    "voice": 600,
    "audio": 1200,
    "sample": 1200,
    "look": 1200,
    "read": 120,
    "hear": 240,
}
WALL_VIDEO_S = 3600
MARKS_BYTES_MAX = 8_000_000
LINES_MAX, WORDS_MAX = 400, 4_000
"""Lines and characters that are taken from one file."""
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\uffff]")
MARK_BYTES = (37, 40, 4)
"""Of one print, one point, one piece of sound."""


class Start(Protocol):
    """Has one file decoded by a child."""

    def __call__(self, kind: str, scratch: Path, wall_s: float, *more: str) -> Awaitable[bytes]:
        """What the child answers; b'' where it died. Ends it when this is cancelled. Raises Unreadable, Retry."""
        ...


@dataclass(frozen=True, slots=True)
class ChildStudio:
    """See ports/studio.py. `slots`: how many children at once. `sense`: `read` what can be seen, or `hear`;
    `languages` in which is read; `start`: a process for each file, or a fork of one that waits."""

    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    sense: str = "read"
    languages: tuple[str, ...] = ()
    start: Start = alone

    async def make(self, kind: str, source: Path, scratch: Path) -> Work:
        """`source` is `scratch/source`. A child that crashes or stays too long is one more unreadable file."""
        report = await self.report(kind, scratch)
        return work_of(report, scratch, needs_variants=kind not in ("sample", "look"))

    async def read(self, scratch: Path) -> str:
        """See Reading in ports/studio.py."""
        report = await self.report(self.sense, scratch)
        return "\n".join(visible_part(line) for line in report.read[:LINES_MAX])[:WORDS_MAX].strip()

    async def report(self, kind: str, scratch: Path) -> Report:
        """A child's answer. Raises Unreadable, Retry."""
        async with self.slots:
            answer = await self.start(kind, scratch, WALL_S.get(kind, WALL_VIDEO_S), *self.languages)
        try:
            report = msgspec.json.decode(answer, type=Report)
        except msgspec.DecodeError as error:
            raise Unreadable("media.unreadable") from error
        if report.why:
            raise Unreadable(report.why)
        return report


def visible_part(line: str) -> str:
    """Without what no letter is: the child may have been taken over."""
    return UNSEEN.sub(" ", line)


def work_of(report: Report, scratch: Path, *, needs_variants: bool = True) -> Work:
    """The child's word is checked: it may have been taken over."""
    variants = tuple(
        Made(one.name, scratch / f"slot{int(one.slot)}", one.mime, one.width, one.height)
        for one in report.variants
        if one.mime in ("image/webp", "image/jpeg", "video/mp4", "audio/webm") and one.name in NAMES
    )
    if (
        (needs_variants and not variants)
        or report.kind not in KINDS
        or len(report.thumb) > 44
        or len(report.wave) > 60
    ):
        raise Unreadable("media.unreadable")
    shots = (scratch / "frames").read_bytes()
    kinds: Any = report.kind
    return Work(
        kind=kinds,
        width=report.width,
        height=report.height,
        duration=report.duration,
        thumb=report.thumb,
        wave=report.wave,
        variants=variants,
        frames=tuple(
            Frame(s.at, s.width, s.height, shots[s.first : s.first + s.width * s.height * 3])
            for s in report.frames
        ),
        marks=marks_of(report, scratch),
        blind=report.blind,
    )


def marks_of(report: Report, scratch: Path) -> Marks:
    """What the child took down, in whole pieces; none where the lengths are wrong."""
    lengths = report.marks
    if len(lengths) != len(MARK_BYTES) or not 0 < sum(lengths) <= MARKS_BYTES_MAX:
        return NO_MARKS
    if any(length < 0 or length % each for length, each in zip(lengths, MARK_BYTES, strict=True)):
        return NO_MARKS
    whole = (scratch / "marks").read_bytes()
    if len(whole) != sum(lengths):
        return NO_MARKS
    prints, points = lengths[0], lengths[0] + lengths[1]
    return Marks(prints=whole[:prints], points=whole[prints:points], sound=whole[points:])


NAMES = ("s", "m", "l", "j", "p", "v", "480", "a")
KINDS = ("photo", "loop", "video", "round", "voice", "audio", "sticker")
