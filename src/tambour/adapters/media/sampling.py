"""A sample for the bank: nothing of it is encoded again but a small picture for the desk."""

import io

from av.container import InputContainer
from av.stream import Disposition
from PIL import Image

from tambour.adapters.media import pictures, sound
from tambour.adapters.media.converting import image_of
from tambour.adapters.media.moving import LOOP_MS_MAX, VIDEO_MS_MAX, look_through, upright
from tambour.adapters.media.result import Result
from tambour.adapters.media.watching import Watching, listened, watched

PREVIEW_SIDE, PREVIEW_QUALITY = 320, 72


def sample(source: "io.BufferedReader[io.FileIO]", result: Result) -> None:
    """A picture, a film or sound, by its first bytes. Raises Refused."""
    head = source.peek(16)
    if sound.demuxer(head) is None or head[4:12] in (b"ftypavif", b"ftypheic", b"ftypheix", b"ftypmif1"):
        return picture(source, result)
    container = sound.opened(source)
    stream = next(iter(container.streams.video), None)
    if stream is None or Disposition.attached_pic in stream.disposition:
        return heard(container, result)
    sound.check_length(container, VIDEO_MS_MAX)
    if stream.codec_context.name not in sound.VIDEO_CODECS:
        raise pictures.Refused("media.unknown_format")
    stream.thread_type = "NONE"
    result.kind, result.duration = "video", int((container.duration or 0) // 1000)
    first = image_of(look_through(container, result))
    watched(container, upright(container), Watching(result, result.duration))
    listened(container, result)
    preview(first, result)


def picture(source: "io.BufferedReader[io.FileIO]", result: Result) -> None:
    """A still picture, or one that moves."""
    found = pictures.opened(source)
    if pictures.animated(found):
        result.kind, first = "loop", None
        watching = Watching(result, LOOP_MS_MAX)
        for at, frame in pictures.frames(found):
            first = first or frame
            watching.see(frame, at)
            result.duration = at
        if first is None:
            raise pictures.Refused("media.empty")
        return preview(first, result)
    result.kind = "photo"
    whole = pictures.flat(pictures.resized(pictures.upright(found), pictures.SIZES[1][1]))
    result.seen(whole)
    preview(whole, result)


def heard(container: InputContainer, result: Result) -> None:
    """Sound alone."""
    sound.check_length(container, sound.AUDIO_MS_MAX)
    result.kind, result.duration = "audio", int((container.duration or 0) // 1000)
    for frame in sound.chained(sound.frames_of(container)):
        if result.eye is not None:
            result.eye.hear(frame)
            if result.eye.sated:
                break


def preview(whole: Image.Image, result: Result) -> None:
    """What the desk is shown."""
    small = pictures.resized(whole, PREVIEW_SIDE)
    result.width, result.height = small.size
    pictures.webp(small, "s", PREVIEW_QUALITY, result)
