"""A message on its way between two servers: ours, but with the other side's ids and file paths. Pure.

Everything in it was written by others and proves nothing: `settle` brings it within our limits before it is kept.
"""

import math
import unicodedata
from collections.abc import Sequence

import msgspec

from tambour.domain.entities import piece_of
from tambour.domain.errors import BadInput, TooLarge
from tambour.domain.files import FILE_NAME_MAX, FILES_MAX, FileKind
from tambour.domain.messages import Entity
from tambour.domain.people import NAME_MAX, clean_line
from tambour.domain.text import ENTITIES_MAX, TEXT_MAX_UNITS, read_text, units

NUMBER_MAX = 1 << 53
EXT_MAX = 1 << 62
KEY_MAX = 128
OPTIONS_MAX, OPTION_MAX, QUESTION_MAX = 12, 100, 300
REACTIONS_MAX, EMOJI_MAX = 20, 16
NOTE_MAX = 256
SERVICE_KINDS = frozenset(
    "created title joined joined_link left added removed pin photo unphoto call invited sent_away cleared told".split()  # noqa: SIM905
)
"""Service messages that may arrive. From `photo` on they come with imports only; docs/protocol lists them all."""


class Luggage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that belongs to a message: where it lies in the export, and what is said of it."""

    path: str
    """Below the folder of the export; '' where the export was made without it."""
    kind: FileKind
    name: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    duration: int = 0
    """Milliseconds."""


class ArrivingPoll(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A poll with its counts. It arrives closed: who voted stays where it was."""

    question: str
    options: tuple[tuple[str, int], ...]
    voters: int = 0
    multiple: bool = False
    anonymous: bool = True
    answer: int | None = None


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """A contact card."""

    name: str
    phone: str = ""


class Spot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place: degrees, and what is there."""

    lat: float
    lon: float
    title: str = ""


class Arrival(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message. `ext` is its id over there; people are keys such as `user123`; times are milliseconds."""

    ext: int
    ts: int
    author: str = ""
    """'' in a channel: the channel itself."""
    author_name: str = ""
    text: str = ""
    entities: tuple[Entity, ...] = ()
    """As ours; a `mention` names a person's key until the caller of `settle` has put our number there."""
    reply: int = 0
    source: str = ""
    """Of a forwarded message: the name shown as its first author."""
    edited: int = 0
    silent: bool = False
    signature: str = ""
    service: dict[str, str | int] | None = None
    """As `sv`; `u` is a person's key, `s` an id over there."""
    poll: ArrivingPoll | None = None
    card: Card | None = None
    spot: Spot | None = None
    files: tuple[Luggage, ...] = ()
    reactions: tuple[tuple[str, int], ...] = ()
    views: int = 0


def settle(arrival: Arrival, *, now: int) -> list[Arrival]:
    """The message within our limits: usually one; a text too long for one goes on in others, without an id.

    Nothing is refused here: what can't be kept as it is, is cut.
    """
    texts = pieces(arrival.text, arrival.entities)
    first, entities = texts[0]
    head = msgspec.structs.replace(
        arrival,
        ext=arrival.ext if 0 < abs(arrival.ext) < EXT_MAX else 0,
        ts=moment(arrival.ts, now),
        edited=moment(arrival.edited, now) if arrival.edited > 0 else 0,
        author=arrival.author[:KEY_MAX],
        author_name=line(arrival.author_name, NAME_MAX),
        text=first,
        entities=entities,
        reply=arrival.reply if abs(arrival.reply) < EXT_MAX else 0,
        source=line(arrival.source, NAME_MAX),
        signature=line(arrival.signature, NAME_MAX),
        service=settled_service(arrival.service),
        poll=settled_poll(arrival.poll),
        card=settled_card(arrival.card),
        spot=settled_spot(arrival.spot),
        files=tuple(settled_file(file) for file in arrival.files[:FILES_MAX]),
        reactions=settled_reactions(arrival.reactions),
        views=count(arrival.views),
    )
    rest = [
        Arrival(
            ext=0,
            ts=head.ts,
            author=head.author,
            author_name=head.author_name,
            text=text,
            entities=more,
            source=head.source,
            edited=head.edited,
            silent=head.silent,
            signature=head.signature,
        )
        for text, more in texts[1:]
    ]
    return [head, *rest]


def is_empty(arrival: Arrival) -> bool:
    """Nothing in it that anybody could see."""
    return not (
        arrival.text
        or arrival.service
        or arrival.poll
        or arrival.card
        or arrival.spot is not None
        or arrival.files
    )


def pieces(text: str, entities: Sequence[Entity]) -> list[tuple[str, tuple[Entity, ...]]]:
    """The text in parts that each fit into one message."""
    text = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff")
    if units(text) <= TEXT_MAX_UNITS:
        return [read(text, entities)]
    found: list[tuple[str, tuple[Entity, ...]]] = []
    start = 0
    while start < len(text):
        end = cut(text, start)
        base = units(text[:start])
        size = units(text[start:end])
        inside = [moved for e in entities if (moved := shifted(e, base, size)) is not None]
        part = read(text[start:end], inside)
        if part[0]:
            found.append(part)
        start = end
    return found or [("", ())]


