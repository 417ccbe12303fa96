"""What cases have in common: the same link, picture, source or people, and texts that are nearly the same. Pure.

Near-same texts meet by MinHash: 64 minima over shingles of five characters, eight bands of eight. Two texts that share
nine tenths of their shingles meet in 99 of 100 cases, half of them in 3 of 100.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

BINS = 64
BANDS = 8
ROWS = BINS // BANDS
SHINGLE = 5
TEXT_MIN = 24
"""Shorter texts say too little to be alike."""
MASK = (1 << 32) - 1
URL = re.compile(r"https?://[^\s<>\"'«»]+", re.IGNORECASE)
SPACES = re.compile(r"[\W_]+")
NOISE = re.compile(r"^(utm_|fbclid$|gclid$|ref$)")
LINKS_MAX = 20


def folded(text: str) -> str:
    """Without case, accents, marks, punctuation and doubled spaces: what a copy with small changes keeps."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return SPACES.sub(" ", "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))).strip()


def signature(text: str) -> list[int]:
    """The minima of BINS bins (one permutation, empty bins borrow from the right); [] for a text that is too short."""
    plain = folded(text)
    if len(plain) < TEXT_MIN:
        return []
    bins: list[int] = [-1] * BINS
    for at in range(len(plain) - SHINGLE + 1):
        mixed = (zlib.crc32(plain[at : at + SHINGLE].encode()) * 2_654_435_761) & MASK
        where, value = mixed % BINS, mixed // BINS
        if bins[where] < 0 or value < bins[where]:
            bins[where] = value
    return [
        next(bins[(n + k) % BINS] + k for k in range(BINS) if bins[(n + k) % BINS] >= 0) for n in range(BINS)
    ]


def text_keys(text: str) -> list[str]:
    """One key a band: texts that share a key are nearly the same."""
    found = signature(text)
    return [f"t:{n}:{hash_of(found[n * ROWS : (n + 1) * ROWS])}" for n in range(BANDS)] if found else []


def hash_of(row: Sequence[int]) -> str:
    """Eight hexadecimal digits twice, for one band."""
    raw = b",".join(b"%d" % value for value in row)
    return f"{zlib.crc32(raw):08x}{zlib.crc32(raw[::-1]):08x}"


def canonical(url: str) -> str:
    """A link without what does not change where it leads: scheme, `www.`, port, fragment, tracking. '' for none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if not host or parts.scheme.lower() not in ("http", "https"):
        return ""
    query = "&".join(
        sorted(one for one in parts.query.split("&") if one and not NOISE.match(one.split("=")[0]))
    )
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")


def links_of(text: str, entities: Iterable[object] = ()) -> list[str]:
    """Canonical links of a message: those one can read and those behind words."""
    found = [match.rstrip(".,;:!?)]}") for match in URL.findall(text)]
    for entity in entities:
        if isinstance(entity, (list, tuple)):
            found += [part for part in entity if isinstance(part, str) and part.lower().startswith("http")]
    return sorted({link for url in found if (link := canonical(url))})[:LINKS_MAX]


def keys_of(
    *,
    text: str = "",
    entities: Iterable[object] = (),
    hashes: Iterable[bytes] = (),
    root: tuple[int, int] | None = None,
    people: Iterable[int] = (),
    admins: Iterable[int] = (),
) -> list[str]:
    """Everything a case may share with others. t: text, l: link, f: file, r: source of a forward, a: who runs a chat.

    p: a person; shown as likeness, but one author's messages are not decided as one for that alone.
    """
    keys = text_keys(text) + [f"l:{link}" for link in links_of(text, entities)]
    keys += [f"f:{one.hex()}" for one in hashes]
    if root is not None:
        keys.append(f"r:{root[0]}:{root[1]}")
    keys += [f"p:{person}" for person in people if person]
    keys += [f"a:{person}" for person in admins if person]
    return sorted(set(keys))
