"""Sound: decoded by an allow-list, encoded again as Opus in WebM, with a waveform of 64 loudnesses for voice notes."""

import base64
from collections.abc import Iterator
from math import log10
from typing import IO

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer

from tambour.adapters.media.pictures import Refused
from tambour.adapters.media.result import Result

RATE = 48_000
VOICE_MS_MAX = 3_600_000
AUDIO_MS_MAX = 4 * 3_600_000
STEPS = 64
STEP_BITS = 5
QUIET_DB = -50.0
BIT_RATES = {"voice": 16_000, "audio": 128_000}
"""Ten seconds of voice are 25 kB at most: five seconds of a line of 40 kbit/s."""
TUNED = {"voice": {"application": "voip"}, "audio": {}}
DEMUXERS = {"mov": b"ftyp", "matroska": b"\x1a\x45\xdf\xa3", "ogg": b"OggS", "flac": b"fLaC", "wav": b"RIFF"}
"""By their first bytes (`ftyp` stands at 4); the rest that is let in is MP3 and ADTS."""
VIDEO_CODECS = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4"})
AUDIO_CODECS = frozenset(
    {
        "aac",
        "mp3",
        "mp3float",
        "opus",
        "vorbis",
        "flac",
        "alac",
        "pcm_s16le",
        "pcm_s24le",
        "pcm_f32le",
        "pcm_u8",
    }
)
OPTIONS = {
    "protocol_whitelist": "none",
    "enable_drefs": "0",
    "probesize": "5000000",
    "analyzeduration": "5000000",
}


def opened(source: IO[bytes]) -> InputContainer:
    """By a demuxer that the first bytes name, never by guessing among all. Raises Refused."""
    head = source.read(16)
    source.seek(0)
    kind = demuxer(head)
    if kind is None:
        raise Refused("media.unknown_format")
    try:
        return av.open(source, "r", format=kind, options=OPTIONS, metadata_errors="replace")
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Refused("media.unreadable") from error


def demuxer(head: bytes) -> str | None:
    """One of those that are let in."""
    for name, magic in DEMUXERS.items():
        at = 4 if name == "mov" else 0
        if head[at:].startswith(magic) and (name != "wav" or head[8:12] == b"WAVE"):
            return name
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return "aac" if head[:1] == b"\xff" and head[1] & 0xF6 == 0xF0 else "mp3"
    return None


def check_length(container: InputContainer, most_ms: int) -> None:
    """What the container claims, before anything is decoded. Raises Refused."""
    if container.duration and container.duration / 1000 > most_ms:
        raise Refused("media.too_long")


def frames_of(container: InputContainer) -> Iterator[AudioFrame]:
    """Decoded sound of the first audio stream. Raises Refused."""
    stream = next(iter(container.streams.audio), None)
    if stream is None or stream.codec_context.name not in AUDIO_CODECS:
        raise Refused("media.unknown_format")
    try:
        yield from container.decode(stream)
    except av.FFmpegError as error:
        raise Refused("media.unreadable") from error


def voice(container: InputContainer, result: Result) -> None:
    """Mono Opus, the waveform, the length."""
    loud = encode(container, result, "voice", VOICE_MS_MAX)
    result.wave = base64.b64encode(waveform(loud)).decode()


def music(container: InputContainer, result: Result) -> None:
    """Stereo Opus beside the original."""
    encode(container, result, "audio", AUDIO_MS_MAX)


def encode(container: InputContainer, result: Result, kind: str, most_ms: int) -> list[float]:
    """Variant `a`; returns the energy of every 20 ms. Raises Refused."""
    check_length(container, most_ms)
    layout = "mono" if kind == "voice" else "stereo"
    energies: list[float] = []
    samples = 0
    resampler = AudioResampler(format="s16", layout=layout, rate=RATE, frame_size=RATE // 50)
    with result.variant("a", "audio/webm") as out, av.open(out, "w", format="webm") as target:
        stream = target.add_stream(
            "libopus", rate=RATE, layout=layout, bit_rate=BIT_RATES[kind], options=TUNED[kind]
        )
        for frame in chained(frames_of(container)):
            if result.eye is not None:
                result.eye.hear(frame)
            for piece in resampler.resample(frame):
                samples += piece.samples
                if samples > most_ms * RATE // 1000:
                    raise Refused("media.too_long")
                if kind == "voice":
                    energies.append(energy(bytes(piece.planes[0])[: piece.samples * 2]))
                piece.pts = None
                target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    if not samples:
        raise Refused("media.empty")
    result.duration = samples * 1000 // RATE
    return energies


def chained(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame | None]:
    """With the None at the end that empties a resampler; times that jump are joined."""
    for frame in frames:
        frame.pts = None
        yield frame
    yield None


def energy(pcm: bytes) -> float:
    """Mean square of signed 16-bit samples, by every fourth."""
    values = memoryview(pcm).cast("h")[::4]
    return sum(v * v for v in values) / max(1, len(values)) / 32768**2


def waveform(energies: list[float]) -> bytes:
    """STEPS loudnesses of STEP_BITS each, the first in the highest bits: decibels from QUIET_DB up to the loudest."""
    steps = []
    for n in range(STEPS):
        first = n * len(energies) // STEPS
        part = energies[first : max((n + 1) * len(energies) // STEPS, first + 1)]
        steps.append(max(part, default=0.0))
    loudest = max(max(steps), 1e-6)
    packed = 0
    for value in steps:
        level = 10 * log10(value / loudest) if value > 0 else QUIET_DB
        packed = packed << STEP_BITS | round((2**STEP_BITS - 1) * max(0.0, 1 - level / QUIET_DB))
    return packed.to_bytes(STEPS * STEP_BITS // 8, "big")
