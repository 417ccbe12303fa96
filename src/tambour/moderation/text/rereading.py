"""A text read in another way, with the way back: each of its characters knows its part of the original. Pure."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Reading(NamedTuple):
    """A text and the places in the original, start and end, of each of its characters."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def rewritten(
    reading: Reading, pattern: "re.Pattern[str]", meant: Callable[["re.Match[str]"], str]
) -> Reading:
    """The reading with what the pattern finds in other words, which all come from the whole of it."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in pattern.finditer(reading.text):
        said = meant(found)
        if said == found.group():
            continue
        out += (reading.text[at : found.start()], said)
        starts += reading.starts[at : found.start()]
        ends += reading.ends[at : found.start()]
        starts += [reading.starts[found.start()]] * len(said)
        ends += [reading.ends[found.end() - 1]] * len(said)
        at = found.end()
    if not out:
        return reading
    out.append(reading.text[at:])
    return Reading("".join(out), [*starts, *reading.starts[at:]], [*ends, *reading.ends[at:]])


def by_letter(reading: Reading, meant: Callable[[str], str]) -> Reading:
    """Each character by itself."""
    said = list(map(meant, reading.text))
    text = "".join(said)
    if len(text) == len(said) and "" not in said:
        return Reading(text, reading.starts, reading.ends)
    starts = [reading.starts[i] for i, one in enumerate(said) for _ in one]
    ends = [reading.ends[i] for i, one in enumerate(said) for _ in one]
    return Reading(text, starts, ends)
