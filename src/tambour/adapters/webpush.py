"""Web Push: encryption for one browser (RFC 8291, aes128gcm) and the server's own signature (RFC 8292, VAPID).

The key pair derives from the root secret, so it survives restores and no third party hands it out.
"""

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from pywebpush import WebPusher

from tambour.ports.outside import Clock
from tambour.ports.push import Parcel, Subscription

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256."""
SIGNED_FOR_S = 12 * 3600
RENEW_BEFORE_S = 3600
TOKENS_MAX = 64
PAYLOAD_MAX = 3072


def base64url(raw: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class VapidSeal:
    """See PushSeal in ports/push.py. `key`: 32 secret bytes; `contact`: mailto: or https: for the push service."""

    key: bytes
    contact: str
    clock: Clock
    tokens: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Signatures by origin, and until when they are good (s)."""

    def __post_init__(self) -> None:
        number = int.from_bytes(self.key, "big") % (ORDER - 1) + 1
        self.private = ec.derive_private_key(number, ec.SECP256R1())
        self.public_key = base64url(
            self.private.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    def signature(self, endpoint: str) -> str:
        """`Authorization` for the push service of this endpoint; made twice a day."""
        parts = urlsplit(endpoint)
        origin, now = f"{parts.scheme}://{parts.netloc}", self.clock.now() // 1000
        token, until = self.tokens.get(origin, ("", 0))
        if until - RENEW_BEFORE_S > now:
            return token
        if len(self.tokens) >= TOKENS_MAX:
            self.tokens.clear()
        until = now + SIGNED_FOR_S
        signed: Any = Vapid02(self.private).sign({"aud": origin, "exp": until, "sub": self.contact})
        self.tokens[origin] = (str(signed["Authorization"]), until)
        return self.tokens[origin][0]

    def seal(self, sub: Subscription, payload: bytes, *, ttl_s: int, urgency: str, topic: str) -> Parcel:
        """About a millisecond of CPU."""
        if len(payload) > PAYLOAD_MAX:
            raise ValueError("a push holds no more than 3 KiB")
        keys = {"p256dh": base64url(sub.p256dh), "auth": base64url(sub.auth)}
        encoded: Any = WebPusher({"endpoint": sub.endpoint, "keys": keys}).encode(payload, "aes128gcm")
        headers = {
            "Authorization": self.signature(sub.endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(ttl_s),
            "Urgency": urgency,
        }
        return Parcel(bytes(encoded["body"]), headers | ({"Topic": topic} if topic else {}))
