"""Frames of films as pictures, and back. What FFmpeg sets up for it is kept from frame to frame: that takes longer than
the frame itself, and by default starts a thread for each core every time."""

from typing import cast

from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL import Image

to_rgb = VideoReformatter()


def image_of(frame: VideoFrame) -> Image.Image:
    """As Pillow has it."""
    plane = to_rgb.reformat(frame, format="rgb24", threads=1).planes[0]
    size, row = (plane.width, plane.height), plane.line_size
    return Image.frombytes("RGB", size, memoryview(plane), "raw", "RGB", abs(row), 1 if row > 0 else -1)


def frame_of(picture: Image.Image) -> VideoFrame:
    """As FFmpeg has it."""
    return cast("VideoFrame", VideoFrame.from_image(picture))  # type: ignore[no-untyped-call]
