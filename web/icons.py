"""Draws the app's icons in the sizes that phones want, from the same strokes as public/icon.svg."""

from pathlib import Path

from PIL import Image, ImageDraw

TEAL = (10, 115, 108, 255)
WHITE = (255, 255, 255, 255)
CLEAR = (0, 0, 0, 0)
BOX = 64
"""The drawing's own units, as in icon.svg."""
FINER = 4
COLOURS = 32
"""Two colours and the steps between them; a browser fetches these on a first visit."""
LINES = (
    ((12, 25), (12, 42)), ((52, 25), (52, 42)), ((12.5, 43), (24, 32.5)), ((51.5, 43), (40, 32.5)),
    ((24, 32.5), (32, 49.5)), ((40, 32.5), (32, 49.5)), ((22, 17), (11, 9)), ((42, 17), (53, 9)),
)  # fmt: skip


def drum(size: int, *, ground: str, room: float) -> Image.Image:
    """A square of `size` pixels. `ground`: round (corners), full (to the edge), none; `room`: the share of the drum."""
    big = size * FINER
    image = Image.new("RGBA", (big, big), CLEAR if ground != "full" else TEAL)
    draw = ImageDraw.Draw(image)
    if ground == "round":
        draw.rounded_rectangle((0, 0, big - 1, big - 1), radius=big // 4, fill=TEAL)
    scale = big / BOX * room
    shift = (big - BOX * scale) / 2
    at = lambda x, y: (x * scale + shift, y * scale + shift)  # noqa: E731
    width = round(4 * scale)
    draw.ellipse((*at(10, 15), *at(54, 35)), outline=WHITE, width=width)
    draw.arc((*at(10, 32), *at(54, 52)), 0, 180, fill=WHITE, width=width)
    for start, end in LINES:
        draw.line((at(*start), at(*end)), fill=WHITE, width=width)
        for x, y in (at(*start), at(*end)):
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=WHITE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw_icons(folder: Path) -> None:
    """icon-192.png, icon-512.png, maskable.png (safe zone of 80 %), apple.png, badge.png (white on nothing)."""
    for name, image in (
        ("icon-192", drum(192, ground="round", room=1)),
        ("icon-512", drum(512, ground="round", room=1)),
        ("maskable", drum(512, ground="full", room=0.72)),
        ("apple", drum(180, ground="full", room=0.85)),
        ("badge", drum(96, ground="none", room=1.1)),
    ):
        kept = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
        kept.save(folder / f"{name}.png", optimize=True)
