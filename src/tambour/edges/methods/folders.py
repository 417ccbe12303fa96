"""A person's folders."""

from typing import Annotated, Any

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


class FolderOrder(Params):
    """`folder.order`."""

    order: Annotated[list[Bits], msgspec.Meta(max_length=100)]


class FolderPick(Params):
    """A folder by number."""

    id: Bits


def folders_methods(chats: Chats) -> tuple[Method, ...]:
    """folder.*."""
    own = chats.own

    async def folder_list(caller: Caller, p: Empty) -> dict[str, Any]:
        return {"folders": await own.folders(caller.user)}

    async def folder_set(caller: Caller, p: FolderSet) -> dict[str, Any]:
        return {"folders": await own.put_folder(caller.user, p.id, p.title, p.filters)}

    async def folder_order(caller: Caller, p: FolderOrder) -> dict[str, Any]:
        return {"folders": await own.order_folders(caller.user, p.order)}

    async def folder_remove(caller: Caller, p: FolderPick) -> dict[str, Any]:
        return {"folders": await own.remove_folder(caller.user, p.id)}

    return (
        Method("folder.list", Empty, folder_list),
        Method("folder.set", FolderSet, folder_set, order="folder"),
        Method("folder.order", FolderOrder, folder_order, order="folder"),
        Method("folder.remove", FolderPick, folder_remove, order="folder"),
    )
