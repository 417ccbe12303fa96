"""`tambour vault keygen`, `hold`, `release` and `export`: the evidence vault from the operator's side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from tambour.adapters.ledger.custody import Object, inventory, write_custody
from tambour.adapters.postgres.store import Store
from tambour.adapters.sealing import NAME, AgeSealer, make_key, recipients_of, secret_of
from tambour.cli.ledger import opened_log, signed_now
from tambour.cli.opening import Data, File, Json, Url, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.domain.errors import Forbidden, NotFound
from tambour.moderation.ledger.entries import Entry, Payload
from tambour.ports.trouble import Trouble
from tambour.services.evidence import EvidenceVault
from tambour.services.ledger.log import Log
from tambour.services.ledger.tree import integrate

vault = typer.Typer(help="The evidence vault.", no_args_is_help=True)
Case = Annotated[int, typer.Argument(metavar="CASE", help="The case's number, as in the console's address.")]


@vault.callback()
def room() -> None:
    """The evidence vault."""


@vault.command()
def keygen(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the secret key.")],
    json: Json = False,
) -> None:
    """Make a pair of keys (age): the secret one into FILE, the public one is printed."""
    public = make_key(file)
    if json:
        print_json({"file": str(file), "public": public})
    else:
        print(public)


@vault.command()
def hold(
    case: Case,
    reason: Annotated[str, typer.Option("--reason", help="Why: an order, an inquiry.")],
    data: Data = None,
    database_url: Url = None,
    config: File = None,
) -> None:
    """Keep a case's evidence until it is released, whatever its age."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        print(f"{uvloop.run(_hold(settings, dsn, case, reason)):,} objects on hold")


@vault.command()
def release(case: Case, data: Data = None, database_url: Url = None, config: File = None) -> None:
    """End the hold: the usual time counts again."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        print(f"{uvloop.run(_hold(settings, dsn, case, '')):,} objects released")


@vault.command()
def export(
    case: Case,
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder.")],
    purpose: Annotated[
        str, typer.Option("--purpose", help="For whom and why; it is written into the ledger.")
    ],
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Write a case's evidence, sealed and opened, with what was done with it and a verifier that needs nothing else."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        objects, opened, entries = uvloop.run(_export(settings, dsn, case, target, purpose))
    if json:
        print_json({"folder": str(target), "objects": objects, "opened": opened, "entries": entries})
        return
    print(f"wrote {target}: {objects:,} sealed objects, {opened:,} of them opened, {entries:,} entries")
    print(f"  to check it: python3 -I -S {target / 'verify.py'} {target}")


@asynccontextmanager
async def opened_vault(settings: Config, dsn: str) -> AsyncIterator[tuple[Log, Store, EvidenceVault]]:
    """The ledger, the store and the vault, with the key of the settings or the folder."""
    async with opened_log(settings, dsn) as (log, store, secrets, ids):
        chosen = settings.vault.recipients or await store.read.cases.recipients("")
        if not chosen:
            raise Trouble("there is no vault yet", "start the server once")
        sealer = AgeSealer(recipients_of(chosen), secret_of(settings.folder / NAME, settings.vault.key))
        yield log, store, EvidenceVault(store, log.clock, ids, sealer, secrets)


async def _hold(settings: Config, dsn: str, case: int, reason: str) -> int:
    async with opened_vault(settings, dsn) as (_, _, room):
        return await room.hold(0, case, reason) if reason else await room.release(0, case)


async def _export(settings: Config, dsn: str, case: int, target: Path, purpose: str) -> tuple[int, int, int]:
    async with opened_vault(settings, dsn) as (log, store, room):
        rows = store.read.cases
        kept = await rows.evidence_of(case)
        if not kept:
            raise NotFound("no evidence of such a case")
        held = [(one.digest, await rows.sealed(one.id)) for one in kept]
        objects: list[Object] = [
            (digest, sealed, opened_by(room, sealed)) for digest, sealed in held if sealed is not None
        ]
        names = [f"case:{case}", *(f"evidence:{one.id}" for one in kept)]
        names += [f"appeal:{appeal.id}" for appeal in await rows.appeals_of(case)]
        await integrate(store)
        entries = [one for one in await store.read.ledger.about(names) if one.n >= 0]
        entries.append(await own_entry(store, case, purpose, inventory(entries, objects)))
        checkpoint, note = await signed_now(log, store)
        keys = log.key.vkey, [witness.key.vkey for witness in log.witnesses]
        await write_custody(target, store.read.ledger, note, checkpoint.size, keys, entries, objects)
        return len(objects), sum(plain is not None for _, _, plain in objects), len(entries)


async def own_entry(store: Store, case: int, purpose: str, listed: str) -> Entry:
    """That this is handed on, for whom, and what: written down, and in the tree, before anything lies in a folder."""
    async with store.writing() as tx:
        told: Payload = {"purpose": purpose, "list": listed}
        await tx.cases.seal(0, "vault.export", f"case:{case}", told, tx.now)
    await integrate(store)
    mine = [
        one for one in await store.read.ledger.about([f"case:{case}"]) if one.payload.get("list") == listed
    ]
    return mine[-1]


def opened_by(room: EvidenceVault, sealed: bytes) -> bytes | None:
    """None where this process has no key."""
    try:
        return room.opened(sealed)
    except Forbidden:
        return None
