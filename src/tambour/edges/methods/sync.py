"""Catching up and live interest: sync, differences, and which chats are on the screen."""

from typing import Any

import msgspec

from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.sync import WINDOW_DEFAULT, Sync

EV_MAX = 1 << 53


class SyncParams(Params):
    """`sync`."""

    pts: int = 0
    epoch: str = ""
    since: int = 0
    window: int = WINDOW_DEFAULT
    known: list[tuple[int, int]] = msgspec.field(default_factory=list)


class UserDiff(Params):
    """`user.diff`."""

    pts: int


class ChatDiff(Params, rename={"chat": "c"}):
    """`chat.diff`."""

    chat: int
    ev: int
    limit: int = 500


class OneChat(Params, rename={"chat": "c"}):
    """A chat."""

    chat: int


def sync_methods(sync: Sync) -> tuple[Method, ...]:
    """sync, user.diff, chat.diff, chat.open, chat.close."""

    async def run_sync(caller: Caller, p: SyncParams) -> dict[str, Any]:
        return await sync.sync(
            caller.user,
            pts=p.pts,
            epoch=p.epoch,
            since=p.since,
            window=p.window,
            known=dict(p.known[:500]),
        )

    async def user_diff(caller: Caller, p: UserDiff) -> dict[str, Any]:
        return await sync.user_diff(caller.user, max(0, min(p.pts, EV_MAX)))

    async def chat_diff(caller: Caller, p: ChatDiff) -> dict[str, Any]:
        return await sync.chat_diff(caller.user, p.chat, max(0, min(p.ev, EV_MAX)), p.limit)

    async def chat_open(caller: Caller, p: OneChat) -> dict[str, Any]:
        chat = await sync.may_read(caller.user, p.chat)
        if caller.conn is not None:
            caller.conn.open_chat(chat.id, chat.kind)
        views = await sync.views(caller.user, [chat.id])
        return {"ch": views[0]}

    async def chat_close(caller: Caller, p: OneChat) -> dict[str, Any]:
        if caller.conn is not None:
            caller.conn.close_chat(p.chat)
        return {}

    return (
        Method("sync", SyncParams, run_sync, rate=Rate(20, 1)),
        Method("user.diff", UserDiff, user_diff),
        Method("chat.diff", ChatDiff, chat_diff, rate=Rate(300, 0.05)),
        Method("chat.open", OneChat, chat_open, order="screen"),
        Method("chat.close", OneChat, chat_close, order="screen"),
    )
