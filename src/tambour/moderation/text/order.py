"""Names whose letters stand in another order, were moved along the alphabet, or have something put between. Pure.

What is found fills whole words of the text. A text's words are weighed: equal letters weigh the same in any order, so
one look in a table tells where it is worth comparing. Moving all letters along an alphabet keeps how far each is from
the next, so all such ciphers are one pattern a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import NamedTuple

from tambour.moderation.text.alphabets import ABC, AZBUKA, HIJAI
from tambour.moderation.text.letters import fold, script

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


@lru_cache(maxsize=1 << 14)
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
    """(number of a name, the words that have its letters)."""
    weighs = [(len(word), weighed(word)) for word in words]
    for first in range(len(words)):
        size = total = 0
        for last, (length, each) in enumerate(weighs[first : first + WORDS_MAX], first):
            size += length
            total += each
            if size > longest:
                break
            if total in weights and size in lengths:
                for number in weights[total]:
                    yield number, Window(first, last)


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


@lru_cache(maxsize=1 << 15)
def steps(word: str, lang: str) -> tuple[str, int, int, int]:
    """(how far each letter is from the one before, first, last, alphabet) of a word; alphabet -1 for none."""
    index, sizes = TABLES[lang]
    said = word.lower() if lang else small(word)
    places = [one for c in said if (one := index.get(c))]
    if not places or len({kind for kind, _ in places}) > 1:
        return "?", 0, 0, -1
    kind, size = places[0][0], sizes[places[0][0]]
    told = "".join(chr(STEP + (100 * kind) + (b - a) % size) for (_, a), (_, b) in pairwise(places))
    return told, places[0][1], places[-1][1], kind


class Steps(NamedTuple):
    """All steps of a text, and where the letters of each word begin and end in them; -1 for a word that has none."""

    text: str
    begins: list[int]
    ends: list[int]


def steps_of(words: Sequence[str], lang: str = "") -> Steps:
    """From each letter to the next, over the words' edges too; in the usual alphabet of its script, or a language's."""
    sizes = TABLES[lang][1]
    out: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    size, before, last_kind = 0, 0, -1
    for word in words:
        said, first, last, kind = steps(word, lang)
        across = (
            chr(STEP + 100 * kind + (first - before) % sizes[kind])
            if kind >= 0 and kind == last_kind
            else "?"
        )
        out.append(across + said)
        begins.append(size + 1 if kind >= 0 else -1)
        size += 1 + len(said)
        ends.append(size if kind >= 0 else -1)
        before, last_kind = last, kind
    return Steps("".join(out), begins, ends)


def backwards(said: str, lang: str = "") -> str:
    """The same steps the other way along the alphabet."""
    sizes = TABLES[lang][1]
    found = []
    for c in said:
        kind, step = divmod(ord(c) - STEP, 100)
        found.append(chr(STEP + 100 * kind + (-step) % sizes[kind]))
    return "".join(found)


@lru_cache(maxsize=1 << 14)
def put_between(word: str) -> tuple[tuple[str, ...], int, int, tuple[str, ...]]:
    """(what stands between two equal vowels, consonants said twice, parts said twice, what a long word has twice)."""
    wraps = tuple(part for pattern in WRAPPED for _, part in pattern.findall(word))
    parts = (
        {word[i : i + size] for size in range(2, 6) for i in range(1, len(word) - size)}
        if len(word) >= LONG_MIN
        else ()
    )
    repeated = tuple(sorted(part for part in parts if word.count(part) > 1))
    return wraps, len(ROBBED.findall(word)), len(SAID_TWICE.findall(word)), repeated


def undone(words: Sequence[str]) -> Iterable[list[str]]:
    """The words without what secret languages put between their letters, in every way that something calls for."""
    inside: dict[str, int] = {}
    counts: dict[str, int] = {}
    robbed = twice = 0
    for word in words:
        wraps, consonants, parts, repeated = put_between(word)
        robbed += consonants
        twice += parts
        for part in wraps:
            inside[part] = inside.get(part, 0) + 1
        for part in repeated:
            counts[part] = counts.get(part, 0) + word.count(part)
    for filler in fillers(words):
        yield ["" if word == filler else word for word in words]
    text = " ".join(words)
    likely = [part for part, count in inside.items() if count > 1]
    for part in sorted(likely, key=lambda one: (-inside[one], one))[:GUESSES_MAX]:
        yield re.sub(rf"([{VOWELS}]){part}\1", r"\1", text).split(" ")
    if robbed > 1:
        yield ROBBED.sub(r"\1", text).split(" ")
    if twice > 1:
        yield SAID_TWICE.sub(r"\1", text).split(" ")
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


@lru_cache(maxsize=1 << 14)
def small(word: str) -> str:
    """Letters as alphabets have them: й and ё are their own."""
    return "".join(c if c in INDEX else fold(c)[:1] for c in word.lower())


def ascii_only(word: str) -> str:
    """Without letters that have marks."""
    return "".join(c for c in word.lower() if c.isascii() or script(c) != "latin")
