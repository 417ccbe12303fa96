"""Leaving for good: the account becomes a tombstone without a name.

What people said to others stays where they said it, under "Deleted account", as people know it from other messengers;
deleting single messages for everybody is their own choice before. What they kept for themselves is erased.
Groups and channels live on: the chats' own room gives them to the next in line. A *public* one with other people in it
has a name and readers to answer for, so leaving it is refused with `account.owns_chats` until the person hands it over
(owner.transfer), deletes it, or says `chats: true`: the next in line may have it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tambour.domain.errors import Forbidden
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.passwords import Passwords
from tambour.services.accounts.sessions import Sessions

LeaveAll = Callable[[int], Awaitable[None]]
"""(user): out of every group and channel, ownership passed on; may be repeated."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Deletes accounts."""

    store: Store
    clock: Clock
    passwords: Passwords
    sessions: Sessions

    async def account(self, user: int, *, password: str, with_chats: bool, leave_all: LeaveAll) -> None:
        """Chats first, one by one, then the account: broken off in between, it can simply be asked again.

        Raises Forbidden (account.owns_chats with `count`, auth.password_wrong), Flood.
        """
        await self.passwords.check(user, password)
        public = await self.store.read.accounts.public_owned(user)
        if public and not with_chats:
            raise Forbidden("account.owns_chats", "hand your public chats over first", count=public)
        await leave_all(user)
        async with self.store.writing() as tx:
            now = self.clock.now()
            await tx.accounts.lock_person(user)
            await tx.accounts.hold_name("user", user, now)
            await self.sessions.end(tx, user)
            await tx.accounts.erase_person(user, now)
            for bot in await tx.bots.owned_by(user):
                tx.shout(k="suspended", user=bot.id, until=0)  # nobody answers for it: its polls end
