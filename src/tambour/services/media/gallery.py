"""The tabs of a chat: pictures, files, voice, links and music, newest first, through the law of what may be seen."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.errors import BadInput
from tambour.domain.media import TAB_NAMES
from tambour.domain.messages import Message
from tambour.domain.visible import whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.messages.scene import SEQ_MAX, look

PAGE_MAX = 100
ROUNDS_MAX = 5
"""Pages of what the viewer may not see are skipped so many times in one call."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """search.media."""

    store: Store
    clock: Clock

    async def page(self, user: int, chat: int, kind: str, *, before: int, limit: int) -> dict[str, Any]:
        """`{msgs, next?}`: `next` is the `before` of the page that follows. Raises BadInput(kind|before), NotFound."""
        if kind not in TAB_NAMES:
            raise BadInput("kind", f"one of {', '.join(TAB_NAMES)}")
        if not 0 <= before < SEQ_MAX:
            raise BadInput("before", "no such place")
        limit = max(1, min(limit, PAGE_MAX))
        tables = self.store.read
        view = await look(tables, user, chat, now=self.clock.now())
        found: list[Message] = []
        end = before or SEQ_MAX
        for _ in range(ROUNDS_MAX):
            seqs = await tables.files.listed(chat, kind, end, limit - len(found))
            if not seqs:
                return {"msgs": found}
            end = seqs[-1]
            kept = await tables.messages.some(chat, user, sorted(seqs))
            seen = [message for message in map(view.see, reversed(kept)) if message is not None]
            found += [message for message in seen if whole(message)]
            if len(found) >= limit:
                break
        return {"msgs": found, "next": end}
