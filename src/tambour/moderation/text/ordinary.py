"""Is what stands there a disguise of a name, or just words? Pure; the lists of words are handed in.

Among thousands of names some are near an ordinary word by sound, by a slip or on another keyboard. So such a reading is
believed only where what stands there is no ordinary word, or where it took a step that ordinary writing does not take:
signs, digits or strange letters within words. A name whose own words are all ordinary is looked for as ever: what is
near it is mostly the name in another form, and whoever enters it is told that it is an ordinary word.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from tambour.moderation.text.compact import packed
from tambour.moderation.text.distances import distance
from tambour.moderation.text.keys import AFFIX
from tambour.moderation.text.letters import fold, script
from tambour.moderation.text.remembered import Remembered
from tambour.moderation.text.stems import ENDINGS, bent
from tambour.moderation.text.stream import BENT

FROM = 100
"""Names of a bank from which on this is asked; fewer are near nothing."""
BUCKETS = 1 << 8
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+[^\W\d_]?|[^\W\d_]?\d+|[^\W_]")
"""A number, a row or seat (12A), one letter."""
STRETCHED = re.compile(r"([^\W\d_])\1\1+")
TWICE = re.compile(r"([^\W\d_])\1+")
SIGN = re.compile(r"(?<=[^\W_])(?!['’\-.,_]\w)[^\w\s,.;:!?'’\-«»\"“”()]+(?=[^\W_])")
"""Between letters or digits, what no word, date or address has there."""
STRANGE = re.compile(
    r"[^\x00-\u00ac\u00ae-\u017f\u0218-\u021b\u02bc\u0301\u0400-\u045f\u0621-\u0655\u0660-\u0669\u2000-\u200a\u2010-\u2027\u2030-\u205e]"
)
APART_FROM = 3
"""So many letters that stand alone are letters apart."""
PICKED = 2
"""A name that has been picked out of a text is so many times shorter than what it was picked out of."""
STEM_MIN = 4
FAR_FROM = 9
"""Letters of a name of one word that may be two slips from what is written; a shorter one may be one."""
ARABIC_FRONTS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ك", "ل", "ف")
FRONTED_MIN = 3


class Folded(dict[int, str]):
    """Characters folded, for str.translate."""

    def __missing__(self, code: int) -> str:
        said = self[code] = fold(chr(code))
        return said


FOLDED = Folded()


class Ordinary:
    """Words by hashes of eight bytes: three hundred thousand of them take 2.5 MB."""

    __slots__ = ("_buckets", "count", "seen")

    def __init__(self, words: Iterable[str] = ()) -> None:
        """`words`: as they are written, one or more of them, parted by spaces."""
        found: list[list[int]] = [[] for _ in range(BUCKETS)]
        for said in words:
            for word in WORD.findall(said.translate(FOLDED)):
                value = hash(word)
                found[value % BUCKETS].append(value)
        self._buckets = list(map(packed, found))
        self.count = sum(len(some) - 1 for some in self._buckets)
        self.seen: Remembered[bool] = Remembered(self.looked_up)

    def __contains__(self, word: str) -> bool:
        """Is this folded word on the lists as it is?"""
        value = hash(word)
        some = self._buckets[value % BUCKETS]
        at = bisect_left(some, value)
        return at < len(some) and some[at] == value

    def looked_up(self, word: str) -> bool:
        """Is it an ordinary word, in any form, or a number?"""
        if word in self or NUMBER.fullmatch(word):
            return True
        once = STRETCHED.sub(r"\1", word)
        if once != word and (once in self or STRETCHED.sub(r"\1\1", word) in self):
            return True
        kind = script(word[0])
        if kind == "cyrillic":
            return any(stem + other in self for stem in stems(word) for other in ENDINGS)
        return kind == "arabic" and any(
            word.startswith(front) and len(word) - len(front) >= FRONTED_MIN and word[len(front) :] in self
            for front in ARABIC_FRONTS
        )

    def common(self, words: Sequence[str]) -> bool:
        """Are all words of a name ordinary ones?"""
        return bool(words) and all(word in self for word in words)


Words = Callable[[], Ordinary]
"""The lists, read when they are first needed."""


def no_words() -> Ordinary:
    """Where there are none, everything is believed."""
    return NONE


NONE = Ordinary()


def stems(word: str) -> Iterable[str]:
    """A Russian word without any ending that it may have."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM_MIN:
            yield word[: len(word) - len(ending)]


def believed(known: Ordinary, name: Sequence[str], how: str, raw: str, start: int, end: int) -> bool:
    """Is this place of a text a disguise of the name? `name`: its folded words; `start`, `end`: of a text as it was
    written."""
    if not known.count or known.common(name):
        return True
    while start and raw[start - 1].isalnum():
        start -= 1
    while end < len(raw) and raw[end].isalnum():
        end += 1
    written = raw[start:end]
    said = WORD.findall(written.translate(FOLDED))
    if not said or sum(len(word) == 1 for word in said) >= APART_FROM or out_of(said, name):
        return True
    if SIGN.search(written) or STRANGE.search(written):
        return True
    if how == "slip" and not BENT.search(written) and far(said, name):
        return False
    return not all(map(known.seen, said)) or own(said, name) or masked(written, name)


def out_of(said: Sequence[str], name: Sequence[str]) -> bool:
    """Were its letters picked out of many more?"""
    return sum(map(len, said)) >= PICKED * sum(map(len, name))


def far(said: Sequence[str], name: Sequence[str]) -> bool:
    """Does a name of one word only sound like this, with a slip on top? Two steps in plain letters are a chance."""
    if len(name) > 1 or script(said[0][0]) != script(name[0][0]):
        return False
    most = 1 if len(name[0]) < FAR_FROM else 2
    return distance(AFFIX.sub("", "".join(said)), name[0], most) > most


def own(said: Sequence[str], name: Sequence[str]) -> bool:
    """Are these the name's own words: as one or apart, in another order, in another case, all but one?"""
    if TWICE.sub(r"\1", "".join(said)) == TWICE.sub(r"\1", "".join(name)) or sorted(said) == sorted(name):
        return True
    if len(said) != len(name):
        return False
    pairs = list(zip(said, name, strict=True))
    if len(name) > 1 and sum(mine != its for mine, its in pairs) == 1:
        return True
    return script(name[0][0]) == "cyrillic" and all(bent(mine, its) for mine, its in pairs)


def masked(written: str, name: Sequence[str]) -> bool:
    """Does the name stand there but for what a sign stands for? Kälte-und for Kältebund."""
    parts = [part.translate(FOLDED) for part in re.split(r"[\W_]+", written)]
    whole = " ".join(name)
    return any(
        re.fullmatch(".{0,3}".join(map(re.escape, parts[at:])), whole)
        for at in range(len(parts))
        if any(parts[at:])
    )
