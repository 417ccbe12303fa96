"""Keeps the index of messages: a reader of the logs of all chats (pipeline/marks), which writes down their words."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from tambour.domain.messages import Kept
from tambour.domain.search.document import forms_of, labels_of
from tambour.domain.search.fold import in_vocabulary, word_of
from tambour.domain.visible import GONE
from tambour.pipeline.marks import WALK_S, LogReader, unread
from tambour.pipeline.pace import Flow, rest
from tambour.ports.bus import Nudge
from tambour.ports.search import Document, Indexing, Lexicon, at_of

BATCH = 400
"""New messages of one turn, and changes of one chat in it."""
CHATS_PER_TURN = 200
LIGHT_BATCH = 64
"""The same of a turn beside others who have much to do: the database is not held up for long."""
LATE = 500
"""Messages left to do from which on it rests less beside others, and takes more at once: much of a turn's cost is the
same for a few."""
LATE_BATCH = 200
SLICE = 10
"""Messages between two looks at what else the loop has to do."""
GATHER_S = 0.1
"""From the first news to the turn: what comes meanwhile shares it."""
COUNTS_MAX = 50_000
OFTEN_MIN = 4
"""Forms seen less often than that are not written down while there is much to do."""

log = logging.getLogger(__name__)


@dataclass
class Indexer(LogReader[Indexing]):
    """`run` is given to a loop; several processes may run one over the same database."""

    lexicon: Lexicon
    counts: Counter[str] = field(default_factory=Counter, init=False)
    """Messages by form, not yet written down."""
    heard: int = field(default=0, init=False)
    """Changes of chats, ever."""
    flow: Flow = field(default_factory=Flow, init=False)
    chats_per_turn = CHATS_PER_TURN

    @override
    def hear(self, nudge: Nudge) -> None:
        """Counted, too: a flood of them is not kept up with."""
        super().hear(nudge)
        self.heard += len(nudge.chat_events)

    async def turn(self) -> int:
        """One transaction over some of the chats that wait; returns how many messages it read."""
        batch = BATCH if not self.light else LATE_BATCH if self.backlog() > LATE else LIGHT_BATCH
        counts: Counter[str] = Counter()
        with self.chosen(batch) as (chats, left):
            async with self.rows.taking(chats) as part:
                found = await unread(part, batch, BATCH)
                new = await self.documents(found.fresh, counts)
                await part.write(new + await self.documents(found.again, Counter()))
                if found.upto:
                    await part.settle(found.upto)
            left.clear()
            left.update(found.left)
        self.counts.update(counts)
        if len(self.counts) > COUNTS_MAX:
            await self.note_counts(OFTEN_MIN)
        return len(found.fresh) + len(found.again)

    async def documents(self, kept: Sequence[Kept], counts: Counter[str]) -> list[Document]:
        """Messages as the index keeps them: nothing of what was deleted or taken down."""
        said: list[tuple[Kept, list[str]]] = []
        for number, one in enumerate(kept):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            gone = one.flags & GONE or one.message.kind == "svc"
            said.append((one, [] if gone else forms_of(one.message)))
        stems = await self.lexicon.learn({form for _, forms in said for form in forms})
        found: list[Document] = []
        for one, forms in said:
            message = one.message
            words = {word_of(stems[form]) for form in forms}
            if words or message.files:
                words |= labels_of(message)
            counts.update(form for form in forms if in_vocabulary(form))
            found.append(Document(message.chat, message.seq, at_of(message.ts), frozenset(words)))
        return found

    async def note_counts(self, least: int = 1) -> None:
        """How often forms were seen is a hint for the order of completions: what is forgotten of it is no loss."""
        counts, self.counts = self.counts, Counter()
        often = {form: count for form, count in counts.items() if count >= least}
        if often:
            await self.lexicon.seen(often)

    async def catch_up(self) -> None:
        """Walk, and index until nothing is left: what tests and the demo wait for."""
        await self.walk()
        while self.waiting:
            await self.turn()
        await self.note_counts()

    async def run(self) -> None:
        """Until cancelled."""
        clock = asyncio.get_running_loop().time
        walk_at = 0.0
        while True:
            try:
                if clock() >= walk_at:
                    await self.walk()
                    await self.note_counts(OFTEN_MIN if self.waiting else 1)
                    walk_at = clock() + WALK_S
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.news.wait(), max(0.0, walk_at - clock()))
                self.news.clear()
                await asyncio.sleep(GATHER_S)
                while self.waiting and clock() < walk_at:
                    began = clock()
                    await self.turn()
                    late = self.backlog() > LATE
                    now = clock()
                    self.light = await rest(now - began, per_s=self.flow.look(now, self.heard), late=late)
                if self.waiting:
                    self.news.set()
            except Exception:
                log.warning("the index waits and will be tried again", exc_info=True)
                await asyncio.sleep(1)
