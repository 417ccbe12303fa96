"""Points of a picture found again among the points of the bank's pictures: an index of their descriptions by sixteen
parts, votes for pictures, and the places of the points as the proof."""

import numpy as np
from numpy.typing import NDArray

from tambour.adapters.seeing.index import BUCKETS, PARTS, words_of
from tambour.adapters.seeing.places import agreeing
from tambour.moderation.known import POINTS_MIN

FEATURE = np.dtype([("at", "<u4"), ("x", "<u2"), ("y", "<u2"), ("bits", "u1", 32)])
Features = NDArray[np.void]
NONE: Features = np.zeros(0, FEATURE)
WITHIN = 48
"""Bits of 256 in which two descriptions of one point differ at most."""
SAME_MAX = 48
"""Of points of the bank that look the same, so many are looked at."""
PICTURES_MAX = 6
"""Pictures with most votes whose points are laid upon each other."""


class Points:
    """Pictures are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self.pictures: list[Features] = []
        self.owner = np.zeros(0, np.int64)
        self.words = np.zeros((0, 4), np.uint64)
        self.rows = np.zeros((PARTS, 0), np.uint32)
        self.starts = np.zeros((PARTS, BUCKETS + 1), np.int64)
        self.built = 0

    def add(self, picture: Features) -> None:
        """The points of one picture."""
        self.pictures.append(picture)

    def build(self) -> None:
        """Sort all descriptions by each of their parts."""
        whole = np.concatenate(self.pictures)
        self.owner = np.repeat(np.arange(len(self.pictures)), [len(one) for one in self.pictures])
        self.words = words_of(np.ascontiguousarray(whole["bits"]))
        self.xy = np.stack([whole["x"], whole["y"]], axis=1).astype(np.float64)
        parts = self.words.view(np.uint16).reshape(-1, PARTS)
        self.rows = np.empty((PARTS, len(parts)), np.uint32)
        for n in range(PARTS):
            column = np.ascontiguousarray(parts[:, n])
            self.rows[n] = np.argsort(column, kind="stable")
            self.starts[n, 1:] = np.cumsum(np.bincount(column, minlength=BUCKETS))
        self.built = len(self.pictures)

    def find(self, picture: Features) -> list[tuple[int, int]]:
        """(number, points that agree) of the bank's pictures that this one shows, the surest first."""
        if not self.pictures or len(picture) < POINTS_MIN:
            return []
        if self.built < len(self.pictures):
            self.build()
        mine, theirs = self.pairs(picture)
        votes = np.bincount(self.owner[theirs], minlength=len(self.pictures))
        likely = np.argsort(-votes, kind="stable")[:PICTURES_MAX]
        xy = np.stack([picture["x"], picture["y"]], axis=1).astype(np.float64)
        found: list[tuple[int, int]] = []
        for number in likely[votes[likely] >= POINTS_MIN]:
            own = self.owner[theirs] == number
            agree = int(agreeing(xy[mine[own]], self.xy[theirs[own]]).sum())
            if agree >= POINTS_MIN:
                found.append((int(number), agree))
        return sorted(found, key=lambda one: -one[1])

    def sift(self, many: Features, owner: NDArray[np.int64]) -> list[int]:
        """Of points of many pictures, owned by these numbers: those that share enough with one of the bank's."""
        if self.built < len(self.pictures):
            self.build()
        if not len(many) or not self.built:
            return []
        mine, theirs = self.pairs(many)
        pairs, counts = np.unique(owner[mine] * self.built + self.owner[theirs], return_counts=True)
        return sorted({int(number) for number in pairs[counts >= POINTS_MIN] // self.built})

    def pairs(self, picture: Features) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(rows here, rows of the bank): for each point here the most alike of each of the bank's pictures."""
        words = words_of(np.ascontiguousarray(picture["bits"]))
        parts = words.view(np.uint16).reshape(-1, PARTS)
        number = np.arange(PARTS)[None, :]
        first, end = (
            self.starts[number, parts].ravel(),
            self.starts[number, parts.astype(np.int64) + 1].ravel(),
        )
        lengths = np.minimum(end - first, SAME_MAX)
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
        part = np.repeat(np.tile(np.arange(PARTS), len(picture)), lengths)
        mine = np.repeat(np.arange(len(picture)).repeat(PARTS), lengths)
        both = np.unique(mine << 32 | self.rows[part, places].astype(np.int64))
        mine, theirs = both >> 32, both & 0xFFFFFFFF
        off = np.bitwise_count(words[mine] ^ self.words[theirs]).sum(axis=1)
        near = off <= WITHIN
        mine, theirs, off = mine[near], theirs[near], off[near]
        order = np.lexsort((off, self.owner[theirs], mine))
        mine, theirs = mine[order], theirs[order]
        first_of = np.ones(len(mine), np.bool_)
        first_of[1:] = (mine[1:] != mine[:-1]) | (self.owner[theirs][1:] != self.owner[theirs][:-1])
        return mine[first_of], theirs[first_of]
