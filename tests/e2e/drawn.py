"""Files to send, made by code: pictures, a short film, a tone, noise."""

import io
import math
import random
import struct
import wave
from fractions import Fraction
from typing import Any

import av
from PIL import Image, ImageDraw

Sent = dict[str, Any]
"""What Playwright's set_files takes: name, mimeType, buffer."""


def picture(width: int = 900, height: int = 600, seed: int = 1, *, name: str = "") -> Sent:
    """A JPEG whose colours tell it from the others."""
    image = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(image)
    for y in range(height):
        part = y / height
        top = ((seed * 67) % 200, (90 + seed * 41) % 200, (200 - seed * 23) % 200)
        pen.line([0, y, width, y], fill=tuple(int(c + (235 - c) * part) for c in top))
    side = min(width, height)
    for n in range(4):
        x, y = width * (0.2 + 0.2 * n), height * (0.35 + 0.1 * ((n * seed) % 4))
        pen.ellipse(
            [x - side / 9, y - side / 9, x + side / 9, y + side / 9], fill=(255, 240 - 40 * n, 60 * n)
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return {"name": name or f"picture-{seed}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def noise(size: int, name: str = "noise.bin", kind: str = "application/octet-stream") -> Sent:
    """Bytes that follow from their number alone."""
    return {"name": name, "mimeType": kind, "buffer": random.Random(size).randbytes(size)}


def tone(seconds: float = 1.2, name: str = "tone.wav") -> Sent:
    """A beating sine as a WAV file."""
    out, rate = io.BytesIO(), 16_000
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        for n in range(int(seconds * rate)):
            level = 0.5 + 0.5 * math.sin(2 * math.pi * 2 * n / rate)
            sound.writeframesraw(
                struct.pack("<h", int(12_000 * level * math.sin(2 * math.pi * 440 * n / rate)))
            )
    return {"name": name, "mimeType": "audio/wav", "buffer": out.getvalue()}


def film(seconds: float = 2.0, width: int = 320, height: int = 240, name: str = "film.webm") -> Sent:
    """A WebM in which a bar wanders from one side to the other."""
    out, rate = io.BytesIO(), 12
    with av.open(out, "w", format="webm") as box:
        stream = box.add_stream("libvpx", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, rate)
        frames = int(seconds * rate)
        for n in range(frames):
            still = Image.new("RGB", (width, height), (30, 90, 110))
            at = int(n / frames * (width - 40))
            ImageDraw.Draw(still).rectangle([at, 0, at + 40, height], fill=(240, 190, 60))
            box.mux(stream.encode(av.VideoFrame.from_image(still)))
        box.mux(stream.encode())
    return {"name": name, "mimeType": "video/webm", "buffer": out.getvalue()}
