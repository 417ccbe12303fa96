"""A picture as letters may stand out in it: as it is, and only its lightest parts, as captions are light."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageOps

SIDE_MIN, SIDE_MAX = 1_000, 1_600
"""Small letters are read better when they are enlarged; beyond that it only costs."""
LIGHT_FROM = 220
SHARE_MIN, SHARE_MAX = 0.002, 0.35
"""So much of a picture is light where it carries light letters; else they are no letters, or its ground is light."""


def views(picture: Image.Image) -> Iterator[Image.Image]:
    """Grey pictures of one size: as it is, a page perhaps; then dark letters on light ground, wherever they stand."""
    shown = sized(picture.convert("RGB"))
    yield ImageOps.autocontrast(shown.convert("L"), cutoff=1)
    light = lightest(shown)
    share = light.histogram()[0] / (light.width * light.height)
    if SHARE_MIN <= share <= SHARE_MAX:
        yield light


def sized(picture: Image.Image) -> Image.Image:
    """With its longer side within the limits."""
    longest = max(picture.size)
    part = min(SIDE_MAX / longest, max(1.0, min(2.0, SIDE_MIN / longest)))
    size = max(1, round(picture.width * part)), max(1, round(picture.height * part))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def lightest(picture: Image.Image) -> Image.Image:
    """What is nearly white or yellow, as captions are, becomes black, all else white."""
    red, green, _ = picture.split()
    return ImageChops.darker(red, green).point([255 if level < LIGHT_FROM else 0 for level in range(256)])
