"""How a chat guards itself: word rules, waves of arrivals, and posts that wait for its administrators."""

from typing import Annotated, Any

import msgspec

from tambour.edges.methods.fields import Bits, Id, Line
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.chats.guarding import Guarding
from tambour.services.held import HeldPosts

Number = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,16}\Z")]


class OneChat(Params, rename={"chat": "c"}):
    """A chat by number."""

    chat: Id


class Raid(Params, rename={"chat": "c", "per_min": "raid"}):
    """`guard.raid`."""

    chat: Id
    per_min: Bits | None = None
    end: bool = False


class NewWord(Params, rename={"chat": "c", "term": "x"}):
    """`guard.word`."""

    chat: Id
    term: Line
    act: Line


class OneWord(Params, rename={"chat": "c"}):
    """`guard.unword`."""

    chat: Id
    id: Number


class Decide(Params, rename={"chat": "c"}):
    """`held.decide`."""

    chat: Id
    id: Number
    ok: bool


def guard_methods(guarding: Guarding, held: HeldPosts) -> tuple[Method, ...]:
    """guard.*, held.*."""

    async def get(caller: Caller, p: OneChat) -> dict[str, Any]:
        found = await guarding.get(caller.user, p.chat)
        words = [{"id": str(rule.id), "x": rule.term, "act": rule.act} for rule in found.words]
        return {"raid": found.raid_per_min, "until": found.until, "words": words, "held": found.held}

    async def raid(caller: Caller, p: Raid) -> dict[str, Any]:
        await guarding.raid(caller.user, p.chat, p.per_min, end=p.end)
        return {}

    async def word(caller: Caller, p: NewWord) -> dict[str, Any]:
        rule = await guarding.add_word(caller.user, p.chat, p.term, p.act)
        return {"id": str(rule.id), "x": rule.term, "act": rule.act}

    async def unword(caller: Caller, p: OneWord) -> dict[str, Any]:
        await guarding.drop_word(caller.user, p.chat, int(p.id))
        return {}

    async def waiting(caller: Caller, p: OneChat) -> dict[str, Any]:
        return {"posts": await held.of_chat(caller.user, p.chat)}

    async def decide(caller: Caller, p: Decide) -> dict[str, Any]:
        await held.decide(caller.user, p.chat, int(p.id), p.ok)
        return {}

    return (
        Method("guard.get", OneChat, get),
        Method("guard.raid", Raid, raid, rate=Rate(20, 1), order="guard"),
        Method("guard.word", NewWord, word, rate=Rate(100, 1), order="guard"),
        Method("guard.unword", OneWord, unword, rate=Rate(100, 1), order="guard"),
        Method("held.list", OneChat, waiting),
        Method("held.decide", Decide, decide, rate=Rate(100, 1)),
    )
