"""One privileged act as the ledger keeps it: what is public of it, and commitments to the rest.

A leaf says when and what kind of act it was, and carries two commitments: `who` to the person, `what` to the object
and the details. A commitment is SHA-256 of 32 random bytes and the value. Value and random bytes lie beside the leaf,
not in the tree: without them the leaf tells nothing, so they can be erased and the tree still stands.
"""

import hashlib
from dataclasses import dataclass

import msgspec

Payload = dict[str, str | int | float | bool | list[str] | list[int] | None]
What = tuple[str, dict[str, object]]
SALT_BYTES = 32
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act. `n`: its place in the tree, -1 until it has one. The last five are the opening, which may be erased."""

    id: int
    n: int
    leaf: bytes
    actor: int | None = None
    who_salt: bytes = b""
    what: bytes = b""
    what_salt: bytes = b""

    @property
    def read(self) -> "Leaf":
        """The public part."""
        return msgspec.json.decode(self.leaf, type=Leaf)

    @property
    def verb(self) -> str:
        """What kind of act."""
        return self.read.verb

    @property
    def at(self) -> int:
        """When, in milliseconds."""
        return self.read.at

    @property
    def payload(self) -> dict[str, object]:
        """The details; empty where they were erased."""
        return msgspec.json.decode(self.what, type=What)[1] if self.what else {}

    @property
    def object(self) -> str:
        """`kind:id`; empty where it was erased."""
        return msgspec.json.decode(self.what, type=What)[0] if self.what else ""

    @property
    def opens(self) -> bool:
        """Is the opening there, and does it belong to the leaf?"""
        leaf = self.read
        return (
            self.actor is not None
            and leaf.who == commit(self.who_salt, who_of(self.actor))
            and leaf.what == commit(self.what_salt, self.what)
        )


class Leaf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The public part, in the order in which it is written."""

    at: int
    """Milliseconds."""
    chain: str = ""
    """Of entries that are older than the tree: their hash in the chain that was before."""
    seal: str = ""
    """SHA-256 of a sealed object of the vault, in hexadecimal."""
    size: int = 0
    """Its bytes."""
    v: int
    verb: str
    what: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """An act about one sealed object of the vault; its digest stands openly in the leaf."""

    digest: bytes
    size: int = 0


def who_of(actor: int) -> bytes:
    """The value that `who` commits to."""
    return b"%d" % actor


def what_of(object: str, payload: Payload) -> bytes:
    """The value that `what` commits to."""
    return msgspec.json.encode([object, payload], order="sorted")


def commit(salt: bytes, value: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(salt + value).hexdigest()


def leaf_of(
    verb: str, at: int, who: bytes, what: bytes, salts: tuple[bytes, bytes], sealing: Sealing | None = None
) -> bytes:
    """The bytes that are hashed into the tree: one line of JSON."""
    return msgspec.json.encode(
        Leaf(
            at=at,
            v=VERSION,
            verb=verb,
            who=commit(salts[0], who),
            what=commit(salts[1], what),
            seal=sealing.digest.hex() if sealing else "",
            size=sealing.size if sealing else 0,
        )
    )
