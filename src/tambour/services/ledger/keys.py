"""Ed25519: who signs checkpoints, and whether a signature holds."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tambour.moderation.ledger.notes import Key


@dataclass(frozen=True, slots=True)
class Ed25519:
    """A private key from its 32-byte seed."""

    seed: bytes

    def public(self) -> bytes:
        """32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def key(self, name: str, kind: int) -> Key:
        """Its public side under a name."""
        return Key(name, kind, self.public())


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
