"""What the ledger needs of the store, of its folder, and of those who witness it."""

from collections.abc import Sequence
from typing import Protocol

from tambour.moderation.ledger.entries import Entry, Payload, Sealing
from tambour.moderation.ledger.merkle import Place
from tambour.moderation.ledger.notes import Checkpoint, Key


class EntryRows(Protocol):
    """For whoever acts: `tx.cases`."""

    async def seal(
        self, actor: int, verb: str, object: str, payload: Payload, at: int, sealing: Sealing | None = None
    ) -> None:
        """The act's entry, in the act's own transaction. `actor` 0: the program itself. `object` is `kind:id`.

        No words of members and no names belong into `payload`: numbers, keys of categories, digests.
        """
        ...

    async def audit(self, before: int, limit: int) -> list[Entry]:
        """Entries whose id is below `before` (0: the newest), newest first."""
        ...


class LedgerRows(Protocol):
    """The tree. Everything that makes it grow runs in a transaction that has called `lock`."""

    async def lock(self) -> None:
        """One at a time, until the commit."""
        ...

    async def origin(self, fresh: str) -> str:
        """The log's name, which is `fresh` from the first call on for ever."""
        ...

    async def size(self) -> int:
        """Leaves in the tree."""
        ...

    async def waiting(self, limit: int) -> list[tuple[int, bytes]]:
        """(id, leaf) of entries without a place, oldest first."""
        ...

    async def nodes(self, places: Sequence[Place]) -> dict[Place, bytes]: ...

    async def join(self, first: int, ids: Sequence[int], nodes: dict[Place, bytes]) -> None:
        """Give these entries the places from `first` on, and keep the subtrees that are new."""
        ...

    async def bring_back(self, leaves: Sequence[bytes]) -> list[int]:
        """Entries for leaves that are known from outside: the waiting ones with the same bytes, else without an
        opening. Returns their ids in order."""
        ...

    async def leaves(self, first: int, limit: int) -> list[bytes]:
        """From this place on, in order."""
        ...

    async def about(self, objects: Sequence[str]) -> list[Entry]:
        """All entries about these objects, oldest first."""
        ...

    async def place_of(self, leaf_hash: bytes) -> int:
        """Where the leaf with this hash is, or -1."""
        ...

    async def newest_checkpoint(self) -> tuple[Checkpoint, str, int] | None:
        """(what it says, the note, when) of the largest."""
        ...

    async def checkpoints(self) -> list[str]:
        """All notes, the smallest first."""
        ...

    async def add_checkpoint(self, checkpoint: Checkpoint, note: str, at: int) -> None: ...

    async def cosign(self, size: int, note: str) -> None:
        """The same checkpoint with more signatures."""
        ...


class Signer(Protocol):
    """A private Ed25519 key."""

    def public(self) -> bytes:
        """32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        ...


class Folder(Protocol):
    """The copy outside the database: every leaf and every checkpoint, only ever added to."""

    def held(self) -> tuple[int, bytes]:
        """How many leaves, and the last one (empty when there is none)."""
        ...

    def read(self, first: int, limit: int) -> list[bytes]:
        """Leaves from this place on."""
        ...

    def add(self, leaves: Sequence[bytes]) -> None:
        """Durable when it returns. Raises OSError."""
        ...

    def keep(self, note: str) -> None:
        """A checkpoint, durable. Raises OSError."""
        ...

    def newest(self) -> str:
        """The note kept last, or ''."""
        ...

    def close(self) -> None: ...


class Witness(Protocol):
    """Somebody else who watches the log grow."""

    @property
    def key(self) -> Key: ...

    async def ask(self, old: int, proof: Sequence[bytes], note: str) -> tuple[int, str]:
        """(0, signature lines), or (its own older size, '') when it knows another one than `old`.

        Raises Unwitnessed.
        """
        ...


class Unwitnessed(Exception):
    """The witness is away, or refuses; says why."""


class WitnessState(Protocol):
    """What a witness remembers of each log."""

    def load(self, origin: str) -> tuple[int, bytes]:
        """(size, root) of the newest tree it has cosigned; (0, empty) of a log it has not seen."""
        ...

    def save(self, origin: str, size: int, root: bytes) -> None:
        """Durable when it returns."""
        ...
