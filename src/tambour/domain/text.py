"""What people write: cleaned, measured in UTF-16 units, its formatting checked, its links and names found. Pure.

Offsets and lengths are UTF-16 units everywhere, because that is how browsers count. `check_text` is the law
for what a client sends; `find_entities` reads @names, #tags, links, addresses and /commands out of plain text;
`read_text` does both and says who is mentioned and which tags were used.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tambour.domain.entities import FOUND, Piece, piece_of, tidy
from tambour.domain.errors import BadInput, TooLarge
from tambour.domain.messages import Entity

TEXT_MAX_UNITS = 4000
ENTITIES_MAX = 100
FOUND_MAX = 50
MARKS_MAX = 8
"""Combining marks kept on one letter: enough for every script, too few to climb over the neighbours' lines."""
TAG_MAX = 64
BMP_END = 0xFFFF
PLANE_1_END = 0x1FFFF


def marks(first: int, last: int) -> str:
    """A regular expression's character class for the combining marks of a range."""
    found: list[list[int]] = []
    for code in range(first, last):
        if unicodedata.category(chr(code)) in ("Mn", "Me"):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in found)


MARKS = marks(0x300, BMP_END)
ANY_MARK = f"(?:[{MARKS}]|[{marks(BMP_END, PLANE_1_END)}])"
"""In two classes: one with both planes would be searched range by range."""
TOO_MANY_MARKS = re.compile(f"{ANY_MARK}{{{MARKS_MAX}}}({ANY_MARK}+)")
NOT_TEXT = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff]+")
SURROGATE = re.compile("[\ud800-\udfff]")
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
INVISIBLE = re.compile(
    "[\\s\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]*"
)

W = rf"\w{MARKS}"
DOMAIN = rf"(?:[{W}][{W}-]{{0,62}}\.){{1,8}}"
TOP = (
    "com|org|net|info|biz|dev|app|io|me|edu|gov|int|su|ru|рф|ua|by|kz|uz|am|ge|az|de|fr|it|es|pl|nl|uk|eu|us|ca"
    "|in|cn|jp|br|tr|ir|il|ae|sa|eg|sy|iq|jo|ma|tn|dz|qa|online|site|blog|news|tv|fm|cc|ai|co|xyz|example|test"
)
STOPS = "，。、！？；：（）「」『』【】《》〈〉“”„،؛؟۔।…"
"""Written without a space after a link in Chinese, Japanese, Arabic, Urdu and Hindi; in no address as they are."""
REST = rf"[^\s<>\"«»{STOPS}]"
HOST = rf"(?=[{W}\[])"
"""After `https://` stands a name: `https://…` names nothing."""
FINDERS: tuple[tuple[str, "re.Pattern[str]"], ...] = (
    ("url", re.compile(rf"(?<![A-Za-z0-9@.])https?://{HOST}{REST}{{1,2000}}", re.IGNORECASE)),
    ("email", re.compile(rf"(?<![{W}.+-])[A-Za-z0-9._%+-]{{1,64}}@{DOMAIN}[{W}]{{2,24}}(?![{W}])")),
    (
        "url",
        re.compile(
            rf"(?<![{W}@./-]){DOMAIN}(?:{TOP})(?![{W}@-])(?::\d{{2,5}})?(?:[/?#]{REST}{{0,2000}})?", re.I
        ),
    ),
    ("name", re.compile(rf"(?<![{W}@./])@[A-Za-z][A-Za-z0-9_]{{2,31}}(?![{W}@])")),
    ("tag", re.compile(rf"(?<![{W}#&/])#(?=[\d_]*[^\W\d_])[{W}]{{1,{TAG_MAX}}}(?![{W}])")),
    (
        "cmd",
        re.compile(
            rf"(?<![{W}/.:<])/[A-Za-z][A-Za-z0-9_]{{0,31}}(?:@[A-Za-z][A-Za-z0-9_]{{2,31}})?(?![{W}/])"
        ),
    ),
    ("phone", re.compile(rf"(?<![{W}+])\+\d(?:[ ()-]{{0,2}}\d){{8,14}}(?![{W}])")),
)
AFTER_LINK = ".,:;!?'\"*_~`’‘|"
BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it will be kept, and what follows from it."""

    text: str
    entities: tuple[Entity, ...]
    mentions: tuple[int, ...]
    """People named by a `mention` entity."""
    names: tuple[str, ...]
    """Public names after @, lower case: whom they belong to only the store knows."""
    tags: tuple[str, ...]
    """Hashtags without #, folded."""


def read_text(text: str, entities: Sequence[Sequence[object]] = (), *, empty: bool = False) -> Said:
    """Clean a text, check its entities, add those found in it. Raises BadInput(x|en), TooLarge."""
    text, kept = check_text(text, entities, empty=empty)
    found = find_entities(text)
    if found:
        both = tidy([piece_of(e) for e in (*kept, *apart(found, kept))])
        if len(both) <= ENTITIES_MAX:
            kept = tuple(piece.entity() for piece in both)
    return Said(
        text,
        kept,
        tuple(sorted({int(e[3]) for e in kept if e[0] == "mention"})),
        tuple(sorted({word.lower() for word in words(text, kept, "name")})),
        tags_of(text, kept),
    )


