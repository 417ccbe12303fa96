"""From what the house knows to the objects of the contracts. Everything here was seen through `visible()` before."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.keyboard import Button, keyboard_kept
from tambour.domain.bots.numbers import dialog_number, message_id, shared_number, stamp
from tambour.domain.chats import Chat, Member
from tambour.domain.files import ContactCard, File
from tambour.domain.messages import Entity, Kept, Message
from tambour.domain.people import Person
from tambour.domain.rights import Right, has
from tambour.domain.text import points
from tambour.edges.botapi.links import Links
from tambour.edges.botapi.models import attachments as a
from tambour.edges.botapi.models import buttons as b
from tambour.edges.botapi.models import chats as c
from tambour.edges.botapi.models import markup as k
from tambour.edges.botapi.models import messages as m
from tambour.edges.botapi.models import users as u
from tambour.edges.botapi.models.photos import Image, PhotoAttachmentPayload
from tambour.services.bots.reading import Heard, Room

TYPES: dict[str, c.ChatType] = {"dialog": "dialog", "group": "chat", "channel": "channel"}
DELETED = "DELETED USER"
SHARE = "share."
LOOKS: dict[str, type[k.MarkupElement]] = {
    "b": k.StrongMarkup, "i": k.EmphasizedMarkup, "u": k.UnderlineMarkup, "s": k.StrikethroughMarkup,
    "code": k.MonospacedMarkup, "pre": k.MonospacedMarkup, "head": k.HeadingMarkup, "mark": k.HighlightedMarkup,
    "quote": k.QuoteMarkup,
}  # fmt: skip
PERMISSIONS: tuple[tuple[Right, c.ChatAdminPermission], ...] = (
    (Right.BAN | Right.INVITE, "add_remove_members"),
    (Right.ADD_ADMINS, "add_admins"),
    (Right.CHANGE_INFO, "change_chat_info"),
    (Right.PIN, "pin_message"),
)
People = Mapping[int, Person]


def number_of(bot: int, chat: Chat, peer: int) -> int:
    """The chat as this bot counts."""
    return dialog_number(bot, peer) if chat.kind == "dialog" else shared_number(chat.id)


@dataclass(frozen=True, slots=True)
class Showing:
    """`site`: where people reach the server, for links to public chats; no slash at the end."""

    links: Links
    site: str

    # ── people ───────────────────────────────────────────────────────────────────────────────
    def user(self, person: Person | None, id: int) -> u.User:
        """Somebody, also who is no more."""
        if person is None or person.deleted:
            return u.User(
                user_id=id,
                first_name=DELETED,
                name=DELETED,
                username=None,
                is_bot=False,
                last_activity_time=0,
            )
        return u.User(
            user_id=id,
            first_name=person.name,
            name=person.name,
            username=person.username or None,
            is_bot=person.is_bot,
            last_activity_time=last_seen(person),
        )

    def user_with_photo(self, bot: int, person: Person | None, id: int) -> u.UserWithPhoto:
        """And what they say of themselves."""
        plain = self.user(person, id)
        shown = person if person is not None and not person.deleted else None
        return u.UserWithPhoto(
            user_id=id,
            first_name=plain.first_name,
            name=plain.name,
            username=plain.username,
            is_bot=plain.is_bot,
            last_activity_time=plain.last_activity_time,
            description=(shown.about or UNSET) if shown else UNSET,
            avatar_url=self.links.url(bot, shown.photo, "s") if shown and shown.photo else UNSET,
            full_avatar_url=self.links.url(bot, shown.photo, "m") if shown and shown.photo else UNSET,
        )

    def me(self, bot: Bot) -> u.BotInfo:
        """A bot to itself."""
        return u.BotInfo(
            user_id=bot.id,
            first_name=bot.name,
            name=bot.name,
            username=bot.username or None,
            is_bot=True,
            last_activity_time=0,
            description=bot.description or bot.about or UNSET,
            avatar_url=self.links.url(bot.id, bot.photo, "s") if bot.photo else UNSET,
            full_avatar_url=self.links.url(bot.id, bot.photo, "m") if bot.photo else UNSET,
            commands=self.commands(bot) or UNSET,
        )

    def commands(self, bot: Bot) -> list[u.BotCommand]:
        """What it can be told."""
        return [u.BotCommand(name=one.name, description=one.about or UNSET) for one in bot.commands]

    def member(self, bot: int, member: Member, person: Person | None) -> c.ChatMember:
        """Somebody's place in a group or channel."""
        who = self.user_with_photo(bot, person, member.user)
        admin = member.role != "member"
        return c.ChatMember(
            user_id=who.user_id,
            first_name=who.first_name,
            name=who.name,
            username=who.username,
            is_bot=who.is_bot,
            last_activity_time=who.last_activity_time,
            description=who.description,
            avatar_url=who.avatar_url,
            full_avatar_url=who.full_avatar_url,
            last_access_time=member.joined,
            is_owner=member.role == "owner",
            is_admin=admin,
            join_time=member.joined,
            permissions=permissions_of(member) if admin else None,
        )

    # ── chats ────────────────────────────────────────────────────────────────────────────────
    def chat(self, bot: int, room: Room, people: People) -> c.Chat:
        """As it stands in lists."""
        chat, dialog = room.chat, room.chat.kind == "dialog"
        return c.Chat(
            chat_id=number_of(bot, chat, room.peer),
            type=TYPES[chat.kind],
            status="active",
            title=None if dialog else chat.title,
            icon=Image(url=self.links.url(bot, chat.photo, "m")) if chat.photo else None,
            last_event_time=chat.last_ts,
            participants_count=chat.members,
            is_public=chat.is_public,
            description=chat.about or None,
            owner_id=chat.owner if chat.owner and room.member.role != "member" else UNSET,
            link=self.place(chat) or UNSET,
            dialog_with_user=self.user_with_photo(bot, people.get(room.peer), room.peer) if dialog else UNSET,
            messages_count=UNSET if dialog else chat.last_seq,
        )

    def place(self, chat: Chat) -> str:
        """Where anybody finds a public chat, or ''."""
        return f"{self.site}/{chat.username}" if chat.is_public and chat.username else ""

    # ── messages ─────────────────────────────────────────────────────────────────────────────
    def message(self, bot: int, heard: Heard, people: People) -> m.Message:
        """The same object in answers, pages, updates and on top of a chat."""
        room, kept = heard.room, heard.kept
        said, number, dialog = kept.message, number_of(bot, room.chat, room.peer), room.chat.kind == "dialog"
        author = kept.author if said.sender or said.signature else 0
        other = room.peer if kept.author == bot else bot
        channel = room.chat.kind == "channel"
        site = self.place(room.chat)
        return m.Message(
            sender=self.user(people.get(author), author) if author else UNSET,
            recipient=m.Recipient(
                chat_id=number, chat_type=TYPES[room.chat.kind], user_id=other if dialog else None
            ),
            timestamp=said.ts,
            link=self.linked(bot, number, heard, people) or UNSET,
            body=self.body(bot, number, kept, people, empty=said.source is not None),
            stat=m.MessageStat(views=said.views) if channel else UNSET,
            url=f"{site}/{said.seq}" if site and channel else UNSET,
            constructor=self.user(people.get(said.via), said.via) if said.via else UNSET,
        )

    def body(
        self, bot: int, number: int, kept: Kept, people: People, *, empty: bool = False
    ) -> m.MessageBody:
        """`empty`: a forwarded message; what it says stands in its link."""
        said = kept.message
        keyboard = [] if empty else self.keyboard(kept)
        return m.MessageBody(
            mid=message_id(number, said.seq),
            seq=stamp(said.ts, said.seq),
            text="" if empty else said.text,
            attachments=([] if empty else self.attachments(bot, said, people)) + keyboard or UNSET,
            markup=UNSET if empty else (markup_of(said.text, said.entities) or UNSET),
        )

    def linked(self, bot: int, number: int, heard: Heard, people: People) -> m.LinkedMessage | None:
        """What it carries on or answers."""
        said, source = heard.kept.message, heard.kept.message.source
        if source is not None:
            body = self.body(bot, number, heard.kept, people)
            shared = heard.origin in ("group", "channel")
            if shared:
                body.mid = message_id(shared_number(source.chat), source.seq)
                body.seq = stamp(source.ts, source.seq)
            return m.LinkedMessage(
                type="forward",
                sender=self.user(people.get(source.sender), source.sender) if source.sender else UNSET,
                chat_id=shared_number(source.chat) if shared else UNSET,
                message=body,
            )
        if said.reply and heard.answered is not None:
            asked = heard.answered
            return m.LinkedMessage(
                type="reply",
                sender=self.user(people.get(asked.author), asked.author) if asked.message.sender else UNSET,
                message=self.body(bot, number, asked, people),
            )
        return None

    def attachments(self, bot: int, said: Message, people: People) -> list[a.AnyAttachment]:
        """What it carries besides words; buttons stand last."""
        found: list[a.AnyAttachment] = [self.file(bot, one) for one in said.files]
        if said.contact is not None:
            found.append(a.ContactAttachment(payload=self.card(said.contact, people)))
        if said.place is not None:
            found.append(a.LocationAttachment(latitude=said.place.lat, longitude=said.place.lon))
        if said.preview is not None:
            seen = said.preview
            photo = seen.photo
            found.append(
                a.ShareAttachment(
                    payload=a.ShareAttachmentPayload(url=seen.url, token=share_token(seen.url)),
                    title=seen.title or UNSET,
                    description=seen.text or UNSET,
                    image_url=self.links.url(bot, photo.id, "s") if photo else UNSET,
                )
            )
        return found

    def file(self, bot: int, file: File) -> a.AnyAttachment:
        """By its kind."""
        names = [one.name for one in file.variants]

        def best(*wanted: str) -> str:
            return self.links.url(bot, file.id, next((name for name in wanted if name in names), "o"))

        if file.kind == "photo":
            url = best("l", "m", "s")
            return a.PhotoAttachment(
                payload=PhotoAttachmentPayload(photo_id=photo_number(file.id), token=file.id, url=url)
            )
        if file.kind == "sticker":
            payload = a.StickerAttachmentPayload(url=best("m", "s"), code=file.id)
            return a.StickerAttachment(payload=payload, width=file.width, height=file.height)
        if file.kind in ("video", "loop", "round"):
            return a.VideoAttachment(
                payload=a.MediaAttachmentPayload(url=best("v", "480"), token=file.id),
                thumbnail=still(file, best("p")) if "p" in names else UNSET,
                width=file.width or UNSET,
                height=file.height or UNSET,
                duration=file.duration // 1000 or UNSET,
            )
        if file.kind in ("voice", "audio"):
            return a.AudioAttachment(payload=a.MediaAttachmentPayload(url=best("a"), token=file.id))
        return a.FileAttachment(
            payload=a.FileAttachmentPayload(url=best("o"), token=file.id), filename=file.name, size=file.size
        )

    def card(self, card: ContactCard, people: People) -> a.ContactAttachmentPayload:
        """In both dialects."""
        person = people.get(card.user)
        shown = self.user(person, card.user) if person is not None else UNSET
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{escaped(card.name)}"]
        lines += [f"TEL;TYPE=cell:{card.phone}"] if card.phone else []
        vcf = "\r\n".join([*lines, "END:VCARD", ""])
        return a.ContactAttachmentPayload(vcf_info=vcf, tam_info=shown, max_info=shown)

    def keyboard(self, kept: Kept) -> list[a.AnyAttachment]:
        """None or one."""
        rows = [[button_of(one) for one in row] for row in keyboard_kept(kept.extra)]
        return [a.InlineKeyboardAttachment(payload=b.Keyboard(buttons=rows))] if rows else []


