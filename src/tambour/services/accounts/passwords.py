"""The optional password, a second factor after the code. Argon2id, off the event loop, few at a time."""

import asyncio
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from tambour.domain.errors import BadInput, Forbidden
from tambour.domain.people import clean_line
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.sessions import tell_me
from tambour.services.limits import Limits, Want

PASSWORD_MIN = 8
PASSWORD_MAX = 128
HINT_MAX = 64
TRIES = 5
TRY_EVERY_S = 600.0
HASHES_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Passwords:
    """Checks and changes passwords. `hasher` may be a cheaper one in tests."""

    store: Store
    clock: Clock
    limits: Limits
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HASHES_AT_ONCE))
    """A hash takes 64 MiB and a core: a flood of guesses waits in line."""

    async def check(self, user: int, password: str) -> None:
        """Returns when it is right, or when the account has none. Raises Forbidden(auth.password_wrong), Flood."""
        hashed = await self.store.read.accounts.password_hash(user)
        if not hashed:
            return
        want = Want(f"password:{user}", TRIES, TRY_EVERY_S)
        await self.limits.take(want)
        async with self.turns:
            right = await asyncio.to_thread(verify, self.hasher, hashed, password[:PASSWORD_MAX])
        if not right:
            raise Forbidden("auth.password_wrong", "not the password")
        await self.limits.give_back(want)

    async def change(self, user: int, password: str, old: str, hint: str) -> None:
        """Set, change or ('' ) take away the password; the old one is asked for where there is one.

        Raises BadInput(password|hint), Forbidden(auth.password_wrong), Flood.
        """
        await self.check(user, old)
        if password and not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
            raise BadInput("password", f"{PASSWORD_MIN} to {PASSWORD_MAX} characters", why="password.length")
        shown = clean_line(hint, "hint", HINT_MAX)
        if password and password.casefold() in shown.casefold():
            raise BadInput("hint", "the hint gives it away", why="password.hint")
        hashed = ""
        if password:
            async with self.turns:
                hashed = await asyncio.to_thread(self.hasher.hash, password)
        async with self.store.writing() as tx:
            await tx.accounts.set_password(user, hashed, shown if password else "")
            await tell_me(tx, user, self.clock.now())


def verify(hasher: PasswordHasher, hashed: str, password: str) -> bool:
    """In a thread."""
    try:
        return hasher.verify(hashed, password)
    except VerificationError:
        return False
