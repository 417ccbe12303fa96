"""Chromaprint, the fingerprint of sound that survives being saved again: its algorithm 1 ("test2"), as the reference
library of acoustid/chromaprint computes it. The tests compare it with what the reference says.

Sound at 11,025 Hz is cut into overlapping pieces of 0.37 s, eight a second; the energy of each piece is added up by the
twelve notes of the octave; sixteen small filters over time and notes give two bits each.
"""

import numpy as np
from numpy.fft import rfft  # by name: numpy would import it later, when the child may import no more
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

RATE = 11_025
FRAME, STEP = 4096, 4096 // 3
NOTES = 12
LOWEST_HZ, HIGHEST_HZ, BASE_HZ = 28, 3520, 440 / 16
SMOOTH = np.array([0.25, 0.75, 1.0, 0.75, 0.25])
QUIET = 0.01
WIDEST = 16
# kind, first note, notes, pieces, and where two bits change
FILTERS = (
    (0, 4, 3, 15, (1.98215, 2.35817, 2.63523)),
    (4, 4, 6, 15, (-1.03809, -0.651211, -0.282167)),
    (1, 0, 4, 16, (-0.298702, 0.119262, 0.558497)),
    (3, 8, 2, 12, (-0.105439, 0.0153946, 0.135898)),
    (3, 4, 4, 8, (-0.142891, 0.0258736, 0.200632)),
    (4, 0, 3, 5, (-0.826319, -0.590612, -0.368214)),
    (1, 2, 2, 9, (-0.557409, -0.233035, 0.0534525)),
    (2, 7, 3, 4, (-0.0646826, 0.00620476, 0.0784847)),
    (2, 6, 2, 16, (-0.192387, -0.029699, 0.215855)),
    (2, 1, 3, 2, (-0.0397818, -0.00568076, 0.0292026)),
    (5, 10, 1, 15, (-0.53823, -0.369934, -0.190235)),
    (3, 6, 2, 10, (-0.124877, 0.0296483, 0.139239)),
    (2, 1, 1, 14, (-0.101475, 0.0225617, 0.231971)),
    (3, 5, 6, 4, (-0.0799915, -0.00729616, 0.063262)),
    (1, 9, 2, 12, (-0.272556, 0.019424, 0.302559)),
    (3, 4, 2, 14, (-0.164292, -0.0321188, 0.0846339)),
)
GRAY = np.array([0, 1, 3, 2], np.uint32)
Floats = NDArray[np.float64]
Sound = NDArray[np.uint32]


def notes_of_bins() -> NDArray[np.int64]:
    """The note of each frequency of the spectrum, -1 for those outside."""
    bins = np.arange(FRAME // 2 + 1)
    first, end = (round(FRAME * hz / RATE) for hz in (LOWEST_HZ, HIGHEST_HZ))
    octave = np.log2(np.maximum(bins, 1) * RATE / FRAME / BASE_HZ)
    notes = (NOTES * (octave - np.floor(octave))).astype(np.int64)
    notes[(bins < max(1, first)) | (bins >= end)] = -1
    return notes


def folding() -> Floats:
    """Frequencies × notes: a product with it adds energies up."""
    notes = notes_of_bins()
    return np.asarray(notes[:, None] == np.arange(NOTES)[None, :], np.float64)


FOLDING = folding()
WINDOW = np.hamming(FRAME) / 32_767


class Listener:
    """Takes 16-bit samples as they come and keeps the notes of each piece only, so that hours fit into memory."""

    def __init__(self) -> None:
        self.rest = np.zeros(0, np.int16)
        self.notes: list[Floats] = []

    def hear(self, samples: NDArray[np.int16]) -> None:
        """More sound at RATE, one channel."""
        self.rest = np.concatenate([self.rest, samples])
        count = (len(self.rest) - FRAME) // STEP + 1
        if count < 1:
            return
        pieces = sliding_window_view(self.rest, FRAME)[: count * STEP : STEP]
        self.notes.append(np.square(np.abs(rfft(pieces * WINDOW))) @ FOLDING)
        self.rest = self.rest[count * STEP :]

    def print(self) -> Sound:
        """One number of 32 bits for each piece from the twentieth on; empty for less than three seconds."""
        whole = np.concatenate(self.notes) if self.notes else np.zeros((0, NOTES))
        return sound_of(whole)


def sound_of(notes: Floats) -> Sound:
    """From energies: pieces × notes."""
    if len(notes) < len(SMOOTH) + WIDEST - 1:
        return np.zeros(0, np.uint32)
    smooth = sum(part * notes[n : len(notes) - len(SMOOTH) + 1 + n] for n, part in enumerate(SMOOTH))
    norms = np.sqrt(np.square(smooth).sum(axis=1, keepdims=True))
    image = np.where(norms < QUIET, 0.0, smooth / np.maximum(norms, QUIET))
    sums = np.zeros((len(image) + 1, NOTES + 1))
    sums[1:, 1:] = image.cumsum(axis=0).cumsum(axis=1)
    count = len(image) - WIDEST + 1
    found = np.zeros(count, np.uint32)
    for kind, note, high, wide, steps in FILTERS:
        level = np.searchsorted(steps, filtered(sums, count, kind, note, high, wide), side="right")
        found = found << np.uint32(2) | GRAY[level]
    return found


def filtered(sums: Floats, count: int, kind: int, note: int, high: int, wide: int) -> Floats:
    """One filter at the first `count` places: the logarithm of two areas' ratio."""

    def area(x: int, y: int, x_end: int, y_end: int) -> Floats:
        early, late = sums[x : x + count], sums[x_end : x_end + count]
        return late[:, y_end] - late[:, y] - early[:, y_end] + early[:, y]

    y, top, middle, end, third, third_wide = note, note + high, note + high // 2, wide, high // 3, wide // 3
    half = wide // 2
    whole = area(0, y, end, top)
    if kind == 0:
        one = whole
        two = np.zeros(count)
    elif kind == 1:
        one = area(0, middle, end, top)
        two = whole - one
    elif kind == 2:
        one = area(half, y, end, top)
        two = whole - one
    elif kind == 3:
        one = area(0, middle, half, top) + area(half, y, end, middle)
        two = whole - one
    elif kind == 4:
        one = area(0, y + third, end, y + 2 * third)
        two = area(0, y, end, y + third) + area(0, y + 2 * third, end, top)
    else:
        one = area(third_wide, y, 2 * third_wide, top)
        two = area(0, y, third_wide, top) + area(2 * third_wide, y, end, top)
    return np.asarray(np.log((1 + one) / (1 + np.maximum(two, -0.5))), np.float64)
