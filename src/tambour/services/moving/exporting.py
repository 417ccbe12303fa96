"""An export: a person's own data and chats as far as they may see, or one chat of its owner's, into a zip.

Everything goes through `visible()`: what is removed, hidden or deleted is in no export. Of a chat that forbids copying
only its administrators get others' words.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.errors import Forbidden, NotFound, Refusal
from tambour.domain.files import READY, File
from tambour.domain.messages import Message
from tambour.domain.moving.arrival import Arrival, ArrivingPoll, Card, Luggage, Spot
from tambour.domain.moving.departure import TYPE_OF_CHAT, write_message
from tambour.domain.people import User
from tambour.domain.visible import may_copy, whole
from tambour.ports.moving import Move, Shelf, Writer
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.accounts.people import views
from tambour.services.chats.view import chat_views
from tambour.services.messages.scene import Look, look

PAGE = 500
FOLDER_OF = {
    "photo": "photos",
    "video": "video_files",
    "loop": "video_files",
    "round": "round_video_messages",
    "voice": "voice_messages",
    "sticker": "stickers",
}

Progress = Callable[[int, int], Awaitable[None]]
"""(messages written, messages in all)."""
Own = Callable[[int], Awaitable[tuple[dict[str, Any], list[Any]]]]
"""(user) → what stands before the chats in Telegram's shape, and the same in our own lines."""


