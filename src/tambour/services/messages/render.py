"""From rows of a chat's log to wire events as one viewer may see them: used by differences and by live delivery."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.messages import Message
from tambour.domain.visible import viewer_of, whole
from tambour.ports.store import Tables
from tambour.ports.sync import LogRow
from tambour.services.messages.scene import Look

ABOUT_A_MESSAGE = ("n", "e", "p", "rx", "pl")
"""Kinds that mean nothing to somebody who may not see the message they are about."""

Frame = Message | dict[str, Any]


async def render_events(tables: Tables, viewer: int, chat: Chat, rows: Sequence[LogRow]) -> list[Frame]:
    """One frame per row, in order; `nop` where the viewer may not see. At most three statements for any number of rows.

    An `n` or `e` shows the row as it is now, so words that were changed, deleted or removed since never come back.
    The caller has made sure that the viewer may read the chat.
    """
    member = await tables.chats.member(chat.id, viewer)
    view = Look(chat=chat, viewer=viewer_of(chat, member, viewer), member=member)
    wanted = {row.seq for row in rows if row.kind in ABOUT_A_MESSAGE}
    wanted |= {seq for row in rows if row.kind == "rs" for seq in row.data.get("s", ())}
    kept = await tables.messages.some(chat.id, viewer, sorted(wanted)) if wanted else []
    seen = {k.message.seq: view.see(k) for k in kept}
    return [frame_of(chat.id, row, seen) for row in rows]


def frame_of(chat: int, row: LogRow, seen: dict[int, Message | None]) -> Frame:
    """One row as one frame; `seen`: the messages its viewer may see."""
    if row.kind == "rs":
        back = [m for seq in row.data.get("s", ()) if (m := seen.get(seq)) is not None]
        return {"t": "rs", "c": chat, "ev": row.ev, "m": back}
    if row.kind not in ABOUT_A_MESSAGE:
        return {"t": row.kind, "c": chat, "ev": row.ev} | {k: v for k, v in row.data.items() if k != "by"}
    message = seen.get(row.seq)
    if message is None:
        return {"t": "nop", "c": chat, "ev": row.ev}
    if row.kind == "n":
        return message
    if row.kind == "e" and not whole(message):
        return {"t": "rm", "c": chat, "ev": row.ev, "s": [row.seq]}
    if row.kind == "e":
        return {**msgspec.to_builtins(message), "t": "e", "ev": row.ev}
    if not whole(message):
        return {"t": "nop", "c": chat, "ev": row.ev}
    return {"t": row.kind, "c": chat, "ev": row.ev, **row.data, **standing_of(row.kind, message)}


def standing_of(kind: str, message: Message) -> dict[str, Any]:
    """Counts are not kept in the log: a difference shows how they stand now."""
    if kind == "rx":
        return {"rx": message.reactions}
    if kind == "pl":
        return {"po": message.poll}
    return {}
