"""A chat's statistics, for those who run it: from counters kept by the day, never from a scan over all members."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.chat_view import preview
from tambour.domain.chats import Chat
from tambour.domain.decide_chats import check_member, check_right, check_shared
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Message
from tambour.domain.rights import Right
from tambour.domain.visible import viewer_of, visible, whole
from tambour.ports.days import Day
from tambour.services.chats.house import House
from tambour.services.chats.view import Views

DAYS_MIN, DAYS_MAX = 7, 365
NEWEST_MAX = 20_000
"""Messages read for what was published: in a busier chat the oldest days of the span are left out."""
TOP_MAX = 10
SAMPLE = 5_000
"""Members asked whether they have it muted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """stats.get."""

    house: House
    views: Views

    async def get(self, actor: int, chat_id: int, days: int) -> dict[str, Any]:
        """`{days: [[day, members, joins, leaves, posts, views, reactions]…], top, posts, views, forwards, muted}`.

        `day` counts from 1970 (UTC); `top`: messages with previews, the most viewed first; `muted`: `[how many, of how
        many asked]`. Raises Forbidden(chat.no_right), NotFound, Gone.
        """
        read, now = self.house.store.read, self.house.clock.now()
        chat = await self.views.may_read(actor, chat_id)
        check_shared(chat)
        member = check_member(chat, await read.chats.member(chat_id, actor))
        check_right(member, Right.SEE_LOG)
        today = now // DAY_MS
        first = today + 1 - max(DAYS_MIN, min(days, DAYS_MAX))
        counted = {day.day: day for day in await read.days.days(chat_id, first)}
        said = await read.days.published(chat_id, first * DAY_MS, limit=NEWEST_MAX, top=TOP_MAX)
        viewer = viewer_of(chat, member, actor)
        kept = await read.messages.some(chat_id, actor, said.most_seen) if said.most_seen else []
        shown = [visible(k.message, k.flags, k.author, viewer) for k in kept if not k.hidden]
        muted, asked = await read.days.muted(chat_id, now, SAMPLE)
        return {
            "days": rows_of(chat, counted, said.by_day, max(first, chat.created // DAY_MS), today),
            "top": sorted((short(m) for m in shown if m is not None and whole(m)), key=lambda m: -m.views),
            "posts": said.posts,
            "views": said.views,
            "forwards": said.forwards,
            "muted": [muted, asked],
        }


def rows_of(
    chat: Chat, counted: dict[int, Day], posts: Mapping[int, int], first: int, today: int
) -> list[tuple[int, int, int, int, int, int, int]]:
    """One row a day, ascending; how many there were is reckoned back from how many there are."""
    rows = []
    members = chat.members
    for day in range(today, first - 1, -1):
        it = counted.get(day, Day(day))
        rows.append((day, members, it.joins, it.leaves, posts.get(day, 0), it.views, it.reactions))
        members = max(0, members - it.joins + it.leaves)
    return rows[::-1]


def short(message: Message) -> Message:
    """A preview that keeps its counters."""
    return msgspec.structs.replace(preview(message), my="", mentioned=0)
