"""What people ask for: imports they upload, exports they fetch. The work itself is a worker's (work.py)."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.errors import (
    BadInput,
    Conflict,
    Forbidden,
    Gone,
    Moderated,
    NotFound,
    NotSignedIn,
    TooLarge,
)
from tambour.domain.ids import DAY_MS
from tambour.ports.moving import Depot, Move
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.limits import Limits, per_day
from tambour.services.messages.scene import look

OPEN = ("uploading", "listed", "waiting", "running")
BEGUN = ("uploading", "listed")
"""Of an import: nothing of it has come yet."""
ONLY_MAX = 2000
EXPORTS_PER_DAY = 10
IMPORTS_PER_DAY = 20
UPLOAD_MS = 7 * DAY_MS
PASS_MS = 10 * 60_000
CHUNK_BYTES = 1 << 20
"""What a client should send at a time."""


class MoveView(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A move as its person sees it."""

    id: int
    kind: str = msgspec.field(name="k")
    state: str = msgspec.field(name="st")
    created: int = msgspec.field(name="d")
    done: int = 0
    total: int = 0
    chat: int = msgspec.field(name="c", default=0)
    size: int = msgspec.field(name="sz", default=0)
    expires: int = 0
    error: str = msgspec.field(name="why", default="")
    report: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Moves:
    """Asking, looking, fetching, giving up."""

    store: Store
    clock: Clock
    ids: Ids
    limits: Limits
    depot: Depot
    key: bytes
    """For the passes by which a browser fetches an export."""
    import_bytes: int

    # ── imports ──────────────────────────────────────────────────────────────────────────────
    async def begin_import(self, user: int, size: int) -> Move:
        """Room for an upload of so many bytes. Raises Moderated, TooLarge, Conflict(moving.under_way), Flood."""
        await self.able(user)
        if not 0 < size <= self.import_bytes:
            raise TooLarge(
                "too large an export", field="size", limit=self.import_bytes, why="moving.too_large"
            )
        await self.idle(user, "import")
        await self.limits.take(per_day(f"import:move:{user}", IMPORTS_PER_DAY))
        now = self.clock.now()
        move = Move(
            id=self.ids.new(),
            user=user,
            kind="import",
            state="uploading",
            total=size,
            created=now,
            expires=now + UPLOAD_MS,
        )
        await self.depot.make(move.id, size)
        await self.store.read.moving.add_move(move)
        return move

    async def append(self, user: int, id: int, path: str, offset: int, chunks: AsyncIterator[bytes]) -> int:
        """Bytes of one file of an upload; returns how many have come of it. Raises NotFound, Conflict, TooLarge."""
        move = await self.own(user, id, "import")
        if move.state != "uploading":
            raise Conflict("the upload is over", why="moving.not_uploading")
        at = await self.depot.append(id, path, offset, chunks, move.total - move.done)
        await self.store.read.moving.grow_move(id, self.clock.now(), at - offset)
        return at

    async def came(self, user: int, id: int, path: str) -> int:
        """How many bytes have come of one file. Raises NotFound, BadInput."""
        await self.own(user, id, "import")
        return self.depot.size_of(id, path)

    async def start_import(self, user: int, id: int, only: Sequence[int] = ()) -> None:
        """All is uploaded; `only` these chats of it, by their ids there. Raises NotFound, Moderated, BadInput."""
        if len(only) > ONLY_MAX:
            raise TooLarge("too many chats", field="only", limit=ONLY_MAX)
        await self.set_going(user, id, {"only": list(only)}, expires=0)

    async def look_import(self, user: int, id: int) -> None:
        """All is uploaded: which chats are in it? State `listed` and `found` of its report tell. Raises as above."""
        await self.set_going(user, id, {"look": True})

    async def set_going(self, user: int, id: int, what: dict[str, Any], **fields: Any) -> None:
        """To the worker. Raises NotFound, Moderated, BadInput (moving.…) where it is no export."""
        await self.able(user)
        move = await self.own(user, id, "import")
        if move.state not in BEGUN:
            return
        self.depot.open_export(id).close()
        await self.store.read.moving.set_move(
            id, self.clock.now(), state="waiting", what=what, done=0, report={}, **fields
        )

    async def able(self, user: int) -> None:
        """Bringing things in is speaking. Raises Moderated while the account is suspended."""
        person = await self.store.read.accounts.person(user)
        if person is None or person.deleted:
            raise NotSignedIn("no such account", why="auth.no_account")
        if person.suspended(self.clock.now()):
            raise Moderated("account suspended", reason="account.suspended", case=person.suspended_case)

    # ── exports ──────────────────────────────────────────────────────────────────────────────
    async def start_export(self, user: int, chat: int = 0, *, media: bool = True) -> Move:
        """Everything of one's own, or one chat one administers. Raises NotFound, Forbidden, Conflict, Flood."""
        if chat:
            view = await look(self.store.read, user, chat, now=self.clock.now())
            if view.member is None or view.member.role not in ("owner", "admin"):
                raise Forbidden("export.not_owner", "a chat's history is for its owner and administrators")
        await self.idle(user, "export")
        await self.limits.take(per_day(f"export:{user}", EXPORTS_PER_DAY))
        now = self.clock.now()
        what: dict[str, Any] = {"media": media} | ({"c": chat} if chat else {})
        move = Move(id=self.ids.new(), user=user, kind="export", what=what, created=now)
        await self.store.read.moving.add_move(move)
        return move

    async def fetch(self, user: int, id: int) -> int:
        """The size of a finished export. Raises NotFound, Gone (export.expired, export.stale).

        What was removed after it was made must not leave through it: then it is thrown away.
        """
        move = await self.own(user, id, "export")
        size = self.depot.ready(id)
        if move.state != "done" or size is None or move.expires <= self.clock.now():
            raise Gone("no longer there", why="export.expired")
        heads = [(int(chat), int(ev)) for chat, ev in move.report.get("heads", ())]
        if await self.store.read.moving.withdrawn_since(heads) or not await self.still_reads(user, heads):
            await self.drop(user, id)
            raise Gone("something in it was removed since: make a new one", why="export.stale")
        return size

    async def still_reads(self, user: int, heads: Sequence[tuple[int, int]]) -> bool:
        """Is this person still a member of all of it?"""
        return await self.store.read.moving.member_of_all(user, [chat for chat, _ in heads])

    def pass_of(self, user: int, session: int, id: int) -> str:
        """What the cookie holds by which this person's browser fetches this export within ten minutes."""
        body = f"{user}.{session}.{id}.{self.clock.now() + PASS_MS}"
        return f"{body}.{self.seal(body)}"

    def read_pass(self, text: str, id: int) -> tuple[int, int]:
        """(user, session). Raises NotSignedIn."""
        body, _, seal = text.rpartition(".")
        parts = body.split(".")
        if len(parts) != 4 or not hmac.compare_digest(seal.encode(), self.seal(body).encode()):
            raise NotSignedIn("no pass", why="auth.bad_token")
        user, session, of, until = map(int, parts)
        if of != id or until <= self.clock.now():
            raise NotSignedIn("the pass has run out", why="auth.expired")
        return user, session

    def seal(self, body: str) -> str:
        """Over a pass's body."""
        return hmac.digest(self.key, body.encode(), hashlib.sha256).hex()

    # ── both ─────────────────────────────────────────────────────────────────────────────────
    async def listed(self, user: int, kind: str) -> list[MoveView]:
        """Newest first, without what is gone."""
        found = await self.store.read.moving.moves(user)
        return [view_of(move) for move in found if move.kind == kind and move.state != "gone"]

    async def own(self, user: int, id: int, kind: str) -> Move:
        """Raises NotFound, also for somebody else's."""
        move = await self.store.read.moving.move(id)
        if move is None or move.user != user or move.kind != kind or move.state == "gone":
            raise NotFound(f"no such {kind}", why="moving.unknown")
        return move

    async def idle(self, user: int, kind: str) -> None:
        """One at a time. An upload that was given up makes room for the next."""
        for move in await self.store.read.moving.moves(user):
            if move.kind == kind and move.state in BEGUN:
                await self.drop(user, move.id)
            elif move.kind == kind and move.state in OPEN:
                raise Conflict("another one is under way", why="moving.under_way", id=move.id)

    async def drop(self, user: int, id: int) -> None:
        """Give it up: what has been imported stays, the files go. Raises NotFound."""
        move = await self.store.read.moving.move(id)
        if move is None or move.user != user or move.kind == "claim":
            raise NotFound("no such move", why="moving.unknown")
        await self.store.read.moving.set_move(id, self.clock.now(), state="gone", report={}, error="")
        await self.depot.drop(id)


def view_of(move: Move) -> MoveView:
    """Without what only the house needs."""
    if move.kind not in ("import", "export"):
        raise BadInput("id", "no such move")
    report = {key: value for key, value in move.report.items() if key not in ("heads", "bytes")}
    return MoveView(
        id=move.id,
        kind=move.kind,
        state=move.state,
        created=move.created,
        done=move.done,
        total=move.total,
        chat=int(move.what.get("c", 0)),
        size=int(move.report.get("bytes", 0)),
        expires=move.expires,
        error=move.error,
        report=report,
    )
