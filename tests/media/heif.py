"""HEIC pictures made by code: one HEVC frame in the boxes of ISO/IEC 23008-12, honest or not."""

import io
import struct
from typing import Any

import av
from av.video.frame import VideoFrame
from PIL import Image

from tests.media.making import drawn

BRANDS = b"heic\0\0\0\0mif1heic"


def box(name: bytes, data: bytes) -> bytes:
    """Size, name, content."""
    return struct.pack(">I4s", len(data) + 8, name) + data


def full(name: bytes, data: bytes, version: int = 0) -> bytes:
    """With version and no flags."""
    return box(name, bytes((version, 0, 0, 0)) + data)


VPS, SPS, PPS = 32, 33, 34


def coded(picture: Image.Image) -> tuple[bytes, bytes]:
    """(the box of the decoder's configuration, the frame) in HEVC."""
    out = io.BytesIO()
    with av.open(out, "w", format="hevc") as target:
        stream: Any = target.add_stream(
            "libx265", rate=1, options={"x265-params": "log-level=none", "preset": "ultrafast"}
        )
        stream.width, stream.height, stream.pix_fmt = *picture.size, "yuv420p"
        frame: Any = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            target.mux(packet)
    units = [unit.rstrip(b"\0") for unit in out.getvalue().split(b"\0\0\1")[1:]]
    by_kind = {unit[0] >> 1 & 63: unit for unit in units}
    level = by_kind[SPS].replace(b"\0\0\3", b"\0\0")[3:15]
    config = b"\1" + level + b"\xf0\0\xfc\xfd\xf8\xf8\0\0\x0f\3"
    for kind in (VPS, SPS, PPS):
        config += struct.pack(">BHH", 0x80 | kind, 1, len(by_kind[kind])) + by_kind[kind]
    said = [unit for unit in units if unit[0] >> 1 & 63 < VPS]
    return box(b"hvcC", config), b"".join(struct.pack(">I", len(unit)) + unit for unit in said)


def exif_of(text: str) -> bytes:
    """A camera's name and a place, as items carry it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = text, text
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (55.0, 45.0, 7.25), "E", (37.0, 36.0, 56.0)
    return struct.pack(">I", 6) + b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")


Item = tuple[bytes, bytes, list[bytes]]
"""(kind, data, boxes of its properties); the first is the picture that is shown."""
Ref = tuple[bytes, int, list[int]]


def container(items: list[Item], refs: list[Ref], places: tuple[int, int] | None = None) -> bytes:
    """The file. `places`: another offset and length for the first item than the true ones."""
    wanted = [one for _, _, properties in items for one in properties]
    marks, at = b"", 0
    for n, (_, _, properties) in enumerate(items, 1):
        marks += struct.pack(">HB", n, len(properties))
        marks += bytes(0x80 | at + k for k in range(1, len(properties) + 1))
        at += len(properties)
    entries = b"".join(
        full(b"infe", struct.pack(">HH4s", n, 0, kind) + b"\0", 2) for n, (kind, _, _) in enumerate(items, 1)
    )
    links = [box(k, struct.pack(f">HH{len(to)}H", a, len(to), *to)) for k, a, to in refs]
    parts = [
        full(b"hdlr", struct.pack(">I4s12x", 0, b"pict") + b"\0"),
        full(b"pitm", struct.pack(">H", 1)),
        full(b"iinf", struct.pack(">H", len(items)) + entries),
        box(b"iprp", box(b"ipco", b"".join(wanted)) + full(b"ipma", struct.pack(">I", len(items)) + marks)),
        full(b"iref", b"".join(links)),
    ]
    head, rows = box(b"ftyp", BRANDS), b""
    start = len(head) + 12 + sum(map(len, parts)) + 12 + 4 + 14 * len(items) + 8
    for n, (_, data, _) in enumerate(items, 1):
        offset, length = places if places and n == 1 else (start, len(data))
        rows += struct.pack(">HHHII", n, 0, 1, offset, length)
        start += len(data)
    parts.append(full(b"iloc", struct.pack(">BBH", 0x44, 0, len(items)) + rows))
    return head + full(b"meta", b"".join(parts)) + box(b"mdat", b"".join(data for _, data, _ in items))


def sized(width: int, height: int) -> bytes:
    """The box that claims a size."""
    return full(b"ispe", struct.pack(">II", width, height))


def heic(
    width: int = 320,
    height: int = 240,
    *,
    turns: int = 0,
    gps: bool = False,
    claims: tuple[int, int] | None = None,
    kind: bytes = b"hvc1",
    places: tuple[int, int] | None = None,
) -> bytes:
    """`turns`: quarter turns to the left. `claims`: another size in the header."""
    config, frame = coded(drawn(width, height))
    turned = [box(b"irot", bytes([turns]))] if turns else []
    items: list[Item] = [(kind, frame, [config, sized(*(claims or (width, height))), *turned])]
    if not gps:
        return container(items, [], places)
    return container([*items, (b"Exif", exif_of("QANARY"), [])], [(b"cdsc", 2, [1])], places)


def grid(
    columns: int = 2,
    rows: int = 2,
    side: int = 128,
    *,
    claims: tuple[int, int] | None = None,
    itself: bool = False,
) -> bytes:
    """Tiles side by side, as iPhones write them. `itself`: the first tile is the whole grid once more."""
    whole = drawn(columns * side, rows * side)
    width, height = claims or whole.size
    laid = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, min(width, 65535), min(height, 65535))
    items: list[Item] = [(b"grid", laid, [sized(width, height)])]
    for n in range(columns * rows):
        x, y = n % columns * side, n // columns * side
        config, frame = coded(whole.crop((x, y, x + side, y + side)))
        items.append((b"hvc1", frame, [config, sized(side, side)]))
    tiles = list(range(2, len(items) + 1))
    return container(items, [(b"dimg", 1, [1, *tiles[1:]] if itself else tiles)])
