"""Names read off a text in which every character may stand for several letters: any disguises of letters at once. Pure.

What a character, or a run of them, may stand for is standing.py's; here those possibilities are walked along with the
names, which are sorted, so that a walk is a range of them that narrows with each letter. Signs and spaces between
letters cost nothing, a sign in place of a letter and a slip cost one; how much a name may cost follows from its length.
Walks begin only near words that are not ordinary, and take a bounded number of steps for one text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple

from tambour.moderation.text.disguise import ORDINARY as ORDINARY_LETTERS
from tambour.moderation.text.letters import BREAKS, fold
from tambour.moderation.text.remembered import Remembered
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
STEPS_SEEN_MAX = 50_000
GAP_MAX = 8
"""Signs and spaces one after the other."""
TOKEN = re.compile(r"\S+")
LOWER, UPPER = "a-zßàâäáãéèêëíìîïñóòôöõúùûüçœæğış", "A-ZÀÂÄÁÃÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÇŒÆĞİŞ"
WORDS = rf"(?:[{UPPER}]?[{LOWER}]+|[{UPPER}]+|[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+|[\u0621-\u0652]+)"
EDGE = r"[!\"'(),.:;?…«»“”„‘’¿¡—–*~_`-]*"
ORDINARY = re.compile(
    rf"(?!.*(?:\(\)(?=\w)|@[\u0621-\u0652])){EDGE}[@#]?(?:{WORDS}|\d+[A-Za-z]?|[vVсСc]?\d[.\d]*)(?:[-'’.,:_*]+{WORDS})*(?:[-'’.,:/%]\d*)*{EDGE}"
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


class Lattice:
    """Names, sorted, with the caller's number and what each may cost; and the walks that were taken along them.

    A walk is known by a number: 0 where it begins, -1 where no name goes on so. What was learnt of walks is forgotten
    between two of them, when it is much: STEPS_SEEN_MAX steps of some 150 bytes.
    """

    __slots__ = (
        "dearest",
        "each",
        "ends",
        "firsts",
        "known",
        "names",
        "nexts",
        "numbers",
        "onward",
        "ranges",
        "taken",
        "words",
    )

    def __init__(
        self, names: Sequence[str] = (), numbers: Sequence[Sequence[tuple[int, int]]] = (), words: int = 1
    ) -> None:
        self.names, self.numbers, self.words = names, numbers, words
        self.each = [max(most for _, most in some) for some in numbers]
        """What each name may cost at most, whoever's it is."""
        self.forget()

    def forget(self) -> None:
        """As if no step had been taken."""
        self.ranges: list[Range] = []
        self.onward: list[dict[str, int]] = []
        self.ends: list[Sequence[tuple[int, int]]] = []
        self.nexts: list[list[int] | None] = []
        self.dearest: list[int] = []
        """For each walk what any of its names may cost."""
        self.firsts: list[frozenset[str] | None] = []
        """For each walk the letters that come next, once they were asked for."""
        self.known: dict[Range, int] = {}
        self.taken = 0
        self.number(Range(0, len(self.names), 0))

    def number(self, at: Range) -> int:
        """Of the walk that leads to these names."""
        found = self.known.get(at)
        if found is None:
            found = self.known[at] = len(self.ranges)
            self.ranges.append(at)
            self.onward.append({})
            self.nexts.append(None)
            self.firsts.append(None)
            self.dearest.append(max(self.each[at.low : at.high], default=0))
            ended = at.low < at.high and len(self.names[at.low]) == at.depth
            self.ends.append(self.numbers[at.low] if ended else ())
        return found

    def step(self, walk: int, letters: str) -> int:
        """The names that go on with these letters; -1 for none."""
        found = self.onward[walk].get(letters)
        if found is not None:
            return found
        low, high, depth = self.ranges[walk]
        wanted = self.names[low][:depth] + letters
        low = bisect_left(self.names, wanted, low, high)
        high = bisect_left(self.names, wanted + "\U0010ffff", low, high)
        self.taken += 1
        found = self.onward[walk][letters] = self.number(Range(low, high, len(wanted))) if low < high else -1
        return found

    def next_letters(self, walk: int) -> frozenset[str]:
        """That a name may go on with."""
        known = self.firsts[walk]
        if known is None:
            low, high, depth = self.ranges[walk]
            known = frozenset([name[depth] for name in self.names[low:high] if len(name) > depth])
            self.firsts[walk] = known
        return known

    def any(self, walk: int) -> list[int]:
        """The names by their next letter, whatever it is."""
        known = self.nexts[walk]
        if known is not None:
            return known
        found: list[int] = []
        low, high, depth = self.ranges[walk]
        while low < high:
            name = self.names[low]
            if len(name) <= depth:
                low += 1
                continue
            following = self.step(walk, name[depth])
            if following < 0:
                break
            found.append(following)
            low = self.ranges[following].high
        self.nexts[walk] = found
        return found


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
    return Lattice(names_sorted, [list(table[name].items()) for name in names_sorted], longest)


