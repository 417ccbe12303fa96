"""Names whose letters stand in another order, were moved along the alphabet, or have something put between. Pure.

What is found fills whole words of the text. A text's words are weighed: equal letters weigh the same in any order, so
one look in a table tells where it is worth comparing. Moving all letters along an alphabet keeps how far each is from
the next, so all such ciphers are one pattern a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import NamedTuple

from tambour.moderation.text.alphabets import ABC, AZBUKA, HIJAI
from tambour.moderation.text.letters import fold, script
from tambour.moderation.text.remembered import Remembered

LEAST = 7
"""Letters of a name that is found so."""
WORDS_MAX = 12
"""Words of a text that make one name."""
MIXED_MIN = 12
"""Letters of a name of several words, each of which may be mixed by lot."""
COLUMNS_MAX = 5
MOVED_MAX = 2
"""Places by which each letter may be moved."""
VOWELS = "aeiouyаеиоуыэюяاوي"
WRAPPED = tuple(re.compile(rf"(?=([{VOWELS}])([^\W\d_]{{{size}}})\1)") for size in (1, 2, 3))
ROBBED = re.compile(rf"([^\W\d_{VOWELS}])([oоаaوا])\1")
SAID_TWICE = re.compile(r"([^\W\d_]{1,4}?)\1")
GUESSES_MAX = 4
"""What may have been put between, of one text."""
LONG_MIN = 8
TAILS = ("ay", "yay", "way", "еи", "ауз", "اي")
"""What is put behind a word whose beginning went to its end."""
INDEX = {
    **{c: (0, at) for at, c in enumerate(ABC)},
    **{c: (1, at) for at, c in enumerate(AZBUKA)},
    **{c: (2, at) for at, c in enumerate(HIJAI)},
}
SIZES = (len(ABC), len(AZBUKA), len(HIJAI))
NATIONAL = {
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "ru": AZBUKA.replace("ё", ""),
}
"""Alphabets of languages that have letters of their own, or one less."""
TABLES = {"": (INDEX, SIZES)} | {
    lang: ({c: (0, at) for at, c in enumerate(order)}, (len(order),)) for lang, order in NATIONAL.items()
}
STEP = 0x4E00
"""Steps along an alphabet are written as characters from here on."""


@lru_cache(maxsize=1 << 12)
def weight(letter: str) -> int:
    """Of one letter, as if by lot but always the same."""
    return int.from_bytes(blake2b(letter.encode("utf-8", "replace"), digest_size=7).digest(), "big")


@Remembered
def weighed(word: str) -> int:
    """The letters of a word, in whatever order."""
    return sum(map(weight, word))


class Window(NamedTuple):
    """Words of a text, from the first to the last."""

    first: int
    last: int


def windows(
    words: Sequence[str], weights: dict[int, list[int]], lengths: frozenset[int], longest: int
) -> Iterable[tuple[int, Window]]:
    """(number of a name, the words that have its letters). `lengths`: of all names; `longest`: the longest of them."""
    ends = list(accumulate(map(len, words)))
    weighs = list(accumulate([weighed[word] for word in words]))
    begin = weight = 0
    for first, end in enumerate(ends):
        for last in range(first, min(first + WORDS_MAX, len(ends))):
            size = ends[last] - begin
            if size > longest:
                break
            if size in lengths and (total := weighs[last] - weight) in weights:
                for number in weights[total]:
                    yield number, Window(first, last)
        begin, weight = end, weighs[first]


def shuffled(said: Sequence[str], name: Sequence[str]) -> bool:
    """Are these the name's letters in an order that people make on purpose?"""
    if list(said) == list(name):
        return False
    if sorted(said) == sorted(name):
        return True
    a, b = "".join(said), "".join(name)
    if turned(a, b) or near(a, b) or a in fences(b) or one_swap(a, b):
        return True
    cuts = [0, *accumulate(map(len, name))]
    if len(name) > 1 and all(
        stirred(a[x:y], word) for (x, y), word in zip(pairwise(cuts), name, strict=True)
    ):
        return True
    if len(said) != len(name):
        return False
    mixed = (
        len(name) > 1
        and len(b) >= MIXED_MIN
        and all(sorted(x) == sorted(y) for x, y in zip(said, name, strict=True))
    )
    return mixed or all(map(stirred, said, name))


def stirred(said: str, word: str) -> bool:
    """One word with its letters in another order: turned, its inside mixed, or almost in place."""
    if said == word or turned(said, word) or near(said, word) or said == word[::-1] or said in fences(word):
        return True
    return (
        len(said) == len(word) > 3
        and said[0] == word[0]
        and said[-1] == word[-1]
        and sorted(said) == sorted(word)
    )


