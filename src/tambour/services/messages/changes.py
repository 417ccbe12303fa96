"""Changing what was said: edit, delete, pin. Lock, see, decide, write, append; told after the commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from tambour.domain.alter import check_delete, check_edit, check_pin, check_version
from tambour.domain.chats import Chat
from tambour.domain.errors import BadInput
from tambour.domain.guard import WordRule
from tambour.domain.messages import Flag
from tambour.domain.previews import first_link
from tambour.domain.text import Said, read_text
from tambour.domain.visible import without_viewer
from tambour.pipeline.announce import append_service
from tambour.ports.outside import Ids
from tambour.ports.store import Store
from tambour.services.messages.compose import renew_preview
from tambour.services.messages.scene import Scene, check_seq, check_seqs, enter

NOTHING: Mapping[str, str] = MappingProxyType({})
Entities = list[list[str | int]]
Gate = Callable[[Chat, Sequence[WordRule], Said, Mapping[str, str], Mapping[str, str]], None]
"""Raises the Refusal of what must not be said here: (chat, its word rules where they bind the writer, words, what else
it carries by moderation/surfaces.py, what of all that stands there already)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Use cases of members upon messages that are there."""

    store: Store
    ids: Ids
    gate: Gate

    async def edit(
        self, user: int, chat: int, seq: int, *, text: str, entities: Entities, seen: int
    ) -> dict[str, Any]:
        """New words under the same number; the old ones are kept as a version. `seen`: the version being edited.

        Raises Conflict(ver) when somebody was first, Forbidden, BadInput, TooLarge.
        """
        said = read_text(text, entities, empty=True)
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat, guests=True)
            kept = await scene.message(check_seq(seq))
            check_edit(scene.actor, kept, said.entities)
            if not said.text and not kept.message.files:
                raise BadInput("x", "words are needed")
            if (kept.message.text, kept.message.entities) == (said.text, said.entities):
                return {"v": kept.message.version, "ev": scene.chat.last_ev, "ed": kept.message.edited}
            check_version(kept, seen)
            await self.check(scene, said)
            told = (
                await tx.messages.addressed(chat, said.mentions, said.names)
                if said.mentions or said.names
                else []
            )
            version = await tx.messages.edit(
                chat, seq, said.text, said.entities, tx.now, tags=said.tags, mentions=told
            )
            message = msgspec.structs.replace(
                without_viewer(kept.message),
                preview=await renew_preview(tx, kept, first_link(said.text, said.entities)),
                text=said.text,
                entities=said.entities,
                version=version,
                edited=tx.now,
            )
            known = scene.shows_all and not scene.chat.partly
            ev = await tx.append(
                chat, "e", {}, seq=seq, message=message if known else None, author=user, untold=not known
            )
            await follow(scene, [seq])
            if kept.author != user:
                await self.note(scene, "message.edit", seq, kept.author)
        return {"v": version, "ev": ev, "ed": tx.now}

    async def check(
        self,
        scene: Scene,
        said: Said,
        carried: Mapping[str, str] = NOTHING,
        before: Mapping[str, str] = NOTHING,
    ) -> None:
        """May this stand here instead of what was said, `before`? Raises the Refusal."""
        here = scene.actor.member
        bound = scene.chat.words and (here is None or here.role == "member")
        rules = (await scene.tx.guard.words(scene.chat.id))[1] if bound else ()
        self.gate(scene.chat, rules, said, carried, before)

    async def delete(self, user: int, chat: int, seqs: list[int]) -> None:
        """For everybody: the words are erased, their former versions too; the numbers stay taken.

        All or none; those that are gone already are no matter. Raises Forbidden, NotFound.
        """
        wanted = check_seqs(seqs)
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat, guests=True)
            found = await tx.messages.some(chat, user, wanted)
            here = [
                k for k in found if not k.flags & Flag.DELETED and k.message.seq >= scene.viewer.history_from
            ]
            for kept in here:
                check_delete(scene.actor, kept)
            gone = await tx.messages.erase(chat, [k.message.seq for k in here])
            if gone:
                await tx.append(chat, "d", {"s": gone}, by=user)
                await follow(scene, gone)
                for kept in (k for k in here if k.author != user):
                    await self.note(scene, "message.delete", kept.message.seq, kept.author)

    async def hide(self, user: int, chat: int, seqs: list[int]) -> None:
        """For this person only, on all their devices. Raises Forbidden(chat.not_a_member), NotFound."""
        wanted = check_seqs(seqs)
        async with self.store.writing() as tx:
            await enter(tx, user, chat)
            hidden = await tx.messages.hide(user, chat, wanted)
            if hidden:
                await tx.tell(user, "hide", {"c": chat, "s": hidden})

    async def pin(self, user: int, chat: int, seq: int, *, silent: bool) -> None:
        """Put it on top of the chat; in dialogs and groups the chat says so, unless `silent`."""
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat)
            check_pin(scene.actor)
            await scene.message(check_seq(seq))
            if not await tx.messages.pin(chat, seq, user, tx.now):
                return
            await tx.append(chat, "p", {"s": seq, "on": 1}, seq=seq, author=user)
            if not silent and scene.chat.kind in ("dialog", "group"):
                await append_service(tx, chat, user, {"k": "pin", "s": seq})
            await self.note(scene, "message.pin", seq, 0)

    async def unpin(self, user: int, chat: int, seq: int) -> None:
        """Take it down; no matter if it is not pinned."""
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat)
            check_pin(scene.actor)
            if await tx.messages.unpin(chat, check_seq(seq)):
                await tx.append(chat, "p", {"s": seq, "on": 0}, seq=seq, author=user)
                await self.note(scene, "message.unpin", seq, 0)

    async def note(self, scene: Scene, verb: str, seq: int, target: int) -> None:
        """What somebody with rights does to others' messages is written into the chat's admin log."""
        if scene.chat.shared:
            await scene.tx.chats.log_add(
                scene.chat.id, self.ids.new(), scene.actor.user, verb, target, {"s": seq}, scene.tx.now
            )


async def follow(scene: Scene, seqs: list[int]) -> None:
    """Copies of a channel's posts in its discussion group become what these posts are now."""
    if scene.chat.linked and scene.chat.kind == "channel":
        await scene.tx.threads.mark(scene.chat.id, seqs)
