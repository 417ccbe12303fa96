"""What is known of models: the rows in which their cards and modes stand."""

from typing import Protocol

from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import Model
from tambour.moderation.rules.life import Record


class ModelRows(Protocol):
    """Models."""

    async def named(self, print: str) -> Model | None:
        """By its fingerprint; None: nobody has measured it."""
        ...

    async def measured(self, model: Model, now: int) -> Model:
        """Write down what was found out about it; it is in the shadow then. Returns it with its number."""
        ...

    async def switch(self, print: str, mode: str, now: int) -> None:
        """The database itself refuses `live` for one with reasons against it."""
        ...

    async def record(self, model: Model) -> Record:
        """What became of the cases it opened beside names of the bank since its mode last changed."""
        ...

    async def decided(self, limit: int) -> list[Sorted]:
        """Messages of public chats about which people have decided, the newest first: harmful by category, or not."""
        ...
