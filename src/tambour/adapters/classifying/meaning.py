"""Texts compared by what they mean: the sentence encoder's numbers, rounded to 8 bits, and how near they are."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tambour.adapters.classifying.embedding import Embed
from tambour.adapters.classifying.heads import Matrix
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import SAID_FROM, Guess, readable
from tambour.moderation.meaning import ENTRY_FROM
from tambour.ports.meaning import Meaning

VERSION = 1
"""Of how numbers are rounded and compared."""
LEVELS = 127


class Meanings:
    """See Meaning in ports/meaning.py. It computes in a thread of its own."""

    def __init__(self, embed: Embed) -> None:
        self.embed = embed
        self.name = embed.name
        self.print = f"meaning:{embed.name}:{VERSION}:{ENTRY_FROM:.2f}"

    async def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """See the port."""
        if not texts:
            return []
        return await asyncio.to_thread(lambda: packed(self.embed(texts)))

    async def nearest(self, asked: Sequence[bytes], known: Sequence[bytes]) -> list[tuple[int, float]]:
        """See the port."""
        return await asyncio.to_thread(nearest, asked, known)

    async def near(self, one: bytes, known: Sequence[bytes], least: float) -> list[tuple[int, float]]:
        """See the port."""
        return await asyncio.to_thread(near, one, known, least) if known else []


def packed(rows: Matrix) -> list[bytes]:
    """Each row by its own scale: what is compared is the direction."""
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12)
    return [row.tobytes() for row in np.rint(rows / largest * LEVELS).astype(np.int8)]


def unpacked(vectors: Sequence[bytes]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Rows of length 1."""
    raw = np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(vectors), -1).astype(np.float32)
    found: np.ndarray[tuple[int, int], np.dtype[np.float32]] = raw / np.maximum(
        np.linalg.norm(raw, axis=1, keepdims=True), 1e-6
    )
    return found


def nearest(asked: Sequence[bytes], known: Sequence[bytes]) -> list[tuple[int, float]]:
    """See Meaning.nearest."""
    likeness = unpacked(asked) @ unpacked(known).T
    return [(int(row.argmax()), float(row.max())) for row in likeness]


def near(one: bytes, known: Sequence[bytes], least: float) -> list[tuple[int, float]]:
    """See Meaning.near."""
    likeness = unpacked(known) @ unpacked([one])[0]
    found = [(int(place), float(likeness[place])) for place in np.flatnonzero(likeness >= least)]
    return sorted(found, key=lambda each: (-each[1], each[0]))


@dataclass
class Compared:
    """The comparing, asked as a model is, so that it gets a card as every model does: how near a sentence comes to the
    harmful ones among `rows`, as if the bank held these in every language. A harmful one is compared with those of
    other languages only: with its translations, and never with itself."""

    meaning: Meaning
    rows: Sequence[Sorted]
    name: str = field(init=False)
    print: str = field(init=False)
    bank: list[tuple[str, Sorted]] = field(init=False)
    """The harmful ones, as a model reads them."""
    vectors: list[bytes] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.name, self.print = f"meaning, {self.meaning.name}", self.meaning.print
        self.bank = [(said, row) for row in self.rows if row.harmful and (said := readable(row.text))]

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        """See Classifier."""
        if not self.vectors:
            self.vectors = await self.meaning.vectors([said for said, _ in self.bank])
        tongue = {said: row.lang for said, row in self.bank}
        found: list[Guess | None] = []
        for text, asked in zip(texts, await self.meaning.vectors(texts), strict=True):
            known = [n for n, (_, row) in enumerate(self.bank) if row.lang != tongue.get(text)]
            ((place, likeness),) = await self.meaning.nearest([asked], [self.vectors[n] for n in known])
            found.append(guess_of(likeness, self.bank[known[place]][1].category))
        return found

    async def close(self) -> None:
        """Nothing is held."""


def guess_of(likeness: float, category: str) -> Guess:
    """It says something from the bar on."""
    score = min(max(likeness, 0.0), 1.0)
    return Guess(score=score, category=category, abstains=SAID_FROM <= score < ENTRY_FROM)
