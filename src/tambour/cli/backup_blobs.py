"""The bytes of files in a backup: the folder `blobs`, entry by entry, each held to its name, which is its SHA-256.

An S3 store has ways of its own to be kept twice; a backup then holds the database alone, and says so.
"""

import hashlib
import os
import re
import tarfile
from pathlib import Path

import asyncpg

from tambour.ports.trouble import Trouble

FOLDER = "blobs"
"""In the data folder and in the backup."""
NAME = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})")
COPY_BYTES = 1024 * 1024


def pack(tar: tarfile.TarFile, data: Path) -> int:
    """Every blob of the folder; returns how many. One that is freed meanwhile belonged to nobody."""
    count = 0
    for path in sorted((data / FOLDER / "blobs").glob("??/*")):
        name = path.relative_to(data / FOLDER).as_posix()
        if NAME.fullmatch(name):
            try:
                tar.add(path, name, recursive=False)
            except FileNotFoundError:
                continue
            count += 1
    return count


def unpack(tar: tarfile.TarFile, data: Path) -> int:
    """Those of a backup into the data folder; what lies there already stays. Raises Trouble on damaged ones."""
    count = 0
    for entry in tar:
        found = NAME.fullmatch(entry.name)
        if found is None or not entry.isfile():
            continue
        target = data / FOLDER / entry.name
        if not target.exists():
            _write(tar, entry, target, found[2])
        count += 1
    return count


def _write(tar: tarfile.TarFile, entry: tarfile.TarInfo, target: Path, digest: str) -> None:
    """One blob, whole or not at all."""
    source = tar.extractfile(entry)
    if source is None:
        raise KeyError(entry.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    part, seen = target.with_name(target.name + ".part"), hashlib.sha256()
    with part.open("wb") as out:
        while block := source.read(COPY_BYTES):
            seen.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if seen.hexdigest() != digest:
        part.unlink()
        raise Trouble(f"a file in the backup is damaged: {entry.name}", "use another backup")
    part.replace(target)


async def forget_torn(connection: asyncpg.Connection) -> None:
    """Uploads under way when the backup was made: their parts are not in it. Messages that carry one say so."""
    async with connection.transaction():
        await connection.execute("DELETE FROM upload_parts")
        await connection.execute(
            "DELETE FROM files f WHERE sha256 IS NULL AND NOT EXISTS"
            " (SELECT FROM attachments a WHERE a.file_id = f.id AND a.file_id <> '')"
        )
        await connection.execute(
            "UPDATE files SET state = 2, why = 'media.failed', sha256 = ''::bytea,"
            " shown = jsonb_set(shown, '{st}', '2') WHERE sha256 IS NULL"
        )
