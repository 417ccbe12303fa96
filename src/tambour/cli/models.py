"""`tambour detect train|measure|model|live|shadow`: a model that guesses, the comparing of meanings beside it, their
cards, and whether anybody sees what they say."""

import zlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import typer
import uvloop

from tambour.adapters.classifying.optional import FOLDER, comparing, light_trained
from tambour.adapters.classifying.proof import proof
from tambour.adapters.clock import WallClock
from tambour.adapters.postgres.migrate import check_schema
from tambour.adapters.postgres.store import open_store
from tambour.cli.asking import asked, unanswered
from tambour.cli.detect import detect
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.domain.errors import Conflict
from tambour.moderation.card import Card
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import Model, readable
from tambour.moderation.text.tongues import tongue
from tambour.ports.classifier import Classifier, Unanswered
from tambour.ports.trouble import Trouble
from tambour.services.models import Models

DECIDED_MAX = 20_000
Meant = Annotated[
    bool, typer.Option("--meaning", help="Not the model, but what compares meanings with the bank's texts.")
]
KEPT_ONE_IN = 5
"""Of the desk's decisions so many are kept back: the model is measured on them, and not trained."""


@detect.command()
def train(data: Data = None, database_url: Url = None, config: File = None, json: Json = False) -> None:
    """Train the light model on the project's sentences and the desk's decisions, and leave it in the shadow."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        show(uvloop.run(_train(settings, dsn)), json=json)


@detect.command()
def measure(data: Data = None, database_url: Url = None, config: File = None, json: Json = False) -> None:
    """Measure the model of the settings on the functional test set, and leave it in the shadow."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        show(uvloop.run(_measure(settings, dsn)), json=json)