def turned(said: str, meant: str) -> bool:
    """Does one come from the other by moving one part?"""
    if len(said) != len(meant):
        return False
    first = next((i for i, (a, b) in enumerate(zip(said, meant, strict=True)) if a != b), len(said))
    last = next((i for i, (a, b) in enumerate(zip(said[::-1], meant[::-1], strict=True)) if a != b), 0)
    return any(
        said[start : len(said) - less] in meant[start : len(said) - less] * 2
        for start in {0, first}
        for less in {0, last}
    )


def near(said: str, meant: str) -> bool:
    """Is each letter within MOVED_MAX places of where it should be?"""
    if len(said) != len(meant):
        return False
    left = list(meant)
    for at, letter in enumerate(said):
        spot = next(
            (
                i
                for i in range(max(0, at - MOVED_MAX), min(len(left), at + MOVED_MAX + 1))
                if left[i] == letter
            ),
            -1,
        )
        if spot < 0:
            return False
        left[spot] = ""
    return True


def one_swap(said: str, meant: str) -> bool:
    """Two letters, one in the place of the other."""
    return len(said) == len(meant) and sum(a != b for a, b in zip(said, meant, strict=True)) == 2


@lru_cache(maxsize=1 << 12)
def fences(word: str) -> frozenset[str]:
    """The word written in columns or along a zigzag, and read the other way; its letters by the alphabet; in turn."""
    half = (len(word) + 1) // 2
    found = {
        zipped(word[:half], word[half:]),
        word[::2] + word[1::2][::-1],
        zipped(word[:half], word[half:][::-1]),
        "".join(sorted(word)),
        "".join(sorted(word, reverse=True)),
    }
    for wide in range(2, COLUMNS_MAX + 1):
        for less in range(wide):
            parts = [word[max(0, at) : at + wide] for at in range(-less, len(word), wide)]
            found.add("".join(reversed(parts)))
        for order in (columns(len(word), wide), zigzag(len(word), wide)):
            found.add("".join(word[at] for at in order))
            found.add("".join(word[at] for at in sorted(range(len(word)), key=order.__getitem__)))
    return frozenset(found)


def columns(size: int, wide: int) -> list[int]:
    """Places column by column."""
    return [at for first in range(wide) for at in range(first, size, wide)]


def zigzag(size: int, rails: int) -> list[int]:
    """Places rail by rail."""
    period = 2 * rails - 2
    return sorted(range(size), key=lambda at: (min(at % period, period - at % period), at))


def zipped(one: str, other: str) -> str:
    """Letter by letter."""
    return "".join(a + b for a, b in zip(one, other, strict=False)) + one[len(other) :]


Told = tuple[str, int, int, int]
"""(how far each letter of a word is from the one before, first, last, alphabet); alphabet -1 for none."""


def steps(lang: str, word: str) -> Told:
    """Of a word along the alphabets of a language; '' for the usual ones."""
    index, sizes = TABLES[lang]
    said = word.lower() if lang else small[word]
    places = [one for c in said if (one := index.get(c))]
    if not places or len({kind for kind, _ in places}) > 1:
        return "?", 0, 0, -1
    kind, size = places[0][0], sizes[places[0][0]]
    told = "".join(chr(STEP + (100 * kind) + (b - a) % size) for (_, a), (_, b) in pairwise(places))
    return told, places[0][1], places[-1][1], kind


CROSSING = {
    lang: [[chr(STEP + 100 * kind + step) for step in range(size)] for kind, size in enumerate(sizes)]
    for lang, (_, sizes) in TABLES.items()
}
"""For each alphabet all steps along it; those back stand at its end."""


TOLD = {lang: Remembered(partial(steps, lang)) for lang in TABLES}


class Steps(NamedTuple):
    """All steps of a text; for each word its own, its first and last letter, its alphabet."""

    text: str
    told: list[Told]

    def begins(self) -> dict[int, int]:
        """Where the letters of words begin in it, and which words; not those that have none."""
        ends = accumulate(1 + len(said) for said, *_ in self.told)
        return {
            end - len(said): at
            for at, (end, (said, _, _, kind)) in enumerate(zip(ends, self.told, strict=True))
            if kind >= 0
        }

    def ends(self) -> dict[int, int]:
        """Where they end; of those that end at the same place the first."""
        ends = accumulate(1 + len(said) for said, *_ in self.told)
        return {
            end: at
            for at, (end, (_, _, _, kind)) in enumerate(zip(ends, self.told, strict=True))
            if kind >= 0
        }


