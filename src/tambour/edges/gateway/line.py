"""The outgoing side of a connection: a bounded outbox, written once a tick, folded into marks for a slow reader."""

from collections.abc import Callable
from typing import Any, Protocol

from tambour.edges.gateway.frames import encode, pack

BACKLOG_EVENTS_MAX = 512
BACKLOG_BYTES_MAX = 256 * 1024
REPLY_BYTES_MAX = 1024 * 1024
STUCK_MS_MAX = 30_000
MISSED_MAX = 100
"""Of so many chats it is said that hints were dropped; the others' read marks are right at their next change."""
CLOSE_SLOW = 4008


class Pipe(Protocol):
    """What carries the bytes: a socket's transport, or a stream of server-sent events."""

    @property
    def write(self) -> Callable[[bytes], None]: ...
    @property
    def waiting(self) -> Callable[[], int]:
        """Bytes written and not yet taken by the kernel or the reader."""
        ...

    def close(self, code: int, reason: str = "") -> None: ...


class Line:
    """One connection as the hub sees it. Lane 1: replies; 2: numbered events; 3 and 4: dropped under pressure."""

    __slots__ = (
        "__weakref__",
        "backlog",
        "behind",
        "behind_pts",
        "chunks",
        "closed",
        "due",
        "missed",
        "open",
        "pipe",
        "ready",
        "rooms",
        "session",
        "size",
        "stuck_since",
        "user",
        "variant",
        "watching",
    )

    def __init__(self, pipe: Pipe, variant: int) -> None:
        self.pipe = pipe
        self.variant = variant
        self.user = 0
        self.session = 0
        self.chunks: list[bytes] = []
        self.size = 0
        self.backlog = 0
        self.due = False
        self.ready = False
        self.closed = False
        self.rooms: set[int] | tuple[()] = ()
        self.open: frozenset[int] = frozenset()
        self.watching: tuple[int, ...] = ()
        self.behind: dict[int, tuple[int, int]] | None = None
        self.behind_pts = 0
        self.missed: set[int] | None = None
        self.stuck_since = 0

    def reply(self, chunk: bytes) -> None:
        """Lane 1: always kept, but a reader who takes nothing is closed."""
        self.chunks.append(chunk)
        self.size += len(chunk)

    def event(self, chunk: bytes, chat: int, ev: int, seq: int) -> None:
        """Lane 2 and numbered lane 3: a slow reader gets one mark per chat instead."""
        if self.behind is not None or self.size > BACKLOG_BYTES_MAX:
            self.fall_behind()[chat] = (ev, seq)
            return
        self.chunks.append(chunk)
        self.size += len(chunk)
        self.backlog += 1

    def user_event(self, chunk: bytes, pts: int) -> None:
        """Lane 2 of the account: a slow reader learns the newest pts from a heartbeat."""
        if self.behind is not None or self.size > BACKLOG_BYTES_MAX:
            self.fall_behind()
            self.behind_pts = pts
            return
        self.chunks.append(chunk)
        self.size += len(chunk)
        self.backlog += 1

    def hint(self, chunk: bytes, about: int | None = None) -> None:
        """Lanes 3 without a number and 4: dropped at half of the limits.

        `about`: the chat of which it says how something stands now, 0 for presence; None: it fades by itself. That it
        was dropped is told when the reader has taken everything.
        """
        if (
            self.behind is None
            and self.size < BACKLOG_BYTES_MAX // 2
            and self.backlog < BACKLOG_EVENTS_MAX // 2
        ):
            self.chunks.append(chunk)
            self.size += len(chunk)
        elif about is not None:
            self.missed = self.missed or set()
            if len(self.missed) < MISSED_MAX:
                self.missed.add(about)

    @property
    def slow(self) -> bool:
        """Is there something that it must be told when it has taken everything?"""
        return self.behind is not None or self.missed is not None

    def fall_behind(self) -> dict[int, tuple[int, int]]:
        """From now on marks instead of bodies, until the reader has taken everything."""
        if self.behind is None:
            self.behind = {}
        return self.behind

    def flush(self) -> None:
        """One write for everything of this tick."""
        self.due = False
        if self.closed or not self.ready or not self.chunks:
            return
        data = self.chunks[0] if len(self.chunks) == 1 else b"".join(self.chunks)
        self.chunks.clear()
        self.size = 0
        self.pipe.write(data)
        waiting = self.pipe.waiting()
        if waiting == 0:
            self.backlog = 0
        elif waiting > REPLY_BYTES_MAX:
            self.close(CLOSE_SLOW, "slow reader")
        elif waiting > BACKLOG_BYTES_MAX or self.backlog > BACKLOG_EVENTS_MAX:
            self.fall_behind()

    def recover(self, now: int) -> bool:
        """Look at a line that fell behind: catch it up, or close it after half a minute. True when it is done with."""
        if not self.slow or self.closed:
            return True
        if self.pipe.waiting() > 0:
            if self.behind is None:
                return False
            self.stuck_since = self.stuck_since or now
            if now - self.stuck_since > STUCK_MS_MAX:
                self.close(CLOSE_SLOW, "slow reader")
                return True
            return False
        behind = self.behind or {}
        marks: list[dict[str, Any]] = [
            {"t": "dirty", "c": c, "ev": ev, "s": seq} for c, (ev, seq) in behind.items()
        ]
        if self.behind_pts:
            marks.append({"t": "hb", "now": now, "pts": self.behind_pts})
        if self.missed is not None:
            marks.append(missed_mark(self.missed))
        self.behind, self.behind_pts, self.missed, self.stuck_since, self.backlog = None, 0, None, 0, 0
        if marks:
            self.reply(pack(encode(marks), self.variant))
        return True

    def close(self, code: int, reason: str = "") -> None:
        """Say why and hang up; the client converges when it comes back."""
        if not self.closed:
            self.closed = True
            self.pipe.close(code, reason)


def missed_mark(missed: set[int]) -> dict[str, Any]:
    """`miss`: of these chats read marks and counts were dropped; `on`: of presence something was."""
    return {"t": "miss", "of": sorted(missed - {0})} | ({"on": 1} if 0 in missed else {})
