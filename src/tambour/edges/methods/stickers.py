"""sticker.*: packs of stickers."""

from typing import Any

from tambour.edges.methods.fields import Line
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.media.stickers import Stickers


class NewPack(Params):
    """`sticker.create`."""

    title: Line


class InPack(Params, rename={"emoji": "e"}):
    """`sticker.add`, `sticker.remove`."""

    pack: Line
    file: Line
    emoji: Line = ""


class OnePack(Params):
    """`sticker.list`; without a pack: those that are installed."""

    pack: Line = ""


class Install(Params):
    """`sticker.install`."""

    pack: Line
    on: bool | int = True


def sticker_methods(stickers: Stickers) -> tuple[Method, ...]:
    """The methods of this room."""

    async def create(caller: Caller, p: NewPack) -> Any:
        return {"pack": await stickers.create(caller.user, p.title)}

    async def add(caller: Caller, p: InPack) -> Any:
        return {"pack": await stickers.add(caller.user, p.pack, p.file, p.emoji)}

    async def remove(caller: Caller, p: InPack) -> Any:
        return {"pack": await stickers.remove(caller.user, p.pack, p.file)}

    async def listed(caller: Caller, p: OnePack) -> Any:
        return await stickers.list(caller.user, p.pack)

    async def install(caller: Caller, p: Install) -> Empty:
        await stickers.install(caller.user, p.pack, on=bool(p.on))
        return Empty()

    return (
        Method("sticker.create", NewPack, create, rate=Rate(burst=10, every_s=30)),
        Method("sticker.add", InPack, add),
        Method("sticker.remove", InPack, remove),
        Method("sticker.list", OnePack, listed),
        Method("sticker.install", Install, install),
    )
