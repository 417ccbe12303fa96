"""Do the points of two pictures lie alike? Pairs of points that look the same are tried against one turn, one scale and
one shift; what agrees with it is counted."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TRIES = 400
WITHIN_PX = 6.0
SCALES = (0.25, 4.0)
SEED = 5


def agreeing(here: Floats, there: Floats) -> NDArray[np.bool_]:
    """Which of n pairs of points (n × 2 each) the best similarity explains. Fewer than three explain nothing."""
    count = len(here)
    none = np.zeros(count, np.bool_)
    if count < 3:
        return none
    rng = np.random.default_rng(SEED)
    pairs = rng.integers(0, count, (TRIES, 2))
    one, two = here[:, 0] + 1j * here[:, 1], there[:, 0] + 1j * there[:, 1]
    apart = one[pairs[:, 1]] - one[pairs[:, 0]]
    usable = np.abs(apart) > WITHIN_PX
    apart, pairs = apart[usable], pairs[usable]
    turn = (two[pairs[:, 1]] - two[pairs[:, 0]]) / apart
    usable = (np.abs(turn) > SCALES[0]) & (np.abs(turn) < SCALES[1])
    turn, pairs = turn[usable], pairs[usable]
    if not len(turn):
        return none
    shift = two[pairs[:, 0]] - turn * one[pairs[:, 0]]
    off = np.abs(turn[:, None] * one[None, :] + shift[:, None] - two[None, :])
    fits = off < WITHIN_PX * np.maximum(1.0, np.abs(turn))[:, None]
    best = np.asarray(fits[int(fits.sum(axis=1).argmax())])
    return best & apart_from_others(here, best) & apart_from_others(there, best)


def apart_from_others(points: Floats, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The first chosen point of each small square: a heap of points in one spot agrees with anything."""
    squares = (points // (2 * WITHIN_PX)).astype(np.int64)
    keys = np.where(chosen, squares[:, 0] * 65_536 + squares[:, 1], -1 - np.arange(len(points)))
    first = np.zeros(len(points), np.bool_)
    first[np.unique(keys, return_index=True)[1]] = True
    return first
