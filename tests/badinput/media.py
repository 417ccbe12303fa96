"""Hostile files, as generators: bombs, lies, torn ones, and files that are two things at once."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import av
from PIL import Image

from tests.media.heif import grid, heic
from tests.media.making import film, gif, jpeg, png, tone

SCRIPT = b"<script>alert('QANARY')</script>"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *more: bytes, body: bytes | None = None) -> bytes:
    """A one-bit PNG that claims this size."""
    row = b"\0" * ((width + 7) // 8 + 1)
    packed = zlib.compress(row * min(height, 64), 9) if body is None else body
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def png_bomb() -> bytes:
    """60,000 × 60,000 pixels in some hundred kilobytes."""
    packer = zlib.compressobj(9)
    row = b"\0" * (60_000 // 8 + 1)
    packed = b"".join(packer.compress(row * 1000) for _ in range(60)) + packer.flush()
    return png_of(60_000, 60_000, body=packed)


def gif_bomb() -> bytes:
    """Forty frames of 4000 × 4000 in some kilobytes: no decoder sees anything wrong with it."""
    out = io.BytesIO()
    blank = Image.new("P", (4000, 4000))
    more = []
    for n in range(3):
        frame = blank.copy()
        frame.putpixel((n, 0), n + 1)
        more.append(frame)
    blank.save(out, "GIF", save_all=True, append_images=more, duration=10)
    data = out.getvalue()
    last = data[data.rindex(b"\x21\xf9\x04") : -1]
    return data[:-1] + last * 36 + b";"


def webp_bomb(frames: int = 260, side: int = 1000) -> bytes:
    """The same frame again and again."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), (9, 0, 0)).save(out, "WEBP", quality=1, method=0)
    still = out.getvalue()[12:]
    size = (side - 1).to_bytes(3, "little") * 2
    frame = b"\0" * 6 + size + (20).to_bytes(3, "little") + b"\0" + still
    piece = b"ANMF" + struct.pack("<I", len(frame)) + frame + b"\0" * (len(frame) % 2)
    body = (
        b"WEBPVP8X"
        + struct.pack("<IB3x", 10, 2)
        + size
        + b"ANIM"
        + struct.pack("<IIH", 6, 0, 0)
        + piece * frames
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def apng_bomb(frames: int = 260, side: int = 1000) -> bytes:
    """The same."""
    packed = zlib.compress((b"\0" * (side // 8 + 1)) * side, 9)
    parts = [chunk(b"acTL", struct.pack(">II", frames, 0))]
    number = 0
    for n in range(frames):
        parts.append(chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, side, side, 0, 0, 1, 50, 0, 0)))
        number += 1
        if n == 0:
            parts.append(chunk(b"IDAT", packed))
        else:
            parts.append(chunk(b"fdAT", struct.pack(">I", number) + packed))
            number += 1
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(parts) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    data = bytearray(jpeg(64, 48))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def boxes(*parts: tuple[bytes, bytes]) -> bytes:
    return b"".join(struct.pack(">I4s", len(data) + 8, name) + data for name, data in parts)


def mp4_claiming(width: int, height: int) -> bytes:
    """A film whose headers claim another size."""
    data = film(64, 48, 1, sound="")
    old, new = struct.pack(">II", 64 << 16, 48 << 16), struct.pack(">II", width << 16, height << 16)
    return data.replace(old, new).replace(struct.pack(">HH", 64, 48), struct.pack(">HH", width, height))


def nested_moov(depth: int = 4000) -> bytes:
    """A box in a box in a box."""
    inner = b""
    for _ in range(depth):
        inner = struct.pack(">I4s", len(inner) + 8, b"moov") + inner
    return boxes((b"ftyp", b"isom\0\0\2\0isomiso2mp41")) + inner


def ten_hours() -> bytes:
    """Half a second of sound and one packet ten hours later."""
    out = io.BytesIO()
    with av.open(io.BytesIO(tone("webm", seconds=0.5))) as source, av.open(out, "w", format="webm") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        packets = [packet for packet in source.demux() if packet.dts is not None]
        for packet in packets[:-1]:
            packet.stream = stream
            target.mux(packet)
        late = packets[-1]
        late.stream, late.pts, late.dts = stream, 36_000_000, 36_000_000
        target.mux(late)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../evil.sh", b"#!/bin/sh\n")
        packed.writestr("bomb", b"\0" * 10_000_000)
    return out.getvalue()


def playlist(target: str) -> bytes:
    return f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n{target}\n#EXT-X-ENDLIST\n".encode()


TEXT_BOMB = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 60_000_000, 9))
PROFILE_BOMB = chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 60_000_000, 9))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>'
TIFF_LOOP = b"II*\0\x08\0\0\0" + b"\x01\0" + struct.pack("<HHII", 256, 4, 1, 1) + b"\x08\0\0\0"


