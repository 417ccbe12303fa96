"""Logistic heads over sentence embeddings, one for each kind of harmful and of allowed speech. numpy alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
STEPS = 200
RATE = 0.5
MOMENTUM = 0.9
SETTLED = 1e-6
NEWTON_STEPS = 25


def with_one(x: Matrix) -> Matrix:
    """A constant column, for what a head thinks of anything."""
    return np.hstack([x, np.ones((len(x), 1))])


def softmax(z: Matrix) -> Matrix:
    """Rows that sum to 1."""
    shifted = np.exp(z - z.max(axis=1, keepdims=True))
    found: Matrix = shifted / shifted.sum(axis=1, keepdims=True)
    return found


def fitted(x: Matrix, y: Sequence[int], classes: int, weight: Matrix, l2: float) -> Matrix:
    """The heads (classes × (columns + 1)) that explain `y`; each row of x counts `weight`. Convex, so there is one."""
    x = with_one(x)
    wanted = np.eye(classes)[np.asarray(y)]
    weight = weight / weight.sum()
    heads = np.zeros((classes, x.shape[1]))
    speed = np.zeros_like(heads)
    penalty = np.full(x.shape[1], l2)
    penalty[-1] = 0.0
    rate = RATE / (0.25 * float((weight[:, None] * x * x).sum()) + l2)
    for _ in range(STEPS):
        ahead = heads + MOMENTUM * speed
        wrong = softmax(x @ ahead.T) - wanted
        slope = (wrong * weight[:, None]).T @ x + penalty * ahead
        speed = MOMENTUM * speed - rate * slope
        heads = heads + speed
        if float(np.abs(rate * slope).max()) < SETTLED:
            break
    return heads


def odds(p: Matrix, harmful: NDArray[Any]) -> Matrix:
    """The logarithm of what speaks for harmful against what speaks for allowed speech, of each row."""
    mass = np.clip(p[:, harmful].sum(axis=1), 1e-9, 1 - 1e-9)
    found: Matrix = np.log(mass / (1 - mass))
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
