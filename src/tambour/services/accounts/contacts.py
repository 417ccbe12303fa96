"""Whom one knows, and whom one does not want to hear from."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.chats import pair_of
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.people import NAME_MAX, STRANGERS, Person, User, clean_line, may
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables, Tx
from tambour.services.accounts.people import views
from tambour.services.accounts.targets import region_of, to_phone
from tambour.services.accounts.vault import Vault
from tambour.services.limits import Limits, per_day

CONTACTS_MAX = 5000
BLOCKS_MAX = 5000
IMPORT_MAX = 100
NEW_NUMBERS_PER_DAY = 1000


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts and blocks."""

    store: Store
    clock: Clock
    vault: Vault
    limits: Limits
    region: str

    async def listed(self, user: int) -> list[User]:
        """Everybody, newest first."""
        ids = await self.store.read.accounts.contacts_of(user)
        return await views(self.store.read, user, ids, self.clock.now())

    async def put(self, user: int, other: int, name: str | None) -> list[User]:
        """Add or rename a contact; they are not told. Raises NotFound, BadInput(u|name), Forbidden(contacts.full)."""
        shown = None if name is None else clean_line(name, "name", NAME_MAX)
        await self.somebody_else(user, other)
        async with self.store.writing() as tx:
            await tx.accounts.lock_person(user)
            known = await tx.accounts.contacts_of(user)
            if other not in known and len(known) >= CONTACTS_MAX:
                raise Forbidden("contacts.full", limit=CONTACTS_MAX)
            await tx.accounts.set_contacts(user, [other], shown, self.clock.now())
            await tx.tell(user, "contact", {"u": other, "on": 1})
            return await views(tx, user, [other], self.clock.now())

    async def drop(self, user: int, other: int) -> list[User]:
        """Nothing happens when they were none."""
        async with self.store.writing() as tx:
            if await tx.accounts.drop_contact(user, other):
                await tx.tell(user, "contact", {"u": other, "on": 0})
                tx.shout(k="ties", u=user)
            return await views(tx, user, [other], self.clock.now())

    async def bring(self, user: int, phones: Sequence[str]) -> list[User]:
        """Contacts from an address book: those who let themselves be found by number become contacts.

        What can't be read as a number is left out. Every number that isn't a contact's already counts against 1,000
        a day, found or not, so that nobody walks through all numbers. Raises BadInput(phones), Flood.
        """
        if len(phones) > IMPORT_MAX:
            raise BadInput("phones", "too many at once", why="contacts.too_many", limit=IMPORT_MAX)
        digests = await self.digests(user, phones)
        owners = await self.store.read.accounts.users_of("phone", sorted(digests))
        known = set(await self.store.read.accounts.contacts_of(user))
        new = [digest for digest in digests if owners.get(digest, 0) not in known]
        if new:
            await self.limits.take(per_day(f"import:{user}", NEW_NUMBERS_PER_DAY, cost=len(new)))
        found = [owners[digest] for digest in digests if digest in owners and owners[digest] != user]
        async with self.store.writing() as tx:
            willing = await self.findable(tx, user, found)
            added = [other for other in willing if other not in known]
            if len(known) + len(added) > CONTACTS_MAX:
                raise Forbidden("contacts.full", limit=CONTACTS_MAX)
            await tx.accounts.set_contacts(user, added, None, self.clock.now())
            for other in added:
                await tx.tell(user, "contact", {"u": other, "on": 1})
            return await views(tx, user, willing, self.clock.now())

    async def digests(self, user: int, phones: Sequence[str]) -> list[bytes]:
        """Peppered digests of what is a number; those without a country are read as the person's own number is."""
        sealed = await self.store.read.accounts.reach_of("phone", user)
        own = region_of(self.vault.unseal("phone", sealed)) if sealed else ""
        found: dict[bytes, None] = {}
        for text in phones:
            try:
                found[self.vault.digest("phone", to_phone(text, own or self.region))] = None
            except BadInput:
                continue
        return list(found)

    async def findable(self, tables: Tables, user: int, others: Sequence[int]) -> list[int]:
        """Those who let `user` find them by number."""
        people = await tables.accounts.people(others)
        ties = await tables.accounts.ties(user, others)
        return [
            other
            for other in others
            if other in people
            and not people[other].deleted
            and may(people[other].audience("find_by_phone"), ties.get(other, STRANGERS))
        ]

    async def block(self, user: int, other: int, on: bool) -> None:
        """Who is blocked can't write to the person, nor add them, nor see when they were here.

        Raises NotFound, BadInput(u), Forbidden(blocks.full).
        """
        await self.somebody_else(user, other, deleted=not on)
        async with self.store.writing() as tx:
            await tx.accounts.lock_person(user)
            if on and len(await tx.accounts.blocks_of(user)) >= BLOCKS_MAX:
                raise Forbidden("blocks.full", limit=BLOCKS_MAX)
            if await tx.accounts.set_block(user, other, on, self.clock.now()):
                await tx.tell(user, "block", {"u": other, "on": int(on)})
                tx.shout(k="ties", u=user)
                if on and await tx.bots.among([other]):
                    await tell_stopped(tx, user, other)

    async def blocked(self, user: int) -> list[User]:
        """Newest first."""
        ids = await self.store.read.accounts.blocks_of(user)
        return await views(self.store.read, user, ids, self.clock.now())

    async def somebody_else(self, user: int, other: int, *, deleted: bool = False) -> Person:
        """The other person. Raises BadInput(u) for oneself, NotFound for nobody."""
        if other == user:
            raise BadInput("u", "that is you", why="users.yourself")
        person = await self.store.read.accounts.person(other)
        if person is None or (person.deleted and not deleted):
            raise NotFound("nobody", why="users.unknown")
        return person


async def tell_stopped(tx: Tx, user: int, bot: int) -> None:
    """A bot with which somebody talked hears that they want no more of it."""
    low, high = pair_of(user, bot)
    chat = await tx.chats.dialog(low, high)
    if chat is not None:
        await tx.tell(bot, "stop", {"c": chat, "u": user})
