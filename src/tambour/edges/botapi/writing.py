"""From what a bot asks to be said to words, files and buttons of the house."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.hypertext import read_html
from tambour.domain.bots.keyboard import Button, Keyboard, check_keyboard
from tambour.domain.bots.markdown import read_markdown
from tambour.domain.files import FAILED, PROCESSING, ContactCard, Place
from tambour.domain.media import check_contact, check_place
from tambour.domain.previews import web_address
from tambour.domain.text import TEXT_MAX_UNITS, units
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.files import picture_from
from tambour.edges.botapi.models import attachments as a
from tambour.edges.botapi.models import buttons as b
from tambour.edges.botapi.models.markup import LinkMarkup, Markup, UserMentionMarkup
from tambour.edges.botapi.models.messages import NewMessageBody
from tambour.edges.botapi.refusals import NO_PHOTO, NOT_READY, TEXT_TOO_LONG, BotError, bad
from tambour.edges.botapi.showing import LOOKS, shared_url
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
    share: str = ""


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
    if carried.share and carried.share not in (text or ""):
        text = f"{text}\n{carried.share}" if text else carried.share
    if units(text or "") > TEXT_MAX_UNITS:
        raise bad(TEXT_TOO_LONG)
    return Words(
        text=text,
        entities=entities,
        files=carried.files,
        lent=True,
        contact=carried.contact,
        place=carried.place,
        keyboard=carried.keyboard,
        share=carried.share,
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
            if found.share:
                raise bad("attachments: only one share is allowed")
            found.share = share_of(one.payload)
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
        await check_ready(door, bot, one.payload.code, "sticker")
        return [one.payload.code]
    if isinstance(one, a.PhotoAttachmentRequest):
        kind, payload = "image", one.payload
        named = [payload.token] if payload.token else [p.token for p in (payload.photos or {}).values()]
        if payload.url and not named:
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
    return named  # also what somebody else brought, in a message that the bot may see and take along


async def check_ready(door: BotDoor, bot: Bot, token: str, kind: str) -> None:
    """Raises BotError."""
    upload = await door.store.read.files.get(token)
    if upload is None or not (
        upload.owner == bot.id or await door.media.delivery.may(bot.id, upload, copying=True)
    ):
        raise bad(f"{kind}: no such token")
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


def share_of(payload: a.ShareAttachmentPayload) -> str:
    """The address. It stands in the text, too, where everybody and every rule about links sees it. Raises BotError."""
    url = web_address(payload.url or shared_url(payload.token or ""))
    if not url:
        raise bad("share: a `url` or a `token` of a share is needed")
    return url


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
        case b.ChatButton():
            return Button(
                kind="chat",
                text=one.text,
                title=one.chat_title,
                about=one.chat_description or "",
                payload=one.start_payload or "",
                uuid=uuid_of(one),
            )
        case b.OpenAppButton():
            return Button(
                kind="open_app",
                text=one.text,
                app=one.web_app or "",
                bot=one.contact_id or 0,
                payload=one.payload or "",
            )


def uuid_of(one: b.ChatButton) -> int:
    """0: it gets one. Raises BotError."""
    if one.uuid is not None and not abs(one.uuid) < 1 << 63:
        raise bad("uuid: Invalid number")
    return one.uuid or 0
