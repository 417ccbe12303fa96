"""What a bot says and changes: through the same doors, rights and limits as people, with buttons besides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tambour.domain.alter import check_edit
from tambour.domain.bots.keyboard import Keyboard, keyboard_kept, keyboard_shown
from tambour.domain.chats import pair_of
from tambour.domain.commands import Sent
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.files import ContactCard, Place
from tambour.domain.ids import RID_RANDOM_BITS
from tambour.domain.messages import Kept, Message
from tambour.domain.previews import first_link
from tambour.domain.text import read_text
from tambour.domain.visible import without_viewer
from tambour.moderation.surfaces import written
from tambour.pipeline.accept import Accept
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.messages.changes import Changes, follow
from tambour.services.messages.compose import Compose, renew_preview
from tambour.services.messages.forward import Forwarding
from tambour.services.messages.scene import Scene, check_seq, enter

EntityRows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a bot wants a message to be. None leaves a part as it is, where the message is there already."""

    text: str | None = None
    entities: EntityRows = ()
    files: Sequence[str] | None = None
    contact: ContactCard | None = None
    place: Place | None = None
    keyboard: Keyboard | None = None
    lent: bool = False
    """The files may be others' as well: whether the bot may take them along was found out."""
    share: str = ""
    """Of the links in the text the one whose preview is shown; '': the first."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Sending and changing."""

    store: Store
    clock: Clock
    ids: Ids
    compose: Compose
    accept: Accept
    forwarding: Forwarding
    changes: Changes

    def rid(self) -> int:
        """Bots name no rid of their own: each request is a new one."""
        return (self.clock.now() << RID_RANDOM_BITS) | (self.ids.new() & ((1 << RID_RANDOM_BITS) - 1))

    async def dialog(self, bot: int, person: int) -> int:
        """The chat of these two: a bot speaks first to nobody. Raises NotFound(dialog.not_found)."""
        low, high = pair_of(bot, person)
        found = await self.store.read.chats.dialog(low, high) if bot != person else None
        if found is None:
            raise NotFound(f"Dialog with user {person} not found", why="dialog.not_found")
        return found

    async def send(
        self,
        bot: int,
        chat: int,
        words: Words,
        *,
        reply: int = 0,
        silent: bool = False,
        preview: bool = True,
        rid: int = 0,
    ) -> Sent:
        """A new message; the same `rid` says it once. Raises what sending raises."""
        want = await self.compose(
            user=bot,
            chat=chat,
            rid=rid or self.rid(),
            text=words.text or "",
            entities=words.entities,
            reply=reply,
            silent=silent,
            preview=preview,
            files=words.files or (),
            contact=words.contact,
            place=words.place,
            lent=words.lent,
        )
        if words.share:
            rest = {k: v for k, v in (want.extra or {}).items() if k != "np"}
            want = msgspec.structs.replace(want, extra=rest | {"link": words.share})
        if words.keyboard:
            words = replace(words, keyboard=self.numbered(words.keyboard))
            want = msgspec.structs.replace(
                want, extra=(want.extra or {}) | {"kb": msgspec.to_builtins(words.keyboard)}
            )
        return await self.accept.send(want)

    def numbered(self, keyboard: Keyboard) -> Keyboard:
        """Buttons that make a chat have a number each."""
        return tuple(
            tuple(
                msgspec.structs.replace(b, uuid=self.ids.new()) if b.kind == "chat" and not b.uuid else b
                for b in row
            )
            for row in keyboard
        )

    async def forward(self, bot: int, source: int, seq: int, chat: int) -> int:
        """Carry a message elsewhere; returns its place there."""
        done = await self.forwarding.forward(bot, source, [seq], chat, self.rid(), hide=False)
        return int(done["s"][0])

    async def edit(self, bot: int, chat: int, seq: int, words: Words) -> None:
        """Other words, files or buttons under the same number. Raises Forbidden, NotFound, BadInput(x)."""
        async with self.store.writing() as tx:
            scene = await enter(tx, bot, chat, guests=True)
            kept = await scene.message(check_seq(seq))
            if kept.author != bot:
                raise Forbidden("message.not_yours")
            await self.rewrite(tx, scene, kept, words)

    async def rewrite(self, tx: Tx, scene: Scene, kept: Kept, words: Words) -> None:
        """Within the lock of the chat."""
        old, bot = kept.message, scene.actor.user
        text, rows = (old.text, old.entities) if words.text is None else (words.text, words.entities)
        said = read_text(text, rows, empty=True)
        check_edit(scene.actor, kept, said.entities)
        files = (
            old.files if words.files is None else await self.compose.find(bot, words.files, lent=words.lent)
        )
        keyboard = keyboard_kept(kept.extra) if words.keyboard is None else self.numbered(words.keyboard)
        contact = old.contact if words.files is None else words.contact
        place = old.place if words.files is None else words.place
        if not said.text and not files and contact is None and place is None:
            raise BadInput("x", "nothing would be left", why="message.empty")
        shown = written(poll=old.poll, keyboard=keyboard, files=files, contact=contact, place=place)
        same = (said.text, said.entities) == (old.text, old.entities)
        stays = ([one.id for one in files], contact, place) == (
            [one.id for one in old.files],
            old.contact,
            old.place,
        )
        await self.changes.check(scene, said, shown, standing(old, words=same) if stays else {})
        parts: dict[str, Any] = {"fl": files, "ct": contact, "lo": place, "kb": keyboard}
        extra = {k: v for k, v in (kept.extra or {}).items() if k not in parts}
        extra |= {k: msgspec.to_builtins(v) for k, v in parts.items() if v}
        told = (
            await tx.messages.addressed(old.chat, said.mentions, said.names)
            if said.mentions or said.names
            else []
        )
        version = await tx.messages.edit(
            old.chat, old.seq, said.text, said.entities, tx.now, tags=said.tags, mentions=told
        )
        message: Message = msgspec.structs.replace(
            without_viewer(old),
            preview=await renew_preview(tx, kept, words.share or first_link(said.text, said.entities)),
            text=said.text,
            entities=said.entities,
            version=version,
            edited=tx.now,
            files=files,
            contact=contact,
            place=place,
            keyboard=keyboard_shown(extra),
        )
        await tx.messages.carry(message, extra)
        known = scene.shows_all and not scene.chat.partly
        await tx.append(
            old.chat, "e", {}, seq=old.seq, message=message if known else None, author=bot, untold=not known
        )
        await follow(scene, [old.seq])


def standing(old: Message, *, words: bool) -> dict[str, str]:
    """What a message says beside its words (moderation/surfaces.py), and under '' these `words` where they stay."""
    found = written(
        poll=old.poll, keyboard=old.keyboard, files=old.files, contact=old.contact, place=old.place
    )
    return found | ({"": old.text} if words else {})
