"""What a rule would have done: the month before, read again in the order in which it was said."""

import asyncio
import contextlib
import logging
from collections import Counter as Times
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.moderation.allowed import ALLOWED, allowed_sentences
from tambour.moderation.detect import Loaded
from tambour.moderation.rules.event import HOUR_MS, MINUTE_MS, Counter, Event
from tambour.moderation.rules.life import OwnRule, source_hash
from tambour.moderation.rules.reading import Program, read_rules
from tambour.moderation.rules.report import MESSAGES_MAX, WINDOW_DAYS, Hit, Report, drawn, jaccard
from tambour.moderation.rules.running import Said, run_rules
from tambour.moderation.text.normal import normalise
from tambour.pipeline.gate import ASK_S, Gate
from tambour.pipeline.pace import rest
from tambour.pipeline.rules import CATEGORIES, RuleBook, keys_of, seen_of
from tambour.ports.bus import Nudge
from tambour.ports.rules import COUNTED_MAX, Facts, Testing

BATCH = 200
DAY_MS = 24 * HOUR_MS

log = logging.getLogger(__name__)


@dataclass
class Backtest:
    """Tries drafts. It holds no lock that anybody else waits for; a crash begins it again."""

    book: RuleBook
    gate: Gate
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, nudge: Nudge) -> None:
        """Somebody may have asked for one."""
        if nudge.transient is not None and nudge.transient.get("k") == "bank":
            self.news.set()

    async def run(self) -> None:
        """All that are asked for, until cancelled; looked for now and then in case the bus lost a word."""
        while True:
            self.news.clear()
            try:
                while await self.test():
                    pass
            except Exception:
                log.warning("a back-test failed and will be begun again", exc_info=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), ASK_S)

    async def test(self) -> bool:
        """The oldest back-test that waits, from its beginning to its end. Was there one?"""
        await self.gate.load()
        await self.book.load(self.gate.version)
        async with self.book.rows.testing() as held:
            if held is None:
                return False
            program, problems = read_rules(held.rule.source, self.book.make_patterns, CATEGORIES)
            if problems:
                await held.fail(problems[0].key)
                return True
            report, sample = await self.replayed(held, program)
            await held.finish(report, sample)
            return True

    async def replayed(self, held: Testing, program: Program) -> tuple[Report, list[Hit]]:
        """Read the month and add up."""
        began = self.book.clock.now()
        since = began - WINDOW_DAYS * DAY_MS
        others = [each for each in self.book.running if each.rule.id != held.rule.id]
        adding = Adding(held.rule, [each.rule for each in others], since)
        past = Past(frozenset(program.counters).union(*(each.program.counters for each in others)))
        clock = asyncio.get_running_loop().time
        async for batch in held.said(since, MESSAGES_MAX, BATCH):
            at = clock()
            for one, facts in batch:
                event = past.under(self.book.event(one, facts, facts.signals))
                said = [run_rules(each.program, event) for each in others]
                adding.add(event, facts, run_rules(program, event), said)
            await rest(clock() - at)
        allowed = over_allowed(program, self.gate.bank, self.book.own)
        return adding.report(began, allowed), drawn(held.rule.id, adding.hits)


def over_allowed(program: Program, bank: Loaded, own: str) -> dict[str, tuple[int, int]]:
    """`en.news`: how many sentences of allowed speech it hits, of how many.

    The names in the bank stand in them, and they are said in a young group by somebody who has just come: where a rule
    is readiest to hit.
    """
    found: dict[str, tuple[int, int]] = {}
    for lang in ALLOWED:
        names = [
            e.value.replace("*", "")
            for e in bank.entries.values()
            if e.kind == "name" and e.lang in ("", lang)
        ]
        for kind, text in allowed_sentences(lang, names):
            event = Event(
                chat=0,
                seq=0,
                at=DAY_MS,
                text=text,
                folded=normalise(text).text,
                author=1,
                author_since=DAY_MS - HOUR_MS,
                chat_since=DAY_MS - HOUR_MS,
                chat_members=50,
                signals=tuple(seen_of(bank.look(text, (), 0, own).findings)),
                counts=dict.fromkeys(program.counters, 1),
            )
            hit, tried = found.get(f"{lang}.{kind}", (0, 0))
            found[f"{lang}.{kind}"] = hit + bool(run_rules(program, event).held), tried + 1
    return found


