"""Links of a message in one form each, and lists of domains, paths and handles. Pure: shorteners are not resolved.

A link that leads back here is told apart: `@name` for a public chat or person, `+token` for an invitation; what they
lead to is the store's business.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from tambour.domain.messages import Entity
from tambour.domain.text import find_entities, points
from tambour.moderation.text.letters import fold, script
from tambour.moderation.text.normal import mended

LINKS_MAX = 50
SEGMENTS_MAX = 8
VALUE_MAX = 500
FANGS = re.compile(
    r"\s?[\[({]\s?(?:\.|dot|точка|نقطة)\s?[\])}]\s?|(?<=\w)\s(?:dot|точка|نقطة)\s(?=\w)|(?<=\w)\s?[\u3002\uff0e\u2024]\s?(?=\w)",
    re.IGNORECASE,
)
SIGNS = ("[", "(", "{", "\u3002", "\uff0e", "\u2024")
WORDS = ("dot", "точка", "نقطة")
"""In a text without any of these no link was taken apart, but by `hxxp`."""
SCHEME = re.compile(r"^(?:h(?:tt|xx)ps?|ftp)://", re.IGNORECASE)
HOST = re.compile(r"[^\W_](?:[\w-]{0,62}\.)+[^\W\d_]{2,24}")
FRONTS = ("www.", "m.", "mobile.")
NAME = re.compile(r"[a-z][a-z0-9_]{2,31}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class Link:
    """`key`: host/path in one form, `@name` or `+token`. start and end in code points of the message's text; a link
    behind other words covers those."""

    key: str
    start: int
    end: int


def links_of(text: str, entities: Sequence[Entity], own: str) -> list[Link]:
    """The links and names in a message. `own`: the server's own address. Links that were taken apart count as well."""
    at = points(text) if entities else ()
    found: list[Link] = []
    for entity in entities:
        if int(entity[1]) + int(entity[2]) >= len(at):
            continue
        start, end = at[int(entity[1])], at[int(entity[1]) + int(entity[2])]
        said = str(entity[3]) if entity[0] == "link" else text[start:end]
        if entity[0] in ("url", "link", "name") and (key := key_of(said, own)):
            found.append(Link(key, start, end))
    if not apart(text):
        return found[:LINKS_MAX]
    mended_text, origins = refanged(text)
    if mended_text != text:
        known = {link.key for link in found}
        there = points(mended_text)
        for entity in find_entities(mended_text):
            start, end = there[int(entity[1])], there[int(entity[1]) + int(entity[2])]
            key = key_of(mended_text[start:end], own) if entity[0] == "url" else ""
            if key and key not in known:
                found.append(Link(key, origins[start], origins[end - 1] + 1))
    return found[:LINKS_MAX]


def apart(text: str) -> bool:
    """Was something in it taken apart that may be a link? Most texts need a glance and no more."""
    low = text.lower()
    if "hxxp" in low:
        return True
    glance = any(sign in text for sign in SIGNS) or any(map(low.__contains__, WORDS))
    return glance and FANGS.search(text) is not None


def refanged(text: str) -> tuple[str, Sequence[int]]:
    """The text with links put together that were taken apart (`hxxp`, `[.]`), and where each character came from."""
    out: list[str] = []
    origins: list[int] = []
    at = 0
    for found in FANGS.finditer(text):
        out.append(text[at : found.start()])
        origins += range(at, found.start())
        out.append(".")
        origins.append(found.start())
        at = found.end()
    out.append(text[at:])
    origins += range(at, len(text))
    return "".join(out).replace("hxxp", "http").replace("hXXp", "http"), origins


def key_of(said: str, own: str) -> str:
    """One form for every way to write an address or `@name`; '' for what is none."""
    said = said.strip()[:VALUE_MAX]
    if said.startswith("@"):
        name = said[1:].lower()
        return f"@{name}" if NAME.fullmatch(name) else ""
    try:
        parts = urlsplit("//" + SCHEME.sub("", said))
        host, port = host_of(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    segments = [s for s in unquote(parts.path).split("/") if s not in ("", ".", "..")]
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    if own_host(own) in (place, host) and segments:
        return own_key(segments[0])
    path = "/".join(re.sub(r"\s+", "", segment) for segment in segments[:SEGMENTS_MAX])
    return f"{place}/{path}" if path else place


def host_of(host: str) -> str:
    """A host's name: letters folded, lookalikes in the script that was meant, no `www.`; '' for what is no name."""
    labels = []
    for label in host.rstrip(".").split("."):
        said = label
        if label.lower().startswith("xn--"):
            try:
                said = label[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError):
                return ""
        folded = "".join(map(fold, said))
        labels.append(folded if folded.isascii() else mended(folded, script(folded[0])))
    name = ".".join(labels)
    for front in FRONTS:
        if name.startswith(front) and name.count(".") > 1:
            name = name.removeprefix(front)
    return name if HOST.fullmatch(name) else ""


def own_host(own: str) -> str:
    """Host, and port where it is no usual one, of the server's own address."""
    parts = urlsplit(own if "//" in own else f"//{own}")
    return f"{parts.hostname}:{parts.port}" if parts.port not in (None, 80, 443) else (parts.hostname or "")


def own_key(segment: str) -> str:
    """What a path of this server leads to: `+token`, `@name`, or '' for anything else."""
    if segment.startswith("+") and TOKEN.fullmatch(segment[1:]):
        return segment
    name = segment.removeprefix("@").lower()
    return f"@{name}" if NAME.fullmatch(name) else ""


@dataclass(slots=True)
class LinkList:
    """Entries by their keys: a domain stands for its subdomains and all their paths, a path for what lies under it."""

    entries: dict[str, int] = field(default_factory=dict)

    def find(self, key: str) -> int:
        """The entry under which a link's key falls, the most precise one; 0 for none."""
        if key[:1] in "@+":
            return self.entries.get(key, 0)
        host, _, path = key.partition("/")
        segments = path.split("/") if path else []
        labels = host.partition(":")[0].split(".")
        hosts = [host, *(".".join(labels[i:]) for i in range(len(labels) - 1))]
        for size in range(len(segments), -1, -1):
            tail = "/".join(segments[:size])
            for name in dict.fromkeys(hosts):
                found = self.entries.get(f"{name}/{tail}" if tail else name)
                if found:
                    return found
        return 0