def pictures() -> Iterator[tuple[str, bytes]]:
    """Sent as photos."""
    yield "png bomb", png_bomb()
    yield "gif bomb", gif_bomb()
    yield "webp of many frames", webp_bomb()
    yield "apng of many frames", apng_bomb()
    yield "jpeg that claims 65535", jpeg_of(65_535, 65_535)
    yield "jpeg that claims a line", jpeg_of(65_535, 1)
    yield "png of no size", png_of(0, 0)
    yield "png of a thin line", png_of(1, 40_000)
    yield "png with a text bomb", png_of(64, 64, TEXT_BOMB)
    yield "png with a profile bomb", png_of(64, 64, PROFILE_BOMB)
    yield "png with chunks that lie", png_of(64, 64)[:40] + b"\xff\xff\xff\xff" + png_of(64, 64)[44:]
    yield "tiff", TIFF_LOOP
    yield (
        "psd",
        b"8BPS\0\x01"
        + b"\0" * 6
        + b"\0\x03"
        + struct.pack(">II", 30_000, 30_000)
        + b"\0\x08\0\x03"
        + b"\0" * 99,
    )
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file pop\n"
    yield "svg", SVG
    yield "ico", b"\0\0\1\0\1\0\0\0\0\0\1\0\x20\0\xff\xff\xff\x7f\x16\0\0\0"
    yield "heic that claims 60000", heic(claims=(60_000, 60_000))
    yield "heic that claims less", heic(claims=(16, 16))
    yield "heic that claims more", heic(claims=(7_900, 7_900))
    yield "heic beyond its end", heic(places=(2**31, 99))
    yield "heic of everything", heic(places=(0, 2**32 - 1))
    yield "heic without its grid", heic(kind=b"grid")
    yield "heic of a grid of itself", grid(itself=True)
    yield "heic of a grid that claims 65535", grid(claims=(65_535, 65_535))
    yield "heic of a grid that claims more", grid(claims=(7_900, 7_900))
    for size in (40, 300, 700, 2000):
        yield f"heic torn at {size}", heic()[:size]
    yield "heic", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 200
    yield "avif of nothing", b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + b"\xff" * 200
    yield "webp that lies", b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\x7f\x2f" + b"\xff" * 300
    yield "html named jpg", b"<!doctype html>" + SCRIPT
    yield "mvg", b"push graphic-context\nviewbox 0 0 9 9\nfill 'url(https://127.0.0.1/x)'\n"
    yield "nothing but zeros", b"\0" * 4096
    yield "eicar", rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    for cut in (3, 30, 300, 3000):
        yield f"jpeg torn at {cut}", jpeg()[:cut]
        yield f"gif torn at {cut}", gif()[:cut]


def moving() -> Iterator[tuple[str, str, bytes]]:
    """(kind, name, bytes) sent as sound or video."""
    yield "video", "mp4 that claims 16k", mp4_claiming(16_384, 16_384)
    yield "video", "mp4 that claims nothing", mp4_claiming(0, 0)
    yield "video", "boxes without end", nested_moov()
    yield "video", "a box of length zero", boxes((b"ftyp", b"isom\0\0\2\0isom")) + b"\0\0\0\0moov"
    yield "video", "hls that reads a file", playlist("file:///etc/passwd")
    yield "video", "hls that asks inside", playlist("http://169.254.169.254/latest/meta-data/")
    yield "video", "concat", b"ffconcat version 1.0\nfile /etc/passwd\n"
    yield "video", "dash", b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'
    yield "video", "torn", film(seconds=1)[:-400]
    yield "video", "only a head", film(seconds=1)[:200]
    yield "video", "a picture", jpeg()
    yield "round", "sound alone", tone(seconds=0.5)
    yield "voice", "ten hours", ten_hours()
    yield "voice", "no sound", tone("wav", "pcm_s16le", 0)
    yield "voice", "ogg without pages", b"OggS" + b"\xff" * 3000
    yield "voice", "mp3 frames of noise", b"\xff\xfb\x90\x64" * 4000
    yield "audio", "id3 bomb", b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + b"\0" * 5000
    yield "voice", "matroska of noise", b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40
    yield "voice", "torn", tone()[:700]
    yield "audio", "zip", archive()


def twofaced() -> Iterator[tuple[str, bytes]]:
    """Pictures that are something else as well."""
    yield "gifar", gif() + archive()
    yield "jpeg with a script behind it", jpeg() + SCRIPT
    yield "jpeg with a script in its comment", jpeg().replace(b"QANARY comment", SCRIPT[:14])
    yield "png with a script in its text", png()[:-12] + chunk(b"tEXt", b"Comment\0" + SCRIPT) + png()[-12:]
    yield "gif whose header is a comment", gif().replace(b"NETSCAPE2.0", b"/*<script>*")
    yield "pdf in a jpeg", jpeg() + b"%PDF-1.4\n1 0 obj<</JS (app.alert(1))>>endobj"
