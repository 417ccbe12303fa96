"""Names that a text holds without having them: picked out, stirred, in cipher, with something between. Pure.

Everything here is looked for exactly, and from the beginning of a word to the end of one where words matter, so
ordinary texts hold none by chance. Shorter names are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tambour.moderation.text import order, picks
from tambour.moderation.text.alphabets import KEYPAD
from tambour.moderation.text.compact import Compact
from tambour.moderation.text.guises import TYPED_MIN, letters_in, on_keyboards

Find = Callable[[str], Iterable[tuple[int, int, int]]]
LEAST = 7
READ_MAX = 4_096
HALF_MIN = 3
"""Letters of each half of a word that has another in its middle."""
WORD = re.compile(r"[^\W\d_]+")
ACCENTED = re.compile("[\u00c0-\u024f]")
DIGITS = re.compile(r"(?<![\d\w+])\d(?:[ \-]{0,3}\d){6,40}(?![\d\w])")
NOTHING: Find = lambda text: ()  # noqa: E731


class Place(NamedTuple):
    """Where a name was found: start and end in the original, or its first and last word."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class Concealed:
    """Names ready to be looked for; numbers are the caller's."""

    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    joined: Find = NOTHING
    joined_numbers: list[list[int]] = field(default_factory=list)
    typed: Compact = field(default_factory=Compact)
    """Names on other keyboards."""
    steps: Find = NOTHING
    steps_numbers: list[list[int]] = field(default_factory=list)
    weights: dict[int, list[int]] = field(default_factory=dict)
    lengths: frozenset[int] = frozenset()
    longest: int = 0
    letters: dict[str, list[int]] = field(default_factory=dict)
    """Names of one word."""
    rotations: dict[str, str] = field(default_factory=dict)
    keypad: dict[str, list[int]] = field(default_factory=dict)
    langs: tuple[str, ...] = ()
    """Of names whose language has an alphabet of its own."""
    accented: bool = False
    """Has any name letters with marks?"""


def concealed_of(
    names: Iterable[tuple[int, Sequence[str], str, str]], make: Callable[[Sequence[str]], Find]
) -> Concealed:
    """(number, folded words, the term as it was written, its language) of each name."""
    every = list(names)
    kept = {number: (tuple(words), term) for number, words, term, _ in every if sum(map(len, words)) >= LEAST}
    langs = {number: lang for number, _, _, lang in every}
    joined: dict[str, list[int]] = {}
    steps: dict[str, list[int]] = {}
    weights: dict[int, list[int]] = {}
    keypad: dict[str, list[int]] = {}
    letters_of: dict[str, list[int]] = {}
    for number, (words, term) in kept.items():
        if len(words) == 1:
            letters_of.setdefault(words[0], []).append(number)
        letters = "".join(words)
        for said in dict.fromkeys((letters, letters[::-1])):
            joined.setdefault(said, []).append(number)
        for lang in {"", langs[number]} & set(order.TABLES):
            for said in ciphers(term, lang):
                steps.setdefault(said, []).append(number)
        weights.setdefault(order.weighed(letters), []).append(number)
        said = "".join(KEYPAD.get(c, "") for c in letters)
        if len(said) >= LEAST:
            keypad.setdefault(said, []).append(number)
    lengths = frozenset(sum(map(len, words)) for words, _ in kept.values())
    return Concealed(
        names={number: words for number, (words, _) in kept.items()},
        joined=make(list(joined)),
        joined_numbers=list(joined.values()),
        typed=Compact(mistyped_of(kept)),
        steps=make(list(steps)),
        steps_numbers=list(steps.values()),
        weights=weights,
        lengths=lengths,
        longest=max(lengths, default=0),
        letters=letters_of,
        rotations=order.rotations_of(word for words, _ in kept.values() for word in words),
        keypad=keypad,
        langs=tuple(sorted({lang for lang in langs.values() if lang in order.NATIONAL})),
        accented=any(ACCENTED.search(term) for _, term in kept.values()),
    )


def mistyped_of(names: Mapping[int, tuple[tuple[str, ...], str]]) -> Iterable[tuple[str, int]]:
    """Every name on other keyboards, with its number."""
    for number, (words, term) in names.items():
        letters = "".join(words)
        for said in set(on_keyboards(term, words)):
            if len(said) >= TYPED_MIN and said != letters:
                yield said, number


