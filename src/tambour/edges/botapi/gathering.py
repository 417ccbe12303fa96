"""What bots are told of chats that their buttons made."""

from collections.abc import Sequence

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import message_id
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.models import updates as u
from tambour.edges.botapi.showing import number_of
from tambour.ports.bots import News
from tambour.services.bots.reading import Room


async def gathered(door: BotDoor, bot: Bot, news: Sequence[News]) -> dict[int, u.AnyUpdate]:
    """By number; left out where the bot is no more in the chat, or in that of the message."""
    if not news:
        return {}
    wanted = sorted({place for one in news for place in (one.chat, one.data["mc"])})
    rooms = await door.bots.reading.rooms(door.store.read, bot, wanted)
    found: dict[int, u.AnyUpdate] = {}
    for one in news:
        made, source = rooms.get(one.chat), rooms.get(one.data["mc"])
        if made is None or source is None:
            continue
        mid = name_of(bot, source, one.data["ms"])
        chat = door.showing.chat(bot.id, made, {})
        chat.chat_message_id = mid
        found[one.n] = u.MessageChatCreatedUpdate(
            timestamp=one.ts, chat=chat, message_id=mid, start_payload=one.data.get("p", UNSET)
        )
    return found


def name_of(bot: Bot, room: Room, seq: int) -> str:
    """A message's, as this bot counts."""
    return message_id(number_of(bot.id, room.chat, room.peer), seq)


async def button_of_chat(door: BotDoor, bot: Bot, room: Room) -> str:
    """The name of the message whose button made this chat; '' for none, or where the bot cannot see it."""
    place = await door.store.read.bots.button_of(room.chat.id)
    if place is None:
        return ""
    source = (await door.bots.reading.rooms(door.store.read, bot, [place[0]])).get(place[0])
    return name_of(bot, source, place[1]) if source is not None else ""
