"""Words that were read from a message's pictures, as one text: the same text wherever it is looked at. Pure."""

from collections.abc import Iterable, Mapping

from tambour.domain.files import READY, File

READABLE = ("photo", "video", "loop")
"""Kinds of files in which words are looked for: what was sent to be looked at."""
BETWEEN = "\n\n"


def readable(files: Iterable[File]) -> list[str]:
    """Those of a message's files in which words may stand, in a fixed order."""
    return sorted({one.id for one in files if one.kind in READABLE and one.state == READY and one.variants})


def as_one(files: Iterable[str], words: Mapping[str, str]) -> str:
    """The words of all of them; a signal's places are places in this text."""
    return BETWEEN.join(words[file] for file in sorted(set(files)) if words.get(file))
