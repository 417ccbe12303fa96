"""Forwarding: the first source is kept through every chain; each copy is a send of its own with its own rid."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace as replaced

from tambour.domain.chats import Chat, Limit
from tambour.domain.commands import Send, Sent
from tambour.domain.errors import Forbidden, Held, NotFound
from tambour.domain.messages import Kept, PollView, Source
from tambour.domain.planned import derived_rid
from tambour.domain.territory import WHOLE, number_of
from tambour.domain.text import tags_of
from tambour.domain.visible import whole
from tambour.pipeline.accept import Accept
from tambour.ports.log import Recorded, SendLog
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.messages.scene import Look, check_seqs, look

CARRIED = ("fl", "ct", "lo", "kb", "via")
"""Parts of `messages.extra` that a command names itself; buttons are not forwarded, they belong to their bot."""


@dataclass(frozen=True, slots=True)
class Forwarding:
    """From a chat one may read to a chat one may write in."""

    store: Store
    accept: Accept
    log: SendLog
    clock: Clock
    carried: Callable[[int, int], None]
    """Told of each channel's post that was carried elsewhere: (channel, seq)."""

    async def forward(
        self, user: int, source: int, seqs: Sequence[int], target: int, rid: int, *, hide: bool
    ) -> dict[str, Any]:
        """`{s, ev, d}` of the copies, in the order of the originals. The same rid gives the same copies.

        Raises NotFound when one of the messages is not to be seen, Forbidden(chat.protected), and what sending raises.
        """
        wanted = check_seqs(seqs)
        rids = [derived_rid(rid, index) for index in range(len(wanted))]
        done = await self.repeats(user, rids)
        if done:
            return answer(done)
        view = await look(self.store.read, user, source, now=self.clock.now())
        check_leaving(view.chat)
        found = await self.store.read.messages.some(source, user, wanted)
        here = [k for k in found if whole(view.see(k)) and k.message.kind != "svc"]
        if len(here) < len(wanted):
            raise NotFound("no such message")
        if any(number_of(kept.flags) for kept in here) or view.chat.partly.get(WHOLE):
            raise Forbidden("chat.no_forwards")
        await self.check_copies(view, here)
        names = await self.names(view, here)
        copies = [
            replaced(copy_of(kept, source_of(kept, view, names, hide=hide), user, target, own), asked=rid)
            for kept, own in zip(here, rids, strict=True)
        ]
        # All enter the writer's queue in this order before any is answered, so they share a commit and stay together.
        outcome = await all_of(self.accept.send(copy, gated=index == 0) for index, copy in enumerate(copies))
        for kept, sent in zip(here, outcome, strict=True):
            if isinstance(sent, Sent):
                self.count(kept, view)
        return answer(said(outcome))

    def count(self, kept: Kept, view: Look) -> None:
        """Where a channel's post was first said, it was carried once more."""
        if kept.root is None and view.chat.kind == "channel":
            self.carried(view.chat.id, kept.message.seq)
        elif kept.root is not None and kept.root.seq and not kept.root.sender and kept.root.name:
            self.carried(kept.root.chat, kept.root.seq)

    async def check_copies(self, view: Look, here: Sequence[Kept]) -> None:
        """What a protected channel says is as protected in its discussion group."""
        if view.chat.kind == "group" and view.chat.linked and any(not k.message.sender for k in here):
            channel = await self.store.read.chats.get(view.chat.linked)
            if channel is not None:
                check_leaving(channel)

    async def repeats(self, user: int, rids: Sequence[int]) -> list[Recorded]:
        """What these rids made before, if they all did: a repeat is answered whatever became of the originals."""
        if await self.log.find(user, rids[0]) is None:
            return []
        found = [await self.log.find(user, rid) for rid in rids]
        return [one for one in found if one is not None] if None not in found else []

    async def names(self, view: Look, found: Sequence[Kept]) -> dict[int, str]:
        """Shown names of those whose words are forwarded for the first time."""
        people = {k.author for k in found if k.root is None and k.message.sender}
        known = await self.store.read.accounts.people(sorted(people)) if people else {}
        return {user: person.name for user, person in known.items()} | {0: view.chat.title}


def check_leaving(chat: Chat) -> None:
    """May what is said there be carried elsewhere? Raises Forbidden(chat.protected, chat.no_forwards)."""
    if chat.flags.get("protect"):
        raise Forbidden("chat.protected")
    if chat.limits & Limit.NO_FORWARDS:
        raise Forbidden("chat.no_forwards")


async def all_of(sends: Iterable[Coroutine[Any, Any, Sent]]) -> list[Sent | BaseException]:
    """Until each was said or refused."""
    return await asyncio.gather(*sends, return_exceptions=True)


def said(sent: Sequence[Sent | BaseException]) -> list[Sent]:
    """All of one request. Raises what refused one of them; that one waits for a person comes last."""
    refused = [one for one in sent if isinstance(one, BaseException)]
    if refused:
        raise min(refused, key=lambda no: isinstance(no, Held))
    return [one for one in sent if isinstance(one, Sent)]


def answer(sent: Sequence[Sent | Recorded]) -> dict[str, Any]:
    """`{s, ev, d}`."""
    return {"s": [one.seq for one in sent], "ev": [one.ev for one in sent], "d": sent[0].ts}


def for_all(poll: PollView | None) -> PollView | None:
    """Without the forwarder's own choice, and what only it let them know."""
    if poll is None:
        return None
    return msgspec.structs.replace(poll, my=(), quiz_answer=poll.quiz_answer if poll.closed else None)


def source_of(kept: Kept, view: Look, names: dict[int, str], *, hide: bool) -> Source:
    """Where it was first said. Hidden, only the place is kept: enough to follow a removal, not shown to anybody."""
    message = kept.message
    root = kept.root or Source(
        chat=view.chat.id,
        seq=message.seq,
        sender=message.sender,
        name=names.get(message.sender, ""),
        ts=message.ts,
    )
    return Source(chat=root.chat, seq=root.seq) if hide else root


def copy_of(kept: Kept, source: Source, user: int, target: int, rid: int) -> Send:
    """The same words, said elsewhere by somebody else; nobody is called by them again."""
    message = kept.message
    return Send(
        chat=target,
        user=user,
        rid=rid,
        text=message.text,
        entities=message.entities,
        source=source,
        kind=message.kind,
        extra={k: v for k, v in (kept.extra or {}).items() if k not in CARRIED} or None,
        files=message.files,
        contact=message.contact,
        place=message.place,
        poll=for_all(message.poll),
        hashtags=tags_of(message.text, message.entities),
    )
