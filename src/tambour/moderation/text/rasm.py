"""Arabic names without their dots, or without some: letters that are drawn alike are one. Pure.

Dots tell words apart, so a text that has the name's letters but for dots is not yet the name. It is where letters have
lost their dots and none has got others, in a name long enough; and where more is left of it than one word.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tambour.moderation.text.remembered import Remembered

Find = Callable[[str], Iterable[tuple[int, int, int]]]
MakeFind = Callable[[Sequence[str]], Find]
DRAWN = {
    c: bare
    for bare, alike in {
        "ٮ": "بتثنيىئپټٹٺٻںڻېیٮ", "ح": "جحخچڃ", "د": "دذڈ", "ر": "رزژڑ", "س": "سشڛ", "ص": "صض", "ط": "طظ", "ع": "عغ",
        "ف": "فقڤڡٯڦ", "ك": "كکڪگ", "ه": "هةەہھۃ", "ا": "اأإآٱ", "و": "وؤۆۇ", "ل": "ل", "م": "م", "ء": "",
    }.items()
    for c in alike
}  # fmt: skip
"""Every letter by what is drawn where its dots are not."""
LOST = {bare: frozenset(letters) for bare, letters in {
    "ٮ": "ٮىںےی", "ح": "ح", "د": "د", "ر": "ر", "س": "س", "ص": "ص", "ط": "ط", "ع": "ع", "ف": "ڡٯ",
}.items()}  # fmt: skip
"""What stands for a letter that has lost its dots."""
SAME = str.maketrans("أإآٱؤئىیےةہۃھەکڪ", "ااااوييييهههههكك")
"""Letters that are written one for the other anyway."""
UNUSUAL = re.compile("[ٮںڡٯ]|ى(?=[\u0621-\u064a\u066e-\u06d3])")
"""What stands in no ordinary word."""
WORD = re.compile("[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u200b-\u200f\u2060\u00ad\ufeff]+")
"""With marks, and what is not drawn."""
ALL_BARE: dict[int, str | None] = {
    **{ord(c): bare for c, bare in DRAWN.items()},
    **dict.fromkeys((*range(0x610, 0x61B), *range(0x64B, 0x660), 0x640, 0x670, *range(0x200B, 0x2010)), None),
    **dict.fromkeys((0x2060, 0xAD, 0xFEFF), None),
    **dict.fromkeys(map(ord, "_-\n\t\u00a0.|/"), " "),
}
"""For a first look at a whole text."""
ONE_MIN, PLAIN_MIN, OTHER_MIN = 5, 7, 9
"""Letters, without articles, of a name that is found; of several words that have ordinary letters only; of several
that have two letters with other dots."""
LOST_MIN, OTHER_MAX = 2, 2
"""Letters of a single word that have lost their dots; letters that have other ones."""
FRONTS = frozenset(("", "و", "ڡ", "ٮ", "ل", "ك", "وٮ", "ول", "ال", "وال", "ٮال", "كال", "لل", "ڡال", "ولل"))


class Name(NamedTuple):
    """`number` is the caller's."""

    number: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Rasm:
    """Names by their bare letters."""

    find: Find = lambda text: ()
    names: list[list[Name]] = field(default_factory=list)


def rasm_of(names: Iterable[tuple[int, Sequence[str]]], make: MakeFind) -> Rasm:
    """(number, words with their letters as they are written, without marks) of each Arabic name."""
    table: dict[str, list[Name]] = {}
    for number, words in names:
        letters = tuple(map(lettered, words))
        if all(letters):
            table.setdefault(" ".join(map(bare, letters)), []).append(Name(number, letters))
    return Rasm(make(list(table)), list(table.values()))


@Remembered
def bare(word: str) -> str:
    """A word without dots."""
    return "".join(DRAWN.get(c, "") for c in word)


def found_in(index: Rasm, raw: str) -> Iterable[tuple[int, int, int]]:
    """(number, start, end) of each name in the original."""
    if not index.names or raw.isascii() or not any(index.find(raw.translate(ALL_BARE))):
        return
    words = list(WORD.finditer(raw))
    said = [bare[word.group()] for word in words]
    hits = list(index.find(" ".join(said)))
    if not hits:
        return
    begins: list[int] = []
    size = 0
    for one in said:
        begins.append(size)
        size += len(one) + 1
    for start, end, number in hits:
        first, last = bisect_right(begins, start) - 1, bisect_right(begins, end - 1) - 1
        front = said[first][: start - begins[first]]
        if end != begins[last] + len(said[last]) or front.replace("ف", "ڡ") not in FRONTS:
            continue
        letters = [lettered(word.group()) for word in words[first : last + 1]]
        letters[0] = letters[0][len(front) :]
        seen = UNUSUAL.search(raw, words[first].start(), words[last].end()) is not None
        for name in index.names[number]:
            if undotted(letters, name.words, seen):
                yield name.number, words[first].start(), words[last].end()


@Remembered
def lettered(word: str) -> str:
    """Its letters alone, as they are written."""
    return "".join(c for c in word if DRAWN.get(c))


def undotted(said: Sequence[str], name: Sequence[str], unusual: bool) -> bool:
    """Has the name only lost dots? `unusual`: there are letters without dots that no word has."""
    size = sum(len(word.removeprefix("ال")) for word in name)
    lost = other = 0
    for mine, its in zip("".join(said), "".join(name), strict=False):
        if mine.translate(SAME) == its.translate(SAME) and not (mine == "ى" and its == "ي" and unusual):
            continue
        if mine in LOST.get(DRAWN[its], ()):
            lost += 1
        else:
            other += 1
    if other:
        long = all(len(word.removeprefix("ال")) > ONE_MIN - 2 for word in name)
        return len(name) > 1 and long and size >= OTHER_MIN and other + lost <= OTHER_MAX
    if unusual:
        return lost > 0 and size >= ONE_MIN
    return lost >= (1 if len(name) > 1 else LOST_MIN) and size >= (PLAIN_MIN if len(name) > 1 else ONE_MIN)
