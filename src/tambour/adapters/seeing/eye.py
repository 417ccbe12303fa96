"""What the child that decodes strangers' bytes takes down of them: the marks by which they are known again."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

import av
import numpy as np
import numpy.ma  # unique() would import it later, when the child may import no more
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray
from PIL import Image

from tambour.adapters.seeing import prints
from tambour.adapters.seeing.chroma import RATE, Listener
from tambour.adapters.seeing.index import words_of
from tambour.adapters.seeing.prints import PRINT, WHOLE, Prints
from tambour.adapters.seeing.sounds import varied
from tambour.moderation.known import NO_MARKS, Marks

Spots = Callable[[Image.Image, int], NDArray[np.void]]
spots_of: Spots | None = None
try:
    from tambour.adapters.seeing.features import features

    spots_of = features
except ImportError:  # without OpenCV there are no points
    pass

SAME_FRAME = 16
"""Frames of a kept film whose hashes differ in no more bits are one."""
KEPT_FRAMES_MAX, QUERY_FRAMES_MAX = 1_500, 300
HEARD_S_MAX = 1_800
"""Sound after half an hour is not listened to."""
POINTED_MAX = 8
"""Pictures of one file whose points are taken."""


P = ParamSpec("P")


def spared(look: "Callable[Concatenate[Eye, P], None]") -> "Callable[Concatenate[Eye, P], None]":
    """A look that fails costs the file nothing: the eye is blind from then on, and the file is owed another look. Of
    what is kept for the bank all is taken, or it is refused."""

    def tried(self: "Eye", /, *what: P.args, **more: P.kwargs) -> None:
        if self.blind:
            return
        try:
            look(self, *what, **more)
        except (MemoryError, av.FFmpegError):
            raise
        except Exception:
            if self.keeping:
                raise
            self.blind = True

    return tried


class Eye:
    """`keeping`: for the bank, with everything that it is to be found by."""

    def __init__(self, *, keeping: bool) -> None:
        self.keeping, self.blind = keeping, False
        self.prints: list[Prints] = []
        self.points: list[bytes] = []
        self.hashes = np.zeros((0, 4), np.uint64)
        self.listener = Listener()
        self.resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
        self.heard = 0

    @property
    def frames_max(self) -> int:
        """So many frames of a film are worth looking at."""
        return KEPT_FRAMES_MAX if self.keeping else QUERY_FRAMES_MAX

    @spared
    def picture(self, picture: Image.Image) -> None:
        """A still one."""
        self.prints.append(prints.kept(picture) if self.keeping else prints.query(picture))
        self.spots(picture, 0)

    @spared
    def frame(self, picture: Image.Image, at: int) -> None:
        """One of a film at `at` ms; for the bank, only what was not there before."""
        if len(self.prints) >= self.frames_max:
            return
        made = prints.frame(picture, at) if self.keeping else prints.query(picture, at)
        whole = made[made["part"] == WHOLE]
        if not len(whole):
            return
        if self.keeping:
            own = words_of(np.ascontiguousarray(whole["hash"][:1]))
            if len(self.hashes) and np.bitwise_count(self.hashes ^ own).sum(axis=1).min() <= SAME_FRAME:
                return
            self.hashes = np.concatenate([self.hashes, own])
        self.prints.append(made)

    @spared
    def spots(self, picture: Image.Image, at: int) -> None:
        """The points of a picture, or of a frame."""
        if spots_of is None or len(self.points) >= POINTED_MAX:
            return
        if not self.keeping or prints.worth(picture) is not None:
            self.points.append(spots_of(picture, at).tobytes())

    @spared
    def hear(self, frame: AudioFrame | None) -> None:
        """More sound; None at its end."""
        if self.sated:
            return
        for piece in self.resampled(frame):
            samples = np.frombuffer(bytes(piece.planes[0]), np.int16)[: piece.samples]
            self.heard += len(samples)
            self.listener.hear(samples)

    @property
    def sated(self) -> bool:
        """Is no more of its sound listened to?"""
        return self.heard > HEARD_S_MAX * RATE

    def resampled(self, frame: AudioFrame | None) -> list[AudioFrame]:
        """At RATE, one channel. Sound that goes on in another format is no failure of ours, and no way to hide."""
        try:
            return self.resampler.resample(frame)
        except ValueError:
            self.resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
            return self.resampler.resample(frame)

    def marks(self) -> Marks:
        """Everything that was taken down; nothing where it is blind."""
        if self.blind:
            return NO_MARKS
        sound = self.listener.print()
        return Marks(
            prints=np.concatenate([np.zeros(0, PRINT), *self.prints]).tobytes(),
            points=b"".join(self.points),
            sound=sound.astype("<u4").tobytes() if not self.keeping or varied(sound) else b"",
        )
