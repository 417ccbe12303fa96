"""The child: opens what it needs, gives everything else up, decodes one file of a stranger, and answers in one line.

`python -m tambour.adapters.media.child FOLDER KIND`: reads FOLDER/source, writes FOLDER/slotN and FOLDER/frames; of
kind `read` it writes nothing and answers with the words that stand in a picture or film.
"""

import faulthandler
import io
import os
import sys

import av
import av.logging
import msgspec
from PIL import Image

from tambour.adapters.media import confine, moving, pictures, reading, sampling, sound
from tambour.adapters.media.result import Report, Result
from tambour.adapters.reading.optional import Engine, new_reader

MEMORY_BYTES = 2 * 1024**3
CPU_S = {
    "photo": 25,
    "face": 25,
    "sticker": 25,
    "link": 8,
    "voice": 240,
    "audio": 600,
    "sample": 600,
    "read": 75,
}
CPU_VIDEO_S = 1800
FILE_BYTES_MAX = 3 * 1024**3
READ = "read"
NICE = 10
"""Nobody waits for words in pictures as they wait for the pictures."""
PICTURES = ("photo", "face", "sticker", "link", "loop")


def main(folder: str, kind: str) -> None:
    """One file."""
    av.logging.set_level(None)
    faulthandler.disable()
    confine.limit(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S.get(kind, CPU_VIDEO_S), file_bytes=FILE_BYTES_MAX)
    source = io.BufferedReader(io.FileIO(os.open(os.path.join(folder, "source"), os.O_RDONLY)))
    result, reader = (
        (None, patient_reader()) if kind == READ else (Result(folder, kind, keeping=kind == "sample"), None)
    )
    sealed = confine.confine()
    try:
        report = done(source, kind, result, reader, sealed=sealed)
    except pictures.Refused as no:
        report = Report(why=no.why, confined=sealed)
    except MemoryError:
        report = Report(why="media.too_large", confined=sealed)
    except Exception as error:  # whatever a decoder throws at such bytes
        report = Report(why="media.unreadable", confined=sealed)
        os.write(2, f"{type(error).__name__}: {error}"[:2000].encode("ascii", "replace"))
    os.write(1, msgspec.json.encode(report))
    os._exit(0)


def patient_reader() -> Engine | None:
    """With its data loaded, and at the end of the queue for a core."""
    os.nice(NICE)
    return new_reader()


def done(
    source: "io.BufferedReader[io.FileIO]",
    kind: str,
    result: Result | None,
    reader: Engine | None,
    *,
    sealed: bool,
) -> Report:
    """What came of it. Raises Refused and whatever a decoder throws."""
    if result is not None:
        work(source, kind, result)
        return result.report(confined=sealed)
    if reader is None:
        raise pictures.Refused("media.no_reader")
    return Report(kind=READ, read=reading.read(source, reader), confined=sealed)


def work(source: "io.BufferedReader[io.FileIO]", kind: str, result: Result) -> None:
    """By kind; a GIF sent as a picture becomes a loop."""
    if kind == "sample":
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
    main(sys.argv[1], sys.argv[2])
