"""A witness's folder: `key` (its seed, 0600) and `seen.json`, the newest tree of each log it has cosigned."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tambour.adapters.ledger.folder import replace
from tambour.ports.trouble import Trouble

KEY = "key"
SEEN = "seen.json"
Seen = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class WitnessFolder:
    """See WitnessState in ports/ledger.py. One process at a time."""

    path: Path

    def seed(self) -> bytes:
        """Of the key, made at the first call. Raises Trouble."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = self.path / KEY
        try:
            handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            found = bytes.fromhex(key.read_text(encoding="ascii").strip())
            if len(found) != 32 or key.stat().st_mode & 0o077:
                raise Trouble(f"{key} is no key, or can be read by others", f"chmod 600 {key}") from None
            return found
        with os.fdopen(handle, "w", encoding="ascii") as file:
            made = secrets.token_bytes(32)
            file.write(made.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return made

    def all(self) -> Seen:
        """Everything remembered."""
        try:
            return msgspec.json.decode((self.path / SEEN).read_bytes(), type=Seen)
        except FileNotFoundError:
            return {}

    def load(self, origin: str) -> tuple[int, bytes]:
        """From the file."""
        size, root = self.all().get(origin, (0, ""))
        return size, bytes.fromhex(root)

    def save(self, origin: str, size: int, root: bytes) -> None:
        """The whole file anew, in one step."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(self.path / SEEN, msgspec.json.encode(self.all() | {origin: (size, root.hex())}))
