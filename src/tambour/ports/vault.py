"""What the evidence vault needs: somebody who seals, and rows that keep what was sealed."""

from dataclasses import dataclass
from typing import Protocol

from tambour.moderation.records import Snapshot


class Locked(Exception):
    """This process holds no key that opens it."""


class Sealer(Protocol):
    """Public keys that seal; a private one that opens, if this process has one."""

    @property
    def recipients(self) -> tuple[str, ...]: ...

    @property
    def key_id(self) -> str:
        """A short name of the set of public keys."""
        ...

    def seal(self, plain: bytes) -> bytes: ...

    def open(self, sealed: bytes) -> bytes:
        """Raises Locked."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One sealed object: id of the evidence, SHA-256 and bytes of what lies there, until when (ms)."""

    id: int
    digest: bytes
    size: int
    keep_until: int = 0


class EvidenceRows(Protocol):
    """For `tx.cases`. Everything sealed before it comes here."""

    async def keep_longer(
        self, subject: int, ver: int, digest: bytes, until: int, spare: int
    ) -> tuple[int, bool]:
        """The snapshot with this (keyed) digest, or 0; and whether its evidence is kept, its files with it, until then
        at least. What would go before is kept for `spare` ms more, so that not each of many moves the end."""
        ...

    async def give_up(self, snapshot: int) -> None:
        """A snapshot whose evidence is gone makes room for a new one of the same words."""
        ...

    async def add_evidence(
        self, snapshot: Snapshot, digest: bytes, sealed: bytes, kept: Kept, key_id: str
    ) -> None:
        """A snapshot, its sealed object, and the files that it shows, which are kept as long."""
        ...

    async def sealed(self, evidence: int) -> bytes | None:
        """None: destroyed, or lost with a database that was restored."""
        ...

    async def sealed_by_digest(self, digest: bytes) -> bytes | None: ...

    async def plain(self, limit: int) -> list[tuple[int, int, bytes]]:
        """(evidence, snapshot, words) of what older versions kept in plain; locked."""
        ...

    async def replace_plain(
        self, snapshot: int, digest: bytes, sealed: bytes, kept: Kept, key_id: str
    ) -> None: ...

    async def expired(self, now: int, limit: int) -> list[Kept]:
        """Nobody holds it, no case or appeal about it is open, its time is over; locked."""
        ...

    async def destroy(self, evidence: int, at: int) -> None:
        """The object goes, the row stays for those who looked at it."""
        ...

    async def set_hold(self, case: int, reason: str | None) -> int:
        """All evidence of a case's subject, its files with it; returns how many objects."""
        ...

    async def evidence_of(self, case: int) -> list[Kept]: ...

    async def recipients(self, fresh: str) -> str:
        """Which keys evidence is sealed to: `fresh` from the first call on."""
        ...

    async def set_recipients(self, recipients: str) -> bool:
        """True when they were others before."""
        ...
