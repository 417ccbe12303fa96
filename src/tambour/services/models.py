"""The keeper of models: measured before they are believed, in the shadow until somebody lets them out."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.errors import Conflict, NotFound
from tambour.moderation.card import Card, measured, told
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import Guess, Model, readable
from tambour.ports.classifier import Classifier
from tambour.ports.outside import Clock
from tambour.ports.store import Store

log = logging.getLogger(__name__)

SYSTEM = 0
"""The operator at the command line, who is nobody's account."""
SLICE = 64
MODES = ("shadow", "live")


@dataclass(frozen=True, slots=True)
class Models:
    """Use cases of the operator."""

    store: Store
    clock: Clock

    async def measure(self, classifier: Classifier, rows: Sequence[Sorted], about: str) -> tuple[Model, Card]:
        """What it does with sentences it was not trained on, written down. It is in the shadow then, whatever it was.
        `about`: what it was made from. Raises Unanswered."""
        card = measured(rows, await guesses(classifier, [row.text for row in rows]))
        page = told(card, f"Model card: {classifier.name}", about)
        now = self.clock.now()
        model = Model(print=classifier.print, name=classifier.name, reasons=card.reasons, card=page)
        async with self.store.writing() as tx:
            model = await tx.models.measured(model, now)
            digest = hashlib.sha256(page.encode()).hexdigest()
            facts: dict[str, str | int] = {"model": model.name, "bars": len(model.reasons), "card": digest}
            await tx.cases.seal(SYSTEM, "model.measure", f"model:{model.print}", dict(facts), now)
        return model, card

    async def switch(self, print: str, mode: str) -> Model:
        """Into the shadow or out of it. Raises Conflict(model.over_bar) for one that hits allowed speech above its
        bars, NotFound for one that nobody has measured."""
        if mode not in MODES:
            raise Conflict("no such mode", why="model.mode")
        now = self.clock.now()
        async with self.store.writing() as tx:
            model = await tx.models.named(print)
            if model is None:
                raise NotFound("nobody has measured this model: tambour detect measure")
            if mode == "live" and model.reasons:
                raise Conflict("it hits allowed speech: " + "; ".join(model.reasons), why="model.over_bar")
            if model.mode != mode:
                await tx.models.switch(print, mode, now)
                await tx.cases.seal(SYSTEM, f"model.{mode}", f"model:{print}", {"model": model.name}, now)
            found = await tx.models.named(print)
        return found or model

    async def demote(self, print: str) -> None:
        """What opens cases goes back to the shadow by itself where they were found harmless too often, as rules do."""
        model = await self.store.read.models.named(print)
        if model is None or model.mode != "live" or not (await self.store.read.models.record(model)).fails:
            return
        now = self.clock.now()
        async with self.store.writing() as tx:
            if (await tx.models.record(model)).fails:
                log.warning("%s goes back to the shadow", model.name)
                await tx.models.switch(print, "shadow", now)
                await tx.cases.seal(SYSTEM, "model.demote", f"model:{print}", {"model": model.name}, now)


async def guesses(classifier: Classifier, texts: Sequence[str]) -> list[Guess | None]:
    """What it says of texts as they are written, as it would of messages. Raises Unanswered."""
    read = [readable(text) for text in texts]
    asked = [at for at, text in enumerate(read) if text]
    found: list[Guess | None] = [None] * len(texts)
    for at in range(0, len(asked), SLICE):
        some = asked[at : at + SLICE]
        for place, guess in zip(some, await classifier.guess([read[i] for i in some]), strict=True):
            found[place] = guess
    return found
