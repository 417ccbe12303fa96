"""`tambour detect evaluate`: what this server's bank finds in sentences that people have sorted."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop

from tambour.adapters.clock import WallClock
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.migrate import check_schema
from tambour.adapters.postgres.store import open_store
from tambour.adapters.words import ordinary_words
from tambour.cli.asking import said_by_model
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json, progress
from tambour.domain.text import find_entities
from tambour.moderation.detect import Loaded, loaded
from tambour.moderation.evaluate import PREVALENCES, Evaluation, Share, Sorted, evaluated
from tambour.ports.trouble import Trouble

ROWS_MAX = 1_000_000
SIDES = {"harmful": True, "allowed": False}

detect = typer.Typer(help="Detection: what it finds and whom it bothers.", no_args_is_help=True)


@detect.callback()
def room() -> None:
    """Detection: what it finds and whom it bothers."""


@detect.command()
def evaluate(
    dataset: Annotated[
        Path,
        typer.Argument(metavar="DATASET", help="CSV: text, label (harmful, allowed); lang, kind, category."),
    ],
    shadow: Annotated[bool, typer.Option("--shadow", help="As if what is in the shadow were live.")] = False,
    model: Annotated[
        bool, typer.Option("--model", help="What the model of the settings says, not what the bank finds.")
    ] = False,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Print recall, false alarms and precision where harm is rare, each with the interval that the sample supports."""
    rows = read(dataset)
    settings = settings_from(config, data=data, database__url=database_url)
    if model:
        about, entries = "what the model says; text only", 0
        found = [guess is not None and guess.says for guess in said_by_model(settings, rows)]
    else:
        with database(settings) as dsn:
            bank = uvloop.run(_bank(dsn, shadow))
        entries = len(bank.entries)
        about = f"{entries:,} entries of the bank; text only: no pictures, no rules, nobody's age"
        found = looked(rows, bank, settings.url)
    told = evaluated(rows, found)
    if json:
        print_json(plain(told, entries))
    else:
        tell(told, about)


def looked(rows: list[Sorted], bank: Loaded, own: str) -> list[bool]:
    """Would a person be asked to look?"""
    found = []
    with progress("looking") as (bar, task):
        bar.update(task, total=len(rows))
        for row in rows:
            entities = find_entities(row.text)
            found.append(any(one.heeded for one in bank.look(row.text, entities, 0, own).findings))
            bar.advance(task)
    return found


def read(path: Path) -> list[Sorted]:
    """The rows. Raises Trouble with the line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [sorted_of(raw, number) for number, raw in enumerate(csv.DictReader(file), start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise Trouble(f"cannot read {path}: {wrong}", "give a CSV file in UTF-8") from wrong
    if not 0 < len(rows) <= ROWS_MAX:
        raise Trouble(f"{path} has {len(rows):,} rows", f"give between 1 and {ROWS_MAX:,}")
    return rows


def sorted_of(raw: dict[str, Any], line: int) -> Sorted:
    """One row. Raises Trouble."""
    text, label = raw.get("text"), (raw.get("label") or "").strip().lower()
    if not text or label not in SIDES:
        raise Trouble(f"line {line} has no text, or no label", "the label is one of: harmful, allowed")
    more = {key: (raw.get(key) or "").strip() for key in ("lang", "kind", "category")}
    return Sorted(text=text, harmful=SIDES[label], **more)


async def _bank(dsn: str, shadow: bool) -> Loaded:
    """As the server has it. `shadow`: all of it live."""
    async with connected(dsn) as db:
        await check_schema(db)
    clock = WallClock()
    store = await open_store(dsn, clock, connections_max=1)
    try:
        entries = await store.read.bank.entries()
    finally:
        await store.close()
    if shadow:
        entries = [replace(entry, mode="live") for entry in entries]
    return loaded(
        [replace(entry, ratio=1.0) for entry in entries],
        automaton,
        expressions,
        clock.now(),
        words=ordinary_words,
    )


def tell(told: Evaluation, about: str) -> None:
    """As a table for people."""
    print(about)
    for side, title in (
        (True, "harmful speech that was put before people"),
        (False, "allowed speech that was"),
    ):
        print(f"\n{title}")
        for cell in told.cells:
            if cell.harmful is side:
                print(f"  {cell.by:<9} {cell.name:<32} {said(cell.share)}")
        print(f"  {'all':<42} {said(told.recall if side else told.alarms)}")
    print("\nof what is put before people, harmful, where so much of all speech is")
    for prevalence in PREVALENCES:
        found = told.precision(prevalence)
        shown = (
            f"{found[0]:.1%} [{found[1]:.1%}, {found[2]:.1%}]" if found else "the sample is too small to tell"
        )
        print(f"  1 in {round(1 / prevalence):<8,} {shown}")


def said(share: Share) -> str:
    """A share, or why there is none."""
    if share.share is None:
        return f"{share.hits} of {share.of}: too few for a rate"
    low, high = share.interval
    return f"{share.share:.3f} [{low:.3f}, {high:.3f}]  {share.hits} of {share.of}"


def plain(told: Evaluation, entries: int) -> dict[str, Any]:
    """As JSON: a rate that the sample does not support is null."""

    def of(share: Share) -> dict[str, Any]:
        interval = list(share.interval) if share.supported else None
        return {"hits": share.hits, "of": share.of, "rate": share.share, "interval": interval}

    return {
        "entries": entries,
        "cells": [{"harmful": c.harmful, "by": c.by, "name": c.name} | of(c.share) for c in told.cells],
        "recall": of(told.recall),
        "false_alarms": of(told.alarms),
        "precision": {f"{prevalence:g}": told.precision(prevalence) for prevalence in PREVALENCES},
    }
