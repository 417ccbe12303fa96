"""Letters picked out of a text: the first of each word or line, the last, the capitals, every second. Pure.

All picks of one text lie in one string, so that one automaton looks through them once. Names are looked for exactly:
seven letters in a row are a name by chance in few of a million texts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from tambour.moderation.text.letters import fold
from tambour.moderation.text.remembered import Remembered

READ_MAX = 4_096
LEAST = 7
"""Letters of a name that is picked."""
STEPS = (2, 3)
STEPPED_MIN = 8
"""Letters of a name of which every second or third is picked."""
CAPITALS_MAX = 0.5
WORD = re.compile(r"[^\W\d_]+")
LINE = re.compile(r"^[^\w\n]*([^\W\d_])(?:[^\n]*([^\W\d_]))?", re.MULTILINE)
STOP = re.compile(r"[.!?](?=\s)(?:[^.!?]*[.!?]){5}")
SENTENCE = re.compile(r"(?:^|[.!?]\s+)[^\w.!?]*([^\W\d_])")
CAPITAL = re.compile("[A-ZА-ЯЁÀ-ÖØ-Þ]")
BETWEEN = "\n"


Pick = tuple[str, int, Callable[[], Sequence[int]]]
"""Letters, each how manieth they are, and how to find their places."""


class Picks(NamedTuple):
    """All letters that were picked, parted by BETWEEN."""

    text: str
    parts: list[Pick]

    def part(self, start: int) -> tuple[int, Pick]:
        """(where it begins, the pick) of what stands there."""
        begin = 0
        for pick in self.parts:
            if start <= begin + len(pick[0]):
                break
            begin += len(pick[0]) + len(BETWEEN)
        return begin, pick


@Remembered
def folded(word: str) -> str:
    """One letter for each."""
    return "".join((fold(c) or "?")[0] for c in word)


def picks(raw: str, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> Picks:
    """Everything that is picked of a text; `spans` and `words`: its words."""
    letters = [folded[word] for word in words]
    joined = "".join(letters)
    chosen = [*of_words(letters, spans), *of_lines(raw)]
    capitals = CAPITAL.findall(raw)
    if LEAST <= len(capitals) < CAPITALS_MAX * len(joined):
        chosen.append(
            (folded("".join(capitals)), 1, lambda: [found.start() for found in CAPITAL.finditer(raw)])
        )
    if len(joined) >= 2 * STEPPED_MIN:
        chosen += [
            (joined[first::step], step, partial(stepped, spans, first, step))
            for step in STEPS
            for first in range(step)
        ]
    return Picks(BETWEEN.join([said for said, _, _ in chosen]), chosen)


def of_words(letters: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterable[Pick]:
    """The first letters of words, the last, and those that stand alone."""
    if len(letters) < LEAST:
        return
    yield "".join([word[0] for word in letters]), 1, lambda: [start for start, _ in spans]
    yield "".join([word[-1] for word in letters]), 1, lambda: [end - 1 for _, end in spans]
    lone = [word for word in letters if len(word) == 1]
    if LEAST <= len(lone) < len(letters):
        yield "".join(lone), 1, lambda: [start for start, end in spans if end == start + 1]


def of_lines(raw: str) -> Iterable[Pick]:
    """The first letters of lines and of sentences, and the last of lines."""
    chosen: list[Sequence[int]] = []
    if raw.count("\n") >= LEAST - 1:
        lines = [(found.start(1), max(found.start(1), found.start(2))) for found in LINE.finditer(raw)]
        chosen += list(zip(*lines, strict=True))
    if STOP.search(raw):
        chosen.append([found.start(1) for found in SENTENCE.finditer(raw)])
    for places in chosen:
        if len(places) >= LEAST:
            yield folded("".join(raw[place] for place in places)), 1, partial(list, places)


def stepped(spans: Sequence[tuple[int, int]], first: int, step: int) -> Sequence[int]:
    """The places of every second or third letter."""
    return [place for start, end in spans for place in range(start, end)][first::step]


def where(raw: str, chosen: Picks, start: int, end: int) -> tuple[int, int] | None:
    """The part of the original that a pick comes from; None where every second letter does not begin and end as words
    do."""
    size, (_, step, found) = chosen.part(start)
    places = found()
    first, last = places[start - size], places[end - size - 1]
    if step > 1:
        tail = raw[last + 1 : last + 1 + step]
        if (
            end - start < STEPPED_MIN
            or raw[max(0, first - 1) : first].isalpha()
            or (len(tail) == step and tail.isalpha())
        ):
            return None
    return first, last + 1
