"""Who has read a message, who reacted to it and how, and who chose what in an open poll."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.errors import Forbidden, NotFound
from tambour.domain.messages import Kept
from tambour.domain.visible import whole
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.messages.polls import poll_of
from tambour.services.messages.scene import SEQ_MAX, Look, check_seq, look

PAGE = 100
READERS_SHOWN_MAX = 100
"""In larger groups nobody is told who has read."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Reads only; for members, and never in channels: there readers do not learn of each other."""

    store: Store
    clock: Clock

    async def of_message(self, user: int, chat: int, seq: int, after: int) -> dict[str, Any]:
        """`{rx: [[u, emoji]…], read?: [u…], next?}`: `read` only to its author, in groups of at most 100, on the
        first page. Raises NotFound, Gone, Forbidden(chat.not_a_member, channel.unseen)."""
        view, kept = await self.seen(user, chat, seq)
        marks = self.store.read.marks
        found = await marks.reactors(chat, seq, start(after), PAGE + 1)
        page: dict[str, Any] = {"rx": found[:PAGE]} | following(found)
        small = view.chat.kind == "group" and view.chat.members <= READERS_SHOWN_MAX
        if small and kept.author == user and not after:
            readers = await marks.readers(chat, seq, kept.message.ts, READERS_SHOWN_MAX)
            page["read"] = [reader for reader in readers if reader != user]
        return page

    async def of_poll(self, user: int, chat: int, seq: int, after: int) -> dict[str, Any]:
        """`{votes: [[u, [option…]]…], next?}` of an open poll, once one has voted or it is over, where it was asked.

        Raises NotFound, Gone, Forbidden(poll.anonymous, poll.vote_first, poll.elsewhere and as above).
        """
        _, kept = await self.seen(user, chat, seq)
        number = poll_of(kept)
        polls = await self.store.read.polls.get([number], user) if number else []
        if not polls:
            raise NotFound("no such poll")
        poll = polls[0]
        if poll.anonymous:
            raise Forbidden("poll.anonymous")
        if poll.chat != chat:
            raise Forbidden("poll.elsewhere")
        if not poll.my and not poll.closed:
            raise Forbidden("poll.vote_first")
        found = await self.store.read.polls.ballots(number, start(after), PAGE + 1)
        return {"votes": found[:PAGE]} | following(found)

    async def seen(self, user: int, chat: int, seq: int) -> tuple[Look, Kept]:
        """The message, which this member sees whole. Raises as above."""
        view = await look(self.store.read, user, chat, now=self.clock.now())
        if view.member is None:
            raise Forbidden("chat.not_a_member")
        if view.chat.kind == "channel":
            raise Forbidden("channel.unseen")
        kept = await self.store.read.messages.some(chat, user, [check_seq(seq)])
        shown = view.see(kept[0]) if kept else None
        if shown is None or not whole(shown) or shown.kind == "svc":
            raise NotFound("no such message")
        return view, kept[0]


def start(after: int) -> int:
    """Where a page begins; whatever a client says, it fits the database."""
    return max(0, min(after, SEQ_MAX))


def following(found: list[tuple[int, Any]]) -> dict[str, int]:
    """The cursor of the next page, where there is one: the last person of this one."""
    return {"next": found[PAGE - 1][0]} if len(found) > PAGE else {}
