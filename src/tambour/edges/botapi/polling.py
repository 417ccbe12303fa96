"""Long polling: what there is at once, else a wait that holds next to nothing; thousands of bots do little else."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tambour.domain.bots.bot import Bot
from tambour.edges.botapi.asking import MARKER_END, Asked, asked_of
from tambour.edges.botapi.door import ANSWER_WITHIN_S, BotDoor, denied, reply
from tambour.edges.botapi.hearing import TYPES, shown_updates
from tambour.edges.botapi.models.updates import UpdateList
from tambour.edges.botapi.refusals import BotError
from tambour.ports.bots import News
from tambour.services.bots.listening import start_of, stays

LIMIT_MAX = 1000
TIMEOUT_MAX_S = 90
EARLY_S = 1.0
"""A poll ends before its client gives up, which may wait exactly as long as it asked."""


def hung_up(receive: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
    """Has the client gone? ASGI's `receive` is asked without waiting: it tells so at once, or would wait."""
    asking = receive()
    try:
        asking.send(None)
    except StopIteration as told:
        return bool(told.value["type"] == "http.disconnect")
    asking.close()
    return False


@dataclass(slots=True)
class Poll:
    """One that goes on. `until`: by the loop's time; `wanted` empty: all kinds."""

    bot: int
    start: int
    limit: int
    wanted: frozenset[str]
    until: float
    known: Bot | None
    """The bot as it came in; it is read again after each wait."""
    noted: int = 0
    """It has taken note of everything up to here, which is yet to be written down."""
    gone: Callable[[], bool] = stays


async def get_updates(door: BotDoor, bot: Bot, asked: Asked) -> UpdateList:
    """GET /updates"""
    return await hear(door, begin(bot, asked))


async def serve(door: BotDoor, scope: Any, receive: Any, send: Any) -> None:
    """The same without the framework, whose request and layers would all wait along."""
    answer = await answered(door, scope, receive)
    headers = [(key.lower().encode(), value.encode()) for key, value in answer.headers.items()]
    headers += [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer.content))]
    await send({"type": "http.response.start", "status": answer.status_code or 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content, "more_body": False})


async def answered(door: BotDoor, scope: Any, receive: Any) -> Any:
    """200 with a page, or an error."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            asked = asked_of(scope)
            poll = begin(await door.enter(asked), asked)
        poll.gone = partial(hung_up, receive)
        del asked
        scope["headers"].clear()  # the server keeps them as long as the request lasts
        return reply(await hear(door, poll))
    except Exception as no:
        return denied(no)


def begin(bot: Bot, asked: Asked) -> Poll:
    """Where the bot wants to go on. Raises BotError."""
    limit = asked.number("limit", 100, 1, LIMIT_MAX)
    timeout_s = asked.number("timeout", 30, 0, TIMEOUT_MAX_S)
    marker = asked.number("marker", -1, -MARKER_END, MARKER_END) if asked.has("marker") else -1
    check_unhooked(bot)
    start = start_of(bot, None if marker < 0 else marker)
    until = asyncio.get_running_loop().time() + max(0.0, timeout_s - EARLY_S)
    noted = start - 1 if start - 1 > bot.committed else 0
    return Poll(bot.id, start, limit, frozenset(asked.texts("types")), until, bot, noted)


def check_unhooked(bot: Bot) -> None:
    """Raises BotError while updates are brought to a webhook."""
    if bot.hooked:
        raise BotError("method.not.allowed", "Long polling is not available while a webhook is set")


async def hear(door: BotDoor, poll: Poll) -> UpdateList:
    """The next page; an empty one when the time is over. Raises BotError."""
    listening = door.bots.listening
    while True:
        waiter = listening.watch(poll.bot, poll.start - 1, poll.gone)
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                found = await (noting(door, poll) if poll.noted else look(door, poll))
            if found is not None:
                return found
            if listening.closed or not await waiter.wait(poll.until) or poll.gone():
                return UpdateList(updates=[], marker=poll.start)
        finally:
            listening.unwatch(poll.bot, waiter)


async def noting(door: BotDoor, poll: Poll) -> UpdateList | None:
    """A look, while what the bot knows is written down; nothing is answered before both are done."""
    noted, poll.noted = poll.noted, 0
    found, _ = await asyncio.gather(look(door, poll), door.bots.listening.note(poll.bot, noted))
    return found


async def look(door: BotDoor, poll: Poll) -> UpdateList | None:
    """What there is by now; None: nothing that is wanted and may be seen."""
    if poll.known is None:
        bot, news = await asyncio.gather(standing(door, poll.bot), paged(door, poll))
    else:
        bot, news = poll.known, await paged(door, poll)
    poll.known = None
    while True:
        told = [one for one in news if not poll.wanted or TYPES[one.kind] in poll.wanted]
        found = await shown_updates(door, bot, told) if told else []
        poll.start = news[-1].n + 1 if news else poll.start
        if found:
            return UpdateList(updates=[update for _, update in found], marker=poll.start)
        if len(news) < poll.limit:
            return None
        news = await paged(door, poll)


async def paged(door: BotDoor, poll: Poll) -> Sequence[News]:
    """The next of what was kept for the bot."""
    return await door.bots.listening.page(poll.bot, poll.start, poll.limit)


async def standing(door: BotDoor, id: int) -> Bot:
    """The bot as it is now: one that was blocked while it waited hears nothing more. Raises BotError."""
    bot = await door.store.read.bots.get(id)
    if bot is None or bot.deleted or bot.suspended_until > door.clock.now():
        raise BotError("access.denied", "Bot is suspended")
    check_unhooked(bot)
    return bot
