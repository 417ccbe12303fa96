"""Made-up sound: tunes of plucked strings with their own rhythm, and speech-like noise. Everything follows from a
seed."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]


def tune(seed: int, seconds: float, rate: int = 11_025) -> Samples:
    """Notes of a scale of its own, each with overtones that fade."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    whole, at = np.zeros_like(time), 0.0
    scale = np.sort(rng.choice(12, 7, replace=False))
    while at < seconds:
        length = rng.uniform(0.12, 0.6)
        pitch = 220 * 2 ** ((rng.choice(scale) + 12 * rng.integers(-1, 2)) / 12)
        heard = (time >= at) & (time < at + length * 1.4)
        since = time[heard] - at
        for overtone in range(1, 6):
            loud = np.exp(-3 * since) * rng.uniform(0.2, 1) / overtone
            whole[heard] += np.sin(2 * np.pi * pitch * overtone * since) * loud
        at += length * rng.uniform(0.4, 1)
    whole += rng.standard_normal(len(time)) * 0.01
    return (whole / np.abs(whole).max() * 20_000).astype(np.int16)


def speech(seed: int, seconds: float, rate: int = 11_025) -> Samples:
    """A voice that says nothing: a pitch that glides, vowels by two formants, breaths and pauses between syllables."""
    rng = np.random.default_rng(seed)
    pieces: list[NDArray[np.float64]] = []
    total, pitch = 0.0, rng.uniform(90, 220)
    while total < seconds:
        length = rng.uniform(0.08, 0.3)
        count = int(length * rate)
        if rng.random() < 0.2:
            pieces.append(rng.standard_normal(count) * rng.uniform(0.0, 0.05))
        else:
            glide = pitch * np.cumprod(np.full(count, 1 + rng.uniform(-0.4, 0.4) / count))
            phase = 2 * np.pi * np.cumsum(glide) / rate
            vowel = rng.uniform(250, 900), rng.uniform(900, 2600)
            voice = np.zeros(count)
            for overtone in range(1, 24):
                hz = glide.mean() * overtone
                loud = sum(np.exp(-(((hz - one) / 160) ** 2)) for one in vowel) + 0.02
                voice += np.sin(overtone * phase) * loud
            pieces.append(voice * np.hanning(count) + rng.standard_normal(count) * 0.01)
        total += length
    whole = np.concatenate(pieces)[: int(seconds * rate)]
    return (whole / np.abs(whole).max() * 20_000).astype(np.int16)
