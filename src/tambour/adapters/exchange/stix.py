"""STIX 2.1: indicators in bundles or in envelopes of TAXII; sightings and opinions are the way to answer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import msgspec

from tambour.adapters.exchange.bounds import either, few, ms_of, stamp, tally
from tambour.adapters.exchange.patterns import facts_of, pattern_of
from tambour.moderation.exchange import Listed, Says, Told, listed, tags_of
from tambour.ports.exchange import About, Reading, Writing

MIME = "application/stix+json;version=2.1"
SPACE = UUID("9b8f4f0e-6a35-5d0b-8e1e-2f4c6d7a8b90")
CERTAIN_FROM = 50
HINT = 30
"""Of a hundred: what is less sure is a hint."""
TYPE, SURE = "indicator_type:", "confidence:"
"""Tags that keep what the bank has no place for."""
KINDS = ("md5", "sha1", "sha256", "pdq", "link")
MARKINGS = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "tlp:white",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "tlp:green",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "tlp:amber",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "tlp:red",
}
MARKED = {tag: ref for ref, tag in MARKINGS.items()}
OPINIONS: dict[str, Says] = {
    "strongly-disagree": "negative",
    "disagree": "negative",
    "agree": "positive",
    "strongly-agree": "positive",
}
SILENT = (
    "bundle",
    "identity",
    "marking-definition",
    "sighting",
    "relationship",
    "opinion",
    "extension-definition",
)
"""Objects that are no facts to be looked for, and no loss."""


class Thing(msgspec.Struct):
    """An object; of each kind what is of use."""

    type: str = ""
    id: str = ""
    created: str | None = None
    modified: str | None = None
    revoked: bool = False
    pattern: str = ""
    pattern_type: str = ""
    valid_from: str | None = None
    valid_until: str | None = None
    labels: list[str] | None = None
    indicator_types: list[str] | None = None
    confidence: int | None = None
    description: str | None = None
    object_marking_refs: list[str] | None = None
    opinion: str = ""
    object_refs: list[str] | None = None


class Envelope(msgspec.Struct):
    """A bundle, or an answer of TAXII."""

    objects: list[Thing] = []
    more: bool = False
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Stix:
    """A bundle, an envelope, or a list of objects."""

    name: str = "stix"
    mime: str = MIME
    ending: str = "json"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        found = either(data, Envelope, list[Thing])
        return read_things(found.objects if isinstance(found, Envelope) else found)

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format."""
        out: Counter[str] = Counter()
        made = [identity_of(about)]
        for one in offered:
            said = one.entry.kind in KINDS and not (one.entry.kind == "link" and one.entry.value[:1] in "@+")
            if said:
                made.append(indicator_of(one, about))
            else:
                out[f"kind.{one.entry.kind}"] += 1
        return Writing(data=bundle_of(made, about), left_out=tally(out))

    def answer(self, told: Sequence[Told], about: About) -> bytes:
        """See Answering."""
        return bundle_of([identity_of(about), *(o for one in told for o in answers_to(one, about))], about)


def read_things(things: Sequence[Thing]) -> Reading:
    """Indicators, and opinions on them that stand beside them."""
    items: list[Listed] = []
    out: Counter[str] = Counter()
    by_id: dict[str, list[Listed]] = {}
    for thing in things:
        if thing.type == "indicator":
            by_id[thing.id] = of_indicator(thing, out)
            items += by_id[thing.id]
        elif thing.type not in SILENT:
            out[f"kind.{thing.type[:40]}"] += 1
        few(len(items))
    for thing in things:
        if thing.type == "opinion" and thing.opinion in OPINIONS:
            items += on_others(thing, by_id)
            few(len(items))
    return Reading(items=items, left_out=tally(out))


def of_indicator(thing: Thing, out: "Counter[str]") -> list[Listed]:
    """The facts of one; where there are several each has a name of its own."""
    facts = facts_of(thing.pattern) if thing.pattern_type in ("", "stix") else []
    if not facts:
        out["pattern"] += 1
        return []
    marks = [MARKINGS[ref] for ref in thing.object_marking_refs or () if ref in MARKINGS]
    kept = [f"{TYPE}{one}" for one in thing.indicator_types or ()]
    kept += [f"{SURE}{thing.confidence}"] if thing.confidence is not None else []
    return [
        listed(
            kind,
            value if kind == "link" else value.lower(),
            says=word_of(thing),
            ref=thing.id if number == 0 else f"{thing.id}#{number}",
            raw=value if kind == "link" else "",
            gone=thing.revoked,
            tags=[*(thing.labels or ()), *marks, *kept],
            at=ms_of(thing.valid_from or thing.modified or thing.created),
            expires=ms_of(thing.valid_until),
            note=(thing.description or "")[:500],
        )
        for number, (kind, value) in enumerate(facts)
    ]


