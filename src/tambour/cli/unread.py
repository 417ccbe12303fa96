"""`tambour detect unread`: what no detector could look at, what fails on it, and another try."""

from typing import Annotated, Any

import typer
import uvloop

from tambour.adapters.clock import WallClock
from tambour.adapters.matching import automaton, expressions
from tambour.adapters.postgres.migrate import check_schema
from tambour.adapters.postgres.store import open_store
from tambour.cli.models import detect
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.moderation.detect import loaded
from tambour.services.unread import Unread, try_again, unreadable

__all__ = ["detect"]


@detect.command()
def unread(
    again: Annotated[
        bool, typer.Option("--again", help="Let the server try all of it again, as if it had just been said.")
    ] = False,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Print what a detector failed on for a day, since when, and what fails on it now."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        found, tried = uvloop.run(unread_in(settings, dsn, again=again))
    if json:
        print_json(plain(found, tried))
        return
    print(f"unreadable: {found.count:,}; being tried: {found.owed:,}")
    for one in found.shown:
        place = one.file or (f"{one.chat}/{one.seq}" if one.chat else "")
        print(f"  {one.what:<8} {place:<24} since {one.since}  {one.why or 'nothing fails on it here'}")
    if again:
        print(f"to be tried again: {tried:,}")


async def unread_in(settings: Config, dsn: str, *, again: bool) -> tuple[Unread, int]:
    """What there was, and how much of it is tried again."""
    async with connected(dsn) as db:
        await check_schema(db)
    clock = WallClock()
    store = await open_store(dsn, clock, connections_max=2)
    try:
        bank = loaded(await store.read.bank.entries(), automaton, expressions, clock.now())
        found = await unreadable(store, bank, settings.url, clock.now())
        return found, await try_again(store, clock.now()) if again else 0
    finally:
        await store.close()


def plain(found: Unread, tried: int) -> dict[str, Any]:
    """As JSON."""
    shown = [
        {"what": u.what, "since": u.since, "why": u.why}
        | ({"file": u.file} if u.file else {"chat": u.chat, "seq": u.seq} if u.chat else {})
        for u in found.shown
    ]
    return {"count": found.count, "owed": found.owed, "tried_again": tried, "shown": shown}
