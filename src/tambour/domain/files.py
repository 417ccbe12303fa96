"""What a message carries besides words: files, a contact card, a place, a link preview. Shapes and limits only."""

from typing import Literal, get_args

import msgspec

FileKind = Literal["photo", "video", "loop", "voice", "round", "audio", "file", "sticker"]
"""`loop`: a GIF or a short video without sound, played again and again. `round`: a video note."""
FILE_KINDS: tuple[str, ...] = get_args(FileKind)
FILES_MAX = 10
"""Files of one message; more than one picture or video makes an album."""
FILE_BYTES_MAX = 2 * 1024**3
FILE_NAME_MAX = 255
WAVE_STEPS = 64
THUMB_BYTES_MAX = 30

READY, PROCESSING, FAILED = 0, 1, 2


class Variant(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """One form in which a file is served, at `/f/ID/NAME`: name, width, height, bytes."""

    name: str
    width: int = 0
    height: int = 0
    size: int = 0


class File(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "kind": "k",
        "size": "sz",
        "mime": "mi",
        "name": "n",
        "width": "w",
        "height": "h",
        "duration": "du",
        "thumb": "th",
        "wave": "wf",
        "state": "st",
        "variants": "vs",
    },
):
    """A file as it travels in a message. Sizes in bytes and pixels, `duration` in milliseconds."""

    id: str
    """Opaque, 128 random bits."""
    kind: FileKind
    size: int = 0
    mime: str = ""
    name: str = ""
    width: int = 0
    height: int = 0
    duration: int = 0
    thumb: str = ""
    """Base64 of a ThumbHash, at most THUMB_BYTES_MAX bytes."""
    wave: str = ""
    """Base64 of WAVE_STEPS loudnesses of 5 bits each."""
    state: int = READY
    """READY, PROCESSING (variants come with an event), FAILED (can't be shown; the message stays)."""
    variants: tuple[Variant, ...] = ()


class ContactCard(
    msgspec.Struct, frozen=True, omit_defaults=True, rename={"user": "u", "name": "n", "phone": "ph"}
):
    """Somebody's name and number, as the sender wrote them; `user` where it is somebody here."""

    name: str
    phone: str = ""
    user: int = 0


class Place(msgspec.Struct, frozen=True, omit_defaults=True, rename={"title": "ti"}):
    """A point on the map: degrees north and east, five decimals (a metre)."""

    lat: float
    lon: float
    title: str = ""


class LinkPreview(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={"url": "u", "site": "si", "title": "ti", "text": "x", "photo": "fl"},
):
    """What the first link of a message shows: plain text and one small picture of our own."""

    url: str
    site: str = ""
    title: str = ""
    text: str = ""
    photo: File | None = None
