"""What the shell needs of whoever decodes media, and of whoever looks at it before anybody else may."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tambour.domain.files import FileKind
from tambour.moderation.known import NO_MARKS, Like, Marks


class Unreadable(Exception):
    """The bytes are not what they claim, or ask too much. `why`: a stable dotted reason, media.*."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Frame:
    """A representative picture: 8-bit RGB, row after row, no padding. `at_ms`: where in the video; 0 for a picture."""

    at_ms: int
    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """One variant as a file in the scratch folder."""

    name: str
    path: Path
    mime: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What came out of a file. `width`, `height` in pixels, `duration` in ms, `thumb` and `wave` in base64."""

    kind: FileKind
    width: int = 0
    height: int = 0
    duration: int = 0
    thumb: str = ""
    wave: str = ""
    variants: tuple[Made, ...] = ()
    frames: tuple[Frame, ...] = field(default=(), repr=False)
    marks: Marks = field(default=NO_MARKS, repr=False)
    blind: bool = False
    """Whoever takes the marks failed on it; everything else is well."""


class Studio(Protocol):
    """Decodes and encodes again."""

    async def make(self, kind: str, source: Path, scratch: Path) -> Work:
        """`kind`: a FileKind, `face` for a photo of a person or chat, `link` for a preview, `sample` for the bank,
        `look` for its marks alone.
        Raises Unreadable."""
        ...


class Reading(Protocol):
    """Reads the words that stand in pictures and films, or hears those that are spoken."""

    async def read(self, scratch: Path) -> str:
        """Lines of what `scratch/source` shows or says, one of the published forms of a file; '' for most. Raises
        Unreadable, Retry."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """What is looked at before a file is served for the first time."""

    file: str
    owner: int
    kind: str
    sha256: bytes
    """Of the bytes as they were uploaded."""
    frames: Sequence[Frame] = ()
    marks: Marks = field(default=NO_MARKS, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """`why`: '' to publish, else the reason why not: a stable dotted word, media.*. `likes`: what it is like, as the
    bank was at `version`."""

    why: str = ""
    likes: tuple[Like, ...] = ()
    version: int = 0
    failed: bool = False
    """It could not be compared: it is shown, and owed another look."""


class Screening(Protocol):
    """Looks at a file after decoding and before publication."""

    async def look(self, specimen: Specimen) -> Looked:
        """Must answer within seconds."""
        ...


class NoScreening:
    """Nothing is looked for; the gate of withdrawn bytes stands elsewhere and always."""

    async def look(self, specimen: Specimen) -> Looked:
        """Publish."""
        return Looked()
