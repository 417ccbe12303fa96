"""From rows of a chat's log to wire events as one viewer may see them: used by differences and by live delivery."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.messages import Message
from tambour.ports.store import Tables
from tambour.ports.sync import LogRow
from tambour.services.messages.scene import look

ABOUT_A_MESSAGE = ("n", "e", "p", "rx", "pl")
"""Kinds that mean nothing to somebody who may not see the message they are about."""
WITH_BODY = ("n", "e")

Frame = Message | dict[str, Any]


async def render_events(tables: Tables, viewer: int, chat: Chat, rows: Sequence[LogRow]) -> list[Frame]:
    """One frame per row, in order; `nop` where the viewer may not see. At most five statements for any number of rows.

    An `n` or `e` shows the row as it is now, so words that were changed, deleted or removed since never come back.
    Raises NotFound when the viewer may not read the chat at all.
    """
    view = await look(tables, viewer, chat.id)
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
        return {"t": row.kind, "c": chat, "ev": row.ev, **row.data}
    message = seen.get(row.seq)
    if message is None:
        return {"t": "nop", "c": chat, "ev": row.ev}
    if row.kind == "n":
        return message
    if row.kind == "e":
        return {**msgspec.to_builtins(message), "t": "e", "ev": row.ev}
    return {"t": row.kind, "c": chat, "ev": row.ev, **row.data}
