"""What is cut out of a picture before it is hashed: its frame taken off, its quarters, its middle; and flat art told
from photographs, because hashes of flat art collide."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tambour.adapters.seeing.pdq import Floats

SIDE_MAX = 512
"""Everything is hashed at this size at most."""
EDGE_STD_MAX = 6.0
"""A row of a frame: hardly any brightness but its own."""
EDGE_STEP = 2
LEFT_MIN = 0.3
"""So much of each side is left when a frame is taken off; else it was none."""
TRIM_INSET = 0.006
"""And so much more, because a frame's edge is soft."""
BLOCK = 8
PLAIN_STD = 3.0
"""A block of one colour, as compression leaves it."""
FLAT_FROM = 0.55
"""So many plain blocks make a picture flat art: signs, stickers, emoji, screenshots of text."""
COLOURS_FLAT = 24
"""Or so few colours, of 4,096, that 95 of 100 pixels have."""


def fitted(picture: Image.Image) -> NDArray[np.uint8]:
    """Rows × columns × 3 within SIDE_MAX."""
    small = picture if picture.mode == "RGB" else picture.convert("RGB")
    if max(small.size) > SIDE_MAX:
        part = SIDE_MAX / max(small.size)
        size = max(1, round(small.width * part)), max(1, round(small.height * part))
        small = small.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    return np.asarray(small)


def cut(luma: Floats, top: float, bottom: float, left: float, right: float) -> Floats:
    """Without these parts of its sides."""
    rows, columns = luma.shape
    return luma[
        round(rows * top) : rows - round(rows * bottom),
        round(columns * left) : columns - round(columns * right),
    ]


def middle(luma: Floats, part: float) -> Floats:
    """Without `part` of each side in all, half of it at each end."""
    return cut(luma, part / 2, part / 2, part / 2, part / 2)


def quarters(luma: Floats) -> list[Floats]:
    """Upper left, upper right, lower left, lower right."""
    rows, columns = luma.shape[0] // 2, luma.shape[1] // 2
    return [luma[:rows, :columns], luma[:rows, columns:], luma[rows:, :columns], luma[rows:, columns:]]


def framed(luma: Floats) -> tuple[int, int, int, int] | None:
    """(top, bottom, left, right) of what is inside a frame of one colour; None where there is no frame."""
    top, bottom = plain_ends(luma.std(axis=1))
    inner = luma[top:bottom]
    if inner.size == 0:
        return None
    left, right = plain_ends(inner.std(axis=0))
    rows, columns = luma.shape
    if (top, bottom, left, right) == (0, rows, 0, columns):
        return None
    if bottom - top < rows * LEFT_MIN or right - left < columns * LEFT_MIN:
        return None
    down, across = round((bottom - top) * TRIM_INSET), round((right - left) * TRIM_INSET)
    return top + down, bottom - down, left + across, right - across


def plain_ends(spread: Floats) -> tuple[int, int]:
    """The first and the end of what is not plain, given the spread of each row."""
    busy = np.flatnonzero(spread > EDGE_STD_MAX)
    return (int(busy[0]), int(busy[-1]) + 1) if busy.size else (0, 0)


def plain_share(luma: Floats) -> float:
    """How many of its blocks are of one brightness, 0 to 1."""
    rows, columns = luma.shape[0] // BLOCK, luma.shape[1] // BLOCK
    if not rows or not columns:
        return 1.0
    blocks = luma[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return float((blocks.std(axis=(1, 3)) < PLAIN_STD).mean())


def flat(rgb: NDArray[np.uint8], luma: Floats) -> bool:
    """Is it flat art, which only its very bytes can identify?"""
    if plain_share(luma) >= FLAT_FROM:
        return True
    coarse = (rgb >> 4).astype(np.uint16)
    counts = np.bincount((coarse[..., 0] << 8 | coarse[..., 1] << 4 | coarse[..., 2]).ravel(), minlength=4096)
    ordered = np.sort(counts)[::-1].cumsum()
    return int(np.searchsorted(ordered, 0.95 * ordered[-1])) + 1 <= COLOURS_FLAT and plain_share(luma) > 0.25
