"""One chat with live listeners in this process: who hears it, and the order in which its events leave."""

import msgspec

from tambour.domain.events import ChatEvent
from tambour.edges.gateway.frames import encode, event_json
from tambour.edges.gateway.line import Line

FULL_MEMBERS_MAX = 200
HELD_MAX = 1024


class Room:
    """A chat that somebody here hears."""

    __slots__ = ("chat", "held", "kind", "lines", "members", "next_ev", "open", "pending", "seq")

    def __init__(self, chat: int, kind: str) -> None:
        self.chat = chat
        self.kind = kind
        self.members = 0
        self.lines: set[Line] = set()
        self.open: set[Line] = set()
        self.next_ev = 0
        self.seq = 0
        self.pending: list[ChatEvent] = []
        self.held: dict[int, ChatEvent] = {}

    def lookers(self) -> set[Line]:
        """Members and readers of the preview."""
        return self.lines | self.open if not self.open <= self.lines else self.lines

    def take(self, event: ChatEvent) -> bool:
        """Queue it in the order of ev; False when it has to wait for an earlier one. Repeats are dropped."""
        if self.next_ev and event.ev < self.next_ev:
            return True
        if self.next_ev and event.ev > self.next_ev and len(self.held) < HELD_MAX:
            self.held[event.ev] = event
            return False
        self.accept(event)
        while self.held and (following := self.held.pop(self.next_ev, None)) is not None:
            self.accept(following)
        return True

    def release(self) -> bool:
        """Give up waiting: everything held goes out in order."""
        waiting, self.held = sorted(self.held.values(), key=lambda e: e.ev), {}
        for event in waiting:
            self.accept(event)
        return bool(waiting)

    def accept(self, event: ChatEvent) -> None:
        """Next in line."""
        self.next_ev = event.ev + 1
        self.seq = max(self.seq, event.seq) if event.kind in ("n", "dirty") else self.seq
        self.pending.append(event)

    def event_for(self, event: ChatEvent, user: int) -> bytes:
        """The event as this person sees it: a mention of them is marked."""
        if event.message is not None and user in event.mentions:
            return encode(msgspec.structs.replace(event.message, mentioned=1))
        return event_json(event)
