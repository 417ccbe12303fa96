"""Markdown as the published Bot API writes it, to a text and its entities. Pure.

`*em*` `_em_` `**strong**` `__strong__` `~~struck~~` `++underlined++` `` `code` `` ```` ```block``` ```` `^^marked^^`
`[text](address)` `# heading` `> quote`; a backslash takes the meaning off the sign that follows. A sign without its
counterpart is itself.
"""

import re

from tambour.domain.bots.marking import Marked
from tambour.domain.messages import Entity

SIGNS = (
    ("**", "b"),
    ("__", "b"),
    ("~~", "s"),
    ("++", "u"),
    ("^^", "mark"),
    ("*", "i"),
    ("_", "i"),
)
SPECIAL = re.compile(r"[\\`*_~+^\[]")
ESCAPED = "\\`*_~+^[]()#>-.!|{}"
LINE = re.compile(r"(#{1,6}|>) +")
DEPTH_MAX = 20


def read_markdown(text: str) -> tuple[str, list[Entity]]:
    """(text without its signs, entities). Never fails: what is no markup stays as it is."""
    found = Marked()
    fence = text.split("```")
    if len(fence) % 2 == 0:  # one that is never closed is text
        fence[-2:] = ["```".join(fence[-2:])]
    for number, part in enumerate(fence):
        if number % 2:
            start = found.at
            found.add(part.strip("\n") or part)
            found.mark("pre", start)
        else:
            read_lines(part, found)
    return found.done()


def read_lines(text: str, found: Marked) -> None:
    """Headings and quotes are lines; the rest may go over line ends."""
    plain: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        end = "\n" if number < len(lines) - 1 else ""
        sign = LINE.match(line)
        if sign is None:
            plain.append(line + end)
            continue
        read_inline("".join(plain), found)
        plain.clear()
        start = found.at
        read_inline(line[sign.end() :], found)
        found.mark("quote" if sign[1] == ">" else "head", start)
        found.add(end)
    read_inline("".join(plain), found)


def read_inline(text: str, found: Marked, depth: int = 0) -> None:
    """Signs that stand around words."""
    at = 0
    while at < len(text):
        sign = SPECIAL.search(text, at)
        if sign is None or depth > DEPTH_MAX:
            break
        found.add(text[at : sign.start()])
        at = read_sign(text, sign.start(), found, depth)
    found.add(text[at:])


def read_sign(text: str, at: int, found: Marked, depth: int) -> int:
    """What begins here; returns where it ends."""
    if text[at] == "\\" and at + 1 < len(text) and text[at + 1] in ESCAPED:
        found.add(text[at + 1])
        return at + 2
    start = found.at
    if text[at] == "`" and (end := text.find("`", at + 1)) > at + 1:
        found.add(text[at + 1 : end].replace("\n", " "))
        found.mark("code", start)
        return end + 1
    if text[at] == "[" and (ends := link_ends(text, at)):
        middle, end = ends
        read_inline(text[at + 1 : middle], found, depth + 1)
        found.link(start, text[middle + 2 : end - 1].strip())
        return end
    for sign, kind in SIGNS:
        if text.startswith(sign, at) and (end := closing(text, at, sign)):
            read_inline(text[at + len(sign) : end], found, depth + 1)
            found.mark(kind, start)
            return end + len(sign)
    run = 1
    while text[at] in "*_" and at + run < len(text) and text[at + run] == text[at]:
        run += 1
    found.add(text[at : at + run])
    return at + run


def closing(text: str, at: int, sign: str) -> int:
    """Where the counterpart of the sign at `at` stands; 0: nowhere. Words touch their signs."""
    inside = at + len(sign)
    if inside >= len(text) or text[inside].isspace():
        return 0
    if sign[0] == "_" and at and text[at - 1].isalnum():
        return 0
    end = text.find(sign, inside + 1)
    while end > 0:
        after = end + len(sign)
        longer = len(sign) == 1 and text[after : after + 1] == sign
        if longer:  # a double sign is not the end of a single one, unless a third follows
            if text[after + 1 : after + 2] != sign:
                end = text.find(sign, after + 1)
                continue
            end += 2
            after = end + 1
        inner = sign[0] == "_" and text[after : after + 1].isalnum()
        if not text[end - 1].isspace() and text[end - 1] != "\\" and not inner:
            if len(sign) == 2 and text[after : after + 1] == sign[0] and "*_".find(sign[0]) >= 0:
                end += 1  # of three signs at an end the outer two close the outer mark
            return end
        end = text.find(sign, after)
    return 0


def link_ends(text: str, at: int) -> tuple[int, int] | None:
    """(where `](` stands, behind the closing bracket) of the link that begins at `at`."""
    middle = text.find("](", at)
    if middle < 0 or "[" in text[at + 1 : middle]:
        return None
    depth = 1
    for end in range(middle + 2, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if not depth:
            return (middle, end + 1)
        if text[end].isspace() and text[end] != " ":
            return None
    return None
