"""One's own profile, and other people as one may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.errors import BadInput, NotFound, NotSignedIn
from tambour.domain.names import poses_as_official
from tambour.domain.people import (
    ABOUT_MAX,
    LANGS,
    ROLES,
    STRANGERS,
    Me,
    User,
    clean_line,
    clean_name,
    show,
)
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables
from tambour.services.accounts.names import look_up
from tambour.services.accounts.sessions import own_view, tell_me
from tambour.services.accounts.vault import Vault

USERS_MAX = 100


@dataclass(frozen=True, slots=True)
class People:
    """Profiles."""

    store: Store
    clock: Clock
    vault: Vault
    worn: Worn = unasked
    """What people with a public name say of themselves."""

    async def me(self, user: int) -> Me:
        """The own account. Raises NotSignedIn when it is gone."""
        return await own_view(self.store.read, self.vault, user, self.clock.now())

    async def edit(
        self, user: int, *, name: str | None = None, about: str | None = None, lang: str | None = None
    ) -> Me:
        """Change what is given. Raises BadInput(name|about|lang)."""
        if lang is not None and lang not in LANGS:
            raise BadInput("lang", f"one of {', '.join(LANGS)}", why="lang.unknown")
        async with self.store.writing() as tx:
            person = await tx.accounts.lock_person(user)
            if person is None or person.deleted:
                raise NotSignedIn("no such account", why="auth.no_account")
            shown = person.name if name is None else honest_name(name, person.role)
            told = person.about if about is None else clean_line(about, "about", ABOUT_MAX)
            if person.username and (shown, told) != (person.name, person.about):
                self.worn(user, shown, told)
            await tx.accounts.edit_person(user, name=shown, about=told, lang=lang or person.lang)
            await tell_me(tx, user, self.clock.now())
            return await own_view(tx, self.vault, user, self.clock.now())

    async def set_role(self, user: int, role: str) -> None:
        """For operators. Raises BadInput(role), NotFound."""
        if role not in ROLES:
            raise BadInput("role", f"one of {', '.join(ROLES)}")
        async with self.store.writing() as tx:
            person = await tx.accounts.lock_person(user)
            if person is None or person.deleted:
                raise NotFound("no such account")
            await tx.accounts.set_role(user, role)
            await tell_me(tx, user, self.clock.now())

    async def users(self, viewer: int, ids: Sequence[int]) -> list[User]:
        """Those that exist, as the viewer may see them, in the order asked. Raises BadInput(u) over 100."""
        if len(ids) > USERS_MAX:
            raise BadInput("u", "too many at once", why="users.too_many", limit=USERS_MAX)
        return await views(self.store.read, viewer, ids, self.clock.now())

    async def named(self, viewer: int, name: str) -> list[User]:
        """The person with this public name. Raises NotFound, also when a chat has it."""
        kind, target = await look_up(self.store.read, name)
        if kind != "user":
            raise NotFound("nobody has this name", why="name.unknown")
        return await views(self.store.read, viewer, [target], self.clock.now())


def honest_name(text: str, role: str = "member") -> str:
    """A shown name; only staff may be called what the server itself would be. Raises BadInput(name)."""
    name = clean_name(text)
    if role == "member" and poses_as_official(name):
        raise BadInput("name", "this name speaks for the server", why="name.official")
    return name


async def views(tables: Tables, viewer: int, ids: Sequence[int], now: int) -> list[User]:
    """People as the viewer may see them; the ids of nobody are left out."""
    wanted = list(dict.fromkeys(ids))
    found = await tables.accounts.people([*wanted, viewer])
    ties = await tables.accounts.ties(viewer, wanted)
    looking = found.get(viewer)
    hides = looking is not None and looking.audience("last_seen") == "nobody"
    return [
        show(found[each], ties.get(each, STRANGERS), now=now, viewer_hides=hides and each != viewer)
        for each in wanted
        if each in found
    ]
