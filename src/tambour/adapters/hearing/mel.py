"""Sound as Whisper hears it: the logarithm of how loud 80 bands are, every hundredth of a second.

After `log_mel_spectrogram` of Whisper's published code: Slaney's mel scale, windows of 25 ms, eight powers of ten.
"""

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
PIECE_S = 30
"""Whisper hears so much at once, no more and no less."""
WINDOW, STEP = 400, 160
BANDS = 80
BEND_HZ, BEND_MEL, HZ_A_MEL = 1_000.0, 15.0, 200 / 3
GROWTH = np.log(6.4) / 27
"""Slaney's scale: straight up to BEND_HZ, then 27 steps for every 6.4 times the frequency."""
Samples = NDArray[np.float32]


def bands_of(count: int = BANDS) -> NDArray[np.float32]:
    """Triangles on the mel scale, each of one area: (count, WINDOW // 2 + 1)."""
    top = BEND_MEL + np.log(RATE / 2 / BEND_HZ) / GROWTH
    mels = np.linspace(0.0, top, count + 2)
    edges = np.where(mels < BEND_MEL, mels * HZ_A_MEL, BEND_HZ * np.exp(GROWTH * (mels - BEND_MEL)))
    away = edges[:, None] - np.fft.rfftfreq(WINDOW, 1 / RATE)[None]
    steps = np.diff(edges)
    rising, falling = -away[:-2] / steps[:-1, None], away[2:] / steps[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    made: NDArray[np.float32] = (triangles * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)
    return made


def spectrum(samples: Samples, bands: NDArray[np.float32]) -> NDArray[np.float32]:
    """(BANDS, 100 a second) of PIECE_S of sound at RATE; what is missing is silence, what is more is left out."""
    whole = np.zeros(RATE * PIECE_S, np.float32)
    whole[: len(samples)] = samples[: len(whole)]
    padded = np.pad(whole, WINDOW // 2, mode="reflect")
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP][:-1] * window
    power = np.abs(np.fft.rfft(frames)) ** 2
    level = np.log10(np.maximum(bands @ power.T.astype(np.float32), 1e-10))
    made: NDArray[np.float32] = ((np.maximum(level, level.max() - 8.0) + 4.0) / 4.0).astype(np.float32)
    return made
