"""Words in what was published: in a voice message, in the sound of a film."""

import io
import time
from collections.abc import Iterator

import av
from av.audio.resampler import AudioResampler

from tambour.adapters.hearing.optional import Hears
from tambour.adapters.media import sound
from tambour.adapters.media.pictures import Refused

RATE, PIECE_S = 16_000, 30
PIECE_BYTES = 2 * RATE * PIECE_S
PIECES_MAX = 10
"""Of one file: what is said after five minutes is not heard."""
CPU_S = 90


def heard(source: "io.BufferedReader[io.FileIO]", ear: Hears) -> list[str]:
    """What was said, a line for each piece of half a minute. Raises Refused."""
    container = sound.opened(source)
    said: list[str] = []
    began = time.process_time()
    for number, piece in enumerate(pieces(sound_of(container))):
        if number == PIECES_MAX or time.process_time() - began > CPU_S:
            break
        if words := ear.piece(piece):
            said.append(words)
    return said


def sound_of(container: av.container.InputContainer) -> Iterator[bytes]:
    """One channel of signed 16-bit samples at RATE; nothing for a film without sound."""
    if not container.streams.audio:
        return
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        for frame in sound.chained(sound.frames_of(container)):
            for part in resampler.resample(frame):
                yield bytes(part.planes[0])[: part.samples * 2]
    except Refused as no:
        if no.why != "media.unreadable":
            raise  # what came before the damage was heard


def pieces(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same in pieces of PIECE_S, the last one shorter."""
    held = bytearray()
    for part in parts:
        held += part
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    if held:
        yield bytes(held)
