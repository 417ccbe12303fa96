"""Changing a group or channel: title, public name, what members may do, slow mode, flags; and the log of such acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tambour.domain.chat_view import ChatWire
from tambour.domain.chats import FLAGS, Chat, Member, clean_about, clean_title
from tambour.domain.decide_chats import check_info, check_member, check_right
from tambour.domain.errors import BadInput
from tambour.domain.rights import SLOW_CHOICES_S, May, Right
from tambour.pipeline.announce import append_service
from tambour.ports.store import Tx
from tambour.services.accounts.names import claim, release
from tambour.services.chats.house import House, lock_shared
from tambour.services.chats.view import Views

REACTIONS_MAX = 100
EMOJI_MAX = 16
LOG_MAX = 100
WIRE = {
    "title": "ti",
    "about": "ab",
    "photo": "ph",
    "username": "un",
    "is_public": "pu",
    "slow_s": "slow",
    "permissions": "pm",
    "flags": "fl",
}
WORN = {"title", "about", "is_public"}
"""What a public chat says of itself, and that it is one."""
LIMITING = {"slow_s", "permissions", "flags", "is_public"}
"""A change of these may take a right to write away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What to change; None leaves a thing as it is. `reactions`: allowed emoji; ["*"]: all."""

    title: str | None = None
    about: str | None = None
    photo: str | None = None
    """The id of a face; '' takes it off."""
    name: str | None = None
    public: bool | None = None
    slow: int | None = None
    permissions: int | None = None
    protect: bool | None = None
    hide_history: bool | None = None
    sign: bool | None = None
    join_requests: bool | None = None
    reactions: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """chat.edit, log.list."""

    house: House
    views: Views

    async def edit(self, actor: int, chat_id: int, want: Edit) -> ChatWire:
        """Change what is named, all or nothing; one event tells everybody the changed fields.

        What is named and stays as it is needs no right.
        """
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            changed = self.info(chat, me, want) | self.rules(chat, me, want) | self.flags(chat, me, want)
            changed |= await self.name(tx, chat, me, want)
            if changed.keys() & WORN and changed.get("is_public", chat.is_public):
                self.house.worn(chat_id, changed.get("title", chat.title), changed.get("about", chat.about))
            if changed:
                await tx.chats.change(chat_id, changed, weaker=bool(changed.keys() & LIMITING))
                shown = {WIRE[k]: int(v) if k == "is_public" else v for k, v in changed.items()}
                await tx.append(chat_id, "c", {"ch": shown})
                await self.house.note(tx, chat_id, actor, "chat.edit", 0, shown)
            if "title" in changed:
                await append_service(tx, chat_id, actor, {"k": "title", "ti": changed["title"]})
        return await self.views.one(actor, chat_id)

    def info(self, chat: Chat, me: Member, want: Edit) -> dict[str, Any]:
        """Title and about."""
        found: dict[str, Any] = {}
        if want.title is not None:
            found["title"] = clean_title(want.title)
        if want.about is not None:
            found["about"] = clean_about(want.about)
        if want.photo is not None:
            found["photo"] = want.photo
        found = {k: v for k, v in found.items() if v != getattr(chat, k)}
        if found:
            check_info(chat, me, now=self.house.clock.now())
        return found

    def rules(self, chat: Chat, me: Member, want: Edit) -> dict[str, Any]:
        """What plain members may do, and how often."""
        found: dict[str, Any] = {}
        if want.permissions is not None:
            if want.permissions < 0 or want.permissions & ~sum(May):
                raise BadInput("pm", "unknown bits")
            found["permissions"] = want.permissions
        if want.slow is not None:
            if chat.kind != "group" or want.slow not in SLOW_CHOICES_S:
                raise BadInput("slow", f"one of {SLOW_CHOICES_S}, in a group")
            found["slow_s"] = want.slow
        found = {k: v for k, v in found.items() if v != getattr(chat, k)}
        if found:
            check_right(me, Right.BAN)
        return found

    def flags(self, chat: Chat, me: Member, want: Edit) -> dict[str, Any]:
        """The switches; those that are off are not kept."""
        found = dict(chat.flags)
        asked = {flag: on for flag in FLAGS if (on := getattr(want, flag)) is not None}
        for flag, on in asked.items():
            found.pop(flag, None)
            if on:
                found[flag] = True
        if want.reactions is not None:
            found.pop("reactions", None)
            if want.reactions != ("*",):
                found["reactions"] = check_reactions(want.reactions)
        if found == chat.flags:
            return {}
        check_right(me, Right.CHANGE_INFO)
        return {"flags": found}

    async def name(self, tx: Tx, chat: Chat, me: Member, want: Edit) -> dict[str, Any]:
        """A chat is public exactly while it has a public name."""
        if want.name is None and want.public is None:
            return {}
        check_right(me, Right.CHANGE_INFO)
        if want.public is False or want.name == "":
            if not chat.username:
                return {}
            await release(tx, "chat", chat.id)
            return {"username": "", "is_public": False}
        if not want.name:
            if not chat.username:
                raise BadInput("name", "a public chat needs a name", why="name.needed")
            return {}
        shown = await claim(tx, "chat", chat.id, want.name, now=tx.now)
        return {"username": shown, "is_public": True} if shown != chat.username else {}

    async def log(
        self, actor: int, chat_id: int, *, before: int, limit: int, who: int = 0, verbs: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """What administrators did, newest first. `who`, `verbs`: only one's acts, only such acts."""
        read = self.house.store.read
        chat = await self.views.may_read(actor, chat_id)
        check_right(check_member(chat, await read.chats.member(chat_id, actor)), Right.SEE_LOG)
        return await read.chats.log_page(chat_id, before, max(1, min(limit, LOG_MAX)), actor=who, verbs=verbs)


def check_reactions(emoji: tuple[str, ...]) -> list[str]:
    """Distinct, short; none means: no reactions here."""
    if len(emoji) > REACTIONS_MAX or any(not 0 < len(e) <= EMOJI_MAX for e in emoji):
        raise BadInput("reactions", "at most 100 emoji", limit=REACTIONS_MAX)
    return list(dict.fromkeys(emoji))
