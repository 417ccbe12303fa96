"""Writing Telegram's export format: an Arrival to one raw message. Pure.

What Telegram's fields cannot say (milliseconds, nested formatting, several files) goes into the field `tambour`, found
by reading back what was written: so nothing is lost between two servers of ours, and others read what they know.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import msgspec

from tambour.domain.entities import SOLID
from tambour.domain.messages import Entity
from tambour.domain.moving.arrival import Arrival
from tambour.domain.moving.telegram import ENTITY_OF, EXTRA, FILE_KIND_OF, SERVICE_OF, Raw, read_message
from tambour.domain.text import points, units

TYPE_OF_ENTITY = {ours: theirs for theirs, ours in ENTITY_OF.items()}
MEDIA_TYPE_OF: dict[str, str] = {ours: theirs for theirs, ours in FILE_KIND_OF.items()}
ACTION_OF = {ours: theirs for theirs, ours in SERVICE_OF.items()} | {"created": "create_group"}
TYPE_OF_CHAT = {
    ("saved", False): "saved_messages",
    ("dialog", False): "personal_chat",
    ("group", False): "private_supergroup",
    ("group", True): "public_supergroup",
    ("channel", False): "private_channel",
    ("channel", True): "public_channel",
}
NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"


def write_message(message: Arrival) -> Raw:
    """One entry of `messages`."""
    raw: Raw = {"id": message.ext, "type": "service" if message.service else "message"}
    raw |= time_fields("date", message.ts)
    if message.edited:
        raw |= time_fields("edited", message.edited)
    raw |= service_fields(message) if message.service else word_fields(message)
    parts = parts_of(message.text, message.entities)
    raw["text"] = shortened(parts)
    raw["text_entities"] = parts
    return raw | extra_of(message, raw)


def extra_of(message: Arrival, raw: Raw) -> Raw:
    """What reading it back would miss."""
    want, got = msgspec.to_builtins(message), msgspec.to_builtins(read_message(raw))
    lost = {name: value for name, value in want.items() if got.get(name) != value}
    none = {f.encode_name: f.default for f in msgspec.structs.fields(Arrival)}
    lost |= {name: msgspec.to_builtins(none[name]) for name in got if name not in want}
    return {EXTRA: lost} if lost else {}


def time_fields(name: str, ms: int) -> Raw:
    """Both ways in which exports tell the time; the first in UTC."""
    moment = datetime.fromtimestamp(ms // 1000, UTC)
    return {name: moment.strftime("%Y-%m-%dT%H:%M:%S"), f"{name}_unixtime": str(ms // 1000)}


def service_fields(message: Arrival) -> Raw:
    """What happened there."""
    service = message.service or {}
    kind, told = str(service.get("k", "")), str(service.get("ti", ""))
    raw: Raw = {"actor": message.author_name, "actor_id": message.author}
    if kind in ("joined", "left"):
        return raw | {
            "action": "invite_members" if kind == "joined" else "remove_members",
            "members": [message.author_name],
        }
    if kind in ("added", "removed"):
        return raw | {"action": "invite_members" if kind == "added" else "remove_members", "members": [told]}
    raw["action"] = ACTION_OF.get(kind, kind)
    if kind in ("created", "title"):
        raw["title"] = told
    elif kind in ("invited", "sent_away"):
        raw["members"] = told.split(", ")
    elif kind == "pin":
        raw["message_id"] = service.get("s", 0)
    elif kind == "call":
        raw["duration_seconds"] = service.get("n", 0)
    elif kind == "told":
        del raw["action"]
        raw["information_text"] = told
    return raw


def word_fields(message: Arrival) -> Raw:
    """What somebody said, without the text."""
    raw: Raw = {}
    if message.author:
        raw |= {"from": message.author_name, "from_id": message.author}
    if message.signature:
        raw["author"] = message.signature
    if message.source:
        raw["forwarded_from"] = message.source
    if message.reply:
        raw["reply_to_message_id"] = message.reply
    raw |= file_fields(message)
    if message.poll is not None:
        raw["poll"] = {
            "question": message.poll.question,
            "closed": True,
            "total_voters": message.poll.voters,
            "answers": [{"text": t, "voters": n, "chosen": False} for t, n in message.poll.options],
        }
    if message.card is not None:
        first, _, last = message.card.name.partition(" ")
        raw["contact_information"] = {
            "first_name": first,
            "last_name": last,
            "phone_number": message.card.phone,
        }
    if message.spot is not None:
        raw["location_information"] = {"latitude": message.spot.lat, "longitude": message.spot.lon}
        if message.spot.title:
            raw["place_name"] = message.spot.title
    if message.reactions:
        raw["reactions"] = [{"type": "emoji", "count": n, "emoji": e} for e, n in message.reactions]
    return raw


def file_fields(message: Arrival) -> Raw:
    """The first file in Telegram's fields; there is one a message there."""
    if not message.files:
        return {}
    file = message.files[0]
    raw: Raw = {"photo" if file.kind == "photo" else "file": file.path or NOT_INCLUDED}
    if file.kind in MEDIA_TYPE_OF:
        raw["media_type"] = MEDIA_TYPE_OF[file.kind]
    if file.name:
        raw["file_name"] = file.name
    if file.mime:
        raw["mime_type"] = file.mime
    if file.duration:
        raw["duration_seconds"] = file.duration // 1000
    if file.width and file.height:
        raw |= {"width": file.width, "height": file.height}
    return raw


def parts_of(text: str, entities: Sequence[Entity]) -> list[dict[str, Any]]:
    """The text cut at every edge of an entity; each piece has the type of the innermost one over it."""
    if not text:
        return []
    at = points(text)
    edges = {0, units(text)}
    for entity in entities:
        edges |= {int(entity[1]), int(entity[1]) + int(entity[2])}
    found: list[dict[str, Any]] = []
    for start, end in pairwise(sorted(edges)):
        over = [e for e in entities if int(e[1]) <= start and end <= int(e[1]) + int(e[2])]
        solid = [e for e in over if e[0] in SOLID]
        innermost = (solid or over)[-1:]
        found.append(part_of(text[at[start] : at[end]], innermost[0] if innermost else None))
    return found


def part_of(text: str, entity: Entity | None) -> dict[str, Any]:
    """One piece of `text_entities`."""
    if entity is None:
        return {"type": "plain", "text": text}
    part: dict[str, Any] = {"type": TYPE_OF_ENTITY[str(entity[0])], "text": text}
    if entity[0] == "link":
        part["href"] = entity[3]
    elif entity[0] == "mention":
        part["user_id"] = entity[3]
    elif entity[0] == "pre":
        part["language"] = entity[3] if len(entity) > 3 else ""
    return part


def shortened(parts: list[dict[str, Any]]) -> Any:
    """The field `text`: a string where nothing is formatted, else strings and pieces."""
    mixed = [part["text"] if part["type"] == "plain" else part for part in parts]
    if not mixed:
        return ""
    return mixed[0] if len(mixed) == 1 and isinstance(mixed[0], str) else mixed
