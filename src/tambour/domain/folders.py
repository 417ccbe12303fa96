"""Folders: a person's own groups of chats. Pure."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from tambour.domain.errors import BadInput, Forbidden

FOLDERS_MAX = 20
TITLE_MAX = 32
PICKED_MAX = 200

Picked = Annotated[
    tuple[Annotated[int, msgspec.Meta(ge=1, lt=1 << 53)], ...], msgspec.Meta(max_length=PICKED_MAX)
]


class Filters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What belongs in a folder besides the chats put into it one by one."""

    kinds: Annotated[
        tuple[Literal["saved", "dialog", "group", "channel"], ...], msgspec.Meta(max_length=4)
    ] = ()
    include: Picked = ()
    exclude: Picked = ()


class Folder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One folder, as it is kept and as it travels."""

    id: int
    title: str
    position: int = 0
    filters: Filters = Filters()


def place_folder(mine: Sequence[Folder], folder: int, title: str, filters: Filters) -> Folder:
    """The folder to store: a new one (`folder` 0) at the end, or a known one changed. Raises BadInput, Forbidden."""
    title = " ".join(title.split())
    if not 1 <= len(title) <= TITLE_MAX:
        raise BadInput("title", "1 to 32 characters", why="title.length", limit=TITLE_MAX)
    if folder:
        known = next((one for one in mine if one.id == folder), None)
        if known is None:
            raise BadInput("id", "no such folder", why="folder.unknown")
        return msgspec.structs.replace(known, title=title, filters=filters)
    if len(mine) >= FOLDERS_MAX:
        raise Forbidden("folder.too_many", limit=FOLDERS_MAX)
    fresh = max((one.id for one in mine), default=0) + 1
    return Folder(id=fresh, title=title, position=fresh, filters=filters)


def reordered(mine: Sequence[Folder], order: Sequence[int]) -> list[Folder]:
    """The folders in this order, those not named behind them; positions 1, 2, 3 … Raises BadInput(order)."""
    known = {one.id: one for one in mine}
    if len(set(order)) != len(order) or not known.keys() >= set(order):
        raise BadInput("order", "one's own folders, each once", why="folder.unknown")
    rest = [one.id for one in mine if one.id not in set(order)]
    return [
        msgspec.structs.replace(known[fid], position=place) for place, fid in enumerate([*order, *rest], 1)
    ]
