"""me.*, user.*: one's own profile, and other people's."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Empty, Method, Params
from tambour.services.accounts.house import Accounts

Short = Annotated[str, Meta(max_length=256)]
Line = Annotated[str, Meta(max_length=1024)]
Many = Annotated[tuple[int, ...], Meta(max_length=100)]


class Edit(Params):
    """me.edit"""

    name: Short | None = None
    about: Line | None = None
    lang: Short | None = None


class Get(Params):
    """user.get"""

    u: Many = ()
    name: Short = ""


def people_methods(accounts: Accounts) -> tuple[Method, ...]:
    """The methods of this room."""

    async def me(caller: Caller, _: Empty) -> Any:
        return await accounts.people.me(caller.user)

    async def edit(caller: Caller, p: Edit) -> Any:
        return await accounts.people.edit(caller.user, name=p.name, about=p.about, lang=p.lang)

    async def get(caller: Caller, p: Get) -> Any:
        if not p.u:
            raise BadInput("u", "whom?", why="users.which")
        return {"users": await accounts.people.users(caller.user, p.u)}

    return (
        Method("me.get", Empty, me),
        Method("me.edit", Edit, edit),
        Method("user.get", Get, get),
    )
