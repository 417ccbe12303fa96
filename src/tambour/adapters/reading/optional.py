"""Reading words in pictures needs tesserocr and Tesseract's language data; the server runs without and says so."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from PIL import Image

from tambour.config_detection import LANGUAGES

try:
    from tambour.adapters.reading.engine import Reader
except ImportError:
    Reader = None  # type: ignore[assignment,misc]

MODULE, PACKAGE = "tesserocr", "tesserocr"
GROUPS = (("rus", "eng"), ("ara",))
"""Languages that are tried together; each group costs a pass over the picture."""
LATIN = ("fra", "deu", "tur", "spa")
"""Tried where Latin letters are, of which English is not sure; without English, together with Russian."""
DATA = "{0}.traineddata"
FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/opt/homebrew/share/tessdata",
    "/usr/local/share/tessdata",
)
"""Where systems put the data; the folder named by TESSDATA_PREFIX comes first."""


class Engine(Protocol):
    """What reads. Not for two threads at once."""

    def picture(self, picture: Image.Image) -> list[str]:
        """The lines that stand in it, from above down; [] for most photographs."""
        ...


def folders() -> list[Path]:
    """Those that are there."""
    named = os.environ.get("TESSDATA_PREFIX", "")
    return [Path(one) for one in ((named,) if named else ()) + FOLDERS if Path(one).is_dir()]


@dataclass(frozen=True, slots=True)
class Tongues:
    """What can be read here: the folder of the data, groups that are always tried, and languages tried after them."""

    folder: Path = Path()
    groups: tuple[tuple[str, ...], ...] = ()
    latin: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """In no order that means something."""
        return (*(one for group in self.groups for one in group), *self.latin)


def tongues(chosen: Sequence[str] = LANGUAGES) -> Tongues:
    """Of the folder that has the data of most of these languages."""
    return max(
        (found_in(folder, chosen) for folder in folders()), key=lambda t: len(t.all), default=Tongues()
    )


def found_in(folder: Path, chosen: Sequence[str]) -> Tongues:
    """Those of the languages that one folder has the data of."""
    there = {one for one in chosen if one in LANGUAGES and (folder / DATA.format(one)).is_file()}
    latin = tuple(one for one in LATIN if one in there)
    first, *others = [tuple(one for one in group if one in there) for group in GROUPS]
    if "eng" not in there:
        first, latin = (*first, *latin), ()
    return Tongues(folder, tuple(group for group in (first, *others) if group), latin)


def unread(chosen: Sequence[str] = LANGUAGES) -> list[str]:
    """What this machine has not, as its packages are called in Debian and in Python."""
    there = tongues(chosen).all
    missing = [] if find_spec(MODULE) is not None else [PACKAGE]
    return missing + [f"tesseract-ocr-{one}" for one in chosen if one not in there]


def reads(chosen: Sequence[str] = LANGUAGES) -> bool:
    """Can words in pictures be read here, in one of these languages at least?"""
    return find_spec(MODULE) is not None and bool(tongues(chosen).groups)


def new_reader(chosen: Sequence[str] = LANGUAGES) -> Engine | None:
    """With its data loaded; None where nothing reads."""
    found = tongues(chosen)
    return Reader(found.folder, found.groups, found.latin) if Reader is not None and found.groups else None
