"""Constructors of the Bot API: what somebody asks while writing with a bot, its answers, what was posted of them."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import message_id, stamp
from tambour.domain.bots.offer import Input, Offer, Offered
from tambour.domain.files import File
from tambour.edges.botapi.asking import Asked
from tambour.edges.botapi.door import DONE, BotDoor
from tambour.edges.botapi.models import attachments as a
from tambour.edges.botapi.models import updates as u
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.models.messages import (
    ConstructedMessage,
    ConstructedMessageBody,
    ConstructorAnswer,
    NewMessageBody,
)
from tambour.edges.botapi.models.photos import PhotoAttachmentRequestPayload
from tambour.edges.botapi.refusals import BotError
from tambour.edges.botapi.showing import markup_of, number_of
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
                input=await input_of(door, bot.id, session),
                data=session.data or UNSET,
                user_locale=person.lang if person else UNSET,
            )
        elif one.kind == "constructed" and (shown := await constructed(door, bot, one)) is not None:
            found[one.n] = shown
    return found


async def input_of(
    door: BotDoor, bot: int, session: Session
) -> u.CallbackConstructorInput | u.MessageConstructorInput:
    """What the person said or pressed; nothing where they have only opened it."""
    said = session.input
    if said.kind == "press":
        return u.CallbackConstructorInput(payload=said.payload)
    if said.empty:
        return u.MessageConstructorInput(messages=[])
    body = ConstructedMessageBody(
        text=said.text,
        markup=markup_of(said.text, said.entities),
        attachments=await brought(door, bot, said) or None,
    )
    return u.MessageConstructorInput(messages=[body])


async def brought(door: BotDoor, bot: int, said: Input) -> list[a.AnyAttachmentRequest]:
    """As the bot would send it: it can be put into an answer as it is. Of a picture also where to look at it."""
    uploads = [await door.store.read.files.get(file.id) for file in said.files]
    found = [requested(door, bot, upload.shown) for upload in uploads if upload is not None]
    if said.contact is not None:
        card = a.ContactAttachmentRequestPayload(
            name=said.contact.name,
            contact_id=said.contact.user or None,
            vcf_phone=said.contact.phone or None,
        )
        found.append(a.ContactAttachmentRequest(payload=card))
    if said.place is not None:
        found.append(a.LocationAttachmentRequest(latitude=said.place.lat, longitude=said.place.lon))
    return found


def requested(door: BotDoor, bot: int, file: File) -> a.AnyAttachmentRequest:
    """One file, by its token."""
    match file.kind:
        case "photo":
            names = {one.name for one in file.variants}
            best = next((name for name in ("l", "m", "s") if name in names), "")
            url = door.links.url(bot, file.id, best) if best else None
            return a.PhotoAttachmentRequest(payload=PhotoAttachmentRequestPayload(token=file.id, url=url))
        case "sticker":
            return a.StickerAttachmentRequest(payload=a.StickerAttachmentRequestPayload(code=file.id))
        case "video" | "loop" | "round":
            return a.VideoAttachmentRequest(payload=a.UploadedInfo(token=file.id))
        case "voice" | "audio":
            return a.AudioAttachmentRequest(payload=a.UploadedInfo(token=file.id))
        case "file":
            return a.FileAttachmentRequest(payload=a.UploadedInfo(token=file.id))


async def constructed(door: BotDoor, bot: Bot, one: News) -> u.MessageConstructedUpdate | None:
    """What was posted. Where it stands is told to a bot that is there itself, and to no other."""
    kept = await door.bots.constructing.posted(bot, one)
    if kept is None:
        return None
    said, who = kept.message, kept.author
    people = await door.bots.reading.people([who, said.contact.user if said.contact else 0])
    body = door.showing.body(bot.id, 0, kept, people)
    room = (await door.bots.reading.rooms(door.store.read, bot, [one.chat])).get(one.chat)
    if room is not None:
        body.mid = message_id(number_of(bot.id, room.chat, room.peer), said.seq)
    else:
        body.seq = stamp(said.ts, one.data["at"])
        body.mid = message_id(0, body.seq)
    message = ConstructedMessage(
        timestamp=said.ts, body=body, sender=door.showing.user(people.get(who), who) if said.sender else UNSET
    )
    return u.MessageConstructedUpdate(timestamp=one.ts, session_id=one.data["id"], message=message)
