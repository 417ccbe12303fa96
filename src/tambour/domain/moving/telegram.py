"""Reading Telegram's export format (core.telegram.org/import-export): one raw message to an Arrival. Pure.

Raw values are whatever JSON held; what is not of the expected type counts as absent. Exports of many years are read:
old ones have no `text_entities`, no `date_unixtime`, and numbers as ids of people.
"""

from datetime import UTC, datetime
from typing import Any

import msgspec

from tambour.domain.files import FileKind
from tambour.domain.messages import Entity
from tambour.domain.moving.arrival import Arrival, ArrivingPoll, Card, Luggage, Spot
from tambour.domain.text import units

Raw = dict[str, Any]
NAMELESS = "—"
"""Somebody for whom the export has no name; whoever lands it knows a word in the importer's language."""

KIND_OF_CHAT = {
    "saved_messages": "saved",
    "personal_chat": "dialog",
    "bot_chat": "dialog",
    "private_group": "group",
    "private_supergroup": "group",
    "public_supergroup": "group",
    "private_channel": "channel",
    "public_channel": "channel",
}
"""Every other type is a group: whatever it was, several spoke there."""
ENTITY_OF = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "quote",
    "spoiler": "spoiler",
    "text_link": "link",
    "mention_name": "mention",
    "mention": "name",
    "hashtag": "tag",
    "link": "url",
    "email": "email",
    "phone": "phone",
    "bot_command": "cmd",
}
FILE_KIND_OF: dict[str, FileKind] = {
    "sticker": "sticker",
    "video_message": "round",
    "voice_message": "voice",
    "animation": "loop",
    "video_file": "video",
    "audio_file": "audio",
}
SERVICE_OF = {
    "create_group": "created",
    "create_channel": "created",
    "edit_group_title": "title",
    "edit_group_photo": "photo",
    "delete_group_photo": "unphoto",
    "join_group_by_link": "joined_link",
    "join_group_by_request": "joined",
    "pin_message": "pin",
    "phone_call": "call",
    "invite_members": "invited",
    "remove_members": "sent_away",
    "clear_history": "cleared",
}
MISSING = "("
"""How a path begins that is none: «(File not included. …)»."""
EXTRA = "tambour"
"""Our own field of a message: what Telegram's fields could not say. Ignored by everybody else."""


def text_of(value: object) -> str:
    """A string, or ''."""
    return value if isinstance(value, str) else ""


def number_of(value: object) -> int:
    """A whole number, also where it stands in a string; 0 for anything else."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    text = text_of(value)
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 19 else 0


def degrees_of(value: object) -> float:
    """A number as JSON readers give it; not a number where it is none."""
    try:
        return float(value) if not isinstance(value, bool | str) else float("nan")  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def time_of(raw: Raw, name: str) -> int:
    """Milliseconds from `NAME_unixtime`, else from the local time without a zone, read as UTC; 0: not known."""
    seconds = number_of(raw.get(f"{name}_unixtime"))
    if seconds:
        return seconds * 1000
    try:
        moment = datetime.fromisoformat(text_of(raw.get(name)))
        return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0


def person_key(value: object) -> str:
    """`user123`; old exports have the bare number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"user{value}"
    return text_of(value)


def read_message(raw: object) -> Arrival | None:
    """The message, or None for what holds nothing (Telegram writes `unsupported` where it could not say more)."""
    if not isinstance(raw, dict) or raw.get("type") not in ("message", "service"):
        return None
    read = read_service(raw) if raw["type"] == "service" else read_words(raw)
    extra = raw.get(EXTRA)
    if not isinstance(extra, dict):
        return read
    try:
        return msgspec.convert(msgspec.to_builtins(read) | extra, Arrival)
    except (msgspec.ValidationError, RecursionError, UnicodeError, OverflowError):
        return read


def read_words(raw: Raw) -> Arrival:
    """What somebody said."""
    text, entities = read_parts(raw.get("text_entities") or raw.get("text"))
    for more in (game_of(raw), invoice_of(raw)):
        text = f"{text}\n{more}".strip() if more else text
    return Arrival(
        ext=number_of(raw.get("id")),
        ts=time_of(raw, "date"),
        author=person_key(raw.get("from_id")),
        author_name=text_of(raw.get("from")),
        text=text,
        entities=entities,
        reply=number_of(raw.get("reply_to_message_id")),
        source=(text_of(raw["forwarded_from"]) or NAMELESS) if "forwarded_from" in raw else "",
        edited=time_of(raw, "edited"),
        signature=text_of(raw.get("author")),
        poll=poll_of(raw.get("poll")),
        card=card_of(raw.get("contact_information")),
        spot=spot_of(raw),
        files=files_of(raw),
        reactions=reactions_of(raw.get("reactions")),
    )


