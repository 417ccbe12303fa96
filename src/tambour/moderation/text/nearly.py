"""Names that a text nearly has: with slips, cut, within a longer word, without vowels; by their keys (keys.py)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tambour.moderation.text.guises import How
from tambour.moderation.text.keys import (
    FIRM,
    KEY_MIN,
    VOWELS_OF,
    WORD,
    Key,
    Keys,
    Name,
    consonants,
    hard,
    key_of,
    vowels_in,
)
from tambour.moderation.text.letters import script
from tambour.moderation.text.slips import one_word_off

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


class Stream:
    """The key of a whole text: where words begin and end in it, and which words have one."""

    __slots__ = ("_keys", "_words", "begins", "ends", "said", "text")

    def __init__(self, words: "list[re.Match[str]]", keys: list[Key]) -> None:
        letters = [key for key, _ in keys]
        if "" in letters:
            words = [word for word, key in zip(words, letters, strict=True) if key]
            keys = [key for key in keys if key[0]]
            letters = [key for key, _ in keys]
        self.text = "".join(letters)
        self.ends = list(accumulate(map(len, letters)))
        self.begins = [0, *self.ends[:-1]]
        self.said = [word.group() for word in words]
        self._words, self._keys = words, keys

    def word(self, at: int) -> tuple[int, int]:
        """The place of a word in the text."""
        return self._words[at].span()

    def place(self, at: int) -> int:
        """Where in the text a letter of the key stands."""
        word = bisect_right(self.begins, at) - 1
        return self._words[word].start() + self._keys[word][1][at - self.begins[word]]


def stream_of(text: str) -> Stream:
    """The words' keys one after the other."""
    words = list(WORD.finditer(text))
    return Stream(words, [key_of[word.group()] for word in words])


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


ALIKE = {
    a: {b: 0 if a == b else cost for (one, b), cost in {**HALF, (a, a): 0}.items() if one == a}
    for a in {one for one, _ in HALF}
}
"""For each letter what it costs to say it for another, where that is not two halves."""
UNLIKE: dict[str, int] = {}


@lru_cache(maxsize=1 << 14)
def distance(said: str, meant: str, most: int) -> float:
    """Letters left out, added, changed or swapped with a neighbour, those that sound alike for half; more than `most`
    where there are more."""
    if said == meant:
        return 0
    limit = 2 * most
    if abs(len(said) - len(meant)) > limit:
        return most + 1
    said, meant = where_unlike(said, meant)
    costs = [1 if c in EASY else 2 for c in meant]
    before: list[int] = []
    last = [0, *accumulate(costs)]
    previous = ""
    for a in said:
        more, alike = 1 if a in EASY else 2, ALIKE.get(a, UNLIKE)
        cost = last[0] + more
        row = [cost]
        for j, b in enumerate(meant):
            cost += costs[j]
            if (other := last[j + 1] + more) < cost:
                cost = other
            if (other := last[j] + (0 if a == b else alike.get(b, 2))) < cost:
                cost = other
            if b == previous and j and a == meant[j - 1] and (other := before[j - 1] + 2) < cost:
                cost = other
            row.append(cost)
        if min(row) > limit:
            return most + 1
        before, last, previous = last, row, a
    return last[-1] / 2


def where_unlike(said: str, meant: str) -> tuple[str, str]:
    """Both without the letters with which both begin, and those with which both end: they are never a slip."""
    first, least = 0, min(len(said), len(meant))
    while first < least and said[first] == meant[first]:
        first += 1
    back, least = 0, least - first
    while back < least and said[-1 - back] == meant[-1 - back]:
        back += 1
    return said[first : len(said) - back], meant[first : len(meant) - back]


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
    r"|[^\W_](?!['’]\w{1,2}\b)[^\w\s,.;:!?]+(?=[^\W_])|[^\W_][,.;:!?](?=[^\W\d_])|[^\W\d_]\d|\d[^\W\d_]"
    r"|(?<![^\W_]{3})_|_(?![^\W_]{3})|[^\w\s]{2,}[^\W_]|([^\W\d_])\1\1"
)


@lru_cache(maxsize=1 << 14)
def apart_by(left: str, meant: str) -> int:
    """By how many slips the letters of two `hard` keys differ at least, in any order."""
    missing = 0
    for letter in meant:
        if letter in left:
            left = left.replace(letter, "", 1)
        else:
            missing += 1
    return max(len(left), missing)


