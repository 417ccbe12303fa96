"""What the shell needs of the store about files: uploads, their blobs, the jobs upon them, and who carries them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tambour.domain.digests import Digests
from tambour.domain.files import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One row of `files`. `sha256` b'': its bytes are not together yet."""

    id: str
    owner: int
    kind: str
    name: str
    mime: str
    size: int
    received: int
    parts: int
    sha256: bytes
    state: int
    why: str
    shown: File
    sha1: bytes = b""
    md5: bytes = b""

    @property
    def digests(self) -> Digests:
        """Of its bytes."""
        return Digests(self.sha256, self.sha1, self.md5)

    @property
    def complete(self) -> bool:
        """All bytes are here for good."""
        return self.received == self.size


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes [first, first + size) of an upload under a key of the blob store."""

    first: int
    size: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One servable form of a file."""

    name: str
    sha256: bytes
    size: int
    mime: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """Work on one file, leased."""

    file: str
    tries: int


class FileRows(Protocol):
    """Rows of files. Each is one statement unless it says more."""

    async def add(self, upload: Upload, now: int) -> None: ...

    async def get(self, file: str) -> Upload | None: ...

    async def take(self, user: int, files: Sequence[str], now: int, *, lent: bool = False) -> list[Upload]:
        """Those this person may send: their own, and stickers; `lent`: all, the caller has found out that they may.

        They count as used from now on, so none is dropped.
        """
        ...

    async def used(self, user: int, since: int) -> tuple[int, int, int]:
        """(bytes and files begun since then, bytes in all)."""
        ...

    async def grow(self, file: str, part: Part, now: int) -> bool:
        """The part continues the upload; False when somebody else has moved it on. One statement."""
        ...

    async def parts(self, file: str) -> list[Part]: ...

    async def unsealed(self, before: int, limit: int) -> list[str]:
        """Uploads whose bytes are all here since then, and not yet together."""
        ...

    async def seal(self, file: str, digests: Digests, now: int) -> bool:
        """The bytes are together under these digests; False when they were already. Several statements."""
        ...

    async def settle(
        self, file: str, shown: File, variants: Sequence[Variant], now: int, *, why: str = ""
    ) -> None:
        """What came of it: state, descriptor, the blobs it has from now on; its job is done. Several statements."""
        ...

    async def remove(self, file: str, untouched_since: int) -> bool:
        """The rows of a file nobody uses; its blobs are freed by the sweep. False: somebody just took it."""
        ...

    async def keep_blob(self, sha256: bytes, size: int) -> None:
        """The blob is wanted: called before its bytes are put."""
        ...

    async def variant(self, file: str, name: str) -> Variant | None: ...

    async def withdrawn(self, digests: Digests) -> bool:
        """Do these bytes stand removed by moderation?"""
        ...

    async def any_withdrawn(self, files: Sequence[str]) -> bool:
        """Do the bytes of one of these stand removed?"""
        ...

    async def is_withdrawn(self, file: str) -> bool:
        """Does a removed message carry this very file?"""
        ...

    async def places(self, file: str, viewer: int, limit: int) -> list[tuple[int, int]]:
        """(chat, seq) of messages that carry it, in readable chats of the viewer or public ones; the newest first."""
        ...

    async def used_anywhere(self, file: str) -> bool:
        """By a message, be it removed or hidden."""
        ...

    async def faces(self, file: str) -> tuple[list[int], list[int]]:
        """(people, chats) whose photo it is."""
        ...

    async def queue(self, file: str, now: int, *, last: bool = False) -> None:
        """A job; `last`: behind everything that somebody waits for, and none for who names kinds."""
        ...

    async def unqueue(self, file: str) -> None:
        """Nothing is left to do with it."""
        ...

    async def claim(self, now: int, lease_ms: int, kinds: Sequence[str] = (), *, late: int = 0) -> Job | None:
        """The oldest job that nobody holds, of these kinds where some are named; held for so long. Those that stand
        behind all others go first where they were queued until `late`."""
        ...

    async def give_back(self, file: str, until: int) -> None:
        """The try does not count: it failed for want of something else. Nobody takes the job before `until`."""
        ...

    async def renew(self, file: str, until: int) -> None: ...

    async def stale(self, limit: int) -> list[tuple[int, int]]:
        """(chat, seq) of messages whose descriptor still says that a file is being processed though it is not."""
        ...

    async def refresh(self, chat: int, seq: int, files: Sequence[File]) -> None:
        """The message carries these descriptors from now on. Several statements, under the lock of the chat."""
        ...

    async def shown(self, files: Sequence[str]) -> Mapping[str, File]: ...

    async def idle(self, upload_before: int, unused_before: int, limit: int) -> list[str]:
        """Uploads nobody goes on with, and files nobody uses."""
        ...

    async def doom(self, now: int) -> int:
        """Blobs without a file begin their grace time; those that have one again lose their doom. Two statements."""
        ...

    async def doomed(self, before: int, limit: int) -> list[bytes]:
        """Blobs whose grace time is over, their rows deleted: delete the bytes before the transaction ends."""
        ...

    async def listed(self, chat: int, tab: str, before: int, limit: int) -> list[int]:
        """seqs of messages in a tab of a chat, newest first."""
        ...
