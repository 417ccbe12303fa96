"""Words in which some letters were replaced by signs, one for one: l*nt*rn, ф#нарь. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tambour.moderation.text.letters import fold, script
from tambour.moderation.text.remembered import Remembered
from tambour.moderation.text.traits import Trait, traits

TOKEN = re.compile(r"\S{1,40}")
EDGE = ".,!?;:'\"()[]«»“”„…"
LETTERS_MIN = 6
KNOWN_MIN = 3
KNOWN_PART = 0.4
"""Of the name's letters so many stand there."""
TOKENS_MAX = 16
WORDS_MAX = 6


class Pattern(NamedTuple):
    """A token without what stands around it: a letter, or '' for a sign, one after the other."""

    letters: tuple[str, ...]
    start: int
    end: int
    known: int
    """Letters that are none of the signs."""


class Shape:
    """Names of which the words are equally long, and for each place and letter those that have it there, as bits."""

    __slots__ = ("every", "having", "names", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.names: list[int] = []
        self.having: dict[tuple[int, str], int] = {}
        self.every = 0

    def add(self, number: int, letters: str) -> None:
        """One more."""
        bit = 1 << len(self.names)
        self.every |= bit
        self.names.append(number)
        for place in enumerate(letters):
            self.having[place] = self.having.get(place, 0) | bit

    def fitting(self, letters: Iterable[str]) -> Iterable[int]:
        """The numbers of those that have these letters; '' for any."""
        left = self.every
        for place in enumerate(letters):
            if place[1] and not (left := left & self.having.get(place, 0)):
                return
        while left:
            lowest = left & -left
            yield self.names[lowest.bit_length() - 1]
            left ^= lowest


@dataclass(slots=True)
class Shapes:
    """Names by the lengths of their words; `counts`: how many words they have."""

    by_lengths: dict[tuple[int, ...], Shape] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)


def shapes_of(names: Iterable[tuple[int, Sequence[str]]]) -> Shapes:
    """Numbers and words of names, but for those that are too short."""
    made = Shapes()
    for number, words in names:
        lengths = tuple(map(len, words))
        if sum(lengths) >= LETTERS_MIN:
            made.by_lengths.setdefault(lengths, Shape(sum(lengths))).add(number, "".join(words))
    made.counts = sorted(set(map(len, made.by_lengths)))
    return made


@Remembered
def pattern(said: str) -> Pattern:
    """Of one token, from its own beginning."""
    start = len(said) - len(said.lstrip(EDGE))
    bare = said.strip(EDGE)
    letters = []
    for char in bare:
        folded = fold(char)
        if folded:
            letters.append(folded[0] if script(folded[0]) else "")
    kinds = Counter(script(letter) for letter in letters if letter)
    most = kinds.most_common(1)[0][0] if kinds else ""
    letters = [letter if not letter or script(letter) == most else "" for letter in letters]
    return Pattern(tuple(letters), start, start + len(bare), len(letters) - letters.count(""))


def starred(raw: str, shapes: Shapes) -> Iterable[tuple[int, int, int]]:
    """(number, start, end) in the original of each name that fits."""
    if not shapes.counts or not traits(raw) & Trait.SIGNED:
        return
    places = list(TOKEN.finditer(raw))
    told = [pattern[place.group()] for place in places]
    lengths = [len(one.letters) for one in told]
    signed = [at for at, one in enumerate(told) if one.known < lengths[at]][:TOKENS_MAX]
    for count in shapes.counts if signed else ():
        for first in sorted({i for at in signed for i in range(max(0, at - count + 1), at + 1)}):
            names = shapes.by_lengths.get(tuple(lengths[first : first + count]))
            if not names or first + count > len(told):
                continue
            window, last = told[first : first + count], first + count - 1
            known = sum(one.known for one in window)
            if known < max(KNOWN_MIN, KNOWN_PART * names.size) or known == names.size:
                continue
            start = places[first].start() + told[first].start
            end = places[last].start() + told[last].end
            for number in names.fitting(letter for one in window for letter in one.letters):
                yield number, start, end
