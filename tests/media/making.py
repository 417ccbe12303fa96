"""Pictures, sound and video made by code, and a person who uploads them as a client does."""

import io
import math
import struct
from fractions import Fraction
from typing import Any

import av
import httpx
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from tests.client import Client
from tests.conftest import Town

LATITUDE = (55.0, 45.0, 7.25)


def drawn(width: int, height: int, shade: int = 0) -> Image.Image:
    """A disc on a ground."""
    picture = Image.new("RGB", (width, height), (20 + shade % 200, 120, 200))
    ImageDraw.Draw(picture).ellipse(
        (width // 6, height // 6, width // 2, height // 2), fill=(250, 200, shade % 255)
    )
    return picture


def jpeg(width: int = 640, height: int = 480, *, turn: int = 1, gps: bool = False, shade: int = 0) -> bytes:
    """A photo as a phone makes it: EXIF with maker, turn and, if wished, place."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110] = turn, "Secretcam", "SN-4711-QANARY"
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", LATITUDE, "E", (37.0, 36.0, 56.0)
    out = io.BytesIO()
    drawn(width, height, shade).save(out, "JPEG", exif=exif, quality=88, comment=b"QANARY comment")
    return out.getvalue()


def png(width: int = 320, height: int = 200, mode: str = "RGBA") -> bytes:
    """Half transparent."""
    out = io.BytesIO()
    Image.new(mode, (width, height), (255, 0, 0, 120) if mode == "RGBA" else 0).save(out, "PNG")
    return out.getvalue()


def gif(frames: int = 8, width: int = 120, height: int = 90) -> bytes:
    """Something that moves."""
    shades = [Image.new("RGB", (width, height), (n * 20 % 255, 0, 255 - n * 20 % 255)) for n in range(frames)]
    out = io.BytesIO()
    shades[0].save(out, "GIF", save_all=True, append_images=shades[1:], duration=80)
    return out.getvalue()


def samples(count: int, rate: int, at: int) -> AudioFrame:
    """A tone that swells."""
    pcm = bytearray()
    for n in range(count):
        t = (at + n) / rate
        pcm += struct.pack("<h", int(12000 * math.sin(1382.3 * t) * (0.5 + 0.5 * math.sin(4.4 * t))))
    frame = AudioFrame(format="s16", layout="mono", samples=count)
    frame.planes[0].update(bytes(pcm).ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
    return frame


def tone(container: str = "ogg", codec: str = "libopus", seconds: float = 2, rate: int = 48000) -> bytes:
    """A sound file."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        stream = target.add_stream(codec, rate=rate, layout="mono")
        hear(target, stream, seconds, rate)
    return out.getvalue()


def hear(target: Any, stream: Any, seconds: float, rate: int) -> None:
    """The tone into a stream."""
    resampler = AudioResampler(
        format=stream.format.name, layout="mono", rate=rate, frame_size=stream.frame_size or 1024
    )
    step = rate // 10
    for n in range(int(seconds * 10)):
        for piece in resampler.resample(samples(step, rate, n * step)):
            target.mux(stream.encode(piece))
    for piece in resampler.resample(None):
        target.mux(stream.encode(piece))
    target.mux(stream.encode(None))


def film(
    width: int = 320,
    height: int = 180,
    seconds: float = 2,
    *,
    container: str = "mp4",
    codec: str = "libx264",
    sound: str = "aac",
    fps: int = 10,
) -> bytes:
    """A video that says where it was made."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        target.metadata["location"] = "+55.75+037.61/"
        target.metadata["title"] = "QANARY title"
        stream: Any = target.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        ears = target.add_stream(sound, rate=48000, layout="mono") if sound else None
        for n in range(int(seconds * fps)):
            picture = drawn(width, height, n * 9)
            frame: Any = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = n, Fraction(1, fps)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
        if ears is not None:
            hear(target, ears, seconds, 48000)
    return out.getvalue()


class Person:
    """Somebody with a socket, a bearer token and a cookie."""

    def __init__(self, town: Town, user: int, client: Client, access: str) -> None:
        self.town, self.user, self.client, self.access = town, user, client, access
        self.web = httpx.AsyncClient(base_url=town.http, timeout=30)
        self.bearer = {"Authorization": f"Bearer {access}"}
        town.clients.append(self)  # type: ignore[arg-type]

    async def close(self) -> None:
        """With the town."""
        await self.web.aclose()

    async def upload(
        self, data: bytes, kind: str = "photo", name: str = "a.jpg", mime: str = "image/jpeg"
    ) -> str:
        """All of it at once; returns its id."""
        made = await self.web.post(
            "/files",
            json={"size": len(data), "kind": kind, "name": name, "mime": mime},
            headers=self.bearer,
        )
        assert made.status_code == 201, made.text
        file: str = made.json()["id"]
        sent = await self.patch(file, 0, data)
        assert sent.status_code == 204, sent.text
        return file

    async def ready(self, data: bytes, kind: str = "photo", **more: str) -> str:
        """Uploaded and processed."""
        file = await self.upload(data, kind, **more)
        await self.town.house.media.workshop.drain()
        return file

    async def patch(self, file: str, offset: int, data: bytes) -> httpx.Response:
        return await self.web.patch(
            f"/files/{file}", content=data, headers=self.bearer | {"Upload-Offset": str(offset)}
        )

    async def file(self, file: str) -> dict[str, Any]:
        """The File of the wire."""
        answer = await self.web.get(f"/files/{file}", headers=self.bearer)
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()["r"]
        return shown

    async def get(self, file: str, name: str, **headers: str) -> httpx.Response:
        """By the cookie, as a browser does."""
        if not self.web.cookies:
            assert (await self.web.post("/files/pass", headers=self.bearer)).status_code == 204
        return await self.web.get(f"/f/{file}/{name}", headers=headers)

    async def group(self, *others: "Person", **more: Any) -> int:
        made = await self.client.call(
            "chat.create",
            k=more.pop("k", "group"),
            rid=self.client.rid(),
            title="Album",
            users=[one.user for one in others],
            **more,
        )
        return int(made["ch"]["c"])


async def person(town: Town, name: str, role: str = "member") -> Person:
    """Signed in."""
    user = await town.person(name, role)
    return Person(town, user, await town.connect(user), await town.token(user, "web"))
