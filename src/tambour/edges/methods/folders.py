"""A person's folders."""

from typing import Any

import msgspec

from tambour.domain.folders import Filters
from tambour.edges.methods.fields import Bits, Line
from tambour.edges.methods.table import Caller, Empty, Method, Params
from tambour.services.chats.rooms import Chats


class FolderSet(Params):
    """`folder.set`."""

    title: Line
    id: Bits = 0
    filters: Filters = msgspec.field(default_factory=Filters)


class FolderPick(Params):
    """A folder by number."""

    id: Bits


def folders_methods(chats: Chats) -> tuple[Method, ...]:
    """folder.list, folder.set, folder.remove."""
    own = chats.own

    async def folder_list(caller: Caller, p: Empty) -> dict[str, Any]:
        return {"folders": await own.folders(caller.user)}

    async def folder_set(caller: Caller, p: FolderSet) -> dict[str, Any]:
        return {"folders": await own.put_folder(caller.user, p.id, p.title, p.filters)}

    async def folder_remove(caller: Caller, p: FolderPick) -> dict[str, Any]:
        return {"folders": await own.remove_folder(caller.user, p.id)}

    return (
        Method("folder.list", Empty, folder_list),
        Method("folder.set", FolderSet, folder_set),
        Method("folder.remove", FolderPick, folder_remove),
    )
