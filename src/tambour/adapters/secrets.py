"""The server's root secret: a file in the data folder, made at the first start, readable by its owner alone."""

import os
import secrets
from pathlib import Path

from tambour.ports.trouble import Trouble

FILE_NAME = "secrets"
SIZE = 32


def root_secret(folder: Path, given: str = "") -> bytes:
    """The secret: `given` (hexadecimal, from the settings) or the file's, which is made when there is none.

    Raises Trouble when it is unreadable, open to others, or too short.
    """
    if given:
        return to_secret(given, "the setting `secret`")
    path = folder / FILE_NAME
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_secret(path)
    except OSError as error:
        raise Trouble(f"cannot make {path}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_bytes(SIZE)
        file.write(made.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return made


def read_secret(path: Path) -> bytes:
    """What an earlier start left."""
    try:
        if path.stat().st_mode & 0o077:
            raise Trouble(f"{path} can be read by others", f"chmod 600 {path}")
        return to_secret(path.read_text(encoding="ascii"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"cannot read {path}", "bring it back from a backup of the data folder") from error


def to_secret(text: str, where: str) -> bytes:
    """From hexadecimal."""
    try:
        found = bytes.fromhex(text.strip())
    except ValueError:
        found = b""
    if len(found) < SIZE:
        raise Trouble(
            f"{where} is not a secret of {SIZE} bytes in hexadecimal",
            "it is made at the first start; keep it",
        )
    return found
