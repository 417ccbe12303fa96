"""search.public: what anybody may find."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.search import Search


class Words(Params):
    """search.public"""

    q: Annotated[str, Meta(max_length=128)]
    limit: int = 20


def search_methods(search: Search) -> tuple[Method, ...]:
    """The methods of this room."""

    async def public(caller: Caller, p: Words) -> Any:
        chats, users = await search.public(caller.user, p.q, p.limit)
        return {"chats": chats, "users": users}

    return (Method("search.public", Words, public, rate=Rate(burst=20, every_s=1)),)
