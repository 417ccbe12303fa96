"""`tambour bank import` and `bank export`: what is looked for, as lists that other operators read and write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.adapters.matching import expressions
from tambour.adapters.words import ordinary_words
from tambour.cli.beside import accounts_beside
from tambour.cli.opening import Data, File, Json, Url, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.moderation.exchange import Terms
from tambour.ports.trouble import Trouble
from tambour.services.bank import Bank
from tambour.services.exchange.giving import Given, Giving
from tambour.services.exchange.intake import Intake, Taken

bank = typer.Typer(help="What is looked for: lists in and out.", no_args_is_help=True)
Phone = Annotated[str, typer.Option("--phone", help="Of the moderator or admin in whose name it is done: +…")]
SAID_MAX = 50
"""Of what is listed."""
Kind = Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")]


@bank.callback()
def room() -> None:
    """What is looked for: lists in and out."""


@bank.command("import")
def take_in(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The list.")],
    phone: Phone,
    format: Kind = "csv",
    source: Annotated[str, typer.Option("--source", help="Where it comes from; csv names it itself.")] = "",
    category: Annotated[str, typer.Option("--category", help="Of what does not say so itself.")] = "other",
    mode: Annotated[str, typer.Option("--mode", help="shadow, live; empty: as the list says.")] = "",
    days: Annotated[int, typer.Option("--days", help="How long an entry lives; 0: for good.", min=0)] = 0,
    hints: Annotated[bool, typer.Option("--hints", help="Take everything as a hint.")] = False,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Take in a list. What would refuse people's words waits for a second person at the desk."""
    chosen(format)
    if mode not in ("", "shadow", "live"):
        raise typer.BadParameter("shadow or live", param_hint="--mode")
    terms = Terms(
        source=source, category=category, mode=mode, days=days, opinion="seed" if hints else "positive"
    )
    try:
        body = path.read_bytes()
    except OSError as wrong:
        raise Trouble(f"cannot read {path}: {wrong}", "give the path of a file") from wrong
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        taken = uvloop.run(_take(settings, dsn, phone, format, body, terms))
    said = {"added": taken.added, "known": taken.known, "changed": taken.changed}
    if json:
        print_json(said | {"left_out": dict(taken.left_out), "common": list(taken.common)})
        return
    print(f"added {taken.added:,}, known before {taken.known:,}, opinions changed {taken.changed:,}")
    for why, many in sorted(taken.left_out.items()):
        print(f"left out: {why} {many:,}")
    if taken.common:
        print(
            f"ordinary words, found where nobody is meant; name what has to stand beside them ({SAID_MAX} at most):"
        )
        print(", ".join(taken.common[:SAID_MAX]))


@bank.command("export")
def give_out(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; it must not be there yet.")],
    phone: Phone,
    format: Kind = "csv",
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Give the bank out as a list. What came under TLP:RED or AMBER stays; csv, a copy for yourself, has all."""
    chosen(format)
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        given = uvloop.run(_give(settings, dsn, phone, format))
    try:
        with path.open("xb") as file:
            file.write(given.data)
    except OSError as wrong:
        raise Trouble(f"cannot write {path}: {wrong}", "name a file that is not there yet") from wrong
    if json:
        print_json({"file": str(path), "bytes": len(given.data), "left_out": dict(given.left_out)})
        return
    print(f"{path}: {len(given.data):,} bytes")
    for why, many in sorted(given.left_out.items()):
        print(f"left out: {why} {many:,}")


def chosen(format: str) -> None:
    """Raises BadParameter."""
    if format not in FORMATS:
        raise typer.BadParameter(f"one of {', '.join(FORMATS)}", param_hint="--format")


async def _take(settings: Config, dsn: str, phone: str, format: str, body: bytes, terms: Terms) -> Taken:
    async with _keeping(settings, dsn, phone) as (bank, user):
        return await Intake(bank, FORMATS).file(user, format, body, terms)


async def _give(settings: Config, dsn: str, phone: str, format: str) -> Given:
    async with _keeping(settings, dsn, phone) as (bank, user):
        return await Giving(bank, FORMATS, ANSWERING).file(user, format)


@asynccontextmanager
async def _keeping(settings: Config, dsn: str, phone: str) -> AsyncIterator[tuple[Bank, int]]:
    """A bank on the database, and whoever has this number. A running server hears of a change within ten seconds."""
    async with accounts_beside(settings, dsn) as house:
        bank = Bank(house.store, house.clock, house.ids, settings.url, expressions, ordinary_words)
        yield bank, await house.find(phone)
