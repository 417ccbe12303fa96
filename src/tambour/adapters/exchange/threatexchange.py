"""ThreatExchange: threat descriptors and threat updates as Meta's Graph API hands them out, and reactions to them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.adapters.exchange.bounds import either, few, ms_of, stamp, tally
from tambour.adapters.exchange.plain import written
from tambour.moderation.exchange import Listed, Says, Told, listed, tags_of
from tambour.moderation.text.near import LETTERS_MIN, letters
from tambour.moderation.text.normal import normalise
from tambour.ports.exchange import About, Reading, Writing

MIME = "application/json"
FILM = "media_type_video"
TYPES = {
    "HASH_PDQ": "pdq",
    "HASH_MD5": "md5",
    "HASH_VIDEO_MD5": "md5",
    "HASH_SHA1": "sha1",
    "HASH_SHA256": "sha256",
    "HASH_VIDEO_SHA256": "sha256",
    "URI": "link",
    "RAW_URI": "link",
    "UNCLICKABLE_URL": "link",
    "DOMAIN": "link",
    "TEXT_STRING": "text",
    "TREND_QUERY": "phrase",
}
"""Types of indicators that the bank can hold."""
WRITTEN = {"pdq": "HASH_PDQ", "md5": "HASH_MD5", "sha1": "HASH_SHA1", "sha256": "HASH_SHA256", "link": "URI"}
WRITTEN |= {"text": "TEXT_STRING", "phrase": "TREND_QUERY", "name": "TREND_QUERY", "pattern": "TREND_QUERY"}
FILMS = {"md5": "HASH_VIDEO_MD5", "sha256": "HASH_VIDEO_SHA256"}
SAYS: dict[str, Says] = {"MALICIOUS": "positive", "NON_MALICIOUS": "negative"}
"""Of a descriptor's status; SUSPICIOUS and UNKNOWN are hints."""
STATUS = {"positive": "MALICIOUS", "negative": "NON_MALICIOUS", "seed": "SUSPICIOUS"}
REACTIONS: dict[str, Says] = {"HELPFUL": "positive", "DISAGREE_WITH_TAGS": "negative"}
"""Of others to a descriptor, as python-threatexchange reads them."""
SEEN = "SAW_THIS_TOO"
ANY_OF = re.compile(r"\(\?i\)\\b\(\?:(.+)\)\\b")
"""The expression that is made of several words one of which is enough."""
ANY_CASE = "(?i)"
"""Texts are read without their capitals."""
REGEX = re.compile(r"regex-/(.+)/", re.DOTALL)


class Tag(msgspec.Struct):
    """Of a descriptor, as the Graph API nests them."""

    text: str = ""


class Tags(msgspec.Struct):
    """A page of tags."""

    data: list[Tag] = []


class Owner(msgspec.Struct):
    """An app."""

    id: int | str = ""


class Reaction(msgspec.Struct):
    """`value`: ids of apps, parted by commas."""

    key: str = ""
    value: str = ""


class Descriptor(msgspec.Struct):
    """What one app says of one indicator."""

    id: int | str = ""
    raw_indicator: str = ""
    type: str = ""
    status: str = ""
    tags: Tags | list[str] | None = None
    owner: Owner | None = None
    added_on: int | str | None = None
    expired_on: int | str | None = None
    description: str | None = None
    reactions: list[Reaction] | None = None


class Descriptors(msgspec.Struct):
    """A page of them."""

    data: list[Descriptor] = []


class Item(Descriptor):
    """A descriptor, or an update, which has descriptors."""

    indicator: str | dict[str, msgspec.Raw] = ""
    should_delete: bool = False
    descriptors: Descriptors | None = None


class Paging(msgspec.Struct):
    """Where to go on."""

    next: str = ""


class Page(msgspec.Struct):
    """An answer of the Graph API."""

    data: list[Item] = []
    paging: Paging | None = None


class Query(msgspec.Struct):
    """A TREND_QUERY: one of each group, and none of `not`."""

    groups: list["Group"] = msgspec.field(default_factory=list, name="and")
    never: list[str] = msgspec.field(default_factory=list, name="not")


class Group(msgspec.Struct):
    """One of these is enough."""

    either: list[str] = msgspec.field(default_factory=list, name="or")


@dataclass(frozen=True, slots=True)
class ThreatExchange:
    """JSON of the Graph API: a page (`data`), a list, or a single one."""

    name: str = "threatexchange"
    mime: str = MIME
    ending: str = "json"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        found = either(data, Page, list[Item])
        items = found.data if isinstance(found, Page) else found
        return read_items(items)

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format."""
        out: Counter[str] = Counter()
        made = []
        for one in offered:
            said = indicator_of(one)
            if said is None:
                out[f"kind.{one.entry.kind}"] += 1
            else:
                made.append(descriptor_of(one, *said, about))
        return Writing(data=msgspec.json.encode({"data": made}), left_out=tally(out))

    def answer(self, told: Sequence[Told], about: About) -> bytes:
        """See Answering: reactions to descriptors."""
        return msgspec.json.encode(
            {"data": [{"id": one.ref, "reactions": reactions_to(one)} for one in told if reactions_to(one)]}
        )


def read_items(items: Sequence[Item]) -> Reading:
    """Descriptors and updates."""
    found: list[Listed] = []
    out: Counter[str] = Counter()
    for item in items:
        for one in flattened(item):
            found += of_descriptor(one, item.should_delete, out)
            few(len(found))
    return Reading(items=found, left_out=tally(out))


def flattened(item: Item) -> Iterator[Descriptor]:
    """An update's descriptors, each with the indicator. A deleted one has none: everything said of it is gone."""
    said = item.indicator if isinstance(item.indicator, str) else ""
    if item.descriptors is None or not item.descriptors.data:
        named = "" if item.should_delete else item.id
        yield msgspec.structs.replace(item, raw_indicator=item.raw_indicator or said, id=named)
        return
    for one in item.descriptors.data:
        yield msgspec.structs.replace(
            one, raw_indicator=one.raw_indicator or said, type=one.type or item.type
        )


