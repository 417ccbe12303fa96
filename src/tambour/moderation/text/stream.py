"""The key of a whole text, and its parts: where a name may be, from the beginning of a word to the end of one. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tambour.moderation.text.distances import FULL, counts_of, halves_apart, signature_of
from tambour.moderation.text.keys import WORD, Key, Name, key_of

CRUMB = 4
"""A name that was cut into pieces of no more letters than that may have more slips; words are longer."""
EVERYWHERE = (-1, 1 << 30)


class Stream:
    """The key of a whole text: where words begin and end in it, and which words have one."""

    __slots__ = ("_keys", "_sums", "_words", "begins", "ends", "letters", "said", "text")

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
        self.letters = letters
        self._words, self._keys = words, keys
        self._sums: list[int] | None = None

    def word(self, at: int) -> tuple[int, int]:
        """The place of a word in the text."""
        return self._words[at].span()

    def counts(self, first: int, last: int) -> int:
        """How often which letters are in these words, packed as `counts_of` does."""
        if self._sums is None:
            self._sums = [0, *accumulate([counts_of[key] for key in self.letters])]
        return self._sums[last + 1] - self._sums[first]

    def place(self, at: int) -> int:
        """Where in the text a letter of the key stands."""
        word = bisect_right(self.begins, at) - 1
        return self._words[word].start() + self._keys[word][1][at - self.begins[word]]


def stream_of(text: str) -> Stream:
    """The words' keys one after the other."""
    words = list(WORD.finditer(text))
    return Stream(words, [key_of[word.group()] for word in words])


def differing(stream: Stream, before: Stream) -> tuple[int, int]:
    """From which letter up to which the words are others than before; the place where some are missing."""
    mine, its = stream.said, before.said
    least = min(len(mine), len(its))
    first = next((at for at in range(least) if mine[at] != its[at]), least)
    last = next((at for at in range(least - first) if mine[-1 - at] != its[-1 - at]), least - first)
    size = len(stream.text)
    return (
        stream.begins[first] if first < len(mine) else size,
        stream.begins[len(mine) - last] if last else size,
    )


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


class Part:
    """What a part of the stream holds: its letters, its words, where it stands in the text, whether it was bent."""

    __slots__ = (
        "apart",
        "begins",
        "ends",
        "first",
        "front",
        "last",
        "loose",
        "said",
        "sign",
        "small",
        "spoken",
    )

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
        self.sign = signature_of[self.said]
        self.loose: bool | None = None

    def most(self, name: Name, sighted: Sighted) -> int:
        """How many slips the name may have here."""
        if self.bent(sighted) or self.crumbs(name):
            return name.bent
        return name.plain if self.apart <= name.words else 0

    def bent(self, sighted: Sighted) -> bool:
        """Was it written so as not to be found?"""
        if self.loose is None:
            self.loose = sighted.bent(self.first, self.last)
        return self.loose

    def crumbs(self, name: Name) -> bool:
        """Are these short words, more than the name has?"""
        return self.small and self.apart > name.words + 1

    def hopeless(self, name: Name, sighted: Sighted) -> bool:
        """Is the name not here for certain? Told from the letters, whatever their order."""
        if self.sign == name.sign or halves_apart(self.sign, name.sign) <= 2 * self.most(name, sighted):
            return False
        said = name.said
        if len(said) != self.apart or self.apart < 2:
            return True
        return said[0] != self.spoken[0] and said[-1] != self.spoken[-1]


class Group:
    """Parts that begin with the same word, and stop at other words: `full` are the counts of the longest one's letters,
    with the highest bit of each lane set."""

    __slots__ = ("_loose", "_parts", "begin", "full", "stops", "word")

    def __init__(self, stream: Stream, word: int, stops: Sequence[int]) -> None:
        self.word, self.begin, self.stops = word, stream.begins[word], stops
        last = bisect_left(stream.ends, stops[-1])
        self.full = stream.counts(word, last) | FULL
        self._parts: list[Part] | None = None
        self._loose: bool | None = None

    def parts(self, parts: "Parts") -> list[Part]:
        """Looked at."""
        if self._parts is None:
            self._parts = [parts.at(self.begin, stop) for stop in self.stops]
        return self._parts

    def loose(self, parts: "Parts", sighted: Sighted) -> bool:
        """May a name have its `bent` slips in any of them?"""
        if self._loose is None:
            self._loose = any(part.small or part.bent(sighted) for part in self.parts(parts))
        return self._loose


class Parts:
    """Those parts of one stream that were looked at. `within`: letters of the stream of which a part has to have one,
    or which it has to cross where they are none."""

    __slots__ = ("_begun", "_known", "_tried", "stream", "within")

    def __init__(self, stream: Stream, within: tuple[int, int]) -> None:
        self.stream, self.within = stream, within
        self._known: dict[tuple[int, int], Part] = {}
        self._begun: dict[tuple[int, int, int], Group | None] = {}
        self._tried: dict[tuple[int, int, int], list[Group]] = {}

    def at(self, begin: int, stop: int) -> Part:
        """That one."""
        part = self._known.get((begin, stop))
        if part is None:
            part = self._known[begin, stop] = Part(self.stream, begin, stop)
        return part

    def groups(self, expected: int, size: int, slack: int) -> list[Group]:
        """Where a name of this size may be that is expected to begin there: where words begin and end near."""
        tried = self._tried.get((expected, size, slack))
        if tried is None:
            begins = self.stream.begins
            low = bisect_left(begins, expected - slack)
            high = bisect_right(begins, expected + slack, low)
            some = [self.begun(word, size, slack) for word in range(low, high)]
            tried = self._tried[expected, size, slack] = [group for group in some if group is not None]
        return tried

    def begun(self, word: int, size: int, slack: int) -> Group | None:
        """Those that begin with this word."""
        place = word, size, slack
        if place in self._begun:
            return self._begun[place]
        begin = self.stream.begins[word]
        stops = about(self.stream.ends, begin + size, slack)
        if begin >= self.within[1]:
            stops = ()
        elif stops and stops[0] <= self.within[0]:
            stops = [stop for stop in stops if stop > self.within[0]]
        group = self._begun[place] = Group(self.stream, word, stops) if stops else None
        return group

    def fronted(self, expected: int, size: int, slack: int) -> list[Part]:
        """Where an Arabic name may be that has letters before it: no word begins near."""
        stream = self.stream
        if expected < 0 or expected >= self.within[1] or about(stream.begins, expected, slack):
            return []
        stops = about(stream.ends, expected + size, slack)
        return [self.at(expected, stop) for stop in stops if stop > self.within[0]]


def about(places: Sequence[int], expected: int, slack: int) -> Sequence[int]:
    """Those of the places, which are sorted, that are near the one expected."""
    low = bisect_left(places, expected - slack)
    return places[low : bisect_right(places, expected + slack, low)]
