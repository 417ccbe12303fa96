"""Names read off a text in which every character may stand for several letters: any disguises of letters at once. Pure.

What a character, or a run of them, may stand for is standing.py's; here those possibilities are walked along with the
names, which are sorted, so that a walk is a range of them that narrows with each letter. Signs and spaces between
letters cost nothing, a sign in place of a letter and a slip cost one; how much a name may cost follows from its length.
Walks begin only near words that are not ordinary, and take a bounded number of steps for one text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tambour.moderation.text.letters import BREAKS, fold
from tambour.moderation.text.standing import FLIP_RUNS, RUN_BEGINS, RUNS, letters_of

READ_MAX = 4_096
LEAST, SEVERAL_LEAST = 6, 7
"""Letters of a rare word, and of several words."""
WITHIN_MIN = 9
"""Letters of a name that may end within a word."""
COSTS = (7, 10, 15)
"""Letters from which a name may cost one, two, three."""
SLIPS_FROM = 3
"""Letters that have to stand there before the first slip."""
STEPS_MAX, STARTS_MAX = 6_000, 64
SEEN_MAX = 50_000
GAP_MAX = 8
"""Signs and spaces one after the other."""
TOKEN = re.compile(r"\S+")
LOWER, UPPER = "a-zßàâäáãéèêëíìîïñóòôöõúùûüçœæğış", "A-ZÀÂÄÁÃÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÇŒÆĞİŞ"
WORDS = rf"(?:[{UPPER}]?[{LOWER}]+|[{UPPER}]+|[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[\u0621-\u0652]+)"
EDGE = r"[!\"'(),.:;?…«»“”„‘’¿¡—–*~_`-]*"
ORDINARY = re.compile(
    rf"{EDGE}[@#]?(?:{WORDS}|\d+[A-Za-z]?|[vVсСc]?\d[.\d]*)(?:[-'’.,:_*]+{WORDS}|[-'’.,:/%]\d*)*{EDGE}"
    r"|[^\w|\\/<>{}\[\]()\u0300-\u036f]{1,3}|&\w+;"
)
"""A word of one script, or a number, with punctuation around it: nothing stands for anything in it."""
STARTS = re.compile(r"(?<=[@#(\[{<>«\"“'_/=:*|~\d])(?=[^\W\d_])|(?<=[^\w\s])(?<!\S\S)(?=\S)")
"""Within what is no ordinary word: after what stands before words, and after one sign at its beginning."""
APART = re.compile(r"(?<!\S)\S(?:\s{1,4}\S(?!\S))+(?!\S)")
"""Characters that stand alone, one after the other."""
GAP = re.compile(r"\s{2,}(?=\S)")
TURNED = re.compile("[ɐǝɹʇʌʍʎɯɥɟƃɾʞɔᴉᴈɘɿƨɒʜʏꓤꓕ∀Ǝ⅁Ⅎ⅄ɓʁԀᴚʚƍņǹεєƐɛʁәəҺһᗡᗺ]")


class Range(NamedTuple):
    """Of names that have the same first letters: from, up to, how many letters."""

    low: int
    high: int
    depth: int


@dataclass(slots=True)
class Lattice:
    """Names, sorted, with the caller's number and what each may cost."""

    names: list[str] = field(default_factory=list)
    numbers: list[list[tuple[int, int]]] = field(default_factory=list)
    seen: dict[tuple[Range, str], Range | None] = field(default_factory=dict)
    """Steps taken before."""
    words: int = 1
    """Of the longest name."""

    def step(self, at: Range, letters: str) -> Range | None:
        """The names that go on with these letters."""
        key = (at, letters)
        try:
            return self.seen[key]
        except KeyError:
            pass
        wanted = self.names[at.low][: at.depth] + letters
        low = bisect_left(self.names, wanted, at.low, at.high)
        high = bisect_left(self.names, wanted + "\U0010ffff", low, at.high)
        if len(self.seen) >= SEEN_MAX:
            self.seen.clear()
        found = self.seen[key] = Range(low, high, len(wanted)) if low < high else None
        return found

    def any(self, at: Range) -> Iterable[Range]:
        """The names by their next letter, whatever it is."""
        low = at.low
        while low < at.high:
            name = self.names[low]
            if len(name) <= at.depth:
                low += 1
                continue
            following = self.step(at, name[at.depth])
            if following is None:
                return
            yield following
            low = following.high


