"""The model that the settings name, as the commands ask it."""

from collections.abc import Sequence

import uvloop
from msgspec.structs import replace

from tambour.adapters.classifying.optional import classifier_of
from tambour.config import Config
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import Guess
from tambour.ports.classifier import Classifier, Unanswered
from tambour.ports.trouble import Trouble
from tambour.services.models import guesses


def asked(settings: Config) -> Classifier:
    """The model of the settings; the light one where they name none. Raises Trouble."""
    chosen = settings.classifier
    if chosen.kind == "none":
        chosen = replace(chosen, kind="light")
    found = classifier_of(chosen, settings.folder, f"Tambour (+{settings.url})")
    if found is None:
        raise Trouble("the settings name no model", "set classifier.kind")
    return found


def unanswered(away: Unanswered) -> Trouble:
    """In words for the operator."""
    return Trouble(f"the model does not answer ({away.why})", "check classifier.* in the settings")


def said_by_model(settings: Config, rows: Sequence[Sorted]) -> list[Guess | None]:
    """What it says of each. Raises Trouble."""

    async def ask() -> list[Guess | None]:
        classifier = asked(settings)
        try:
            return await guesses(classifier, [row.text for row in rows])
        finally:
            await classifier.close()

    try:
        return uvloop.run(ask())
    except Unanswered as away:
        raise unanswered(away) from away
