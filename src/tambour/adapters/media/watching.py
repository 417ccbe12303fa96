"""Looks at a film for whoever knows it again: a frame each second where it is looked for, all of them for the bank; and
listens to its sound as to sound alone."""

import time
from collections.abc import Iterable

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from PIL import Image

from tambour.adapters.media import sound
from tambour.adapters.media.converting import image_of
from tambour.adapters.media.pictures import Refused
from tambour.adapters.media.result import Result

EVERY_MS = 1_000
CPU_S, CPU_KEEPING_S = 90, 240
"""So long a film is looked at; what comes later is not."""
HEARD_CPU_S = 60
"""So long its sound is listened to, at most half an hour of it (see the eye)."""
SPOTS = 8


class Watching:
    """Frames in order of time."""

    def __init__(self, result: Result, length_ms: int = 0) -> None:
        self.eye = result.eye
        self.every = 0 if self.eye is None or self.eye.keeping else EVERY_MS
        if self.eye is not None and not self.eye.keeping:
            self.every = max(EVERY_MS, length_ms // self.eye.frames_max)
        self.spots_every = max(EVERY_MS, length_ms // SPOTS)
        self.next = self.next_spots = 0
        self.done = self.eye is None

    def shown(self, frame: VideoFrame) -> None:
        """One frame of a film, whether it is one to look at or not."""
        at = max(0, int((frame.pts or 0) * (frame.time_base or 0) * 1000))
        if not self.done and at >= self.next:
            self.see(image_of(frame), at)

    def see(self, picture: Image.Image, at: int) -> None:
        """One frame, or a picture of an animation."""
        if self.eye is None or at < self.next:
            return
        self.next = at + self.every if self.every else 0
        self.eye.frame(picture, at)
        if at >= self.next_spots:
            self.next_spots = at + self.spots_every
            self.eye.spots(picture, at)


def watched(container: InputContainer, frames: Iterable[VideoFrame], watching: Watching) -> None:
    """All through a film, or as long as there is time, where nothing was encoded meanwhile. The container is left at
    its beginning."""
    if watching.eye is None or watching.done:
        return
    began, most = time.process_time(), CPU_KEEPING_S if watching.eye.keeping else CPU_S
    container.seek(0, backward=True)
    try:
        for frame in frames:
            watching.shown(frame)
            if time.process_time() - began > most:
                break
    except av.FFmpegError:
        pass  # whoever encodes it says what is wrong with it
    container.seek(0, backward=True)


def listened(container: InputContainer, result: Result) -> None:
    """To the first sound of a film, as long as there is time; damage ends it. The container is left at its start."""
    if result.eye is None or not container.streams.audio:
        return
    began = time.process_time()
    container.seek(0, backward=True)
    try:
        for frame in sound.chained(sound.frames_of(container)):
            result.eye.hear(frame)
            if result.eye.sated or time.process_time() - began > HEARD_CPU_S:
                break
    except (Refused, av.FFmpegError):
        pass  # whoever encodes it says what is wrong with it
    container.seek(0, backward=True)
