"""Made-up pictures that look like photographs to a hash: light, depth, things with shadows, texture, grain. And flat
art, which does not. Everything follows from a seed."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Pixels = NDArray[np.float32]
TONES = 3


def clouds(rng: np.random.Generator, size: int, slope: float) -> Pixels:
    """Noise whose spectrum falls as 1/f^slope, as those of photographs do; mean 0, spread 1."""
    rows = np.fft.fftfreq(size)[:, None]
    columns = np.fft.rfftfreq(size)[None, :]
    far = np.hypot(rows, columns)
    far[0, 0] = 1
    shape = far.shape
    wave = (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)) / far**slope
    wave[0, 0] = 0
    field = np.fft.irfft2(wave, (size, size))
    return (field / field.std()).astype(np.float32)


def photo(seed: int, size: int = 256) -> Image.Image:
    """One picture, as good as never the same as another seed's."""
    rng = np.random.default_rng(seed)
    far = clouds(rng, size, rng.uniform(1.1, 1.7))
    place = np.mgrid[0:size, 0:size].astype(np.float32) / size
    light = place[0] * rng.uniform(-1, 1) + place[1] * rng.uniform(-1, 1)
    tones = [
        far * rng.uniform(20, 45) + light * rng.uniform(20, 90) + rng.uniform(70, 180) for _ in range(TONES)
    ]
    whole = np.stack(tones, axis=-1)
    cloths = [clouds(rng, size, rng.uniform(0.5, 1.4)) for _ in range(2)]
    for _ in range(int(rng.integers(4, 14))):
        whole = with_thing(rng, whole, place, cloths)
    whole += rng.standard_normal(whole.shape).astype(np.float32) * rng.uniform(1, 5)
    return Image.fromarray(np.clip(whole, 0, 255).astype(np.uint8))


def with_thing(rng: np.random.Generator, whole: Pixels, place: Pixels, cloths: list[Pixels]) -> Pixels:
    """Something round or straight with a texture and a shaded side."""
    size = whole.shape[0]
    y, x, turn = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0, np.pi)
    wide, high = (np.float32(rng.uniform(0.04, 0.35)) for _ in range(2))
    dy, dx = place[0] - np.float32(y), place[1] - np.float32(x)
    cos, sin = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    across, down = dx * cos + dy * sin, dy * cos - dx * sin
    squarings = int(rng.choice([1, 1, 2, 4]))
    along, beside = np.minimum(np.abs(across / wide), 4), np.minimum(np.abs(down / high), 4)
    for _ in range(squarings):
        along, beside = along * along, beside * beside
    inside = along + beside
    edge = np.clip((1.05 - inside) * size * 0.08, 0, 1)[..., None]
    colour = rng.uniform(15, 240, TONES)
    shifts = tuple(int(n) for n in rng.integers(0, size, 2))
    texture = np.roll(cloths[int(rng.integers(0, 2))], shifts, axis=(0, 1)) * rng.uniform(4, 25)
    stripes = np.sin(across * rng.uniform(20, 160)) * (rng.uniform(0, 22) if rng.random() < 0.4 else 0)
    body = colour.astype(np.float32) + (texture + stripes + across / wide * rng.uniform(-40, 40))[..., None]
    return (whole * (1 - edge) + body * edge).astype(np.float32)


def art(seed: int, size: int = 256) -> Image.Image:
    """Flat art: a sign, a smiling face, or a page of text."""
    rng = np.random.default_rng(seed)
    ground, ink = (tuple(int(n) for n in rng.integers(0, 256, 3)) for _ in range(2))
    picture = Image.new("RGB", (size, size), ground)
    draw = ImageDraw.Draw(picture)
    kind = seed % 3
    if kind == 0:
        draw.rectangle((size * 0.2, size * 0.2, size * 0.8, size * 0.8), fill=ink)
        draw.text((size * 0.4, size * 0.35), chr(65 + seed // 3 % 26), fill=ground, font_size=size * 0.3)
    elif kind == 1:
        draw.ellipse(
            (size * 0.1, size * 0.1, size * 0.9, size * 0.9),
            fill=(255, 210, 40),
            outline=(90, 60, 0),
            width=4,
        )
        draw.ellipse((size * 0.3, size * 0.33, size * 0.4, size * 0.45), fill=(40, 20, 0))
        draw.ellipse((size * 0.6, size * 0.33, size * 0.7, size * 0.45), fill=(40, 20, 0))
        mouth = (size * 0.3, size * 0.45, size * 0.7, size * 0.75)
        draw.arc(mouth, *((20, 160) if seed // 3 % 2 else (200, 340)), fill=(40, 20, 0), width=6)
    else:
        draw.rectangle((0, 0, size, size), fill=(250, 250, 250))
        for row in range(10):
            lengths = rng.integers(2, 9, 5)
            words = " ".join("".join(chr(97 + int(c)) for c in rng.integers(0, 26, n)) for n in lengths)
            draw.text(
                (size * 0.05, size * (0.05 + 0.09 * row)), words, fill=(20, 20, 20), font_size=size * 0.055
            )
    return picture
