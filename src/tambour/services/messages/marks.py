"""What a person has read, what mentions them, and that they are typing."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tambour.domain.alter import Actor, require
from tambour.domain.errors import BadInput, Forbidden, Refusal
from tambour.domain.rights import May
from tambour.moderation.gate import Buckets
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.messages.scene import SEQ_MAX, look

WRITE_EVERY_MS = 3000
MENTIONS_MAX = 100
TYPING_EVERY_MS = 3000
TYPING_KINDS = ("text", "voice", "stop")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Mark:
    """A read mark as it was told: `seq` may be ahead of the database by `WRITE_EVERY_MS`."""

    seq: int
    written: int
    written_at: int


@dataclass
class Marks:
    """Read marks are written at most once in three seconds for each person and chat; answers count the newest."""

    store: Store
    clock: Clock
    publish: Callable[[Nudge], None]
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    flushing: "asyncio.Task[None] | None" = None
    typing: Buckets = field(default_factory=lambda: Buckets(1, TYPING_EVERY_MS))

    async def read(self, user: int, chat: int, seq: int) -> dict[str, int]:
        """Everything up to `seq` is read; returns what is not: `{un_, me_}`. A mark never moves back.

        Raises BadInput(s), Forbidden(chat.not_a_member).
        """
        if not 0 <= seq < SEQ_MAX:
            raise BadInput("s", "no such message")
        known = self.marks.get((user, chat))
        counts = await self.store.read.marks.unread(user, chat, max(seq, known.seq if known else 0))
        if counts is None:
            raise Forbidden("chat.not_a_member")
        unread, mentions, last = counts
        await self.move(user, chat, min(seq, last))
        return {"un_": unread, "me_": mentions}

    async def move(self, user: int, chat: int, seq: int) -> None:
        """Write the mark now, or remember it when one was written a moment ago."""
        now = self.clock.now()
        mark = self.marks.setdefault((user, chat), Mark(0, 0, 0))
        if seq <= mark.seq:
            return
        mark.seq = seq
        if now - mark.written_at >= WRITE_EVERY_MS:
            await self.write(user, chat, mark, now)
        if self.flushing is None:
            self.flushing = asyncio.ensure_future(self.flush_later())

    async def write(self, user: int, chat: int, mark: Mark, now: int) -> None:
        """To the database, to the person's other devices, and to those who may see who has read."""
        wanted = mark.seq
        async with self.store.writing() as tx:
            moved = await tx.marks.read(user, chat, wanted)
            if moved is not None:
                seq, others_see = moved
                await tx.tell(user, "read", {"c": chat, "s": seq})
                if others_see:
                    tx.shout(k="r", c=chat, u=user, s=seq)
        mark.written, mark.written_at = wanted, now

    async def flush(self) -> None:
        """Write every mark that is ahead of the database, and forget the others that are old."""
        now = self.clock.now()
        for (user, chat), mark in list(self.marks.items()):
            if mark.seq > mark.written:
                await self.write(user, chat, mark, now)
            elif now - mark.written_at >= WRITE_EVERY_MS:
                self.marks.pop((user, chat), None)

    async def flush_later(self) -> None:
        """While anything is remembered, write it every three seconds."""
        try:
            while self.marks:
                await asyncio.sleep(WRITE_EVERY_MS / 1000)
                try:
                    await self.flush()
                except Refusal as away:
                    log.warning("read marks wait: %s", away.msg)
        finally:
            self.flushing = None

    async def close(self) -> None:
        """Write what is remembered."""
        if self.flushing is not None:
            self.flushing.cancel()
        await self.flush()

    async def mentions(self, user: int, chat: int) -> list[int]:
        """Unread mentions, oldest first, at most 100. Raises NotFound, Gone, Forbidden."""
        view = await look(self.store.read, user, chat, now=self.clock.now())
        if view.member is None:
            return []
        known = self.marks.get((user, chat))
        return await self.store.read.marks.mentions(user, chat, known.seq if known else 0, MENTIONS_MAX)

    async def type(self, user: int, chat: int, kind: str) -> None:
        """Tell those who look that this person is typing. Too often, or not allowed to write: nothing happens."""
        if kind not in TYPING_KINDS:
            raise BadInput("k", "text, voice or stop")
        now = self.clock.now()
        if kind != "stop" and self.typing.take((user, chat, kind), now=now):
            return
        view = await look(self.store.read, user, chat, now=now)
        if view.member is None or view.chat.kind == "channel":
            return
        standing = await self.store.read.messages.standing(chat, user)
        actor = Actor(user=user, chat=view.chat, member=view.member, standing=standing, now=now)
        try:
            require(actor, May.SEND)
        except Refusal:
            return
        data: dict[str, Any] = {"k": "ty", "c": chat, "u": user, "as": kind}
        self.publish(Nudge(transient=data))
