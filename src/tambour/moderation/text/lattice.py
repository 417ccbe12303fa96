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
    rf"{EDGE}[@#]?(?:{WORDS}|\d+[A-Za-z]?|[vVсСc]?\d[.\d]*)(?:[-'’.,:_*]+{WORDS})*(?:[-'’.,:/%]\d*)*{EDGE}"
    r"|[^\w|\\/<>{}\[\]()\u0300-\u036f]{1,3}|&\w+;"
)
"""A word of one script, or a number, with punctuation around it: nothing stands for anything in it."""
STARTS = re.compile(r"(?<=[@#(\[{<>«\"“'_/=:*|~\d])(?=[^\W\d_])|(?<=[^\w\s])(?<!\S\S)(?=\S)")
"""Within what is no ordinary word: after what stands before words, and after one sign at its beginning."""
APART = re.compile(r"(?<!\S)\S(?:\s{1,4}\S(?!\S))+(?!\S)")
"""Characters that stand alone, one after the other."""
GAP = re.compile(r"\s+")
MASKS = frozenset("xXхХ")
"""Letters that are put in the place of others."""
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
        bare = "".join(word.removeprefix("ال") for word in words)
        if len(bare) >= LEAST:
            table.setdefault(bare, {}).setdefault(number, cost)
        table.setdefault("".join(words)[::-1], {}).setdefault(number, cost)
        if 1 < len(words) <= 3:
            turned = ["".join(words[:at]) + "".join(words[at:])[::-1] for at in range(1, len(words))]
            turned += ["".join(words[:at])[::-1] + "".join(words[at:]) for at in range(1, len(words))]
            for said in turned:
                table.setdefault(said, {}).setdefault(number, cost)
            for ways in product((1, -1), repeat=len(words)):
                table.setdefault(
                    "".join(w[::way] for w, way in zip(words, ways, strict=True)), {}
                ).setdefault(number, cost)
    names_sorted = sorted(table)
    return Lattice(names_sorted, [list(table[name].items()) for name in names_sorted], words=longest)


@lru_cache(maxsize=1 << 15)
def ordinary(token: str) -> bool:
    """Does nothing in it stand for something else?"""
    bare = token if " " not in token else "".join(token.split())
    return ORDINARY.fullmatch(bare) is not None


class Place(NamedTuple):
    """Where a name stands in the original; `cost`: signs and slips."""

    number: int
    start: int
    end: int
    cost: int


def units(text: str) -> list[tuple[int, int]]:
    """Words, and rows of characters that stand alone, parted where more spaces stand than elsewhere in them."""
    found: list[tuple[int, int]] = []
    at = 0
    for row in APART.finditer(text):
        found += [one.span() for one in TOKEN.finditer(text, at, row.start())]
        gaps = [one.span() for one in GAP.finditer(text, *row.span())]
        least = min(end - start for start, end in gaps)
        at = row.start()
        for start, end in gaps:
            if end - start > least:
                found.append((at, start))
                at = end
        found.append((at, row.end()))
        at = row.end()
    found += [one.span() for one in TOKEN.finditer(text, at)]
    return found


def begins(lattice: Lattice, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Where a walk may begin: at words that are not ordinary, and at the few before them; and where those words are."""
    spans = units(text)
    found: dict[int, None] = {}
    bent: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(spans):
        said = text[start:end]
        if ordinary(said):
            continue
        bent.append((start, end))
        for before, _ in spans[max(0, at - lattice.words + 1) : at + 1]:
            found[before] = None
        if " " not in said:
            for inner in STARTS.finditer(text, start, end):
                found[inner.end()] = None
        if len(found) > STARTS_MAX:
            break
    return list(found)[:STARTS_MAX], bent


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
    starts, bent = begins(lattice, text)
    if not starts:
        return []
    walk = Walk(lattice, text, bent, TURNED.search(text) is not None)
    for start in starts:
        walk.along(start)
        if walk.left < 0:
            break
    return [one._replace(start=places[one.start], end=places[one.end - 1] + 1) for one in walk.found.values()]


class State(NamedTuple):
    """How far a walk came: the names that are left, the place in the text, signs and slips, signs passed over just now,
    whether anything stood for something else."""

    at: Range
    place: int
    cost: int
    gap: int
    bent: bool


class Walk:
    """One text's way through the names."""

    def __init__(self, lattice: Lattice, raw: str, bent: list[tuple[int, int]], turned: bool) -> None:
        self.lattice, self.raw, self.bent, self.turned = lattice, raw, bent, turned
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
        names, size = self.lattice.names, len(self.raw)
        stack = [State(Range(0, len(names), 0), start, 0, 0, False)]
        cheapest: dict[tuple[Range, int], int] = {}
        while stack:
            state = stack.pop()
            at, place, cost, _, bent = state
            known = cheapest.get((at, place))
            if known is not None and known <= cost:
                continue
            cheapest[at, place] = cost
            self.left -= 1
            if self.left < 0:
                return
            if len(names[at.low]) == at.depth:
                self.ended(at, start, place, cost, bent)
            if place < size:
                self.read(state, stack)
                if at.depth:
                    self.pass_over(state, stack)

    def read(self, state: State, stack: list[State]) -> None:
        """On by what may stand here."""
        at, place, cost, gap, bent = state
        step, small = self.lattice.step, self.small[place]
        for letters, following in self.meant(place):
            if not letters:
                if at.depth:
                    stack.append(State(at, following, cost, gap, bent))
            elif (onward := step(at, letters)) is not None:
                stack.append(State(onward, following, cost, 0, bent or letters != small))

    def pass_over(self, state: State, stack: list[State]) -> None:
        """On by a sign or a letter said again, for nothing; by a sign for a letter, or a slip, for one."""
        at, place, cost, gap, bent = state
        char = self.raw[place]
        plain = char.isalnum() and char not in MASKS
        if char == self.raw[place - 1] and char.isalpha():
            stack.append(State(at, place + 1, cost, gap, bent))
        elif not plain and gap < GAP_MAX:
            stack.append(State(at, place + 1, cost, gap + 1, bent or not char.isspace()))
        if char.isspace() or cost >= (1 if at.depth < 5 else 2 if at.depth < 10 else 3):
            return
        if not plain or at.depth >= SLIPS_FROM:
            every = list(self.lattice.any(at))
            stack += [State(onward, place + 1, cost + 1, 0, True) for onward in every]
            if at.depth >= SLIPS_FROM:
                stack += [State(onward, place, cost + 1, 0, True) for onward in every]
                stack += self.swapped(at, place, cost)
                if plain:
                    stack.append(State(at, place + 1, cost + 1, 0, True))

    def swapped(self, at: Range, place: int, cost: int) -> Iterable[State]:
        """Two letters, each in the other's place."""
        for letter, between in self.meant(place):
            if between >= len(self.raw) or not letter:
                continue
            for other, following in self.meant(between):
                one = self.lattice.step(at, other) if other and other != letter else None
                both = self.lattice.step(one, letter) if one is not None else None
                if both is not None:
                    yield State(both, following, cost + 1, 0, True)

    def ended(self, at: Range, start: int, place: int, cost: int, bent: bool) -> None:
        """A name ends here; is it one?"""
        if not bent or not any(first < place and start < last for first, last in self.bent):
            return
        within = place < len(self.raw) and self.raw[place].isalnum() and self.raw[place - 1].isalnum()
        for number, most in self.lattice.numbers[at.low]:
            if cost > most or (within and (cost or at.depth < WITHIN_MIN)):
                continue
            known = self.found.get((number, start))
            if known is None or cost < known.cost:
                self.found[number, start] = Place(number, start, place, cost)
