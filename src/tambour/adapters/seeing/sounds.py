"""Sound found again by its fingerprint, wherever in the bank's sound it begins: pieces that share half of their bits
vote for a shift, and the best shifts are compared bit by bit, all that lies upon each other, then its best window."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tambour.adapters.seeing.chroma import Sound
from tambour.moderation.known import SOUND_MIN, SOUND_SHORT, SOUND_SHORT_WITHIN, SOUND_WITHIN

HALF = 1 << 16
SHIFTS_MAX = 24
"""So many shifts are compared bit by bit."""
SAME_MAX = 64
"""Pieces of the bank that look the same are only so often worth a vote."""
VARIED_MIN = 0.3
"""Silence and a constant tone say the same again and again, and are no fingerprint."""
PIECE_MS = 1365 * 1000 / 11_025


def varied(sound: Sound) -> bool:
    """Is there enough in it to be known again?"""
    return len(sound) >= SOUND_MIN and len(np.unique(sound)) >= VARIED_MIN * len(sound)


@dataclass(frozen=True, slots=True)
class Heard:
    """`number` of the bank's sound, `off` the share of bits that differ, where it begins `here` and `there` in pieces;
    `whole`: all that lies upon each other is the same, not a window of it alone."""

    number: int
    off: float
    here: int
    there: int
    whole: bool

    @property
    def worth(self) -> tuple[bool, float]:
        """Which of two is the surer."""
        return self.whole, -self.off


class Sounds:
    """Sound of the bank, numbered in the order in which it is added."""

    def __init__(self) -> None:
        self.all: list[Sound] = []
        self.places: list[NDArray[np.int64]] = []
        self.stale = True
        self.halves: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    def add(self, sound: Sound) -> None:
        """One more."""
        self.all.append(sound)
        self.stale = True

    def build(self) -> None:
        """Sort all pieces by each half of their bits."""
        values = np.concatenate(self.all)
        number = np.repeat(np.arange(len(self.all)), [len(one) for one in self.all])
        begin = np.concatenate([np.arange(len(one)) for one in self.all])
        self.halves = []
        for half in (values >> 16, values & np.uint32(HALF - 1)):
            order = np.argsort(half, kind="stable")
            self.halves.append((half[order].astype(np.int64), (number[order] << 32) | begin[order]))
        self.stale = False

    def find(self, sound: Sound) -> list[Heard]:
        """The best of each."""
        if not self.all or len(sound) < SOUND_MIN:
            return []
        if self.stale:
            self.build()
        best: dict[int, Heard] = {}
        for number, shift in self.shifts(sound):
            found = upon(number, sound, self.all[number], shift)
            if found is not None and (number not in best or found.worth > best[number].worth):
                best[number] = found
        return list(best.values())

    def shifts(self, sound: Sound) -> list[tuple[int, int]]:
        """(number, pieces that it begins later there), those with most votes."""
        votes: list[NDArray[np.int64]] = []
        for (keys, places), half in zip(self.halves, (sound >> 16, sound & np.uint32(HALF - 1)), strict=True):
            first, end = np.searchsorted(keys, half), np.searchsorted(keys, half, side="right")
            lengths = np.minimum(end - first, SAME_MAX)
            ends = np.cumsum(lengths)
            if not ends[-1]:
                continue
            taken = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
            here = np.repeat(np.arange(len(sound)), lengths)
            found = places[taken]
            votes.append((found >> 32 << 32) + ((found & 0xFFFFFFFF) - here + (1 << 31)))
        if not votes:
            return []
        shifts, counts = np.unique(np.concatenate(votes), return_counts=True)
        top = np.argsort(-counts, kind="stable")[:SHIFTS_MAX]
        return [(int(one >> 32), int((one & 0xFFFFFFFF) - (1 << 31))) for one in shifts[top]]


def upon(number: int, sound: Sound, there: Sound, shift: int) -> Heard | None:
    """Two sounds laid upon each other."""
    here_at, there_at = max(0, -shift), max(0, shift)
    length = min(len(sound) - here_at, len(there) - there_at)
    if length < SOUND_MIN:
        return None
    theirs = there[there_at : there_at + length]
    bits = np.bitwise_count(sound[here_at : here_at + length] ^ theirs).astype(np.int64)
    off = float(bits.sum()) / (32 * length)
    if off <= (SOUND_WITHIN if length >= SOUND_SHORT else SOUND_SHORT_WITHIN) and varied(theirs):
        return Heard(number, off, here_at, there_at, whole=True)
    if length <= SOUND_SHORT:
        return None
    sums = np.concatenate([[0], bits.cumsum()])
    windows = sums[SOUND_SHORT:] - sums[:-SOUND_SHORT]
    at = int(windows.argmin())
    off = float(windows[at]) / (32 * SOUND_SHORT)
    if off > SOUND_SHORT_WITHIN or not varied(theirs[at : at + SOUND_SHORT]):
        return None
    return Heard(number, off, here_at + at, there_at + at, whole=False)
