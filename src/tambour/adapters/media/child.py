"""The child: opens what it needs, gives everything else up, decodes one file of a stranger, and answers in one line.

`python -m tambour.adapters.media.child FOLDER KIND`: reads FOLDER/source, writes FOLDER/slotN and FOLDER/frames; of
kind `read` it writes nothing and answers with the words that stand in a picture or film, in the languages whose names
follow, of kind `hear` with those that are spoken.
"""

import faulthandler
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

import av
import av.logging
import msgspec
from PIL import Image

from tambour.adapters.hearing.optional import new_ear
from tambour.adapters.media import confine, hearing, moving, pictures, reading, sampling, sound
from tambour.adapters.media.result import Report, Result
from tambour.adapters.reading.optional import Engine, new_reader
from tambour.config_detection import LANGUAGES

MEMORY_BYTES = 2 * 1024**3
CPU_S = {
    "photo": 25,
    "face": 25,
    "sticker": 25,
    "link": 8,
    "voice": 240,
    "audio": 600,
    "sample": 600,
    "look": 600,
    "read": 75,
    "hear": 150,
}
CPU_VIDEO_S = 1800
FILE_BYTES_MAX = 3 * 1024**3
READ, HEAR = "read", "hear"
NICE = 10
"""Nobody waits for words in pictures as they wait for the pictures."""
Source: TypeAlias = "io.BufferedReader[io.FileIO]"
PICTURES = ("photo", "face", "sticker", "link", "loop")


def main(folder: str, kind: str, *more: str) -> None:
    """One file."""
    av.logging.set_level(None)
    faulthandler.disable()
    confine.limit(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S.get(kind, CPU_VIDEO_S), file_bytes=FILE_BYTES_MAX)
    source = io.BufferedReader(io.FileIO(os.open(os.path.join(folder, "source"), os.O_RDONLY)))
    do = prepared(folder, kind, more)
    sealed = confine.confine()
    try:
        report = do(source, sealed)
    except pictures.Refused as no:
        report = Report(why=no.why, confined=sealed)
    except MemoryError:
        report = Report(why="media.too_large", confined=sealed)
    except Exception as error:  # whatever a decoder throws at such bytes
        report = Report(why="media.unreadable", confined=sealed)
        os.write(2, f"{type(error).__name__}: {error}"[:2000].encode("ascii", "replace"))
    os.write(1, msgspec.json.encode(report))
    os._exit(0)


def prepared(folder: str, kind: str, more: Sequence[str]) -> Callable[[Source, bool], Report]:
    """What is to be done, with everything opened that it needs. It raises Refused and whatever a decoder throws."""
    if kind in (READ, HEAR):
        os.nice(NICE)
    if kind == READ:
        reader = reader_of(tuple(more) or LANGUAGES)
        return lambda source, sealed: worded(
            kind, reading.read(source, reader) if reader else None, sealed=sealed
        )
    if kind == HEAR:
        ear = new_ear()
        return lambda source, sealed: worded(kind, hearing.heard(source, ear) if ear else None, sealed=sealed)
    result = Result(folder, kind, keeping=kind == "sample")

    def decode(source: Source, sealed: bool) -> Report:
        work(source, kind, result)
        return result.report(confined=sealed)

    return decode


@cache
def reader_of(languages: tuple[str, ...]) -> Engine | None:
    """With its data loaded, which takes as long as the words of a small picture."""
    return new_reader(languages)


def warm(languages: Sequence[str]) -> None:
    """What can be loaded before there is a file, for a process that forks."""
    if languages:
        reader_of(tuple(languages))


def worded(kind: str, lines: list[str] | None, *, sealed: bool) -> Report:
    """Raises Refused where nothing reads or hears."""
    if lines is None:
        raise pictures.Refused("media.no_reader")
    return Report(kind=kind, read=lines, confined=sealed)


def work(source: Source, kind: str, result: Result) -> None:
    """By kind; a GIF sent as a picture becomes a loop."""
    if kind in ("sample", "look"):
        return sampling.sample(source, result)
    if kind in ("voice", "audio"):
        container = sound.opened(source)
        return sound.voice(container, result) if kind == "voice" else sound.music(container, result)
    head = source.peek(16)
    if kind in PICTURES and (kind != "loop" or sound.demuxer(head) is None):
        picture = pictures.opened(source)
        if kind in ("photo", "loop") and pictures.animated(picture):
            return moving.loop_of_picture(picture, result)
        shapes = {"face": pictures.face, "sticker": pictures.sticker, "link": pictures.link}
        return shapes.get(kind, still)(picture, result)
    return moving.video(sound.opened(source), result, kind=kind)


def still(picture: Image.Image, result: Result) -> None:
    """A photo, also where a loop was meant and nothing moves."""
    result.kind = "photo"
    pictures.photo(picture, result)


if __name__ == "__main__":
    os.closerange(
        3, os.sysconf("SC_OPEN_MAX")
    )  # not every event loop does, and the server may have inherited some
    main(*sys.argv[1:])
