"""construct.*: writing a message with a bot, and posting it in one's own name."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tambour.domain.bots.offer import shown_offer
from tambour.edges.methods.fields import Id, Line
from tambour.edges.methods.send import NewContact, NewPlace, card_of, point_of, rid_of
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.bots.constructing import Constructing

Place = Annotated[int, Meta(ge=0, lt=1000)]
Turn = Annotated[int, Meta(ge=0, lt=1 << 31)]
Session = Annotated[str, Meta(max_length=64)]
SAY_NAMES = {"text": "x", "entities": "en", "files": "fl", "contact": "ct", "place": "lo"}


class ConstructOpen(Params, rename={"chat": "c", "user": "u"}):
    """construct.open"""

    chat: Id
    user: Id


class ConstructSession(Params):
    """construct.get, construct.end"""

    id: Session


class ConstructSay(Params, rename=SAY_NAMES):
    """construct.say"""

    id: Session
    text: str = ""
    entities: list[list[str | int]] = msgspec.field(default_factory=list)
    files: list[Line] = msgspec.field(default_factory=list)
    contact: NewContact | None = None
    place: NewPlace | None = None


class ConstructPress(Params, rename={"turn": "n"}):
    """construct.press"""

    id: Session
    turn: Turn
    row: Place
    col: Place


class ConstructPost(Params, rename={"turn": "n", "reply": "re"}):
    """construct.post"""

    id: Session
    turn: Turn
    rid: str
    reply: int = 0


def construct_methods(constructing: Constructing) -> tuple[Method, ...]:
    """The method table's part."""

    async def open_one(caller: Caller, p: ConstructOpen) -> Any:
        return {"id": await constructing.open(caller.user, p.chat, p.user)}

    async def say(caller: Caller, p: ConstructSay) -> Any:
        await constructing.say(
            caller.user,
            p.id,
            p.text,
            p.entities,
            files=p.files,
            contact=card_of(p.contact),
            place=point_of(p.place),
        )
        return {}

    async def press(caller: Caller, p: ConstructPress) -> Any:
        await constructing.press(caller.user, p.id, p.turn, p.row, p.col)
        return {}

    async def get(caller: Caller, p: ConstructSession) -> Any:
        session = await constructing.shown(caller.user, p.id)
        return {"n": session.offered, "offer": shown_offer(session.offer)}

    async def post(caller: Caller, p: ConstructPost) -> Any:
        return await constructing.post(caller.user, p.id, p.turn, rid_of(p.rid), p.reply)

    async def end(caller: Caller, p: ConstructSession) -> Any:
        await constructing.end(caller.user, p.id)
        return {}

    return (
        Method("construct.open", ConstructOpen, open_one, rate=Rate(10, 2)),
        Method("construct.say", ConstructSay, say, rate=Rate(20, 1)),
        Method("construct.press", ConstructPress, press, rate=Rate(30, 0.2)),
        Method("construct.get", ConstructSession, get),
        Method("construct.post", ConstructPost, post, rate=Rate(10, 1)),
        Method("construct.end", ConstructSession, end),
    )