def ciphers(term: str, lang: str) -> set[str]:
    """Its steps along an alphabet in all four directions, with and without letters that have marks."""
    found = set()
    tries = [WORD.findall(term)]
    if not lang:
        tries.append([order.ascii_only(w) for w in WORD.findall(term)])
    for words in tries:
        said = order.steps_of([word for word in words if word], lang).text[1:]
        if len(said) >= LEAST - 1 and "?" not in said:
            other = order.backwards(said, lang)
            found |= {said, said[::-1], other, other[::-1]}
    return found


def concealed_in(index: Concealed, raw: str) -> Iterable[Place]:
    """Names picked out letter by letter, dialled, in cipher."""
    raw = raw[:READ_MAX]
    spans = [found.span() for found in WORD.finditer(raw)]
    words = [raw[start:end] for start, end in spans]
    yield from mistyped(index, spans, words)
    yield from picked(index, raw, spans, words)
    yield from dialled(index, raw)
    yield from ciphered(index, raw, spans, words)


def stirred_in(index: Concealed, words: Sequence[str]) -> Iterable[Place]:
    """Names whose letters stand in another order or have something between; places are those of words."""
    for number, (first, last) in order.windows(words, index.weights, index.lengths, index.longest):
        if order.shuffled(words[first : last + 1], index.names[number]):
            yield Place(number, first, last)
    for first, (one, other) in enumerate(zip(words, words[2:], strict=False)):
        for number in index.letters.get(one + other, ()):
            if min(len(one), len(other)) >= HALF_MIN:
                yield Place(number, first, first + 2)
    for said in order.undone(words):
        yield from whole(index, said)
    if (back := order.unturned(words, index.rotations)) is not None:
        yield from whole(index, back)


def picked(
    index: Concealed, raw: str, spans: Sequence[tuple[int, int]], words: Sequence[str]
) -> Iterable[Place]:
    """Letters picked out."""
    chosen = picks.picks(raw, spans, words)
    for start, end, key in index.joined(chosen.text):
        if place := picks.where(raw, chosen, start, end):
            first = bisect_right(spans, (place[0], len(raw))) - 1
            last = bisect_right(spans, (place[1] - 1, len(raw))) - 1
            for number in index.joined_numbers[key]:
                yield Place(number, spans[first][0], spans[last][1])


def mistyped(index: Concealed, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> Iterable[Place]:
    """Typed on another keyboard: whole words of the text, whatever signs stand in them."""
    folded = [letters_in[word] for word in words]
    for number, first, last in index.typed.whole(folded):
        yield Place(number, spans[first][0], spans[last][1])


def dialled(index: Concealed, raw: str) -> Iterable[Place]:
    """The keys of a telephone, one press a letter."""
    for found in DIGITS.finditer(raw):
        for number in index.keypad.get(re.sub(r"\D", "", found.group()), ()):
            yield Place(number, found.start(), found.end())


def ciphered(
    index: Concealed, raw: str, spans: Sequence[tuple[int, int]], words: Sequence[str]
) -> Iterable[Place]:
    """Letters moved along the alphabet."""
    tries = [(words, ""), *((words, lang) for lang in index.langs)]
    if index.accented and not raw.isascii() and ACCENTED.search(raw):
        tries.append(([order.ascii_only(word) for word in words], ""))
    for said, lang in tries:
        told = order.steps_of(said, lang)
        found = list(index.steps(told.text))
        begins, ends = (told.begins(), told.ends()) if found else ({}, {})
        for start, end, key in found:
            if start in begins and end in ends:
                first, last = begins[start], ends[end]
                for number in index.steps_numbers[key]:
                    if order.small("".join(said[first : last + 1])) != order.small(
                        "".join(index.names[number])
                    ):
                        yield Place(number, spans[first][0], spans[last][1])


def whole(index: Concealed, said: Sequence[str]) -> Iterable[Place]:
    """Names that fill words which stand for those of the text; places are those of words."""
    found = list(index.joined("".join(said)))
    if not found:
        return
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    size = 0
    for at, word in enumerate(said):
        begins.setdefault(size, at)
        size += len(word)
        if word:
            ends[size] = at
    for start, end, key in found:
        first, last = begins.get(start), ends.get(end)
        if first is not None and last is not None:
            for number in index.joined_numbers[key]:
                yield Place(number, first, last)
