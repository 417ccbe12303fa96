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


class WhichPacks(Params):
    """`sticker.list`; without a pack or a sticker: those that are installed."""

    pack: Line = ""
    file: Line = ""


class OnePack(Params):
    """`sticker.delete`."""

    pack: Line


class EditPack(Params):
    """`sticker.edit`; what is absent stays."""

    pack: Line
    title: Line | None = None
    order: list[Line] | None = None


class Order(Params):
    """`sticker.order`."""

    order: list[Line]


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

    async def edit(caller: Caller, p: EditPack) -> Any:
        return {"pack": await stickers.edit(caller.user, p.pack, p.title, p.order)}

    async def order(caller: Caller, p: Order) -> Empty:
        await stickers.order(caller.user, p.order)
        return Empty()

    async def delete(caller: Caller, p: OnePack) -> Empty:
        await stickers.delete(caller.user, p.pack)
        return Empty()

    async def listed(caller: Caller, p: WhichPacks) -> Any:
        return await stickers.list(caller.user, p.pack, p.file)

    async def install(caller: Caller, p: Install) -> Empty:
        await stickers.install(caller.user, p.pack, on=bool(p.on))
        return Empty()

    return (
        Method("sticker.create", NewPack, create, rate=Rate(burst=10, every_s=30)),
        Method("sticker.add", InPack, add, order="pack"),
        Method("sticker.remove", InPack, remove, order="pack"),
        Method("sticker.edit", EditPack, edit, order="pack"),
        Method("sticker.order", Order, order, order="pack"),
        Method("sticker.delete", OnePack, delete, order="pack"),
        Method("sticker.list", WhichPacks, listed),
        Method("sticker.install", Install, install, order="pack"),
    )
