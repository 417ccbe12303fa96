"""What was said in public that says what a text of the bank says, in other words or another language: a guess, no more.

It is asked by the reader that a model has, for the same messages, and is handed no way to make a case.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Kept
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Finding, Loaded
from tambour.moderation.guesses import MEANING, Model, readable
from tambour.moderation.meaning import ENTRIES_MAX, ENTRY_FROM, enough
from tambour.moderation.text.near import shingles
from tambour.moderation.text.normal import normalise
from tambour.pipeline.gate import Gate
from tambour.ports.meaning import Meaning
from tambour.ports.models import ModelRows
from tambour.ports.screen import Placed

SLICE = 32
TOLD_MAX = 4
"""Entries that a text is told to be near, at most."""
Beat = Callable[[], Awaitable[None]]
Near = tuple[BankEntry, float]
"""An entry, and how near it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text of a message: `part` by surfaces.py, as it was written, and as a model reads it."""

    kept: Kept
    part: str
    text: str
    said: str


@dataclass
class BankMeanings:
    """The meanings of the bank's texts are kept in memory, 512 bytes each, and made where a text is new."""

    gate: Gate
    meaning: Meaning
    models: ModelRows
    model: Model | None = None
    """As its row was when it was last asked for."""
    bank: Loaded | None = field(default=None, init=False)
    entries: list[BankEntry] = field(default_factory=list, init=False)
    known: list[bytes] = field(default_factory=list, init=False)
    """What each of them means."""
    reads: dict[str, str] = field(default_factory=dict, init=False)
    """What a model reads of each of the bank's texts; the bank is loaded anew every minute."""
    vectors: dict[str, bytes] = field(default_factory=dict, init=False)
    """By what a model reads of an entry."""
    read: int = field(default=0, init=False)
    """Texts that were compared."""

    async def learn(self, beat: Beat) -> None:
        """What the bank holds now: certain texts, the newest first."""
        self.model = await self.models.named(self.meaning.print)
        await self.gate.load()
        if self.bank is self.gate.bank:
            return
        bank = self.gate.bank
        texts = [
            e
            for e in sorted(bank.entries.values(), key=lambda e: -e.id)
            if e.kind == "text" and e.opinion == "positive"
        ][:ENTRIES_MAX]
        self.reads = await asyncio.to_thread(self.read_of, texts)
        chosen = [(e, said) for e in texts if enough(said := self.reads[e.value])]
        fresh = [said for said in dict.fromkeys(said for _, said in chosen) if said not in self.vectors]
        made = {said: self.vectors[said] for _, said in chosen if said in self.vectors}
        for at in range(0, len(fresh), SLICE):
            some = fresh[at : at + SLICE]
            made |= zip(some, await self.meaning.vectors(some), strict=True)
            await beat()
        self.entries, self.known = [e for e, _ in chosen], [made[said] for _, said in chosen]
        self.vectors, self.bank = made, bank

    def read_of(self, texts: Sequence[BankEntry]) -> dict[str, str]:
        """What a model reads of them, by their values; each is read once."""
        return {e.value: self.reads[e.value] if e.value in self.reads else readable(e.value) for e in texts}

    async def found(self, asked: Sequence[Asked], only: Collection[int] | None = None) -> list[Placed]:
        """The entries, of these where some are named, to which each text is near enough: see `told`."""
        asked = [one for one in asked if enough(one.said)]
        entries, known = self.entries, self.known
        if only is not None:
            chosen = [(e, one) for e, one in zip(entries, known, strict=True) if e.id in only]
            entries, known = [e for e, _ in chosen], [one for _, one in chosen]
        if not entries or not asked:
            return []
        self.read += len(asked)
        vectors = await self.meaning.vectors([one.said for one in asked])
        nearest = await self.meaning.nearest(vectors, known)
        placed: list[Placed] = []
        for one, vector, (_, likeness) in zip(asked, vectors, nearest, strict=True):
            if likeness >= ENTRY_FROM:
                near = await self.meaning.near(vector, known, ENTRY_FROM)
                some = [(entries[place], how) for place, how in near]
                placed += [
                    (one.kept, self.finding(entry, how, one.part))
                    for entry, how in await self.told(one, some)
                ]
        return placed

    async def told(self, one: Asked, near: Sequence[Near]) -> list[Near]:
        """Of the entries that are near, the nearest first, those that people hear of: TOLD_MAX, the nearest of each
        category before others of the same, since what somebody is to weigh is that it may be more than one thing. What
        is a copy of an entry is found as a copy, and nothing else is said of that category."""
        tried = [(entry, how) for entry, how in near if entry.tried_in(one.kept.message.chat)]
        if not tried:
            return []
        copied = await asyncio.to_thread(self.copied, one.text)
        plain = {entry.category for entry, _ in tried if entry.id in copied}
        left = [each for each in tried if each[0].category not in plain]
        first = {entry.category: entry.id for entry, _ in reversed(left)}
        left.sort(key=lambda each: (first[each[0].category] != each[0].id, -each[1]))
        return left[:TOLD_MAX]

    def copied(self, text: str) -> set[int]:
        """The entries of which it is a copy by its letters."""
        bank = self.bank or Loaded()
        return {key for _, key in bank.texts.copied(shingles(normalise(text).text))}

    def finding(self, entry: BankEntry, likeness: float, part: str = "") -> Finding:
        """As a signal about a part of a message: live where the entry is, and where somebody let the comparing itself
        live."""
        live = entry.mode == "live" and self.model is not None and self.model.mode == "live"
        return Finding(
            detector=MEANING,
            category=entry.category,
            score=round(min(likeness, 1.0), 3),
            entry=entry.id,
            reasons=("found.meaning",),
            mode="live" if live else "shadow",
            version=self.model.number if self.model is not None else 0,
            part=part,
        )