def of_descriptor(one: Descriptor, gone: bool, out: "Counter[str]") -> list[Listed]:
    """What it says, and what others say of it by their reactions."""
    kind = TYPES.get(one.type, "")
    tags = [tag.text for tag in one.tags.data] if isinstance(one.tags, Tags) else one.tags or []
    if one.type.startswith("HASH_VIDEO_") and FILM not in tags:
        tags = [*tags, FILM]
    more: dict[str, Any] = {
        "tags": tags,
        "at": ms_of(one.added_on),
        "expires": ms_of(one.expired_on),
        "note": (one.description or "")[:500],
    }
    if kind == "":
        out[f"kind.{one.type[:40]}"] += 1
        return []
    shape: dict[str, Any] | None = {"value": one.raw_indicator}
    if one.type == "TREND_QUERY":
        shape = of_query(one.raw_indicator)
    elif kind == "link":
        shape = {"value": one.raw_indicator, "raw": one.raw_indicator}
    elif kind == "text" and len(letters(normalise(one.raw_indicator).text)) < LETTERS_MIN and not gone:
        out["text.short"] += 1
        return []
    if shape is None:
        out["query"] += 1
        return []
    kind = shape.pop("kind", kind)
    value, ref = shape.pop("value"), str(one.id)
    says = SAYS.get(one.status, "seed")
    made = [listed(kind, value, says=says, ref=ref, gone=gone, **more, **shape)]
    for other, word in reacted(one):
        made.append(listed(kind, value, says=word, ref=f"{ref}:{other}", gone=gone, **more, **shape))
    return made


def reacted(one: Descriptor) -> Iterator[tuple[str, Says]]:
    """(app, its word), each app once: agreeing goes before disagreeing."""
    said: dict[str, Says] = {}
    for reaction in one.reactions or ():
        word = REACTIONS.get(reaction.key)
        for app in reaction.value.split(",")[:100] if word else ():
            if app.strip() and (word == "positive" or app.strip() not in said):
                said[app.strip()[:40]] = word  # type: ignore[assignment]
    said.pop(str(one.owner.id) if one.owner else "", None)
    yield from said.items()


def of_query(text: str) -> dict[str, Any] | None:
    """A TREND_QUERY as an entry: words, one of them, or an expression; words that must and must not be there. None
    for what is more than that."""
    try:
        query = msgspec.json.decode(text, type=Query)
    except (msgspec.DecodeError, RecursionError):
        return None
    groups = [group.either for group in query.groups]
    if not groups or len(groups) > 2 or not all(groups) or len(query.never) > 20 or len(groups[-1]) > 20:
        return None
    first, needs = groups[0], groups[1] if len(groups) > 1 else []
    if any(word.startswith("regex-") for word in (*needs, *query.never)):
        return None
    more = {"needs": tuple(needs), "unless": tuple(query.never)}
    if len(first) == 1 and (regex := REGEX.fullmatch(first[0])):
        return more | {"kind": "pattern", "value": ANY_CASE + regex[1].removeprefix(ANY_CASE)}
    if any(word.startswith("regex-") or len(word) > 120 for word in first):
        return None
    if len(first) == 1:
        return more | {"kind": "phrase", "value": first[0]}
    return more | {"kind": "pattern", "value": rf"(?i)\b(?:{'|'.join(map(re.escape, first))})\b"}


def query_of(one: Listed) -> str:
    """The same back."""
    entry = one.entry
    first = [entry.value]
    if entry.kind == "pattern":
        first = words_of(entry.value) or [f"regex-/{entry.value.removeprefix(ANY_CASE)}/"]
    groups = [{"or": first}] + ([{"or": list(entry.needs)}] if entry.needs else [])
    return msgspec.json.encode({"and": groups, "not": list(entry.unless)}).decode()


def words_of(expression: str) -> list[str]:
    """The words of which one is enough, of an expression that was made of them; [] for any other."""
    inner = ANY_OF.fullmatch(expression)
    if inner is None:
        return []
    words = [re.sub(r"\\(.)", r"\1", word) for word in re.split(r"(?<!\\)\|", inner[1])]
    again = rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b"
    return words if again == expression else []


def indicator_of(one: Listed) -> tuple[str, str] | None:
    """(type, indicator), or None."""
    kind = one.entry.kind
    if kind not in WRITTEN or (kind == "link" and one.entry.value[:1] in "@+"):
        return None
    if WRITTEN[kind] == "TREND_QUERY":
        return "TREND_QUERY", query_of(one)
    films = FILM in one.tags and kind in FILMS
    return FILMS[kind] if films else WRITTEN[kind], written(one)


def descriptor_of(one: Listed, kind: str, indicator: str, about: About) -> dict[str, object]:
    """As the Graph API shows one."""
    made: dict[str, object] = {
        "id": one.ref or str(one.entry.id),
        "raw_indicator": indicator,
        "type": kind,
        "status": STATUS[one.says],
        "tags": list(tags_of(one)),
        "description": one.entry.note,
        "added_on": stamp(one.at or one.entry.created or about.now),
    }
    return made | ({"expired_on": stamp(one.entry.expires)} if one.entry.expires else {})


def reactions_to(one: Told) -> list[str]:
    """What we have to say to a descriptor."""
    words = [key for key, word in REACTIONS.items() if word == one.verdict]
    return words + ([SEEN] if one.seen else [])
