"""How far two keys are from each other, in half slips: letter by letter, and at least, which is told far sooner. Pure.

A letter left out, added, changed, or swapped with its neighbour is a slip, or two halves; letters that sound alike are
said for each other for one half, and vowels are left out for one.

At least: a key's signature is a number with a lane of bits for each group of letters, in which so many bits are set as
the key has of these letters. Consonants that may be said for each other for a half share a lane, so that what is
exchanged within it is not seen; what one key has more in a lane costs two halves a letter, or one where it may cost no
more.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate

from tambour.moderation.text.remembered import Remembered

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
FAR = 1_000
"""Halves that no two keys are apart."""


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
    size, costs = len(meant), [1 if c in EASY else 2 for c in meant]
    before: list[int] = []
    last = [0, *accumulate(costs)]
    previous = ""
    for i, a in enumerate(said):  # what stands further aside has more letters left out than may be
        low, high = max(0, i - limit), min(size, i + limit + 1)
        more, alike = 1 if a in EASY else 2, ALIKE.get(a, UNLIKE)
        cost = FAR if low else last[0] + more
        row = [FAR] * low
        row.append(cost)
        for j in range(low, high):
            b = meant[j]
            cost += costs[j]
            if (other := last[j + 1] + more) < cost:
                cost = other
            if (other := last[j] + (0 if a == b else alike.get(b, 2))) < cost:
                cost = other
            if b == previous and j and a == meant[j - 1] and (other := before[j - 1] + 2) < cost:
                cost = other
            row.append(cost)
        row += [FAR] * (size - high)
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


DEEP = 12
"""Bits of a lane; more letters of a group are not counted, so that two keys differ by less than they do."""


def lanes_of(
    alike: Iterable[tuple[str, str]], easy: Iterable[str], letters: str
) -> tuple[dict[str, int], int]:
    """(lane of each letter, the bits of lanes of which a letter costs two halves). `alike`: pairs of letters that are
    half a slip; `easy`: letters that are left out for half a slip. Letters that are in none share lane 0."""
    pairs, light = list(alike), set(easy)
    lanes: dict[str, int] = {one: at for at, one in enumerate(sorted(light), start=1)}
    groups: list[set[str]] = []
    for one in sorted((set(letters) | {a for a, _ in pairs}) - light):
        group = {one} | {b for a, b in pairs if a == one and b not in light}
        for other in [some for some in groups if some & group]:
            group |= other
            groups.remove(other)
        groups.append(group)
    firm = (1 << DEEP) - 1
    for at, group in enumerate(groups, start=len(lanes) + 1):
        lanes |= dict.fromkeys(group, at)
        if not any(a in group and b in light for a, b in pairs):
            firm |= ((1 << DEEP) - 1) << (at * DEEP)
    return lanes, firm


def signature(key: str, lanes: Mapping[str, int]) -> int:
    """A lane's bits are set from its lowest on."""
    counts: dict[int, int] = {}
    for letter in key:
        lane = lanes.get(letter, 0)
        counts[lane] = counts.get(lane, 0) + 1
    return sum(((1 << min(count, DEEP)) - 1) << (lane * DEEP) for lane, count in counts.items())


LANES, FIRM_LANES = lanes_of(HALF, EASY, "abcdefghijklmnopqrstuvwxyzابتثجحخدذرزسشصضطظعغفقكلمنهوي")


def halves_apart(one: int, other: int) -> int:
    """The half slips between two keys at least, by their signatures."""
    differ = one ^ other
    more, less = differ & one, differ & other
    extra = more.bit_count() + (more & FIRM_LANES).bit_count()
    missing = less.bit_count() + (less & FIRM_LANES).bit_count()
    return extra if extra > missing else missing


@Remembered
def signature_of(key: str) -> int:
    """Of a part of a text, which may be there again."""
    return signature(key, LANES)


WIDE = 8
"""Bits of a lane in which letters are counted; the highest is kept free, so no part may have more than 127 of them."""
FULL = sum(1 << (lane * WIDE + WIDE - 1) for lane in {0, *LANES.values()})
FIRM_FULL = sum(
    1 << (lane * WIDE + WIDE - 1) for lane in {0, *LANES.values()} if FIRM_LANES >> (lane * DEEP) & 1
)
"""The highest bits of all lanes, and of those in which a letter costs two halves: what is taken from counts that have
them set leaves them where there was enough of it."""


def counts(key: str) -> int:
    """How many letters of each lane a key has, added up: those of two keys together are the sum of theirs."""
    return sum(1 << (LANES.get(letter, 0) * WIDE) for letter in key)


counts_of = Remembered(counts)
"""Of words of a text."""


def halves_short(full: int, counted: int) -> int:
    """The half slips between a key and any part of a text at least. `full`: counts of a part which that one is within,
    with FULL set; `counted`: the key's."""
    lack = (full - counted) & FULL ^ FULL
    return lack.bit_count() + (lack & FIRM_FULL).bit_count() if lack else 0
