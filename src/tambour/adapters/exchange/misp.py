"""MISP: events with file, url and domain facts as JSON, and sightings of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from tambour.adapters.exchange.bounds import either, few, ms_of, tally
from tambour.adapters.exchange.plain import written
from tambour.moderation.exchange import HELD_BACK, Listed, Told, listed, tags_of
from tambour.ports.exchange import About, Reading, Writing

SPACE = UUID("5f0c5a3e-3a4d-5b6e-9a51-7d1b1f1c2d10")
"""Under which ids of ours are made: the same fact of the same server always has the same."""
TYPES = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "url": "link", "uri": "link", "domain": "link"}
TYPES |= {"hostname": "link", "filename|md5": "md5", "filename|sha1": "sha1", "filename|sha256": "sha256"}
"""Types of attributes that the bank can hold."""
PDQ = "pdq"
"""There is no type for it: a text whose remark, or whose place in an object, says so."""
SIGHTED, FALSE_POSITIVE, EXPIRED = "0", "1", "2"
FACTS = {"md5": "md5", "sha1": "sha1", "sha256": "sha256"}
DELIVERY, NETWORK, OTHER = "Payload delivery", "Network activity", "Other"
FILE_TEMPLATE = {
    "name": "file",
    "meta-category": "file",
    "template_uuid": "688c46fb-5edb-40a3-8273-1af7923e2215",
    "template_version": "24",
}


class Tag(msgspec.Struct):
    """Of an event or attribute."""

    name: str = ""


class Sighting(msgspec.Struct):
    """Somebody has seen it, or says that it is none."""

    type: int | str = ""
    uuid: str = ""
    date_sighting: int | str | None = None
    source: str | None = None


class Attribute(msgspec.Struct):
    """One fact."""

    type: str = ""
    value: str = ""
    uuid: str = ""
    to_ids: bool = False
    deleted: bool = False
    comment: str | None = None
    object_relation: str | None = None
    timestamp: int | str | None = None
    Tag: list["Tag"] | None = None
    Sighting: list["Sighting"] | None = None


class Object(msgspec.Struct):
    """Facts that belong together."""

    name: str = ""
    deleted: bool = False
    Attribute: list["Attribute"] | None = None


class Event(msgspec.Struct):
    """What is published at once."""

    info: str = ""
    timestamp: int | str | None = None
    Tag: list["Tag"] | None = None
    Attribute: list["Attribute"] | None = None
    Object: list["Object"] | None = None


class Wrapped(Event):
    """An event under its name or bare, or the answer to a search for events."""

    Event: "Event | None" = None
    response: list["Wrapped"] | None = None


@dataclass(frozen=True, slots=True)
class MispEvent:
    """An event, under `Event` or bare, a list of them, or a search's `response`."""

    name: str = "misp"
    mime: str = "application/json"
    ending: str = "json"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        return read_events(events_of(data))

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format. One event: a `file` object for each digest, attributes for the rest."""
        out: Counter[str] = Counter()
        attributes, objects = [], []
        for one in offered:
            made = attribute_of(one, about)
            if made is None:
                out[f"kind.{one.entry.kind}"] += 1
            elif one.entry.kind in FACTS:
                objects.append(
                    FILE_TEMPLATE
                    | {"uuid": id_of(about, "object", one), "Attribute": [made], "distribution": "5"}
                )
            else:
                attributes.append(made)
        day = datetime.fromtimestamp(about.now / 1000, UTC).date().isoformat()
        event = {
            "uuid": str(uuid5(SPACE, f"{about.own} event")),
            "info": f"Bank of {about.own}",
            "date": day,
            "timestamp": str(about.now // 1000),
            "threat_level_id": "4",
            "analysis": "2",
            "distribution": "0",
            "published": False,
            "Attribute": attributes,
            "Object": objects,
        }
        return Writing(data=msgspec.json.encode({"Event": event}), left_out=tally(out))

    def answer(self, told: Sequence[Told], about: About) -> bytes:
        """See Answering: what `sightings/add` takes, one after another."""
        return msgspec.json.encode([sighting for one in told for sighting in sightings_of(one, about)])


def events_of(data: bytes) -> list[Event]:
    """The events of a file or an answer. Raises BadInput."""
    found = either(data, Wrapped, list[Wrapped])
    wrapped = found if isinstance(found, list) else [found, *(found.response or [])]
    return [one if one.Event is None else one.Event for one in wrapped]


def read_events(events: Sequence[Event]) -> Reading:
    """All their facts."""
    items: list[Listed] = []
    out: Counter[str] = Counter()
    for event in events:
        common = [tag.name for tag in event.Tag or ()]
        for relation, gone, attribute in facts_of(event):
            items += of_attribute(attribute, relation, gone, common, out)
            few(len(items))
    return Reading(items=items, left_out=tally(out))


def facts_of(event: Event) -> Iterator[tuple[str, bool, Attribute]]:
    """(the object's name, is the object gone, the fact)."""
    for attribute in event.Attribute or ():
        yield "", False, attribute
    for thing in event.Object or ():
        for attribute in thing.Attribute or ():
            yield thing.name, thing.deleted, attribute


def of_attribute(
    one: Attribute, relation: str, gone: bool, common: list[str], out: "Counter[str]"
) -> list[Listed]:
    """A fact, and what others say against it. Not meant for detection (`to_ids`), it is a hint."""
    said = {(one.comment or "").strip().lower(), relation.lower(), (one.object_relation or "").lower()}
    kind = TYPES.get(one.type) or (
        PDQ if one.type in ("text", "other", "pdq") and said & {PDQ, "pdq-hash"} else ""
    )
    if not kind or (kind == PDQ and len(one.value) != 64):
        out[f"kind.{one.type[:40]}"] += 1
        return []
    value = one.value.rpartition("|")[2] if one.type.startswith("filename|") else one.value
    tags = [*common, *(tag.name for tag in one.Tag or ())]
    note = "" if kind == PDQ or (relation == "" and one.comment is None) else (one.comment or "")
    more: dict[str, Any] = {
        "tags": tags,
        "raw": value if kind == "link" else "",
        "at": ms_of(one.timestamp),
        "note": note[:500],
    }
    ends = [ms_of(s.date_sighting) for s in one.Sighting or () if str(s.type) == EXPIRED]
    if ends:
        more["expires"] = max(ends)
    value = value if kind == "link" else value.lower()
    made = [
        listed(
            kind,
            value,
            says="positive" if one.to_ids else "seed",
            ref=one.uuid,
            gone=gone or one.deleted,
            **more,
        )
    ]
    made += [
        listed(kind, value, says="negative", ref=f"{one.uuid}:{sighting.uuid}", **more)
        for sighting in (one.Sighting or [])[:100]
        if str(sighting.type) == FALSE_POSITIVE
    ]
    return made


def attribute_of(one: Listed, about: About) -> dict[str, object] | None:
    """A fact as MISP has it, or None. Only what is certain is meant for detection."""
    entry = one.entry
    made: dict[str, object] = {
        "uuid": id_of(about, "attribute", one),
        "value": entry.value,
        "to_ids": one.says == "positive",
        "comment": entry.note,
        "timestamp": str((one.at or entry.created or about.now) // 1000),
        "distribution": "5",
        "Tag": [{"name": tag} for tag in tags_of(one) if tag.lower() not in HELD_BACK],
    }
    if entry.kind in FACTS:
        return made | {"type": FACTS[entry.kind], "object_relation": FACTS[entry.kind], "category": DELIVERY}
    if entry.kind == PDQ:
        return made | {"type": "text", "comment": PDQ, "category": OTHER}
    if entry.kind == "link" and entry.value[:1] not in "@+":
        alone = "/" not in entry.value and "://" not in one.raw
        host = one.raw or entry.value
        return made | {
            "type": "domain" if alone else "url",
            "value": host if alone else written(one),
            "category": NETWORK,
        }
    return None


def id_of(about: About, what: str, one: Listed) -> str:
    """The id under which it came, for a fact of somebody else; else one of ours."""
    if what == "attribute":
        try:
            return str(UUID(one.ref))
        except ValueError:
            pass
    return str(uuid5(SPACE, f"{about.own} {what} {one.entry.kind} {one.entry.value}"))


def sightings_of(one: Told, about: About) -> Iterator[dict[str, object]]:
    """Seen, and by whom; and that it is none, where people here found what it found harmless."""
    common = {"uuid": one.ref, "source": about.own, "timestamp": (one.last or about.now) // 1000}
    if one.seen:
        yield common | {"type": SIGHTED}
    if one.verdict == "negative":
        yield common | {"type": FALSE_POSITIVE}