@detect.command()
def model(
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
    meaning: Meant = False,
) -> None:
    """Print the card of the model of the settings, and its mode."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        found = uvloop.run(_named(settings, dsn, meaning))
    if json:
        print_json(plain(found))
    else:
        print(found.card)
        print(f"mode: {found.mode}, version {found.number}")


def switching(mode: str, about: str) -> None:
    """The command that puts a model into this mode."""

    @detect.command(mode, help=about)
    def switch(
        data: Data = None,
        database_url: Url = None,
        config: File = None,
        json: Json = False,
        meaning: Meant = False,
    ) -> None:
        settings = settings_from(config, data=data, database__url=database_url)
        with database(settings) as dsn:
            found = uvloop.run(_switched(settings, dsn, mode, meaning))
        if json:
            print_json(plain(found))
        else:
            print(f"{found.name}: {found.mode}")


switching(
    "live",
    "Let the guesses of the model order the desk's queue. Refused for one that hits allowed speech above its bars.",
)
switching("shadow", "Only count the guesses of the model again.")


Judged = tuple[Model, Card]


def show(both: tuple[Judged, Judged | None], *, json: bool) -> None:
    """The cards, and what may be done next."""
    (found, card), meant = both
    if json:
        print_json(counted(found, card) | ({"meaning": counted(*meant)} if meant is not None else {}))
        return
    for (one, _), option in ((both[0], ""), *(((meant, " --meaning"),) if meant is not None else ())):
        print(one.card)
        if one.reasons:
            print("It is in the shadow and stays there:")
            for why in one.reasons:
                print(f"  {why}")
        else:
            print(
                f"It is in the shadow. When you have seen what it counts there: tambour detect live{option}"
            )


def counted(found: Model, card: Card) -> dict[str, Any]:
    """As JSON, with what was counted."""
    return plain(found) | {
        "recall": [card.recall.hits, card.recall.of],
        "false_alarms": [card.alarms.hits, card.alarms.of],
        "auc": round(card.order, 3),
    }


def plain(found: Model) -> dict[str, Any]:
    """As JSON."""
    return {
        "model": found.name,
        "print": found.print,
        "version": found.number,
        "mode": found.mode,
        "reasons": list(found.reasons),
    }


@asynccontextmanager
async def opened(dsn: str) -> AsyncIterator[Models]:
    """The keeper of models over this database. Raises Trouble."""
    async with connected(dsn) as connection:
        await check_schema(connection)
    clock = WallClock()
    store = await open_store(dsn, clock, connections_max=2)
    try:
        yield Models(store, clock)
    finally:
        await store.close()


async def _train(settings: Config, dsn: str) -> tuple[Judged, Judged | None]:
    async with opened(dsn) as models:
        decided = await models.store.read.models.decided(DECIDED_MAX)
        kept = [one for one in decided if held_back(one)]
        light, langs, bars = light_trained(
            settings.folder / FOLDER, [one for one in decided if not held_back(one)], proof()
        )
        counts = ", ".join(f"{lang} {n}" for lang, n in sorted(Counter(langs).items()))
        about = (
            f"Trained on {len(langs):,} sentences ({counts}), of which {len(decided) - len(kept):,} are messages the"
            f" desk has decided about; {len(kept):,} more of those were kept back for measuring. It says something from"
            f" these scores on ({told_bars(bars)}): where it was above a gate at the bar that it had from its training,"
            " the bar was raised."
        )
        return await judged(models, light, kept, about), await compared(models, settings)


async def _measure(settings: Config, dsn: str) -> tuple[Judged, Judged | None]:
    classifier = asked(settings)
    try:
        async with opened(dsn) as models:
            mine = await judged(models, classifier, [], f"Fingerprint `{classifier.print}`.")
            return mine, await compared(models, settings)
    finally:
        await classifier.close()


async def compared(models: Models, settings: Config) -> Judged | None:
    """What compares meanings, measured as if the bank held the harmful sentences of the functional test set in every
    language; None where the settings have none, or this machine."""
    found = comparing(settings.classifier, proof())
    if found is None:
        return None
    about = (
        "What compares meanings with the bank's texts. It was measured as if the bank held every harmful sentence in"
        " every language; a harmful sentence was compared with its translations only."
    )
    return await models.measure(found, proof(), about)


async def judged(models: Models, classifier: Classifier, kept: list[Sorted], about: str) -> Judged:
    """Measured on the functional test set and on decisions kept back. Raises Trouble."""
    try:
        return await models.measure(classifier, [*proof(), *map(spoken, kept)], about)
    except Unanswered as away:
        raise unanswered(away) from away


def told_bars(bars: dict[str, float]) -> str:
    """For people."""
    return ", ".join(f"{lang} {bar:.2f}" if bar <= 1 else f"{lang} never" for lang, bar in bars.items())


def spoken(one: Sorted) -> Sorted:
    """With its language."""
    return Sorted(
        text=one.text, harmful=one.harmful, lang=tongue(one.text) or "?", kind=one.kind, category=one.category
    )


def held_back(one: Sorted) -> bool:
    """The same ones every time, copies of one text together."""
    return zlib.crc32(readable(one.text).encode()) % KEPT_ONE_IN == 0


async def chosen(settings: Config, meaning: bool) -> Classifier:
    """What the command is about. Raises Trouble."""
    classifier = comparing(settings.classifier, []) if meaning else asked(settings)
    if classifier is None:
        raise Trouble(
            "nothing compares meanings here",
            "set classifier.kind = light and install requirements/guessing.txt",
        )
    await classifier.close()
    return classifier


async def _named(settings: Config, dsn: str, meaning: bool) -> Model:
    classifier = await chosen(settings, meaning)
    async with opened(dsn) as models:
        found = await models.store.read.models.named(classifier.print)
    if found is None:
        raise Trouble("nobody has measured this model", "run: tambour detect measure")
    return found


async def _switched(settings: Config, dsn: str, mode: str, meaning: bool) -> Model:
    classifier = await chosen(settings, meaning)
    async with opened(dsn) as models:
        try:
            return await models.switch(classifier.print, mode)
        except Conflict as no:
            raise Trouble(no.msg, "it stays in the shadow: train it on more, or use another") from no