def word_of(thing: Thing) -> Says:
    """How sure it is."""
    if "benign" in (thing.indicator_types or ()):
        return "negative"
    return "seed" if thing.confidence is not None and thing.confidence < CERTAIN_FROM else "positive"


def on_others(thing: Thing, by_id: dict[str, list[Listed]]) -> Iterator[Listed]:
    """An opinion on indicators that stand beside it."""
    for ref in (thing.object_refs or [])[:100]:
        for one in by_id.get(ref, ()):
            kind, value = one.entry.kind, one.entry.value
            yield listed(
                kind,
                value,
                says=OPINIONS[thing.opinion],
                ref=f"{thing.id}:{one.ref}",
                raw=one.raw,
                gone=thing.revoked,
                tags=one.tags,
            )


def bundle_of(objects: Sequence[dict[str, object]], about: About) -> bytes:
    """All of them."""
    name = uuid5(SPACE, f"{about.own} bundle {about.now}")
    return msgspec.json.encode({"type": "bundle", "id": f"bundle--{name}", "objects": objects})


def author(about: About) -> str:
    """Us."""
    return f"identity--{uuid5(SPACE, about.own)}"


def identity_of(about: About) -> dict[str, object]:
    """Who says this."""
    made = stamp(1_577_836_800_000)
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": author(about),
        "created": made,
        "modified": made,
        "name": about.own,
        "identity_class": "system",
    }


def indicator_of(one: Listed, about: About) -> dict[str, object]:
    """An indicator of ours: what somebody else has said stays theirs, and is named as the source."""
    entry = one.entry
    value = (
        (one.raw or (f"https://{entry.value}" if "/" in entry.value else entry.value))
        if entry.kind == "link"
        else entry.value
    )
    pattern = pattern_of(entry.kind, value)
    at = one.at or entry.created or about.now
    made: dict[str, object] = {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{uuid5(SPACE, f'{about.own} {pattern}')}",
        "created_by_ref": author(about),
        "created": stamp(entry.created or at),
        "modified": stamp(max(about.now, entry.created, at)),
        "pattern": pattern,
        "pattern_type": "stix",
        "pattern_version": "2.1",
        "valid_from": stamp(at),
    }
    labels = [tag for tag in tags_of(one) if tag not in MARKED and not tag.startswith((TYPE, SURE))]
    types = [tag.removeprefix(TYPE) for tag in one.tags if tag.startswith(TYPE)]
    marks = [MARKED[tag] for tag in one.tags if tag in MARKED]
    if entry.expires > at:
        made["valid_until"] = stamp(entry.expires)
    if one.ref.startswith("indicator--"):
        made["external_references"] = [{"source_name": entry.source[:120] or "list", "external_id": one.ref}]
    optional = {
        "labels": labels,
        "object_marking_refs": marks,
        "description": entry.note,
        "indicator_types": types,
        "confidence": sure_of(one),
    }
    return made | {key: said for key, said in optional.items() if said or said == 0}


def sure_of(one: Listed) -> int | None:
    """Of a hundred: as it was said, while that is still our word; a hint has to say that it is one."""
    said = next((tag.removeprefix(SURE) for tag in one.tags if tag.startswith(SURE)), "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else None
    if number is not None and number <= 100 and (number >= CERTAIN_FROM) == (one.says == "positive"):
        return number
    return None if one.says == "positive" else HINT


def answers_to(one: Told, about: About) -> Iterator[dict[str, object]]:
    """A sighting with its count, and an opinion where people here have one. The same again replaces the same."""
    ref = one.ref.partition("#")[0]
    if not ref.startswith("indicator--"):
        return
    common = {
        "spec_version": "2.1",
        "created_by_ref": author(about),
        "created": stamp(one.first or about.now),
    }
    common["modified"] = stamp(max(about.now, one.first))
    if one.seen:
        yield common | {
            "type": "sighting",
            "id": f"sighting--{uuid5(SPACE, f'{about.own} saw {ref}')}",
            "first_seen": stamp(one.first),
            "last_seen": stamp(max(one.first, one.last)),
            "count": min(one.seen, 999_999_999),
            "sighting_of_ref": ref,
            "where_sighted_refs": [author(about)],
        }
    if one.verdict is not None:
        yield common | {
            "type": "opinion",
            "id": f"opinion--{uuid5(SPACE, f'{about.own} on {ref}')}",
            "opinion": "agree" if one.verdict == "positive" else "disagree",
            "object_refs": [ref],
        }
