"""What arriving and leaving need from outside: an export to read, one to write, rows in bulk, and files."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from tambour.domain.digests import Digests
from tambour.domain.files import File
from tambour.domain.messages import Entity, Kept
from tambour.domain.moving.arrival import ArrivingPoll, Luggage


class Bytes(Protocol):
    """Something to read from."""

    def read(self, size: int = -1, /) -> bytes:
        """b'' at the end."""
        ...


class Watch(Bytes, Protocol):
    """`result.json` on its way to the parser."""

    @property
    def read_bytes(self) -> int:
        """How far it has been read."""
        ...


class Export(Protocol):
    """Where the parts of an export are found; see adapters/moving/source.py."""

    @property
    def size(self) -> int:
        """Bytes of `result.json`."""
        ...

    def result(self) -> AbstractContextManager[Watch]:
        """`result.json`."""
        ...

    def find(self, path: str) -> int | None:
        """The size of a file in bytes, or None."""
        ...

    def open(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """A file of the export. Raises BadInput."""
        ...

    def close(self) -> None:
        """Let it go."""
        ...


# ── what stands in an export, in its own order ─────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Myself:
    """Whose export it is (`key`), or which server of ours wrote it (`origin`)."""

    key: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's number."""

    key: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class ChatHead:
    """A chat about to be read; its messages follow."""

    ext: int
    kind: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One entry of `messages`."""

    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read, and why."""

    why: str


Item = Myself | Contact | ChatHead | RawMessage | Skipped
OpenExport = Callable[[Any], Export]
ReadItems = Callable[[Bytes], Iterator[Item]]


# ── rows ────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """One imported message as it is written; seq and ev are counted by the store."""

    ext: int
    """0: it has no id of its own over there (the rest of a long text)."""
    sender: int
    author: int
    ts: int
    kind: str = "text"
    flags: int = 0
    reply: int = 0
    """A seq of this chat."""
    source: dict[str, Any] | None = None
    text: str = ""
    entities: Sequence[Entity] = ()
    extra: dict[str, Any] | None = None
    edited: int = 0
    views: int = 0
    reactions: Sequence[tuple[str, int]] = ()
    tags: Sequence[str] = ()
    files: Sequence[File] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One import or export that somebody asked for. Times are milliseconds."""

    id: int
    user: int
    kind: str
    """import, export, or claim: handing over what somebody said elsewhere."""
    what: dict[str, Any] = field(default_factory=dict)
    state: str = "waiting"
    """uploading, waiting, running, done, failed, gone."""
    done: int = 0
    total: int = 0
    report: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    created: int = 0
    changed: int = 0
    expires: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody known from an export only."""

    user: int
    importer: int
    name: str
    phone_hmac: bytes = b""
    offered: int = 0
    """To whom the importer said: this is you."""
    messages: int = 0


