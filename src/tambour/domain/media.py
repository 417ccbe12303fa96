"""Laws of files: what may be uploaded and sent, in which tab of a chat it stands, and how it may be served. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from math import isfinite
from urllib.parse import quote

from tambour.domain.errors import BadInput, TooLarge
from tambour.domain.files import (
    FILE_BYTES_MAX,
    FILE_KINDS,
    FILE_NAME_MAX,
    FILES_MAX,
    ContactCard,
    File,
    LinkPreview,
    Place,
)
from tambour.domain.messages import Entity
from tambour.domain.people import clean_line, clean_name

TABS = {
    "photo": "media", "video": "media", "loop": "media", "voice": "voice", "round": "voice", "audio": "audio",
    "file": "files", "sticker": "sticker",
}  # fmt: skip
TAB_NAMES = ("media", "files", "voice", "links", "audio")
"""What `search.media` lists."""
OWN_TABS = sorted({*TAB_NAMES, *TABS.values()})
"""What its sender put into a message."""
PREVIEW = "preview"
"""Where the picture of a link's preview stands: it gives access like any other row, and no tab lists it."""
EVERY_TAB = [*OWN_TABS, PREVIEW]
SOURCE = "src"
"""The name of an upload's own bytes before processing; never served."""
ORIGINAL = "o"
FALLBACK = "j"
"""A JPEG of a picture, for clients that do not read WebP."""
PLAIN_KINDS = ("file",)
"""Kept as they came. Those that begin as pictures, films or sound do are looked at, to know them again."""
HEAD_BYTES = 16
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
"""Of AVIF and HEIF, after `ftyp`."""
MOVING = (b"\x1a\x45\xdf\xa3", b"OggS", b"fLaC", b"ID3")
"""Matroska and WebM, Ogg, FLAC, MP3 with a title; MP4, WAVE, MP3 and AAC without one are told by more than that."""
SYNC = ((0x06, 0x02), (0xF6, 0xF0))
"""(mask, bits) of the byte after 0xFF: layer III, and ADTS."""
PHONE = re.compile(r"\+?[0-9 ()\-]{3,32}")
MIME = re.compile(r"[a-z0-9][a-z0-9.+\-]{0,63}/[a-z0-9][a-z0-9.+\-]{0,63}")
MIME_MAX = 130
TITLE_MAX = 128
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that mean a device on Windows."""


def check_upload(size: int, mime: str, name: str, kind: str, *, bytes_max: int) -> tuple[str, str]:
    """(mime, name) as they are kept. Raises BadInput(size|mime|kind), TooLarge(size)."""
    if kind not in FILE_KINDS:
        raise BadInput("kind", f"one of {', '.join(FILE_KINDS)}")
    if size < 1:
        raise BadInput("size", "a file has at least one byte")
    if size > min(bytes_max, FILE_BYTES_MAX):
        raise TooLarge("the file is too large", field="size", limit=min(bytes_max, FILE_BYTES_MAX))
    if len(mime) > MIME_MAX:
        raise BadInput("mime", "type/subtype is wanted")
    mime = mime.partition(";")[0].strip().lower()
    if mime and not MIME.fullmatch(mime):
        raise BadInput("mime", "type/subtype is wanted")
    return mime or "application/octet-stream", clean_file_name(name)


def is_picture(head: bytes) -> bool:
    """By the first HEAD_BYTES: one of the formats in which pictures are read here."""
    return (
        head.startswith(PICTURES)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in BRANDS)
    )


def is_moving(head: bytes) -> bool:
    """By the first HEAD_BYTES: one of the formats in which films and sound are read here, and no picture."""
    if is_picture(head):
        return False
    synced = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return (
        head.startswith(MOVING)
        or head[4:8] == b"ftyp"
        or (head[:4] == b"RIFF" and head[8:12] == b"WAVE")
        or (synced and any(head[1] & mask == bits for mask, bits in SYNC))
    )


def clean_file_name(name: str) -> str:
    """A name that is only a name on any system: no folders, controls, direction tricks, devices, end dots."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(" " if c.isspace() else c for c in last)
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
    kept = "".join("_" if c in '<>:"|?*%' else c for c in kept).strip(" .")
    if len(kept) > FILE_NAME_MAX or len(kept.encode()) > FILE_NAME_MAX:
        stem, dot, end = kept.rpartition(".")
        end = dot + end if dot and len(end) <= 16 and end.isascii() else ""
        stem = (stem if end else kept).encode()[: FILE_NAME_MAX - len(end)].decode(errors="ignore")
        kept = stem.rstrip(" .") + end
    if kept.split(".")[0].lower() in RESERVED:
        kept = "_" + kept
    return kept or "file"


def disposition(name: str, *, attachment: bool) -> str:
    """`Content-Disposition` (RFC 6266): an ASCII name for old readers, the true one in UTF-8."""
    kind = "attachment" if attachment else "inline"
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\;%' else "_" for c in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def tab_rows(
    files: Sequence[File], entities: Sequence[Entity], preview: LinkPreview | None = None
) -> list[tuple[str, str, int]]:
    """(tab, file id or '', state) of a message's rows in `attachments`."""
    rows = [(TABS[file.kind], file.id, file.state) for file in files]
    if any(entity[0] in ("link", "url") for entity in entities):
        rows.append(("links", "", 0))
    if preview is not None and preview.photo is not None:
        rows.append((PREVIEW, preview.photo.id, preview.photo.state))
    return rows


def check_file_ids(ids: Sequence[str]) -> list[str]:
    """Distinct, at most FILES_MAX. Raises BadInput(fl), TooLarge(fl)."""
    if len(ids) > FILES_MAX:
        raise TooLarge("too many files", field="fl", limit=FILES_MAX)
    if len(set(ids)) < len(ids) or not all(re.fullmatch(r"[A-Za-z0-9_-]{10,64}", one) for one in ids):
        raise BadInput("fl", "no such file", why="file.unknown")
    return list(ids)


def check_contact(name: str, phone: str, user: int) -> ContactCard:
    """Raises BadInput(ct)."""
    if phone and not PHONE.fullmatch(phone):
        raise BadInput("ct", "no phone number")
    if not phone and not user:
        raise BadInput("ct", "a number or a person is wanted")
    try:
        return ContactCard(name=clean_name(name), phone=phone.strip(), user=user)
    except BadInput as wrong:
        raise BadInput("ct", wrong.msg) from wrong


def check_place(lat: float, lon: float, title: str) -> Place:
    """Five decimals. Raises BadInput(lo)."""
    if not (isfinite(lat) and isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadInput("lo", "no place on this earth")
    return Place(lat=round(lat, 5), lon=round(lon, 5), title=clean_line(title, "lo", TITLE_MAX))


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """[start, end) of a `Range` header; None: send the whole. Raises BadInput(range) when it lies outside (416).

    More than one range, another unit or nonsense mean the whole, as RFC 9110 allows.
    """
    found = re.fullmatch(r"bytes=\s*(\d{0,19})\s*-\s*(\d{0,19})\s*", header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        last = int(found[2])
        if last == 0:
            raise BadInput("range", "nothing of it")
        return max(0, size - last), size
    start, end = int(found[1]), min(int(found[2]) + 1 if found[2] else size, size)
    if start >= size:
        raise BadInput("range", "beyond the end")
    return (start, end) if end > start else None