def cut(text: str, start: int) -> int:
    """Where the part that begins at `start` ends: at the limit, or a little before it at a blank."""
    end, size = start, 0
    while end < len(text) and size + 1 + (text[end] > "\uffff") <= TEXT_MAX_UNITS:
        size += 1 + (text[end] > "\uffff")
        end += 1
    if end < len(text):
        blank = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
        if blank > start + (end - start) // 2:
            return blank + 1
    return end


def shifted(entity: Entity, base: int, size: int) -> Entity | None:
    """The entity as it lies in the part of `size` units that begins at `base`; None outside of it."""
    kind, offset, length, *data = entity
    start, end = max(0, int(offset) - base), min(size, int(offset) + int(length) - base)
    return (kind, start, end - start, *data) if end > start else None


def read(text: str, entities: Sequence[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Cleaned, with the entities that hold and those found in it; without formatting where it can't be kept."""
    sound = [entity for entity in entities if is_sound(entity, units(text))]
    for wanted in (sound[:ENTITIES_MAX], ()):
        try:
            said = read_text(text, wanted, empty=True)
        except (BadInput, TooLarge):
            continue
        return said.text, said.entities
    return "", ()


def is_sound(entity: Entity, size: int) -> bool:
    """Could this be an entity of a text of `size` units?"""
    try:
        return piece_of(entity).end <= size
    except BadInput:
        return False


def line(text: str, most: int) -> str:
    """One line of human text, cut to `most` characters; '' where nothing of it can be kept."""
    text = "".join(c for c in text[: 4 * most] if unicodedata.category(c) != "Cs")
    try:
        return clean_line(clean_line(text, "x", 4 * most)[:most], "x", most)
    except BadInput:
        return ""


def moment(ts: int, now: int) -> int:
    """A time that has been: not before 1970, not after now."""
    return min(max(ts, 0), now)


def count(number: int) -> int:
    """A number of people or views."""
    return min(max(number, 0), NUMBER_MAX - 1)


def settled_service(service: dict[str, str | int] | None) -> dict[str, str | int] | None:
    """Known kinds, known fields, short texts."""
    if service is None:
        return None
    kind = service.get("k")
    if kind not in SERVICE_KINDS:
        return {"k": "told", "ti": line(str(service.get("ti", kind)), NOTE_MAX)}
    found: dict[str, str | int] = {"k": str(kind)}
    if service.get("ti"):
        found["ti"] = line(str(service["ti"]), NOTE_MAX)
    if isinstance(service.get("u"), str):
        found["u"] = str(service["u"])[:KEY_MAX]
    for name in ("s", "n"):
        value = service.get(name)
        if isinstance(value, int) and abs(value) < EXT_MAX:
            found[name] = value
    return found


def settled_poll(poll: ArrivingPoll | None) -> ArrivingPoll | None:
    """Between two and twelve options; None where there are fewer."""
    if poll is None:
        return None
    options = [(line(text, OPTION_MAX) or "…", count(votes)) for text, votes in poll.options[:OPTIONS_MAX]]
    if len(options) < 2:
        return None
    right = poll.answer if poll.answer is not None and 0 <= poll.answer < len(options) else None
    return msgspec.structs.replace(
        poll,
        question=line(poll.question, QUESTION_MAX) or "…",
        options=tuple(options),
        voters=count(poll.voters),
        answer=right,
    )


def settled_card(card: Card | None) -> Card | None:
    """A name, and a number in digits."""
    if card is None:
        return None
    phone = "".join(c for c in card.phone if c in "+0123456789")[:20]
    name = line(card.name, NAME_MAX) or phone
    return Card(name, phone) if name else None


def settled_spot(spot: Spot | None) -> Spot | None:
    """A point of this earth, to a metre."""
    if spot is None or not (math.isfinite(spot.lat) and math.isfinite(spot.lon)):
        return None
    if abs(spot.lat) > 90 or abs(spot.lon) > 180:
        return None
    return Spot(round(spot.lat, 5), round(spot.lon, 5), line(spot.title, NOTE_MAX))


def settled_file(file: Luggage) -> Luggage:
    """Names and sizes that make sense; the path is checked where the file is opened."""
    return msgspec.structs.replace(
        file,
        path=file.path[:4096],
        name=line(file.name, FILE_NAME_MAX),
        mime=file.mime[:100] if file.mime.isascii() and file.mime.isprintable() else "",
        width=min(max(file.width, 0), 1 << 16),
        height=min(max(file.height, 0), 1 << 16),
        duration=count(file.duration),
    )


def settled_reactions(found: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Each emoji once, most first as they came."""
    kept: dict[str, int] = {}
    for emoji, number in found[:REACTIONS_MAX]:
        plain = emoji.replace("\ufe0f", "")
        if plain and len(plain) <= EMOJI_MAX and plain.isprintable() and not plain.isascii() and number > 0:
            kept[plain] = count(kept.get(plain, 0) + number)
    return tuple(kept.items())