def tags_of(text: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """The hashtags of a checked text, without #, folded."""
    return tuple(sorted({fold_tag(word) for word in words(text, entities, "tag")}))


def words(text: str, entities: Sequence[Entity], kind: str) -> set[str]:
    """What the entities of this type cover, without its first character (@ or #)."""
    at = points(text)
    return {text[at[int(e[1])] + 1 : at[int(e[1]) + int(e[2])]] for e in entities if e[0] == kind}


def check_text(
    text: str, entities: Sequence[Sequence[object]] = (), *, empty: bool = False
) -> tuple[str, tuple[Entity, ...]]:
    """The text without controls, piled-up marks and blank ends, and its entities moved accordingly.

    Nothing else is changed: no normal form is forced on people's words. Checking a checked text changes nothing.
    Raises BadInput(x) for NUL, lone surrogates and (unless `empty`) nothing to see; TooLarge(x|en); BadInput(en).
    """
    if "\x00" in text or SURROGATE.search(text):
        raise BadInput("x", "not text")
    if len(text) > 4 * TEXT_MAX_UNITS:
        raise TooLarge("text too long", field="x", limit=TEXT_MAX_UNITS)
    if len(entities) > ENTITIES_MAX:
        raise TooLarge("too many entities", field="en", limit=ENTITIES_MAX)
    keep = kept_of(text)
    clean = text if keep is None else "".join(c for c, k in zip(text, keep, strict=True) if k)
    if units(clean) > TEXT_MAX_UNITS:
        raise TooLarge("text too long", field="x", limit=TEXT_MAX_UNITS)
    if not empty and INVISIBLE.fullmatch(clean):
        raise BadInput("x", "nothing to read")
    if not entities:
        return clean, ()
    pieces = tidy(moved([piece_of(raw) for raw in entities], text, keep))
    if len(pieces) > ENTITIES_MAX:
        raise TooLarge("too many entities", field="en", limit=ENTITIES_MAX)
    return clean, tuple(piece.entity() for piece in pieces)


def find_entities(text: str) -> tuple[Entity, ...]:
    """Links, mail addresses, @names, #tags, /commands and phone numbers in plain text; apart from each other."""
    if not any(sign in text for sign in ".@#/+"):
        return ()
    taken = bytearray(len(text))
    spans: list[tuple[int, int, str]] = []
    for kind, pattern in FINDERS:
        for match in pattern.finditer(text):
            start, end = (
                match.start(),
                link_end(match.group(), match.start()) if kind == "url" else match.end(),
            )
            if end > start and not any(taken[start:end]) and len(spans) < FOUND_MAX:
                taken[start:end] = b"\x01" * (end - start)
                spans.append((start, end, kind))
    at = offsets(text)
    return tuple((kind, at[a], at[b] - at[a]) for a, b, kind in sorted(spans))


def link_end(link: str, start: int) -> int:
    """Where a link ends: not with punctuation, nor with a bracket that it did not open."""
    unopened = {close: link.count(close) - link.count(opener) for close, opener in BRACKETS.items()}
    end = len(link)
    while end and (link[end - 1] in AFTER_LINK or unopened.get(link[end - 1], 0) > 0):
        if link[end - 1] in BRACKETS:
            unopened[link[end - 1]] -= 1
        end -= 1
    return start + end


def apart(found: Sequence[Entity], kept: Sequence[Entity]) -> list[Entity]:
    """What was found where the writer has not put a solid entity already; what they marked as found stays theirs."""
    solid = [p for p in map(piece_of, kept) if p.kind in ("pre", "code", "link", "mention", *FOUND)]
    return [e for e in found if not any(piece_of(e).meets(p) for p in solid)]


def fold_tag(tag: str) -> str:
    """The form under which a hashtag is looked up."""
    return unicodedata.normalize("NFKC", tag).casefold()[:TAG_MAX]


def kept_of(text: str) -> bytearray | None:
    """One byte per character, 0 for those that are not kept; None where all are."""
    piled = None if text.isascii() else TOO_MANY_MARKS.search(text)
    if piled is None and not NOT_TEXT.search(text) and text == text.strip():
        return None
    keep = bytearray(b"\x01" * len(text))
    for match in NOT_TEXT.finditer(text):
        keep[match.start() : match.end()] = bytes(match.end() - match.start())
    where = [i for i, k in enumerate(keep) if k]
    rest = "".join(text[i] for i in where)
    for match in TOO_MANY_MARKS.finditer(rest):
        for i in range(*match.span(1)):
            keep[where[i]] = 0
    where = [i for i in where if keep[i]]
    rest = "".join(text[i] for i in where)
    blank_before = len(rest) - len(rest.lstrip())
    for i in (*where[:blank_before], *where[max(blank_before, len(rest.rstrip())) :]):
        keep[i] = 0
    return keep


def moved(pieces: list[Piece], text: str, keep: bytearray | None) -> list[Piece]:
    """Pieces over the cleaned text. Raises BadInput(en) for one out of bounds or splitting a character."""
    at = points(text)
    for piece in pieces:
        if piece.end >= len(at) or at[piece.start] < 0 or at[piece.end] < 0:
            raise BadInput("en", "an entity lies outside the text")
    if keep is None:
        return pieces
    sizes = (k * (1 + (c > "\uffff")) for c, k in zip(text, keep, strict=True))
    to = list(accumulate(sizes, initial=0))
    shifted = (Piece(p.kind, to[at[p.start]], to[at[p.end]], p.data) for p in pieces)
    return [p for p in shifted if p.end > p.start]


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + len(ASTRAL.findall(text))


def offsets(text: str) -> Sequence[int]:
    """For each character index (and the end) its offset in UTF-16 units."""
    if not ASTRAL.search(text):
        return range(len(text) + 1)
    return list(accumulate((1 + (c > "\uffff") for c in text), initial=0))


def points(text: str) -> Sequence[int]:
    """For each UTF-16 offset (and the end) its character index; -1 inside a surrogate pair."""
    if not ASTRAL.search(text):
        return range(len(text) + 1)
    found: list[int] = []
    for index, char in enumerate(text):
        found += (index, -1) if char > "\uffff" else (index,)
    return [*found, len(text)]
