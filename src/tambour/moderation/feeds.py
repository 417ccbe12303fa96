"""Lists that are asked for on a schedule: how one is set up, and how long to wait after a failure. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from tambour.domain.errors import BadInput
from tambour.moderation.bank import ENTRIES_MAX, SOURCE_MAX
from tambour.moderation.exchange import Terms
from tambour.moderation.harms import BY_KEY

PROTOCOLS = ("file", "taxii", "tat", "misp", "threatexchange")
FORMATS = {"taxii": "stix", "tat": "tat", "misp": "misp", "threatexchange": "threatexchange"}
"""What such a service speaks; of a file it has to be said."""
ANSWERED = ("taxii", "misp", "threatexchange")
"""Services that take an answer."""
EVERY_MIN = (15, 60, 360, 1440, 10_080)
DAYS = (0, 7, 30, 90, 365)
RATIOS = (1.0, 0.5, 0.1, 0.01)
FEEDS_MAX = 50
URL_MAX = 2_000
SECRET_MAX = 2_000
MINUTE_MS = 60_000
AGAIN_MS = MINUTE_MS
AGAIN_MAX_MS = 12 * 3_600_000
PRINTABLE = re.compile(r"[!-~]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One row of `bank_feeds`; its name is the source of its entries. The secret is sealed."""

    id: int = 0
    name: str
    protocol: str = "file"
    format: str = "csv"
    url: str
    secret: bytes = b""
    category: str = "other"
    mode: str = "shadow"
    opinion: str = "positive"
    ratio: float = 1.0
    days: int = 0
    every_min: int = 60
    entries_max: int = 5_000
    answers: bool = False
    active: bool = True
    added_by: int = 0
    created: int = 0
    mark: str = ""
    due: int = 0
    failures: int = 0
    error: str = ""
    ok_at: int = 0
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def terms(self) -> Terms:
        """On which its list is taken in."""
        return Terms(
            source=self.name,
            category=self.category,
            mode=self.mode,
            opinion=self.opinion,
            ratio=self.ratio,
            days=self.days,
        )

    def failed(self, why: str, now: int, wait_ms: int = 0) -> "Feed":
        """Later again: twice as late each time, and not before they ask for it."""
        wait = min(AGAIN_MS << min(self.failures, 16), AGAIN_MAX_MS)
        return replace(
            self, error=why, failures=self.failures + 1, due=now + max(wait, min(wait_ms, AGAIN_MAX_MS))
        )

    def done(self, now: int) -> "Feed":
        """Everything was taken in."""
        return replace(self, error="", failures=0, ok_at=now, due=now + self.every_min * MINUTE_MS)


def checked_feed(feed: Feed, formats: Mapping[str, object], schemes: tuple[str, ...]) -> Feed:
    """The feed made clean. Raises BadInput with the name of the field."""
    feed = replace(
        feed,
        name=feed.name.strip(),
        url=feed.url.strip(),
        format=FORMATS.get(feed.protocol, feed.format),
        answers=feed.answers and feed.protocol in ANSWERED,
    )
    wrong = {
        "name": not 0 < len(feed.name) <= SOURCE_MAX,
        "protocol": feed.protocol not in PROTOCOLS,
        "format": feed.format not in formats,
        "url": not good_url(feed.url, schemes),
        "category": feed.category not in BY_KEY,
        "mode": feed.mode not in ("shadow", "live"),
        "opinion": feed.opinion not in ("positive", "seed"),
        "ratio": not 0 < feed.ratio <= 1,
        "days": feed.days not in DAYS,
        "every": feed.every_min not in EVERY_MIN,
        "entries_max": not 0 < feed.entries_max <= ENTRIES_MAX,
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise BadInput(name)
    return feed


def good_url(url: str, schemes: tuple[str, ...]) -> bool:
    """An address with a host and no credentials in it; secrets have a field of their own."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in schemes or not parts.hostname or "@" in parts.netloc:
        return False
    return len(url) <= URL_MAX and PRINTABLE.fullmatch(url) is not None
