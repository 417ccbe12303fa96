"""PDQ, the hash of 256 bits that a picture keeps when it is saved again: as in the paper and the reference code of
facebook/ThreatExchange (pdq/cpp), by matrices. The tests compare it with what the reference says.

Everything between the picture and its 16 × 16 coefficients is linear and separable: blurring twice by a box, taking 64
samples, the cosine transform. So each side of the picture has one matrix, and a hash costs two products.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BYTES = 32
SIDE, KEPT = 64, 16
SIDE_MIN = 5
QUALITY_MIN = 50
"""Below, a picture has too little in it to be told from others."""
QUALITY_MAX = 100
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
PASSES = 2


def luma_of(rgb: NDArray[np.uint8]) -> Floats:
    """Brightness, 0 to 255, of rows × columns × 3."""
    return (rgb.astype(np.float32) @ LUMA).astype(np.float32)


@lru_cache(maxsize=256)
def sampler(length: int) -> Floats:
    """64 × length: two box blurs and the samples of one side."""
    window = (length + 2 * SIDE - 1) // (2 * SIDE)
    ahead = (window + 2) // 2 - 1
    place = np.arange(length)
    first, last = np.maximum(place - (window - 1 - ahead), 0), np.minimum(place + ahead, length - 1)
    box = ((place[None, :] >= first[:, None]) & (place[None, :] <= last[:, None])).astype(np.float64)
    box /= box.sum(axis=1, keepdims=True)
    taken = ((np.arange(SIDE) + 0.5) * length / SIDE).astype(np.int64)
    rows = box[taken]
    for _ in range(PASSES - 1):
        rows = rows @ box
    return rows.astype(np.float32)


COSINES: Floats = (
    np.sqrt(2 / SIDE) * np.cos(np.pi / 2 / SIDE * np.outer(np.arange(1, KEPT + 1), 2 * np.arange(SIDE) + 1))
).astype(np.float32)
SIGNS: Floats = np.where(np.arange(KEPT) % 2, 1.0, -1.0).astype(np.float32)
"""What mirroring does to a coefficient: the first is odd."""


def shrunk(luma: Floats) -> Floats:
    """64 × 64 of any size from 5 × 5 on."""
    rows, columns = luma.shape
    return np.ascontiguousarray(sampler(rows) @ luma @ sampler(columns).T)


def quality(small: Floats) -> int:
    """How much there is to recognise in it, 0 to 100."""
    steps = (np.abs(np.trunc(np.diff(small, axis=axis) * (100 / 255))).sum() for axis in (0, 1))
    return min(QUALITY_MAX, int(sum(steps)) // 90)


def coefficients(small: Floats) -> Floats:
    """The 16 × 16 lowest ones without the constant."""
    return np.asarray(COSINES @ small @ COSINES.T, np.float32)


def bits_of(coefs: Floats) -> bytes:
    """32 bytes, the first coefficient in the lowest bit: as hexadecimal, what the reference prints."""
    flat = coefs.ravel()
    middle = np.partition(flat, flat.size // 2 - 1)[flat.size // 2 - 1]
    return np.packbits((flat > middle)[::-1]).tobytes()


def turned(coefs: Floats) -> list[Floats]:
    """The coefficients of a picture in its eight positions, the first as it is, the second mirrored."""
    across, down = coefs * SIGNS[None, :], coefs * SIGNS[:, None]
    both = across * SIGNS[:, None]
    return [coefs, across, down, both, coefs.T, across.T, down.T, both.T]


def hash_of(luma: Floats) -> tuple[bytes, int]:
    """(hash, quality) of one picture; zeros and 0 where it is too small."""
    if min(luma.shape) < SIDE_MIN:
        return bytes(BYTES), 0
    small = shrunk(luma)
    return bits_of(coefficients(small)), quality(small)


def eight_of(luma: Floats) -> tuple[list[bytes], int]:
    """(hashes in all eight positions, quality); no hashes where it is too small."""
    if min(luma.shape) < SIDE_MIN:
        return [], 0
    small = shrunk(luma)
    return [bits_of(one) for one in turned(coefficients(small))], quality(small)


def distance(one: bytes, two: bytes) -> int:
    """Bits that differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(two, "big")).bit_count()
