"""Constructors of the Bot API: what somebody asks while writing with a bot, its answers, what was posted of them."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import message_id, shared_number, stamp
from tambour.domain.bots.offer import Offer, Offered
from tambour.edges.botapi.asking import Asked
from tambour.edges.botapi.door import DONE, BotDoor
from tambour.edges.botapi.models import updates as u
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.models.messages import (
    ConstructedMessage,
    ConstructedMessageBody,
    ConstructorAnswer,
    NewMessageBody,
)
from tambour.edges.botapi.refusals import BotError
from tambour.edges.botapi.showing import markup_of
from tambour.edges.botapi.talking import needed
from tambour.edges.botapi.writing import entities_of, keyboard_of, words_of
from tambour.ports.bots import News, Session


async def post_construct(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """POST /answers/constructor"""
    id = needed(asked, "session_id")
    body = asked.read(ConstructorAnswer)
    offer = Offer(
        messages=tuple([await offered(door, bot, one) for one in body.messages or ()]),
        keyboard=keyboard_of(body.keyboard.buttons) if body.keyboard else (),
        hint=body.hint or "",
        placeholder=body.placeholder or "",
        typing=int(body.allow_user_input or False),
    )
    if not await door.bots.constructing.answer(bot, id, offer, body.data or ""):
        raise BotError("method.not.allowed", "Session not found")
    return DONE


async def offered(door: BotDoor, bot: Bot, body: ConstructedMessageBody) -> Offered:
    """One message, as it may be posted. Raises BotError, BadInput, TooLarge."""
    plain = NewMessageBody(text=body.text, attachments=body.attachments, format=body.format)
    words = await words_of(door, bot, plain)
    entities: Sequence[Any] = words.entities
    if body.markup and not body.format:
        entities = entities_of(body.markup)
    return await door.bots.constructing.offered(bot.id, words, entities)


async def constructions(door: BotDoor, bot: Bot, news: Sequence[News]) -> dict[int, u.AnyUpdate]:
    """Updates about constructing, by number; what is over, or gone, is left out."""
    asked = await door.bots.constructing.asked(bot, [one for one in news if one.kind == "construct"])
    people = await door.bots.reading.people([session.user for session in asked.values()])
    found: dict[int, u.AnyUpdate] = {}
    for one in news:
        if one.kind == "construct" and one.n in asked:
            session = asked[one.n]
            person = people.get(session.user)
            found[one.n] = u.MessageConstructionRequest(
                timestamp=one.ts,
                user=door.showing.user_with_photo(bot.id, person, session.user),
                session_id=session.id,
                input=input_of(session),
                data=session.data or UNSET,
                user_locale=person.lang if person else UNSET,
            )
        elif one.kind == "constructed" and (shown := await constructed(door, bot, one)) is not None:
            found[one.n] = shown
    return found


def input_of(session: Session) -> u.CallbackConstructorInput | u.MessageConstructorInput:
    """What the person said or pressed; nothing where they have only opened it."""
    said = session.input
    if said.kind == "press":
        return u.CallbackConstructorInput(payload=said.payload)
    if not said.text:
        return u.MessageConstructorInput(messages=[])
    body = ConstructedMessageBody(text=said.text, markup=markup_of(said.text, said.entities))
    return u.MessageConstructorInput(messages=[body])


async def constructed(door: BotDoor, bot: Bot, one: News) -> u.MessageConstructedUpdate | None:
    """What was posted. Where it stands is told to a bot that is there itself, and to no other."""
    kept = await door.bots.constructing.posted(bot, one)
    if kept is None:
        return None
    said, who = kept.message, kept.author
    people = await door.bots.reading.people([who, said.contact.user if said.contact else 0])
    body = door.showing.body(bot.id, 0, kept, people)
    inside = one.chat in await door.bots.reading.rooms(door.store.read, bot, [one.chat])
    if inside:
        peers = await door.store.read.bots.peers(bot.id, [one.chat])
        number = bot.id ^ peers[one.chat] if one.chat in peers else shared_number(one.chat)
        body.mid = message_id(number, said.seq)
    else:
        body.seq = stamp(said.ts, one.data["at"])
        body.mid = message_id(0, body.seq)
    message = ConstructedMessage(
        timestamp=said.ts, body=body, sender=door.showing.user(people.get(who), who) if said.sender else UNSET
    )
    return u.MessageConstructedUpdate(timestamp=one.ts, session_id=one.data["id"], message=message)
