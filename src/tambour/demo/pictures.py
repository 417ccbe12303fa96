"""What the town has drawn and recorded: pictures, an album and a voice note, made when the demo is built."""

import io
import math
import struct
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from PIL import Image, ImageDraw, ImageFilter

from tambour.services.media.room import MediaRoom

WIDTH, HEIGHT = 1600, 1067
RATE = 16_000
SKIES = {
    "morning": ((255, 214, 170), (120, 170, 220)),
    "noon": ((190, 225, 250), (60, 130, 205)),
    "evening": ((250, 160, 110), (70, 60, 120)),
    "night": ((60, 80, 130), (12, 16, 40)),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Who shows what where: names of SKIES, or `voice`."""

    chat: str
    who: str
    what: tuple[str, ...]
    text: str = ""


SHOWN = (
    Shown("weather", "emma", ("morning",), "The lighthouse at six. Take a scarf."),
    Shown("harbour", "maya", ("morning", "noon", "evening", "night"), "One day from my window."),
    Shown("pier", "vera", ("evening",), "Причал вчера вечером"),
    Shown("market", "layla", ("noon",), "السوق ظهر اليوم"),
    Shown("friends", "oscar", ("voice",)),
    Shown("workshop", "boris", ("voice",)),
)
FACES = {"emma": "morning", "oscar": "noon", "anna": "evening", "layla": "night"}


def harbour(name: str) -> bytes:
    """The bay with its lighthouse under one of the skies, as JPEG."""
    low, high = SKIES[name]
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(picture)
    sea = HEIGHT * 5 // 8
    for y in range(sea):
        draw.line((0, y, WIDTH, y), fill=mixed(high, low, y / sea))
    sun = (1150, 180) if name in ("noon", "night") else (1150, sea - 90)
    glow = (245, 245, 225) if name == "night" else (255, 236, 180)
    draw.ellipse((sun[0] - 60, sun[1] - 60, sun[0] + 60, sun[1] + 60), fill=glow)
    for y in range(sea, HEIGHT):
        part = (y - sea) / (HEIGHT - sea)
        draw.line((0, y, WIDTH, y), fill=mixed(mixed(low, (20, 60, 90), 0.55), (8, 30, 55), part))
    for n in range(90):
        x, y = (n * 397) % WIDTH, sea + 8 + (n * n * 31) % (HEIGHT - sea - 20)
        draw.line((x, y, x + 30 + y // 14, y), fill=mixed(low, (255, 255, 255), 0.35), width=2)
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    draw = ImageDraw.Draw(picture)
    draw.polygon(
        ((0, HEIGHT), (0, sea - 40), (260, sea - 70), (520, sea + 30), (700, HEIGHT)), fill=(38, 42, 52)
    )
    draw.polygon(((236, sea - 60), (256, sea - 380), (304, sea - 380), (324, sea - 60)), fill=(236, 232, 222))
    for band in range(3):
        top = sea - 330 + band * 95
        left, right = 252 - band * 5, 308 + band * 5
        stripe = ((left, top), (right, top), (right + 4, top + 45), (left - 4, top + 45))
        draw.polygon(stripe, fill=(190, 52, 48))
    lit = (250, 226, 140) if name in ("evening", "night") else (90, 100, 110)
    draw.rectangle((250, sea - 420, 310, sea - 380), fill=lit)
    draw.polygon(((244, sea - 420), (280, sea - 460), (316, sea - 420)), fill=(40, 44, 54))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def mixed(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    """So much of the other."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def voice(seconds: int = 7) -> bytes:
    """Something like speech: syllables of a humming voice, in Ogg."""
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=48_000, layout="mono")
        for at, pcm in syllables(seconds):
            frame = AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
            frame.planes[0].update(pcm.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def syllables(seconds: int) -> Iterator[tuple[int, bytes]]:
    """(first sample, 16-bit samples) of tenths of a second."""
    step = RATE // 10
    for part in range(seconds * 10):
        pause = part % 17 in (15, 16)
        pitch = 120 + 35 * math.sin(part * 0.9) + 12 * math.sin(part * 2.3)
        pcm = bytearray()
        for n in range(step):
            t = n / RATE
            swell = 0.0 if pause else math.sin(math.pi * n / step) * (0.55 + 0.45 * math.sin(part * 1.7))
            tone = sum(math.sin(2 * math.pi * pitch * k * t) / k for k in (1, 2, 3, 5))
            pcm += struct.pack("<h", int(7000 * swell * tone / 1.6))
        yield part * step, bytes(pcm)


async def bring(media: MediaRoom, user: int, what: str) -> str:
    """Uploaded as a client does; returns the file's id."""
    spoken = what == "voice"
    data = voice() if spoken else harbour(what)
    mime, kind = ("audio/ogg", "voice") if spoken else ("image/jpeg", "photo")
    made = await media.uploads.begin(user, size=len(data), mime=mime, name=what, kind=kind)

    async def once() -> AsyncIterator[bytes]:
        yield data

    await media.uploads.append(user, made.id, 0, once())
    return made.id
