"""Formatting of a text as pieces [type, offset, length, data?]: what may be sent, and how overlaps are settled. Pure.

Two sorts. *Solid* pieces are things one can touch (links, names, code): they never overlap and are never cut.
*Soft* pieces are looks (bold, spoiler, quote): they may nest, and are cut in two where they would cross another piece,
so a client can draw the result as a tree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tambour.domain.errors import BadInput
from tambour.domain.messages import Entity

SOFT = ("quote", "head", "spoiler", "mark", "b", "i", "u", "s")
CODE = ("pre", "code")
SOLID = (*CODE, "link", "mention", "name", "tag", "url", "email", "phone", "cmd")
FOUND = ("name", "tag", "url", "email", "phone", "cmd")
LINK_MAX = 2048
LANGUAGE_MAX = 32
ID_MAX = 1 << 53
SCHEMES = ("http://", "https://", "mailto:", "tel:")
"""What a masked link may lead to; `javascript:` and its kin never."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One entity as a span of UTF-16 units."""

    kind: str
    start: int
    end: int
    data: str | int | None = None

    def entity(self) -> Entity:
        """As it is kept and travels."""
        head = (self.kind, self.start, self.end - self.start)
        return head if self.data is None else (*head, self.data)

    def within(self, other: "Piece") -> bool:
        """Inside or equal."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: "Piece") -> bool:
        """Shares at least one unit."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: "Piece") -> bool:
        """Overlaps without either holding the other."""
        return self.meets(other) and not self.within(other) and not other.within(self)


def piece_of(raw: Sequence[object]) -> Piece:
    """A client's entity, its shape and data checked (bounds are the text's business). Raises BadInput(en)."""
    if not 3 <= len(raw) <= 4:
        raise BadInput("en", "an entity is [type, offset, length, data?]")
    kind, offset, length = raw[0], raw[1], raw[2]
    if not isinstance(kind, str) or kind not in SOFT + SOLID:
        raise BadInput("en", "unknown entity type")
    if type(offset) is not int or type(length) is not int or offset < 0 or length < 1:
        raise BadInput("en", "offset and length count UTF-16 units")
    return Piece(kind, offset, offset + length, data_of(kind, raw[3] if len(raw) == 4 else None))


def data_of(kind: str, data: object) -> str | int | None:
    """The fourth field, where the type has one."""
    if kind == "link":
        if not isinstance(data, str) or len(data) > LINK_MAX or not data.isprintable():
            raise BadInput("en", "a link needs its address")
        if not data.lower().startswith(SCHEMES) or " " in data:
            raise BadInput("en", "a link leads to http, https, mailto or tel")
        return data
    if kind == "mention":
        if type(data) is not int or not 0 < data < ID_MAX:
            raise BadInput("en", "a mention needs a user id")
        return data
    if kind == "pre" and isinstance(data, str) and 0 < len(data) <= LANGUAGE_MAX and data.isprintable():
        return data
    return None


def tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """A tree: sorted, solid pieces apart, soft ones joined with their like and cut where they would cross.

    Tidying the tidy changes nothing.
    """
    wanted = sorted(set(pieces), key=order)
    solid: list[Piece] = []
    for piece in wanted:
        if piece.kind in SOLID and not any(piece.meets(other) for other in solid):
            solid.append(piece)
    kept = list(solid)
    waiting = joined([piece for piece in wanted if piece.kind in SOFT])
    while waiting:
        piece = waiting.pop(0)
        if any(code.kind in CODE and piece.within(code) for code in solid):
            continue
        crossed = next((other for other in kept if piece.crosses(other)), None)
        if crossed is None:
            kept.append(piece)
            continue
        cut = crossed.end if piece.start >= crossed.start else crossed.start
        waiting[:0] = [
            Piece(piece.kind, piece.start, cut, piece.data),
            Piece(piece.kind, cut, piece.end, piece.data),
        ]
    return sorted(kept, key=order)


def order(piece: Piece) -> tuple[int, int, int]:
    """Outer before inner, and one fixed order where spans are equal."""
    return (piece.start, -piece.end, (SOFT + SOLID).index(piece.kind))


def joined(soft: list[Piece]) -> list[Piece]:
    """Overlapping pieces of one look become one."""
    found: list[Piece] = []
    for kind in SOFT:
        start = len(found)
        for piece in (p for p in soft if p.kind == kind):
            if len(found) > start and piece.start < found[-1].end:
                found[-1] = Piece(kind, found[-1].start, max(found[-1].end, piece.end))
            else:
                found.append(piece)
    return sorted(found, key=order)
