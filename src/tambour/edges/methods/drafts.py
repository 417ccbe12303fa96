"""The method of drafts."""

import msgspec

from tambour.edges.methods.table import Caller, Empty, Method, Params
from tambour.services.messages.drafts import Drafts


class SetDraft(Params, rename={"chat": "c", "text": "x", "entities": "en", "reply": "re"}):
    """`draft.set`; nothing but the chat takes the draft away."""

    chat: int
    text: str = ""
    entities: list[list[str | int]] = msgspec.field(default_factory=list)
    reply: int = 0


def draft_methods(drafts: Drafts) -> tuple[Method, ...]:
    """draft.set."""

    async def set_draft(caller: Caller, p: SetDraft) -> Empty:
        await drafts.set(caller.user, p.chat, text=p.text, entities=p.entities, reply=p.reply)
        return Empty()

    return (Method("draft.set", SetDraft, set_draft, order="draft"),)