@Remembered
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
        if ordinary[said]:
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


SEEN = frozenset(char for char in ORDINARY_LETTERS if not unseen(char))
"""Of what nearly all texts consist."""
RUNS_FROM: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
for _run in chain.from_iterable(RUN_BEGINS.values()):
    RUNS_FROM.setdefault(_run[:2], []).append((_run, RUNS[_run]))
"""All drawings by their first two characters, the longest first."""
PLACES = 2 * READ_MAX


def read(lattice: Lattice, raw: str) -> list[Place]:
    """Every name that the text may be read as."""
    if not lattice.names:
        return []
    raw = raw[:READ_MAX]
    kept = None
    text = raw
    if not raw.isascii() and not SEEN.issuperset(raw):
        kept = [at for at, char in enumerate(raw) if not unseen(char)]
        text = "".join([raw[at] for at in kept])
    starts, bent = begins(lattice, text)
    if not starts:
        return []
    walk = Walk(lattice, text, bent, TURNED.search(text) is not None)
    for start in starts:
        walk.along(start)
        if walk.left < 0:
            break
    found = list(walk.found.values())
    if kept is None:
        return found
    return [one._replace(start=kept[one.start], end=kept[one.end - 1] + 1) for one in found]


State = tuple[int, int, int, int, bool]
"""How far a walk came: its number, the place in the text, signs and slips, signs passed over just now, whether anything
stood for something else."""


def slips_by(depth: int) -> int:
    """How many a walk may have had by then."""
    return 1 if depth < 5 else 2 if depth < 10 else 3


def small(raw: str) -> str:
    """In small letters, each in its place."""
    said = raw.lower()
    if len(said) == len(raw) and "\u03a3" not in raw:
        return said
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)


