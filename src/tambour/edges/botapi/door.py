"""What every operation of the Bot API stands on: whose token it is, which chat a number means, and the answer."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar import MediaType, Response
from litestar.exceptions import ClientException, HTTPException

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import dialog_number, read_message_id
from tambour.domain.errors import NotFound, Refusal
from tambour.edges.botapi.asking import BODY_MAX_BYTES, ID_END, Ask, Asked, asked_of
from tambour.edges.botapi.links import Links
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.models.messages import Message
from tambour.edges.botapi.models.updates import Error
from tambour.edges.botapi.refusals import CHATS_ONLY, BotError, bad, refused
from tambour.edges.botapi.showing import Showing, people_in
from tambour.moderation.gate import Buckets
from tambour.ports.fetch import Fetch
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.bots.reading import Heard, Room
from tambour.services.bots.room import BotRoom
from tambour.services.chats.rooms import Chats
from tambour.services.media.room import MediaRoom
from tambour.services.messages.room import MessageRoom

ANSWER_WITHIN_S = 10
BURST, EVERY_MS = 60, 1000 / 30
"""Of one bot: thirty requests a second, some more at once."""
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
DONE = SimpleQueryResult(success=True)

log = logging.getLogger(__name__)


@dataclass
class BotDoor:
    """The rooms behind it. `limited`: rates are counted."""

    store: Store
    clock: Clock
    bots: BotRoom
    messages: MessageRoom
    chats: Chats
    media: MediaRoom
    showing: Showing
    fetch: Fetch
    """For pictures by their address."""
    limited: bool = True
    rates: Buckets = field(default_factory=lambda: Buckets(BURST, EVERY_MS))

    @property
    def links(self) -> Links:
        """Where files are fetched."""
        return self.showing.links

    async def enter(self, asked: Asked) -> Bot:
        """Whose token it is. Raises BotError: 401 at once, 403 while moderation keeps the bot quiet, 429."""
        bot = await self.bots.accounts.enter(asked.token())
        if bot.suspended_until > self.clock.now():
            raise BotError("access.denied", "Bot is suspended")
        wait_ms = self.rates.take(bot.id, now=self.clock.now()) if self.limited else 0
        if wait_ms:
            raise BotError("too.many.requests", "Too many requests", -(-wait_ms // 1000))
        return bot

    async def chat_of(self, bot: Bot, number: int) -> int:
        """The chat that this number means to the bot. Raises NotFound where it cannot be one of the bot's."""
        if not 0 < abs(number) < ID_END:
            raise NotFound(f"Chat {number} not found", why="chat.not_found")
        if number < 0:
            return -number
        person = dialog_number(bot.id, number)
        if not 0 < person < ID_END:
            raise NotFound(f"Dialog {number} not found", why="dialog.not_found")
        return await self.bots.speaking.dialog(bot.id, person)

    async def room(self, bot: Bot, number: int) -> Room:
        """The chat as the bot is in it; 404 where it is not."""
        try:
            return await self.bots.reading.room(bot, await self.chat_of(bot, number))
        except NotFound as no:
            raise BotError("chat.not.found", f"Chat {number} not found") from no

    async def shared(self, bot: Bot, number: int) -> Room:
        """A group or channel: 400 for a dialog, 403 where the bot is not in it."""
        if number > 0:
            raise bad(CHATS_ONLY)
        try:
            return await self.bots.reading.room(bot, await self.chat_of(bot, number))
        except NotFound as no:
            raise BotError("chat.denied", f"Invalid chatId: {number}") from no

    async def place_of(self, bot: Bot, mid: str) -> tuple[int, int]:
        """(chat, seq) that a message's name means to the bot. Raises BadInput, NotFound."""
        number, seq = read_message_id(mid)
        return await self.chat_of(bot, number), seq

    async def heard(self, bot: Bot, mid: str) -> Heard:
        """A message that the bot may read. Raises BotError: 404."""
        try:
            place = await self.place_of(bot, mid)
            return (await self.bots.reading.some(bot, [place]))[place]
        except (NotFound, KeyError) as no:
            raise BotError("not.found", f"Message {mid[:64]} not found") from no

    async def shown(self, bot: Bot, heard: Sequence[Heard]) -> list[Message]:
        """As objects of the contracts, in this order."""
        people = await self.bots.reading.people(sorted(people_in(heard)))
        return [self.showing.message(bot.id, one, people) for one in heard]


Operation = Callable[[Bot, Asked], Coroutine[Any, Any, Any]]


async def answer(
    door: BotDoor, request: Ask, run: Operation, within_s: float = ANSWER_WITHIN_S
) -> Response[bytes]:
    """Read, enter, run, reply: the same for every operation."""
    try:
        asked = asked_of(request.scope)
        bot = await door.enter(asked)
        asked.body = await body_of(request)
        async with asyncio.timeout(within_s):
            return reply(await run(bot, asked))
    except Exception as no:
        return denied(no)


def denied(no: Exception) -> Response[bytes]:
    """What an operation raised, as an answer."""
    match no:
        case BotError():
            return denial(no)
        case Refusal():
            return denial(refused(no))
        case TimeoutError():
            return denial(BotError("service.unavailable", "took too long"))
    log.error("a bot's request failed", exc_info=no)
    return denial(BotError("internal.error", "internal error"))


def reply(result: Any) -> Response[bytes]:
    """200 with an object."""
    return Response(msgspec.json.encode(result), media_type=MediaType.JSON, headers=HEADERS)


def denial(no: BotError) -> Response[bytes]:
    """An error with its code."""
    headers = HEADERS | ({"Retry-After": str(no.wait_s)} if no.wait_s else {})
    body = msgspec.json.encode(Error(code=no.code, message=no.message))
    return Response(body, status_code=no.status, media_type=MediaType.JSON, headers=headers)


def failure(message: str) -> SimpleQueryResult:
    """200, and in words why nothing was done."""
    return SimpleQueryResult(success=False, message=message)


async def body_of(request: Ask) -> bytes:
    """The body. Raises BotError where it is too large."""
    size, parts = 0, []
    try:
        async for part in request.stream():
            size += len(part)
            if size > BODY_MAX_BYTES:
                raise bad("request too large")
            parts.append(part)
    except ClientException as large:
        raise bad("request too large") from large
    except HTTPException as gone:  # the client hung up in the middle of it
        raise bad("the request broke off") from gone
    return b"".join(parts)