@dataclass
class Export:
    """One run."""

    store: Store
    clock: Clock
    epoch: str
    own: Own
    shelf: Shelf | None
    user: int
    writer: Writer
    only: int = 0
    """One chat; 0: everything."""
    media: bool = True
    heads: list[tuple[int, int]] = field(default_factory=list)
    """(chat, ev) of what was read: what is removed after it makes the export stale."""
    names: dict[int, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    messages: int = 0

    async def run(self, progress: Progress) -> int:
        """Everything, into the writer; returns the size of the zip in bytes. Raises NotFound, Forbidden."""
        try:
            head: dict[str, Any] = {"tambour": {"epoch": self.epoch, "exported": self.clock.now()}}
            lines: list[Any] = [{"row": "about"} | head["tambour"]]
            chats = [self.only] if self.only else await self.store.read.moving.chats_to_export(self.user)
            if not self.only:
                telegram, own = await self.own(self.user)
                head |= telegram
                lines += own
            await self.writer.open(head, single=bool(self.only))
            await self.writer.put([], lines)
            found = await self.store.read.chats.get_many(chats)
            total = sum(chat.last_seq for chat in found.values())
            for number, chat in enumerate(chats, 1):
                await self.chat(chat, f"chats/chat_{number:04d}", progress, total)
            return await self.writer.close()
        except BaseException:
            self.writer.give_up()
            raise

    async def chat(self, chat_id: int, folder: str, progress: Progress, total: int) -> None:
        """One chat; one that is out of reach meanwhile is left out, unless it was asked for alone."""
        try:
            view = await look(self.store.read, self.user, chat_id, now=self.clock.now())
        except Refusal:
            if self.only:
                raise
            return
        if view.member is None or (self.only and view.member.role not in ("owner", "admin")):
            raise Forbidden("export.not_owner", "a chat's history is for its owner and administrators")
        self.heads.append((chat_id, view.chat.last_ev))
        wires = await chat_views(self.store.read, self.user, [chat_id], now=self.clock.now())
        peer = wires[0].peer if wires else 0
        await self.learn([peer])
        title = self.names.get(peer, "") if peer else view.chat.title
        await self.writer.begin_chat(head_of(view.chat, title, peer))
        await self.writer.put([], [{"row": "chat", "ch": wire} for wire in wires])
        after = max(view.viewer.history_from - 1, 0)
        while after < view.chat.last_seq:
            kept = await self.store.read.moving.page(chat_id, self.user, after, PAGE)
            if not kept:
                break
            after = kept[-1].message.seq
            seen = [m for m in map(view.see, kept) if m is not None and whole(m) and self.may_take(view, m)]
            await self.write(view.chat, folder, seen)
            self.messages += len(kept)
            await progress(self.messages, total)
        await self.writer.end_chat()

    def may_take(self, view: Look, message: Message) -> bool:
        """Others' words in a chat that forbids copying stay there."""
        return may_copy(view.chat, view.member, mine=message.sender == self.user)

    async def write(self, chat: Chat, folder: str, messages: Sequence[Message]) -> None:
        """One page."""
        await self.learn([person for message in messages for person in people_in(message)])
        found = []
        for message in messages:
            files = [await self.file(file, folder) for file in message.files]
            if message.preview is not None and message.preview.photo is not None:
                await self.file(message.preview.photo, folder)  # named by `lp.fl` in the JSON Lines
            raw = write_message(self.departing(chat, message, files))
            about = (message.service or {}).get("u")
            if isinstance(about, int) and "members" in raw:
                raw["members"] = [self.names.get(about, "")]
            found.append(raw)
        await self.writer.put(found, list(messages))

    async def file(self, file: File, folder: str) -> Luggage:
        """The best form of a file, into the zip; each once. Without a path where there is none to be had."""
        path = ""
        if self.media and self.shelf is not None and file.state == READY:
            brought = await self.shelf.bring(file)
            if brought is not None:
                path = f"{folder}/{FOLDER_OF.get(file.kind, 'files')}/{file.id}{brought[0]}"
                if path not in self.files:
                    self.files.add(path)
                    await self.writer.add_file(path, brought[1])
        return Luggage(
            path=path,
            kind=file.kind,
            name=file.name,
            mime=file.mime,
            width=file.width,
            height=file.height,
            duration=file.duration,
        )

    async def learn(self, people: Sequence[int]) -> None:
        """Names as this person sees them."""
        new = sorted({one for one in people if one and one not in self.names})
        for start in range(0, len(new), PAGE):
            part = new[start : start + PAGE]
            shown: list[User] = await views(self.store.read, self.user, part, self.clock.now())
            self.names |= {one: "" for one in part} | {user.id: user.name for user in shown}

    def departing(self, chat: Chat, message: Message, files: Sequence[Luggage]) -> Arrival:
        """The message with the keys of people."""
        channel = message.sender == 0
        poll = message.poll
        return Arrival(
            ext=message.seq,
            ts=message.ts,
            author=f"channel{chat.id}" if channel else key_of(message.sender),
            author_name=chat.title if channel else self.names.get(message.sender, ""),
            text=message.text,
            entities=tuple(
                (*entity[:3], key_of(int(entity[3]))) if entity[0] == "mention" else entity
                for entity in message.entities
            ),
            reply=message.reply or message.thread,
            source=message.source.name or self.names.get(message.source.sender, "") if message.source else "",
            edited=message.edited,
            silent=bool(message.silent),
            signature=message.signature,
            service=None
            if message.service is None
            else {k: key_of(int(v)) if k == "u" else v for k, v in message.service.items()},
            poll=None
            if poll is None
            else ArrivingPoll(
                question=poll.question,
                options=poll.options,
                voters=poll.voters,
                multiple=bool(poll.multiple),
                anonymous=bool(poll.anonymous),
                answer=poll.quiz_answer,
            ),
            card=Card(message.contact.name, message.contact.phone) if message.contact else None,
            spot=Spot(message.place.lat, message.place.lon, message.place.title) if message.place else None,
            files=tuple(files),
            reactions=message.reactions,
            views=message.views,
        )


def key_of(user: int) -> str:
    """As exports name people."""
    return f"user{user}"


def people_in(message: Message) -> list[int]:
    """Whose names a message needs."""
    found = [message.sender]
    if message.source is not None:
        found.append(message.source.sender)
    about = (message.service or {}).get("u")
    if isinstance(about, int):
        found.append(about)
    return found


def head_of(chat: Chat, title: str, peer: int) -> dict[str, Any]:
    """What stands before the messages of a chat. A dialog goes by the other's number there."""
    head: dict[str, Any] = {} if chat.kind == "saved" else {"name": title or None}
    if chat.about:
        head["tambour_about"] = chat.about
    return head | {"type": TYPE_OF_CHAT[chat.kind, chat.is_public and chat.shared], "id": peer or chat.id}


def wanted(move: Move) -> tuple[int, bool]:
    """(chat or 0, with media) of what was asked for. Raises NotFound."""
    if move.kind != "export":
        raise NotFound("no such export", why="moving.unknown")
    return int(move.what.get("c", 0)), bool(move.what.get("media", True))


def report_of(run: Export, size: int) -> dict[str, Any]:
    """What is kept of a finished export."""
    return {
        "chats": len(run.heads),
        "messages": run.messages,
        "files": len(run.files),
        "bytes": size,
        "heads": msgspec.to_builtins(run.heads),
    }
