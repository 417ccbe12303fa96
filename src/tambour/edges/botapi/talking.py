"""Messages of the Bot API: sending, changing, deleting, reading, answering presses."""

from tambour.domain.bots.bot import Bot
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.edges.botapi.asking import Asked
from tambour.edges.botapi.door import DONE, BotDoor, failure
from tambour.edges.botapi.models.attachments import ShareAttachmentRequest
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.models.messages import (
    Message,
    MessageList,
    NewMessageBody,
    NewMessageLink,
    SendMessageResult,
)
from tambour.edges.botapi.models.updates import CallbackAnswer
from tambour.edges.botapi.refusals import BotError, bad
from tambour.edges.botapi.writing import words_of
from tambour.services.bots.speaking import Words

PAGE_MAX = 100
IDS_MAX = 100
DAY_END = 1 << 53
VALUE_MAX = 2048


async def post_message(door: BotDoor, bot: Bot, asked: Asked) -> SendMessageResult:
    """POST /messages"""
    body = asked.read(NewMessageBody)
    chat = await target_of(door, bot, asked)
    if body.link is not None and body.link.type == "forward":
        return SendMessageResult(message=await forward(door, bot, chat, body, body.link))
    words = await words_of(door, bot, body)
    if not (words.text or "").strip() and not (words.files or words.contact or words.place):
        raise bad("Message must have text or attachments")
    reply = await answered(door, bot, chat, body.link) if body.link else 0
    preview = not asked.yes("disable_link_preview")
    sent = await door.bots.speaking.send(
        bot.id, chat, words, reply=reply, silent=body.notify is False, preview=preview
    )
    return SendMessageResult(message=await one(door, bot, chat, sent.seq))


async def target_of(door: BotDoor, bot: Bot, asked: Asked) -> int:
    """The chat that user_id or chat_id names. Raises BotError."""
    if asked.has("user_id"):
        person = asked.number("user_id", 0, 1)
        return await door.bots.speaking.dialog(bot.id, person)
    if not asked.has("chat_id"):
        raise bad("chat_id or user_id is needed")
    number = asked.number("chat_id", 0)
    if number > 0:
        try:
            return await door.chat_of(bot, number)
        except NotFound as no:
            raise BotError("chat.not.found", f"Chat {number} not found") from no
    return (await door.shared(bot, number)).chat.id


async def one(door: BotDoor, bot: Bot, chat: int, seq: int) -> Message:
    """The message at this place. Raises BotError where it is gone again."""
    found = (await door.bots.reading.some(bot, [(chat, seq)])).get((chat, seq))
    if found is None:
        raise BotError("not.found", "The message is gone")
    return (await door.shown(bot, [found]))[0]


async def answered(door: BotDoor, bot: Bot, chat: int, link: NewMessageLink) -> int:
    """What the message replies to, in the same chat. Raises BotError."""
    asked = await door.heard(bot, link.mid)
    if asked.room.chat.id != chat:
        raise bad("link: a reply belongs into the chat of its message")
    return asked.kept.message.seq


async def forward(door: BotDoor, bot: Bot, chat: int, body: NewMessageBody, link: NewMessageLink) -> Message:
    """Carry a message on; it takes no words of one's own along."""
    if (body.text or "").strip() or body.attachments:
        raise bad("link: a forwarded message has no text or attachments of its own")
    source = await door.heard(bot, link.mid)
    seq = await door.bots.speaking.forward(bot.id, source.room.chat.id, source.kept.message.seq, chat)
    return await one(door, bot, chat, seq)


async def put_message(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """PUT /messages"""
    mid = needed(asked, "message_id")
    body = asked.read(NewMessageBody)
    heard = await door.heard(bot, mid)
    if heard.kept.author != bot.id:
        raise BotError("access.denied", "Only the author may edit a message")
    if body.text is None and any(isinstance(one, ShareAttachmentRequest) for one in body.attachments or ()):
        raise bad("share: needs the text along")
    return await change(
        door, bot, heard.room.chat.id, heard.kept.message.seq, await words_of(door, bot, body)
    )


async def change(door: BotDoor, bot: Bot, chat: int, seq: int, words: Words) -> SimpleQueryResult:
    """Done, or why not."""
    try:
        await door.bots.speaking.edit(bot.id, chat, seq, words)
    except BadInput as no:
        if no.facts.get("why") == "message.empty":
            return failure("Message must have text or attachments")
        raise
    return DONE


async def delete_message(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """DELETE /messages"""
    heard = await door.heard(bot, needed(asked, "message_id"))
    try:
        await door.messages.changes.delete(bot.id, heard.room.chat.id, [heard.kept.message.seq])
    except Forbidden as no:
        raise BotError("access.denied", str(no.facts["why"])) from no
    return DONE


async def get_messages(door: BotDoor, bot: Bot, asked: Asked) -> MessageList:
    """GET /messages: by name, or the newest of a chat between two times."""
    named = asked.texts("message_ids")
    if named:
        if len(named) > IDS_MAX:
            raise bad(f"message_ids: size must be between 1 and {IDS_MAX}")
        return MessageList(messages=await door.shown(bot, [await door.heard(bot, mid) for mid in named]))
    if not asked.has("chat_id"):
        raise bad("chat_id or message_ids is needed")
    number = asked.number("chat_id", 0)
    room = await (door.room(bot, number) if number > 0 else door.shared(bot, number))
    newest, oldest = asked.number("from", 0, 0, DAY_END), asked.number("to", 0, 0, DAY_END)
    if newest and oldest > newest:
        newest, oldest = oldest, newest
    limit = asked.number("count", 50, 1, PAGE_MAX)
    page = await door.bots.reading.page(bot, room, after=oldest, before=newest, limit=limit)
    return MessageList(messages=await door.shown(bot, page))


async def get_message(door: BotDoor, bot: Bot, mid: str) -> Message:
    """GET /messages/{mid}"""
    return (await door.shown(bot, [await door.heard(bot, mid)]))[0]


async def post_answer(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """POST /answers"""
    id = needed(asked, "callback_id")
    body = asked.read(CallbackAnswer)
    press = await door.bots.presses.found(bot, id)
    if press is None:
        raise BotError("method.not.allowed", "Callback not found")
    if body.message is None and not body.notification:
        raise bad("message or notification is needed")
    words = None if body.message is None else await words_of(door, bot, body.message)
    try:
        await door.bots.presses.answer(press, words, body.notification)
    except NotFound:
        return failure("The message is gone")
    except Forbidden as no:
        if no.facts.get("why") not in ("message.not_yours", "chat.not_a_member"):
            raise
        return failure("The message belongs to whoever posted it")
    except BadInput as no:
        if no.facts.get("why") != "message.empty":
            raise
        return failure("Message must have text or attachments")
    return DONE


def needed(asked: Asked, name: str) -> str:
    """A value of the query. Raises BotError."""
    value = asked.text(name).strip()
    if not value or len(value) > VALUE_MAX:
        raise bad(f"{name}: must not be empty")
    return value
