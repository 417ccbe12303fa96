"""Signing a browser in by a QR code: the browser shows it, a signed-in device reads it and vouches."""

import hmac
import io
from dataclasses import dataclass
from hashlib import sha256

import msgspec
import segno

from tambour.domain.accounts import Attempt, Challenge
from tambour.domain.errors import Forbidden
from tambour.domain.people import clean_line
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.sessions import SignedIn
from tambour.services.accounts.signin import CODE_MS, DEVICE_MAX, SignIn, network_of
from tambour.services.limits import Limits, per_hour

QR_MS = 60_000
MARK = "/qr/"
CODES_PER_HOUR = 300
"""A page that stays open draws a new one each minute."""


class QrCode(msgspec.Struct, kw_only=True):
    """What the browser shows, and `secret`, by which it alone may ask. `expires` in ms."""

    id: str
    secret: str
    url: str
    svg: str
    expires: int


class Accepted(msgspec.Struct, kw_only=True):
    """What was let in."""

    device: str
    address: str


@dataclass(frozen=True, slots=True)
class QrSignIn:
    """`url` is where people reach the server."""

    store: Store
    clock: Clock
    ids: Ids
    limits: Limits
    sign_in: SignIn
    url: str

    async def create(self, *, device: str, address: str) -> QrCode:
        """A code good for a minute. Raises Flood."""
        if network := network_of(address):
            await self.limits.take(per_hour(f"qr:{network}", CODES_PER_HOUR))
        id, secret = self.ids.token(24), self.ids.token(24)
        expires = self.clock.now() + QR_MS
        await self.store.read.accounts.add_challenge(
            Challenge(
                id=id,
                kind="qr",
                secret=sha256(secret.encode()).digest(),
                device=clean_line(device, "device", 256)[:DEVICE_MAX],
                address=address,
                expires=expires,
            )
        )
        url = f"{self.url}{MARK}{id}"
        return QrCode(id=id, secret=secret, url=url, svg=draw(url), expires=expires)

    async def poll(self, id: str, secret: str) -> SignedIn | None:
        """None while nobody has accepted; then signs in, once.

        Raises Forbidden(qr.expired), NeedPassword (go on with auth.password and its `id`): a code shown by a
        cheat and accepted by mistake opens no account that has a second factor.
        """
        now = self.clock.now()
        waiting = await self.store.read.accounts.challenge(id, "qr", now=now)
        if waiting is None or not hmac.compare_digest(waiting.secret, sha256(secret.encode()).digest()):
            raise Forbidden("qr.expired", "draw a new code")
        if not waiting.user:
            return None
        if await self.store.read.accounts.use_challenge(id, "qr", now=now) is None:
            raise Forbidden("qr.expired", "draw a new code")
        attempt = Attempt(
            id=self.ids.token(24),
            channel="qr",
            device=waiting.device,
            address=waiting.address,
            created=now,
            expires=now + CODE_MS,
        )
        await self.store.read.accounts.add_attempt(attempt)
        return await self.sign_in.enter(attempt, waiting.user)

    async def accept(self, user: int, url: str) -> Accepted:
        """From a signed-in device: let the browser that shows this code in. Raises Forbidden(qr.expired)."""
        _, mark, id = url.strip().rpartition(MARK)
        found = (
            await self.store.read.accounts.accept_challenge(id, user, now=self.clock.now()) if mark else None
        )
        if found is None:
            raise Forbidden("qr.expired", "this code is no longer good")
        return Accepted(device=found.device, address=found.address)


def draw(url: str) -> str:
    """SVG without a size of its own, dark on light whatever the theme: readers need the contrast."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#000", light="#fff"
    )
    return out.getvalue().decode()
