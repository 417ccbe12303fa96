"""The sound of films, known again beneath other pictures: how much of it is found, how, and how many strangers are.

    python -m bench.tracks [--count N]

Everything is made up from seeds: tunes and voices of 20 s in the bank, as sound and as the track of a film; asked for
by films with other pictures. Shares have Wilson 95 % intervals.
"""

import argparse
import io
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame

from bench.copies import row
from bench.machine import conditions
from bench.pictures import photo
from bench.sounds import Samples, encoded, speech, tune
from tambour.adapters.media import sound as ears
from tambour.adapters.media.moving import upright
from tambour.adapters.media.result import Result
from tambour.adapters.media.watching import Watching, listened, watched
from tambour.adapters.seeing.known import KnownMedia
from tambour.moderation.known import Marks

RATE, SECONDS, PICTURES_EACH_S = 11_025, 20, 2
WIDE, HIGH = 192, 144
STRANGERS_EACH = 5
FOREIGN = 1_000_000
"""Seeds of pictures and sounds that are in no bank begin here."""


def film(
    samples: Samples,
    pictures: int,
    *,
    codec: str = "aac",
    kbits: int = 96,
    rate: int = 44_100,
    container: str = "mp4",
    shots: int = 4,
) -> bytes:
    """A film with this sound beneath made-up pictures, `shots` of them one after the other."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        moving: Any = target.add_stream(
            "libx264" if container == "mp4" else "libvpx",
            rate=PICTURES_EACH_S,
            options={"preset": "veryfast"}
            if container == "mp4"
            else {"deadline": "realtime", "cpu-used": "8"},
        )
        moving.width, moving.height, moving.pix_fmt = WIDE, HIGH, "yuv420p"
        track: Any = target.add_stream(codec, rate=rate, layout="mono", bit_rate=kbits * 1000)
        count = max(1, len(samples) * PICTURES_EACH_S // RATE)
        shown = [photo(pictures * 10 + shot, WIDE).resize((WIDE, HIGH)) for shot in range(shots)]
        for n in range(count):
            frame: Any = VideoFrame.from_image(shown[n * shots // count])  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = n, Fraction(1, PICTURES_EACH_S)
            target.mux(moving.encode(frame))
        target.mux(moving.encode(None))
        encoded(target, track, samples, RATE)
    return out.getvalue()


def marked(data: bytes, *, keeping: bool) -> Marks:
    """A film as the child watches and listens to it."""
    with tempfile.TemporaryDirectory() as folder:
        result = Result(folder, "video", keeping=keeping)
        container = ears.opened(io.BytesIO(data))
        watched(container, upright(container), Watching(result, result.duration))
        listened(container, result)
        assert result.eye is not None
        return result.eye.marks()


def level(samples: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.square(samples.astype(np.float64)).mean()))


def under(samples: Samples, other: Samples, decibels: float) -> Samples:
    """With another sound over it that is so much louder (negative: softer)."""
    long = np.resize(other, len(samples)).astype(np.float64)
    mixed = samples + long * (level(samples) / level(other) * 10 ** (decibels / 20))
    return (mixed / max(1.0, np.abs(mixed).max() / 32_000)).astype(np.int16)


def quiet(samples: Samples, decibels: float) -> Samples:
    """Softer."""
    return (samples * 10 ** (decibels / 20)).astype(np.int16)


def voice(number: int) -> Samples:
    """Somebody who speaks over it."""
    return speech(FOREIGN + number, SECONDS)


def among(samples: Samples, number: int, begin: float, seconds: float) -> Samples:
    """So much of it between other sounds."""
    part = samples[int(begin * RATE) : int((begin + seconds) * RATE)]
    return np.concatenate([speech(FOREIGN * 2 + number, 15), part, tune(FOREIGN * 2 + number, 15)])


Guise = Callable[[Samples, int], bytes]
GUISES: dict[str, Guise] = {
    "as it is, AAC 96k": lambda one, n: film(one, FOREIGN + n),
    "AAC 32k": lambda one, n: film(one, FOREIGN + n, kbits=32),
    "Opus 24k in WebM": lambda one, n: film(
        one, FOREIGN + n, container="webm", codec="libopus", kbits=24, rate=48_000
    ),
    "12 dB softer": lambda one, n: film(quiet(one, -12), FOREIGN + n),
    "speech over it at −12 dB": lambda one, n: film(under(one, voice(n), -12), FOREIGN + n),
    "speech over it at −6 dB": lambda one, n: film(under(one, voice(n), -6), FOREIGN + n),
    "speech as loud": lambda one, n: film(under(one, voice(n), 0), FOREIGN + n),
    "first 5 s gone": lambda one, n: film(one[5 * RATE :], FOREIGN + n),
    "all 20 s between others": lambda one, n: film(among(one, n, 0, 20), FOREIGN + n),
    "12 s of it between others": lambda one, n: film(among(one, n, 4, 12), FOREIGN + n),
}


def made(number: int) -> Samples:
    """What the bank holds: tunes and voices."""
    return tune(number, SECONDS) if number % 2 else speech(number, SECONDS)


def tracks(count: int) -> None:
    """Half of the bank is sound, half are films; each is asked for beneath other pictures."""
    known, took, lasted = KnownMedia(), list[float](), list[float]()
    for number in range(count):
        marks = marked(film(made(number), number), keeping=True)
        alone = number % 4 < 2
        known.take([(number + 1, Marks(sound=marks.sound) if alone else marks)])
    living = set(range(1, count + 1))
    for name, guise in GUISES.items():
        hits, refused, wrong, how = 0, 0, 0, Counter[str]()
        for number in range(count):
            data = guise(made(number), number)
            began = time.process_time()
            marks = marked(data, keeping=False)
            lasted.append(time.process_time() - began)
            began = time.process_time()
            likes = known.like(marks, living)
            took.append(time.process_time() - began)
            own = [like for like in likes if like.entry == number + 1]
            hits, wrong = hits + bool(own), wrong + len(likes) - len(own)
            refused += any(like.refuses for like in own)
            how.update(like.how for like in own)
        row(name, hits, count, how + Counter({"refused": refused, "wrong": wrong}))
    strangers = 0
    for number in range(count * STRANGERS_EACH):
        mixed = (
            under(made(FOREIGN * 3 + number), voice(number), -6) if number % 3 else made(FOREIGN * 3 + number)
        )
        strangers += bool(known.like(marked(film(mixed, FOREIGN * 4 + number), keeping=False), living))
    row("strangers that hit anything", strangers, count * STRANGERS_EACH)
    for name, times in (("watching and listening to a film", lasted), ("a question", took)):
        times.sort()
        print(
            f"  {name}: {times[len(times) // 2] * 1e3:.0f} ms of CPU median, {times[-len(times) // 20] * 1e3:.0f} p95"
        )


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    asked_for = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), flush=True)
    began = time.process_time()
    tracks(asked_for.count)
    print(f"  took {time.process_time() - began:.0f} s of CPU", flush=True)


if __name__ == "__main__":
    main()
