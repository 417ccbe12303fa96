"""A model for tests: it takes for harmful what says `lantern`, and can be dead, slow or wrong."""

import asyncio
from collections.abc import Sequence

from tambour.moderation.guesses import Guess
from tambour.ports.classifier import Unanswered


class Oracle:
    """See Classifier in ports/classifier.py."""

    name, print = "oracle", "oracle:1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.dead = False
        self.broken = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        self.asked += texts
        await self.gate.wait()
        if self.dead:
            raise Unanswered("away")
        if self.broken:
            raise ZeroDivisionError
        return [self.one(text) for text in texts]

    def one(self, text: str) -> Guess | None:
        if "?" in text:
            return None
        sure = 0.95 if "Lantern" in text else 0.05
        return Guess(score=sure, category="tvec.recruit", allowed="news", abstains="perhaps" in text)

    async def close(self) -> None:
        """Nothing is held."""