class MovingRows(Protocol):
    """Rows of imports and exports."""

    # imports
    async def chat_of(self, importer: int, origin: str, ext: int) -> int:
        """The chat into which this one came before, or 0."""
        ...

    async def add_chat(self, importer: int, origin: str, ext: int, chat: int) -> None:
        """Remember where it comes."""
        ...

    async def people_of(self, importer: int, origin: str, keys: Sequence[str]) -> dict[str, int]:
        """Who these keys are here; unknown ones are absent."""
        ...

    async def add_stranger(
        self, importer: int, origin: str, key: str, user: int, name: str, now: int
    ) -> None:
        """A person known from an export only, and their key; or the importer's own key."""
        ...

    async def note_phones(self, importer: int, origin: str, phones: Sequence[tuple[str, bytes]]) -> None:
        """Numbers of people as the importer's contacts have them: (key, digest)."""
        ...

    async def members_of(self, chat: int, limit: int) -> list[int]:
        """Some of them, at most `limit`."""
        ...

    async def known(self, chat: int, exts: Sequence[int]) -> dict[int, int]:
        """Seqs of those ids that have come already."""
        ...

    async def land(self, chat: int, rows: Sequence[Landed], now: int, *, importer: int) -> tuple[int, int]:
        """Write a batch into the locked chat; returns (last seq, last ev). Who had read everything still has (of more
        than 200 members the importer only)."""
        ...

    async def add_file(self, owner: int, file: File, digests: Digests, now: int, *, ready: bool) -> None:
        """A file whose bytes lie in the blob store; unless it is `ready`, the media room has still to look at it."""
        ...

    async def forget_before(self, chat: int) -> int:
        """One empty event, before which the log is gone: clients fetch the chat afresh. Returns its ev."""
        ...

    async def add_polls(self, polls: Sequence[tuple[int, int, int, ArrivingPoll, int]]) -> None:
        """(id, chat, author, poll, ts): closed from the start."""
        ...

    # people known from exports
    async def strangers(self, importer: int) -> list[Stranger]:
        """All that came with this person's imports and are not claimed, most said first."""
        ...

    async def stranger(self, user: int) -> Stranger | None:
        """One of them."""
        ...

    async def offer(self, stranger: int, to: int) -> None:
        """Say who it is; 0 takes it back."""
        ...

    async def offers(self, user: int) -> list[Stranger]:
        """Those of whom somebody said that it is this person."""
        ...

    async def chats_with(self, stranger: int) -> list[int]:
        """Where they have said something, or are a member."""
        ...

    async def hand_over(self, chat: int, stranger: int, user: int, after: int, upto: int) -> int:
        """What they said in this range of the locked chat is the person's own now; how many messages."""
        ...

    async def moved_voice(self, chat: int, stranger: int, user: int) -> None:
        """All they said there has been handed over."""
        ...

    async def give_dialog(self, chat: int, stranger: int, user: int) -> bool:
        """The dialog is the person's now; False where the two have another one already."""
        ...

    async def make_group(self, chat: int, stranger: int, owner: int, title: str, permissions: int) -> None:
        """A dialog goes on as a group of its importer alone."""
        ...

    async def merged(self, stranger: int, user: int, now: int) -> None:
        """The stranger is nobody any more; later imports of the same export find the person."""
        ...

    # moves
    async def add_move(self, move: Move) -> None:
        """A new one."""
        ...

    async def move(self, id: int) -> Move | None:
        """By primary key."""
        ...

    async def moves(self, user: int) -> list[Move]:
        """Newest first."""
        ...

    async def set_move(self, id: int, now: int, **fields: Any) -> bool:
        """Change some of state, done, total, report, error, expires; False where it was given up meanwhile."""
        ...

    async def grow_move(self, id: int, now: int, by: int) -> None:
        """So many bytes more have come."""
        ...

    async def member_of_all(self, user: int, chats: Sequence[int]) -> bool:
        """Is this person a member of each of them?"""
        ...

    async def take_move(self, now: int, lease_ms: int) -> Move | None:
        """The oldest that waits, or runs and was not heard of for so long; taken by the caller alone."""
        ...

    async def expired(self, now: int) -> list[Move]:
        """Those whose files are due to go."""
        ...

    # exports
    async def page(self, chat: int, viewer: int, after: int, limit: int) -> list[Kept]:
        """Messages with all that belongs to them, ascending."""
        ...

    async def chats_to_export(self, user: int) -> list[int]:
        """Where this person is a member, oldest first."""
        ...

    async def withdrawn_since(self, heads: Sequence[tuple[int, int]]) -> bool:
        """Was anything removed in these chats after (chat, ev), or one of them closed?"""
        ...


class Shelf(Protocol):
    """Where files of messages are kept: the media room."""

    async def keep(self, owner: int, file: Luggage, source: IO[bytes], size: int) -> File:
        """Store a file of an export as its owner's. Raises a Refusal where it is not taken."""
        ...

    async def bring(self, file: File) -> tuple[str, AsyncIterator[bytes]] | None:
        """The best form of a file in which it is shown, as (ending of its name, bytes); None where there is none."""
        ...


class Writer(Protocol):
    """An export being written; see adapters/moving/writer.py."""

    async def open(self, head: dict[str, Any], *, single: bool) -> None:
        """What stands before the chats; `single`: the one chat is the whole."""
        ...

    async def begin_chat(self, head: dict[str, Any]) -> None:
        """Name, type and id."""
        ...

    async def put(self, messages: list[dict[str, Any]], lines: list[Any]) -> None:
        """Some messages of this chat, and lines of our own."""
        ...

    async def end_chat(self) -> None:
        """All its messages are there."""
        ...

    async def add_file(self, path: str, chunks: AsyncIterator[bytes]) -> None:
        """A file under its path."""
        ...

    async def close(self) -> int:
        """Put all together; returns the size of the zip."""
        ...

    def give_up(self) -> None:
        """Leave nothing behind."""
        ...


class Depot(Protocol):
    """Where exports lie while they come in or wait to be fetched."""

    async def make(self, move: int, size: int) -> None:
        """Room for so many bytes. Raises TooLarge (moving.no_room)."""
        ...

    def size_of(self, move: int, path: str) -> int:
        """Bytes that have come of this file. Raises BadInput(path)."""
        ...

    async def append(self, move: int, path: str, offset: int, chunks: AsyncIterator[bytes], most: int) -> int:
        """The bytes that follow, at most `most`; returns how many there are. Raises Conflict, TooLarge, Retry."""
        ...

    def open_export(self, move: int) -> Export:
        """What was uploaded. Raises BadInput (moving.…)."""
        ...

    async def writer(self, move: int) -> Writer:
        """A zip to fill."""
        ...

    def ready(self, move: int) -> int | None:
        """The size of the finished zip, or None."""
        ...

    def read(self, move: int, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes [start, end) of the finished zip."""
        ...

    async def drop(self, move: int) -> None:
        """All of it."""
        ...

    async def listed(self) -> list[int]:
        """Moves that have something here."""
        ...
