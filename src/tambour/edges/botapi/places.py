"""Chats of the Bot API: lists, settings, what is on top, what the bot is doing there."""

import re

from tambour.domain.bots.bot import Bot
from tambour.domain.chats import Chat as Row
from tambour.domain.chats import Member
from tambour.domain.errors import NotFound
from tambour.edges.botapi.asking import ID_END, Asked
from tambour.edges.botapi.door import DONE, BotDoor, failure
from tambour.edges.botapi.files import picture_of
from tambour.edges.botapi.gathering import button_of_chat
from tambour.edges.botapi.models.chats import (
    ActionRequestBody,
    Chat,
    ChatList,
    ChatPatch,
    GetPinnedMessageResult,
    PinMessageBody,
    SimpleQueryResult,
)
from tambour.edges.botapi.models.messages import Message
from tambour.edges.botapi.refusals import ACTIONS, CHATS_ONLY, BotError, bad
from tambour.services.accounts.names import look_up
from tambour.services.bots.reading import Room
from tambour.services.chats.settings import Edit

LINK = re.compile(r"@?[a-zA-Z]+[a-zA-Z0-9\-_]*")
ACTION_KINDS = {"sending_audio": "voice"}
"""What people see while the bot prepares something; everything else looks like typing."""
INVISIBLE = "\u200b\ufeff\u2060"


async def get_chats(door: BotDoor, bot: Bot, asked: Asked) -> ChatList:
    """GET /chats: the newest made first."""
    count = asked.number("count", 50, 1, 100)
    below = asked.number("marker", ID_END, 1)
    found = await door.store.read.bots.chats_of(bot.id, below, count + 1)
    rooms = await door.bots.reading.rooms(door.store.read, bot, found[:count])
    people = await door.bots.reading.people([room.peer for room in rooms.values()])
    shown = [door.showing.chat(bot.id, rooms[c], people) for c in found[:count] if c in rooms]
    return ChatList(chats=shown, marker=found[count - 1] if len(found) > count else None)


async def get_chat(door: BotDoor, bot: Bot, name: str) -> Chat:
    """GET /chats/{id or link}"""
    if re.fullmatch(r"-?\d+", name):
        return await whole(door, bot, await door.room(bot, number_in(name)))
    if not LINK.fullmatch(name):
        raise bad(f"Invalid chatLink: {name[:64]}")
    try:
        kind, target = await look_up(door.store.read, name)
        if kind == "user":
            chat = await door.bots.speaking.dialog(bot.id, target)
            return await whole(door, bot, await door.bots.reading.room(bot, chat))
        row = await door.chats.views.may_read(bot.id, target)
    except NotFound as no:
        raise BotError("chat.not.found", f"Chat {name} not found") from no
    return await whole(door, bot, await outside(door, bot, row))


async def outside(door: BotDoor, bot: Bot, row: Row) -> Room:
    """A public chat, also where the bot is not in it."""
    member = await door.store.read.chats.member(row.id, bot.id)
    return Room(chat=row, member=member or Member(user=bot.id, chat=row.id))


async def whole(door: BotDoor, bot: Bot, room: Room) -> Chat:
    """With what comes with the single chat only."""
    people = await door.bots.reading.people([room.peer])
    shown = door.showing.chat(bot.id, room, people)
    if room.chat.shared and room.member.role != "member":
        members = await door.store.read.bots.members_of(room.chat.id, ID_END, 100)
        shown.participants = {str(one.user): one.joined for one in members}
    if made_by := await button_of_chat(door, bot, room):
        shown.chat_message_id = made_by
    if room.member.joined:
        pinned = await pinned_in(door, bot, room)
        if pinned is not None:
            shown.pinned_message = pinned
    return shown


async def patch_chat(door: BotDoor, bot: Bot, number: int, asked: Asked) -> Chat:
    """PATCH /chats/{id}"""
    body = asked.read(ChatPatch)
    room = await door.shared(bot, number)
    title = body.title
    if title is not None and not title.strip(INVISIBLE + " \t\r\n"):
        raise bad("title: must not be blank")
    photo = None
    if body.icon is not None:
        token = await picture_of(door, bot, body.icon)
        photo = await door.media.portraits.make(bot.id, token)
    if title is not None or photo is not None:
        await door.chats.settings.edit(bot.id, room.chat.id, Edit(title=title, photo=photo))
    if body.pin:
        await pin(door, bot, room, body.pin, notify=body.notify is not False)
    return await whole(door, bot, await door.bots.reading.room(bot, room.chat.id))


async def post_action(door: BotDoor, bot: Bot, number: int, asked: Asked) -> SimpleQueryResult:
    """POST /chats/{id}/actions"""
    try:
        action = asked.read(ActionRequestBody).action
    except BotError as no:
        raise bad(ACTIONS) from no
    room = await (door.room(bot, number) if number > 0 else door.shared(bot, number))
    if action == "mark_seen":
        await door.messages.marks.read(bot.id, room.chat.id, room.chat.last_seq)
    else:
        await door.messages.marks.type(bot.id, room.chat.id, ACTION_KINDS.get(action, "text"))
    return DONE


async def pinned_in(door: BotDoor, bot: Bot, room: Room) -> Message | None:
    """The newest of what is on top that the bot may read."""
    view = await door.chats.views.one(bot.id, room.chat.id)
    places = [(room.chat.id, seq) for seq in view.pinned]
    found = await door.bots.reading.some(bot, places)
    first = next((found[place] for place in places if place in found), None)
    return (await door.shown(bot, [first]))[0] if first is not None else None


async def get_pin(door: BotDoor, bot: Bot, number: int) -> GetPinnedMessageResult:
    """GET /chats/{id}/pin"""
    return GetPinnedMessageResult(message=await pinned_in(door, bot, await door.shared(bot, number)))


async def put_pin(door: BotDoor, bot: Bot, number: int, asked: Asked) -> SimpleQueryResult:
    """PUT /chats/{id}/pin"""
    body = asked.read(PinMessageBody)
    if number > 0:
        raise bad(CHATS_ONLY)
    try:
        room = await door.shared(bot, number)
    except BotError as no:
        raise bad(no.message) from no
    await pin(door, bot, room, body.message_id, notify=body.notify is not False)
    return DONE


async def pin(door: BotDoor, bot: Bot, room: Room, mid: str, *, notify: bool) -> None:
    """Put a message of this chat on top. Raises BotError."""
    try:
        heard = await door.heard(bot, mid)
    except BotError as no:
        raise bad(no.message) from no
    if heard.room.chat.id != room.chat.id:
        raise bad(f"Invalid message_id: {mid[:64]}")
    await door.messages.changes.pin(bot.id, room.chat.id, heard.kept.message.seq, silent=not notify)


async def delete_pin(door: BotDoor, bot: Bot, number: int) -> SimpleQueryResult:
    """DELETE /chats/{id}/pin"""
    room = await door.shared(bot, number)
    pinned = (await door.chats.views.one(bot.id, room.chat.id)).pinned
    if not pinned:
        return failure("There is no pinned message")
    await door.messages.changes.unpin(bot.id, room.chat.id, pinned[0])
    return DONE


def number_in(text: str) -> int:
    """A chat's number in a path. Raises BotError."""
    if not re.fullmatch(r"-?\d{1,19}", text) or not 0 < abs(int(text)) < ID_END:
        raise BotError("chat.not.found", f"Chat {text[:32]} not found")
    return int(text)
