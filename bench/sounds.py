"""Made-up sound: tunes of plucked strings with their own rhythm, and speech-like noise. Everything follows from a
seed."""

import io
from collections.abc import Callable
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
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


def saved(
    samples: Samples,
    container: str = "ogg",
    codec: str = "libopus",
    rate: int = 48_000,
    bits: int = 64_000,
    own_rate: int = 11_025,
) -> bytes:
    """As a file."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        stream: Any = target.add_stream(codec, rate=rate, layout="mono", bit_rate=bits)
        encoded(target, stream, samples, own_rate)
    return out.getvalue()


def encoded(target: Any, stream: Any, samples: Samples, own_rate: int) -> None:
    """All of it into this stream of a container."""
    resampler = AudioResampler(
        format=stream.format.name, layout="mono", rate=stream.rate, frame_size=stream.frame_size or 1024
    )
    frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = own_rate
    for piece in [*resampler.resample(frame), *resampler.resample(None)]:
        target.mux(stream.encode(piece))
    target.mux(stream.encode(None))


def noisy(samples: Samples, part: float) -> Samples:
    """With hiss."""
    hiss = np.random.default_rng(7).standard_normal(len(samples)) * part * np.abs(samples).mean()
    return np.clip(samples + hiss, -32_768, 32_767).astype(np.int16)


def echoed(samples: Samples) -> Samples:
    """In a hall."""
    late = 11_025 // 6
    return (samples * 0.7 + np.concatenate([np.zeros(late), samples[:-late]]) * 0.3).astype(np.int16)


def muffled(samples: Samples) -> Samples:
    """Through a wall."""
    return np.convolve(samples, np.hanning(9) / np.hanning(9).sum(), "same").astype(np.int16)


Guises = dict[str, Callable[[Samples], bytes]]
SOUND_GUISES: dict[str, Guises] = {
    "sound, looked at while building": {
        "Opus 16k": lambda one: saved(one, bits=16_000),
        "MP3 32k": lambda one: saved(one, "mp3", "libmp3lame", 44_100, 32_000),
        "8 kHz": lambda one: saved(one, "wav", "pcm_s16le", 8_000),
        "half as loud": lambda one: saved((one * 0.5).astype(np.int16)),
        "without its first 5 s": lambda one: saved(one[55_125:]),
    },
    "sound, kept for this": {
        "AAC 32k": lambda one: saved(one, "adts", "aac", 32_000, 32_000),
        "hiss": lambda one: saved(noisy(one, 0.15)),
        "in a hall": lambda one: saved(echoed(one)),
        "through a wall": lambda one: saved(muffled(one)),
        "7 s from within": lambda one: saved(one[70_001:147_176]),
        "after 6 s of another": lambda one: saved(np.concatenate([speech(31_337, 6), one])),
        "5 % faster (known to escape)": lambda one: saved(one, own_rate=11_576),
    },
}
