"""Methods about messages: history, single ones."""

from typing import Any

from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.messages.history import WINDOW_DEFAULT, History, Window


class HistoryParams(Params, rename={"chat": "c", "start": "from", "direction": "dir", "size": "n"}):
    """`msg.history`."""

    chat: int
    start: int = 0
    direction: str = "up"
    size: int = WINDOW_DEFAULT


class Some(Params, rename={"chat": "c", "seqs": "s"}):
    """Some messages of a chat."""

    chat: int
    seqs: list[int]


class One(Params, rename={"chat": "c", "seq": "s"}):
    """One message."""

    chat: int
    seq: int


def history_methods(history: History) -> tuple[Method, ...]:
    """msg.history, msg.get, msg.versions."""

    async def window(caller: Caller, p: HistoryParams) -> Window:
        return await history.window(caller.user, p.chat, start=p.start, direction=p.direction, size=p.size)

    async def get(caller: Caller, p: Some) -> dict[str, Any]:
        return {"msgs": await history.get(caller.user, p.chat, p.seqs)}

    async def versions(caller: Caller, p: One) -> dict[str, Any]:
        return {"versions": await history.versions(caller.user, p.chat, p.seq)}

    return (
        Method("msg.history", HistoryParams, window, rate=Rate(300, 0.05)),
        Method("msg.get", Some, get, rate=Rate(300, 0.05)),
        Method("msg.versions", One, versions),
    )
