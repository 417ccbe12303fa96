"""Made-up films: a camera that moves over made-up pictures, with cuts; and how they are written.

Their guises are in bench/film_guises.py.
"""

import io
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from bench.pictures import photo

WIDE, HIGH, FPS, SECONDS, SHOTS = 320, 240, 10, 8, 4
Frames = list[Image.Image]
QUICK = {
    "libx264": {"preset": "veryfast"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:pools=1"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8"},
}
"""A slow encoder takes most of the time there is and changes nothing for whoever looks."""


@lru_cache(maxsize=2)
def frames_of(seed: int) -> Frames:
    """Four shots of two seconds, the camera moving slowly over each picture. Not to be changed by whoever asks."""
    made: Frames = []
    rng = np.random.default_rng(seed)
    each = FPS * SECONDS // SHOTS
    for shot in range(SHOTS):
        picture = photo(seed * 100 + shot + 40_000_000, 400)
        start, end = rng.uniform(0, 1, 2), rng.uniform(0, 1, 2)
        for n in range(each):
            x, y = start + (end - start) * n / each
            left, top = round(x * (400 - WIDE)), round(y * (400 - HIGH))
            made.append(picture.crop((left, top, left + WIDE, top + HIGH)))
    return made


def written(
    frames: Iterable[Image.Image], *, crf: int = 23, fps: int = FPS, codec: str = "libx264", kbits: int = 0
) -> bytes:
    """As MP4, or WebM for VP8 and VP9. `kbits` a second instead of `crf` where it is given."""
    out, pictures = io.BytesIO(), iter(frames)
    first = next(pictures)
    with av.open(out, "w", format="webm" if codec.startswith("libvpx") else "mp4") as target:
        quality = {} if kbits else {"crf": str(crf)}
        stream: Any = target.add_stream(codec, rate=fps, options=quality | QUICK.get(codec, {}))
        stream.width, stream.height, stream.pix_fmt = *first.size, "yuv420p"
        if kbits:
            stream.bit_rate = kbits * 1000
        for n, picture in enumerate(chain([first], pictures)):
            frame: Any = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = n, Fraction(1, fps)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def film_of(seed: int) -> bytes:
    """As it enters the bank."""
    return written(frames_of(seed))
