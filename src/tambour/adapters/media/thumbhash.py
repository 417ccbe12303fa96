"""ThumbHash: a blurred picture in at most 30 bytes, so that a list can be drawn before any picture is fetched.

The format is Evan Wallace's: a header with average colour and proportions, then the lowest cosine terms of luminance,
two colour differences and opacity, 4 bits each.
"""

from math import cos, pi

from PIL import Image

SIDE_MAX = 32
"""Enough for seven cosine terms; Python counts every pixel about thirty times."""


def thumb_hash(picture: Image.Image) -> bytes:
    """Of an RGB or RGBA picture."""
    small = picture.convert("RGBA")
    small.thumbnail((SIDE_MAX, SIDE_MAX))
    width, height = small.size
    rgba = small.tobytes()
    reds, greens, blues, alphas = (rgba[n::4] for n in range(4))
    opaque = sum(alphas) / 255
    average = [
        sum(c * a for c, a in zip(colour, alphas, strict=True)) / 255 / 255 / max(opaque, 1e-9)
        for colour in (reds, greens, blues)
    ]
    see_through = opaque < width * height
    levels: list[list[float]] = [[], [], [], []]
    for r, g, b, a in zip(reds, greens, blues, alphas, strict=True):
        part = a / 255
        red, green, blue = (
            base * (1 - part) + part * colour / 255 for base, colour in zip(average, (r, g, b), strict=True)
        )
        levels[0].append((red + green + blue) / 3)
        levels[1].append((red + green) / 2 - blue)
        levels[2].append(red - green)
        levels[3].append(part)
    return pack(levels, width, height, see_through=see_through)


def pack(levels: list[list[float]], width: int, height: int, *, see_through: bool) -> bytes:
    """The bytes, from the four channels."""
    most = 5 if see_through else 7
    across = max(1, round(most * width / max(width, height)))
    down = max(1, round(most * height / max(width, height)))
    light = terms(levels[0], width, height, max(3, across), max(3, down))
    first = terms(levels[1], width, height, 3, 3)
    second = terms(levels[2], width, height, 3, 3)
    wide = width > height
    head = round(63 * light[0]) | round(31.5 + 31.5 * first[0]) << 6 | round(31.5 + 31.5 * second[0]) << 12
    head |= round(31 * light[2]) << 18 | int(see_through) << 23
    tail = (
        (down if wide else across) | round(63 * first[2]) << 3 | round(63 * second[2]) << 9 | int(wide) << 15
    )
    made = bytearray(head.to_bytes(3, "little") + tail.to_bytes(2, "little"))
    channels = [light, first, second]
    if see_through:
        alpha = terms(levels[3], width, height, 5, 5)
        made.append(round(15 * alpha[0]) | round(15 * alpha[2]) << 4)
        channels.append(alpha)
    nibbles = [round(15 * value) for channel in channels for value in channel[1]]
    nibbles += [0] * (len(nibbles) % 2)
    made += bytes(low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2], strict=True))
    return bytes(made)


def terms(
    level: list[float], width: int, height: int, across: int, down: int
) -> tuple[float, list[float], float]:
    """(constant, the others scaled to 0…1, their scale) of the cosine transform below the diagonal."""
    xs = [[cos(pi / width * x * (k + 0.5)) for k in range(width)] for x in range(across)]
    ys = [[cos(pi / height * y * (k + 0.5)) for k in range(height)] for y in range(down)]
    rows = [level[j * width : (j + 1) * width] for j in range(height)]
    sums = [[sum(v * w for v, w in zip(row, wave, strict=True)) for row in rows] for wave in xs]
    constant, others, scale = 0.0, [], 0.0
    for y in range(down):
        x = 0
        while x * down < across * (down - y):
            total = sum(high * wide for high, wide in zip(ys[y], sums[x], strict=True)) / (width * height)
            if x or y:
                others.append(total)
                scale = max(scale, abs(total))
            else:
                constant = total
            x += 1
    if scale:
        others = [0.5 + 0.5 / scale * value for value in others]
    return constant, others, scale
