"""What the house itself says in a chat («Anna added Boris»): a message of kind svc, through the slow door."""

import msgspec

from tambour.domain.messages import Message
from tambour.ports.store import Tx


async def append_service(tx: Tx, chat_id: int, actor: int, payload: dict[str, str | int]) -> int:
    """Add a service message to the chat this transaction has locked; returns its seq.

    `payload`: {k, …}, see docs/protocol. It counts as read by the actor where nothing else was unread.
    """
    chat = await tx.lock_chat(chat_id)
    message = Message(
        chat=chat_id,
        seq=await tx.messages.next_seq(chat_id),
        ev=0,
        sender=0 if chat.kind == "channel" else actor,
        ts=tx.now,
        kind="svc",
        silent=1,
        service=payload,
    )
    ev = await tx.append(chat_id, "n", {}, seq=message.seq, message=message, author=actor)
    await tx.messages.add(msgspec.structs.replace(message, ev=ev), actor)
    return message.seq
