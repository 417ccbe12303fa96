"""Texts with marks in them, as bots write them: what markdown and HTML have in common. Pure."""

import re
from dataclasses import dataclass, field

from tambour.domain.entities import ID_MAX, LINK_MAX, SCHEMES
from tambour.domain.messages import Entity
from tambour.domain.text import units

PERSON = re.compile(r"(?:tamtam|max)://user/([1-9][0-9]{0,15})")
BARE = re.compile(r"[^\s/:?#]+\.[^\s/:?#]+(?:[/?#:].*)?")


@dataclass
class Marked:
    """A text being put together, and the entities over it; offsets in UTF-16 units."""

    parts: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    at: int = 0

    def add(self, text: str) -> None:
        """More text."""
        if text:
            self.parts.append(text)
            self.at += units(text)

    def mark(self, kind: str, start: int, data: str | int | None = None) -> None:
        """From `start` to here; nothing where that is empty."""
        if self.at > start:
            head: Entity = (kind, start, self.at - start)
            self.entities.append(head if data is None else (*head, data))

    def link(self, start: int, url: str) -> None:
        """What a link's address makes of the text from `start`: a mention, a link, or nothing."""
        person = PERSON.fullmatch(url)
        if person and int(person[1]) < ID_MAX:
            self.mark("mention", start, int(person[1]))
            return
        address = f"https://{url}" if BARE.fullmatch(url) and not url.lower().startswith(SCHEMES) else url
        good = address.isprintable() and " " not in address and len(address) <= LINK_MAX
        if good and address.lower().startswith(SCHEMES):
            self.mark("link", start, address)

    def done(self) -> tuple[str, list[Entity]]:
        """(text, entities in order)."""
        return "".join(self.parts), sorted(self.entities, key=lambda e: (int(e[1]), -int(e[2]), str(e[0])))
