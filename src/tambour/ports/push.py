"""What the shell needs to reach people's browsers: rows of where they are, and the sealing of what is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tambour.domain.push import Recipient

SUBS_MAX = 10
"""Browsers of one person; the oldest gives way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One browser. `p256dh` and `auth` are its public key and secret (RFC 8291)."""

    user: int
    session: int
    endpoint: str
    p256dh: bytes = field(repr=False)
    auth: bytes = field(repr=False)
    fails: int = 0
    wait_until: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request to a push service."""

    body: bytes
    headers: dict[str, str]


class PushRows(Protocol):
    """Each is one statement."""

    async def add(self, sub: Subscription, now: int) -> None:
        """In place of what was known of this browser; beyond SUBS_MAX the person's oldest goes. Two statements."""
        ...

    async def remove(self, endpoint: str, user: int = 0) -> None:
        """Of this person only, when one is named."""
        ...

    async def of_session(self, session: int) -> list[Subscription]: ...

    async def any(self) -> bool:
        """Is there a browser to reach at all?"""
        ...

    async def claim(self, heard: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """(chat, first, last heard) → (chat, after, upto): the messages that are this caller's to push."""
        ...

    async def missed(self, since: int) -> list[tuple[int, int, int]]:
        """Like what `claim` is given: chats with messages newer than `since` that nobody claimed."""
        ...

    async def recipients(
        self, chat: int, after: int, seqs: Sequence[int], authors: Sequence[int], now: int, limit: int
    ) -> list[tuple[Recipient, list[Subscription]]]:
        """Members with a browser, by id above `after`; at most `limit` people."""
        ...

    async def failed(self, endpoint: str, fails: int, wait_until: int) -> None:
        """Leave it alone until then; 0 and 0: it answered."""
        ...

    async def sweep(self) -> None:
        """Browsers whose session has ended."""
        ...


class PushSeal(Protocol):
    """Encrypts for one browser and signs for its push service."""

    @property
    def public_key(self) -> str:
        """The server's key for `PushManager.subscribe`: base64url of an uncompressed P-256 point."""
        ...

    def seal(self, sub: Subscription, payload: bytes, *, ttl_s: int, urgency: str, topic: str) -> Parcel:
        """RFC 8291 and 8292. Raises ValueError when the browser's key is none."""
        ...
