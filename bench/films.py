"""Made-up films: a camera that moves over made-up pictures, with cuts; and their guises."""

import io
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import chain
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw, ImageOps

from bench.pictures import photo

WIDE, HIGH, FPS, SECONDS, SHOTS = 320, 240, 12, 12, 4
Frames = list[Image.Image]


def frames_of(seed: int) -> Frames:
    """Four shots of three seconds, the camera moving slowly over each picture."""
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


def written(frames: Iterable[Image.Image], *, crf: int = 23, fps: int = FPS, codec: str = "libx264") -> bytes:
    """As MP4, or WebM for VP8."""
    out, pictures = io.BytesIO(), iter(frames)
    first = next(pictures)
    with av.open(out, "w", format="webm" if codec == "libvpx" else "mp4") as target:
        stream: Any = target.add_stream(codec, rate=fps, options={"crf": str(crf), "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *first.size, "yuv420p"
        for n, picture in enumerate(chain([first], pictures)):
            frame: Any = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = n, Fraction(1, fps)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def film_of(seed: int) -> bytes:
    """As it enters the bank."""
    return written(frames_of(seed))


def logo(picture: Image.Image) -> Image.Image:
    """A sign in its corner, a fifth as wide."""
    made = picture.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle((WIDE * 0.75, HIGH * 0.05, WIDE * 0.95, HIGH * 0.25), fill=(200, 20, 40))
    draw.text((WIDE * 0.79, HIGH * 0.08), "TV", fill="white", font_size=HIGH * 0.12)
    return made


def captioned(picture: Image.Image) -> Image.Image:
    """Words below."""
    made = picture.copy()
    place = (10, HIGH * 0.82)
    ImageDraw.Draw(made).text(
        place, "what they do not show you", fill="white", stroke_width=2, stroke_fill="black", font_size=22
    )
    return made


FILM_GUISES: dict[str, Callable[[int], bytes]] = {
    "saved again, crf 36": lambda n: written(frames_of(n), crf=36),
    "half the size": lambda n: written([one.resize((160, 120)) for one in frames_of(n)]),
    "VP8": lambda n: written(frames_of(n), codec="libvpx", crf=30),
    "a third of the frames": lambda n: written(frames_of(n)[::3], fps=4),
    "without its first 3.5 s": lambda n: written(frames_of(n)[42:]),
    "4 s from within": lambda n: written(frames_of(n)[50:98]),
    "mirror": lambda n: written([ImageOps.mirror(one) for one in frames_of(n)]),
    "a quarter faster": lambda n: written(frames_of(n), fps=15),
    "logo": lambda n: written([logo(one) for one in frames_of(n)]),
    "border": lambda n: written([ImageOps.expand(one, 40, "black") for one in frames_of(n)]),
    "crop 8 %": lambda n: written([one.crop((12, 10, 308, 230)) for one in frames_of(n)]),
    "words": lambda n: written([captioned(one) for one in frames_of(n)]),
}
