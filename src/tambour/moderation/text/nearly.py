"""Names that a text nearly has: with slips, cut, within a longer word, without vowels; by their keys (keys.py)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from tambour.moderation.text.guises import How
from tambour.moderation.text.keys import (
    FIRM,
    KEY_MIN,
    VOWELS_OF,
    WORD,
    Keys,
    Name,
    consonants,
    key_of,
    vowels_in,
)
from tambour.moderation.text.letters import script

Find = Callable[[str], Iterable[tuple[int, int, int]]]
"""(start, end, number of the key) of every key in a text."""
WITHIN_MIN = 7
"""Letters of the key of a name that is found within a longer word."""
CONSONANTS_MIN = 5
COMPARED_MAX = 96
"""Places of one text that are compared letter by letter."""
OTHER_VOWELS_MIN = 6
"""Consonants of a name that may have other vowels are more than that."""
CRUMB = 4
"""A name that was cut into pieces of no more letters than that may have more slips; words are longer."""
FRONT_MAX = 4
"""Arabic letters before a name: and, with, the."""


class Found(NamedTuple):
    """Where a name was found: start and end in the normalised text. how: `spelled`, `apart`, `slip`."""

    number: int
    start: int
    end: int
    how: How


class Stream(NamedTuple):
    """The key of a whole text: where words begin and end in it."""

    text: str
    begins: list[int]
    ends: list[int]
    words: list[tuple[int, int]]
    """Of each word that has a key: its place in the text."""
    insides: list[tuple[int, ...]]
    """Of each of them: the place in the word of each letter of its key."""
    said: list[str]

    def place(self, at: int) -> int:
        """Where in the text a letter of the key stands."""
        word = bisect_right(self.begins, at) - 1
        return self.words[word][0] + self.insides[word][at - self.begins[word]]


def stream_of(text: str) -> Stream:
    """The words' keys one after the other."""
    keys: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    words: list[tuple[int, int]] = []
    insides: list[tuple[int, ...]] = []
    told: list[str] = []
    size = 0
    for found in WORD.finditer(text):
        word = found.group()
        key, inside = key_of(word)
        if not key:
            continue
        keys.append(key)
        begins.append(size)
        size += len(key)
        ends.append(size)
        words.append(found.span())
        insides.append(inside)
        told.append(word)
    return Stream("".join(keys), begins, ends, words, insides, told)


HALF = {
    (a, b): 1
    for group in (
        "aeiou",
        "اوي",
        "bpvf",
        "dt",
        "gkh",
        "sz",
        "kx",
        "hx",
        "tf",
        "mn",
        "rl",
        "سزش",
        "دضتط",
        "قكغع",
        "جقغ",
        "حهخ",
        "عاه",
        "ذزد",
        "ثس",
    )
    for a in group
    for b in group
    if a != b
}
"""Letters of keys that are said or heard alike: half a slip, and so is a vowel more or less."""
EASY = frozenset("aeiouاويhه")


def distance(said: str, meant: str, most: int) -> float:
    """Letters left out, added, changed or swapped with a neighbour, those that sound alike for half; more than `most`
    where there are more."""
    if said == meant:
        return 0
    if abs(len(said) - len(meant)) > 2 * most:
        return most + 1
    before: list[int] = []
    costs = [1 if c in EASY else 2 for c in meant]
    last = [0, *accumulate(costs)]
    for i, a in enumerate(said):
        more = 1 if a in EASY else 2
        row = [last[0] + more]
        for j, b in enumerate(meant):
            cost = last[j] if a == b else last[j] + HALF.get((a, b), 2)
            cost = min(cost, last[j + 1] + more, row[j] + costs[j])
            if i and j and a == meant[j - 1] and said[i - 1] == b:
                cost = min(cost, before[j - 1] + 2)
            row.append(cost)
        if min(row) > 2 * most:
            return most + 1
        before, last = last, row
    return last[-1] / 2


@dataclass(slots=True)
class Sighted:
    """The text as written, for the parts of the normalised one: was a part bent?"""

    raw: str
    starts: Sequence[int]
    ends: Sequence[int]
    told: Sequence[str] = ()
    """For each character of another reading's text, what the message has there; () for the message itself."""

    anyhow: bool = False
    """As if everything was bent."""

    def bent(self, start: int, end: int) -> bool:
        """Are there signs or digits within its words?"""
        return (
            self.anyhow
            or BENT.search(self.raw[self.starts[start] : self.ends[end - 1]]) is not None
            or self.other(start, end)
        )

    def other(self, start: int, end: int) -> bool:
        """Does this part of another reading differ from what the message has there? One letter that stands alone is a
        word of its own, as the Russian for "and" is, and no disguise."""
        first, last = self.starts[start], self.ends[end - 1]
        differ = [at for at in range(first, last) if self.told and self.raw[at] != self.told[at]]
        return len(differ) >= ALONE_FROM or any(not self.alone(at) for at in differ)

    def alone(self, at: int) -> bool:
        """Has it no letter beside it?"""
        return not any(c.isalnum() for c in self.raw[max(0, at - 1) : at] + self.raw[at + 1 : at + 2])


ANYHOW = Sighted("", (), (), anyhow=True)
ALONE_FROM = 3
"""So many of them are letters apart."""
BENT = re.compile(
    r"[^\x00-\u017f\u0218-\u021b\u02bc\u0301\u0400-\u045f\u0621-\u0655\u0660-\u0669\u2000-\u206f]|[a-zA-Z][\u0400-\u052f]|[\u0400-\u052f][a-zA-Z]"
    r"|[^\W_][^\w\s,.;:!?]+(?=[^\W_])|[^\W_][,.;:!?](?=[^\W\d_])|[^\W\d_]\d|\d[^\W\d_]|_|[^\w\s]{2,}[^\W_]|([^\W\d_])\1\1"
)


