"""Keys of programs: made by one of the staff, shown once, never worth more than that person's own capabilities."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.bots.hooks import check_hook_url
from tambour.domain.errors import BadInput, Forbidden, NotFound, NotSignedIn
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.programs import HOOKS_MAX, KEYS_MAX, KINDS, NAME_MAX, PREFIX, DeskHook, Program
from tambour.moderation.staff import CAPABILITIES
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.vault import Vault

SEALED = "desk hook"
"""The purpose under which secrets of hooks are sealed."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Makes, knows and takes away keys; keeps the addresses that are told."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault

    async def make(self, user: int, name: str, may: Sequence[str]) -> tuple[Program, str]:
        """A key for one of the staff, and its secret, which nobody sees again.

        Raises BadInput(name|may), Forbidden(desk.not_yours|desk.keys_full).
        """
        name = " ".join(name.split())
        if not name or len(name) > NAME_MAX:
            raise BadInput("name", limit=NAME_MAX)
        if not may or not set(may) <= set(CAPABILITIES):
            raise BadInput("may")
        now, secret = self.clock.now(), PREFIX + self.ids.token(32)
        program = Program(id=self.ids.new(), user=user, name=name, may=frozenset(may), created=now)
        async with self.store.writing() as tx:
            if not program.may <= (await tx.cases.staff(user, now)).may:
                raise Forbidden("desk.not_yours")
            if len(await tx.cases.keys_of(user)) >= KEYS_MAX:
                raise Forbidden("desk.keys_full", limit=KEYS_MAX)
            await tx.cases.add_key(program, hashed(secret))
            said: Payload = {"key": program.id, "may": sorted(program.may)}
            await tx.cases.seal(user, "desk.key", f"user:{user}", said, now)
        return program, secret

    async def who(self, secret: str) -> Program:
        """Whose key this is, with what it may still do. Raises NotSignedIn."""
        now = self.clock.now()
        program = await self.store.read.cases.key(hashed(secret)) if secret.startswith(PREFIX) else None
        staff = await self.store.read.cases.staff(program.user, now) if program else None
        if program is None or staff is None or not staff.may:
            raise NotSignedIn("no such key", why="desk.no_key")
        await self.store.read.cases.used_key(program.id, now)
        return Program(
            id=program.id,
            user=program.user,
            name=program.name,
            may=program.may & staff.may,
            created=program.created,
        )

    async def of(self, user: int) -> list[Program]:
        """A person's living keys."""
        return await self.store.read.cases.keys_of(user)

    async def revoke(self, user: int, key: int) -> None:
        """It opens nothing from now on, and nothing is brought to its addresses. Raises NotFound."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            if not await tx.cases.revoke_key(user, key, now):
                raise NotFound("no such key")
            await tx.cases.seal(user, "desk.unkey", f"user:{user}", {"key": key}, now)

    async def subscribe(self, program: Program, url: str, kinds: Sequence[str]) -> tuple[DeskHook, str]:
        """From here on events of these kinds are brought there; the secret they are signed with.

        Raises BadInput(url|kinds).
        """
        check_hook_url(url)
        wanted = tuple(dict.fromkeys(kinds or KINDS))
        if not set(wanted) <= set(KINDS):
            raise BadInput("kinds")
        secret = self.ids.token(32)
        async with self.store.writing() as tx:
            if len(await tx.cases.hooks_of(program.id)) >= HOOKS_MAX:
                raise BadInput("url", f"at most {HOOKS_MAX} hooks")
            hook = DeskHook(
                id=self.ids.new(),
                key=program.id,
                url=url,
                secret=self.vault.seal(SEALED, secret),
                kinds=wanted,
                sent=await tx.cases.place_events(),
                created=tx.now,
            )
            await tx.cases.add_hook(hook)
            said: Payload = {"hook": hook.id, "url": url}
            await tx.cases.seal(program.user, "desk.hook", f"key:{program.id}", said, tx.now)
        return hook, secret

    async def unsubscribe(self, program: Program, hook: int) -> None:
        """Raises NotFound."""
        async with self.store.writing() as tx:
            if not await tx.cases.drop_hook(program.id, hook, tx.now):
                raise NotFound("no such hook")
            await tx.cases.seal(program.user, "desk.unhook", f"key:{program.id}", {"hook": hook}, tx.now)


def hashed(secret: str) -> bytes:
    """What is stored of a key."""
    return hashlib.sha256(secret.encode()).digest()
