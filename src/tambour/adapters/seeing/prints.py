"""The prints of a picture: few and quick where it is looked for, many where it is kept to be found.

A print is 37 bytes: which part of the picture it is of, the time of its frame in ms, and the 32 bytes of its hash.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tambour.adapters.seeing import pdq
from tambour.adapters.seeing.pdq import QUALITY_MIN, Floats
from tambour.adapters.seeing.shapes import cut, fitted, flat, framed, middle, plain_share, quarters

WHOLE = 0
"""And 1 to 4: the quarters, upper left, upper right, lower left, lower right."""
MIRRORED = (2, 1, 4, 3)
"""Where each quarter lies in the mirrored picture."""
PRINT = np.dtype([("part", "u1"), ("at", "<u4"), ("hash", "u1", pdq.BYTES)])
Prints = NDArray[np.void]
NONE: Prints = np.zeros(0, PRINT)
CROPS = (0.03, 0.06, 0.09, 0.12, 0.16, 0.2)
"""Parts of each side that are cut off in all, the middle is kept."""
BANDS = ((0.0, 0.12), (0.0, 0.2), (0.12, 0.0), (0.2, 0.0))
"""(top, bottom) that a bar may have covered."""
TILTS = (-3.0, 3.0)
"""Degrees. With the whole, the crops and the bands: thirteen shapes in eight positions, 104 prints."""
QUERY_BANDS = ((0.0, 0.13), (0.13, 0.0))
"""(top, bottom) where a bar may have been added."""
QUARTER_PLAIN_MAX = 0.5


def packed(prints: list[tuple[int, bytes]], at: int) -> Prints:
    """As one array."""
    made = np.zeros(len(prints), PRINT)
    for n, (part, bits) in enumerate(prints):
        made[n] = (part, at, np.frombuffer(bits, np.uint8))
    return made


def query(picture: Image.Image, at: int = 0) -> Prints:
    """What a picture is looked for by; none where it is flat art or has too little in it."""
    luma = worth(picture)
    if luma is None:
        return NONE
    shapes = [luma, *(cut(luma, top, bottom, 0, 0) for top, bottom in QUERY_BANDS)]
    inside = framed(luma)
    if inside is not None:
        luma = luma[inside[0] : inside[1], inside[2] : inside[3]]
        shapes.append(luma)
    found = [(WHOLE, bits) for bits, worth in map(pdq.hash_of, shapes) if worth >= QUALITY_MIN]
    for number, quarter in enumerate(quarters(luma), start=1):
        bits, worth_it = pdq.hash_of(quarter)
        if worth_it >= QUALITY_MIN and plain_share(quarter) <= QUARTER_PLAIN_MAX:
            found.append((number, bits))
    return packed(found, at)


def kept(picture: Image.Image, at: int = 0) -> Prints:
    """What a picture in the bank is found by: shapes × positions, and its quarters both ways; none for flat art."""
    luma = worth(picture)
    if luma is None:
        return NONE
    inside = framed(luma)
    if inside is not None:
        luma = luma[inside[0] : inside[1], inside[2] : inside[3]]
    shapes = [luma]
    shapes += [middle(luma, part) for part in CROPS]
    shapes += [cut(luma, top, bottom, 0, 0) for top, bottom in BANDS]
    shapes += [tilted(luma, degrees) for degrees in TILTS]
    found = [(WHOLE, bits) for shape in shapes for bits in good(shape)]
    return np.concatenate([packed(found, at), packed(sides(luma), at)])


def frame(picture: Image.Image, at: int) -> Prints:
    """What one frame of a film in the bank is found by: few shapes, because there are many frames."""
    luma = worth(picture)
    if luma is None:
        return NONE
    inside = framed(luma)
    if inside is not None:
        luma = luma[inside[0] : inside[1], inside[2] : inside[3]]
    shapes = [luma, middle(luma, CROPS[1]), middle(luma, CROPS[3])]
    found = [(WHOLE, bits) for shape in shapes for bits in good(shape)[:2]]
    return packed(found + sides(luma), at)


def worth(picture: Image.Image) -> Floats | None:
    """Its brightness, unless it is flat art or has too little in it."""
    rgb = fitted(picture)
    luma = pdq.luma_of(rgb)
    if min(luma.shape) < pdq.SIDE_MIN:
        return None
    inside = framed(luma)
    if inside is not None:
        rgb = rgb[inside[0] : inside[1], inside[2] : inside[3]]
    within = luma if inside is None else luma[inside[0] : inside[1], inside[2] : inside[3]]
    if min(within.shape) < pdq.SIDE_MIN or flat(rgb, within):
        return None
    return luma if pdq.quality(pdq.shrunk(within)) >= QUALITY_MIN else None


def good(shape: Floats) -> list[bytes]:
    """Its hashes in eight positions, where there is enough in it."""
    hashes, quality = pdq.eight_of(shape)
    return hashes if quality >= QUALITY_MIN else []


def sides(luma: Floats) -> list[tuple[int, bytes]]:
    """The quarters, and where they lie when the picture is mirrored."""
    found: list[tuple[int, bytes]] = []
    for number, quarter in enumerate(quarters(luma), start=1):
        if plain_share(quarter) <= QUARTER_PLAIN_MAX:
            hashes = good(quarter)
            found += [(number, hashes[0]), (MIRRORED[number - 1], hashes[1])] if hashes else []
    return found


def tilted(luma: Floats, degrees: float) -> Floats:
    """Turned a little; corners show what is nearest."""
    whole = Image.fromarray(luma.astype(np.uint8))
    grown = Image.fromarray(np.pad(luma.astype(np.uint8), whole.width // 8, mode="edge"))
    turned = grown.rotate(degrees, Image.Resampling.BILINEAR)
    off = whole.width // 8
    return np.asarray(turned, np.float32)[off : off + luma.shape[0], off : off + luma.shape[1]]
