"""Texts that are copies of each other: a small sketch to find candidates, shingles to decide. Pure.

Where all known texts fit into memory (the bank), every one is compared, by an inverted index. Where they do not (what
was said this week), a sketch finds candidates: one-permutation MinHash over runs of SHINGLE letters of the normalised
text; a band is a number that two texts share when two of its minima agree. What bands find is looked at again: the
share of the smaller text's shingles that the larger one has. It tells that the *words* are known, not what they are
meant for: whoever quotes them, has them.
"""

import zlib
from collections import Counter
from dataclasses import dataclass, field

SHINGLE = 4
BANDS = 10
ROWS = 2
BINS = BANDS * ROWS
LETTERS_MIN = 60
"""Shorter texts are alike by chance."""
COPY_FROM = 0.6
"""Share of the smaller text's shingles. Unrelated texts share 0.45 at most (docs/detection-measured.md)."""
SHINGLES_MAX = 4_000
HASH_MAX = 1 << 32
STEP = 0x9E3779B1
"""An odd number, so that a minimum borrowed from another bin differs from that bin's own."""


def letters(text: str) -> str:
    """Letters and digits of a normalised text, words parted by one space."""
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def shingles(text: str) -> frozenset[str]:
    """The runs of SHINGLE letters of a normalised text; none where the text is too short to be told from others."""
    said = letters(text)
    if len(said) < LETTERS_MIN:
        return frozenset()
    return frozenset(said[i : i + SHINGLE] for i in range(min(len(said) - SHINGLE + 1, SHINGLES_MAX)))


def sketch(said: frozenset[str]) -> list[int]:
    """BINS minima; an empty bin borrows from the next one that is not, so that equal sets have equal sketches."""
    if not said:
        return []
    least: list[int] = [HASH_MAX] * BINS
    for shingle in said:
        value = zlib.crc32(shingle.encode("utf-8", "surrogatepass"))
        value = (value * STEP) & (HASH_MAX - 1)
        index = value % BINS
        least[index] = min(least[index], value)
    full: list[int] = []
    for index in range(BINS):
        away = next(k for k in range(BINS) if least[(index + k) % BINS] < HASH_MAX)
        full.append((least[(index + away) % BINS] + away * STEP) % HASH_MAX)
    return full


def bands(said: frozenset[str]) -> list[int]:
    """BANDS numbers of 32 bits, signed; none for a text too short."""
    minima = sketch(said)
    return [
        zlib.crc32(repr((band, minima[band * ROWS : band * ROWS + ROWS])).encode()) - (1 << 31)
        for band in range(BANDS if minima else 0)
    ]


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the larger one has, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


@dataclass(slots=True)
class Known:
    """Texts of which copies are looked for, every one: by an inverted index of their shingles, not by a sketch."""

    texts: dict[int, frozenset[str]] = field(default_factory=dict)
    having: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: int, said: frozenset[str]) -> None:
        """Once for each key; a text too short to be told from others is left out."""
        if said:
            self.texts[key] = said
            for shingle in said:
                self.having.setdefault(shingle, []).append(key)

    def copied(self, said: frozenset[str]) -> list[tuple[float, int]]:
        """(share of the smaller text, key) of what this is a copy of, the nearest first."""
        shared = Counter(key for shingle in said for key in self.having.get(shingle, ()))
        scored = [(n / min(len(said), len(self.texts[key])), key) for key, n in shared.items()]
        return sorted(((score, key) for score, key in scored if score >= COPY_FROM), reverse=True)
