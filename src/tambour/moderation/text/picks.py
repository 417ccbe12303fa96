"""Letters picked out of a text that say a name: the first of each word or line, the last, the capitals, every second. Pure.

All picks of one text lie in one string, so that one automaton looks through them once. Names are looked for exactly:
seven letters in a row are a name by chance in few of a million texts.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from tambour.moderation.text.letters import fold

READ_MAX = 4_096
LEAST = 7
"""Letters of a name that is picked."""
STEPS = (2, 3)
STEPPED_MIN = 8
"""Letters of a name of which every second or third is picked."""
CAPITALS_MAX = 0.5
WORD = re.compile(r"[^\W\d_]+")
LINE = re.compile(r"^[^\w\n]*([^\W\d_])(?:[^\n]*([^\W\d_]))?", re.MULTILINE)
CAPITAL = re.compile("[A-ZА-ЯЁÀ-ÖØ-Þ]")
BETWEEN = "\n"


class Picks(NamedTuple):
    """Letters; for each part of them where it begins, the places of its letters in the original, and whether it is every
    second or third."""

    text: str
    parts: list[tuple[int, Sequence[int], int]]


def picks(raw: str) -> Picks:
    """Everything that is picked of a text."""
    raw = raw[:READ_MAX]
    words = [found.span() for found in WORD.finditer(raw)]
    letters = [place for start, end in words for place in range(start, end)]
    folded = [(fold(raw[place]) or "?")[0] for place in letters]
    at = dict(zip(letters, folded, strict=True))
    chosen: list[list[int]] = []
    if len(words) >= LEAST:
        lone = [start for start, end in words if end == start + 1]
        if len(lone) < len(words):
            chosen += [[start for start, _ in words], [end - 1 for _, end in words]]
        if len(lone) >= LEAST:
            chosen.append(lone)
    if raw.count("\n") >= LEAST - 1:
        lines = [(found.start(1), found.start(2)) for found in LINE.finditer(raw)]
        chosen += [[first for first, _ in lines], [max(first, last) for first, last in lines]]
    capitals = [found.start() for found in CAPITAL.finditer(raw)]
    if LEAST <= len(capitals) < CAPITALS_MAX * len(letters):
        chosen.append(capitals)
    text: list[str] = []
    parts: list[tuple[int, Sequence[int], int]] = []
    size = 0
    for one in chosen:
        text.append("".join([at[place] for place in one]))
        parts.append((size, one, 1))
        size += len(one) + 1
    if len(letters) >= 2 * STEPPED_MIN:
        joined = "".join(folded)
        for step in STEPS:
            for first in range(step):
                text.append(joined[first::step])
                parts.append((size, letters[first::step], step))
                size += len(text[-1]) + 1
    return Picks(BETWEEN.join(text), parts)


def where(raw: str, chosen: Picks, start: int, end: int) -> tuple[int, int] | None:
    """The part of the original that a pick comes from; None where every second letter does not begin and end as words
    do."""
    size, places, step = chosen.parts[bisect_right(chosen.parts, start, key=itemgetter(0)) - 1]
    first, last = places[start - size], places[end - size - 1]
    if step > 1:
        tail = raw[last + 1 : last + 1 + step]
        if end - start < STEPPED_MIN or raw[max(0, first - 1) : first].isalpha() or (len(tail) == step and tail.isalpha()):
            return None
    return first, last + 1
