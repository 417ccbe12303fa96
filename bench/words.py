"""Words drawn into made-up pictures: on plain ground, as captions and memes, small, turned. Everything follows from a
seed. Needs libraqm and FriBiDi for Arabic (`fonts()` says what there is)."""

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

from bench.pictures import art, photo

FACES = ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSans-Bold.ttf")
"""With Latin, Cyrillic and, but for the serif, Arabic letters."""
ARABIC_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
MORE = ("LiberationSans-Regular.ttf", "LiberationSerif-Regular.ttf", "NotoSansArabic-Regular.ttf")
LINE = 1.5
Size = tuple[int, int]


def lacking() -> str:
    """What this machine lacks to draw words in three scripts; '' where there is all."""
    if not (features.check("raqm") and features.check("fribidi")):
        return "libfribidi0: Arabic letters cannot be joined"
    try:
        for face in FACES:
            ImageFont.truetype(face, 20)
    except OSError:
        return "fonts-dejavu-core: there are no letters to draw"
    return ""


def arabic(text: str) -> bool:
    """Is it written from right to left?"""
    return any("\u0600" <= sign <= "\u06ff" for sign in text)


def lines_of(text: str, wide: int, font: ImageFont.FreeTypeFont) -> list[str]:
    """Broken where it would be too wide."""
    made: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and font.getlength(longer) > wide:
                made.append(line)
                line = word
            else:
                line = longer
        made.append(line)
    return made


def write(
    picture: Image.Image, text: str, height: int, face: str, *, top: float, ink: str, edge: str = ""
) -> None:
    """Lines below each other, in the middle. `height` of a line's letters in pixels, `top` a share of the picture."""
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(face, height)
    way = "rtl" if arabic(text) else "ltr"
    at = picture.height * top
    for line in lines_of(text, round(picture.width * 0.9), font):
        place = (picture.width / 2, at)
        more = {"stroke_width": max(2, height // 14), "stroke_fill": edge} if edge else {}
        draw.text(place, line, fill=ink, font=font, anchor="ma", direction=way, **more)
        at += height * LINE


def clean(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """Dark letters on light ground, as a screenshot has them."""
    made = Image.new("RGB", size, (246, 246, 240))
    write(made, text, size[1] // 18, face, top=0.1, ink="#202020")
    return made


def dark(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """Light letters on dark ground."""
    made = Image.new("RGB", size, (24, 30, 40))
    write(made, text, size[1] // 18, face, top=0.1, ink="#e8e8e8")
    return made


def ground(seed: int, size: Size) -> Image.Image:
    """A made-up photograph."""
    return photo(seed, 400).resize(size)


def captioned(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """A white bar below a photograph with the words in it."""
    made = ground(seed, size)
    ImageDraw.Draw(made).rectangle((0, size[1] * 0.72, *size), fill="white")
    write(made, text, size[1] // 20, face, top=0.75, ink="black")
    return made


def meme(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """White letters with a black edge upon a photograph."""
    made = ground(seed, size)
    write(made, text, size[1] // 15, face, top=0.06, ink="white", edge="black")
    return made


def coloured(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """Yellow letters upon a darkened photograph."""
    made = Image.blend(ground(seed, size), Image.new("RGB", size, "black"), 0.55)
    write(made, text, size[1] // 15, face, top=0.4, ink="#ffe040")
    return made


def small(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """A screenshot at half its size, saved badly."""
    made = clean(text, seed, size, face).resize((size[0] // 2, size[1] // 2))
    return saved(made, 35)


def turned(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """A page photographed askew and not quite sharp."""
    made = clean(text, seed, size, face).rotate(5, expand=True, fillcolor=(120, 110, 100))
    return made.filter(ImageFilter.GaussianBlur(1))


def noisy(text: str, seed: int, size: Size, face: str) -> Image.Image:
    """A caption with grain, saved badly."""
    made = captioned(text, seed, size, face)
    grain = np.random.default_rng(seed).normal(0, 18, (size[1], size[0], 3))
    return saved(Image.fromarray(np.clip(np.asarray(made) + grain, 0, 255).astype(np.uint8)), 50)


def saved(picture: Image.Image, quality: int) -> Image.Image:
    """Once through JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


STYLES: dict[str, Callable[[str, int, Size, str], Image.Image]] = {
    "clean": clean,
    "dark": dark,
    "caption": captioned,
    "meme": meme,
    "coloured": coloured,
    "small, JPEG 35": small,
    "askew, blurred": turned,
    "caption, noise": noisy,
}


def drawn(
    text: str, seed: int, size: Size = (1280, 960), style: str = "caption", face: str = ""
) -> Image.Image:
    """One picture with these words."""
    faces = ARABIC_FACES if arabic(text) else FACES
    return STYLES[style](text, seed, size, face or faces[seed % len(faces)])


def wordless(seed: int, size: Size = (1280, 960)) -> Image.Image:
    """A picture without words: a photograph, in every fourth case a sign or a face, which are no letters either."""
    return art(3 * seed + 1, 512).resize(size) if seed % 4 == 3 else ground(seed, size)
