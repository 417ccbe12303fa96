"""An index of 256-bit hashes that answers exactly: every hash within 31 bits, found by sixteen parts of 16 bits.

Two hashes that differ in at most 31 bits have a part that differs in at most one (pigeonhole), so it is enough to look
at 17 spellings of each part. What was added since the index was last built is compared one by one.
"""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
PARTS, PART_BITS = 16, 16
WITHIN = 31
TAIL_MAX = 32_768
"""So many are compared one by one before the index is built anew."""
SPELLINGS = np.array([0, *(1 << bit for bit in range(PART_BITS))], np.uint16)
BUCKETS = 1 << PART_BITS
EMPTY = np.zeros((0, 4), np.uint64)


def words_of(hashes: NDArray[np.uint8]) -> Words:
    """n × 32 bytes as n × 4 words."""
    return np.ascontiguousarray(hashes).view(np.uint64).reshape(-1, 4)


class Index:
    """Rows are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self.built, self.tail = EMPTY, EMPTY
        self.rows = np.zeros((PARTS, 0), np.uint32)
        self.starts = np.zeros((PARTS, BUCKETS + 1), np.int64)

    def __len__(self) -> int:
        return len(self.built) + len(self.tail)

    def add(self, hashes: NDArray[np.uint8]) -> None:
        """n × 32 bytes."""
        self.tail = np.concatenate([self.tail, words_of(hashes)])
        if len(self.tail) > TAIL_MAX:
            self.build()

    def build(self) -> None:
        """Sort everything by each of its parts."""
        self.built, self.tail = np.concatenate([self.built, self.tail]), EMPTY
        parts = self.built.view(np.uint16).reshape(-1, PARTS)
        self.rows = np.empty((PARTS, len(parts)), np.uint32)
        for n in range(PARTS):
            column = np.ascontiguousarray(parts[:, n])
            self.rows[n] = np.argsort(column, kind="stable")
            self.starts[n, 1:] = np.cumsum(np.bincount(column, minlength=BUCKETS))

    def find(self, one: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(rows, distances) of all within WITHIN bits of 32 bytes, in no order."""
        words = words_of(one)
        near, bits = close(self.built, self.candidates(words), words)
        if not len(self.tail):
            return near, bits
        late, late_bits = close(self.tail, np.arange(len(self.tail)), words)
        return np.concatenate([near, late + len(self.built)]), np.concatenate([bits, late_bits])

    def candidates(self, words: Words) -> NDArray[np.int64]:
        """Rows that share a part but for one bit, each once."""
        if not len(self.built):
            return np.zeros(0, np.int64)
        parts = words.view(np.uint16).reshape(PARTS, 1) ^ SPELLINGS
        number = np.arange(PARTS)[:, None]
        first, end = (
            self.starts[number, parts].ravel(),
            self.starts[number, parts.astype(np.int64) + 1].ravel(),
        )
        lengths = end - first
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
        return np.unique(self.rows[np.repeat(number.repeat(len(SPELLINGS)), lengths), places]).astype(
            np.int64
        )


def close(words: Words, rows: NDArray[np.int64], one: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Those of the rows that are within WITHIN bits, and how far."""
    bits = np.bitwise_count(words[rows] ^ one).sum(axis=1, dtype=np.int64)
    near = bits <= WITHIN
    return rows[near], bits[near]
