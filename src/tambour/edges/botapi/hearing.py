"""Updates of the Bot API: from what the feed kept to objects."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import dialog_number, message_id, shared_number
from tambour.domain.chats import Chat
from tambour.domain.people import Person
from tambour.edges.botapi.commenting import commented
from tambour.edges.botapi.constructing import constructions
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.gathering import gathered
from tambour.edges.botapi.models import updates as u
from tambour.edges.botapi.showing import People, people_in
from tambour.ports.bots import News
from tambour.services.bots.reading import Heard

CONSTRUCTING = ("construct", "constructed")
COMMENTING = ("comment", "comment_edited", "comment_gone")
ABOUT_MESSAGES = ("said", "edited", "press")
TYPES = {
    "said": "message_created", "edited": "message_edited", "gone": "message_removed", "press": "message_callback",
    "start": "bot_started", "stop": "bot_stopped", "added": "bot_added", "removed": "bot_removed",
    "came": "user_added", "went": "user_removed", "title": "chat_title_changed", "muted": "dialog_muted",
    "unmuted": "dialog_unmuted", "cleared": "dialog_removed", "construct": "message_construction_request",
    "constructed": "message_constructed", "comment": "comment_created", "comment_edited": "comment_edited",
    "comment_gone": "comment_removed", "made": "message_chat_created",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a page of updates needs."""

    bot: Bot
    heard: dict[tuple[int, int], Heard]
    chats: dict[int, Chat]
    peers: dict[int, int]
    people: People

    def number(self, chat: int) -> int:
        """As this bot counts."""
        return dialog_number(self.bot.id, self.peers[chat]) if chat in self.peers else shared_number(chat)

    def channel(self, chat: int) -> bool:
        """Is it one?"""
        return chat in self.chats and self.chats[chat].kind == "channel"


async def shown_updates(door: BotDoor, bot: Bot, news: Sequence[News]) -> list[tuple[int, u.AnyUpdate]]:
    """(number, update); what the bot may not see any more is left out."""
    written = await constructions(door, bot, [one for one in news if one.kind in CONSTRUCTING])
    written |= await commented(door, bot, [one for one in news if one.kind in COMMENTING])
    written |= await gathered(door, bot, [one for one in news if one.kind == "made"])
    elsewhere = (*CONSTRUCTING, *COMMENTING, "made")
    news, all_news = [one for one in news if one.kind not in elsewhere], news
    places = [(one.chat, one.seq) for one in news if one.kind in ABOUT_MESSAGES]
    heard = await door.bots.reading.some(bot, places)
    chats = sorted({one.chat for one in news if one.kind not in ABOUT_MESSAGES})
    named = {one.data.get(key, 0) for one in news for key in ("u", "by")}
    named |= people_in(list(heard.values()))
    scene = Scene(
        bot,
        heard,
        await door.store.read.chats.get_many(chats) if chats else {},
        await door.store.read.bots.peers(bot.id, chats) if chats else {},
        await door.bots.reading.people(sorted(named)),
    )
    found = {one.n: shown_update(door, scene, one) for one in news} | written
    return [(one.n, update) for one in all_news if (update := found.get(one.n)) is not None]


def shown_update(door: BotDoor, scene: Scene, one: News) -> u.AnyUpdate | None:
    """One of them, or None where there is nothing to see any more."""
    if one.kind in ABOUT_MESSAGES:
        return about_message(door, scene, one)
    if one.kind in ("start", "stop", "muted", "unmuted", "cleared"):
        return about_dialog(door, scene, one)
    return about_chat(door, scene, one)


def about_message(door: BotDoor, scene: Scene, one: News) -> u.AnyUpdate | None:
    """Said, edited, or a button under it pressed."""
    heard = scene.heard.get((one.chat, one.seq))
    message = door.showing.message(scene.bot.id, heard, scene.people) if heard else None
    if one.kind == "press":
        presser = scene.people.get(one.data["u"])
        callback = u.Callback(
            timestamp=one.ts,
            callback_id=one.data["id"],
            payload=one.data.get("p", ""),
            user=door.showing.user(presser, one.data["u"]),
        )
        return u.MessageCallbackUpdate(
            timestamp=one.ts, callback=callback, message=message, user_locale=locale(presser)
        )
    if message is None or heard is None:
        return None
    if one.kind == "edited":
        return u.MessageEditedUpdate(timestamp=one.ts, message=message)
    author = scene.people.get(heard.kept.author) if heard.room.peer else None
    return u.MessageCreatedUpdate(timestamp=one.ts, message=message, user_locale=locale(author))


def about_dialog(door: BotDoor, scene: Scene, one: News) -> u.AnyUpdate:
    """What somebody did with their dialog with the bot."""
    who = one.data["u"]
    person, chat = scene.people.get(who), dialog_number(scene.bot.id, who)
    user, lang = door.showing.user(person, who), locale(person)
    if one.kind == "start":
        return u.BotStartedUpdate(
            timestamp=one.ts,
            chat_id=chat,
            user=user,
            user_id=who,
            payload=one.data.get("p", UNSET),
            user_locale=lang,
        )
    if one.kind == "stop":
        return u.BotStoppedUpdate(timestamp=one.ts, chat_id=chat, user=user, user_id=who, user_locale=lang)
    if one.kind == "muted":
        until = one.data.get("until", 0)
        return u.DialogMutedUpdate(
            timestamp=one.ts, chat_id=chat, user=user, muted_until=until, user_locale=lang
        )
    if one.kind == "unmuted":
        return u.DialogUnmutedUpdate(timestamp=one.ts, chat_id=chat, user=user, user_locale=lang)
    return u.DialogRemovedUpdate(timestamp=one.ts, chat_id=chat, user=user, user_locale=lang)


def about_chat(door: BotDoor, scene: Scene, one: News) -> u.AnyUpdate:
    """Somebody came or went, a name changed, a message is gone."""
    chat, channel, by = scene.number(one.chat), scene.channel(one.chat), one.data.get("by", 0)
    who = one.data.get("u", 0) or by
    if one.kind == "gone":
        mid = message_id(chat, one.seq)
        return u.MessageRemovedUpdate(
            timestamp=one.ts, message_id=mid, chat_id=chat, user_id=one.data.get("u", 0)
        )
    user = door.showing.user(scene.people.get(who), who)
    if one.kind == "title":
        return u.ChatTitleChangedUpdate(timestamp=one.ts, chat_id=chat, user=user, title=str(one.data["ti"]))
    if one.kind == "added":
        return u.BotAddedToChatUpdate(
            timestamp=one.ts, chat_id=chat, user=user, user_id=who, is_channel=channel
        )
    if one.kind == "removed":
        return u.BotRemovedFromChatUpdate(
            timestamp=one.ts, chat_id=chat, user=user, user_id=who, is_channel=channel
        )
    other = by if by and by != who else UNSET
    if one.kind == "came":
        return u.UserAddedToChatUpdate(
            timestamp=one.ts, chat_id=chat, user=user, user_id=who, is_channel=channel, inviter_id=other
        )
    return u.UserRemovedFromChatUpdate(
        timestamp=one.ts, chat_id=chat, user=user, user_id=who, is_channel=channel, admin_id=other
    )


def locale(person: Person | None) -> str:
    """The person's language."""
    return person.lang if person is not None else "en"
