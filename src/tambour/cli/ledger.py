"""`tambour ledger export`, `verify` and `witness`: the ledger for those who do not take the operator's word."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
import uvloop
from litestar import Litestar

from tambour.adapters.clock import WallClock
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.adapters.ids import PLACES, FreshIds
from tambour.adapters.ledger.export import write_export
from tambour.adapters.ledger.folder import NAME, LedgerFolder
from tambour.adapters.ledger.verify_export import main as verify_main
from tambour.adapters.ledger.witness import WitnessFolder
from tambour.adapters.postgres.migrate import check_schema
from tambour.adapters.postgres.place import take_place
from tambour.adapters.postgres.reconcile import mismatches
from tambour.adapters.postgres.store import Store, open_store
from tambour.adapters.secrets import root_secret
from tambour.cli.opening import Data, File, Json, Url, connected, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.edges.ledger import witness_routes
from tambour.moderation.ledger.notes import ED25519, BadNote, Checkpoint, read_key
from tambour.ports.trouble import Trouble
from tambour.services.accounts.vault import Vault, prove_secret
from tambour.services.ledger.keys import Ed25519
from tambour.services.ledger.log import Log
from tambour.services.ledger.room import open_log
from tambour.services.ledger.tree import integrate
from tambour.services.ledger.witness import WitnessDesk

ledger = typer.Typer(help="The ledger of privileged acts.", no_args_is_help=True)


@ledger.callback()
def room() -> None:
    """The ledger of privileged acts."""


@ledger.command("export")
def write(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder.")],
    vault: Annotated[bool, typer.Option("--vault/--without-vault", help="With the sealed objects.")] = True,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Sign a checkpoint of all entries and write them into FOLDER, with a verifier that needs nothing else."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        entries, objects, origin = uvloop.run(_export(settings, dsn, target, vault))
    if json:
        print_json({"folder": str(target), "entries": entries, "objects": objects, "origin": origin})
        return
    print(f"wrote {target}: {entries:,} entries of {origin}, {objects:,} sealed objects")
    print(f"  to check it: python3 -I -S {target / 'verify.py'} {target}")


@ledger.command()
def verify(
    export: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `export` wrote.")],
    key: Annotated[str, typer.Option("--key", help="The log's key, from elsewhere.")] = "",
    witness: Annotated[
        list[str] | None, typer.Option("--witness", help="A key that must have cosigned; repeatable.")
    ] = None,
    checkpoint: Annotated[
        list[Path] | None, typer.Option("--checkpoint", help="A checkpoint from elsewhere; repeatable.")
    ] = None,
    without_vault: Annotated[
        bool, typer.Option("--without-vault", help="The export has no vault in it.")
    ] = False,
) -> None:
    """Check an export, as the verifier inside it does."""
    arguments = [
        str(export),
        *(["--without-vault"] if without_vault else []),
        *(["--key", key] if key else []),
    ]
    for one in witness or ():
        arguments += ["--witness", one]
    for path in checkpoint or ():
        arguments += ["--checkpoint", str(path)]
    raise typer.Exit(verify_main(arguments))


@ledger.command()
def check(data: Data = None, database_url: Url = None, config: File = None, json: Json = False) -> None:
    """Hold the acts in the database against the ledger's entries; exits with 1 where they differ."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        found = uvloop.run(_check(dsn))
    if json:
        print_json({"mismatches": found})
    else:
        print("\n".join(found) or "acts and entries match")
    raise typer.Exit(bool(found))


@ledger.command("witness")
def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the witness keeps its key and state.")
    ],
    name: Annotated[str, typer.Option("--name", help="Of the witness, such as `witness.example.org`.")],
    log: Annotated[list[str], typer.Option("--log", help="Key (vkey) of a log to watch; repeatable.")],
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8081,
) -> None:
    """Cosign the checkpoints of other people's ledgers, as long as they only grow. Needs no database."""
    state = WitnessFolder(folder)
    try:
        keys = [read_key(one) for one in log]
    except BadNote as wrong:
        raise Trouble(f"--log: {wrong}", "take it from https://SERVER/ledger/key") from wrong
    if not all(key.kind == ED25519 for key in keys):
        raise Trouble("--log names a witness, not a log")
    desk = WitnessDesk(name, Ed25519(state.seed()), {key.name: key for key in keys}, state, WallClock())
    print(f"key     {desk.key.vkey}")
    print(f"open    http://{host}:{port}/add-checkpoint", flush=True)
    web = Litestar(witness_routes(desk), openapi_config=None, logging_config=None)
    uvicorn.run(web, host=host, port=port, log_config=None, access_log=False, server_header=False)


async def _check(dsn: str) -> list[str]:
    async with connected(dsn) as connection:
        await check_schema(connection)
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return await mismatches(connection)


@asynccontextmanager
async def opened_log(settings: Config, dsn: str) -> AsyncIterator[tuple[Log, Store, Vault, FreshIds]]:
    """The log beside a server that may run; its folder is left alone. Raises Trouble."""
    clock = WallClock()
    async with connected(dsn) as connection:
        await check_schema(connection)
        ids = FreshIds(clock, await take_place(connection, PLACES))
        store = await open_store(dsn, clock, connections_max=2)
        fetch = GuardedFetch(f"Tambour (+{settings.url})", ports=settings.outward.port_numbers)
        try:
            vault = Vault(root_secret(settings.folder, settings.secret), ids)
            await prove_secret(store, vault)
            folder = LedgerFolder(settings.folder / NAME)
            log = open_log(store, clock, ids, vault, folder, fetch, settings.ledger, url=settings.url)
            log.origin = await store.read.ledger.origin(log.name)
            yield log, store, vault, ids
        finally:
            await fetch.close()
            await store.close()


async def _export(settings: Config, dsn: str, target: Path, with_vault: bool) -> tuple[int, int, str]:
    async with opened_log(settings, dsn) as (log, store, _, _):
        await integrate(store)
        checkpoint, cosigned = await signed_now(log, store)
        keys = log.key.vkey, [one.key.vkey for one in log.witnesses]
        fetch = store.read.cases.sealed_by_digest if with_vault else None
        entries, objects = await write_export(
            target, store.read.ledger, cosigned, checkpoint.size, keys, fetch
        )
        return entries, objects, log.origin


async def signed_now(log: Log, store: Store) -> tuple[Checkpoint, str]:
    """A checkpoint of everything in the tree, with the cosignatures of the witnesses that answer. Raises Trouble."""
    await log.sign()
    if log.trouble:
        raise Trouble(f"the ledger signs nothing: {log.trouble}", "see docs/operations/ledger.md")
    checkpoint, note = await log.newest()
    cosigned = await log.cosign(checkpoint, note)
    await store.read.ledger.cosign(checkpoint.size, cosigned)
    return checkpoint, cosigned
