"""Known pictures, films and sound: how alike a file is to what is in the bank, and what follows from it. Pure."""

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

How = Literal["whole", "quarters", "points", "sound", "track"]
"""`track`: known sound beneath pictures, or a piece only of longer sound."""
HOWS: tuple[str, ...] = get_args(How)
BITS = 256
WITHIN = 31
"""Two hashes of pictures are of one picture when so many bits of 256 differ at most."""
QUARTERS_MIN = 2
"""So many quarters of one picture must be found again, in their places."""
POINTS_MIN = 14
"""So many points must lie as they lie in the bank's picture."""
SOUND_MIN = 24
"""Fingerprints of sound, of which there are eight a second, that must lie beside each other."""
SOUND_SHORT = 80
SOUND_WITHIN, SOUND_SHORT_WITHIN = 0.25, 0.2
"""So many of their bits may differ, and of less than SOUND_SHORT of them."""
FILM_SHARE_MIN = 0.5
"""A film is a known one when so many of its frames are; with fewer it only shows something known."""
SURE = {"whole": 0.95, "quarters": 0.8, "points": 0.75, "sound": 0.9, "track": 0.8}
ONE_FRAME = 0.55
"""A film of which hardly a frame is known is looked at, and not much more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A file is like an entry of the bank. `off`: bits of 256 that differ, for points how many agree, for sound bits
    of a thousand; `at`, `sample_at`: ms in the file and in the entry's sample; `share` of the file's frames."""

    entry: int
    how: How
    off: int = 0
    at: int = 0
    sample_at: int = 0
    share: float = 1.0

    @property
    def score(self) -> float:
        """How surely it is the same, as signals count it."""
        return round(ONE_FRAME + (SURE[self.how] - ONE_FRAME) * min(1.0, self.share / FILM_SHARE_MIN), 3)

    @property
    def refuses(self) -> bool:
        """Is it sure enough to be kept out? Points, quarters and sound beneath pictures people look at first."""
        return self.how in ("whole", "sound") and self.share >= FILM_SHARE_MIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a file is recognised by. `prints` 37 bytes each (part, ms, hash), `points` 40 each, `sound` 4 each; what
    made them says what they mean (adapters/seeing)."""

    prints: bytes = b""
    points: bytes = b""
    sound: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.prints or self.points or self.sound)


NO_MARKS = Marks()
POINT_BYTES, POINTS_STORED = 40, 200
"""Of a picture that was sent so many points are stored, the strongest; two in a hundred of what its own bytes take."""
PRINT_HEAD = 5
"""Bytes of a print before its hash: the part (0 the whole) and the time."""


def stored(marks: Marks) -> Marks:
    """What is kept of an upload, for entries that come later. Of films no points: they would be as many as pictures."""
    still = marks.points[:4] == marks.points[-POINT_BYTES:][:4]
    points = marks.points[: POINT_BYTES * POINTS_STORED] if still else b""
    return Marks(prints=marks.prints, points=points, sound=marks.sound)


def face_version(file: str) -> int:
    """Which photo of a chat it is, where messages have the number of their version: 28 bits of its id's MD5."""
    return int(hashlib.md5(file.encode(), usedforsecurity=False).hexdigest()[:7], 16)


def marks_of_hash(hexadecimal: str) -> Marks:
    """What a picture is known by of which there is nothing but its PDQ."""
    return Marks(prints=bytes(PRINT_HEAD) + bytes.fromhex(hexadecimal))


def hash_of(marks: Marks) -> str:
    """The PDQ of the whole of a picture in the bank, as it is: its first print."""
    return marks.prints[PRINT_HEAD : PRINT_HEAD + BITS // 8].hex()
