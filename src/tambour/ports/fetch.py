"""The only way to an address that somebody else chose: pages for previews, bytes to push services and webhooks."""

from collections.abc import Mapping
from typing import Protocol

import msgspec

PAGE_BYTES_MAX = 1024 * 1024


class Unfetched(Exception):
    """Nothing came. `why` is stable: url, scheme, port, address, redirects, too_large, encoding, timeout, network."""

    def __init__(self, why: str, about: str = "") -> None:
        super().__init__(f"{why}: {about}" if about else why)
        self.why = why


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a GET."""

    url: str
    """Where it came from in the end, after redirects."""
    status: int
    kind: str
    """Media type, lower case, without parameters."""
    charset: str
    """As the header names it, or ''."""
    body: bytes
    headers: Mapping[str, str] = {}
    """Lower case names; of a name that stands twice the first."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a POST. Of its body as much is kept as the caller asked for."""

    status: int
    retry_after_s: int = 0
    kind: str = ""
    """Media type, lower case, without parameters."""
    body: bytes = b""


class Fetch(Protocol):
    """Reaches public addresses only, whatever the URL, its DNS or its redirects say. No cookies, and no credentials but
    those that a caller hands over."""

    async def get(
        self,
        url: str,
        *,
        accept: str,
        bytes_max: int = PAGE_BYTES_MAX,
        cut: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """At most three redirects. `cut`: of a longer body the first `bytes_max` bytes. `headers`: more of them, for
        this host, port and scheme only: a redirect elsewhere travels without. Raises Unfetched."""
        ...

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, bytes_max: int = 0) -> Answer:
        """Redirects are answers like any other, never followed. An answer longer than `bytes_max` (when it is not 0)
        is Unfetched. Raises Unfetched."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...