def steps_of(words: Sequence[str], lang: str = "") -> Steps:
    """From each letter to the next, over the words' edges too; in the usual alphabet of its script, or a language's."""
    crossing = CROSSING[lang]
    known = TOLD[lang]
    told = [known[word] for word in words]
    out: list[str] = []
    before, last_kind = 0, -1
    for said, first, last, kind in told:
        out.append(crossing[kind][first - before] if kind == last_kind and kind >= 0 else "?")
        out.append(said)
        before, last_kind = last, kind
    return Steps("".join(out), told)


def backwards(said: str, lang: str = "") -> str:
    """The same steps the other way along the alphabet."""
    sizes = TABLES[lang][1]
    found = []
    for c in said:
        kind, step = divmod(ord(c) - STEP, 100)
        found.append(chr(STEP + 100 * kind + (-step) % sizes[kind]))
    return "".join(found)


Between = tuple[tuple[str, ...], int, int, tuple[str, ...]]
"""What stands between two equal vowels, consonants said twice, parts said twice, what a long word has twice."""
NOTHING: Between = ((), 0, 0, ())


@Remembered
def put_between(word: str) -> Between:
    """What may have been put between the letters of a word."""
    wraps = tuple(part for pattern in WRAPPED for _, part in pattern.findall(word))
    parts = (
        {word[i : i + size] for size in range(2, 6) for i in range(1, len(word) - size)}
        if len(word) >= LONG_MIN
        else ()
    )
    repeated = tuple(sorted(part for part in parts if word.count(part) > 1))
    found = wraps, len(ROBBED.findall(word)), len(SAID_TWICE.findall(word)), repeated
    return found if found != NOTHING else NOTHING


@Remembered
def without_twins(word: str) -> str:
    """Parts that are said twice, once."""
    return SAID_TWICE.sub(r"\1", word)


@Remembered
def without_robbers(word: str) -> str:
    """Consonants that are said again after an o, once."""
    return ROBBED.sub(r"\1", word)


def undone(words: Sequence[str]) -> Iterable[list[str]]:
    """The words without what secret languages put between their letters, in every way that something calls for."""
    for filler in fillers(words):
        yield ["" if word == filler else word for word in words]
    found = [(word, between) for word in words if (between := put_between[word]) is not NOTHING]
    if not found:
        return
    inside: dict[str, int] = {}
    counts: dict[str, int] = {}
    robbed = twice = 0
    for word, (wraps, consonants, parts, repeated) in found:
        robbed += consonants
        twice += parts
        for part in wraps:
            inside[part] = inside.get(part, 0) + 1
        for part in repeated:
            counts[part] = counts.get(part, 0) + word.count(part)
    text = " ".join(words)
    likely = [part for part, count in inside.items() if count > 1]
    for part in sorted(likely, key=lambda one: (-inside[one], one))[:GUESSES_MAX]:
        yield re.sub(rf"([{VOWELS}]){part}\1", r"\1", text).split(" ")
    if robbed > 1:
        yield [without_robbers[word] for word in words]
    if twice > 1:
        yield [without_twins[word] for word in words]
    for part in sorted(counts, key=lambda one: (-counts[one] * len(one), one))[:GUESSES_MAX]:
        yield text.replace(part, "").split(" ")


def fillers(words: Sequence[str]) -> list[str]:
    """Words that are there several times, the commonest first."""
    if len(set(words)) == len(words):
        return []
    counts = Counter(words)
    return [word for word, count in counts.most_common(2) if count > 1]


def unturned(words: Sequence[str], rotations: dict[str, str]) -> list[str] | None:
    """Words that end in a tail, with their beginning back in its place; None where none is."""
    if not any(word.endswith(TAILS) for word in words):
        return None
    out = list(words)
    for tail in TAILS:
        found = False
        for at, word in enumerate(words):
            if word.endswith(tail) and (meant := rotations.get(word[: -len(tail)])):
                out[at], found = meant, True
        if found:
            return out
    return None


def rotations_of(words: Iterable[str]) -> dict[str, str]:
    """Every word of a name by each of its turns."""
    return {word[at:] + word[:at]: word for word in words for at in range(min(len(word), 5))}


@Remembered
def small(word: str) -> str:
    """Letters as alphabets have them: й and ё are their own."""
    return "".join(c if c in INDEX else fold(c)[:1] for c in word.lower())


def ascii_only(word: str) -> str:
    """Without letters that have marks."""
    return "".join(c for c in word.lower() if c.isascii() or script(c) != "latin")
