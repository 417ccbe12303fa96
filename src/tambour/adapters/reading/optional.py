"""Reading words in pictures needs tesserocr and Tesseract's language data; the server runs without and says so."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from PIL import Image

try:
    from tambour.adapters.reading.engine import Reader
except ImportError:
    Reader = None  # type: ignore[assignment,misc]

MODULE, PACKAGE = "tesserocr", "tesserocr"
GROUPS = (("rus", "eng"), ("ara",))
"""Languages that are tried together; each group costs a pass over the picture."""
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


def groups() -> tuple[Path, list[list[str]]]:
    """The folder that has the data of most of our languages, and the groups it has; an empty list: none."""
    best, found = Path(), list[list[str]]()
    for folder in folders():
        here = [[one for one in group if (folder / DATA.format(one)).is_file()] for group in GROUPS]
        here = [group for group in here if group]
        if sum(map(len, here)) > sum(map(len, found)):
            best, found = folder, here
    return best, found


def unread() -> list[str]:
    """What this machine has not, as its packages are called in Debian and in Python."""
    _, found = groups()
    there = {one for group in found for one in group}
    missing = [] if find_spec(MODULE) is not None else [PACKAGE]
    return missing + [f"tesseract-ocr-{one}" for group in GROUPS for one in group if one not in there]


def reads() -> bool:
    """Can words in pictures be read here, in one language at least?"""
    return find_spec(MODULE) is not None and bool(groups()[1])


def new_reader() -> Engine | None:
    """With its data loaded; None where nothing reads."""
    folder, found = groups()
    return Reader(folder, found) if Reader is not None and found else None
