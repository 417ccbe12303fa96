"""Catching up: a client tells its cursors and gets what it missed, at a cost of what changed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tambour.domain.chats import Chat
from tambour.domain.cursors import plain_number
from tambour.ports.outside import Clock
from tambour.ports.sync import LogRow, SyncRows

WINDOW_DEFAULT = 20
WINDOW_MAX = 50
DIRTY_MAX = 2000
USER_LOG_MAX = 500
CHAT_LOG_MAX = 500
CHAT_GAP_MAX = 2000
"""Further behind, a window of the chat is cheaper than the events (an import moves a chat by thousands)."""
OVERLAP_MS = 5 * 60_000
"""A commit may become visible a little after its `ts`; clients compare ev, so looking back costs nothing."""


Views = Callable[[int, Sequence[int]], Awaitable[Sequence[Any]]]
"""(viewer, chats) → these chats as their viewer sees them, in that order; those that may not be seen are left out."""
Events = Callable[[int, Chat, Sequence[LogRow]], Awaitable[Sequence[Any]]]
"""(viewer, chat, rows) → wire events for that viewer; what may not be seen is a `nop`."""
MayRead = Callable[[int, int], Awaitable[Chat]]
"""(viewer, chat) → the chat, if this person may read it; raises NotFound, Gone or Forbidden."""


@dataclass
class Sync:
    """Differences for one database life."""

    rows: SyncRows
    clock: Clock
    epoch: str
    views: Views
    events: Events
    may_read: MayRead

    async def sync(
        self, user: int, *, pts: int, epoch: str, since: int, window: int, known: dict[int, int]
    ) -> dict[str, Any]:
        """What changed for this account. A foreign epoch or a cursor too old: everything afresh (`full`)."""
        now = self.clock.now()
        newest, entries = await self.rows.user_log(user, pts, USER_LOG_MAX + 1)
        window = max(1, min(window, WINDOW_MAX))
        if epoch != self.epoch or pts <= 0 or since <= 0 or pts > newest or len(entries) > USER_LOG_MAX:
            return await self.afresh(user, newest, window, now)
        moved = await self.rows.moved(user, since - OVERLAP_MS)
        changed = [(c, ev, seq) for c, ev, seq in moved if known.get(c) != ev]
        return {
            "epoch": self.epoch,
            "now": now,
            "pts": newest,
            "us": await self.own(user, entries),
            "chats": await self.views(user, [c for c, _, _ in changed[:window]]),
            "dirty": [list(mark) for mark in changed[window:DIRTY_MAX]],
            "more": len(changed) > DIRTY_MAX,
            "full": False,
        }

    async def afresh(self, user: int, pts: int, window: int, now: int) -> dict[str, Any]:
        """The top of the chat list; the rest is fetched by `chats.list` when it is scrolled to."""
        top = await self.rows.first_chats(user, window + 1)
        return {
            "epoch": self.epoch,
            "now": now,
            "pts": pts,
            "us": [],
            "chats": await self.views(user, top[:window]),
            "dirty": [],
            "more": len(top) > window,
            "full": True,
        }

    async def sync_for(self, user: int, cursors: dict[str, str]) -> dict[str, Any]:
        """The same from the query of the WebSocket's address: e, pts, since, k=CHAT:EV,…"""
        known = dict(pair for pair in map(cursor_of, cursors.get("k", "").split(",")) if pair is not None)
        return await self.sync(
            user,
            pts=number(cursors.get("pts", "")),
            epoch=cursors.get("e", ""),
            since=number(cursors.get("since", "")),
            window=WINDOW_DEFAULT,
            known=known,
        )

    async def own(
        self, user: int, entries: Sequence[tuple[int, str, dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """Entries of an account's log as events. A chat that was joined is shown as it is now, not as it was then:
        what was removed meanwhile must not come back from here."""
        came = {data["c"] for _, kind, data in entries if kind == "chat+"}
        views = {view.id: view for view in await self.views(user, sorted(came))} if came else {}
        shown: list[dict[str, Any]] = []
        for pts, kind, data in entries:
            if kind != "chat+":
                shown.append({"t": "u", "pts": pts, "k": kind} | data)
            elif data["c"] in views:
                shown.append({"t": "u", "pts": pts, "k": kind, "c": data["c"], "ch": views[data["c"]]})
            else:
                shown.append({"t": "u", "pts": pts, "k": "chat-", "c": data["c"]})
        return shown

    async def user_diff(self, user: int, pts: int) -> dict[str, Any]:
        """The account's log after `pts`."""
        newest, entries = await self.rows.user_log(user, pts, USER_LOG_MAX)
        if pts > newest or (not entries and pts < newest) or (entries and entries[0][0] != pts + 1):
            return {"too_long": True, "pts": newest}
        us = await self.own(user, entries)
        return {"us": us, "pts": newest, "more": bool(us) and entries[-1][0] < newest}

    async def chat_diff(self, user: int, chat_id: int, ev: int, limit: int) -> dict[str, Any]:
        """The chat's log after `ev`, as this viewer may see it."""
        chat = await self.may_read(user, chat_id)
        limit = max(1, min(limit, CHAT_LOG_MAX))
        if ev + 1 < chat.first_ev or ev > chat.last_ev or chat.last_ev - ev > CHAT_GAP_MAX:
            return {"too_long": True, "ev": chat.last_ev, "s": chat.last_seq}
        rows = await self.rows.chat_log(chat_id, ev, limit)
        newest = rows[-1].ev if rows else ev
        return {"evs": await self.events(user, chat, rows), "ev": newest, "more": newest < chat.last_ev}


def cursor_of(text: str) -> tuple[int, int] | None:
    """`CHAT:EV`, or None."""
    chat, _, ev = text.partition(":")
    known, newest = plain_number(chat), plain_number(ev)
    return None if known is None or newest is None else (known, newest)


def number(text: str) -> int:
    """A non-negative cursor; anything else counts as none."""
    return plain_number(text) or 0