@dataclass
class Adding:
    """What a back-test adds up."""

    rule: OwnRule
    others: Sequence[OwnRule]
    since: int
    looked: int = 0
    skipped: int = 0
    hits: list[Hit] = field(default_factory=list)
    chats: dict[int, int] = field(default_factory=dict)
    authors: set[int] = field(default_factory=set)
    days: list[int] = field(default_factory=lambda: [0] * WINDOW_DAYS)
    places: set[tuple[int, int]] = field(default_factory=set)
    theirs: list[set[tuple[int, int]]] = field(default_factory=list)

    def add(self, event: Event, facts: Facts, said: Said, others: Sequence[Said]) -> None:
        """One message."""
        self.looked += 1
        place = (event.chat, event.seq)
        if not self.theirs:
            self.theirs = [set() for _ in self.others]
        for known, other in zip(self.theirs, others, strict=True):
            if other.held:
                known.add(place)
        self.skipped += bool(said.skipped) and not said.held
        if said.held:
            self.places.add(place)
            self.hits.append(
                Hit(chat=event.chat, seq=event.seq, version=event.version, verdict=facts.verdict)
            )
            self.chats[event.chat] = event.chat_members or 0
            self.authors.add(event.author)
            self.days[min(WINDOW_DAYS - 1, max(0, (event.at - self.since) // DAY_MS))] += 1

    def report(self, began: int, allowed: Mapping[str, tuple[int, int]]) -> Report:
        """Everything but what people say of the sample."""
        theirs = self.theirs or [set() for _ in self.others]
        overlap = {
            rule.name: jaccard(self.places, known) for rule, known in zip(self.others, theirs, strict=True)
        }
        return Report(
            source=source_hash(self.rule),
            complete=True,
            began=began,
            since=self.since,
            looked=self.looked,
            hits=len(self.hits),
            skipped=self.skipped,
            chats=len(self.chats),
            authors=len(self.authors),
            reach=sum(self.chats.values()),
            days=tuple(self.days),
            overlap=overlap,
            allowed=allowed,
        )


@dataclass
class Window:
    """What one counter counts under one key."""

    said: deque[tuple[int, int]] = field(default_factory=deque)
    """(time, chat or author)."""
    times: Times[int] = field(default_factory=Times)

    def count(self, counter: Counter, at: int, value: int | None) -> int:
        """In the window that ends then, with `value` said then, if any."""
        if value is not None:
            self.said.append((at, value))
            self.times[value] += 1
        while self.said and self.said[0][0] <= at - counter.minutes * MINUTE_MS:
            _, old = self.said.popleft()
            self.times[old] -= 1
            if not self.times[old]:
                del self.times[old]
        return min(COUNTED_MAX, len(self.said)) if counter.of == "messages" else len(self.times)


@dataclass
class Past:
    """Counters over messages that come in the order in which they were said: the same counts as the table gives."""

    counters: frozenset[Counter]
    windows: dict[tuple[Counter, int], Window] = field(default_factory=dict)
    swept: int = 0

    def under(self, event: Event) -> Event:
        """The message with its counts; an edited one is not counted again."""
        self.sweep(event.at)
        counts: dict[Counter, int] = {}
        for counter in self.counters:
            value = event.author if counter.of == "authors" else event.chat
            for key in keys_of(event, counter.by):
                window = self.windows.setdefault((counter, key), Window())
                n = window.count(counter, event.at, value)
                counts[counter] = max(counts.get(counter, 0), n)
        return replace(event, counts=counts)

    def sweep(self, now: int) -> None:
        """Forget what no window reaches any more, once an hour."""
        if now - self.swept < HOUR_MS:
            return
        self.swept = now
        for (counter, key), window in list(self.windows.items()):
            if not window.count(counter, now, None):
                del self.windows[counter, key]
