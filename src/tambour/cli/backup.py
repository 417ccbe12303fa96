"""`tambour backup` and `restore`: one file that holds all of a server.

The file is a tar: `manifest.json`, `secrets` (the key of the phone numbers: guard the file as you guard the data
folder), `database.dump` (PostgreSQL's custom format, so that `pg_restore` reads it also without us), and the bytes of
files under `blobs/`, unless they lie in an S3.
"""

import asyncio
import io
import os
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import IO, Annotated, Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import msgspec
import typer
import uvloop

from tambour import VERSION
from tambour.adapters.clock import WallClock
from tambour.adapters.ids import FreshIds
from tambour.adapters.journal import FILE_NAME as REMOVALS
from tambour.adapters.journal import lines_since
from tambour.adapters.ledger.folder import ENTRIES
from tambour.adapters.ledger.folder import NAME as LEDGER
from tambour.adapters.ledger.folder import bring as bring_ledger
from tambour.adapters.postgres.embedded import BINARIES
from tambour.adapters.postgres.migrate import draw_epoch, migrate, migrations, standing
from tambour.adapters.postgres.removals import bring_back
from tambour.adapters.postgres.store import open_store
from tambour.adapters.sealing import DESK
from tambour.adapters.sealing import NAME as VAULT
from tambour.adapters.secrets import FILE_NAME as SECRETS
from tambour.adapters.secrets import root_secret
from tambour.cli.backup_blobs import forget_torn, pack, unpack
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json, progress
from tambour.pipeline.enforce import Enforce
from tambour.ports.removals import Settled
from tambour.ports.trouble import Trouble

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
ASIDE = "tambour_restoring"
OLD = "tambour_replaced"
LEAVE_TRIES = 50
"""Five seconds, as PostgreSQL itself waits before it renames or drops a database."""
CLOCKS_APART_MS = 10 * 60_000
"""Between the machine that decides and the one that makes backups. What the backup knows is not done twice."""

