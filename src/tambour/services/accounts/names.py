"""Public names: claimed and released inside the transaction that changes their owner. Used by people and by chats."""

from dataclasses import dataclass

import msgspec

from tambour.domain.errors import BadInput, Conflict, NotFound, NotSignedIn
from tambour.domain.names import clean_public_name, skeleton
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables, Tx
from tambour.services.accounts.sessions import tell_me
from tambour.services.limits import Limits, per_day

HOLD_MS = 30 * 86_400_000
"""The name of a deleted account is not to be had for so long: nobody steps into a stranger's links at once."""
CHANGES_PER_DAY = 10


class NameCheck(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Whether a name can be had; `why` is one of name.length, name.form, name.reserved, name.taken."""

    free: bool
    why: str = ""


async def claim(tx: Tx, kind: str, target: int, name: str, *, now: int) -> str:
    """Give the public name to a 'user' or 'chat' instead of its earlier one; returns it as it will be shown.

    Raises BadInput(name), Conflict(name.taken).
    """
    shown = clean_public_name(name)
    if not await tx.accounts.take_name(shown, skeleton(shown), kind, target, stale=now - HOLD_MS, now=now):
        raise Conflict("this name is taken, or one that looks like it", why="name.taken", field="name")
    return shown


async def release(tx: Tx, kind: str, target: int) -> None:
    """The target has no public name any more, and anybody may take it."""
    await tx.accounts.free_name(kind, target)


async def look_up(tables: Tables, name: str) -> tuple[str, int]:
    """('user' or 'chat', its id) of a public name in any case, @ or not. Raises NotFound."""
    found = await tables.accounts.named(name.strip().removeprefix("@"))
    if found is None:
        raise NotFound("nobody has this name", why="name.unknown")
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """People's own public names."""

    store: Store
    clock: Clock
    limits: Limits
    worn: Worn = unasked
    """What people with a public name say of themselves."""

    async def check(self, target: int, name: str) -> NameCheck:
        """Could `target` (a person or a chat) have it? Refuses nothing."""
        try:
            shown = clean_public_name(name)
        except BadInput as no:
            return NameCheck(free=False, why=str(no.facts["why"]))
        stale = self.clock.now() - HOLD_MS
        taken = await self.store.read.accounts.name_taken(shown, skeleton(shown), target, stale=stale)
        return NameCheck(free=not taken, why="name.taken" if taken else "")

    async def set_own(self, user: int, name: str) -> None:
        """Take a name, or give it back with ''. Raises BadInput(name), Conflict(name.taken), Flood."""
        await self.limits.take(per_day(f"name:{user}", CHANGES_PER_DAY))
        now = self.clock.now()
        async with self.store.writing() as tx:
            person = await tx.accounts.lock_person(user)
            if person is None or person.deleted:
                raise NotSignedIn("no such account", why="auth.no_account")
            if name:
                self.worn(user, person.name, person.about)
            shown = await claim(tx, "user", user, name, now=now) if name else ""
            if not name:
                await release(tx, "user", user)
            await tx.accounts.set_username(user, shown)
            await tell_me(tx, user, now)