def button_of(button: Button) -> b.AnyButton:
    """With everything its bot said."""
    match button.kind:
        case "callback":
            intent = button.intent
            return b.CallbackButton(
                text=button.text,
                payload=button.payload,
                intent="positive"
                if intent == "positive"
                else "negative"
                if intent == "negative"
                else "default",
            )
        case "link":
            return b.LinkButton(text=button.text, url=button.url)
        case "request_contact":
            return b.RequestContactButton(text=button.text)
        case "request_geo_location":
            return b.RequestGeoLocationButton(text=button.text, quick=bool(button.quick))
        case "message":
            return b.MessageButton(text=button.text)
        case "chat":
            return b.ChatButton(
                text=button.text,
                chat_title=button.title,
                chat_description=button.about or None,
                start_payload=button.payload or None,
                uuid=button.uuid,
            )
        case "clipboard":
            return b.ClipboardButton(text=button.text, payload=button.payload)
        case "open_app":
            return b.OpenAppButton(
                text=button.text,
                web_app=button.app or UNSET,
                contact_id=button.bot or UNSET,
                payload=button.payload or UNSET,
            )


def share_token(url: str) -> str:
    """By which a share is sent again: the address itself."""
    return SHARE + base64.urlsafe_b64encode(url.encode()).rstrip(b"=").decode()