Target = Annotated[Path, typer.Argument(metavar="FILE")]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says about itself."""

    format: int
    version: str
    schema: int
    created: int
    """Milliseconds since 1970 UTC."""
    blobs: str = "folder"
    """Where the bytes of files lay: `folder` (they are in this file), or the address of their store."""


def backup(
    file: Target, data: Data = None, database_url: Url = None, config: File = None, json: Json = False
) -> None:
    """Write everything into FILE, while the server runs or stands still."""
    settings = settings_from(config, data=data, database__url=database_url)
    part = file.with_name(file.name + ".part")
    try:
        with database(settings) as dsn, tempfile.NamedTemporaryFile(dir=_folder_of(file)) as dump:
            created = WallClock().now()  # before the dump: removals since then are carried out again
            schema, tables = uvloop.run(_look(dsn))
            if schema == 0:
                raise Trouble("there is nothing to back up: the database is empty")
            _run_with_bar(
                "pg_dump", ["--format=custom", f"--file={dump.name}", dsn], r"dumping contents", tables
            )
            manifest = Manifest(
                format=FORMAT,
                version=VERSION,
                schema=schema,
                created=created,
                blobs=settings.blobs.url or "folder",
            )
            secret = root_secret(settings.folder, settings.secret)
            files = _write(part, manifest, secret, Path(dump.name), settings.folder)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    size = file.stat().st_size
    if json:
        print_json(
            {"file": str(file), "bytes": size, "schema": schema, "created": manifest.created, "files": files}
        )
        return
    print(f"wrote {file} ({size:,} bytes, {files} files in it); it holds the secrets too: guard it")
    if settings.blobs.url:
        print(
            f"the bytes of files lie in {settings.blobs.url} and are not in it: keep that store twice as well"
        )


def restore(
    file: Target,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what the database holds now.")] = False,
    removals: Annotated[
        Path | None,
        typer.Option(
            "--removals",
            help="The journal of removals to carry out again.",
            show_default="DATA/removals.jsonl",
        ),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", help="The ledger's folder to go on from.", show_default="DATA/ledger"),
    ] = None,
    json: Json = False,
) -> None:
    """Bring back a backup. The server must stand still; every client then syncs afresh (a new epoch)."""
    settings = settings_from(config, data=data, database__url=database_url)
    try:
        with tarfile.open(file) as tar, tempfile.NamedTemporaryFile() as dump:
            manifest = msgspec.json.decode(_member(tar, MANIFEST).read(), type=Manifest)
            if manifest.format > FORMAT or manifest.schema > migrations()[-1].version:
                raise Trouble(
                    f"{file} was made by a newer Tambour ({manifest.version})", "upgrade the program first"
                )
            secret = _member(tar, SECRETS).read()
            _copy(_member(tar, DUMP), dump)
            settings.folder.mkdir(parents=True, exist_ok=True)
            journal = _removals(removals, settings.folder / REMOVALS, manifest.created)
            files = unpack(tar, settings.folder)
            bring_ledger(ledger, settings.folder / LEDGER)
            goes_on = (settings.folder / LEDGER / ENTRIES).exists()
            with database(settings, beside=False) as dsn:
                epoch, again = _restore(dsn, Path(dump.name), force, journal, goes_on)
                _write_secret(settings.folder / SECRETS, secret)
    except (tarfile.TarError, msgspec.DecodeError, KeyError, OSError) as error:
        raise Trouble(
            f"cannot restore {file}: {str(error).splitlines()[0].rstrip(':')}",
            "is it a file that `tambour backup` wrote?",
        ) from error
    if json:
        print_json(
            {
                "file": str(file),
                "epoch": epoch,
                "schema": migrations()[-1].version,
                "removals": again,
                "files": files,
            }
        )
        return
    _tell(f"restored {file} with {files} files", manifest, again if journal is not None else -1, goes_on)
    if not settings.vault.key and not (settings.folder / VAULT / DESK).exists():
        print(f"evidence cannot be opened here: bring the vault's key as {settings.folder / VAULT / DESK}")


def _tell(first: str, manifest: Manifest, again: int, goes_on: bool) -> None:
    """For people. `again` -1: there was no journal of removals."""
    print(f"{first}; every client will sync afresh")
    if manifest.blobs != "folder":
        print(f"the bytes of files lie in {manifest.blobs}: name that store in the settings")
    if again < 0:
        print("no journal of removals was found: what moderation removed after the backup is back")
    else:
        print(f"{again} decisions of moderation made after the backup were carried out again")
    if not goes_on:
        print("no folder of the ledger was found: it goes on under a new name, which witnesses must be told")


def _removals(named: Path | None, usual: Path, created: int) -> list[Settled] | None:
    """What was decided since the backup was begun; None: there is no journal."""
    path = named or usual
    if named is None and not path.exists():
        return None
    return lines_since(path, created - CLOCKS_APART_MS)


def _restore(
    dsn: str, dump: Path, force: bool, journal: list[Settled] | None, goes_on: bool
) -> tuple[str, int]:
    """Into a database aside, which then takes the place of the old one in one transaction.

    Returns the new epoch, and how many effects of moderation were carried out again in it before.
    """
    schema, _ = uvloop.run(_look(dsn))
    if schema and not force:
        raise Trouble(
            "the database is not empty", "restore into a new --data folder, or replace it with --force"
        )
    uvloop.run(_make_aside(dsn))
    listed = subprocess.run(  # noqa: S603
        [str(BINARIES / "pg_restore"), "--list", str(dump)], capture_output=True, text=True, check=False
    )
    steps = sum(not line.startswith(";") for line in listed.stdout.splitlines())
    arguments = ["--no-owner", "--exit-on-error", f"--dbname={_named(dsn, ASIDE)}", str(dump)]
    _run_with_bar("pg_restore", arguments, r"(creating|processing data for)", steps)
    return uvloop.run(_take_place(dsn, journal or [], goes_on))


async def _look(dsn: str) -> tuple[int, int]:
    """The schema's version (0: empty) and the number of tables that hold rows."""
    async with connected(dsn) as connection:
        now = await standing(connection, migrations())
        count = "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        return now.version, await connection.fetchval(count)


