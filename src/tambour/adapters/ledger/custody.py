"""Writes the custody export of one case: its sealed objects, what is in them, and what was done with them, provably.

Read by the verifier (verify_export.py), whose first lines tell the layout. Who acted stays a commitment. The export's
own entry comes last and holds a digest of all the rest, so that nothing can be taken out of an export unseen.
"""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tambour.adapters.ledger.export import begin
from tambour.adapters.ledger.verify_export import handed_on
from tambour.moderation.ledger.entries import Entry
from tambour.ports.ledger import LedgerRows
from tambour.services.ledger.tree import inclusion

CASE = "case.jsonl"
SEALED, OPENED = "sealed", "opened"
Object = tuple[bytes, bytes, bytes | None]
"""(digest, sealed, what is in it or None where this process cannot open it)."""
README = """An export of one case from the evidence vault of {origin}, as of entry {size} of its ledger.

    python3 -I -S verify.py .

checks it, with Python 3.11 or newer and nothing else. `python3 verify.py --help` tells how to hold it against a key, a
witness or a checkpoint that you have from elsewhere, which is what makes the check worth something; take verify.py from
elsewhere as well if you trust the exporter as little as you should.
"""


def inventory(entries: Sequence[Entry], objects: Sequence[Object]) -> str:
    """What the entry of an export says of everything else in it."""
    held = [(digest.hex(), plain is not None) for digest, _, plain in objects]
    return handed_on([entry.leaf.decode() for entry in entries], held)


async def write_custody(
    target: Path,
    rows: LedgerRows,
    note: str,
    size: int,
    keys: tuple[str, list[str]],
    entries: Sequence[Entry],
    objects: Sequence[Object],
) -> None:
    """Into a new folder. Raises Trouble where it is not empty."""
    begin(target, note, size, keys, README)
    lines = [
        msgspec.json.encode(
            {
                "n": entry.n,
                "leaf": entry.leaf.decode(),
                "what": entry.what.decode(),
                "what_salt": entry.what_salt.hex(),
                "proof": [b64encode(one).decode() for one in await inclusion(rows, entry.n, size)],
            }
        )
        for entry in entries
    ]
    write(target, lines, objects)


def write(target: Path, lines: Sequence[bytes], objects: Sequence[Object]) -> None:
    """The files."""
    (target / CASE).write_bytes(b"".join(line + b"\n" for line in lines))
    for folder in (SEALED, OPENED):
        (target / folder).mkdir()
    for digest, sealed, plain in objects:
        (target / SEALED / digest.hex()).write_bytes(sealed)
        if plain is not None:
            (target / OPENED / f"{digest.hex()}.json").write_bytes(plain)