def shared_url(token: str) -> str:
    """The address that a token of ours names, or ''."""
    word = token.removeprefix(SHARE)
    try:
        return base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode() if word != token else ""
    except (ValueError, UnicodeError):
        return ""


def people_in(heard: Sequence[Heard]) -> set[int]:
    """Everybody that these messages name."""
    found: set[int] = set()
    for one in heard:
        said = one.kept.message
        found |= {one.kept.author, one.answered.author if one.answered else 0}
        found |= {said.source.sender if said.source else 0, said.contact.user if said.contact else 0}
        asked = one.answered.message.contact if one.answered else None
        found |= {asked.user if asked else 0, said.via}
    return found - {0}


def markup_of(text: str, entities: Sequence[Entity]) -> list[k.Markup]:
    """The looks that the contracts know."""
    if not entities:
        return []
    found: list[k.Markup] = []
    at = points(text)
    for kind, start, length, *data in entities:
        first, size = int(start), int(length)
        if kind in LOOKS:
            found.append(LOOKS[str(kind)](start=first, length=size))  # type: ignore[arg-type]
        elif kind == "link":
            found.append(k.LinkMarkup(url=str(data[0]), start=first, length=size))
        elif kind == "mention":
            found.append(k.UserMentionMarkup(user_id=int(data[0]), start=first, length=size))
        elif kind == "name":
            name = text[at[first] : at[first + size]]
            found.append(k.UserMentionMarkup(user_link=name, start=first, length=size))
    return found


def permissions_of(member: Member) -> list[c.ChatAdminPermission]:
    """The six that both dialects know."""
    given = [name for right, name in PERMISSIONS if has(member, right)]
    return ["read_all_messages", *given, "write"]


def last_seen(person: Person) -> int:
    """Where the person lets everybody see it."""
    return person.last_seen if person.audience("last_seen") == "all" and not person.is_bot else 0


def still(film: File, url: str) -> a.VideoThumbnail:
    """Of a film; it has no file of its own."""
    return a.VideoThumbnail(photo_id=photo_number(film.id), token=film.id, url=url)


def photo_number(file: str) -> int:
    """53 bits that follow from the file's name."""
    return int.from_bytes(hashlib.blake2b(file.encode(), digest_size=8).digest(), "big") >> 11


def escaped(text: str) -> str:
    """A value of a card."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
