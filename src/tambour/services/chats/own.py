"""A person's own order of their chats: mute, pins, archive, folders. Only the person's other devices hear of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.folders import Filters, Folder, place_folder, reordered
from tambour.ports.store import Tx
from tambour.services.chats.house import House
from tambour.services.chats.view import PINS_MAX

FOR_EVER_MS = (1 << 53) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What to change; None leaves a thing as it is."""

    mute: int | None = None
    """Milliseconds until which the chat is quiet; 0: not, -1: for good."""
    pin: int | None = None
    """Place among the pinned ones, 1 the lowest, the highest at the top of the list; 0: not pinned."""
    archive: bool | None = None
    unread: bool | None = None
    """Shown as unread, whatever was read; taken away when it is opened."""
    folder: int | None = None
    """0: in none."""


@dataclass(frozen=True, slots=True)
class Own:
    """chatset, folder.*."""

    house: House

    async def set(self, actor: int, chat_id: int, want: OwnPart) -> None:
        """All or nothing; what changed is told once a chat. Archiving unpins."""
        async with self.house.store.writing() as tx:
            me = await tx.chats.member(chat_id, actor)
            if me is None:
                raise NotFound("no such chat")
            told: dict[str, Any] = {}
            fields: dict[str, Any] = {}
            if want.mute is not None:
                told["mu"] = fields["mute_until"] = FOR_EVER_MS if want.mute == -1 else want.mute
            if want.archive is not None:
                fields["archived"] = want.archive
                told["ar"] = int(want.archive)
            if want.unread is not None and want.unread != me.marked_unread:
                fields["marked_unread"] = want.unread
                told["um"] = int(want.unread)
            if want.folder is not None:
                await check_folder(tx, actor, want.folder)
                fields["folder"] = want.folder or None
                told["fo"] = want.folder
            if fields:
                await tx.chat_lists.set_own(actor, chat_id, fields)
            if told:
                await tx.tell(actor, "chat~", {"c": chat_id} | told)
            if want.mute is not None:
                await tell_bot(tx, actor, chat_id, int(told["mu"]))
            pin = 0 if want.archive else want.pin
            if pin is not None:
                await set_pin(tx, actor, chat_id, pin)

    async def folders(self, actor: int) -> list[Folder]:
        """In their order."""
        return await self.house.store.read.folders.all(actor)

    async def put_folder(self, actor: int, folder: int, title: str, filters: Filters) -> list[Folder]:
        """A new folder (`folder` 0) or a changed one; returns all."""
        async with self.house.store.writing() as tx:
            await tx.accounts.lock_person(actor)
            mine = await tx.folders.all(actor)
            await tx.folders.put(actor, place_folder(mine, folder, title, filters))
            return await tell_folders(tx, actor)

    async def order_folders(self, actor: int, order: Sequence[int]) -> list[Folder]:
        """Put the folders into this order; those not named keep theirs, after them. Returns all."""
        async with self.house.store.writing() as tx:
            await tx.accounts.lock_person(actor)
            before = await tx.folders.all(actor)
            after = reordered(before, order)
            if after == before:
                return before
            for folder in after:
                await tx.folders.put(actor, folder)
            return await tell_folders(tx, actor)

    async def remove_folder(self, actor: int, folder: int) -> list[Folder]:
        """Its chats stay; returns the folders left. A repeat changes nothing."""
        async with self.house.store.writing() as tx:
            await tx.accounts.lock_person(actor)
            if not await tx.folders.remove(actor, folder):
                return await tx.folders.all(actor)
            return await tell_folders(tx, actor)


async def set_pin(tx: Tx, actor: int, chat_id: int, place: int) -> None:
    """Move the chat among the pinned ones and tell each chat whose place changed."""
    await tx.accounts.lock_person(actor)
    before = await tx.chat_lists.pins(actor)
    after = moved(before, chat_id, place)
    if len(after) > PINS_MAX:
        raise Forbidden("chat.too_many_pins", limit=PINS_MAX)
    if after == before:
        return
    await tx.chat_lists.set_pins(actor, after)
    for chat in sorted({*before, *after}):
        was = before.index(chat) + 1 if chat in before else 0
        now = after.index(chat) + 1 if chat in after else 0
        if was != now:
            await tx.tell(actor, "chat~", {"c": chat, "pi": now})


def moved(pins: Sequence[int], chat: int, place: int) -> list[int]:
    """The pins with `chat` at `place` (1: lowest; beyond the end: at the top; 0: gone)."""
    if place < 0:
        raise BadInput("pin", "0 or a place")
    rest = [one for one in pins if one != chat]
    return rest if place == 0 else [*rest[: place - 1], chat, *rest[place - 1 :]]


async def check_folder(tx: Tx, actor: int, folder: int) -> None:
    """0 or one of the person's own."""
    if folder and all(one.id != folder for one in await tx.folders.all(actor)):
        raise BadInput("folder", "no such folder", why="folder.unknown")


async def tell_folders(tx: Tx, actor: int) -> list[Folder]:
    """All folders to the person's devices."""
    found = await tx.folders.all(actor)
    await tx.tell(actor, "folder", {"folders": msgspec.to_builtins(found)})
    return found


async def tell_bot(tx: Tx, actor: int, chat_id: int, until: int) -> None:
    """A bot hears that its dialog is quiet until then, milliseconds; 0: no longer."""
    peer = await tx.chats.peer(chat_id, actor)
    if peer and await tx.bots.among([peer]):
        what = {"c": chat_id, "u": actor, "until": until}
        await tx.tell(peer, "muted" if until else "unmuted", what)
