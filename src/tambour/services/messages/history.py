"""Reading a chat's past: windows that tile it without overlap or hole, single messages, former versions."""

from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.messages import Kept, Message
from tambour.domain.rights import Right, has
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tables
from tambour.services.messages.scene import SEQ_MAX, Look, check_seqs, look

WINDOW_DEFAULT = 30
WINDOW_MAX = 100


class Window(msgspec.Struct, frozen=True, rename={"messages": "msgs"}):
    """A page, ascending. `top`: nothing before it that this viewer may see; `bottom`: nothing after it."""

    messages: tuple[Message, ...]
    top: bool
    bottom: bool


@dataclass(frozen=True, slots=True)
class History:
    """Reads only."""

    store: Store
    clock: Clock

    async def window(self, user: int, chat: int, *, start: int, direction: str, size: int) -> Window:
        """`up`: the newest below `start` (0: below the end); `down`: the oldest above it; `around`: half and half,
        `start` itself in the upper half. Raises NotFound, BadInput(dir|from)."""
        size = max(1, min(size, WINDOW_MAX))
        if not 0 <= start < SEQ_MAX:
            raise BadInput("from", "no such place")
        tables = self.store.read
        view = await look(tables, user, chat, now=self.clock.now())
        if direction == "up":
            before, top = await above(tables, view, start or SEQ_MAX, size)
            return Window(before, top, start == 0 or not (await below(tables, view, start - 1, 1))[0])
        if direction == "down":
            after, bottom = await below(tables, view, start, size)
            return Window(after, not (await above(tables, view, start + 1, 1))[0], bottom)
        if direction == "around":
            before, top = await above(tables, view, start + 1, (size + 1) // 2)
            after, bottom = await below(tables, view, start, size - len(before))
            return Window(before + after, top, bottom)
        raise BadInput("dir", "up, down or around")

    async def get(self, user: int, chat: int, seqs: list[int]) -> list[Message]:
        """Those of them that this viewer may see, ascending. Raises NotFound."""
        wanted = check_seqs(seqs)
        view = await look(self.store.read, user, chat, now=self.clock.now())
        kept = await self.store.read.messages.some(chat, user, wanted)
        return [message for message in map(view.see, kept) if message is not None]

    async def versions(self, user: int, chat: int, seq: int) -> list[dict[str, Any]]:
        """What it said before, oldest first: for its author, and for those who may delete others' messages.

        Former words of a removed message are as removed as its last ones. Raises NotFound, Forbidden.
        """
        tables = self.store.read
        view = await look(tables, user, chat, now=self.clock.now())
        kept: list[Kept] = await tables.messages.some(chat, user, [seq])
        shown = view.see(kept[0]) if kept else None
        if shown is None or shown.removed:
            raise NotFound("no such message")
        admin = view.chat.shared and view.member is not None and has(view.member, Right.DELETE_OTHERS)
        if kept[0].author != user and not admin:
            raise Forbidden("message.not_yours")
        past = await tables.messages.versions(chat, seq)
        return [{"v": p.ver, "x": p.text, "en": p.entities, "d": p.ts} for p in past]


async def above(
    tables: Tables, view: Look, before: int, size: int, thread: int = 0
) -> tuple[tuple[Message, ...], bool]:
    """The newest `size` visible messages (of a thread) below `before`, and whether these are all."""
    floor = view.viewer.history_from - 1
    kept = await tables.messages.page(
        view.chat.id,
        view.viewer.user,
        after=max(0, floor),
        before=before,
        limit=size + 1,
        newest=True,
        thread=thread,
    )
    seen = tuple(message for message in map(view.see, kept[-size:]) if message is not None)
    return seen, len(kept) <= size


async def below(
    tables: Tables, view: Look, after: int, size: int, thread: int = 0
) -> tuple[tuple[Message, ...], bool]:
    """The oldest `size` visible messages (of a thread) above `after`, and whether these are all."""
    floor = view.viewer.history_from - 1
    kept = await tables.messages.page(
        view.chat.id,
        view.viewer.user,
        after=max(after, floor, 0),
        before=SEQ_MAX,
        limit=size + 1,
        newest=False,
        thread=thread,
    )
    seen = tuple(message for message in map(view.see, kept[:size]) if message is not None)
    return seen, len(kept) <= size
