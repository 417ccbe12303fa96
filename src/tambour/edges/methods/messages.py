"""Methods about messages that are there: reading, changing, forwarding, marks. Sending is in send.py."""

from typing import Any

import msgspec

from tambour.edges.methods.drafts import draft_methods
from tambour.edges.methods.polls import poll_methods
from tambour.edges.methods.scheduled import scheduled_methods
from tambour.edges.methods.send import rid_of
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.messages.changes import Changes
from tambour.services.messages.forward import Forwarding
from tambour.services.messages.history import WINDOW_DEFAULT, History, Window
from tambour.services.messages.marks import Marks
from tambour.services.messages.reactions import Reactions
from tambour.services.messages.room import MessageRoom
from tambour.services.messages.threads import Threads, ThreadWindow
from tambour.services.messages.views import Views
from tambour.services.messages.witnesses import Witnesses

READ_OFTEN = Rate(300, 0.05)


HISTORY_NAMES = {"chat": "c", "start": "from", "direction": "dir", "size": "n"}


class HistoryParams(Params, rename=HISTORY_NAMES):
    """`msg.history`."""

    chat: int
    start: int = 0
    direction: str = "up"
    size: int = WINDOW_DEFAULT


class ThreadParams(Params, rename=HISTORY_NAMES | {"seq": "s"}):
    """`thread.history`: of a post, or of its copy in the group."""

    chat: int
    seq: int
    start: int = 0
    direction: str = "up"
    size: int = WINDOW_DEFAULT


class OneChat(Params, rename={"chat": "c"}):
    """A chat."""

    chat: int


class One(Params, rename={"chat": "c", "seq": "s"}):
    """One message."""

    chat: int
    seq: int


class Who(Params, rename={"chat": "c", "seq": "s"}):
    """`msg.who`, `poll.who`; `after`: the `next` of the page before."""

    chat: int
    seq: int
    after: int = 0


class Some(Params, rename={"chat": "c", "seqs": "s"}):
    """Some messages of a chat."""

    chat: int
    seqs: list[int]


class Delete(Params, rename={"chat": "c", "seqs": "s", "everybody": "all"}):
    """`msg.delete`; without `all`: for me only."""

    chat: int
    seqs: list[int]
    everybody: bool | int = False


class Edit(Params, rename={"chat": "c", "seq": "s", "text": "x", "entities": "en", "seen": "v"}):
    """`msg.edit`."""

    chat: int
    seq: int
    text: str
    seen: int
    entities: list[list[str | int]] = msgspec.field(default_factory=list)


class Pin(Params, rename={"chat": "c", "seq": "s"}):
    """`msg.pin`."""

    chat: int
    seq: int
    silent: bool | int = False


class React(Params, rename={"chat": "c", "seq": "s", "emoji": "e"}):
    """`msg.react`; no emoji takes one's own back."""

    chat: int
    seq: int
    emoji: str | None = None


class Forward(Params, rename={"source": "from", "seqs": "s", "target": "to"}):
    """`msg.forward`."""

    source: int
    seqs: list[int]
    target: int
    rid: str
    hide: bool | int = False


class Typing(Params, rename={"chat": "c", "kind": "k"}):
    """`msg.typing`."""

    chat: int
    kind: str = "text"


def message_methods(room: MessageRoom) -> tuple[Method, ...]:
    """Everything about messages but msg.send."""
    return (
        *reading(room.history, room.threads),
        *changing(room.changes, room.forwarding, room.reactions),
        *marking(room.marks, room.views),
        *witness_methods(room.witnesses),
        *poll_methods(room.voting),
        *draft_methods(room.drafts),
        *scheduled_methods(room.planning),
    )


