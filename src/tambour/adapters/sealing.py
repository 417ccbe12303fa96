"""age through pyrage: evidence sealed to several X25519 keys. Keys lie in DATA/vault or come from the settings.

`desk.key` opens evidence in the console; `recovery.key` is for the day it is lost and belongs off the machine.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage

from tambour.ports.trouble import Trouble
from tambour.ports.vault import Locked

NAME = "vault"
DESK, RECOVERY = "desk.key", "recovery.key"
RECIPIENTS_MIN = 2


@dataclass(frozen=True, slots=True)
class AgeSealer:
    """See Sealer in ports/vault.py."""

    recipients: tuple[str, ...]
    secret: str = ""

    @property
    def key_id(self) -> str:
        """Eight bytes."""
        return hashlib.sha256(" ".join(sorted(self.recipients)).encode()).hexdigest()[:16]

    def seal(self, plain: bytes) -> bytes:
        """To every key: each of them opens it alone."""
        to = [pyrage.x25519.Recipient.from_str(one) for one in self.recipients]
        sealed: bytes = pyrage.encrypt(plain, to)
        return sealed

    def open(self, sealed: bytes) -> bytes:
        """See the port."""
        if not self.secret:
            raise Locked("this process has no key")
        try:
            plain: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.secret)])
        except pyrage.DecryptError as error:
            raise Locked("the key of this process does not open it") from error
        return plain


def recipients_of(text: str) -> tuple[str, ...]:
    """From a list with commas. Raises Trouble: at least two keys, each of them one."""
    found = tuple(dict.fromkeys(filter(None, (one.strip() for one in text.split(",")))))
    for one in found:
        try:
            pyrage.x25519.Recipient.from_str(one)
        except pyrage.RecipientError as error:
            raise Trouble(
                f"{one[:70]} is no public key of age", "make keys with: tambour vault keygen"
            ) from error
    if len(found) < RECIPIENTS_MIN:
        raise Trouble("the vault needs two public keys at least", "make keys with: tambour vault keygen")
    return found


def secret_of(folder: Path, given: str) -> str:
    """The key that opens: from the settings, or the folder's; '' where there is none. Raises Trouble."""
    path = folder / DESK
    if not given and not path.exists():
        return ""
    if not given and path.stat().st_mode & 0o077:
        raise Trouble(f"{path} can be read by others", f"chmod 600 {path}")
    secret = given or secret_in(path.read_text(encoding="ascii"))
    try:
        pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError as error:
        raise Trouble(
            "the vault's key is no secret key of age", "make keys with: tambour vault keygen"
        ) from error
    return secret


def secret_in(text: str) -> str:
    """The line of a key file that is the key; others are remarks."""
    return next((line.strip() for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")), "")


def make_key(path: Path) -> str:
    """A fresh pair: the secret into a new file (0600), in age's own format; returns the public key. Raises Trouble."""
    made = pyrage.x25519.Identity.generate()
    public = str(made.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Trouble(f"cannot make {path}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {public}\n{made}\n")
        file.flush()
        os.fsync(file.fileno())
    return public


def make_keys(folder: Path) -> Sequence[str]:
    """The two of a server that was told of none. What lies there already stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = []
    for name in (DESK, RECOVERY):
        path = folder / name
        if path.exists():
            secret = secret_in(path.read_text(encoding="ascii"))
            found.append(str(pyrage.x25519.Identity.from_str(secret).to_public()))
        else:
            found.append(make_key(path))
    return found
