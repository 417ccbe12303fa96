"""Who is notified of what was said, and what the notification says. Pure.

A mention gets through mute and archive, as people expect; nobody hears of their own words, of what they have read,
or of somebody they blocked. The words follow the person's own choice of how much may stand on a lock screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.chat_view import veil
from tambour.domain.messages import Kept, Message
from tambour.domain.visible import Viewer, visible, whole

SETTING = "push"
"""Key of `settings`: `{shows: "all"|"sender"|"nothing", off: [kinds of chat]}`."""
SHOWS = ("all", "sender", "nothing")
KINDS = ("dialog", "group", "channel")
TEXT_MAX = 160
FOR_GOOD = -1

WORDS = {
    "en": {"new": "New message", "more": "{n} new messages", "poll": "Poll: {x}", "photo": "Photo", "video": "Video",
           "voice": "Voice message", "file": "File", "contact": "Contact", "place": "Location",
           "test": "Notifications work here"},
    "ru": {"new": "Новое сообщение", "more": "Новых сообщений: {n}", "poll": "Опрос: {x}", "photo": "Фото",
           "video": "Видео", "voice": "Голосовое сообщение", "file": "Файл", "contact": "Контакт",
           "place": "Геопозиция", "test": "Уведомления здесь работают"},
    "ar": {"new": "رسالة جديدة", "more": "رسائل جديدة: {n}", "poll": "استطلاع: {x}", "photo": "صورة",
           "video": "فيديو", "voice": "رسالة صوتية", "file": "ملف", "contact": "جهة اتصال", "place": "موقع",
           "test": "الإشعارات تعمل هنا"},
}  # fmt: skip
FILE_WORDS = {
    "photo": "photo",
    "sticker": "photo",
    "video": "video",
    "loop": "video",
    "round": "video",
    "voice": "voice",
}
"""What is said of a file of this kind; of others, "file"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person with a browser to reach, and how they stand to the chat. Times are milliseconds."""

    user: int
    lang: str = "en"
    settings: Mapping[str, Any]
    mute_until: int = 0
    archived: bool = False
    read_seq: int = 0
    history_from: int = 0
    mentions: frozenset[int] = frozenset()
    """Of the new messages those that mention them."""
    blocked: frozenset[int] = frozenset()
    """Of the authors those they blocked."""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True,
           rename={"chat": "c", "seq": "s", "title": "ti", "text": "x", "silent": "si"}):  # fmt: skip
    """What travels to the browser, encrypted. `k`: message or test."""

    k: str = "message"
    chat: int = 0
    seq: int = 0
    title: str = ""
    text: str = ""
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose about notifications; nonsense in the settings counts as not chosen."""

    shows: str
    off: frozenset[str]


def choice_of(settings: Mapping[str, Any]) -> Choice:
    """Read from `settings`, which clients may fill with anything."""
    said = settings.get(SETTING)
    said = said if isinstance(said, dict) else {}
    off = said.get("off")
    shows = said.get("shows")
    return Choice(
        shows=shows if shows in SHOWS else "all",
        off=frozenset(k for k in off if k in KINDS) if isinstance(off, list) else frozenset(),
    )


def muted(who: Recipient, kind: str, now: int) -> bool:
    """Does this person want nothing from this chat but mentions?"""
    silenced = who.mute_until == FOR_GOOD or who.mute_until > now
    return silenced or who.archived or kind in choice_of(who.settings).off


def news_for(who: Recipient, kind: str, messages: Sequence[Kept], now: int) -> list[Message]:
    """Of new messages (ascending) those this person is to be told of, as they may see them."""
    viewer = Viewer(user=who.user, reads=True, history_from=who.history_from)
    quiet = muted(who, kind, now)
    found: list[Message] = []
    for kept in messages:
        seq = kept.message.seq
        if kept.author == who.user or kept.author in who.blocked or seq <= who.read_seq:
            continue
        if kept.message.kind == "svc" or (quiet and seq not in who.mentions):
            continue
        seen = visible(kept.message, kept.flags, kept.author, viewer)
        if seen is not None and whole(seen):
            found.append(seen)
    return found


def note_of(who: Recipient, kind: str, title: str, names: Mapping[int, str], news: Sequence[Message]) -> Note:
    """The newest of the news, with as much of it as the person lets stand. `title`: the chat's; '' in dialogs."""
    last, words = news[-1], WORDS.get(who.lang, WORDS["en"])
    shows = choice_of(who.settings).shows
    silent = int(all(message.silent for message in news))
    if shows == "nothing":
        return Note(chat=last.chat, seq=last.seq, title="Tambour", text=words["new"], silent=silent)
    sender = names.get(last.sender, "")
    heading = title if kind != "dialog" else sender
    if shows == "sender":
        more = words["new"] if len(news) == 1 else words["more"].format(n=len(news))
        return Note(chat=last.chat, seq=last.seq, title=heading, text=more, silent=silent)
    text = summary(last, words)
    if kind == "group" and sender:
        text = f"{sender}: {text}"
    return Note(chat=last.chat, seq=last.seq, title=heading, text=text, silent=silent)


def summary(message: Message, words: Mapping[str, str]) -> str:
    """One line about a message: its words with spoilers veiled, or what it carries."""
    text = " ".join(veil(message.text, message.entities).split())
    if message.poll is not None:
        text = words["poll"].format(x=message.poll.question)
    elif not text and message.files:
        text = words[FILE_WORDS.get(message.files[0].kind, "file")]
    elif not text:
        text = words["contact" if message.contact else "place" if message.place else "new"]
    return text if len(text) <= TEXT_MAX else text[: TEXT_MAX - 1] + "…"


def urgency_of(kind: str, *, meant: bool) -> str:
    """RFC 8030: what a sleeping phone is woken for."""
    return "high" if kind == "dialog" or meant else "normal" if kind == "group" else "low"


def test_note(lang: str) -> Note:
    """What `push.test` brings."""
    return Note(k="test", title="Tambour", text=WORDS.get(lang, WORDS["en"])["test"])
