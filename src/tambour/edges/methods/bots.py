"""bot.start, bot.press, bot.info, bot.list: what people do with bots."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.domain.errors import NotFound
from tambour.edges.methods.fields import Id
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.bots.room import BotRoom

Place = Annotated[int, Meta(ge=0, lt=1000)]


class BotStart(Params, rename={"user": "u", "payload": "p"}):
    """bot.start"""

    user: Id
    payload: Annotated[str, Meta(max_length=512)] = ""


class BotPress(Params, rename={"chat": "c", "seq": "s"}):
    """bot.press"""

    chat: Id
    seq: Id
    row: Place
    col: Place


class BotInfo(Params, rename={"user": "u"}):
    """bot.info"""

    user: Id


class BotList(Params, rename={"chat": "c"}):
    """bot.list"""

    chat: Id


def bot_methods(bots: BotRoom) -> tuple[Method, ...]:
    """The method table's part."""

    async def start(caller: Caller, p: BotStart) -> Any:
        return {"c": await bots.presses.start(caller.user, p.user, p.payload)}

    async def press(caller: Caller, p: BotPress) -> Any:
        led = await bots.presses.press(caller.user, p.chat, p.seq, p.row, p.col)
        return ({"c": led.chat} if led.chat else {}) | ({"url": led.url} if led.url else {})

    async def info(caller: Caller, p: BotInfo) -> Any:
        bot = await bots.accounts.store.read.bots.get(p.user)
        if bot is None or bot.deleted:
            raise NotFound("no such bot", why="bots.unknown")
        return {
            "cmds": bot.commands,
            "about": bot.description,
            "all": int(bot.read_all),
            "con": int(bot.constructs),
        }

    async def listed(caller: Caller, p: BotList) -> Any:
        found = await bots.reading.here(caller.user, p.chat)
        return {"bots": [{"u": bot.id, "cmds": bot.commands, "con": int(bot.constructs)} for bot in found]}

    return (
        Method("bot.start", BotStart, start, rate=Rate(20, 1)),
        Method("bot.press", BotPress, press, rate=Rate(30, 0.2)),
        Method("bot.info", BotInfo, info),
        Method("bot.list", BotList, listed),
    )
