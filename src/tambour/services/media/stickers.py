"""Packs of stickers: made by anybody, found by their id, installed for oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tambour.domain.errors import BadInput, Forbidden, Moderated, NotFound, TooLarge
from tambour.domain.files import READY
from tambour.domain.people import clean_line
from tambour.domain.stickers import EMOJI_MAX, INSTALLED_MAX, OWN_MAX, PACK_MAX, TITLE_MAX, Pack
from tambour.pipeline.gate import Worn, unasked
from tambour.ports.outside import Ids
from tambour.ports.store import Store, Tx
from tambour.services.media.uploads import ID_BYTES


@dataclass(frozen=True, slots=True)
class Stickers:
    """sticker.*"""

    store: Store
    ids: Ids
    worn: Worn = unasked
    """What a pack is called."""

    async def create(self, user: int, title: str) -> Pack:
        """An empty pack, installed by its owner. Raises BadInput(title), TooLarge(title)."""
        pack = Pack(id=self.ids.token(ID_BYTES), title=clean_line(title, "title", TITLE_MAX), owner=user)
        if not pack.title:
            raise BadInput("title", "a title is needed")
        self.worn(0, pack.title)
        async with self.store.writing() as tx:
            own, installed = await tx.stickers.of(user)
            if len(own) >= OWN_MAX or len(installed) >= INSTALLED_MAX:
                raise TooLarge("too many packs", field="title", limit=OWN_MAX)
            await tx.stickers.add_pack(pack, user, tx.now)
            await tx.stickers.install(user, pack.id, tx.now, on=True)
        return pack

    async def add(self, user: int, pack: str, file: str, emoji: str) -> Pack:
        """One's own ready upload of kind `sticker`. Raises BadInput(file|e), Forbidden, NotFound, TooLarge."""
        mark = clean_line(emoji, "e", EMOJI_MAX)
        async with self.store.writing() as tx:
            await self.own(tx, user, pack)
            found = await tx.files.take(user, [file], tx.now)
            if not found or found[0].owner != user or found[0].kind != "sticker" or found[0].state != READY:
                raise BadInput("file", "no such sticker", why="file.unknown")
            if len((await tx.stickers.packs([pack]))[0].stickers) >= PACK_MAX:
                raise TooLarge("the pack is full", field="file", limit=PACK_MAX)
            await tx.stickers.put(pack, file, mark, tx.now)
            return (await tx.stickers.packs([pack]))[0]

    async def remove(self, user: int, pack: str, file: str) -> Pack:
        """What was sent stays sent. Raises Forbidden, NotFound."""
        async with self.store.writing() as tx:
            await self.own(tx, user, pack)
            if not await tx.stickers.take_out(pack, file):
                raise NotFound("no such sticker")
            return (await tx.stickers.packs([pack]))[0]

    async def edit(self, user: int, pack: str, title: str | None, order: Sequence[str] | None) -> Pack:
        """Another title, another order of its stickers. Raises BadInput(title|order), Forbidden, NotFound."""
        name = None if title is None else clean_line(title, "title", TITLE_MAX)
        if name == "":
            raise BadInput("title", "a title is needed")
        if order is not None and len(order) > PACK_MAX:
            raise TooLarge("too many stickers", field="order", limit=PACK_MAX)
        async with self.store.writing() as tx:
            await self.own(tx, user, pack)
            if name is not None:
                self.worn(0, name)
                await tx.stickers.rename(pack, name)
            if order is not None:
                await tx.stickers.arrange(pack, order)
            return (await tx.stickers.packs([pack]))[0]

    async def order(self, user: int, packs: Sequence[str]) -> None:
        """How the installed packs stand. Raises TooLarge(order)."""
        if len(packs) > INSTALLED_MAX:
            raise TooLarge("too many packs", field="order", limit=INSTALLED_MAX)
        async with self.store.writing() as tx:
            await tx.stickers.arrange_installed(user, packs)

    async def delete(self, user: int, pack: str) -> None:
        """For everybody; what was sent stays sent. Raises Forbidden, NotFound."""
        async with self.store.writing() as tx:
            await self.own(tx, user, pack)
            await tx.stickers.delete(pack)

    async def own(self, tx: Tx, user: int, pack: str) -> None:
        """Raises NotFound, Forbidden(sticker.not_yours)."""
        owner = await tx.stickers.owner(pack)
        if not owner:
            raise NotFound("no such pack")
        if owner != user:
            raise Forbidden("sticker.not_yours")
        await check_pack(tx, pack)

    async def list(self, user: int, pack: str, file: str) -> dict[str, Any]:
        """The installed packs, or the one that is named, or those that a sticker is in."""
        rows = self.store.read.stickers
        if pack or file:
            return {"packs": await rows.packs([pack] if pack else await rows.holding(file))}
        return {"packs": await rows.packs((await rows.of(user))[1])}

    async def install(self, user: int, pack: str, *, on: bool) -> None:
        """For oneself. Raises NotFound, TooLarge(pack)."""
        async with self.store.writing() as tx:
            if not await tx.stickers.owner(pack):
                raise NotFound("no such pack")
            if on:
                await check_pack(tx, pack)
            if on and len((await tx.stickers.of(user))[1]) >= INSTALLED_MAX:
                raise TooLarge("too many packs", field="pack", limit=INSTALLED_MAX)
            await tx.stickers.install(user, pack, tx.now, on=on)


async def check_pack(tx: Tx, pack: str) -> None:
    """Raises Moderated where the desk took the pack away."""
    if await tx.stickers.blocked(pack):
        raise Moderated("the pack was removed", reason="pack.removed")
