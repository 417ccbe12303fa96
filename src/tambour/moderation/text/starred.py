"""Words in which some letters were replaced by signs, one for one: l*nt*rn, ф#нарь. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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


def shape(words: Sequence[str]) -> tuple[int, ...]:
    """How long the words are; () for a name that is too short."""
    return tuple(map(len, words)) if sum(map(len, words)) >= LETTERS_MIN else ()


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


def starred(raw: str, shapes: dict[tuple[int, ...], list[tuple[int, str]]]) -> Iterable[tuple[int, int, int]]:
    """(number, start, end) in the original of each name that fits; `shapes`: numbers and joined letters of names by
    the lengths of their words."""
    if not shapes or not traits(raw) & Trait.SIGNED:
        return
    places = list(TOKEN.finditer(raw))
    told = [pattern[place.group()] for place in places]
    lengths = [len(one.letters) for one in told]
    signed = [at for at, one in enumerate(told) if one.known < lengths[at]][:TOKENS_MAX]
    for count in {len(one) for one in shapes} if signed else ():
        for first in sorted({i for at in signed for i in range(max(0, at - count + 1), at + 1)}):
            names = shapes.get(tuple(lengths[first : first + count]))
            if not names or first + count > len(told):
                continue
            window, last = told[first : first + count], first + count - 1
            known = sum(one.known for one in window)
            letters = [letter for one in window for letter in one.letters]
            for number, name in names:
                if known < max(KNOWN_MIN, KNOWN_PART * len(name)) or known == len(name):
                    continue
                if all(not a or a == b for a, b in zip(letters, name, strict=True)):
                    yield (
                        number,
                        places[first].start() + told[first].start,
                        places[last].start() + told[last].end,
                    )
