"""Signing in as rows of state: an attempt, a session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One row of `sign_ins`: code, then password or name, then a session."""

    id: str
    channel: str
    """phone, email, or qr for an attempt that another device vouched for."""
    target_hmac: bytes = b""
    target_sealed: bytes = b""
    code_hash: bytes = b""
    tries: int = 0
    stage: str = "code"
    user: int = 0
    device: str = ""
    address: str = ""
    lang: str = "en"
    created: int = 0
    expires: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One row of `sessions`: a device that is signed in. `revoked` 0: alive."""

    id: int
    user: int
    seed: bytes
    """Random per session; refresh tokens are derived from it and the server's secret, so rows alone are no tokens."""
    gen: int = 0
    """Which refresh token is the good one."""
    rotated: int = 0
    device: str = ""
    address: str = ""
    created: int = 0
    seen: int = 0
    revoked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One row of `challenges`: short-lived and used once. `kind`: passkey.add, passkey.use or qr."""

    id: str
    kind: str
    secret: bytes
    user: int = 0
    """Whose passkey it will be; for a QR code 0 until a device accepts it."""
    device: str = ""
    address: str = ""
    expires: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One row of `passkeys`."""

    id: bytes
    user: int
    public_key: bytes
    sign_count: int
    label: str = ""
    created: int = 0
    used: int = 0
