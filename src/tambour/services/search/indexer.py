"""Keeps the index of messages: reads the logs of chats at its own pace, from a saved mark for each chat.

Which chats have news is heard from the bus, which may lose something and tells nothing at a start; so all chats are
walked through now and then, by number, and each one's counters are compared with its mark. The counters move in the
commit of what they count, under the chat's lock: whatever commits late has a higher number, and no clock is asked.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tambour.domain.messages import Flag, Kept
from tambour.domain.search.document import forms_of, labels_of
from tambour.domain.search.fold import in_vocabulary, word_of
from tambour.domain.visible import WITHDRAWN
from tambour.pipeline.pace import Flow, rest
from tambour.ports.bus import Nudge
from tambour.ports.search import Document, Indexing, IndexRows, Lexicon, at_of

BATCH = 400
"""New messages of one turn, and changes of one chat in it."""
CHATS_PER_TURN = 200
SHARE_MIN = 16
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
PAUSE_S = 0.005
WALK_S = 60.0
WALK_SLICE = 2_000
WAITING_MAX = 100_000
COUNTS_MAX = 50_000
OFTEN_MIN = 4
"""Forms seen less often than that are not written down while there is much to do."""

log = logging.getLogger(__name__)


@dataclass
class Indexer:
    """`hear` is given to the bus, `run` to a loop; several processes may run one over the same database."""

    rows: IndexRows
    lexicon: Lexicon
    waiting: dict[int, int] = field(default_factory=dict)
    """Chats with news, and about how much of it."""
    counts: Counter[str] = field(default_factory=Counter)
    """Messages by form, not yet written down."""
    heard: int = 0
    """Changes of chats, ever."""
    flow: Flow = field(default_factory=Flow)
    light: bool = False
    """Others have much to do."""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """Remember the chats; what does not fit is found by the next walk."""
        for event in nudge.chat_events:
            if event.chat in self.waiting or len(self.waiting) < WAITING_MAX:
                self.waiting[event.chat] = self.waiting.get(event.chat, 0) + 1
        if nudge.chat_events:
            self.heard += len(nudge.chat_events)
            self.news.set()

    def backlog(self) -> int:
        """About how many messages are not in the index yet."""
        return sum(self.waiting.values())

    async def walk(self) -> None:
        """Look at every chat's counters."""
        after = 0
        while True:
            late, after = await self.rows.behind(after, WALK_SLICE)
            for chat, behind in late:
                self.waiting[chat] = max(behind, self.waiting.get(chat, 0))
            if late:
                self.news.set()
            if not after:
                return
            await asyncio.sleep(PAUSE_S)

    def choose(self, batch: int) -> dict[int, int]:
        """Chats with about so many messages to read, taken from those that wait; they wait anew at the end."""
        chosen: dict[int, int] = {}
        due = 0
        for chat, behind in self.waiting.items():
            chosen[chat] = behind
            due += max(1, behind)
            if due >= batch or len(chosen) == CHATS_PER_TURN:
                break
        for chat in chosen:
            del self.waiting[chat]
        return chosen

    async def turn(self) -> int:
        """One transaction over some of the chats that wait; returns how many messages it read."""
        batch = BATCH if not self.light else LATE_BATCH if self.backlog() > LATE else LIGHT_BATCH
        chosen = self.choose(batch)
        done = 0
        left: dict[int, int] = {}
        counts: Counter[str] = Counter()
        try:
            async with self.rows.taking(list(chosen)) as part:
                share = max(SHARE_MIN, batch // max(1, len(part.marks)))
                done, left = await self.index(part, share, counts)
        except BaseException:
            left = chosen
            raise
        finally:
            for chat, behind in left.items():
                self.waiting[chat] = max(behind, self.waiting.get(chat, 0))
        self.counts.update(counts)
        if len(self.counts) > COUNTS_MAX:
            await self.note_counts(OFTEN_MIN)
        return done

    async def index(self, part: Indexing, share: int, counts: Counter[str]) -> tuple[int, dict[int, int]]:
        """What the marks of one transaction lack; returns (messages read, chats with something left)."""
        fresh: list[tuple[int, int, int]] = []
        again: list[Kept] = []
        settled: list[tuple[int, int, int]] = []
        left: dict[int, int] = {}
        for mark in part.marks:
            start, ev, changed = mark.seq, mark.last_ev, []
            if mark.ev + 1 < mark.first_ev:
                start = 0  # what happened is forgotten: read the chat again
            elif mark.seq and mark.ev < mark.last_ev:
                seqs, ev = await part.changed(mark, BATCH)
                changed = [seq for seq in seqs if seq <= mark.seq]
            upto = min(mark.last_seq, start + share)
            again += await part.some(mark.chat, changed) if changed else []
            if upto > start:
                fresh.append((mark.chat, start, upto))
            if (ev, upto) != (mark.ev, mark.seq):
                settled.append((mark.chat, ev, upto))
            if upto < mark.last_seq or ev < mark.last_ev:
                left[mark.chat] = max(1, mark.last_seq - upto)
        kept = await part.messages(fresh) if fresh else []
        new = await self.documents(kept, counts)
        await part.write(new + await self.documents(again, Counter()))
        if settled:
            await part.settle(settled)
        return len(kept) + len(again), left

    async def documents(self, kept: Sequence[Kept], counts: Counter[str]) -> list[Document]:
        """Messages as the index keeps them: nothing of what was deleted or taken down."""
        said: list[tuple[Kept, list[str]]] = []
        for number, one in enumerate(kept):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            gone = one.flags & (WITHDRAWN | Flag.DELETED) or one.message.kind == "svc"
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
