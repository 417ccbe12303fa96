"""Guises of a known picture: those that were looked at while the recogniser was built, and those that were not."""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from bench.pictures import photo

Guise = Callable[[Image.Image], Image.Image]
OTHER = 999_999
"""The seed of the picture that stands beside it."""


def encoded(picture: Image.Image, kind: str, quality: int) -> Image.Image:
    """Saved and read again."""
    out = io.BytesIO()
    picture.save(out, kind, quality=quality)
    return Image.open(out).convert("RGB")


def cropped(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """Without these parts of its sides."""
    wide, high = picture.size
    return picture.crop(
        (round(wide * left), round(high * top), round(wide * (1 - right)), round(high * (1 - bottom)))
    )


def bar(picture: Image.Image) -> Image.Image:
    """A white bar with words below."""
    made = Image.new("RGB", (picture.width, round(picture.height * 1.15)), "white")
    made.paste(picture, (0, 0))
    size = picture.height * 0.07
    ImageDraw.Draw(made).text((8, picture.height + 6), "when you see it again", fill="black", font_size=size)
    return made


def meme(picture: Image.Image) -> Image.Image:
    """Large words above and below."""
    made, size = picture.copy(), picture.width * 0.12
    draw = ImageDraw.Draw(made)
    for words, y in (("ONE DOES NOT", 5.0), ("SIMPLY WALK", picture.height * 0.8)):
        draw.text((10, y), words, fill="white", stroke_width=3, stroke_fill="black", font_size=size)
    return made


def watermark(picture: Image.Image) -> Image.Image:
    """A faint address all over."""
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    for y in range(0, picture.height, picture.height // 5):
        for x in range(0, picture.width, picture.width // 3):
            draw.text((x, y), "sample.example", fill=(255, 255, 255, 110), font_size=picture.width * 0.06)
    made = picture.convert("RGBA")
    made.alpha_composite(layer)
    return made.convert("RGB")


def sticker(picture: Image.Image) -> Image.Image:
    """A quarter of its width, on it."""
    made, wide = picture.copy(), picture.width * 0.25
    x, y = picture.width * 0.55, picture.height * 0.3
    ImageDraw.Draw(made).ellipse((x, y, x + wide, y + wide), fill=(255, 220, 40))
    return made


def screenshot(picture: Image.Image) -> Image.Image:
    """In the middle of a telephone's dark screen."""
    made = Image.new("RGB", (round(picture.width * 1.25), picture.height * 2), (18, 20, 24))
    draw = ImageDraw.Draw(made)
    draw.text((10, 6), "12:30   LTE  84%", fill="white", font_size=12)
    draw.text((20, 40), "Evening news\n1,204 members", fill="white", font_size=14)
    made.paste(picture, (round(picture.width * 0.125), round(picture.height * 0.4)))
    draw.text((30, round(picture.height * 1.45)), "Look at this picture", fill="white", font_size=14)
    draw.rectangle((10, made.height - 40, made.width - 10, made.height - 10), fill=(50, 54, 60))
    return made


def collage(picture: Image.Image) -> Image.Image:
    """Beside another one."""
    made = Image.new("RGB", (picture.width * 2, picture.height))
    made.paste(picture, (0, 0))
    made.paste(photo(OTHER, picture.width), (picture.width, 0))
    return made


BUILT: dict[str, Guise] = {
    "JPEG 30": lambda p: encoded(p, "JPEG", 30),
    "half the size": lambda p: p.resize((p.width // 2, p.height // 2)),
    "four fifths as high": lambda p: p.resize((p.width, p.height * 4 // 5)),
    "crop 5 %": lambda p: cropped(p, 0.025, 0.025, 0.025, 0.025),
    "crop 13 %": lambda p: cropped(p, 0.065, 0.065, 0.065, 0.065),
    "crop 25 %": lambda p: cropped(p, 0.125, 0.125, 0.125, 0.125),
    "crop off the middle": lambda p: cropped(p, 0.3, 0.05, 0.0, 0.2),
    "white border 12 %": lambda p: ImageOps.expand(p, p.width * 12 // 100, "white"),
    "black border 25 %": lambda p: ImageOps.expand(p, p.width // 4, "black"),
    "mirror": ImageOps.mirror,
    "a quarter turn": lambda p: p.rotate(90, expand=True),
    "turned 2°": lambda p: p.rotate(2),
    "turned 25°": lambda p: p.rotate(25, expand=True),
    "bar": bar,
    "large words": meme,
    "watermark": watermark,
    "sticker": sticker,
    "screenshot": screenshot,
    "collage": collage,
    "grey": lambda p: p.convert("L").convert("RGB"),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.4),
    "more contrast": lambda p: ImageEnhance.Contrast(p).enhance(1.5),
    "blurred": lambda p: p.filter(ImageFilter.GaussianBlur(1.5)),
}


def waved(picture: Image.Image) -> Image.Image:
    """Photographed from a screen at an angle."""
    wide, high = picture.size
    corners = (0, 0, wide * 0.04, high, wide * 0.97, high * 0.96, wide, high * 0.03)
    return picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)


def letterbox(picture: Image.Image) -> Image.Image:
    """On a blurred copy of itself, as a story shows it."""
    ground = picture.resize((picture.width, picture.height * 16 // 9)).filter(ImageFilter.GaussianBlur(20))
    ground.paste(picture, (0, (ground.height - picture.height) // 2))
    return ground


def story(picture: Image.Image) -> Image.Image:
    """Rounded, on a slope of colours."""
    wide, high = round(picture.width * 1.3), round(picture.height * 1.3)
    slope = np.linspace((255, 120, 60), (90, 40, 200), high).astype(np.uint8)
    ground = Image.fromarray(np.repeat(slope[:, None, :], wide, axis=1))
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *picture.size), picture.width // 12, fill=255)
    ground.paste(picture, (round(picture.width * 0.15), round(picture.height * 0.15)), mask)
    return ground


def shaded(picture: Image.Image) -> Image.Image:
    """Dark corners."""
    light = np.asarray(Image.radial_gradient("L").resize(picture.size), np.float32)[..., None] / 255
    return Image.fromarray((np.asarray(picture) * (1 - 0.7 * light)).astype(np.uint8))


def noisy(picture: Image.Image) -> Image.Image:
    """Grain of a dark room."""
    grain = np.random.default_rng(1).normal(0, 22, (*picture.size[::-1], 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def dotted(picture: Image.Image) -> Image.Image:
    """Small suns in rows at two edges."""
    made, each = picture.copy(), picture.width // 9
    draw = ImageDraw.Draw(made)
    for n in range(9):
        for y in (4, picture.height - each - 4):
            draw.ellipse((n * each + 3, y, n * each + each - 3, y + each - 6), fill=(250, 200, 30))
    return made


def side(picture: Image.Image) -> Image.Image:
    """A dark column with words at its left."""
    made = Image.new("RGB", (round(picture.width * 1.2), picture.height), (20, 24, 40))
    made.paste(picture, (made.width - picture.width, 0))
    draw = ImageDraw.Draw(made)
    for n in range(8):
        draw.text(
            (6, 12 + n * picture.height // 9), f"line {n}", fill="white", font_size=picture.height * 0.05
        )
    return made


HELD: dict[str, Guise] = {
    "WebP 20": lambda p: encoded(p, "WEBP", 20),
    "gamma": lambda p: p.point(lambda level: round(255 * (level / 255) ** 0.6)),
    "other hues": lambda p: Image.merge("RGB", (p.getchannel(2), p.getchannel(0), p.getchannel(1))),
    "48 colours": lambda p: p.quantize(48).convert("RGB"),
    "noise": noisy,
    "sharpened": lambda p: p.filter(ImageFilter.UnsharpMask(4, 250, 0)),
    "at an angle": waved,
    "blurred ground": letterbox,
    "story": story,
    "dark corners": shaded,
    "rows of suns": dotted,
    "column of words": side,
    "square from one side": lambda p: cropped(p, 0.0, 0.0, 0.25, 0.0),
    "moved blur": lambda p: Image.blend(p, ImageChops.offset(p, 5, 2), 0.5),
    "upside down, cropped, WebP": lambda p: encoded(
        cropped(p.rotate(180), 0.04, 0.02, 0.02, 0.05), "WEBP", 40
    ),
}
