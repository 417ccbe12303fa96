"""What a model says beside a name of the bank: may ask a person to look, where both have proved themselves together.

A model's reader asks here about what its model has something to say about; a name that comes later asks about what
models had said before. Neither is handed a way to make a case: what is owed one stands in the signal, as of any other
finding that an entry of the bank made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Kept
from tambour.moderation.detect import Loaded
from tambour.moderation.guesses import Model
from tambour.moderation.named import beside
from tambour.moderation.surfaces import sayings
from tambour.moderation.titled import guessed
from tambour.pipeline.gate import Gate
from tambour.pipeline.titled import Titles
from tambour.ports.models import ModelRows
from tambour.ports.profiles import ProfileRows
from tambour.ports.screen import Placed, SignalRows

Said = tuple[Kept, str, str]
"""A message, a part of it by surfaces.py, and its words, which a model takes for harmful."""


@dataclass
class NamedGuesses:
    """`print`: of the model and the names together, by named.py."""

    gate: Gate
    models: ModelRows
    print: str
    profiles: ProfileRows
    titles: Titles = field(default_factory=Titles, init=False)
    model: Model | None = field(default=None, init=False)
    """The row of both together, as it was when it was last asked for."""

    async def learn(self) -> int:
        """The bank as it is now, and whether what is found is live; returns the bank's version."""
        self.model = await self.models.named(self.print)
        await self.gate.load()
        return self.gate.version

    async def found(self, said: Sequence[Said], bank: Loaded | None = None) -> list[Placed]:
        """The names of the bank in these, and in what the chats are called in which they were said."""
        titles = self.titles if bank is None else Titles()
        bank = bank or self.gate.bank
        names = await titles.of(self.profiles, bank, (kept.message.chat for kept, _, _ in said))
        placed: list[Placed] = []
        for kept, part, text in said:
            message = kept.message
            placed += [(kept, finding) for finding in beside(bank, message, part, text, self.model)]
            if called := names.get(message.chat):
                found = guessed(bank, called, message, part, text, self.model)
                placed += [(kept, finding) for finding in found]
        return placed

    async def hunted(self, bank: Loaded, kept: Sequence[Kept], signals: SignalRows) -> list[Placed]:
        """The name of a new entry, alone in `bank`, in what a model took for harmful before it came."""
        if not any(entry.kind == "name" for entry in bank.entries.values()):
            return []
        by_place = {(one.message.chat, one.message.seq, one.message.version): one for one in kept}
        guessed = await signals.guessed_at(list(by_place))
        if not guessed:
            return []
        self.model = await self.models.named(self.print)
        said = [
            (by_place[place], part, sayings(by_place[place].message).get(part, "")) for place, part in guessed
        ]
        return await self.found(said, bank)
