"""Pictures: decoded by an allow-list of six formats, turned upright, stripped bare, encoded again in WebP."""

import base64
import io
from collections.abc import Iterator
from typing import IO

from pi_heif import register_heif_opener
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from tambour.adapters.media.result import Result
from tambour.adapters.media.thumbhash import thumb_hash

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
PLUGINS = (
    AvifImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
"""Imported here, because nothing can be imported once the process is confined."""
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
PIXELS_MAX = 64_000_000
SIDE_MAX = 30_000
FRAMES_PIXELS_MAX = 240_000_000
"""Pixels of all frames of an animation together."""
FRAMES_MAX = 1500
SIZES = (("s", 320, 72), ("m", 1280, 78), ("l", 2560, 80))
"""Name, longest side, quality."""
FACES = (("s", 160, 78), ("m", 640, 80))
STICKER = 512
LINK_SIDE_MIN = 32
JPEG_QUALITY = 80
FRAME_SIDE = 512
PROFILE_BYTES_MAX = 1_000_000
FRAME_MS_DEFAULT = 100


class Refused(Exception):
    """With a stable reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def opened(source: IO[bytes]) -> Image.Image:
    """The header read, sizes checked, nothing decoded yet. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = None  # the limits are checked here
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture = Image.open(source, formats=FORMATS)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise Refused("media.unknown_format") from error
    measured(picture)
    return picture


def measured(picture: Image.Image) -> None:
    """Raises Refused beyond the limits."""
    width, height = picture.size
    if width * height > PIXELS_MAX or max(width, height) > SIDE_MAX:
        raise Refused("media.too_many_pixels")


def animated(picture: Image.Image) -> bool:
    """More than one frame, in a format that means one after the other."""
    return picture.format in ("GIF", "WEBP", "PNG", "AVIF") and getattr(picture, "n_frames", 1) > 1


def upright(picture: Image.Image) -> Image.Image:
    """Decoded, turned as the camera was held, in sRGB, as RGB or RGBA; without anything else."""
    picture.draft("RGB", (SIZES[-1][1] * 2, SIZES[-1][1] * 2))
    if picture.format != "HEIF":  # which opens at its primary picture, not at the first of a collection
        picture.seek(0)
    picture.load()
    measured(picture)  # the header of a HEIC may have said less
    turned = ImageOps.exif_transpose(picture)
    clear = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    profile = picture.info.get("icc_profile")
    plain = (
        turned.convert("RGBA" if clear else "RGB") if turned.mode not in ("RGB", "RGBA", "CMYK") else turned
    )
    plain = srgb(plain, profile)
    plain = plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")
    plain.info.clear()  # what is saved from here on carries no comment, no profile, no position
    return plain


def srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Through the colour profile, where there is one that fits."""
    if not isinstance(profile, bytes) or not 0 < len(profile) <= PROFILE_BYTES_MAX:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def photo(picture: Image.Image, result: Result) -> None:
    """Up to three sizes in WebP, one of them in JPEG too."""
    whole = upright(picture)
    result.width, result.height = fitted(whole.size, SIZES[-1][1])
    result.thumb = base64.b64encode(thumb_hash(whole)).decode()
    for place, (name, side, quality) in enumerate(SIZES):
        if place and max(whole.size) <= SIZES[place - 1][1]:
            break
        webp(resized(whole, side), name, quality, result)
    jpeg(resized(whole, SIZES[1][1]), result)
    result.frame(0, whole)
    result.seen(flat(resized(whole, SIZES[1][1])))


def face(picture: Image.Image, result: Result) -> None:
    """Two squares from the middle."""
    whole = upright(picture)
    side = min(whole.size)
    square = ImageOps.fit(whole, (side, side))
    result.kind, result.width, result.height = "photo", min(side, FACES[-1][1]), min(side, FACES[-1][1])
    result.thumb = base64.b64encode(thumb_hash(square)).decode()
    for name, most, quality in FACES:
        webp(resized(square, most), name, quality, result)
    jpeg(resized(square, FACES[-1][1]), result)
    result.frame(0, square)
    result.seen(flat(resized(square, FACES[-1][1])))


def sticker(picture: Image.Image, result: Result) -> None:
    """One WebP within 512 pixels, transparency kept."""
    whole = resized(upright(picture), STICKER)
    result.width, result.height = whole.size
    result.thumb = base64.b64encode(thumb_hash(whole)).decode()
    webp(whole, "s", SIZES[-1][2], result)
    result.frame(0, whole)
    result.seen(flat(whole))


def link(picture: Image.Image, result: Result) -> None:
    """One small WebP for the card of a link; what only counts readers is refused."""
    whole = upright(picture)
    if min(whole.size) < LINK_SIDE_MIN:
        raise Refused("media.empty")
    name, side, quality = SIZES[0]
    small = resized(whole, side)
    result.kind, (result.width, result.height) = "photo", small.size
    result.thumb = base64.b64encode(thumb_hash(small)).decode()
    webp(small, name, quality, result)
    result.frame(0, small)
    result.seen(flat(resized(whole, SIZES[1][1])))


def frames(picture: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """(start in ms, RGB frame) of an animation, transparency on white. Raises Refused beyond the limits."""
    count, (width, height) = getattr(picture, "n_frames", 1), picture.size
    if count > FRAMES_MAX or count * width * height > FRAMES_PIXELS_MAX:
        raise Refused("media.too_many_pixels")
    at = 0
    for number in range(count):
        picture.seek(number)
        yield at, flat(picture.convert("RGBA"))
        length = picture.info.get("duration") or FRAME_MS_DEFAULT
        at += int(min(max(float(length), 20), 10_000))


def flat(picture: Image.Image) -> Image.Image:
    """On white."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size within a square of this side, never larger than it is."""
    part = min(1.0, side / max(size))
    return max(1, round(size[0] * part)), max(1, round(size[1] * part))


def resized(picture: Image.Image, side: int) -> Image.Image:
    """Smaller, or as it is."""
    size = fitted(picture.size, side)
    return (
        picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    )


def webp(picture: Image.Image, name: str, quality: int, result: Result) -> None:
    """One variant."""
    with result.variant(name, "image/webp", *picture.size) as out:
        picture.save(out, "WEBP", quality=quality, method=4)


def jpeg(picture: Image.Image, result: Result) -> None:
    """For readers that do not know WebP."""
    with result.variant("j", "image/jpeg", *picture.size) as out:
        flat(picture).save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