def lattice_of(names: Iterable[tuple[int, Sequence[str], bool]]) -> Lattice:
    """(number, folded words, rare?) of each name; also with any of its words, or the whole, backwards."""
    table: dict[str, dict[int, int]] = {}
    longest = 1
    for number, words, rare in names:
        size = sum(map(len, words))
        if size < (SEVERAL_LEAST if len(words) > 1 else LEAST if rare else SEVERAL_LEAST + 1):
            continue
        longest = max(longest, len(words))
        cost = sum(size >= least for least in COSTS) if rare or len(words) > 1 else 0
        table.setdefault("".join(words), {})[number] = cost
        table.setdefault("".join(words)[::-1], {}).setdefault(number, cost)
        if 1 < len(words) <= 3:
            for ways in product((1, -1), repeat=len(words)):
                table.setdefault("".join(w[::way] for w, way in zip(words, ways, strict=True)), {}).setdefault(number, cost)
    names_sorted = sorted(table)
    return Lattice(names_sorted, [list(table[name].items()) for name in names_sorted], words=longest)


@lru_cache(maxsize=1 << 15)
def ordinary(token: str) -> bool:
    """Does nothing in it stand for something else? """
    bare = token if " " not in token else "".join(token.split())
    return ORDINARY.fullmatch(bare) is not None


class Place(NamedTuple):
    """Where a name stands in the original; `cost`: signs and slips."""

    number: int
    start: int
    end: int
    cost: int


def units(text: str) -> list[tuple[int, int]]:
    """Words, and rows of characters that stand alone."""
    found: list[tuple[int, int]] = []
    at = 0
    for row in APART.finditer(text):
        found += [one.span() for one in TOKEN.finditer(text, at, row.start())]
        found.append(row.span())
        at = row.end()
    found += [one.span() for one in TOKEN.finditer(text, at)]
    return found


def begins(lattice: Lattice, text: str) -> list[int]:
    """Where a walk may begin: at words that are not ordinary, and at the few before them."""
    spans = units(text)
    found: dict[int, None] = {}
    for at, (start, end) in enumerate(spans):
        said = text[start:end]
        if ordinary(said):
            continue
        for before, _ in spans[max(0, at - lattice.words + 1) : at + 1]:
            found[before] = None
        for inner in (STARTS if " " not in said else GAP).finditer(text, start, end):
            found[inner.end()] = None
        if len(found) > STARTS_MAX:
            break
    return list(found)[:STARTS_MAX]


@lru_cache(maxsize=1 << 12)
def unseen(char: str) -> bool:
    """Is it drawn as nothing, or over what is before it, and stands for nothing?"""
    return not fold(char) and char not in BREAKS and not letters_of(char, False)


def read(lattice: Lattice, raw: str) -> list[Place]:
    """Every name that the text may be read as."""
    if not lattice.names:
        return []
    raw = raw[:READ_MAX]
    if raw.isascii():
        text, places = raw, list(range(len(raw) + 1))
    else:
        kept = [at for at, char in enumerate(raw) if not unseen(char)]
        text, places = "".join([raw[at] for at in kept]), [*kept, len(raw)]
    starts = begins(lattice, text)
    if not starts:
        return []
    walk = Walk(lattice, text, TURNED.search(text) is not None)
    for start in starts:
        walk.along(start)
        if walk.left < 0:
            break
    return [one._replace(start=places[one.start], end=places[one.end - 1] + 1) for one in walk.found.values()]