def read_service(raw: Raw) -> Arrival:
    """What happened there."""
    action = text_of(raw.get("action"))
    kind = SERVICE_OF.get(action, "told")
    service: dict[str, str | int] = {"k": kind}
    members = raw.get("members")
    names = [text_of(name) or NAMELESS for name in members[:20]] if isinstance(members, list) else []
    if kind in ("invited", "sent_away"):
        service["ti"] = ", ".join(names)
        if names == [text_of(raw.get("actor"))]:
            service = {"k": "joined" if kind == "invited" else "left"}
    elif kind in ("created", "title"):
        service["ti"] = text_of(raw.get("title"))
    elif kind == "pin":
        service["s"] = number_of(raw.get("message_id"))
    elif kind == "call":
        service["n"] = number_of(raw.get("duration_seconds"))
    elif kind == "told":
        service["ti"] = (
            text_of(raw.get("information_text")) or text_of(raw.get("text")) or action.replace("_", " ")
        )
    return Arrival(
        ext=number_of(raw.get("id")),
        ts=time_of(raw, "date"),
        author=person_key(raw.get("actor_id")),
        author_name=text_of(raw.get("actor")),
        service=service,
    )


def read_parts(value: object) -> tuple[str, tuple[Entity, ...]]:
    """A text that is a string, or a list of strings and of pieces with a type."""
    if isinstance(value, str):
        return value, ()
    if not isinstance(value, list):
        return "", ()
    text: list[str] = []
    entities: list[Entity] = []
    at = 0
    for part in value:
        said = text_of(part.get("text")) if isinstance(part, dict) else text_of(part)
        size = units(said)
        entity = entity_of(part, at, size) if isinstance(part, dict) and size else None
        if entity is not None:
            entities.append(entity)
        text.append(said)
        at += size
    return "".join(text), tuple(entities)


def entity_of(part: Raw, at: int, size: int) -> Entity | None:
    """One piece of formatting; None for plain text and for what we do not have (custom emoji, cashtags)."""
    kind = ENTITY_OF.get(text_of(part.get("type")))
    if kind is None:
        return None
    if kind == "link":
        return (kind, at, size, text_of(part.get("href")))
    if kind == "mention":
        return (kind, at, size, person_key(part.get("user_id")))
    if kind == "pre" and text_of(part.get("language")):
        return (kind, at, size, text_of(part.get("language")))
    return (kind, at, size)


def files_of(raw: Raw) -> tuple[Luggage, ...]:
    """The one photo or file of a message."""
    photo, path = text_of(raw.get("photo")), text_of(raw.get("file"))
    if not photo and not path:
        return ()
    kind: FileKind = "photo" if photo else FILE_KIND_OF.get(text_of(raw.get("media_type")), "file")
    path = photo or path
    missing = path.startswith(MISSING)
    return (
        Luggage(
            path="" if missing else path,
            kind=kind,
            name=text_of(raw.get("file_name")) or ("" if missing or photo else path.rpartition("/")[2]),
            mime=text_of(raw.get("mime_type")),
            width=number_of(raw.get("width")),
            height=number_of(raw.get("height")),
            duration=1000 * number_of(raw.get("duration_seconds")),
        ),
    )


def poll_of(raw: object) -> ArrivingPoll | None:
    """Question, options, counts."""
    if not isinstance(raw, dict) or not isinstance(raw.get("answers"), list):
        return None
    answers = [answer for answer in raw["answers"] if isinstance(answer, dict)]
    return ArrivingPoll(
        question=read_parts(raw.get("question"))[0],
        options=tuple((read_parts(a.get("text"))[0], number_of(a.get("voters"))) for a in answers),
        voters=number_of(raw.get("total_voters")),
    )


def card_of(raw: object) -> Card | None:
    """Somebody's name and number."""
    if not isinstance(raw, dict):
        return None
    name = f"{text_of(raw.get('first_name'))} {text_of(raw.get('last_name'))}".strip()
    return Card(name, text_of(raw.get("phone_number")))


def spot_of(raw: Raw) -> Spot | None:
    """A point, with the name of the place where there is one."""
    where = raw.get("location_information")
    if not isinstance(where, dict):
        return None
    title = ", ".join(filter(None, (text_of(raw.get("place_name")), text_of(raw.get("address")))))
    return Spot(degrees_of(where.get("latitude")), degrees_of(where.get("longitude")), title)


def reactions_of(raw: object) -> tuple[tuple[str, int], ...]:
    """Counts of plain emoji; custom and paid ones have no sign of their own."""
    if not isinstance(raw, list):
        return ()
    return tuple(
        (text_of(one.get("emoji")), number_of(one.get("count")))
        for one in raw
        if isinstance(one, dict) and one.get("type") == "emoji"
    )


def game_of(raw: Raw) -> str:
    """A game, as words."""
    said = (text_of(raw.get(name)) for name in ("game_title", "game_description", "game_link"))
    return "\n".join(filter(None, said))


def invoice_of(raw: Raw) -> str:
    """A bill, as words."""
    bill = raw.get("invoice_information")
    if not isinstance(bill, dict):
        return ""
    return "\n".join(filter(None, (text_of(bill.get("title")), text_of(bill.get("description")))))
