"""`tambour import telegram` and `tambour export`: histories in and out, also while the server runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from tambour.adapters.blobs import open_blobs
from tambour.adapters.media.studio import ChildStudio
from tambour.adapters.moving.depot import Depot
from tambour.adapters.moving.source import open_export
from tambour.adapters.moving.stream import read_items
from tambour.adapters.moving.writer import ZipWriter
from tambour.adapters.postgres.sync import Sync
from tambour.cli.beside import accounts_beside
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json, progress
from tambour.config import Config
from tambour.ports.trouble import Trouble
from tambour.services.accounts.house import Accounts
from tambour.services.media.room import open_media
from tambour.services.moving.importing import FILES_AT_ONCE
from tambour.services.moving.report import Report
from tambour.services.moving.room import MovingRoom, open_moving
from tambour.services.safety import open_review

imports = typer.Typer(help="Bring histories along.", no_args_is_help=True)
Owner = Annotated[
    str, typer.Option("--owner", help="Whose it is here: a number with country code, or an id.")
]


@imports.callback()
def bringing() -> None:
    """Bring histories along."""


@imports.command()
def telegram(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder, a zip of it, or result.json.")],
    owner: Owner,
    chat: Annotated[
        list[str] | None,
        typer.Option("--chat", help="Only this one: a name or id of the export; repeatable."),
    ] = None,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Bring Telegram's export (machine-readable JSON) into chats of OWNER's. Run again, it goes on where it stopped."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        report = uvloop.run(_import(settings, dsn, path, owner, frozenset(chat or ())))
    if json:
        print_json(report)
        return
    print(
        f"{report.messages:,} messages in {report.chats:,} chats, of {report.people:,} people not known here"
    )
    print(f"{report.known:,} had come before; {report.skipped:,} entries had nothing to show")
    print(f"{report.files:,} files; {report.missing:,} were not in the export")
    for why, count in sorted(report.refused.items()):
        print(f"{count:,} files were not taken: {why}")


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The zip to write.")],
    owner: Owner,
    chat: Annotated[int, typer.Option("--chat", help="Only this chat, which OWNER administers: its id.")] = 0,
    media: Annotated[bool, typer.Option("--media/--no-media", help="With files.")] = True,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Write OWNER's data and chats, as far as they may see, into FILE: in Telegram's shape and as JSON Lines."""
    if not file.absolute().parent.is_dir():
        raise Trouble(f"there is no folder {file.absolute().parent}")
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        size, chats, messages = uvloop.run(_export(settings, dsn, file, owner, chat, media))
    if json:
        print_json({"file": str(file), "bytes": size, "chats": chats, "messages": messages})
        return
    print(f"wrote {file} ({size:,} bytes): {messages:,} messages of {chats:,} chats")


async def _import(settings: Config, dsn: str, path: Path, owner: str, only: frozenset[str]) -> Report:
    async with _room(settings, dsn) as (accounts, room):
        user = await _owner(accounts, owner)
        await room.moves.able(user)
        source = open_export(path)
        try:
            run = room.importing(user, source, only)
            with progress("import") as (bar, task):

                async def note(done: int, total: int, report: Report) -> None:
                    bar.update(task, completed=done, total=total, description=f"{report.messages:,} messages")

                return await run.run(note)
        finally:
            source.close()


async def _export(
    settings: Config, dsn: str, file: Path, owner: str, chat: int, media: bool
) -> tuple[int, int, int]:
    async with _room(settings, dsn) as (accounts, room):
        user = await _owner(accounts, owner)
        run = room.exporting(user, ZipWriter(file), chat, media)
        with progress("export") as (bar, task):

            async def note(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            size = await run.run(note)
        return size, len(run.heads), run.messages


async def _owner(accounts: Accounts, text: str) -> int:
    """A number with a plus, or an id. Raises Trouble."""
    user = int(text) if text.isascii() and text.isdigit() and len(text) < 17 else await accounts.find(text)
    person = await accounts.store.read.accounts.person(user) if user else None
    if person is None or person.deleted or person.importer:
        raise Trouble(f"nobody here is {text}", "tambour user add --phone +… --name …")
    return user


@asynccontextmanager
async def _room(settings: Config, dsn: str) -> AsyncIterator[tuple[Accounts, MovingRoom]]:
    """The moving room over a database, without a server. What it writes reaches live clients at their next beat."""
    async with accounts_beside(settings, dsn, connections_max=FILES_AT_ONCE) as accounts:
        async with connected(dsn) as connection:
            epoch = await Sync(connection).epoch()
        yield accounts, _open(settings, accounts, epoch)


def _open(settings: Config, accounts: Accounts, epoch: str) -> MovingRoom:
    store, clock, ids = accounts.store, accounts.clock, accounts.ids
    blobs = open_blobs(settings.blobs, settings.folder / "blobs")
    studio = ChildStudio(asyncio.Semaphore(1))
    media = open_media(store, clock, ids, blobs, studio, accounts.tokens, settings.media)
    notices = open_review(store, clock, ids).notices
    depot = Depot(settings.folder / "moving")
    return open_moving(accounts, media, notices, depot, read_items, settings.moving, epoch=epoch)
