"""The light model: heads over embeddings, trained on sentences of the project and on what the desk has decided."""

import asyncio
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from tambour.adapters.classifying.embedding import Embed
from tambour.adapters.classifying.heads import Matrix, features, odds, sure, unit
from tambour.adapters.classifying.names import unnamed
from tambour.moderation.guesses import GUESSED, Guess
from tambour.moderation.text.tongues import tongue
from tambour.ports.trouble import Trouble

FILE = "light.json"
ALIKE_FROM = 0.15
"""A head of allowed speech that is at least so sure is named beside the guess."""
HALF = np.float16
"""How the numbers are written: three digits are more than what they stand for is good for."""


class Weights(msgspec.Struct, frozen=True):
    """What training leaves behind. `classes`: categories of the policy, and kinds of allowed speech."""

    embedding: str
    classes: list[str]
    ahead: list[float]
    """For each of them: see `odds`."""
    columns: int
    """Of the embedding."""
    quiet: bytes
    """columns × columns: see `quiet` in heads.py."""
    known: bytes
    """So many sentences × columns: what likeness is measured to. Numbers of sentences of the project, of nobody's."""
    heads: bytes
    """(1 + columns + known) × classes, of four bytes each."""
    scales: dict[str, tuple[float, float]]
    """By language: see `calibrated`. What is not in it is not guessed at."""
    bars: dict[str, float]
    """By language: from here on it says something."""
    unsure: float
    """From here up to the bar it abstains."""

    @property
    def print(self) -> str:
        """Of these very weights."""
        return "light:" + hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()[:32]


@dataclass(slots=True)
class LightModel:
    """See Classifier in ports/classifier.py. It computes in a thread of its own, one batch at a time."""

    weights: Weights
    embed: Embed
    name: str = field(init=False)
    print: str = field(init=False)
    heads: Matrix = field(init=False)
    quiet: Matrix = field(init=False)
    known: Matrix = field(init=False)
    harmful: "np.ndarray[tuple[int], np.dtype[np.bool_]]" = field(init=False)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.name = f"light, {self.weights.embedding}"
        self.print = self.weights.print
        columns, names = self.weights.columns, self.weights.classes
        self.quiet = np.frombuffer(self.weights.quiet, HALF).astype(np.float64).reshape(columns, columns)
        self.known = np.frombuffer(self.weights.known, HALF).astype(np.float64).reshape(-1, columns)
        self.heads = np.frombuffer(self.weights.heads, np.float32).astype(np.float64).reshape(-1, len(names))
        self.harmful = np.asarray([name in GUESSED for name in self.weights.classes])

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        """See the port."""
        async with self.turn:
            return await asyncio.to_thread(self.judged, texts)

    def judged(self, texts: Sequence[str]) -> list[Guess | None]:
        """The same, at once."""
        langs = [tongue(text) for text in texts]
        known = [at for at, lang in enumerate(langs) if lang in self.weights.scales]
        found: list[Guess | None] = [None] * len(texts)
        if known:
            x = self.embed([unnamed(texts[at], langs[at]) for at in known])
            shares = features(unit(x @ self.quiet), self.known) @ self.heads
            for at, p, raw in zip(
                known, shares, odds(shares, self.harmful, np.asarray(self.weights.ahead)), strict=True
            ):
                found[at] = self.weighed(p, float(raw), langs[at])
        return found

    def weighed(self, p: "np.ndarray[tuple[int], np.dtype[np.float64]]", raw: float, lang: str) -> Guess:
        """A head of allowed speech that is surer than every other keeps the model silent, whatever the sum says."""
        score = sure(raw, self.weights.scales[lang])
        names = self.weights.classes
        vetoed = not self.harmful[int(p.argmax())]
        bar = self.weights.bars[lang]
        kind = int(np.where(self.harmful, -1, p).argmax())
        return Guess(
            score=score,
            category=names[int(np.where(self.harmful, p, -1).argmax())],
            allowed=names[kind] if p[kind] >= ALIKE_FROM else "",
            lang=lang,
            abstains=self.weights.unsure <= score and (vetoed or score < bar),
        )

    async def close(self) -> None:
        """Nothing is held."""


def saved(folder: Path, weights: Weights) -> Path:
    """Written beside and renamed, so that no process reads half of it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / FILE
    fresh = folder / f"{FILE}.{os.getpid()}"
    fresh.write_bytes(msgspec.json.encode(weights))
    fresh.replace(target)
    return target


def loaded(folder: Path, embed: Embed) -> LightModel:
    """Raises Trouble where there is none, or one of another embedding."""
    try:
        weights = msgspec.json.decode((folder / FILE).read_bytes(), type=Weights)
    except FileNotFoundError as none:
        raise Trouble("there is no trained model yet", "run: tambour detect train") from none
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise Trouble(f"{folder / FILE} cannot be read: {wrong}", "run: tambour detect train") from wrong
    if weights.embedding != embed.name:
        raise Trouble(
            f"the model was trained on {weights.embedding}, here is {embed.name}",
            "install requirements/guessing.txt, or run: tambour detect train",
        )
    return LightModel(weights, embed)