class Walk:
    """One text's way through the names."""

    def __init__(self, lattice: Lattice, raw: str, turned: bool) -> None:
        self.lattice, self.raw, self.turned = lattice, raw, turned
        self.small = "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)
        self.left = STEPS_MAX
        self.found: dict[tuple[int, int], Place] = {}
        self.arcs: dict[int, tuple[tuple[str, int], ...]] = {}

    def meant(self, at: int) -> tuple[tuple[str, int], ...]:
        """What may stand here, and where it goes on."""
        if at in self.arcs:
            return self.arcs[at]
        char, small = self.raw[at], self.small
        found = [(one, at + 1) for one in letters_of(char, self.turned)]
        for run in RUN_BEGINS.get(small[at], ()):
            if small.startswith(run, at):
                found += [(one, at + len(run)) for one in RUNS[run]]
        if self.turned:
            for run, meant in FLIP_RUNS.items():
                if small.startswith(run, at):
                    found += [(one, at + len(run)) for one in meant]
        self.arcs[at] = tuple(found)
        return self.arcs[at]

    def along(self, start: int) -> None:
        """All walks from one place."""
        lattice, raw, size = self.lattice, self.raw, len(self.raw)
        stack: list[tuple[Range, int, int, int, bool]] = [(Range(0, len(lattice.names), 0), start, 0, 0, False)]
        cheapest: dict[tuple[Range, int], int] = {}
        while stack:
            at, place, cost, gap, bent = stack.pop()
            known = cheapest.get((at, place))
            if known is not None and known <= cost:
                continue
            cheapest[at, place] = cost
            self.left -= 1
            if self.left < 0:
                return
            if len(lattice.names[at.low]) == at.depth:
                self.ended(at, start, place, cost, bent)
            if place >= size:
                continue
            char = raw[place]
            for letters, following in self.meant(place):
                if letters:
                    if (onward := lattice.step(at, letters)) is not None:
                        stack.append((onward, following, cost, 0, bent or letters != char.lower()))
                elif at.depth:
                    stack.append((at, following, cost, gap, bent))
            if at.depth == 0:
                continue
            plain = char.isalnum()
            if char == raw[place - 1] and char.isalpha():
                stack.append((at, place + 1, cost, gap, bent))
            elif not plain and gap < GAP_MAX:
                stack.append((at, place + 1, cost, gap + 1, bent or not char.isspace()))
            if cost < self.most(at) and not char.isspace():
                if not plain or at.depth >= SLIPS_FROM:
                    stack += [(onward, place + 1, cost + 1, 0, True) for onward in lattice.any(at)]
                stack += self.swapped(at, place, cost)
                if at.depth >= SLIPS_FROM:
                    stack += [(onward, place, cost + 1, 0, True) for onward in lattice.any(at)]
                    if plain:
                        stack.append((at, place + 1, cost + 1, 0, True))

    def swapped(self, at: Range, place: int, cost: int) -> Iterable[tuple[Range, int, int, int, bool]]:
        """Two letters, each in the other's place."""
        for letter, between in self.meant(place):
            if between >= len(self.raw) or not letter:
                continue
            for other, following in self.meant(between):
                if other and other != letter and (one := self.lattice.step(at, other)) is not None:
                    if (both := self.lattice.step(one, letter)) is not None:
                        yield both, following, cost + 1, 0, True

    def most(self, at: Range) -> int:
        """What a walk that came so far may have cost."""
        return 1 if at.depth < 5 else 2 if at.depth < 10 else 3

    def ended(self, at: Range, start: int, place: int, cost: int, bent: bool) -> None:
        """A name ends here; is it one?"""
        if not bent or place <= start:
            return
        within = place < len(self.raw) and self.raw[place].isalnum() and self.raw[place - 1].isalnum()
        for number, most in self.lattice.numbers[at.low]:
            if cost > most or (within and (cost or at.depth < WITHIN_MIN)):
                continue
            known = self.found.get((number, start))
            if known is None or cost < known.cost:
                self.found[number, start] = Place(number, start, place, cost)
