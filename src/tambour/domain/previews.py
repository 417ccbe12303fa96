"""Which link of a message gets a preview, and what of a stranger's page may be shown. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from tambour.domain.files import LinkPreview
from tambour.domain.messages import Entity
from tambour.domain.text import MARKS_MAX, points

URL_MAX = 1000
SITE_MAX = 100
TITLE_MAX = 200
TEXT_MAX = 300
VEILS = ("spoiler", "code", "pre")
"""A link under one of these is not opened to everybody."""
SCHEME = re.compile(r"https?://", re.IGNORECASE)
JOINERS = "\u200c\u200d"


def first_link(text: str, entities: Sequence[Entity]) -> str:
    """The address of the first link to the web, with its scheme; '' where there is none.

    `text` and `entities` have passed domain/text.py. Nothing under a spoiler or in code counts.
    """
    veiled = [(int(e[1]), int(e[1]) + int(e[2])) for e in entities if e[0] in VEILS]
    at = None
    for entity in sorted((e for e in entities if e[0] in ("url", "link")), key=lambda e: int(e[1])):
        start, end = int(entity[1]), int(entity[1]) + int(entity[2])
        if any(start < b and a < end for a, b in veiled):
            continue
        at = at or points(text)
        url = web_address(str(entity[3]) if entity[0] == "link" else text[at[start] : at[end]])
        if url:
            return url
    return ""


def web_address(text: str) -> str:
    """An http(s) address as it is asked for, or ''. One without a scheme is tried with https."""
    url = text.strip()
    if not SCHEME.match(url):
        if ":" in url.split("/")[0].split(".")[0]:
            return ""
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        good = bool(parts.hostname) and parts.username is None and "." in (parts.hostname or "")
    except ValueError:
        return ""
    return url if good and len(url) <= URL_MAX else ""


def preview_of(url: str, host: str, title: str, text: str) -> LinkPreview | None:
    """What is shown of a page, or None where it says nothing.

    `host` is where the answer came from: the name of the site is never taken from the page, which may claim any.
    """
    title, text = plain(title, TITLE_MAX), plain(text, TEXT_MAX)
    if not title and not text:
        return None
    if text == title:
        text = ""
    return LinkPreview(url=url, site=plain(host.removeprefix("www."), SITE_MAX), title=title, text=text)


def plain(text: str, most: int) -> str:
    """One line of at most `most` characters: no controls, no direction tricks, no towers of marks."""
    kept: list[str] = []
    run = 0
    for char in unicodedata.normalize("NFC", text[: most * 8]):
        if char.isspace():
            char = " "
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cf", "Cs", "Cn", "Co") and char not in JOINERS:
            continue
        run = run + 1 if kind in ("Mn", "Me") else 0
        if run <= MARKS_MAX:
            kept.append(char)
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
