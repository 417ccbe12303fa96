"""Passkeys: a key in the person's device instead of code and password. It needs no number and can't be phished."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tambour.domain.accounts import Challenge, Passkey
from tambour.domain.errors import Conflict, Forbidden, NotFound, NotSignedIn
from tambour.domain.people import clean_line
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.sessions import Sessions, SignedIn
from tambour.services.limits import Limits, per_hour

CHALLENGE_MS = 5 * 60_000
PASSKEYS_MAX = 20
LABEL_MAX = 64
BEGINS_PER_HOUR = 60


class PasskeyView(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One key in the owner's list; `id` is the credential's, base64url."""

    id: str
    label: str
    created: int
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Passkeys:
    """Adds, uses and removes passkeys. `url` is where people reach the server: keys belong to its host."""

    store: Store
    clock: Clock
    ids: Ids
    limits: Limits
    sessions: Sessions
    url: str
    desk_url: str = ""
    """Where the review desk is reached, if elsewhere: staff use their keys there, too."""

    @property
    def host(self) -> str:
        """The relying party. Browsers make no keys for bare addresses; on one's own desk it is localhost."""
        host = urlsplit(self.url).hostname or "localhost"
        return "localhost" if host in ("127.0.0.1", "::1") else host

    @property
    def origins(self) -> list[str]:
        """Pages that may use the keys."""
        return [origin_of(url) for url in (self.url, self.desk_url) if url]

    async def ask(self, kind: str, user: int = 0, *, device: str = "", address: str = "") -> Challenge:
        """A fresh challenge, good for five minutes and one answer."""
        challenge = Challenge(
            id=self.ids.token(24),
            kind=kind,
            secret=sha256(self.ids.token(32).encode()).digest(),
            user=user,
            device=device,
            address=address,
            expires=self.clock.now() + CHALLENGE_MS,
        )
        await self.store.read.accounts.add_challenge(challenge)
        return challenge

    async def begin_add(self, user: int) -> dict[str, Any]:
        """{id, options} for navigator.credentials.create. Raises Forbidden(passkeys.full)."""
        person = await self.store.read.accounts.person(user)
        if person is None or person.deleted:
            raise NotSignedIn("no such account", why="auth.no_account")
        known = await self.store.read.accounts.passkeys_of(user)
        if len(known) >= PASSKEYS_MAX:
            raise Forbidden("passkeys.full", limit=PASSKEYS_MAX)
        challenge = await self.ask("passkey.add", user)
        options = webauthn.generate_registration_options(
            rp_id=self.host,
            rp_name="Tambour",
            user_id=user.to_bytes(8, "big"),
            user_name=person.username or person.name,
            user_display_name=person.name,
            challenge=challenge.secret,
            timeout=CHALLENGE_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=each.id) for each in known],
        )
        return {"id": challenge.id, "options": msgspec.json.decode(webauthn.options_to_json(options))}

    async def finish_add(
        self, user: int, id: str, credential: dict[str, Any], label: str
    ) -> list[PasskeyView]:
        """Keep the new key; returns all. Raises Forbidden (passkey.expired, passkey.wrong), Conflict."""
        shown = clean_line(label, "label", LABEL_MAX)
        challenge = await self.store.read.accounts.use_challenge(id, "passkey.add", now=self.clock.now())
        if challenge is None or challenge.user != user:
            raise Forbidden("passkey.expired", "begin again")
        try:
            made = webauthn.verify_registration_response(
                credential=credential,
                expected_challenge=challenge.secret,
                expected_rp_id=self.host,
                expected_origin=self.origins,
                require_user_verification=True,
            )
        except Exception as wrong:  # bytes of strangers in another's parser: whatever it raises is a no
            raise Forbidden("passkey.wrong", "this is no passkey of ours") from wrong
        passkey = Passkey(
            id=made.credential_id,
            user=user,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            label=shown,
            created=self.clock.now(),
        )
        async with self.store.writing() as tx:
            if not await tx.accounts.add_passkey(passkey):
                raise Conflict("this key is known", why="passkey.known")
            await tx.tell(user, "session", {"key": bytes_to_base64url(passkey.id), "on": 1, "label": shown})
        return await self.listed(user)

    async def listed(self, user: int) -> list[PasskeyView]:
        """Oldest first."""
        return [
            PasskeyView(
                id=bytes_to_base64url(each.id), label=each.label, created=each.created, seen=each.used
            )
            for each in await self.store.read.accounts.passkeys_of(user)
        ]

    async def remove(self, user: int, id: str) -> None:
        """Raises NotFound."""
        async with self.store.writing() as tx:
            if not await tx.accounts.drop_passkey(user, to_bytes(id)):
                raise NotFound("no such passkey", why="passkey.unknown")
            await tx.tell(user, "session", {"key": id, "on": 0})

    async def begin(self, *, device: str, address: str, kind: str = "passkey.use") -> dict[str, Any]:
        """{id, options} for navigator.credentials.get: names no account, so it tells of none. Raises Flood.

        `kind`: what the answer will open; `passkey.desk` is the review desk.
        """
        if address:
            await self.limits.take(per_hour(f"passkey:{address}", BEGINS_PER_HOUR))
        challenge = await self.ask(kind, device=device, address=address)
        options = webauthn.generate_authentication_options(
            rp_id=self.host,
            challenge=challenge.secret,
            timeout=CHALLENGE_MS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return {"id": challenge.id, "options": msgspec.json.decode(webauthn.options_to_json(options))}

    async def finish(self, id: str, credential: dict[str, Any]) -> SignedIn:
        """Sign in. The device asked for finger, face or PIN, so no password is asked for besides.

        Raises Forbidden (passkey.expired, passkey.wrong).
        """
        challenge, passkey, count = await self.proved(id, credential, "passkey.use")
        async with self.store.writing() as tx:
            await tx.accounts.used_passkey(passkey.id, count, self.clock.now())
            return await self.sessions.begin(
                tx, passkey.user, device=challenge.device, address=challenge.address
            )

    async def owner(self, id: str, credential: dict[str, Any], kind: str) -> int:
        """Whose key answered a challenge of this kind; no session begins. Raises Forbidden as `finish` does."""
        _, passkey, count = await self.proved(id, credential, kind)
        await self.store.read.accounts.used_passkey(passkey.id, count, self.clock.now())
        return passkey.user

    async def proved(self, id: str, credential: dict[str, Any], kind: str) -> tuple[Challenge, Passkey, int]:
        """The challenge, the key that answered it, and the key's new count. Raises Forbidden."""
        challenge = await self.store.read.accounts.use_challenge(id, kind, now=self.clock.now())
        if challenge is None:
            raise Forbidden("passkey.expired", "begin again")
        passkey = await self.store.read.accounts.passkey(to_bytes(str(credential.get("id", ""))))
        if passkey is None:
            raise Forbidden("passkey.wrong", "this is no passkey of ours")
        try:
            used = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge.secret,
                expected_rp_id=self.host,
                expected_origin=self.origins,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except Exception as wrong:  # bytes of strangers in another's parser: whatever it raises is a no
            raise Forbidden("passkey.wrong", "this is no passkey of ours") from wrong
        return challenge, passkey, used.new_sign_count


def origin_of(url: str) -> str:
    """As a browser names it; keys are made for localhost, never for the bare address of it."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{'localhost' if host in ('127.0.0.1', '::1') else host}{port}"


def to_bytes(id: str) -> bytes:
    """A credential's id; b'' when it is none."""
    try:
        return base64url_to_bytes(id)
    except ValueError:
        return b""
