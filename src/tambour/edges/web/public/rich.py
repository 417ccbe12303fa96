"""From a text and its entities to HTML. Everything that somebody wrote is escaped here; nothing else makes tags."""

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from tambour.domain.messages import Entity
from tambour.domain.previews import web_address

Piece = Callable[[int, int], str]
"""(start, end) → the text between, in UTF-16 units."""
SIMPLE = {"b": "b", "i": "i", "u": "u", "s": "s", "code": "code", "quote": "blockquote", "mark": "mark"}
REL = Markup('rel="nofollow noopener noreferrer ugc" target="_blank"')
SAFE = ("http://", "https://", "mailto:", "tel:")


def rich(text: str, entities: Sequence[Entity]) -> Markup:
    """HTML for a text whose entities passed domain/text.py: they nest and lie within it."""
    units = text.encode("utf-16-le", "surrogatepass")

    def piece(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le", "replace")

    spans = sorted(entities, key=lambda e: (int(e[1]), -int(e[2])))
    out: list[Markup] = []
    stack: list[tuple[int, Markup]] = []
    at, total = 0, len(units) // 2
    for entity in spans:
        start, end = int(entity[1]), min(int(entity[1]) + int(entity[2]), total)
        at = close(out, stack, at, start, piece)
        if stack and end > stack[-1][0]:
            end = stack[-1][0]
        out.append(escape(piece(at, start)))
        at = start
        opened, closed = tags(entity, piece(start, end))
        out.append(opened)
        stack.append((end, closed))
    at = close(out, stack, at, total, piece)
    out.append(escape(piece(at, total)))
    return Markup("").join(out)


def close(out: list[Markup], stack: list[tuple[int, Markup]], at: int, upto: int, piece: Piece) -> int:
    """Close what ends at or before `upto`; returns where the text stands."""
    while stack and stack[-1][0] <= upto:
        end, closed = stack.pop()
        out += [escape(piece(at, end)), closed]
        at = max(at, end)
    return at


def tags(entity: Entity, covered: str) -> tuple[Markup, Markup]:
    """What opens and closes an entity."""
    kind = str(entity[0])
    if kind in SIMPLE:
        name = SIMPLE[kind]
        return Markup("<{}>").format(name), Markup("</{}>").format(name)
    if kind == "pre":
        return Markup("<pre>"), Markup("</pre>")
    if kind == "head":
        return Markup("<strong>"), Markup("</strong>")
    if kind == "spoiler":
        return Markup('<span class="spoiler" tabindex="0"><span>'), Markup("</span></span>")
    href = target(kind, entity, covered)
    if href:
        rel = REL if kind in ("link", "url") else Markup("")
        return Markup('<a href="{}" {}>').format(href, rel), Markup("</a>")
    return Markup("<span>"), Markup("</span>")


def target(kind: str, entity: Entity, covered: str) -> str:
    """Where it leads, or ''."""
    if kind == "link":
        href = str(entity[3])
    elif kind == "url":
        href = web_address(covered)
    elif kind == "email":
        href = f"mailto:{covered}"
    elif kind == "phone":
        href = "tel:" + "".join(c for c in covered if c in "+0123456789")
    elif kind == "name":
        return "/" + covered.lstrip("@")
    else:
        return ""
    return href if href.lower().startswith(SAFE) else ""


def clipped(text: str, entities: Sequence[Entity], units_max: int) -> tuple[str, tuple[Entity, ...], bool]:
    """The beginning of a long text with the entities that lie in it, and whether something was cut."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * units_max:
        return text, tuple(entities), False
    whole = units[: 2 * units_max].decode("utf-16-le", "ignore")
    short = whole.rsplit(None, 1)[0] if whole.strip() else ""
    end = len(short.encode("utf-16-le")) // 2
    kept = tuple((e[0], e[1], min(int(e[2]), end - int(e[1])), *e[3:]) for e in entities if int(e[1]) < end)
    return short, kept, True
