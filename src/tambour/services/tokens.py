"""Access tokens: signed, short-lived, checked without the database."""

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Container
from dataclasses import dataclass, field

from tambour.domain.errors import NotSignedIn
from tambour.ports.outside import Clock

ACCESS_MS = 15 * 60_000
SHAPE = struct.Struct(">QQQ")
MAC_SIZE = 32


@dataclass(frozen=True, slots=True)
class Tokens:
    """Issues and reads access tokens. A token is one URL-safe word, fit for a WebSocket sub-protocol.

    `secret` has at least 32 bytes. A token of one `purpose` is none of another.
    `revoked` holds the sessions ended less than a token's life ago.
    """

    secret: bytes
    clock: Clock
    revoked: Container[int] = field(default=frozenset())
    purpose: bytes = b"access"
    life_ms: int = ACCESS_MS

    def issue(self, user: int, session: int) -> str:
        """A token good for `life_ms` from now."""
        body = SHAPE.pack(user, session, self.clock.now() + self.life_ms)
        return base64.urlsafe_b64encode(body + self.sign(body)).rstrip(b"=").decode()

    def read(self, token: str) -> tuple[int, int]:
        """(user, session). Raises NotSignedIn with why auth.bad_token, auth.expired or auth.revoked."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise NotSignedIn("not a token", why="auth.bad_token") from None
        body, mac = raw[:-MAC_SIZE], raw[-MAC_SIZE:]
        if len(body) != SHAPE.size or not hmac.compare_digest(mac, self.sign(body)):
            raise NotSignedIn("not our token", why="auth.bad_token")
        user, session, expires = SHAPE.unpack(body)
        if expires <= self.clock.now():
            raise NotSignedIn("the token has run out", why="auth.expired")
        if session in self.revoked:
            raise NotSignedIn("the session was ended", why="auth.revoked")
        return user, session

    def sign(self, body: bytes) -> bytes:
        """The seal over a token's body."""
        return hmac.digest(self.secret, self.purpose + body, hashlib.sha256)
