"""What a person has begun to write, the same on all their devices."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.errors import BadInput, Forbidden
from tambour.domain.text import check_text
from tambour.ports.store import Store
from tambour.services.chats.view import find_reader
from tambour.services.messages.scene import SEQ_MAX


@dataclass(frozen=True, slots=True)
class Drafts:
    """One draft for each person and chat."""

    store: Store

    async def set(
        self, user: int, chat: int, *, text: str, entities: list[list[str | int]], reply: int
    ) -> None:
        """Keep it, and tell the person's devices; an empty one takes the draft away. Setting the same says nothing.

        Raises BadInput(x|en|re), TooLarge, Forbidden(chat.not_a_member), NotFound, Gone.
        """
        if not 0 <= reply < SEQ_MAX:
            raise BadInput("re", "no such message")
        clean, kept = check_text(text, entities, empty=True)
        body: dict[str, Any] = {"x": clean}
        if kept:
            body["en"] = kept
        if reply:
            body["re"] = reply
        async with self.store.writing() as tx:
            member = (await find_reader(tx, user, chat, now=tx.now))[1]
            if member is None:
                raise Forbidden("chat.not_a_member")
            draft = body if clean or reply else None
            if await tx.marks.set_draft(user, chat, draft, tx.now):
                await tx.tell(user, "draft", {"c": chat, "dr": draft | {"d": tx.now} if draft else None})
