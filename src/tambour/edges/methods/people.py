"""me.*, user.*, name.*, contact.*, block.*, presence.*: one's own profile, and other people."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from msgspec import Meta

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.accounts.house import Accounts
from tambour.services.accounts.names import NameCheck

Short = Annotated[str, Meta(max_length=256)]
Line = Annotated[str, Meta(max_length=1024)]
Many = Annotated[tuple[int, ...], Meta(max_length=100)]
NameChat = Callable[[int, int, str], Awaitable[None]]
"""(user, chat, name): the chats' own way to take or ('' ) give back a public name, rights checked."""


class Edit(Params):
    """me.edit"""

    name: Short | None = None
    about: Line | None = None
    lang: Short | None = None


class Get(Params):
    """user.get"""

    u: Many = ()
    name: Short = ""


class PublicName(Params):
    """name.check, name.set"""

    name: Short
    c: int = 0


class Contact(Params):
    """contact.set"""

    u: int
    name: Short | None = None


class Whom(Params):
    """contact.remove"""

    u: int


class Import(Params):
    """contact.import"""

    phones: Annotated[tuple[Short, ...], Meta(max_length=100)]


class Block(Params):
    """block.set"""

    u: int
    on: bool


class Watch(Params):
    """presence.sub"""

    u: Many


def profile_methods(accounts: Accounts) -> tuple[Method, ...]:
    """Oneself and others."""

    async def me(caller: Caller, _: Empty) -> Any:
        return await accounts.people.me(caller.user)

    async def edit(caller: Caller, p: Edit) -> Any:
        return await accounts.people.edit(caller.user, name=p.name, about=p.about, lang=p.lang)

    async def get(caller: Caller, p: Get) -> Any:
        if bool(p.u) == bool(p.name):
            raise BadInput("u", "ids or a name", why="users.which")
        if p.name:
            return {"users": await accounts.people.named(caller.user, p.name)}
        return {"users": await accounts.people.users(caller.user, p.u)}

    return (
        Method("me.get", Empty, me),
        Method("me.edit", Edit, edit, rate=Rate(burst=20, every_s=3), order="profile"),
        Method("user.get", Get, get),
    )


def name_methods(accounts: Accounts, name_chat: NameChat) -> tuple[Method, ...]:
    """The names everybody is found by."""

    async def check(caller: Caller, p: PublicName) -> NameCheck:
        return await accounts.names.check(p.c or caller.user, p.name)

    async def take(caller: Caller, p: PublicName) -> Any:
        if p.c:
            await name_chat(caller.user, p.c, p.name)
        else:
            await accounts.names.set_own(caller.user, p.name)
        return {}

    return (
        Method("name.check", PublicName, check),
        Method("name.set", PublicName, take, rate=Rate(burst=10, every_s=10), order="profile"),
    )


def presence_methods(accounts: Accounts) -> tuple[Method, ...]:
    """Who is here, among those on the screen."""

    async def watch(caller: Caller, p: Watch) -> Any:
        seen = await accounts.presence.visible(caller.user, p.u)
        if caller.conn is not None:
            caller.conn.watch(tuple(seen))
        return {"users": [{"u": u} | accounts.presence.shown(u, at) for u, at in seen.items()]}

    return (Method("presence.sub", Watch, watch, order="presence"),)


def tie_methods(accounts: Accounts) -> tuple[Method, ...]:
    """Contacts and blocks."""

    async def contacts(caller: Caller, _: Empty) -> Any:
        return {"users": await accounts.contacts.listed(caller.user)}

    async def put(caller: Caller, p: Contact) -> Any:
        return {"users": await accounts.contacts.put(caller.user, p.u, p.name)}

    async def drop(caller: Caller, p: Whom) -> Any:
        return {"users": await accounts.contacts.drop(caller.user, p.u)}

    async def bring(caller: Caller, p: Import) -> Any:
        return {"users": await accounts.contacts.bring(caller.user, p.phones)}

    async def block(caller: Caller, p: Block) -> Any:
        await accounts.contacts.block(caller.user, p.u, p.on)
        return {}

    async def blocked(caller: Caller, _: Empty) -> Any:
        return {"users": await accounts.contacts.blocked(caller.user)}

    return (
        Method("contact.list", Empty, contacts),
        Method("contact.set", Contact, put, order="contact"),
        Method("contact.remove", Whom, drop, order="contact"),
        Method("contact.import", Import, bring, rate=Rate(burst=20, every_s=3), order="contact"),
        Method("block.set", Block, block, order="contact"),
        Method("block.list", Empty, blocked),
    )


def people_methods(accounts: Accounts, name_chat: NameChat) -> tuple[Method, ...]:
    """The methods of this room."""
    return (
        *profile_methods(accounts),
        *name_methods(accounts, name_chat),
        *presence_methods(accounts),
        *tie_methods(accounts),
    )
