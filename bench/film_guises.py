"""Guises of films by family: those that were looked at while the recogniser was built or mended, and those that were
written down before the figure was taken and tried once."""

from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from bench.films import FPS, HIGH, WIDE, Frames, frames_of, written

Change = Callable[[Image.Image], Image.Image]
FilmGuise = Callable[[int], bytes]
"""From the seed of a film to the bytes of its guise."""


def every(change: Change, **how: int) -> FilmGuise:
    """The same done to each frame."""
    return lambda seed: written([change(one) for one in frames_of(seed)], **how)  # type: ignore[arg-type]


def cut(choose: Callable[[Frames], Frames]) -> FilmGuise:
    """Some of its frames."""
    return lambda seed: written(choose(frames_of(seed)))


def s(seconds: float) -> int:
    """Frames of so many seconds."""
    return round(seconds * FPS)


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


def disc(part: float, x: float, y: float) -> Change:
    """A round sign, so much of the width across, its middle at a share of width and height."""

    def signed(picture: Image.Image) -> Image.Image:
        made, r = picture.copy(), picture.width * part / 2
        at = picture.width * x, picture.height * y
        draw = ImageDraw.Draw(made)
        draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=(240, 240, 240), outline=(10, 10, 10))
        draw.text((at[0] - r / 2, at[1] - r / 2), "24", fill=(20, 40, 160), font_size=max(8, r * 0.9))
        return made

    return signed


def faint(picture: Image.Image) -> Image.Image:
    """A mark one can see through, across the middle."""
    over = picture.copy()
    ImageDraw.Draw(over).text((WIDE * 0.08, HIGH * 0.38), "CHANNEL", fill="white", font_size=HIGH * 0.28)
    return Image.blend(picture, over, 0.4)


def ticker(picture: Image.Image) -> Image.Image:
    """A line of news along the lower edge, a seventh as high."""
    made = picture.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, HIGH * 0.86, WIDE, HIGH), fill=(170, 0, 0))
    draw.text((6, HIGH * 0.88), "LIVE   news of the hour", fill="white", font_size=HIGH * 0.09)
    return made


def barred(picture: Image.Image) -> Image.Image:
    """Wide black bars above and below, as for another screen."""
    made = Image.new("RGB", (picture.width, round(picture.height * 1.5)), "black")
    made.paste(picture, (0, picture.height // 4))
    return made


def pillared(picture: Image.Image) -> Image.Image:
    """Bars at its sides that show itself, blurred."""
    made = picture.resize((round(picture.width * 1.5 / 2) * 2, picture.height)).filter(
        ImageFilter.GaussianBlur(12)
    )
    made.paste(picture, (made.width // 2 - picture.width // 2, 0))
    return made


def lopsided(picture: Image.Image) -> Image.Image:
    """A coloured border, wide below where a name stands."""
    made = Image.new("RGB", (picture.width + 24, picture.height + 72), (20, 60, 120))
    made.paste(picture, (12, 12))
    draw = ImageDraw.Draw(made)
    draw.text((20, picture.height + 26), "my channel", fill=(250, 220, 60), font_size=24)
    return made


def wandering(seed: int) -> bytes:
    """A sign that moves from edge to edge."""
    frames = frames_of(seed)
    return written([disc(0.16, 0.1 + 0.8 * n / len(frames), 0.15)(one) for n, one in enumerate(frames)])


LOOKED_AT: dict[str, dict[str, FilmGuise]] = {
    "trims": {
        "without its first 3.5 s": cut(lambda f: f[s(3.5) :]),
        "3 s from within": cut(lambda f: f[s(3) : s(6)]),
    },
    "saved anew": {
        "H.264, crf 36": every(lambda one: one, crf=36),
        "half the size": every(lambda one: one.resize((160, 120))),
        "VP8": lambda seed: written(frames_of(seed), codec="libvpx", crf=30),
        "a third of the frames": lambda seed: written(frames_of(seed)[::3], fps=3),
        "a quarter faster": every(lambda one: one, fps=FPS * 5 // 4),
    },
    "logo or border": {
        "logo in a corner": every(logo),
        "black border": every(lambda one: ImageOps.expand(one, 40, "black")),
    },
    "others": {
        "mirror": every(ImageOps.mirror),
        "crop 8 %": every(lambda one: one.crop((12, 10, 308, 230))),
        "words": every(captioned),
    },
}
KEPT: dict[str, dict[str, FilmGuise]] = {
    "trims": {
        "without its last 3 s": cut(lambda f: f[: -s(3)]),
        "only its first 2 s": cut(lambda f: f[: s(2)]),
        "without both ends": cut(lambda f: f[s(1.3) : -s(1.7)]),
        "without its middle": cut(lambda f: f[: s(2.5)] + f[s(5.5) :]),
        "its shots in another order": cut(lambda f: f[s(4) :] + f[: s(4)]),
    },
    "saved anew": {
        "HEVC, crf 34": lambda seed: written(frames_of(seed), codec="libx265", crf=34),
        "VP9, crf 40": lambda seed: written(frames_of(seed), codec="libvpx-vp9", crf=40),
        "MPEG-4, 150 kbit/s": lambda seed: written(frames_of(seed), codec="mpeg4", kbits=150),
        "H.264, 60 kbit/s": lambda seed: written(frames_of(seed), kbits=60),
        "small and enlarged again": every(lambda one: one.resize((128, 96)).resize((WIDE, HIGH))),
        "as wide as 16:9": every(lambda one: one.resize((428, HIGH))),
        "twice the frames": lambda seed: written([one for one in frames_of(seed) for _ in "ab"], fps=2 * FPS),
        "grey, crf 32": every(lambda one: ImageOps.grayscale(one).convert("RGB"), crf=32),
    },
    "logo or border": {
        "round logo, small, lower left": every(disc(0.14, 0.11, 0.86)),
        "round logo, large, above": every(disc(0.26, 0.5, 0.2)),
        "logo that wanders": wandering,
        "mark across the middle": every(faint),
        "ticker": every(ticker),
        "bars above and below": every(barred),
        "blurred bars at its sides": every(pillared),
        "coloured border with a name": every(lopsided),
        "white border": every(lambda one: ImageOps.expand(one, 18, "white")),
        "logo and border, crf 32": every(
            lambda one: ImageOps.expand(disc(0.18, 0.86, 0.14)(one), 24, (30, 30, 30)), crf=32
        ),
    },
}
GOALS = {"trims": 0.95, "saved anew": 0.95, "logo or border": 0.80}
"""Of each family as a whole."""
