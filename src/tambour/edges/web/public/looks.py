"""From messages to what the templates print: times, sizes, addresses of media, HTML of texts."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from markupsafe import Markup

from tambour.domain.chat_view import veil
from tambour.domain.files import READY, ContactCard, File, LinkPreview, Place
from tambour.domain.messages import Message, PollView
from tambour.domain.push import FILE_WORDS
from tambour.edges.web.public.rich import clipped, rich

CLIP_UNITS = 700
"""Of a long post on the page of its channel; its own page has all of it."""
WHOLE_UNITS = 4000
HEADLINE_MAX = 80
DESCRIPTION_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A file on a page. Addresses are paths; '' where there is none."""

    word: str
    name: str = ""
    size: str = ""
    picture: str = ""
    picture_size: int = 0
    sound: str = ""
    whole: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message on a page."""

    seq: int
    name: str
    source: str
    reply: int
    text: Markup
    cut: bool
    files: tuple[Shown, ...]
    poll: PollView | None
    place: Place | None
    contact: ContactCard | None
    preview: LinkPreview | None
    reactions: tuple[tuple[str, int], ...]
    signature: str
    views: int
    edited: int
    iso: str
    when: datetime
    rfc822: str
    headline: str


def initials(name: str) -> str:
    """What stands for a picture that is missing: the first letters of the first and the last word, as in the client."""
    words = "".join(c if c.isalnum() or unicodedata.category(c) == "So" else " " for c in name).split()
    letters = [word[0].upper() for word in (words if len(words) < 2 else (words[0], words[-1]))]
    arabic = [unicodedata.name(letter[0], "").startswith("ARABIC") for letter in letters]
    if any(arabic) and not all(arabic):
        return letters[0]
    return ("\u200c" if any(arabic) else "").join(letters)  # Arabic letters would join into one sign


def post_of(message: Message, names: Mapping[int, str], *, units_max: int = CLIP_UNITS) -> Post:
    """As it is printed."""
    text, entities, cut = clipped(message.text, message.entities, units_max)
    when = datetime.fromtimestamp(message.ts / 1000, UTC)
    return Post(
        seq=message.seq,
        name=names.get(message.sender, ""),
        source=message.source.name if message.source else "",
        reply=message.reply,
        text=rich(text, entities),
        cut=cut,
        files=tuple(shown(file) for file in message.files),
        poll=message.poll,
        place=message.place,
        contact=message.contact,
        preview=message.preview,
        reactions=message.reactions,
        signature=message.signature,
        views=message.views,
        edited=message.edited,
        iso=when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        when=when,
        rfc822=format_datetime(when),
        headline=line(message, HEADLINE_MAX) or f"#{message.seq}",
    )


def shown(file: File) -> Shown:
    """What of a file a page can show; one that is not ready, or can't be read, has its word alone."""
    word = FILE_WORDS.get(file.kind, "file")
    if file.state != READY:
        return Shown(word=word, name=file.name)
    served = {variant.name: variant for variant in file.variants}
    at = f"/f/{file.id}/"
    picture = next((served[name] for name in ("m", "s", "p") if name in served), None)
    whole = next((name for name in ("v", "480", "l", "m", "a", "o") if name in served), "o")
    return Shown(
        word=word,
        name=file.name,
        size=size_of(file.size),
        picture=at + picture.name if picture else "",
        picture_size=picture.size if picture else 0,
        sound=at + "a" if "a" in served and picture is None else "",
        whole=at + whole,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
    )


def line(message: Message, most: int) -> str:
    """One line of plain text, spoilers veiled."""
    text = " ".join(veil(message.text, message.entities).split())
    if not text and message.poll:
        text = message.poll.question
    return text if len(text) <= most else text[: most - 1] + "…"


def size_of(size: int) -> str:
    """In the unit a reader expects."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size} {unit}"
        size //= 1000
    return f"{size} GB"


def count(number: int) -> str:
    """Thin spaces between thousands; no language is offended."""
    return f"{number:,}".replace(",", "\u202f")
