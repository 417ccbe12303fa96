"""HTML as the published Bot API writes it, to a text and its entities. Pure. Tags it does not know are dropped."""

import re
from html import unescape

from tambour.domain.bots.marking import Marked
from tambour.domain.messages import Entity

TAGS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "s": "s", "del": "s", "u": "u", "ins": "u", "mark": "mark",
    "h1": "head", "blockquote": "quote", "pre": "pre", "code": "code",
}  # fmt: skip
TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>", re.DOTALL)
HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))""", re.IGNORECASE)


def read_html(text: str) -> tuple[str, list[Entity]]:
    """(text without tags, entities). Never fails: a tag that is not closed ends with the text."""
    found, opened, at = Marked(), list[tuple[str, int, str]](), 0
    for sign in TAG.finditer(text):
        found.add(unescape(text[at : sign.start()]))
        at = sign.end()
        name = (sign[2] or "").lower()
        if name not in TAGS and name != "a":
            continue
        if not sign[1]:
            href = HREF.search(sign[3])
            opened.append((name, found.at, unescape(next(filter(None, href.groups()), "")) if href else ""))
            continue
        mine = [place for place, one in enumerate(opened) if one[0] == name]
        if mine:
            end(found, *opened.pop(mine[-1]))
    found.add(unescape(text[at:]))
    for one in reversed(opened):
        end(found, *one)
    return found.done()


def end(found: Marked, tag: str, start: int, href: str) -> None:
    """A mark from `start` to here."""
    if tag == "a":
        found.link(start, href.strip())
    else:
        found.mark(TAGS[tag], start)