class Part:
    """What a part of the stream holds: its letters, its words, where it stands in the text, whether it was bent."""

    __slots__ = ("apart", "begins", "ends", "first", "front", "last", "loose", "said", "small", "spoken")

    def __init__(self, stream: Stream, begin: int, stop: int) -> None:
        self.said = stream.text[begin:stop]
        first, last = bisect_left(stream.ends, begin + 1), bisect_left(stream.ends, stop)
        self.begins, self.ends = stream.begins[first] == begin, stream.ends[last] == stop
        self.first = stream.word(first)[0] if self.begins else stream.place(begin)
        self.last = stream.word(last)[1] if self.ends else stream.place(stop - 1) + 1
        self.apart = last - first + 1
        self.front = begin - stream.begins[first]
        self.spoken = stream.said[first : last + 1]
        self.small = max(map(len, self.spoken)) <= CRUMB
        self.loose: bool | None = None


def near(
    keys: Keys, pieces: Iterable[tuple[int, int, int]], stream: Stream, raw_of: Sighted
) -> Iterable[Found]:
    """Names that are there, from the beginning of a word to the end of one. `pieces`: what the automaton found in
    the stream."""
    compared: set[tuple[str, int, int]] = set()
    parts: dict[tuple[int, int], Part] = {}
    for start, _end, number in pieces:
        for name, begin, stop in possible(keys, stream, start, number):
            spot = (name.key, begin, stop)
            if spot in compared:
                continue
            if len(compared) >= COMPARED_MAX:
                return
            compared.add(spot)
            said = stream.text[begin:stop]
            if said != name.key and apart_by(hard[said], name.hard) > name.bent:
                continue
            part = parts.get((begin, stop))
            if part is None:
                part = parts[begin, stop] = Part(stream, begin, stop)
            if found := compare(name, part, raw_of):
                yield found


def possible(keys: Keys, stream: Stream, start: int, number: int) -> Iterable[tuple[Name, int, int]]:
    """(name, begin, end in the stream) of every name that may be where one of its pieces stands."""
    for offset, size, slack, names in keys.at[number]:
        expected = start - offset
        begins = about(stream.begins, expected, slack)
        tries = spans(stream.ends, begins, size, slack)
        whole = stream.text[expected : expected + size] if expected >= 0 else ""
        for name in names:
            if name.key == whole:
                yield name, expected, expected + size
            for begin, stop in tries:
                yield name, begin, stop
            if not begins and name.arabic and expected >= 0 and name.key != whole:
                for begin, stop in spans(stream.ends, (expected,), size, slack):
                    yield name, begin, stop


def about(places: Sequence[int], expected: int, slack: int) -> Sequence[int]:
    """Those of the places, which are sorted, that are near the one expected."""
    low = bisect_left(places, expected - slack)
    return places[low : bisect_right(places, expected + slack, low)]


def spans(ends: Sequence[int], begins: Sequence[int], size: int, slack: int) -> Sequence[tuple[int, int]]:
    """Where a name of this size could begin and end."""
    return [(begin, stop) for begin in begins for stop in about(ends, begin + size, slack)]


def compare(name: Name, part: Part, sighted: Sighted) -> Found | None:
    """The name in this part of the stream, if it is there."""
    said, key = part.said, name.key
    front = part.begins or (name.arabic and part.front <= FRONT_MAX)
    if said == key:
        several = name.rare or name.words > 1
        within = part.apart == 1 and len(said) >= WITHIN_MIN and several
        if within or (front and (part.ends or name.open)) or (several and len(said) >= WITHIN_MIN + 2):
            return Found(
                name.number, part.first, part.last, name.how if part.apart == name.words else "apart"
            )
        return None
    if not front or not part.ends:
        return None
    if slipped(name, part, sighted) or one_word_off(part.spoken, name.said):
        return Found(name.number, part.first, part.last, "slip")
    return None


def slipped(name: Name, part: Part, sighted: Sighted) -> bool:
    """Is it the name's key with as many slips as it may have?"""
    said, key = part.said, name.key
    if part.loose is None:
        part.loose = sighted.bent(part.first, part.last)
    loose = part.loose or (part.small and part.apart > name.words + 1)
    most = name.bent if loose else name.plain * (part.apart <= name.words)
    if not most:
        return False
    firm = loose or len(key) >= FIRM
    if not firm and said[0] != key[0] and (said[0], key[0]) not in HALF:
        return False
    made = distance(said, key, most)
    return made <= most and (firm or (made <= 1 and len(key) != KEY_MIN + 2) or said[-1] == key[-1])


def skeletons(keys: Keys, find: Find, text: str, stream: Stream, sighted: Sighted) -> Iterable[Found]:
    """Names of which the consonants are there, and at most half of the vowels."""
    bones = [consonants[word] for word in stream.said]
    hits = list(find("".join(bones)))
    at = [word for word, said in enumerate(bones) for _ in said] if hits else []
    for start, end, number in hits:
        word, last = at[start], at[end - 1]
        if (start and at[start - 1] == word) or (end < len(at) and at[end] == last):
            continue
        first, until = stream.word(word)[0], stream.word(last)[1]
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
