"""The accounts floor put together: one object that app/ builds and that methods, command line and demo use."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argon2 import PasswordHasher

from tambour.domain.errors import BadInput, Conflict
from tambour.domain.people import ROLES, Person
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock, Ids, Sender
from tambour.ports.store import Store
from tambour.services.accounts.contacts import Contacts
from tambour.services.accounts.erase import Erase
from tambour.services.accounts.names import Names
from tambour.services.accounts.passkeys import Passkeys
from tambour.services.accounts.passwords import Passwords
from tambour.services.accounts.people import People, honest_name
from tambour.services.accounts.preferences import Preferences
from tambour.services.accounts.presence import Presence
from tambour.services.accounts.qr import QrSignIn
from tambour.services.accounts.sessions import Revocations, Sessions, SignedIn
from tambour.services.accounts.signin import CodeLimits, SignIn
from tambour.services.accounts.targets import region_of, to_phone
from tambour.services.accounts.vault import Vault
from tambour.services.limits import Limits
from tambour.services.tokens import Tokens

SWEEP_EVERY_S = 3600.0

log = logging.getLogger(__name__)

NODE_BYTES = 9


@dataclass(frozen=True, slots=True)
class Accounts:
    """All rooms of services/accounts. Build it with `open_accounts`."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault
    tokens: Tokens
    revocations: Revocations
    limits: Limits
    sessions: Sessions
    passwords: Passwords
    sign_in: SignIn
    people: People
    names: Names
    contacts: Contacts
    preferences: Preferences
    presence: Presence
    passkeys: Passkeys
    qr: QrSignIn
    erase: Erase
    worn: Worn

    async def add(self, *, phone: str, name: str, role: str = "member", lang: str = "en") -> int:
        """An account made by the operator, without a code; returns its id.

        Raises BadInput(phone|name|role), Conflict(auth.taken) when the number has an account.
        """
        if role not in ROLES:
            raise BadInput("role", f"one of {', '.join(ROLES)}", why="role.unknown")
        target = to_phone(phone, self.sign_in.region)
        person = Person(
            id=self.ids.new(), name=honest_name(name, role), role=role, lang=lang, created=self.clock.now()
        )
        digest = self.vault.digest("phone", target)
        async with self.store.writing() as tx:
            await tx.accounts.add_person(person)
            await tx.accounts.set_country(person.id, region_of(target))
            if not await tx.accounts.add_reach("phone", digest, person.id, self.vault.seal("phone", target)):
                raise Conflict("this number has an account", why="auth.taken")
            if role != "member":
                await tx.cases.seal(0, "staff.add", f"user:{person.id}", {"role": role}, tx.now)
        return person.id

    async def sweep(self) -> None:
        """Forget what ran out: attempts, challenges, long-ended sessions, full buckets."""
        await self.store.read.accounts.sweep(self.clock.now())

    async def keep_sweeping(self) -> None:
        """Once an hour, until cancelled; a sweep that fails is made up for by the next."""
        while True:
            await asyncio.sleep(SWEEP_EVERY_S)
            try:
                await self.sweep()
            except Exception:
                log.warning("what ran out was not swept; it will be", exc_info=True)

    async def find(self, phone: str) -> int:
        """Whose number it is, or 0. For operators only. Raises BadInput(phone)."""
        target = to_phone(phone, self.sign_in.region)
        return await self.store.read.accounts.user_of("phone", self.vault.digest("phone", target))

    async def sign(self, user: int, device: str) -> SignedIn:
        """A session made by the operator (`user add --print-token`, demo, benches)."""
        async with self.store.writing() as tx:
            return await self.sessions.begin(tx, user, device=device, address="")


def open_accounts(
    store: Store,
    clock: Clock,
    ids: Ids,
    root: bytes,
    senders: Mapping[str, Sender],
    *,
    url: str = "http://localhost",
    desk_url: str = "",
    publish: Callable[[Nudge], None] = lambda nudge: None,
    region: str = "RU",
    code_limits: CodeLimits | None = None,
    limited: bool = True,
    hasher: PasswordHasher | None = None,
    worn: Worn = unasked,
) -> Accounts:
    """Put the rooms together. `root`: the server's secret (adapters/secrets.py); `url`: where people reach the server,
    for passkeys and QR codes; `desk_url`: where the desk has an origin of its own; `publish`: the bus's, for presence.
    """
    vault = Vault(root, ids)
    revocations = Revocations(store, clock)
    tokens = Tokens(vault.key("access"), clock, revocations)
    limits = Limits(store, clock, limited)
    sessions = Sessions(store, clock, ids, vault, tokens)
    passwords = Passwords(store, clock, limits, hasher or PasswordHasher())
    sign_in = SignIn(
        store,
        clock,
        ids,
        vault,
        limits,
        sessions,
        passwords,
        senders,
        region,
        code_limits or CodeLimits(),
    )
    return Accounts(
        store=store,
        clock=clock,
        ids=ids,
        vault=vault,
        tokens=tokens,
        revocations=revocations,
        limits=limits,
        sessions=sessions,
        passwords=passwords,
        sign_in=sign_in,
        people=People(store, clock, vault, worn),
        names=Names(store, clock, limits, worn),
        contacts=Contacts(store, clock, vault, limits, region),
        preferences=Preferences(store, clock),
        presence=Presence(store, clock, publish, ids.token(NODE_BYTES)),
        passkeys=Passkeys(store, clock, ids, limits, sessions, url, desk_url),
        qr=QrSignIn(store, clock, ids, limits, sign_in, url),
        erase=Erase(store, clock, passwords, sessions),
        worn=worn,
    )