def reading(history: History, threads: Threads) -> tuple[Method, ...]:
    """msg.history, thread.history, msg.get, msg.versions."""

    async def window(caller: Caller, p: HistoryParams) -> Window:
        return await history.window(caller.user, p.chat, start=p.start, direction=p.direction, size=p.size)

    async def thread(caller: Caller, p: ThreadParams) -> ThreadWindow:
        return await threads.window(
            caller.user, p.chat, p.seq, start=p.start, direction=p.direction, size=p.size
        )

    async def get(caller: Caller, p: Some) -> dict[str, Any]:
        return {"msgs": await history.get(caller.user, p.chat, p.seqs)}

    async def versions(caller: Caller, p: One) -> dict[str, Any]:
        return {"versions": await history.versions(caller.user, p.chat, p.seq)}

    return (
        Method("msg.history", HistoryParams, window, rate=READ_OFTEN),
        Method("thread.history", ThreadParams, thread, rate=READ_OFTEN),
        Method("msg.get", Some, get, rate=READ_OFTEN),
        Method("msg.versions", One, versions),
    )


def changing(changes: Changes, forwarding: Forwarding, reactions: Reactions) -> tuple[Method, ...]:
    """msg.edit, msg.delete, msg.pin, msg.unpin, msg.react, msg.forward."""

    async def edit(caller: Caller, p: Edit) -> dict[str, Any]:
        return await changes.edit(caller.user, p.chat, p.seq, text=p.text, entities=p.entities, seen=p.seen)

    async def delete(caller: Caller, p: Delete) -> Empty:
        await (changes.delete if p.everybody else changes.hide)(caller.user, p.chat, p.seqs)
        return Empty()

    async def pin(caller: Caller, p: Pin) -> Empty:
        await changes.pin(caller.user, p.chat, p.seq, silent=bool(p.silent))
        return Empty()

    async def unpin(caller: Caller, p: One) -> Empty:
        await changes.unpin(caller.user, p.chat, p.seq)
        return Empty()

    async def react(caller: Caller, p: React) -> dict[str, Any]:
        return {"rx": await reactions.react(caller.user, p.chat, p.seq, p.emoji or "")}

    async def forward(caller: Caller, p: Forward) -> dict[str, Any]:
        return await forwarding.forward(
            caller.user, p.source, p.seqs, p.target, rid_of(p.rid), hide=bool(p.hide)
        )

    return (
        Method("msg.edit", Edit, edit, order="message"),
        Method("msg.delete", Delete, delete, order="message"),
        Method("msg.pin", Pin, pin, order="pin"),
        Method("msg.unpin", One, unpin, order="pin"),
        Method("msg.react", React, react, order="reaction"),
        Method("msg.forward", Forward, forward, rate=Rate(20, 1)),
    )


def marking(marks: Marks, views: Views) -> tuple[Method, ...]:
    """msg.read, msg.views, msg.mentions, msg.typing."""

    async def read(caller: Caller, p: One) -> dict[str, int]:
        return await marks.read(caller.user, p.chat, p.seq)

    async def view(caller: Caller, p: Some) -> dict[str, Any]:
        return {"v": await views.view(caller.user, p.chat, p.seqs)}

    async def mentions(caller: Caller, p: OneChat) -> dict[str, Any]:
        return {"s": await marks.mentions(caller.user, p.chat)}

    async def typing(caller: Caller, p: Typing) -> None:
        await marks.type(caller.user, p.chat, p.kind)

    return (
        Method("msg.read", One, read, rate=READ_OFTEN),
        Method("msg.views", Some, view, rate=READ_OFTEN),
        Method("msg.mentions", OneChat, mentions),
        Method("msg.typing", Typing, typing, silent=True),
    )


def witness_methods(witnesses: Witnesses) -> tuple[Method, ...]:
    """msg.who, poll.who."""

    async def of_message(caller: Caller, p: Who) -> dict[str, Any]:
        return await witnesses.of_message(caller.user, p.chat, p.seq, p.after)

    async def of_poll(caller: Caller, p: Who) -> dict[str, Any]:
        return await witnesses.of_poll(caller.user, p.chat, p.seq, p.after)

    return (Method("msg.who", Who, of_message), Method("poll.who", Who, of_poll, order="vote"))
