"""me.photo, search.media, sticker.*: what people do with files besides bringing and fetching them."""

from typing import Any

from tambour.edges.methods.fields import Count, Id, Line, Time
from tambour.edges.methods.stickers import sticker_methods
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.accounts.vault import Vault
from tambour.services.media.room import MediaRoom


class Photo(Params):
    """`me.photo`; null takes it off."""

    file: Line | None = None


class Tab(Params, rename={"chat": "c"}):
    """`search.media`."""

    chat: Id
    kind: Line
    before: Time = 0
    limit: Count = 50


def media_methods(room: MediaRoom, vault: Vault) -> tuple[Method, ...]:
    """The methods of this room."""

    async def photo(caller: Caller, p: Photo) -> Any:
        return await room.portraits.wear(caller.user, p.file or "", vault)

    async def tab(caller: Caller, p: Tab) -> Any:
        return await room.gallery.page(caller.user, p.chat, p.kind, before=p.before, limit=p.limit)

    return (
        Method("me.photo", Photo, photo, rate=Rate(burst=10, every_s=30), order="profile"),
        *sticker_methods(room.stickers),
        Method("search.media", Tab, tab, rate=Rate(burst=60, every_s=0.2)),
    )