async def _make_aside(dsn: str) -> None:
    async with connected(dsn) as connection:
        others = (
            "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        for _ in range(LEAVE_TRIES):  # who has just hung up is listed for a moment
            if not await connection.fetchval(f"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE {others})"):
                break
            await asyncio.sleep(0.1)
        else:
            raise Trouble("somebody is still connected to this database", "stop every Tambour server first")
        try:
            await connection.execute(f"DROP DATABASE IF EXISTS {ASIDE} WITH (FORCE)")
            await connection.execute(f"CREATE DATABASE {ASIDE} TEMPLATE template0")
        except asyncpg.InsufficientPrivilegeError as error:
            raise Trouble("this database user may not create databases", "ALTER ROLE … CREATEDB") from error


async def _take_place(dsn: str, journal: list[Settled], goes_on: bool) -> tuple[str, int]:
    clock = WallClock()
    ids = FreshIds(clock)
    async with connected(_named(dsn, ASIDE)) as connection:
        await migrate(connection, clock, ids)
        epoch = await draw_epoch(connection, clock, ids)
        await connection.execute("DELETE FROM outbox")
        if (
            not goes_on
        ):  # what was signed since the backup is not known here: another log begins, under another name
            await connection.execute("DELETE FROM ledger_identity")
            await connection.execute("DELETE FROM ledger_checkpoints")
        await forget_torn(connection)
        name = urlsplit(dsn).path.lstrip("/")
    again = await _remove_again(_named(dsn, ASIDE), journal)
    async with connected(_named(dsn, "template1")) as connection:
        async with connection.transaction():
            await connection.execute(f'ALTER DATABASE "{name}" RENAME TO {OLD}')
            await connection.execute(f'ALTER DATABASE {ASIDE} RENAME TO "{name}"')
        await connection.execute(f"DROP DATABASE {OLD} WITH (FORCE)")
    return epoch, again


async def _remove_again(dsn: str, journal: list[Settled]) -> int:
    """Before anybody is served: what moderation decided after the backup."""
    clock = WallClock()
    store = await open_store(dsn, clock, connections_max=2)
    try:
        async with store.writing() as tx:
            again = await bring_back(tx.db, journal)
            if again:
                await tx.cases.seal(0, "backup.restored", "removals", {"again": again}, clock.now())
        enforce = Enforce(store, clock, FreshIds(clock))
        while await enforce.finish():
            pass
    finally:
        await store.close()
    return again


def _named(dsn: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{name}"))


def _run_with_bar(program: str, arguments: list[str], step: str, total: int) -> None:
    """Run a PostgreSQL program; its --verbose lines move the bar. Raises Trouble with its last words."""
    lines: list[str] = []
    with progress(program) as (bar, task):
        bar.update(task, total=total)
        with subprocess.Popen(  # noqa: S603
            [str(BINARIES / program), "--verbose", *arguments], stderr=subprocess.PIPE, text=True
        ) as process:
            for line in process.stderr or ():
                lines = [*lines[-5:], line.strip()]
                if re.search(step, line):
                    bar.advance(task)
    if process.returncode:
        raise Trouble(f"{program} failed: {' / '.join(lines)}")


def _write(part: Path, manifest: Manifest, secret: bytes, dump: Path, data: Path) -> int:
    """The whole file; returns how many blobs are in it."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in ((MANIFEST, msgspec.json.encode(manifest)), (SECRETS, secret.hex().encode())):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o600
            tar.addfile(entry, io.BytesIO(content))
        tar.add(dump, DUMP)
        files = 0 if manifest.blobs != "folder" else pack(tar, data)
        tar.close()
        out.flush()
        os.fsync(out.fileno())
    return files


def _write_secret(path: Path, secret: bytes) -> None:
    if path.exists() and path.read_bytes().strip() != secret.strip():
        path.replace(path.with_name(f"{SECRETS}.replaced"))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secret + b"\n")
        out.flush()
        os.fsync(out.fileno())


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _copy(source: IO[bytes], target: Any) -> None:
    while block := source.read(1 << 20):
        target.write(block)
    target.flush()


def _folder_of(file: Path) -> Path:
    folder = file.absolute().parent
    if not folder.is_dir():
        raise Trouble(f"there is no folder {folder}")
    return folder
