"""Words in a picture, by Tesseract: opened with its data before the process is confined, asked afterwards.

Tesseract finds letters in everything, leaves and waves too. So a word counts only where it is sure of it, in the
alphabet of the languages it was looked for in, and a line only where one of its words is longer than two letters.

English and Russian are tried first. Where Latin letters stand of which English is not quite sure, that view is read
once more in all other languages that are written with them; most pictures have none, and cost nothing more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from tesserocr import OEM, PSM, RIL, PyTessBaseAPI, iterate_level

from tambour.adapters.reading.views import views

SURE_FROM, SURE_FROM_ARABIC = 75.0, 60.0
"""Of a hundred, as Tesseract says of each word; of Arabic ones it is less sure, and finds none in leaves and waves."""
DOTS_PER_INCH = 150
LATIN = re.compile("[A-Za-z\u00c0-\u024f]{3,}")
LATIN_FROM, LATIN_SURE, LATIN_MIN = 50.0, 95.0, 2
"""So many Latin words that are no leaves; of words in its own language English is surer than that, all but always."""
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
LONG_WORD = re.compile(r"[^\W\d_]{3,}")
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

WORDS_MIN = 2
"""One word alone is a leaf that looks like one, as often as not."""
GAP_MAX = 3
"""Pieces of one line are nearer to each other than so many times their height."""

Box = tuple[int, int, int, int]
NOWHERE: Box = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """`line`: words with one number stand in one line. `box`: left, top, right, bottom."""

    text: str
    sure: float
    line: int
    box: Box


class Reader:
    """Not for two threads at once."""

    def __init__(self, folder: Path, groups: Sequence[Sequence[str]], latin: Sequence[str] = ()) -> None:
        self.ways = [opened(folder, group) for group in groups]
        self.latin = opened(folder, latin) if latin else None
        self.arabic = ["ara" in group for group in groups]

    def picture(self, picture: Image.Image) -> list[str]:
        """The lines that stand in it, from above down; [] for most photographs."""
        seen = list(views(picture))
        found = self.looked([], seen[0], PSM.AUTO)
        for light in seen[1:]:
            found = self.looked(found, light, PSM.SPARSE_TEXT)
        if not found:  # a lone line is no page
            found = self.looked(found, seen[0], PSM.SPARSE_TEXT)
        return (
            lines_of(found)
            if len(LONG_WORD.findall(" ".join(one.text for one in found))) >= WORDS_MIN
            else []
        )

    def looked(self, found: list[Word], view: Image.Image, layout: int) -> list[Word]:
        """What was found, and what is found in one view in all languages."""
        for way, arabic in zip(self.ways, self.arabic, strict=True):
            words = self.words(way, view, layout)
            found = joined(found, [one for one in words if fits(one, arabic=arabic)])
            if not arabic and self.latin is not None and doubtful(words):
                more = self.words(self.latin, view, layout)
                found = joined(found, [one for one in more if fits(one, arabic=False)])
        return found

    def words(self, way: PyTessBaseAPI, view: Image.Image, layout: int) -> list[Word]:
        """Everything that one way of looking finds."""
        way.SetPageSegMode(layout)
        return list(self.read(way, view))

    def read(self, way: PyTessBaseAPI, view: Image.Image) -> Iterator[Word]:
        """Letter by letter: only so words come in the order in which they are read; by themselves they come from left
        to right, Arabic ones backwards."""
        way.SetImageBytes(view.tobytes(), view.width, view.height, 1, view.width)
        way.SetSourceResolution(DOTS_PER_INCH)
        way.Recognize()
        found = way.GetIterator()
        letters, line, sure, box = "", 0, 0.0, NOWHERE
        for one in iterate_level(found, RIL.SYMBOL) if found is not None else ():
            if one.IsAtBeginningOf(RIL.WORD):
                yield Word(letters, sure, line, box)
                line += one.IsAtBeginningOf(RIL.TEXTLINE)
                letters, sure, box = "", one.Confidence(RIL.WORD), one.BoundingBox(RIL.WORD) or NOWHERE
            letters += "" if one.Empty(RIL.SYMBOL) else MARKS.sub("", one.GetUTF8Text(RIL.SYMBOL)).strip()
        yield Word(letters, sure, line, box)


def opened(folder: Path, group: Sequence[str]) -> PyTessBaseAPI:
    """Some languages together, their data loaded."""
    way = PyTessBaseAPI(path=str(folder), lang="+".join(group), psm=PSM.AUTO, oem=OEM.LSTM_ONLY)
    way.SetVariable("debug_file", "")  # else it opens a file for its remarks, and in the child nothing opens
    return way


def doubtful(words: Sequence[Word]) -> bool:
    """Are there Latin words that may be of another language?"""
    sure = [one.sure for one in words if one.sure >= LATIN_FROM and LATIN.search(one.text)]
    return len(sure) >= LATIN_MIN and min(sure) < LATIN_SURE


def fits(word: Word, *, arabic: bool) -> bool:
    """Is it sure, and of the alphabet that was looked for?"""
    if arabic:
        return word.sure >= SURE_FROM_ARABIC and bool(ARABIC.search(word.text))
    return bool(word.text) and word.sure >= SURE_FROM


def joined(known: Sequence[Word], more: Iterable[Word]) -> list[Word]:
    """Both, where they do not stand upon each other; of two readings of one place the surer line stays."""
    first = 1 + max((one.line for one in known), default=0)
    fresh = [Word(one.text, one.sure, one.line + first, one.box) for one in more]
    worth = {
        line: sum(one.sure * len(one.text) for one in words)
        for line, words in by_line([*known, *fresh]).items()
    }
    out: set[int] = set()
    for one in fresh:
        for other in known:
            if one.line not in out and other.line not in out and upon(one.box, other.box):
                out.add(min(one.line, other.line, key=lambda line: worth[line]))
    return [one for one in (*known, *fresh) if one.line not in out]


def upon(one: Box, other: Box) -> bool:
    """Do they share half of the smaller one?"""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide > 0 and high > 0 and 2 * wide * high >= smaller


def by_line(words: Iterable[Word]) -> dict[int, list[Word]]:
    """In the order in which they were read."""
    found: dict[int, list[Word]] = {}
    for one in words:
        found.setdefault(one.line, []).append(one)
    return found


def lines_of(words: Iterable[Word]) -> list[str]:
    """Lines with a word that is longer than two letters, from above down. Pieces of one line that were found apart are
    put together: one turned a little, or broken by what is behind it, is found in pieces."""
    pieces = sorted(by_line(words).values(), key=middle_of)
    rows: list[list[list[Word]]] = []
    for piece in pieces:
        row = rows[-1] if rows and beside(rows[-1], piece) else []
        rows += [] if row else [row]
        row.append(piece)
    return [text for row in rows if LONG_WORD.search(text := " ".join(one.text for one in in_order(row)))]


def middle_of(piece: Sequence[Word]) -> float:
    """How far down it stands."""
    return (min(one.box[1] for one in piece) + max(one.box[3] for one in piece)) / 2


def beside(row: Sequence[Sequence[Word]], piece: Sequence[Word]) -> bool:
    """Is the piece at the same height as one of the row, and not far from it?"""
    high = max(one.box[3] - one.box[1] for one in piece)
    for other in row:
        gap = max(
            min(o.box[0] for o in piece) - max(o.box[2] for o in other),
            min(o.box[0] for o in other) - max(o.box[2] for o in piece),
        )
        if abs(middle_of(other) - middle_of(piece)) <= high / 2 and gap <= GAP_MAX * high:
            return True
    return False


def in_order(row: Sequence[Sequence[Word]]) -> list[Word]:
    """From left to right, or from right to left where most of its words are Arabic."""
    arabic = sum(1 if ARABIC.search(one.text) else -1 for piece in row for one in piece) > 0
    ordered = sorted(row, key=lambda piece: min(one.box[0] for one in piece), reverse=arabic)
    return [one for piece in ordered for one in piece]
