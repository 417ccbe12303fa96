"""Moving pictures: H.264 and AAC in MP4 with the index in front, a poster, a small variant; GIFs become loops."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import islice

import av
import av.subtitles.stream
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL import Image

from tambour.adapters.media.converting import frame_of, image_of
from tambour.adapters.media.index_first import index_first
from tambour.adapters.media.pictures import Refused, fitted, flat, frames, resized, webp
from tambour.adapters.media.result import FRAMES_MAX, Result
from tambour.adapters.media.sound import AUDIO_CODECS, RATE, VIDEO_CODECS, check_length
from tambour.adapters.media.thumbhash import thumb_hash
from tambour.adapters.media.watching import Watching, listened, watched

MP4 = "video/mp4"
PIXELS_MAX = 4096 * 2304
VIDEO_MS_MAX = 4 * 3_600_000
LOOP_MS_MAX = 30_000
LOOP_SIDE, ROUND_SIDE, SMALL_SIDE, WHOLE_SIDE, POSTER_SIDE = 640, 400, 854, 1920, 1280
ROUND_MS_MAX = 5 * 60_000
FRAMES_EACH_S_MAX = 60
SMALL_FROM_SIDE = 560
"""A 480p variant is made of videos whose shorter side is longer than this."""
SMALL_CPU_S = 600
"""It is given up where it takes longer."""
CRF_WHOLE, CRF_SMALL = "25", "28"
LOOK_FRAMES_MAX = 250
"""Frames decoded on the way from a key frame to one that is looked at."""
MS = Fraction(1, 1000)
TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
"""Counter-clockwise degrees."""
COPIED_PIXELS = ("yuv420p", "yuvj420p")


def loop_of_picture(picture: Image.Image, result: Result) -> None:
    """An animation as a silent video."""
    result.kind = "loop"
    watching = Watching(result)
    with muxed(result, "v") as target:
        coder: Encoder | None = None
        for at, frame in frames(picture):
            watching.see(frame, at)
            if coder is None:
                coder = Encoder(target, even(fitted(frame.size, LOOP_SIDE)), CRF_WHOLE)
                result.width, result.height = coder.size
            coder.put(frame_of(frame.resize(coder.size, Image.Resampling.BILINEAR)), at)
            shot(result, at, frame)
            result.duration = at
        if coder is None:
            raise Refused("media.empty")
        result.duration += int(picture.info.get("duration") or 100)
        coder.end()
    result.variants[-1].width, result.variants[-1].height = result.width, result.height
    picture.seek(0)
    poster(flat(picture.convert("RGBA")), result)


def video(container: InputContainer, result: Result, *, kind: str) -> None:
    """`video` or `loop` (silent), or `round`: a square from the middle. Raises Refused."""
    check_length(container, ROUND_MS_MAX if kind == "round" else VIDEO_MS_MAX)
    stream = next(iter(container.streams.video), None)
    if stream is None or stream.codec_context.name not in VIDEO_CODECS:
        raise Refused("media.unknown_format")
    if stream.width * stream.height > PIXELS_MAX or not stream.width * stream.height:
        raise Refused("media.too_many_pixels")
    stream.thread_type = "NONE"
    sound = next((s for s in container.streams.audio if s.codec_context.name in AUDIO_CODECS), None)
    length = (container.duration or 0) // 1000
    if kind != "round":
        result.kind = "loop" if kind == "loop" or (sound is None and 0 < length <= LOOP_MS_MAX) else "video"
    first, watching = look_through(container, result), Watching(result, length)
    side = {"round": ROUND_SIDE, "loop": LOOP_SIDE}.get(result.kind, WHOLE_SIDE)
    with_sound = sound is not None and result.kind != "loop"
    if with_sound:
        listened(container, result)
    if result.kind == "video" and may_copy(container, first):
        copy(container, result, with_sound=with_sound)
        result.width, result.height = stream.width, stream.height
    else:
        encode(container, result, "v", side, CRF_WHOLE, watching, with_sound=with_sound)
    result.variants[-1].width, result.variants[-1].height = result.width, result.height
    if result.kind == "video" and min(result.width, result.height) > SMALL_FROM_SIDE:
        whole = result.width, result.height, result.duration
        encode(
            container,
            result,
            "480",
            SMALL_SIDE,
            CRF_SMALL,
            watching,
            with_sound=with_sound,
            cpu_s=SMALL_CPU_S,
        )
        result.width, result.height, result.duration = whole
    watched(container, upright(container), watching)
    still = image_of(first)
    poster(squared(still) if kind == "round" else still, result)


def look_through(container: InputContainer, result: Result) -> VideoFrame:
    """Frames from all over the video for whoever looks at it; returns the first. Raises Refused."""
    stream, length = container.streams.video[0], container.duration or 0
    first: VideoFrame | None = None
    for n in range(FRAMES_MAX):
        try:
            if n:
                container.seek(length * n // FRAMES_MAX, backward=True)
            frame = reached(container, float(length * n // FRAMES_MAX) / 1e6)
        except av.FFmpegError:
            continue
        if frame is not None:
            first = first or frame
            at = int((frame.pts or 0) * (stream.time_base or MS) * 1000)
            if not result.frames or at > result.frames[-1].at:
                result.frame(at, image_of(frame))
        if not length:
            break
    if first is None:
        raise Refused("media.unreadable")
    container.seek(0, backward=True)
    return first


def reached(container: InputContainer, at_s: float) -> VideoFrame | None:
    """The frame at this time, or the last of LOOK_FRAMES_MAX on the way to it."""
    frame = None
    for frame in islice(upright(container), LOOK_FRAMES_MAX):
        if float((frame.pts or 0) * (frame.time_base or MS)) >= at_s:
            break
    return frame


def upright(container: InputContainer) -> Iterator[VideoFrame]:
    """Frames as the camera was held."""
    return (turned(frame) for frame in container.decode(video=0))


def turned(frame: VideoFrame) -> VideoFrame:
    """As the display matrix says. Raises Refused where a frame is larger than the file promised."""
    if frame.width * frame.height > PIXELS_MAX:
        raise Refused("media.too_many_pixels")
    how = TURNS.get(round(frame.rotation) % 360)
    if how is None:
        return frame
    made = frame_of(image_of(frame).transpose(how))
    made.pts, made.time_base = frame.pts, frame.time_base
    return made


def may_copy(container: InputContainer, first: VideoFrame) -> bool:
    """Is the stream such that every browser plays it as it is?"""
    stream = container.streams.video[0]
    sound = next(iter(container.streams.audio), None)
    return (
        stream.codec_context.name == "h264"
        and stream.codec_context.pix_fmt in COPIED_PIXELS
        and max(stream.width, stream.height) <= WHOLE_SIDE
        and round(first.rotation) % 360 == 0
        and (sound is None or sound.codec_context.name == "aac")
    )


def copy(container: InputContainer, result: Result, *, with_sound: bool) -> None:
    """The same streams in a new container without anything else that stood in the old one."""
    streams = [container.streams.video[0], *container.streams.audio[: int(with_sound)]]
    with muxed(result, "v") as target:
        targets = {s.index: target.add_stream_from_template(s) for s in streams}
        for made in targets.values():
            made.metadata.clear()
        end = 0.0
        try:
            for packet in container.demux(streams):
                if packet.dts is None or packet.pts is None:
                    continue
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
                packet.stream = targets[packet.stream.index]
                target.mux(packet)
        except av.FFmpegError as error:
            raise Refused("media.unreadable") from error
    result.duration = int(end * 1000)


def encode(
    container: InputContainer,
    result: Result,
    name: str,
    side: int,
    crf: str,
    watching: Watching,
    *,
    with_sound: bool,
    cpu_s: float = 0,
) -> None:
    """One variant, decoded, watched unless that is done, and encoded. With `cpu_s`, it is left out where it takes
    longer. Raises Refused."""
    began, kept, late = time.process_time(), len(result.variants), False
    container.seek(0, backward=True)
    with muxed(result, name) as target:
        coder: Encoder | None = None
        ears = Ears(target) if with_sound else None
        try:
            for frame in steady(decoded(container, watching, with_sound=with_sound)):
                if isinstance(frame, AudioFrame):
                    if ears is not None:
                        ears.put(frame)
                    continue
                seen = square(frame) if result.kind == "round" else frame
                if coder is None:
                    coder = Encoder(target, even(fitted((seen.width, seen.height), side)), crf)
                coder.put(seen, int((seen.pts or 0) * (seen.time_base or MS) * 1000))
                late = bool(cpu_s) and time.process_time() - began > cpu_s
                if late:
                    break
            if coder is None:
                raise Refused("media.empty")
            coder.end()
            if ears is not None:
                ears.end()
        except av.FFmpegError as error:
            raise Refused("media.unreadable") from error
        result.width, result.height = coder.size
        result.duration = coder.last + 1000 // 25
        watching.done = True
    result.variants[-1].width, result.variants[-1].height = result.width, result.height
    if late:
        del result.variants[kept:]


def decoded(
    container: InputContainer, watching: Watching, *, with_sound: bool
) -> Iterator[VideoFrame | AudioFrame]:
    """Picture and sound as they lie beside each other, so that they lie so again."""
    streams = [container.streams.video[0], *container.streams.audio[: int(with_sound)]]
    for packet in container.demux(streams):
        for frame in packet.decode():
            if isinstance(frame, VideoFrame):
                held = turned(frame)
                watching.shown(held)
                yield held
            elif isinstance(frame, AudioFrame):
                yield frame


def steady(frames: Iterator[VideoFrame | AudioFrame]) -> Iterator[VideoFrame | AudioFrame]:
    """At most FRAMES_EACH_S_MAX pictures a second, whatever the file claims; in order of time."""
    last = -1.0
    for frame in frames:
        at = float((frame.pts or 0) * (frame.time_base or MS))
        if isinstance(frame, AudioFrame):
            yield frame
        elif at - last >= 0.9 / FRAMES_EACH_S_MAX:
            last = at
            yield frame


class Encoder:
    """H.264 into a container, times in milliseconds from the first frame."""

    def __init__(self, target: OutputContainer, size: tuple[int, int], crf: str) -> None:
        self.target, self.size, self.last, self.first = target, size, -1, -1
        self.scaler = VideoReformatter()
        self.stream = target.add_stream("libx264", rate=30)
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        self.stream.codec_context.time_base = MS
        self.stream.codec_context.gop_size = 60
        self.stream.codec_context.thread_count = 1
        self.stream.options = {"crf": crf, "preset": "veryfast", "profile": "main"}

    def put(self, frame: VideoFrame, at_ms: int) -> None:
        """The next frame; one that does not move on is dropped."""
        if self.first < 0:
            self.first = at_ms
        at = at_ms - self.first
        if at <= self.last:
            return
        self.last = at
        made = self.scaler.reformat(frame, *self.size, format="yuv420p", threads=1)
        made.pts, made.time_base, made.pict_type = at, MS, 0
        self.target.mux(self.stream.encode(made))

    def end(self) -> None:
        """What the encoder still holds."""
        self.target.mux(self.stream.encode(None))


class Ears:
    """AAC into a container."""

    def __init__(self, target: OutputContainer) -> None:
        self.target = target
        self.stream = target.add_stream("aac", rate=RATE, layout="stereo", bit_rate=96_000)

        self.resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE, frame_size=1024)

    def put(self, frame: AudioFrame | None) -> None:
        """More of the sound track; times that jump are joined."""
        if frame is not None:
            frame.pts = None
        for piece in self.resampler.resample(frame):
            piece.pts = None
            self.target.mux(self.stream.encode(piece))

    def end(self) -> None:
        """What is still held."""
        self.put(None)
        self.target.mux(self.stream.encode(None))


@contextmanager
def muxed(result: Result, name: str) -> Iterator[OutputContainer]:
    """One variant in MP4, written aside and copied with its index in front."""
    result.aside.seek(0)
    result.aside.truncate()
    with av.open(result.aside, "w", format="mp4", options={"fflags": "+bitexact"}) as target:
        yield target
    with result.variant(name, MP4) as out:
        index_first(result.aside, out)


def poster(picture: Image.Image, result: Result) -> None:
    """A still, and the blurred thumb of it."""
    webp(resized(picture, POSTER_SIDE), "p", 76, result)
    result.thumb = base64.b64encode(thumb_hash(picture)).decode()


def shot(result: Result, at: int, picture: Image.Image) -> None:
    """Of an animation: frames at least half a second apart."""
    if not result.frames or at >= result.frames[-1].at + 500:
        result.frame(at, picture)


def square(frame: VideoFrame) -> VideoFrame:
    """The middle of a frame."""
    made = frame_of(squared(image_of(frame)))
    made.pts, made.time_base = frame.pts, frame.time_base
    return made


def squared(picture: Image.Image) -> Image.Image:
    """The middle."""
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return picture.crop((left, top, left + side, top + side))


def even(size: tuple[int, int]) -> tuple[int, int]:
    """H.264 with quartered colour wants even sides."""
    return max(2, size[0] // 2 * 2), max(2, size[1] // 2 * 2)
