"""Words read from a message's pictures or heard in its sound, as one text: the same wherever it is looked at. Pure."""

from collections.abc import Iterable, Mapping

from tambour.domain.files import READY, File

READ, HEARD = "read", "heard"
"""The detectors of words that stand in pictures and of words that are spoken: the places of their signals are places in
those words, not in the message's."""
SENSES = (READ, HEARD)
KINDS = {READ: ("photo", "video", "loop"), HEARD: ("voice", "round", "video")}
"""Kinds of files in which words are looked for: what was sent to be looked at, or said by whoever sent it."""
BETWEEN = "\n\n"


def readable(files: Iterable[File], sense: str) -> list[str]:
    """Those of a message's files in which words may be, in a fixed order."""
    return sorted(
        {one.id for one in files if one.kind in KINDS[sense] and one.state == READY and one.variants}
    )


def as_one(files: Iterable[str], words: Mapping[str, str]) -> str:
    """The words of all of them; a signal's places are places in this text."""
    return BETWEEN.join(words[file] for file in sorted(set(files)) if words.get(file))
