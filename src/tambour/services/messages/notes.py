"""Service messages: what happened in a chat, said by the chat itself (pinned, joined, renamed)."""

from tambour.domain.chats import Chat
from tambour.domain.messages import Message
from tambour.ports.store import Tx

Payload = dict[str, str | int]
"""`{k, …}`, the `sv` of the message: `k` names what happened; clients word it in their own language."""


async def append_service(tx: Tx, chat: Chat, actor: int, payload: Payload) -> int:
    """Say it in the chat, whose lock the transaction holds; returns the seq. Takes one seq and one ev.

    It never rings: service messages are silent.
    """
    seq = await tx.messages.next_seq(chat.id)
    message = Message(
        chat=chat.id,
        seq=seq,
        ev=0,
        sender=0 if chat.kind == "channel" else actor,
        ts=tx.now,
        kind="svc",
        silent=1,
        service=payload,
    )
    ev = await tx.append(chat.id, "n", {}, seq=seq, message=message, author=actor)
    await tx.messages.add(message, ev, actor)
    return seq
