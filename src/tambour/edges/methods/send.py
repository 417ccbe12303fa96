"""msg.send: the one method of the fast door."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from tambour.domain.commands import Send, Sent
from tambour.domain.errors import BadInput
from tambour.domain.files import ContactCard, Place
from tambour.domain.media import check_contact, check_place
from tambour.domain.polls import ask
from tambour.edges.methods.fields import Line, Time
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.messages.compose import Compose

OPTION_NAMES = {"question": "q", "options": "o", "multiple": "mu", "anonymous": "an", "quiz_answer": "qa"}
SEND_NAMES = {
    "chat": "c", "text": "x", "entities": "en", "reply": "re", "silent": "si", "poll": "po", "no_preview": "np",
    "files": "fl", "contact": "ct", "place": "lo",
}  # fmt: skip


class NewPoll(Params, rename=OPTION_NAMES):
    """A poll to be asked."""

    question: str
    options: list[str]
    multiple: int = 0
    anonymous: int = 1
    quiz_answer: int | None = None


class NewContact(Params, rename={"name": "n", "phone": "ph", "user": "u"}):
    """A contact card to be sent."""

    name: str
    phone: Line = ""
    user: Time = 0


class NewPlace(Params, rename={"title": "ti"}):
    """A place to be sent."""

    lat: float
    lon: float
    title: Line = ""


class MsgSend(Params, rename=SEND_NAMES):
    """`msg.send`."""

    chat: int
    rid: str
    text: str = ""
    entities: list[list[str | int]] = msgspec.field(default_factory=list)
    reply: int = 0
    silent: int = 0
    no_preview: int = 0
    sure: int = 0
    at: int = 0
    poll: NewPoll | None = None
    files: list[Line] = msgspec.field(default_factory=list)
    contact: NewContact | None = None
    place: NewPlace | None = None


Post = Callable[[Send], Awaitable[Sent]]
Schedule = Callable[[Send, int], Awaitable[Any]]
"""(command, when) → the planned message's id."""


def send_methods(compose: Compose, post: Post, schedule: Schedule) -> tuple[Method, ...]:
    """msg.send, now or later."""

    async def send(caller: Caller, p: MsgSend) -> Any:
        rid, poll = rid_of(p.rid), None
        if p.poll is not None:
            poll = ask(
                user=caller.user,
                rid=rid,
                chat=p.chat,
                question=p.poll.question,
                options=p.poll.options,
                multiple=bool(p.poll.multiple),
                anonymous=bool(p.poll.anonymous),
                quiz_answer=p.poll.quiz_answer,
            )
        command = await compose(
            user=caller.user,
            chat=p.chat,
            rid=rid,
            text=p.text,
            entities=p.entities,
            reply=p.reply,
            silent=bool(p.silent),
            poll=poll,
            preview=not p.no_preview,
            files=p.files,
            contact=card_of(p.contact),
            place=point_of(p.place),
        )
        if p.at:
            return {"sched": await schedule(command, p.at)}
        return await post(msgspec.structs.replace(command, sure=True) if p.sure else command)

    return (Method("msg.send", MsgSend, send, rate=Rate(2000, 0.0005)),)


def card_of(new: NewContact | None) -> ContactCard | None:
    """Checked. Raises BadInput(ct)."""
    return None if new is None else check_contact(new.name, new.phone, new.user)


def point_of(new: NewPlace | None) -> Place | None:
    """Checked. Raises BadInput(lo)."""
    return None if new is None else check_place(new.lat, new.lon, new.title)


def rid_of(text: str) -> int:
    """A rid from its decimal string."""
    if not text.isdecimal() or not text.isascii() or len(text) > 19:
        raise BadInput("rid", "a decimal string is wanted")
    return int(text)
