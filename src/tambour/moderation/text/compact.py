"""Many strings that fill whole words, by hashes of eight bytes: too many for an automaton. Pure.

Names as they look on other keyboards are a hundred for each name, so they are not kept: of each there is a hash of 51
bits with its number, sorted, and a bit for its first letters, so that a text that has none of them costs next to
nothing. Hashes are keyed anew in each process; strings that share one by chance are 2e-9 of messages where there are
ten thousand names.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

NUMBER_BITS = 20
"""Of a number; the rest of eight bytes, but for the sign, are bits of the hash."""
BUCKETS = 1 << 8
HEAD = 5
"""First letters that have a bit."""
KEPT = ((1 << (63 - NUMBER_BITS)) - 1) << NUMBER_BITS
FEWEST_BITS = 1 << 16
BITS_EACH = 8
"""Bits for each string: most of those that are in none of the strings are known by them."""


EMPTY = -(1 << 63)
"""What nothing is equal to."""


def packed(numbers: Iterable[int]) -> "memoryview[int]":
    """Each once, sorted, in eight bytes."""
    some = sorted({*numbers, EMPTY})
    found = memoryview(bytearray(8 * len(some))).cast("q")
    for at, number in enumerate(some):
        found[at] = number
    return found


class Compact:
    """Strings of HEAD letters and more, each with numbers below 2 ** NUMBER_BITS."""

    __slots__ = ("bits", "buckets", "least", "longest", "mask")

    def __init__(self, pairs: Iterable[tuple[str, int]] = ()) -> None:
        buckets: list[list[int]] = [[] for _ in range(BUCKETS)]
        heads: list[int] = []
        self.least, self.longest = 1 << 30, 0
        for said, number in pairs:
            value = hash(said)
            buckets[value % BUCKETS].append(value >> 1 & KEPT | number)
            heads.append(hash(said[:HEAD]))
            self.least, self.longest = min(self.least, len(said)), max(self.longest, len(said))
        self.buckets = list(map(packed, buckets))
        size = max(FEWEST_BITS, 1 << (len(heads) * BITS_EACH).bit_length())
        self.bits, self.mask = bytearray(size >> 3), size - 1
        for value in heads:
            bit = value & self.mask
            self.bits[bit >> 3] |= 1 << (bit & 7)

    def numbers(self, said: str) -> Iterable[int]:
        """Those of this string."""
        value = hash(said)
        some, wanted = self.buckets[value % BUCKETS], value >> 1 & KEPT
        at = bisect_left(some, wanted)
        while at < len(some) and some[at] & KEPT == wanted:
            yield some[at] & ~KEPT
            at += 1

    def whole(self, words: Sequence[str]) -> Iterable[tuple[int, int, int]]:
        """(number, first, last) of words that are one of the strings together; words without letters stand between or
        before others, never at the end."""
        if not self.longest:
            return
        text = "".join(words)
        ends: list[int] = []
        lasts: list[int] = []
        begins: dict[int, int] = {}
        size = 0
        for at, word in enumerate(words):
            begins.setdefault(size, at)
            if word:
                size += len(word)
                ends.append(size)
                lasts.append(at)
        bits, mask = self.bits, self.mask
        for begin, first in begins.items():
            bit = hash(text[begin : begin + HEAD]) & mask
            if not bits[bit >> 3] >> (bit & 7) & 1:
                continue
            for at in range(bisect_left(ends, begin + self.least), len(ends)):
                if ends[at] > begin + self.longest:
                    break
                for number in self.numbers(text[begin : ends[at]]):
                    yield number, first, lasts[at]
