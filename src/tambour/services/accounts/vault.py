"""What is kept secret about people: numbers as peppered digests and sealed values, and the keys all of it hangs on."""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tambour.ports.outside import Ids
from tambour.ports.store import Store
from tambour.ports.trouble import Trouble

ROOT_SIZE = 32
NONCE_SIZE = 12


class WrongSecretError(Trouble):
    """The secret does not belong to this database: every phone number would be a stranger's."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Keys derived from one root secret of at least ROOT_SIZE bytes, one per purpose."""

    root: bytes
    ids: Ids

    def __post_init__(self) -> None:
        if len(self.root) < ROOT_SIZE:
            raise ValueError(f"the root secret needs {ROOT_SIZE} bytes")

    def key(self, purpose: str) -> bytes:
        """The 32-byte key of one purpose."""
        return hmac.digest(self.root, b"tambour key: " + purpose.encode(), hashlib.sha256)

    def digest(self, purpose: str, text: str) -> bytes:
        """A keyed digest: equal for equal texts, and of no use without the root."""
        return hmac.digest(self.key(purpose), text.encode(), hashlib.sha256)

    def seal(self, purpose: str, text: str) -> bytes:
        """Encrypt with AES-256-GCM; the purpose is bound in, so a value can't be moved to another column."""
        nonce = hashlib.sha256(self.ids.token(32).encode()).digest()[:NONCE_SIZE]
        return nonce + AESGCM(self.key("seal")).encrypt(nonce, text.encode(), purpose.encode())

    def unseal(self, purpose: str, sealed: bytes) -> str:
        """The text again. Raises WrongSecretError when the value is not of this vault."""
        try:
            plain = AESGCM(self.key("seal")).decrypt(
                sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], purpose.encode()
            )
        except (InvalidTag, ValueError) as wrong:
            raise WrongSecretError("a sealed value does not open") from wrong
        return plain.decode()


async def prove_secret(store: Store, vault: Vault) -> None:
    """Called at start: the first start leaves a mark in the database, later ones must find their own.

    Raises WrongSecretError.
    """
    mark = vault.digest("pepper check", "one database, one secret")
    if not hmac.compare_digest(await store.read.accounts.mark_secret(mark), mark):
        raise WrongSecretError(
            "the secret does not belong to this database",
            "bring back the file `secrets` that was made with it",
        )
