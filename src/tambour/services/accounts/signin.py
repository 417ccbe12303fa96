"""Signing up and in: a code to a phone or an e-mail address, then a password or a name where one is needed."""

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from tambour.domain.accounts import Attempt
from tambour.domain.errors import BadInput, Conflict, Forbidden, NeedName, NeedPassword
from tambour.domain.people import LANGS, Person, clean_line
from tambour.ports.outside import Clock, Ids, Sender
from tambour.ports.store import Store, Tx
from tambour.services.accounts.passwords import Passwords
from tambour.services.accounts.people import honest_name
from tambour.services.accounts.sessions import Sessions, SignedIn
from tambour.services.accounts.targets import region_of, to_email, to_phone
from tambour.services.accounts.vault import Vault
from tambour.services.limits import Limits, Want, per_day, per_hour

CODE_DIGITS = 6
CODE_MS = 10 * 60_000
TRIES_MAX = 5
WAIT_S = 60
DEVICE_MAX = 64
PREFIX_DIGITS = 6


class Started(msgspec.Struct, kw_only=True):
    """The same whether or not there is an account. `len` digits are coming; ask again after `wait` seconds."""

    id: str
    channel: str
    len: int = CODE_DIGITS
    wait: int = WAIT_S


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How many codes may be asked for. A code that was really used gives its number, prefix and address theirs back."""

    per_target_hour: int = 3
    per_prefix_hour: int = 20
    """Numbers that share the first digits: pumping of paid numbers runs dry here, and nobody else does."""
    per_address_hour: int = 20
    phones_per_day: int = 2000
    """The spend breaker: no more paid messages than this a day, whatever happens."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """The way in by code. `senders` by channel: phone, email; `region` reads numbers without a country."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault
    limits: Limits
    sessions: Sessions
    passwords: Passwords
    senders: Mapping[str, Sender]
    region: str = "RU"
    code_limits: CodeLimits = field(default_factory=CodeLimits)

    async def start(
        self, *, phone: str = "", email: str = "", device: str = "", lang: str = "en", address: str = ""
    ) -> Started:
        """Send a code. Nothing here looks at who has an account, so neither answer nor time can tell.

        Raises BadInput(phone|email), Flood, Retry.
        """
        if bool(phone) == bool(email):
            raise BadInput("phone", "a phone number or an e-mail address", why="auth.target")
        channel = "phone" if phone else "email"
        target = to_phone(phone, self.region) if phone else to_email(email)
        if channel not in self.senders:
            raise Forbidden("auth.channel_off", "this server does not send codes that way")
        now = self.clock.now()
        digest = self.vault.digest(channel, target)
        await self.limits.take(*self.wants(channel, target, digest, address))
        code = draw_code(self.ids, self.vault)
        attempt = Attempt(
            id=self.ids.token(24),
            channel=channel,
            target_hmac=digest,
            target_sealed=self.vault.seal(channel, target),
            device=clean_line(device, "device", 256)[:DEVICE_MAX],
            address=address,
            lang=lang if lang in LANGS else "en",
            created=now,
            expires=now + CODE_MS,
        )
        hashed = self.code_hash(attempt.id, code)
        await self.store.read.accounts.add_attempt(replace(attempt, code_hash=hashed))
        await self.senders[channel].send_code(target, code, attempt.lang)
        return Started(id=attempt.id, channel=channel)

    def wants(self, channel: str, target: str, digest: bytes, address: str) -> list[Want]:
        """The buckets one code is paid from."""
        most = self.code_limits
        found = [per_hour(f"code:target:{digest.hex()[:32]}", most.per_target_hour)]
        if channel == "phone":
            found.append(per_hour(f"code:prefix:{target[: PREFIX_DIGITS + 1]}", most.per_prefix_hour))
            found.append(per_day("code:phones", most.phones_per_day))
        if network := network_of(address):
            found.append(per_hour(f"code:address:{network}", most.per_address_hour))
        return found

    def code_hash(self, id: str, code: str) -> bytes:
        """A code is kept only as a keyed digest bound to its attempt."""
        return self.vault.digest("code", f"{id} {code}")

    async def code(self, id: str, code: str) -> SignedIn:
        """Check the code. Raises Forbidden (auth.code_wrong, auth.code_expired), NeedName, NeedPassword."""
        attempt = await self.store.read.accounts.try_attempt(
            id, ("code", "password", "name"), tries_max=TRIES_MAX, now=self.clock.now()
        )
        if attempt is None or attempt.channel == "qr":
            raise Forbidden("auth.code_expired", "ask for a new code")
        if not hmac.compare_digest(attempt.code_hash, self.code_hash(id, "".join(code.split()))):
            raise Forbidden("auth.code_wrong", "not this code", left=TRIES_MAX - attempt.tries)
        user = await self.store.read.accounts.user_of(attempt.channel, attempt.target_hmac)
        target = self.vault.unseal(attempt.channel, attempt.target_sealed)
        if attempt.stage == "code":
            wants = self.wants(attempt.channel, target, attempt.target_hmac, attempt.address)
            await self.limits.give_back(*(want for want in wants if want.bucket != "code:phones"))
        if not user:
            await self.store.read.accounts.move_attempt(id, "name", 0)
            raise NeedName
        return await self.enter(attempt, user)

    async def enter(self, attempt: Attempt, user: int) -> SignedIn:
        """The first factor is proved: begin a session, or ask for the second. Raises NeedPassword."""
        person = await self.store.read.accounts.person(user)
        if person is not None and person.has_password:
            await self.store.read.accounts.move_attempt(attempt.id, "password", user)
            raise NeedPassword("the password, please", hint=person.password_hint, id=attempt.id)
        async with self.store.writing() as tx:
            return await self.finish(tx, attempt, user)

    async def password(self, id: str, password: str) -> SignedIn:
        """The second factor. Raises Forbidden (auth.password_wrong, auth.code_expired), Flood."""
        attempt = await self.store.read.accounts.try_attempt(
            id, ("password",), tries_max=TRIES_MAX * 2, now=self.clock.now()
        )
        if attempt is None:
            raise Forbidden("auth.code_expired", "begin again")
        await self.passwords.check(attempt.user, password)
        async with self.store.writing() as tx:
            return await self.finish(tx, attempt, attempt.user)

    async def name(self, id: str, name: str) -> SignedIn:
        """Sign up. Raises BadInput(name), Forbidden (auth.code_expired), Conflict (auth.taken)."""
        shown = honest_name(name)
        attempt = await self.store.read.accounts.try_attempt(
            id, ("name",), tries_max=TRIES_MAX * 2, now=self.clock.now()
        )
        if attempt is None:
            raise Forbidden("auth.code_expired", "begin again")
        person = Person(id=self.ids.new(), name=shown, lang=attempt.lang, created=self.clock.now())
        async with self.store.writing() as tx:
            await tx.accounts.add_person(person)
            await tx.accounts.set_country(person.id, self.country(attempt))
            if not await tx.accounts.add_reach(
                attempt.channel, attempt.target_hmac, person.id, attempt.target_sealed
            ):
                raise Conflict("signed up meanwhile", why="auth.taken")
            return await self.finish(tx, attempt, person.id)

    def country(self, attempt: Attempt) -> str:
        """Of the number, '' for an address. All that is known of where somebody is."""
        if attempt.channel != "phone":
            return ""
        return region_of(self.vault.unseal(attempt.channel, attempt.target_sealed))

    async def finish(self, tx: Tx, attempt: Attempt, user: int) -> SignedIn:
        """Use the attempt up and begin the session."""
        if not await tx.accounts.move_attempt(attempt.id, "done", user):
            raise Forbidden("auth.code_expired", "this code was used")
        return await self.sessions.begin(tx, user, device=attempt.device, address=attempt.address)


def draw_code(ids: Ids, vault: Vault) -> str:
    """Fresh digits, each code as likely as any other."""
    drawn = int.from_bytes(vault.digest("draw code", ids.token(32)))
    return str(drawn % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def network_of(address: str) -> str:
    """The /24 or /56 an address belongs to; '' for our own machine, where a proxy or a test speaks."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.is_loopback:
        return ""
    size = 24 if found.version == 4 else 56
    return str(ipaddress.ip_network(f"{found}/{size}", strict=False))
