"""Who is listening to what in this process, and the tick that brings them the events.

`chat → lines` is filled when a person connects; SQL is never asked who is online. Events of one chat in one tick are
joined once into one frame per variant; every line gets one write per tick, at most LINES_PER_TURN lines a turn.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from tambour.domain.chats import Limit
from tambour.domain.events import EVERYBODY, ChatEvent, UserEvent
from tambour.edges.gateway.frames import dirty_json, encode, event_json, pack, user_event_json
from tambour.edges.gateway.line import Line
from tambour.edges.gateway.room import FULL_MEMBERS_MAX, Room
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock

LINES_PER_TURN = 500
HOLD_S = 0.1
CLOSE_REVOKED = 4003
URGENT_KINDS = ("d", "rm")


class Hub:
    """The live side of one process."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.users: dict[int, list[Line]] = {}
        self.rooms: dict[int, Room] = {}
        self.watchers_of: dict[int, set[Line]] = {}
        self.rooms_due: dict[int, Room] = {}
        self.lines_due: deque[Line] = deque()
        self.slow: set[Line] = set()
        self.ticking = False
        self.on_transient: list[Callable[[dict[str, Any]], None]] = []
        self.on_back: Callable[[ChatEvent], None] = lambda event: None
        """A chat that everybody here had lost can be reached again; its members must be looked up."""

    # ── coming and going ─────────────────────────────────────────────────────────────────────
    def enter(self, line: Line) -> bool:
        """A signed-in line starts to hear its own account. True when it is the person's first here."""
        lines = self.users.setdefault(line.user, [])
        lines.append(line)
        return len(lines) == 1

    def join(self, line: Line, chats: Iterable[tuple[int, str, int, int]]) -> None:
        """Hear these chats: (chat, kind, members, last_ev)."""
        if not isinstance(line.rooms, set):
            line.rooms = set()
        for chat, kind, members, _ in chats:
            room = self.rooms.get(chat)
            if room is None:
                room = self.rooms[chat] = Room(chat, kind)
            room.members = members
            room.lines.add(line)
            line.rooms.add(chat)

    def part(self, line: Line, chat: int) -> None:
        """Hear this chat no more."""
        room = self.rooms.get(chat)
        if isinstance(line.rooms, set):
            line.rooms.discard(chat)
        if room is not None:
            room.lines.discard(line)
            if chat in line.open:
                line.open = line.open - {chat}
                room.open.discard(line)
            if not room.lines and not room.open:
                del self.rooms[chat]

    def leave(self, line: Line) -> bool:
        """The connection is gone. True when it was the person's last here."""
        for chat in (*line.rooms, *line.open):
            self.part(line, chat)
        self.watch(line, ())
        self.slow.discard(line)
        lines = self.users.get(line.user)
        if lines is None or line not in lines:
            return False
        lines.remove(line)
        if lines:
            return False
        del self.users[line.user]
        return True

    def look(self, line: Line, chat: int, on: bool, kind: str = "channel") -> None:
        """The chat is on this line's screen (or no more): full bodies while it is. Readers of previews look, too."""
        if on:
            room = self.rooms.get(chat)
            if room is None:
                room = self.rooms[chat] = Room(chat, kind)
            room.open.add(line)
            line.open = line.open | {chat}
        elif chat in line.open:
            line.open = line.open - {chat}
            room = self.rooms.get(chat)
            if room is not None:
                room.open.discard(line)
                if not room.lines and not room.open:
                    del self.rooms[chat]

    def watch(self, line: Line, users: tuple[int, ...]) -> None:
        """Hear when these people come and go."""
        for user in line.watching:
            lines = self.watchers_of.get(user)
            if lines is not None:
                lines.discard(line)
                if not lines:
                    del self.watchers_of[user]
        line.watching = users
        for user in users:
            self.watchers_of.setdefault(user, set()).add(line)

    def watchers(self, user: int) -> set[int]:
        """Who watches this person."""
        return {line.user for line in self.watchers_of.get(user, ())}

    def watched(self, viewer: int) -> set[int]:
        """Whom this person watches."""
        return {user for line in self.users.get(viewer, ()) for user in line.watching}

    def show_presence(self, user: int, seen: dict[str, int]) -> None:
        """To those who watch: `on` 1, or `ls`; neither: hidden."""
        self.hint(self.watchers_of.get(user, ()), {"k": "on", "u": user} | seen, but=0)

    def unwatch(self, viewer: int, users: Iterable[int]) -> None:
        """These hide from the viewer, what was shown of them included."""
        hidden = set(users)
        for line in self.users.get(viewer, ()):
            lost = hidden.intersection(line.watching)
            for user in lost:
                self.hint((line,), {"k": "on", "u": user}, but=0)
            if lost:
                self.watch(line, tuple(u for u in line.watching if u not in lost))

    # ── hearing ──────────────────────────────────────────────────────────────────────────────
    def hear(self, nudge: Nudge) -> None:
        """A parcel from the bus; called after a commit."""
        for event in nudge.chat_events:
            if event.back:
                self.on_back(event)
                continue
            room = self.rooms.get(event.chat)
            if room is not None:
                self.put(room, event)
        for own in nudge.user_events:
            self.tell(own)
        if nudge.transient is not None:
            self.pass_on(nudge.transient)

    def put(self, room: Room, event: ChatEvent) -> None:
        """Keep the order of the log: what comes too early waits a moment for what is missing."""
        if not room.take(event):
            asyncio.get_running_loop().call_later(HOLD_S, self.release, room)
        if room.pending:
            self.rooms_due[room.chat] = room
            self.schedule()

    def release(self, room: Room) -> None:
        """The missing event did not come in time: go on, clients see the gap and ask."""
        if room.release():
            self.rooms_due[room.chat] = room
            self.schedule()

    def tell(self, event: UserEvent) -> None:
        """To every device of one person; joining and leaving chats is noticed here."""
        lines = self.users.get(event.user)
        if not lines:
            return
        frames: dict[int, bytes] = {}
        payload = b"[" + user_event_json(event) + b"]"
        for line in lines:
            if event.kind == "chat+":
                shape = event.data.get("ch")
                shape = shape if isinstance(shape, dict) else {}
                self.join(line, [(event.data["c"], shape.get("k", "group"), shape.get("m", 0), 0)])
            elif event.kind == "chat-":
                self.part(line, event.data["c"])
            line.user_event(framed(frames, payload, line.variant), event.pts)
            self.due(line)

    def pass_on(self, transient: dict[str, Any]) -> None:
        """Things without a number: typing, read marks, views, a revoked session."""
        kind = transient.get("k")
        if kind == "revoked":
            for line in [
                x for x in self.users.get(transient["user"], []) if x.session == transient["session"]
            ]:
                line.close(CLOSE_REVOKED, "session revoked")
        elif kind in ("ty", "r", "vw", "cm"):
            room = self.rooms.get(transient["c"])
            if room is not None:
                self.hint(room.lookers(), transient, but=transient.get("u", 0))
        for hook in self.on_transient:
            hook(transient)

    def hint(self, lines: Iterable[Line], transient: dict[str, Any], *, but: int) -> None:
        """Lanes 3 and 4."""
        frames: dict[int, bytes] = {}
        payload = b"[" + encode(transient_wire(transient)) + b"]"
        kind = transient["k"]
        own, about = kind != "r", None if kind == "ty" else transient.get("c", 0)
        for line in lines:
            if not own or line.user != but:
                line.hint(framed(frames, payload, line.variant), about)
                self.due(line)

    def bring_back(self, event: ChatEvent, kind: str, members: int, people: Iterable[int]) -> None:
        """These of the people here are members of the chat that is back: they hear it, from this event on."""
        for user in people:
            for line in self.users.get(user, ()):
                self.join(line, [(event.chat, kind, members, event.ev)])
        room = self.rooms.get(event.chat)
        if room is not None:
            self.put(room, event)

    # ── the tick ─────────────────────────────────────────────────────────────────────────────
    def due(self, line: Line) -> None:
        """This line has something to write at the end of the tick."""
        if not line.due and line.ready:
            line.due = True
            self.lines_due.append(line)
            self.schedule()

    def reply(self, line: Line, chunk: bytes) -> None:
        """Lane 1: before everybody else's events."""
        line.reply(chunk)
        if line.ready and not line.due:
            line.due = True
            self.lines_due.appendleft(line)
            self.schedule()

    def schedule(self) -> None:
        """At rest an event leaves in the next turn of the loop."""
        if not self.ticking:
            self.ticking = True
            asyncio.get_running_loop().call_soon(self.tick)

    def tick(self) -> None:
        """Join each chat's events once, then write each line once; the rest of a long list waits its turn."""
        self.ticking = False
        if self.rooms_due:
            rooms, self.rooms_due = self.rooms_due, {}
            for room in rooms.values():
                self.deliver(room)
        for _ in range(min(LINES_PER_TURN, len(self.lines_due))):
            line = self.lines_due.popleft()
            line.flush()
            if line.slow:
                self.slow.add(line)
        if self.lines_due:
            self.schedule()

    def deliver(self, room: Room) -> None:
        """All that this chat has gathered, in order; whoever lost it hears the event that says so, and no more."""
        events, room.pending = room.pending, []
        start = 0
        for at, event in enumerate(events):
            if event.left:
                self.broadcast(room, events[start : at + 1])
                start = at + 1
                for line in self.losers(room, event.left):
                    self.part(line, room.chat)
        if start < len(events):
            self.broadcast(room, events[start:])
        if any(e.kind == "c" and closes(e.data.get("ch", {})) for e in events):
            for line in room.open - room.lines:
                self.part(line, room.chat)

    def losers(self, room: Room, left: tuple[int, ...]) -> list[Line]:
        """The lines of those who lost the chat."""
        if EVERYBODY in left:
            return list(room.lookers())
        return [x for user in left for x in self.users.get(user, ())]

    def broadcast(self, room: Room, events: list[ChatEvent]) -> None:
        """Bodies to those who look (or to all in small chats), a mark to the others."""
        last = events[-1]
        frames: dict[int, bytes] = {}
        payload = b"[" + b",".join([event_json(e) for e in events]) + b"]"
        everybody = room.kind in ("dialog", "saved") or room.members <= FULL_MEMBERS_MAX
        mentioned = frozenset(u for e in events for u in e.mentions)
        chat, ev, seq, due = room.chat, last.ev, room.seq, self.lines_due
        for line in room.lookers() if everybody else room.open:
            if mentioned and line.user in mentioned:
                self.mention(line, room, events)
                continue
            frame = frames.get(line.variant) or framed(frames, payload, line.variant)
            line.event(frame, chat, ev, seq)
            if (
                not line.due and line.ready
            ):  # self.due, written out: this loop runs once a reader of a large channel
                line.due = True
                due.append(line)
        self.schedule()
        if not everybody:
            mark, marks = b"[" + b",".join(passive_json(events, room.seq)) + b"]", dict[int, bytes]()
            for line in room.lines - room.open:
                if line.user in mentioned:
                    self.mention(line, room, events)
                else:
                    line.event(framed(marks, mark, line.variant), room.chat, last.ev, room.seq)
                    self.due(line)

    def mention(self, line: Line, room: Room, events: list[ChatEvent]) -> None:
        """The same events with the mark `me` where this person is meant."""
        payload = b",".join([room.event_for(e, line.user) for e in events])
        line.event(pack(b"[" + payload + b"]", line.variant), room.chat, events[-1].ev, room.seq)
        self.due(line)

    def sweep(self) -> None:
        """Four times a second: catch up or close the slow."""
        now = self.clock.now()
        for line in [x for x in self.slow if x.recover(now)]:
            self.slow.discard(line)
            if not line.closed:
                line.due = False
                self.due(line)


def closes(changed: dict[str, Any]) -> bool:
    """Does this change close the chat to those who look in from outside?"""
    return changed.get("pu") == 0 or bool(changed.get("lim", 0) & Limit.UNFOUND)


def passive_json(events: list[ChatEvent], seq: int) -> list[bytes]:
    """For those who do not look: one mark, and in full whatever must vanish from their caches at once."""
    said = next((e for e in reversed(events) if e.kind == "n"), events[-1])
    urgent = [event_json(e) for e in events if e.kind in URGENT_KINDS or EVERYBODY in e.left]
    return [dirty_json(said, ev=events[-1].ev, seq=seq), *urgent]


def framed(frames: dict[int, bytes], payload: bytes, variant: int) -> bytes:
    """The frame of this variant, made once."""
    frame = frames.get(variant)
    if frame is None:
        frame = frames[variant] = pack(payload, variant)
    return frame


def transient_wire(transient: dict[str, Any]) -> dict[str, Any]:
    """As it travels: `t` is what it is, and `as`, where there is one, becomes `k`."""
    return {"t": transient["k"]} | {
        "k" if key == "as" else key: value for key, value in transient.items() if key != "k"
    }
