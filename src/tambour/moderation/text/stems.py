"""Russian words in any of their cases: a name bent by its sentence. Pure.

Every word of a name has to be there, one after the other, so the ending of each may be anything that Russian has.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from tambour.moderation.text.remembered import Remembered

Known = TypeVar("Known")
LEAST = 2
"""Letters that are left of a word."""
SEVERAL, ONE = 2, 4
"""First letters by which the words of a name of several, and one that is a name, are looked up."""
ENDINGS = frozenset(
    re.split(
        " ",
        " а я о е ы и у ю ь ом ем ам ям ах ях ами ями ов ев еи ои ою ею ую юю ая яя ое ее ые ие ыи ии ых их ым им"
        " ыми ими ого его ому ему ью ья ье ьи ьих ьим ьими ьего ьему ьеи ьею ьем ьям ьями ьях ьев ия ию ием иеи"
        " иями иях иям",
    )
)
NAMED = re.compile("(?:ого|его|ыи|ии|ои|еи|ая|яя|ое|ее|ые|ие|ия|ья|ье|ьи|а|я|о|е|ы|и|у|ю|ь)$")
"""Endings of words as they are named."""
FLEETING = re.compile("^(.+)[ео]([бвгджзклмнпрстфхцчшщи])$")
"""угол, угла; боец, боица."""


@Remembered
def stems(word: str) -> frozenset[str]:
    """What of a folded word stands in all its cases: it may be bent in more ways than one."""
    found = {word, NAMED.sub("", word)}
    if (cut := FLEETING.match(word)) is not None:
        before, last = cut.groups()
        found |= {before + ("ь" if last == "и" else last), f"{before}ь{last}", f"{before}и{last}"}
    if word.endswith("ии"):
        found.add(word[:-2] + "ь")
    elif word.endswith("и"):
        found.add(word[:-1])
    return frozenset(one for one in found if len(one) >= LEAST)


def bent(said: str, meant: str) -> bool:
    """Is one word the other in some case?"""
    return any(said.startswith(stem) and said[len(stem) :] in ENDINGS for stem in stems(meant))


def front(words: Sequence[str]) -> str:
    """By what a name is looked up: the first letters of its first two words, or of the only one."""
    return words[0][:ONE] if len(words) == 1 else words[0][:SEVERAL] + words[1][:SEVERAL]


def likely(index: Mapping[str, Sequence[Known]], said: Sequence[str]) -> Iterable[tuple[int, Known]]:
    """(number of a word of a text, what is kept under `front` of a name that may begin there)."""
    before = ""
    for at, word in enumerate(said):
        if word[:ONE] in index:
            yield from ((at, one) for one in index[word[:ONE]])
        head = word[:SEVERAL]
        if before + head in index and at:
            yield from ((at - 1, one) for one in index[before + head])
        before = head
