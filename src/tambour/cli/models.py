"""`tambour detect train|measure|model|live|shadow`: a model that guesses, the comparing of meanings beside it, their
cards, and whether anybody sees what they say."""

import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Annotated, Any

import typer
import uvloop

from tambour.adapters.classifying import contrasts
from tambour.adapters.classifying.beside import Beside, bank_of
from tambour.adapters.classifying.optional import FOLDER, comparing, light_trained
from tambour.adapters.classifying.proof import choosing, proof, unseen
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
from tambour.moderation.detect import Loaded
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import Model, readable
from tambour.moderation.rules.life import Record
from tambour.moderation.text.tongues import tongue
from tambour.ports.classifier import Classifier, Unanswered
from tambour.ports.trouble import Trouble
from tambour.services.models import Models

__all__ = ["detect"]

DECIDED_MAX = 20_000
MEANING, NAMED = "--meaning", "--named"
"""What else has a card and a mode beside the model."""
Meant = Annotated[
    bool, typer.Option(MEANING, help="Not the model, but what compares meanings with the bank's texts.")
]
Named = Annotated[
    bool,
    typer.Option(NAMED, help="Not the model by itself, but beside names of the bank, where it opens cases."),
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
    named: Named = False,
) -> None:
    """Print the card of the model of the settings, and its mode."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        found, record = uvloop.run(_known(settings, dsn, option(meaning, named)))
    if json:
        print_json(plain(found) | ({"agreed": record.agreed, "refuted": record.refuted} if named else {}))
    else:
        print(found.card)
        print(f"mode: {found.mode}, version {found.number}")
        if named:
            print(f"cases since then: {record.agreed} acted on, {record.refuted} found harmless")


def switching(mode: str, about: str) -> None:
    """The command that puts a model into this mode."""

    @detect.command(mode, help=about)
    def switch(
        data: Data = None,
        database_url: Url = None,
        config: File = None,
        json: Json = False,
        meaning: Meant = False,
        named: Named = False,
    ) -> None:
        settings = settings_from(config, data=data, database__url=database_url)
        with database(settings) as dsn:
            found = uvloop.run(_switched(settings, dsn, mode, option(meaning, named)))
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


def show(measured: dict[str, Judged], *, json: bool) -> None:
    """The cards, and what may be done next. `measured`: by option; the model's own is ''."""
    if json:
        more = {of.removeprefix("--"): counted(*one) for of, one in measured.items() if of}
        print_json(counted(*measured[""]) | more)
        return
    for of, (one, _) in measured.items():
        print(one.card)
        if one.reasons:
            print("It is in the shadow and stays there:")
            for why in one.reasons:
                print(f"  {why}")
        else:
            print(
                f"It is in the shadow. When you have seen what it counts there: tambour detect live {of}".rstrip()
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


async def _train(settings: Config, dsn: str) -> dict[str, Judged]:
    async with opened(dsn) as models:
        decided = await models.store.read.models.decided(DECIDED_MAX)
        kept = [one for one in decided if held_back(one)]
        light, langs, bars = light_trained(
            settings.folder / FOLDER, [one for one in decided if not held_back(one)], choosing()
        )
        counts = ", ".join(f"{lang} {n}" for lang, n in sorted(Counter(langs).items()))
        about = (
            f"Trained on {len(langs):,} sentences ({counts}), of which {len(decided) - len(kept):,} are messages the"
            f" desk has decided about; {len(kept):,} more of those were kept back for measuring. It says something from"
            f" these scores on ({told_bars(bars)}): where it was above a gate at the bar that it had from its training,"
            " on the other split of the functional test set, the bar was raised. What follows is of sentences by which"
            " nothing was chosen."
        )
        return {"": await judged(models, light, [*unseen(), *map(spoken, kept)], about)} | await beside(
            models, light, settings
        )


async def _measure(settings: Config, dsn: str) -> dict[str, Judged]:
    classifier = asked(settings)
    try:
        async with opened(dsn) as models:
            rows = unseen() if settings.classifier.kind == "light" else proof()
            mine = await judged(models, classifier, rows, f"Fingerprint `{classifier.print}`.")
            return {"": mine} | await beside(models, classifier, settings)
    finally:
        await classifier.close()


async def beside(models: Models, classifier: Classifier, settings: Config) -> dict[str, Judged]:
    """What else is measured, by option: the model beside names, on the contrast sets, with the names of these in the
    bank; and what compares meanings, where the settings and this machine have that, as if the bank held the harmful
    sentences of the functional test set in every language."""
    about = (
        "The model beside names of the bank, where nothing near a name pushes or keeps a distance. It was measured on"
        " the three contrast sets, by which no bar is chosen, with their names in the bank; the totals of two of them"
        " were seen before the two were put together. Whatever has a name was measured with it and once more without"
        " it, and what names nobody counts as said in a chat that is called so. What words find anyway is not in it."
    )
    both = Beside(classifier, bank_of(contrasts.pairs(*contrasts.SETS)))
    found = {NAMED: await answered(models.measure(both, contrasts.either_way(*contrasts.SETS), about))}
    meant = comparing(settings.classifier, proof())
    if meant is None:
        return found
    about = (
        "What compares meanings with the bank's texts. It was measured as if the bank held every harmful sentence in"
        " every language; a harmful sentence was compared with its translations only."
    )
    return found | {MEANING: await models.measure(meant, proof(), about)}


async def judged(models: Models, classifier: Classifier, rows: list[Sorted], about: str) -> Judged:
    """Measured on sentences by which nothing of it was chosen, decisions that were kept back among them. Raises
    Trouble."""
    return await answered(models.measure(classifier, rows, about))


async def answered(measuring: Awaitable[Judged]) -> Judged:
    """Raises Trouble where a model does not answer."""
    try:
        return await measuring
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


def option(meaning: bool, named: bool) -> str:
    """What a command is about: '' is the model. Raises Trouble."""
    if meaning and named:
        raise Trouble(f"{MEANING} and {NAMED} are two things", "name one of them")
    return MEANING if meaning else NAMED if named else ""


async def chosen(settings: Config, of: str) -> Classifier:
    """What the command is about. Raises Trouble."""
    classifier = comparing(settings.classifier, []) if of == MEANING else asked(settings)
    if classifier is None:
        raise Trouble(
            "nothing compares meanings here",
            "set classifier.kind = light and install requirements/guessing.txt",
        )
    await classifier.close()
    return Beside(classifier, Loaded()) if of == NAMED else classifier


async def _known(settings: Config, dsn: str, of: str) -> tuple[Model, Record]:
    classifier = await chosen(settings, of)
    async with opened(dsn) as models:
        found = await models.store.read.models.named(classifier.print)
        if found is None:
            raise Trouble("nobody has measured this model", "run: tambour detect measure")
        return found, await models.store.read.models.record(found)


async def _switched(settings: Config, dsn: str, mode: str, of: str) -> Model:
    classifier = await chosen(settings, of)
    async with opened(dsn) as models:
        try:
            return await models.switch(classifier.print, mode)
        except Conflict as no:
            raise Trouble(no.msg, "it stays in the shadow: train it on more, or use another") from no
