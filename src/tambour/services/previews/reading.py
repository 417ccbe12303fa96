"""What a page says of itself in its head: title, description, picture. Reads hostile HTML in bounded time."""

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

PIECE = 16 * 1024
FIELD_MAX = 4000
CHARSETS = re.compile(
    r"utf-?(?:8|16(?:-?[lb]e)?)|us-ascii|ascii|(?:windows-|cp)(?:125\d|874|866)|iso-?8859-\d{1,2}|latin-?1|koi8-[ru]"
    r"|(?:x-)?mac-?cyrillic|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gb(?:k|2312|18030)|big5(?:-hkscs)?",
    re.IGNORECASE,
)
"""Decoders of text that a page may name; Python has others that are none."""
NAMED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
MARKS = (("utf-8-sig", codecs.BOM_UTF8), ("utf-16", codecs.BOM_UTF16_LE), ("utf-16", codecs.BOM_UTF16_BE))
LOOK_FOR_CHARSET = 2048
WANTED = {
    "og:title": "title",
    "twitter:title": "title",
    "og:description": "text",
    "twitter:description": "text",
    "description": "text",
    "og:image": "image",
    "og:image:url": "image",
    "og:image:secure_url": "image",
    "twitter:image": "image",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was found; '' where there is nothing."""

    title: str = ""
    text: str = ""
    image: str = ""


@dataclass
class Head(HTMLParser):
    """Keeps the first of each; Open Graph before the plain title, and ends at the body."""

    found: dict[str, str] = field(default_factory=dict)
    plain_title: list[str] = field(default_factory=list)
    in_title: bool = False
    done: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.done or tag == "body":
            self.done = True
        elif tag == "title":
            self.in_title = not self.plain_title
        elif tag == "meta":
            said = {name: value or "" for name, value in attrs}
            key = (said.get("property") or said.get("name") or "").strip().lower()
            if key in WANTED and said.get("content", "").strip():
                self.found.setdefault(key, said["content"][:FIELD_MAX])

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False

    @override
    def handle_data(self, data: str) -> None:
        if self.in_title and sum(map(len, self.plain_title)) < FIELD_MAX:
            self.plain_title.append(data[:FIELD_MAX])

    def first(self, part: str) -> str:
        """In the order of WANTED."""
        return next(
            (self.found[key] for key, kind in WANTED.items() if kind == part and key in self.found), ""
        )


def read_page(body: bytes, charset: str = "") -> Said:
    """Reads until the body begins. Never raises: what can't be read says nothing."""
    text = decoded(body, charset)
    head = Head()
    for start in range(0, len(text), PIECE):
        head.feed(text[start : start + PIECE])
        if head.done or len(head.rawdata) > 4 * PIECE:
            break
    return Said(
        title=head.first("title") or "".join(head.plain_title),
        text=head.first("text"),
        image=head.first("image"),
    )


def decoded(body: bytes, charset: str) -> str:
    """By its mark, the header, the page's own word, else UTF-8, else Windows-1251 or 1252."""
    for name, mark in MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    named = NAMED.search(body[:LOOK_FOR_CHARSET])
    for said in (charset, named.group(1).decode("ascii", "replace") if named else ""):
        if CHARSETS.fullmatch(said) and known(said):
            return body.decode(said, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.start > len(body) - 4:  # cut in the middle of a letter
            return body.decode("utf-8", "replace")
    cyrillic = sum(byte >= 0xC0 for byte in body[:PIECE]) * 4 > len(body[:PIECE])
    return body.decode("windows-1251" if cyrillic else "windows-1252", "replace")


def known(charset: str) -> bool:
    """Has Python this decoder?"""
    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return True
