"""First step of a message's life: from command to the writer, or a refusal. Nothing here waits on a model."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from tambour.domain.commands import Send, Sent
from tambour.domain.decide import check_rid
from tambour.domain.errors import Flood, Held, Worded
from tambour.domain.ids import Rid
from tambour.moderation.gate import Buckets
from tambour.pipeline.record import Record
from tambour.ports.outside import Clock


@dataclass(frozen=True, slots=True)
class Accept:
    """The one door for speech: people, scheduled posts, forwards and (later) bots come through here."""

    record: Record
    clock: Clock
    per_user: Buckets
    per_chat: Buckets
    hold: Callable[[Send, Held | Worded], Awaitable[None]] | None = None
    """Puts by what waits for a person, notes what a chat's rules refused; None: both are forgotten."""

    async def send(self, want: Send, *, gated: bool = True) -> Sent:
        """Record it and return its place; the same rid returns the same place. `gated=False`: already paid for."""
        now = self.clock.now()
        check_rid(Rid(want.rid), now=now)
        if gated:
            wait_ms = self.per_user.take(want.user, now=now) or self.per_chat.take(want.chat, now=now)
            if wait_ms:
                raise Flood(-(-wait_ms // 1000))
        try:
            return await self.record.put(want, digest_of(want))
        except (Held, Worded) as no:
            if self.hold is not None:
                await self.hold(want, no)
            raise

    async def was_sent(self, user: int, rid: int) -> bool:
        """Has this been recorded under the rid before?"""
        return await self.record.log.find(user, rid) is not None


def digest_of(want: Send) -> int:
    """63 bits over what was asked: the same rid must always ask the same thing."""
    said = msgspec.json.encode(
        (
            (want.chat, want.text, want.entities, want.reply, want.silent, want.source, want.kind, want.poll),
            (
                [file.id for file in want.files],
                want.contact,
                want.place,
            ),  # a file changes while it is processed
        )
        if want.poll is None
        else (want.chat, want.text, want.poll.question, [o[0] for o in want.poll.options], want.kind)
    )
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") >> 1


class SendLimits(Protocol):
    """What an operator chooses; see config.Limits."""

    @property
    def enabled(self) -> str: ...
    @property
    def sends_burst(self) -> int: ...
    @property
    def chat_sends_per_s(self) -> int: ...


def open_accept(
    record: Record,
    clock: Clock,
    limits: SendLimits,
    hold: Callable[[Send, Held | Worded], Awaitable[None]] | None = None,
) -> Accept:
    """The door for speech, with its gates (open wide where limits are off)."""
    limited, per_chat = limits.enabled == "on", limits.chat_sends_per_s
    return Accept(
        record,
        clock,
        per_user=Buckets(limits.sends_burst if limited else 0, 1000),
        per_chat=Buckets(per_chat if limited else 0, 1000 / per_chat),
        hold=hold,
    )
