"""Writes the export that the stand-alone verifier reads; its layout is told in verify_export.py."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from tambour.ports.ledger import LedgerRows
from tambour.ports.trouble import Trouble

VERIFIER = Path(__file__).with_name("verify_export.py")
BATCH = 2_000
SEAL = re.compile(rb'"seal":"[0-9a-f]{64}"')
README = """An export of the ledger of {origin}: every privileged act on that server up to entry {size}.

    python3 -I -S verify.py .

checks it, with Python 3.11 or newer and nothing else. `python3 verify.py --help` tells how to hold it against a key, a
witness or a checkpoint that you have from elsewhere, which is what makes the check worth something; take verify.py from
elsewhere as well if you trust the exporter as little as you should.
"""

Fetch = Callable[[bytes], Awaitable[bytes | None]]
"""digest → the sealed object, None where there is none."""


async def write_export(
    target: Path, rows: LedgerRows, note: str, size: int, keys: tuple[str, list[str]], fetch: Fetch | None
) -> tuple[int, int]:
    """The log's first `size` entries under `note` into a new folder; `fetch` None leaves the vault out.

    `keys`: the log's, and its witnesses'. Returns (entries, objects). Raises Trouble where the folder is not empty.
    """
    begin(target, note, size, keys)
    held: dict[str, None] = {}
    done = 0
    with (target / "entries.jsonl").open("wb") as out:
        while done < size:
            leaves = (await rows.leaves(done, BATCH))[: size - done]
            if not leaves:
                raise Trouble(f"the ledger ends at entry {done}, its checkpoint says {size}")
            out.write(b"".join(leaf + b"\n" for leaf in leaves))
            for leaf in filter(SEAL.search, leaves):
                note_object(leaf, held)
            done += len(leaves)
    return done, await write_vault(target / "vault", list(held), fetch) if fetch else 0


def begin(target: Path, note: str, size: int, keys: tuple[str, list[str]], readme: str = README) -> None:
    """Everything but entries and objects."""
    if target.exists() and any(target.iterdir()):
        raise Trouble(f"{target} is not empty", "name a new folder")
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    (target / "key").write_text(keys[0] + "\n", encoding="utf-8")
    (target / "witnesses").write_text("".join(f"{key}\n" for key in keys[1]), encoding="utf-8")
    (target / "checkpoint").write_text(note, encoding="utf-8")
    (target / "verify.py").write_bytes(VERIFIER.read_bytes())
    origin = note.partition("\n")[0]
    (target / "README").write_text(readme.format(origin=origin, size=size), encoding="utf-8")


def note_object(leaf: bytes, held: dict[str, None]) -> None:
    """Which objects the vault must hold after this entry."""
    told = json.loads(leaf)
    if told["verb"] == "evidence.destroy":
        held.pop(told["seal"], None)
    elif told["verb"] == "evidence.seal":
        held[told["seal"]] = None


async def write_vault(folder: Path, digests: list[str], fetch: Fetch) -> int:
    """Every object under its digest. One that is missing stays missing: the verifier says so."""
    count = 0
    for digest in digests:
        sealed = await fetch(bytes.fromhex(digest))
        if sealed is not None:
            path = folder / digest[:2] / digest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sealed)
            count += 1
    return count
