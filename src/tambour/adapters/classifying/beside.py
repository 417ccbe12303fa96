"""A model beside names of a bank, asked as a model is, so that it gets a card as every model does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tambour.adapters.matching import automaton, expressions
from tambour.moderation.bank import BankEntry
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.guesses import Guess
from tambour.moderation.named import plainly_named, print_of
from tambour.moderation.text.normal import normalise
from tambour.moderation.titled import plainly_heard
from tambour.ports.classifier import Classifier


def bank_of(names: Iterable[tuple[str, str]]) -> Loaded:
    """A bank of these (language, name) and nothing else."""
    entries = [
        BankEntry(
            id=n, kind="name", value=name, lang=lang, category="tvec.branded", mode="live", source="proof"
        )
        for n, (lang, name) in enumerate(dict.fromkeys(names), 1)
    ]
    return loaded(entries, automaton, expressions, 0)


@dataclass
class Beside:
    """Silent wherever a text keeps a distance from whom it names, or pushes towards them in words that are known. One
    that names nobody of `bank` is taken as said in a place that is called by a name."""

    model: Classifier
    bank: Loaded
    name: str = field(init=False)
    print: str = field(init=False)

    def __post_init__(self) -> None:
        self.name, self.print = f"{self.model.name}, beside names", print_of(self.model.print)

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        """See Classifier."""
        return [
            guess if guess is None or self.counts(text) else replace(guess, abstains=True)
            for text, guess in zip(texts, await self.model.guess(texts), strict=True)
        ]

    def counts(self, text: str) -> bool:
        """Would what the model says of it open a case?"""
        read = normalise(text)
        return bool(plainly_named(self.bank, read, text)) or plainly_heard(self.bank, read, text)

    async def close(self) -> None:
        """Hang up."""
        await self.model.close()