class Walk:
    """One text's way through the names."""

    def __init__(self, lattice: Lattice, raw: str, bent: list[tuple[int, int]], turned: bool) -> None:
        self.lattice, self.raw, self.bent, self.turned = lattice, raw, bent, turned
        self.small = small(raw)
        self.left = STEPS_MAX
        self.found: dict[tuple[int, int], Place] = {}
        self.arcs: list[tuple[tuple[str, int], ...] | None] = [None] * len(raw)

    def meant(self, at: int) -> tuple[tuple[str, int], ...]:
        """What may stand here, and where it goes on."""
        known = self.arcs[at]
        if known is not None:
            return known
        small = self.small
        found = [(one, at + 1) for one in letters_of(self.raw[at], self.turned)]
        for run, meant in RUNS_FROM.get(small[at : at + 2], ()):
            if small.startswith(run, at):
                found += [(one, at + len(run)) for one in meant]
        if self.turned:
            for run, meant in FLIP_RUNS.items():
                if small.startswith(run, at):
                    found += [(one, at + len(run)) for one in meant]
        known = self.arcs[at] = tuple(found)
        return known

    def along(self, start: int) -> None:
        """All walks from one place."""
        if self.lattice.taken > STEPS_SEEN_MAX:
            self.lattice.forget()
        ends, size = self.lattice.ends, len(self.raw)
        stack: list[State] = [(0, start, 0, 0, False)]
        cheapest: dict[int, int] = {}
        while stack:
            state = stack.pop()
            walk, place, cost, _, bent = state
            spot = walk * PLACES + place
            known = cheapest.get(spot)
            if known is not None and known <= cost:
                continue
            cheapest[spot] = cost
            self.left -= 1
            if self.left < 0:
                return
            if bent and ends[walk]:
                self.ended(walk, start, place, cost)
            if place < size:
                self.read(state, stack)
                if walk:
                    self.pass_over(state, stack)

    def read(self, state: State, stack: list[State]) -> None:
        """On by what may stand here."""
        walk, place, cost, gap, bent = state
        step, small, onward = self.lattice.step, self.small[place], self.lattice.onward[walk]
        for letters, following in self.arcs[place] or self.meant(place):
            if not letters:
                if walk:
                    stack.append((walk, following, cost, gap, bent))
                continue
            further = onward.get(letters)
            if further is None:
                further = step(walk, letters)
            if further >= 0 and self.goes_on(further, following, cost):
                stack.append((further, following, cost, 0, bent or letters != small))

    def pass_over(self, state: State, stack: list[State]) -> None:
        """On by a sign or a letter said again, for nothing; by a sign for a letter, or a slip, for one."""
        walk, place, cost, gap, bent = state
        char, depth = self.raw[place], self.lattice.ranges[walk].depth
        plain = char.isalnum() and char not in MASKS
        if char == self.raw[place - 1] and char.isalpha():
            stack.append((walk, place + 1, cost, gap, bent))
        elif not plain and gap < GAP_MAX and self.goes_on(walk, place + 1, cost):
            stack.append((walk, place + 1, cost, gap + 1, bent or not char.isspace()))
        if (plain and depth < SLIPS_FROM) or cost >= slips_by(depth):
            return
        if char.isspace() or cost >= self.lattice.dearest[walk]:
            return
        every, onward = self.lattice.any(walk), place + 1
        stack += [
            (further, onward, cost + 1, 0, True)
            for further in every
            if self.goes_on(further, onward, cost + 1)
        ]
        if depth >= SLIPS_FROM:
            stack += [
                (further, place, cost + 1, 0, True)
                for further in every
                if self.goes_on(further, place, cost + 1)
            ]
            stack += self.swapped(walk, place, cost)
            if plain:
                stack.append((walk, place + 1, cost + 1, 0, True))

    def goes_on(self, walk: int, place: int, cost: int) -> bool:
        """Does a walk end here, or may it go on, over signs and letters said again? Most of those that have just
        slipped cannot."""
        lattice, raw = self.lattice, self.raw
        if lattice.ends[walk]:
            return True
        depth = lattice.ranges[walk].depth
        slack = cost < slips_by(depth) and cost < lattice.dearest[walk]
        letters = lattice.firsts[walk] or lattice.next_letters(walk)
        for at in range(place, min(place + GAP_MAX, len(raw))):
            char = raw[at]
            plain = char.isalnum() and char not in MASKS
            if slack and (depth >= SLIPS_FROM or not plain) and not char.isspace():
                return True
            for one, _ in self.arcs[at] or self.meant(at):
                if not one or one[0] in letters:
                    return True
            if plain and char != raw[at - 1]:
                return False
        return place + GAP_MAX < len(raw)

    def swapped(self, walk: int, place: int, cost: int) -> Iterable[State]:
        """Two letters, each in the other's place."""
        step = self.lattice.step
        firsts: dict[int, list[tuple[str, int, int]]] = {}
        for letter, between in self.meant(place):
            if between >= len(self.raw) or not letter:
                continue
            others = firsts.get(between)
            if others is None:
                others = firsts[between] = [
                    (other, one, following)
                    for other, following in self.meant(between)
                    if other and (one := step(walk, other)) >= 0
                ]
            for other, one, following in others:
                if other != letter and (both := step(one, letter)) >= 0:
                    yield both, following, cost + 1, 0, True

    def ended(self, walk: int, start: int, place: int, cost: int) -> None:
        """A name ends here; is it one?"""
        if not any(first < place and start < last for first, last in self.bent):
            return
        within = place < len(self.raw) and self.raw[place].isalnum() and self.raw[place - 1].isalnum()
        depth = self.lattice.ranges[walk].depth
        for number, most in self.lattice.ends[walk]:
            if cost > most or (within and (cost or depth < WITHIN_MIN)):
                continue
            known = self.found.get((number, start))
            if known is None or cost < known.cost:
                self.found[number, start] = Place(number, start, place, cost)
