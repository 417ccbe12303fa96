"""Words in what was published: in a picture, and in those frames of a film that differ from each other."""

import io
import time
from collections.abc import Iterator

import av
from av.container import InputContainer
from PIL import Image, ImageChops, ImageStat

from tambour.adapters.media import pictures, sound
from tambour.adapters.media.converting import image_of
from tambour.adapters.media.moving import upright
from tambour.adapters.reading.optional import Engine

FRAMES_MAX = 10
"""Frames of one film that are read."""
EVERY_MS = 1_000
CPU_S = 45
LOOK = (48, 27)
OTHER_FROM = 5.0
"""Two frames show the same where their levels of grey differ less than that in the mean."""


def read(source: "io.BufferedReader[io.FileIO]", reader: Engine) -> list[str]:
    """Lines, each once. Raises Refused."""
    if sound.demuxer(source.peek(16)) is None:
        return reader.picture(pictures.flat(pictures.upright(pictures.opened(source))))
    container = sound.opened(source)
    stream = next(iter(container.streams.video), None)
    if stream is None:
        raise pictures.Refused("media.unknown_format")
    stream.thread_type = "NONE"
    lines: dict[str, str] = {}
    began = time.process_time()
    for frame in differing(container):
        for line in reader.picture(frame):
            lines.setdefault(line.casefold(), line)
        if time.process_time() - began > CPU_S:
            break
    return list(lines.values())


def differing(container: InputContainer) -> Iterator[Image.Image]:
    """Frames from all over a film that do not show what the one before them showed; FRAMES_MAX at most."""
    length = int((container.duration or 0) // 1000)
    every, due, last = max(EVERY_MS, length // FRAMES_MAX), 0, Image.new("L", LOOK)
    shown = 0
    try:
        for frame in upright(container):
            at = max(0, int((frame.pts or 0) * (frame.time_base or 0) * 1000))
            if at < due:
                continue
            picture = image_of(frame)
            look = picture.convert("L").resize(LOOK, Image.Resampling.BOX)
            due = at + every
            if shown and ImageStat.Stat(ImageChops.difference(look, last)).mean[0] < OTHER_FROM:
                continue
            last, shown = look, shown + 1
            yield picture
            if shown >= FRAMES_MAX:
                return
    except av.FFmpegError:
        return  # what came before the damage was read
