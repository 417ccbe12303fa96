"""Where a bot's updates may be brought, and when it is tried again. Pure."""

import re
from urllib.parse import urlsplit

from tambour.domain.errors import BadInput

PORTS = frozenset({80, 443, 8080, 8443, *range(16384, 32384)})
URL_MAX = 2048
SECRET = re.compile(r"[A-Za-z0-9_-]{5,256}")
VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")
FIRST_WAIT_MS = 60_000
GROWTH = 2.5
GIVE_UP_MS = 8 * 3_600_000
"""After so long without a 200 the address is forgotten."""


def check_hook_url(url: str) -> str:
    """http or https, one of PORTS, no credentials. Raises BadInput(url). Names need not resolve yet."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        good, port = False, 0
    if not good or len(url) > URL_MAX or not url.isascii() or not url.isprintable() or " " in url:
        raise BadInput("url", f"Invalid URL: {url[:64]!r}")
    if port not in PORTS:
        raise BadInput("url", f"Invalid port: {port}. Possible values are: 80, 443, 8080, 8443, 16384-32383")
    return url


def wait_after(tries: int) -> int:
    """Milliseconds until the next try after so many that failed: 60 s, 150 s, 375 s …"""
    return int(FIRST_WAIT_MS * GROWTH ** (tries - 1))


def given_up(failing_since: int, now: int) -> bool:
    """Has nothing been taken there for so long that the address is forgotten?"""
    return failing_since > 0 and now - failing_since >= GIVE_UP_MS
