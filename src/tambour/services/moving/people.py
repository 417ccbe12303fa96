"""Whose words an export holds: the importer's own, or a person known from it only."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tambour.domain.errors import BadInput
from tambour.domain.moving.arrival import Arrival, line
from tambour.domain.moving.telegram import NAMELESS
from tambour.domain.people import NAME_MAX
from tambour.moderation.words import Words, spoken
from tambour.ports.moving import Contact
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.accounts.targets import to_phone
from tambour.services.accounts.vault import Vault

UNKNOWN: Words = {"en": "Unknown", "ru": "Неизвестный", "ar": "غير معروف"}
"""Exports have no name for accounts that were deleted; they are kept under a word in the importer's language."""
CONTACTS_MAX = 20_000


@dataclass
class People:
    """People of one export by its keys."""

    store: Store
    clock: Clock
    ids: Ids
    vault: Vault
    region: str
    importer: int
    origin: str = "telegram"
    mine: str = ""
    """The importer's own key."""
    known: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    phones: dict[str, bytes] = field(default_factory=dict)
    unknown: str = UNKNOWN["en"]
    """What people, forwards and chats without a name are called."""
    made: int = 0

    async def ask_tongue(self) -> None:
        """Which language the importer speaks."""
        importer = await self.store.read.accounts.person(self.importer)
        self.unknown = UNKNOWN[spoken(importer.lang if importer else "")]

    def named(self, names: str) -> str:
        """One name or several with commas between, as read from an export, where some may be missing."""
        return ", ".join(self.unknown if name == NAMELESS else name for name in names.split(", "))

    def learn(self, contact: Contact) -> None:
        """A contact's name and number, as the importer has them."""
        if len(self.names) >= CONTACTS_MAX:
            return
        if contact.name:
            self.names[contact.key] = contact.name
        try:
            number = to_phone(contact.phone, self.region) if contact.phone else ""
        except BadInput:
            return
        if number:
            self.phones[contact.key] = self.vault.digest("phone", number)

    async def meet(self, batch: Iterable[Arrival], *, peer: str = "", peer_name: str = "") -> None:
        """Know everybody who is named in the batch; people not met before are made."""
        wanted: dict[str, str] = {peer: peer_name} if peer else {}
        for arrival in batch:
            if arrival.author:
                wanted[arrival.author] = arrival.author_name or wanted.get(arrival.author, "")
            for key in keys_in(arrival):
                wanted.setdefault(key, "")
        missing = {key: name for key, name in wanted.items() if key not in self.known}
        if not missing:
            return
        self.known |= await self.store.read.moving.people_of(self.importer, self.origin, list(missing))
        fresh = {key: name for key, name in missing.items() if key not in self.known}
        if not fresh:
            return
        async with self.store.writing() as tx:
            now = self.clock.now()
            for key, name in fresh.items():
                user = self.importer if key == self.mine else self.ids.new()
                shown = line(name or self.names.get(key, ""), NAME_MAX) or self.unknown
                await tx.moving.add_stranger(self.importer, self.origin, key, user, shown, now)
                self.known[key] = user
                self.made += user != self.importer
            phones = [(key, self.phones[key]) for key in fresh if key in self.phones]
            if phones:
                await tx.moving.note_phones(self.importer, self.origin, phones)

    def who(self, key: object) -> int:
        """Our number of a person met; 0 for nobody."""
        return self.known.get(key, 0) if isinstance(key, str) else 0


def keys_in(arrival: Arrival) -> Iterable[str]:
    """People who are spoken of: mentions, and whom a service message is about."""
    for entity in arrival.entities:
        if entity[0] == "mention" and len(entity) > 3 and isinstance(entity[3], str) and entity[3]:
            yield entity[3]
    about = (arrival.service or {}).get("u")
    if isinstance(about, str) and about:
        yield about
