"""What guesses at texts: a small model here, a large one behind an address, or nobody. It is handed words and no way
to act."""

from collections.abc import Sequence
from typing import Protocol

from tambour.moderation.guesses import Guess


class Unanswered(Exception):
    """Nobody answers now; what was asked is asked again later. `why` is stable: away, status, timeout."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ClassifierSettings(Protocol):
    """What an operator chooses; see config.py."""

    @property
    def kind(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def reach(self) -> str: ...
    @property
    def timeout_s(self) -> float: ...


class Classifier(Protocol):
    """One filling of the slot."""

    name: str
    print: str
    """Of these very weights, or this very prompt, model and address."""

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        """Of each text, in order; None: it knows nothing about it. Raises Unanswered."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...
