"""A browser asks to be told, or to be left alone."""

import base64
import binascii
from dataclasses import dataclass

import msgspec

from tambour.domain.errors import BadInput, NotFound
from tambour.domain.push import test_note
from tambour.ports.fetch import Fetch, Unfetched
from tambour.ports.outside import Clock
from tambour.ports.push import PushSeal, Subscription
from tambour.ports.store import Store

ENDPOINT_MAX = 1000
POINT_SIZE, POINT_MARK = 65, 4
AUTH_SIZE = 16
TEST_TTL_S = 60


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Use cases of one person and the browser they sit at."""

    store: Store
    clock: Clock
    fetch: Fetch
    seal: PushSeal

    async def add(self, user: int, session: int, endpoint: str, p256dh: str, auth: str) -> None:
        """Raises BadInput(endpoint|p256dh|auth)."""
        point, secret = from_base64(p256dh, "p256dh"), from_base64(auth, "auth")
        if len(point) != POINT_SIZE or point[0] != POINT_MARK:
            raise BadInput("p256dh", "an uncompressed point of P-256 is wanted")
        if len(secret) != AUTH_SIZE:
            raise BadInput("auth", "sixteen bytes are wanted")
        if len(endpoint) > ENDPOINT_MAX or not endpoint.startswith(("https://", "http://")):
            raise BadInput("endpoint", "an address of a push service is wanted")
        sub = Subscription(user=user, session=session, endpoint=endpoint, p256dh=point, auth=secret)
        try:
            self.seal.seal(sub, b"{}", ttl_s=0, urgency="low", topic="")
        except Exception as wrong:
            raise BadInput("p256dh", "no key for this address") from wrong
        async with self.store.writing() as tx:
            await tx.push.add(sub, self.clock.now())

    async def remove(self, user: int, endpoint: str) -> None:
        """Whether it was known or not."""
        await self.store.read.push.remove(endpoint, user)

    async def test(self, session: int, lang: str) -> int:
        """Send something to this session's browsers; returns how many push services took it. Raises NotFound."""
        subs = await self.store.read.push.of_session(session)
        if not subs:
            raise NotFound("this device gets no notifications", why="push.none")
        payload, taken = msgspec.json.encode(test_note(lang)), 0
        for sub in subs:
            parcel = self.seal.seal(sub, payload, ttl_s=TEST_TTL_S, urgency="high", topic="")
            try:
                answer = await self.fetch.post(sub.endpoint, parcel.body, parcel.headers)
            except Unfetched:
                continue
            taken += 200 <= answer.status < 300
            if answer.status in (404, 410):
                await self.store.read.push.remove(sub.endpoint)
        return taken


def from_base64(text: str, name: str) -> bytes:
    """base64url with or without padding. Raises BadInput."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise BadInput(name, "no base64url") from wrong
