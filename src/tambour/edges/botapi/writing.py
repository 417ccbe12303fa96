"""From what a bot asks to be said to words, files and buttons of the house."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hypertext import read_html
from tambour.domain.bots.keyboard import Button, Keyboard, check_keyboard
from tambour.domain.bots.markdown import read_markdown
from tambour.domain.errors import NotFound
from tambour.domain.files import FAILED, PROCESSING, ContactCard, Place
from tambour.domain.media import check_contact, check_place
from tambour.domain.text import TEXT_MAX_UNITS, units
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.files import picture_from
from tambour.edges.botapi.models import attachments as a
from tambour.edges.botapi.models import buttons as b
from tambour.edges.botapi.models.markup import LinkMarkup, Markup, UserMentionMarkup
from tambour.edges.botapi.models.messages import NewMessageBody
from tambour.edges.botapi.refusals import NO_PHOTO, NOT_READY, TEXT_TOO_LONG, BotError, bad
from tambour.edges.botapi.showing import LOOKS
from tambour.services.bots.speaking import Words

ALONE = (
    a.AudioAttachmentRequest,
    a.FileAttachmentRequest,
    a.ContactAttachmentRequest,
    a.StickerAttachmentRequest,
)
VCF_PHONE = "TEL"


@dataclass
class Carried:
    """What a list of attachments comes to."""

    files: list[str]
    contact: ContactCard | None = None
    place: Place | None = None
    keyboard: Keyboard = ()


async def words_of(door: BotDoor, bot: Bot, body: NewMessageBody) -> Words:
    """Checked words. Raises BotError, BadInput, TooLarge."""
    text, entities = body.text, list[Any]()
    if text is not None:
        if units(text) > TEXT_MAX_UNITS:
            raise bad(TEXT_TOO_LONG)
        if body.format == "markdown":
            text, entities = read_markdown(text)
        elif body.format == "html":
            text, entities = read_html(text)
    if body.attachments is None:
        return Words(text=text, entities=entities)
    carried = await carried_of(door, bot, body.attachments)
    return Words(
        text=text,
        entities=entities,
        files=carried.files,
        contact=carried.contact,
        place=carried.place,
        keyboard=carried.keyboard,
    )


def entities_of(markup: list[Markup]) -> list[list[str | int]]:
    """Looks that a bot gives as elements; those it does not know how to give are left out."""
    kinds = {look: kind for kind, look in LOOKS.items() if kind != "pre"}
    found: list[list[str | int]] = []
    for one in markup:
        if type(one) in kinds:
            found.append([kinds[type(one)], one.start, one.length])
        elif isinstance(one, LinkMarkup):
            found.append(["link", one.start, one.length, one.url])
        elif isinstance(one, UserMentionMarkup) and isinstance(one.user_id, int):
            found.append(["mention", one.start, one.length, one.user_id])
    return found


async def carried_of(door: BotDoor, bot: Bot, wanted: list[a.AnyAttachmentRequest]) -> Carried:
    """At most one keyboard; sound, files, cards and stickers stand alone but for it."""
    found = Carried([])
    rest = [one for one in wanted if not isinstance(one, a.InlineKeyboardAttachmentRequest)]
    if len(wanted) - len(rest) > 1:
        raise bad("attachments: only one inline_keyboard is allowed")
    if len(rest) > 1 and any(isinstance(one, ALONE) for one in rest):
        raise bad("attachments: audio, file, contact and sticker must be the only attachment")
    for one in wanted:
        if isinstance(one, a.InlineKeyboardAttachmentRequest):
            found.keyboard = keyboard_of(one.payload.buttons)
        elif isinstance(one, a.LocationAttachmentRequest):
            found.place = check_place(one.latitude, one.longitude, "")
        elif isinstance(one, a.ContactAttachmentRequest):
            found.contact = await card_of(door, one.payload)
        elif isinstance(one, a.ShareAttachmentRequest):
            raise bad("share: previews are made from the first link in the text")
        else:
            found.files += await files_of(door, bot, one)
    return found


async def files_of(
    door: BotDoor,
    bot: Bot,
    one: a.PhotoAttachmentRequest
    | a.VideoAttachmentRequest
    | a.AudioAttachmentRequest
    | a.FileAttachmentRequest
    | a.StickerAttachmentRequest,
) -> list[str]:
    """The files that tokens name. Raises BotError attachment.not.ready while one is processed."""
    kind = "file"
    if isinstance(one, a.StickerAttachmentRequest):
        return [one.payload.code]
    if isinstance(one, a.PhotoAttachmentRequest):
        kind, payload = "image", one.payload
        named = [payload.token] if payload.token else [p.token for p in (payload.photos or {}).values()]
        if payload.url:
            return [await picture_from(door, bot, payload.url)]
        if not named:
            raise bad(NO_PHOTO)
    else:
        kind = "video" if isinstance(one, a.VideoAttachmentRequest) else "file"
        if not isinstance(one.payload.token, str) or not one.payload.token:
            raise bad("token: must not be empty")
        named = [one.payload.token]
    for token in named:
        await check_ready(door, bot, token, kind)
    return named


async def check_ready(door: BotDoor, bot: Bot, token: str, kind: str) -> None:
    """Raises BotError."""
    try:
        upload = await door.media.uploads.own(bot.id, token)
    except NotFound as no:
        raise bad(f"{kind}: no such token") from no
    if upload.state == FAILED:
        raise bad(f"{kind}: cannot be read: {upload.why}")
    if not upload.complete or upload.state == PROCESSING:
        raise BotError("attachment.not.ready", NOT_READY.format("video" if kind == "video" else "file"))


async def card_of(door: BotDoor, payload: a.ContactAttachmentRequestPayload) -> ContactCard:
    """By number, by card, or somebody here."""
    phone, name, user = payload.vcf_phone or "", payload.name or "", payload.contact_id or 0
    for line in (payload.vcf_info or "").splitlines():
        key, _, value = line.partition(":")
        if key.upper().split(";")[0] == VCF_PHONE and not phone:
            phone = value.strip()
        elif key.upper() == "FN" and not name:
            name = value.strip()
    if user:
        person = (await door.bots.reading.people([user])).get(user)
        if person is None or person.deleted:
            raise bad(f"contact_id: no such person: {user}")
        name = name or person.name
    return check_contact(name, phone, user)


def keyboard_of(rows: list[list[b.AnyButton]]) -> Keyboard:
    """Raises BotError, BadInput."""
    return check_keyboard([[button_of(one) for one in row] for row in rows])


def button_of(one: b.AnyButton) -> Button:
    """As it is kept."""
    match one:
        case b.CallbackButton():
            return Button(kind="callback", text=one.text, payload=one.payload, intent=one.intent or "default")
        case b.LinkButton():
            return Button(kind="link", text=one.text, url=one.url)
        case b.RequestContactButton():
            return Button(kind="request_contact", text=one.text)
        case b.RequestGeoLocationButton():
            return Button(kind="request_geo_location", text=one.text, quick=int(one.quick or False))
        case b.MessageButton():
            return Button(kind="message", text=one.text)
        case b.ClipboardButton():
            return Button(kind="clipboard", text=one.text, payload=one.payload)
        case b.ChatButton() | b.OpenAppButton():
            raise bad("buttons: chat and open_app are not served here")
