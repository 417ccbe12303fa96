"""What each kind of speech is like: ridge regression on sentence embeddings and on their likeness to known sentences.

A plane alone cannot part a threat from the report of one: their topics are the same. Likeness to single sentences of
both can. numpy alone; everything has one solution.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
SHARPNESS = 4.0
"""How fast likeness falls with the angle."""
RIDGE = 0.3
PLANE_RIDGE = 3.0
QUIET = 1.0
"""How much of the average direction is kept beside those in which only names differ."""
FAINT = 0.05
SETTLED = 1e-6
NEWTON_STEPS = 25


def unit(rows: Matrix) -> Matrix:
    """Rows of length 1."""
    found: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return found


def quiet(apart: Matrix) -> Matrix:
    """(columns × columns) which makes those directions small in which the rows `apart` lie: what a sentence moves
    by when another name is put in."""
    spread = apart.T @ apart / max(1, len(apart))
    columns = len(spread)
    size, axes = np.linalg.eigh(spread + np.eye(columns) * max(QUIET * np.trace(spread) / columns, 1e-9))
    hush = (axes * size**-0.5) @ axes.T
    found: Matrix = hush / np.sqrt(float((hush * hush).sum()) / columns)
    return found


def features(x: Matrix, known: Matrix) -> Matrix:
    """A constant column, the row itself, and its likeness to each of the known rows."""
    return np.hstack([np.ones((len(x), 1)), x, np.exp(SHARPNESS * (x @ known.T - 1))])


def penalty(known: Matrix) -> Matrix:
    """What weights cost: nothing for the constant."""
    columns = known.shape[1]
    cost = np.zeros((1 + columns + len(known),) * 2)
    cost[0, 0] = 1e-6
    cost[1 : 1 + columns, 1 : 1 + columns] = PLANE_RIDGE * np.eye(columns)
    near = np.exp(SHARPNESS * (known @ known.T - 1)) + 1e-6 * np.eye(len(known))
    cost[1 + columns :, 1 + columns :] = RIDGE * near
    return cost


def products(z: Matrix, y: Sequence[int], classes: int, weight: Matrix) -> tuple[Matrix, Matrix]:
    """What a set of rows adds to both sides of the equations."""
    heavy = z * weight[:, None]
    return heavy.T @ z, heavy.T @ np.eye(classes)[np.asarray(y)]


def solved(left: Matrix, right: Matrix, cost: Matrix, columns: int) -> Matrix:
    """The heads (columns of features × classes): the mean of what all features say and what the row itself says alone,
    so that one sentence that happens to be near decides nothing."""
    found = np.linalg.solve(left + cost, right)
    plane = slice(0, 1 + columns)
    found[plane] += np.linalg.solve(left[plane, plane] + cost[plane, plane], right[plane])
    heads: Matrix = found / 2
    return heads


def odds(p: Matrix, harmful: NDArray[Any], ahead: NDArray[Any]) -> Matrix:
    """How far the likeliest harmful kind is before the likeliest allowed one, of each row: below 0 is a veto. Measured
    by all that is said of the row, since of a sentence that is like nothing known every head says little. `ahead`: what
    a kind is given beforehand."""
    given = p + ahead
    lead = given[:, harmful].max(axis=1) - given[:, ~harmful].max(axis=1)
    found: Matrix = lead / (FAINT + np.linalg.norm(p, axis=1))
    return found


def calibrated(
    raw: Matrix, harmful: NDArray[Any], prior: tuple[float, float], trust: float
) -> tuple[float, float]:
    """(a, b) such that 1 / (1 + e^-(a·raw + b)) is how often it is harmful, both sides weighing the same. Where
    there is little to go by it stays near `prior`: `trust` is how many sentences that is worth (Platt's scaling)."""
    count = max(1, len(raw))
    sides = np.where(harmful, 0.5 / max(1, int(harmful.sum())), 0.5 / max(1, int((~harmful).sum()))) * count
    x = np.stack([raw, np.ones_like(raw)], axis=1)
    held = np.asarray(prior, dtype=np.float64)
    found = held.copy()
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (sides * (p - harmful)) + trust * (found - held)
        bend = (x * (sides * p * (1 - p))[:, None]).T @ x + trust * np.eye(2)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if float(np.abs(step).max()) < SETTLED:
            break
    return float(max(found[0], 0.05)), float(found[1])


def sure(raw: float, scale: tuple[float, float]) -> float:
    """The calibrated score."""
    return float(1 / (1 + np.exp(-np.clip(scale[0] * raw + scale[1], -30, 30))))
