"""Exports in Telegram's published format, made up from a seed: for the bench and the tests of importing."""

import json
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = [
    *("привет", "как", "дела", "завтра", "встречаемся", "у", "входа", "хорошо", "ладно", "спасибо"),
    *("the", "train", "leaves", "at", "nine", "see", "you", "there", "maybe", "tomorrow"),
    *("مرحبا", "كيف", "الحال", "شكرا"),
]
NAMES = ["Анна", "Борис", "Clara Jones", "داود", "Eve", "Фёдор", "Галя", "Hugo", None]
START = 1_500_000_000
MEDIA = {
    "photo": ("photos", "jpg"),
    "voice_message": ("voice_messages", "ogg"),
    "video_message": ("round_video_messages", "mp4"),
    "video_file": ("video_files", "mp4"),
    "sticker": ("stickers", "webp"),
    "file": ("files", "txt"),
}


def picture(seed: int) -> bytes:
    """A small valid PNG, another one for each seed."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    side = 16
    line = bytes([0]) + bytes([seed & 255, (seed >> 8) & 255, (seed >> 16) & 255]) * side
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(line * side))
        + chunk(b"IEND", b"")
    )


class Maker:
    """One export."""

    def __init__(self, seed: int, folder: Path, *, media_every: int = 20) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.media_every = media_every
        self.files = 0

    def person(self) -> tuple[str, str | None]:
        """(key, name)"""
        at = self.random.randrange(len(NAMES))
        return f"user{1000 + at}", NAMES[at]

    def text(self) -> list[dict[str, Any]]:
        """Pieces of a text."""
        rng = self.random
        plain = " ".join(rng.choices(WORDS, k=rng.randint(1, 20)))
        parts: list[dict[str, Any]] = [{"type": "plain", "text": plain}]
        kind = rng.randrange(12)
        if kind == 0:
            parts += [{"type": "plain", "text": " "}, {"type": "bold", "text": "важно"}]
        elif kind == 1:
            parts += [
                {"type": "plain", "text": " "},
                {"type": "text_link", "text": "here", "href": "https://a.example/x"},
            ]
        elif kind == 2:
            parts += [
                {"type": "plain", "text": " "},
                {"type": "mention_name", "text": "Боря", "user_id": 1001},
            ]
        elif kind == 3:
            parts += [{"type": "plain", "text": " 🎉 "}, {"type": "hashtag", "text": "#праздник"}]
        elif kind == 4:
            parts += [
                {"type": "plain", "text": "\n"},
                {"type": "pre", "text": "x = 1", "language": "python"},
            ]
        return parts

    def media(self, message: dict[str, Any], place: str, number: int) -> None:
        """A file, on disk too."""
        kind = self.random.choice(list(MEDIA))
        folder, ending = MEDIA[kind]
        path = f"{place}/{folder}/{kind}_{number}.{ending}"
        full = self.folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(picture(number) if kind in ("photo", "sticker") else b"notes %d\n" % number * 50)
        self.files += 1
        if kind == "photo":
            message |= {"photo": path, "width": 16, "height": 16}
        elif kind == "file":
            message |= {"file": path, "mime_type": "text/plain", "file_name": f"notes {number}.txt"}
        else:
            message |= {"file": path, "media_type": kind, "duration_seconds": 3}

    def message(self, number: int, place: str) -> dict[str, Any]:
        """One entry of `messages`."""
        rng = self.random
        key, name = self.person()
        at = START + number * 60 + rng.randrange(60)
        parts = self.text()
        found: dict[str, Any] = {
            "id": number,
            "type": "message",
            "date": "2017-07-14T02:40:00",
            "date_unixtime": str(at),
            "from": name,
            "from_id": key,
        }
        kind = rng.randrange(60)
        if kind == 0:
            return found | {
                "type": "service",
                "actor": name,
                "actor_id": key,
                "action": "pin_message",
                "message_id": max(1, number - 3),
                "text": "",
                "text_entities": [],
            }
        if kind == 1:
            found["poll"] = {
                "question": "Чай или кофе?",
                "closed": False,
                "total_voters": 5,
                "answers": [
                    {"text": "чай", "voters": 2, "chosen": True},
                    {"text": "кофе", "voters": 3, "chosen": False},
                ],
            }
            parts = []
        elif kind == 2:
            found["location_information"] = {"latitude": 55.751244, "longitude": 37.618423}
            parts = []
        elif kind == 3:
            found["contact_information"] = {
                "first_name": "Ivan",
                "last_name": "Petrov",
                "phone_number": "+7 900 000 11 22",
            }
            parts = []
        elif kind == 4:
            found["forwarded_from"] = "Новости"
        elif kind == 5:
            found |= {"edited": "2017-07-14T03:40:00", "edited_unixtime": str(at + 100)}
        elif kind == 6:
            found["reactions"] = [{"type": "emoji", "count": 3, "emoji": "👍"}]
        elif kind < 14:
            found["reply_to_message_id"] = max(1, number - rng.randint(1, 30))
        if self.media_every and number % self.media_every == 0:
            self.media(found, place, number)
        plain = [p["text"] if p["type"] == "plain" else p for p in parts]
        found["text"] = plain[0] if len(plain) == 1 else plain or ""
        found["text_entities"] = parts
        return found

    def chat(self, name: str, kind: str, ext: int, messages: int) -> Iterator[bytes]:
        """A chat as bytes of JSON."""
        head = json.dumps({"name": name, "type": kind, "id": ext}, ensure_ascii=False)
        yield head[:-1].encode() + b', "messages": ['
        for number in range(1, messages + 1):
            body = json.dumps(self.message(number, f"chats/chat_{ext:02d}"), ensure_ascii=False, indent=1)
            yield (b",\n" if number > 1 else b"\n") + body.encode()
        yield b"]}"


def make(folder: Path, messages: int, *, chats: int = 5, seed: int = 1, media_every: int = 20) -> Maker:
    """A whole account's export of so many messages in all; one in `media_every` carries a file."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(seed, folder, media_every=media_every)
    contacts = [
        {
            "user_id": 1000 + at,
            "first_name": name or "",
            "last_name": "",
            "phone_number": f"+7 900 111 22 {at:02d}",
        }
        for at, name in enumerate(NAMES)
    ]
    head = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1000, "first_name": "Анна", "last_name": ""},
        "contacts": {"about": "", "list": contacts},
    }
    kinds = ["private_group", "personal_chat", "private_channel", "public_supergroup", "saved_messages"]
    with (folder / "result.json").open("wb") as out:
        out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b',\n"chats": {"about": "", "list": [')
        for at in range(chats):
            out.write(b",\n" if at else b"\n")
            share = messages // chats + (at < messages % chats)
            kind = kinds[at % len(kinds)]
            ext = 1001 if kind == "personal_chat" else 10 + at
            for part in maker.chat(f"Chat {at}", kind, ext, share):
                out.write(part)
        out.write(b"]}}\n")
    return maker
