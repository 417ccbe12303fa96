"""From what a client wrote to a checked command for the fast door: clean text, entities, mentions, a poll."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.commands import Send
from tambour.domain.errors import BadInput
from tambour.domain.polls import Poll
from tambour.domain.text import read_text
from tambour.ports.outside import Clock
from tambour.ports.store import Store

SEQ_MAX = 1 << 53


@dataclass(frozen=True, slots=True)
class Compose:
    """Reads who is meant and, for a poll, writes it; the message itself goes through pipeline/accept."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        *,
        user: int,
        chat: int,
        rid: int,
        text: str,
        entities: Sequence[Sequence[object]] = (),
        reply: int = 0,
        silent: bool = False,
        poll: Poll | None = None,
    ) -> Send:
        """Raises BadInput(x|en|re), TooLarge(x)."""
        if not 0 <= reply < SEQ_MAX:
            raise BadInput("re", "no such message")
        said = read_text(text, entities, empty=poll is not None)
        if poll is not None:
            async with self.store.writing() as tx:
                await tx.polls.add(poll, self.clock.now())
        return Send(
            chat=chat,
            user=user,
            rid=rid,
            text=said.text,
            entities=said.entities,
            reply=reply,
            silent=silent,
            kind="text" if poll is None else "poll",
            extra=None if poll is None else {"poll": poll.id},
            poll=None if poll is None else poll.for_all(),
            mentions=said.mentions,
            hashtags=said.tags,
        )