HARD = str.maketrans(
    {
        **dict.fromkeys("aeiouاويhه", None),
        **dict.fromkeys("pvf", "b"),
        **dict.fromkeys("kxحخقغع", "g"),
        **dict.fromkeys("tضتطد", "d"),
    }
    | {**dict.fromkeys("zسشزثذ", "s"), "ك": "g", "n": "m", "l": "r"}
)
"""Letters without vowels, those alike as one."""


def far(said: str, meant: str, most: int) -> bool:
    """Do their letters alone, in any order, differ by more slips than that?"""
    left, missing = said.translate(HARD), 0
    for letter in meant.translate(HARD):
        if letter in left:
            left = left.replace(letter, "", 1)
        else:
            missing += 1
    return max(len(left), missing) > most


def near(
    keys: Keys, pieces: Iterable[tuple[int, int, int]], stream: Stream, raw_of: Sighted
) -> Iterable[Found]:
    """Names that are there, from the beginning of a word to the end of one. `pieces`: what the automaton found in
    the stream."""
    compared: set[tuple[str, int, int]] = set()
    for start, _end, number in pieces:
        for name, offset in keys.at[number]:
            for begin, stop in spans(stream, name, start - offset):
                spot = (name.key, begin, stop)
                if spot in compared:
                    continue
                if len(compared) >= COMPARED_MAX:
                    return
                compared.add(spot)
                if found := compare(name, stream, begin, stop, raw_of):
                    yield found


def spans(stream: Stream, name: Name, expected: int) -> Iterable[tuple[int, int]]:
    """Where the name could begin and end, near where it should."""
    size, slack = len(name.key), name.bent
    first = bisect_left(stream.begins, expected - slack)
    begins: list[int] = []
    for begin in stream.begins[first:]:
        if begin > expected + slack:
            break
        begins.append(begin)
    if expected >= 0 and stream.text.startswith(name.key, expected):
        yield expected, expected + size
    elif not begins and expected >= 0 and script(name.key[0]) == "arabic":
        begins.append(expected)
    for begin in begins:
        for stop in stream.ends[bisect_left(stream.ends, begin + size - slack) :]:
            if stop > begin + size + slack:
                break
            yield begin, stop


def compare(name: Name, stream: Stream, begin: int, stop: int, sighted: Sighted) -> Found | None:
    """The name in this part of the stream, if it is there."""
    said = stream.text[begin:stop]
    word_from, word_to = bisect_left(stream.ends, begin + 1), bisect_left(stream.ends, stop)
    begins, ends = stream.begins[word_from] == begin, stream.ends[word_to] == stop
    first = stream.words[word_from][0] if begins else stream.place(begin)
    last = stream.words[word_to][1] if ends else stream.place(stop - 1) + 1
    apart = word_to - word_from + 1
    arabic = script(name.key[0]) == "arabic"
    front = begins or (arabic and begin - stream.begins[word_from] <= FRONT_MAX)
    if said == name.key:
        several = name.rare or name.words > 1
        within = apart == 1 and len(said) >= WITHIN_MIN and several
        if within or (front and (ends or name.open)) or (several and len(said) >= WITHIN_MIN + 2):
            return Found(name.number, first, last, name.how if apart == name.words else "apart")
        return None
    if not front or not ends or far(said, name.key, name.bent):
        return None
    crumbs = all(end - start <= CRUMB for start, end in stream.words[word_from : word_to + 1])
    loose = sighted.bent(first, last) or (crumbs and apart > name.words + 1)
    most = name.bent if loose else name.plain * (apart <= name.words)
    made = distance(said, name.key, most) if most > 0 else 1
    if made > most:
        return None
    if not loose and len(name.key) < FIRM:
        both = made > 1 or len(name.key) == KEY_MIN + 2
        alike = said[0] == name.key[0] or (said[0], name.key[0]) in HALF
        if not alike or (both and said[-1] != name.key[-1]):
            return None
    return Found(name.number, first, last, "slip")


def skeletons(keys: Keys, find: Find, text: str, stream: Stream, sighted: Sighted) -> Iterable[Found]:
    """Names of which the consonants are there, and at most half of the vowels."""
    bones = list(map(consonants, stream.said))
    hits = list(find("".join(bones)))
    at = [word for word, said in enumerate(bones) for _ in said] if hits else []
    for start, end, number in hits:
        word, last = at[start], at[end - 1]
        if (start and at[start - 1] == word) or (end < len(at) and at[end] == last):
            continue
        first, until = stream.words[word][0], stream.words[last][1]
        vowels = vowels_in(text[first:until])
        for name in keys.behind[number]:
            if vowels * 2 > name.vowels and not other_vowels(text[first:until], name, vowels):
                continue
            short = name.rare and name.words == 1 and shortened(text[first:until], name.word)
            if len(name.bones) >= CONSONANTS_MIN or short or sighted.bent(first, until):
                yield Found(name.number, first, until, "apart")


def shortened(said: str, word: str) -> bool:
    """Is it the word without some of its letters, but with its first?"""
    rest = iter(word)
    return said[:1] == word[:1] and all(c in rest for c in said)


def other_vowels(said: str, name: Name, count: int) -> bool:
    """Were all its vowels replaced, by one or, in a longer name, by several?"""
    if count != name.vowels or script(name.key[0]) == "arabic":
        return False
    letters = "".join(VOWELS_OF.findall(said))
    if len(letters) != len(name.sung) or len(letters) < 2:
        return False
    pairs = set(zip(name.sung, letters, strict=True))
    changed = all(a != b for a, b in pairs) and len(pairs) == len(set(name.sung))
    return changed or len(set(letters)) == 1 or len(name.bones) > OTHER_VOWELS_MIN
