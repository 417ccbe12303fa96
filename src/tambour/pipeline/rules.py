"""Rules at work: what they say of what screening reads.

They have no way to act. What a rule finds is written beside what other detectors find; only where the rule is live
in that chat does a person hear of it.
"""

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.messages import Kept, Message
from tambour.domain.text import find_entities
from tambour.moderation.detect import Finding
from tambour.moderation.harms import BY_KEY
from tambour.moderation.rules.event import HOUR_MS, Counter, Event, Seen
from tambour.moderation.rules.life import WORKING, OwnRule
from tambour.moderation.rules.reading import Program, read_rules
from tambour.moderation.rules.running import Said, run_rules
from tambour.moderation.surfaces import besides, parts_of, said_in_all
from tambour.moderation.text.links import links_of
from tambour.moderation.text.near import bands, shingles
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import MakeFind
from tambour.ports.outside import Clock
from tambour.ports.rules import Facts, RuleRows, Tally, Told

CATEGORIES = frozenset(BY_KEY)
KEYS_MAX = 20
"""Links, bands or files of one message that are counted."""
SLICE = 20
NO_SIGNALS: tuple[Finding, ...] = ()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """A rule and what its source means."""

    rule: OwnRule
    program: Program


@dataclass
class RuleBook:
    """The rules of every process that screens. `own`: the server's address."""

    rows: RuleRows
    clock: Clock
    make_patterns: MakeFind
    own: str
    running: list[Running] = field(default_factory=list)
    version: int = 0
    failed: int = 0
    """Messages on which a rule broke: none should."""

    async def load(self, version: int) -> None:
        """Read the rules anew where the bank's version has moved."""
        if version == self.version:
            return
        found = [self.compiled(rule) for rule in await self.rows.all() if rule.state in WORKING]
        self.running, self.version = found, version

    def compiled(self, rule: OwnRule) -> Running:
        """A source that is not sound any more (a category was dropped) says nothing."""
        program, problems = read_rules(rule.source, self.make_patterns, CATEGORIES)
        if problems:
            log.warning("rule %d cannot be read any more: %s", rule.id, problems[0].key)
        return Running(rule, program)

    async def apply(
        self, rows: RuleRows, kept: Sequence[Kept], found: Mapping[tuple[int, int], Sequence[Finding]]
    ) -> list[tuple[Kept, Finding]]:
        """What all rules say of these messages. `found`: what other detectors did, by (chat, seq). The rows are
        those of the transaction that moves the marks: all of it happened, or none."""
        if not self.running or not kept:
            return []
        now = self.clock.now()
        places = [(one.message.chat, one.message.seq, one.author) for one in kept]
        facts = await rows.facts(places, now)
        events = [
            self.event(one, fact, seen_of(found.get((one.message.chat, one.message.seq), NO_SIGNALS)))
            for one, fact in zip(kept, facts, strict=True)
        ]
        events = await self.counted(rows, events)
        placed: list[tuple[Kept, Finding]] = []
        told: list[Told] = []
        labels: dict[str, dict[tuple[int, str], tuple[int, int]]] = {"author": {}, "chat": {}}
        for number, (one, event) in enumerate(zip(kept, events, strict=True)):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            for each in self.running:
                said = self.said(each, event)
                if not said.held:
                    continue
                placed += [(one, finding) for finding in findings_of(each.rule, said, event)]
                told.append(told_of(each.rule, said, event, now))
                if each.rule.live_in(event.chat):
                    put_labels(labels, each.rule, said, event, now)
        if told:
            await rows.tell(told)
        for of, fresh in labels.items():
            if fresh:
                await rows.label(of, fresh)
        return placed

    def said(self, each: Running, event: Event) -> Said:
        """One rule over one message; a rule that breaks on it costs its word and nothing else."""
        try:
            return run_rules(each.program, event)
        except Exception:
            self.failed += 1
            log.warning(
                "rule %d broke on message %d of chat %d", each.rule.id, event.seq, event.chat, exc_info=True
            )
            return Said()

    def event(self, one: Kept, facts: Facts, signals: Iterable[Seen]) -> Event:
        """A message as rules see it."""
        message, beside = one.message, besides(one.message)
        read = normalise(message.text).text
        whole = said_in_all(message)
        return Event(
            chat=message.chat,
            seq=message.seq,
            version=message.version,
            author=one.author,
            at=message.ts,
            text=message.text,
            folded=read,
            besides=beside,
            besides_folded=normalise(beside).text if beside else "",
            carries=tuple(parts_of(message)),
            links=links_in(message, beside, self.own),
            media=tuple(sorted({file.kind for file in message.files})),
            files=tuple(sorted({file.id for file in message.files})),
            copies=tuple(bands(shingles(read if whole == message.text else normalise(whole).text))),
            forwarded=one.root is not None or message.source is not None,
            edited=message.edited > 0,
            reply=message.reply > 0,
            by_bot=facts.by_bot,
            author_since=facts.author_since,
            chat_kind=facts.chat_kind,
            chat_since=facts.chat_since,
            chat_members=facts.chat_members,
            chat_found=facts.chat_found,
            signals=tuple(signals),
            author_labels=facts.author_labels,
            chat_labels=facts.chat_labels,
        )

    async def counted(self, rows: RuleRows, events: Sequence[Event]) -> list[Event]:
        """With the counts they were said under; what is new is counted first, so that each counts itself."""
        counters = sorted(frozenset[Counter]().union(*(each.program.counters for each in self.running)))
        if not counters:
            return list(events)
        ways = sorted({counter.by for counter in counters})
        tallies = [
            tally for event in events if not event.edited for by in ways for tally in tallies_of(event, by)
        ]
        if tallies:
            await rows.count(tallies)
        wanted = [
            (number, counter, key)
            for number, event in enumerate(events)
            for counter in counters
            for key in keys_of(event, counter.by)
        ]
        found = (
            await rows.counted([(c, key, events[number].at) for number, c, key in wanted]) if wanted else []
        )
        counts: dict[int, dict[Counter, int]] = defaultdict(dict)
        for (number, counter, _), n in zip(wanted, found, strict=True):
            counts[number][counter] = max(n, counts[number].get(counter, 0))
        return [replace(event, counts=counts[number]) for number, event in enumerate(events)]


def links_in(message: Message, beside: str, own: str) -> tuple[str, ...]:
    """Links in its words and in what stands beside them, each once."""
    found = links_of(message.text, message.entities, own)
    found += links_of(beside, find_entities(beside), own) if beside else []
    return tuple(dict.fromkeys(link.key for link in found))


def seen_of(findings: Iterable[Finding]) -> list[Seen]:
    """Signals as rules see them."""
    return [
        Seen(detector=one.detector, category=one.category, score=one.score)
        for one in findings
        if one.detector != "rules"
    ]


def keys_of(event: Event, by: str) -> list[int]:
    """The numbers under which the message is counted."""
    return [
        int.from_bytes(hashlib.blake2b(f"{by}:{name}".encode(), digest_size=8).digest(), signed=True)
        for name in event.keys(by)[:KEYS_MAX]
    ]


def tallies_of(event: Event, by: str) -> list[Tally]:
    """One for each of its names of this kind."""
    return [
        Tally(by=by, key=key, at=event.at, chat=event.chat, seq=event.seq, author=event.author)
        for key in keys_of(event, by)
    ]


def findings_of(rule: OwnRule, said: Said, event: Event) -> list[Finding]:
    """The surest signal a rule asks for, live only where the rule is."""
    loudest = said.loudest
    if loudest is None:
        return []
    return [
        Finding(
            detector="rules",
            category=loudest.category,
            score=loudest.score,
            entry=rule.id,
            reasons=("found.rule",),
            mode="live" if rule.live_in(event.chat) else "shadow",
        )
    ]


def told_of(rule: OwnRule, said: Said, event: Event, now: int) -> Told:
    """What the desk reads beside the signal."""
    says = "; ".join(described or name for name, described in said.held)
    return Told(
        rule=rule.id,
        name=rule.name,
        version=rule.version,
        chat=event.chat,
        seq=event.seq,
        message_version=event.version,
        at=now,
        says=says,
    )


def put_labels(
    labels: dict[str, dict[tuple[int, str], tuple[int, int]]],
    rule: OwnRule,
    said: Said,
    event: Event,
    now: int,
) -> None:
    """The labels a live rule puts on the author or the chat."""
    for effect in said.effects:
        whom = event.author if effect.of == "author" else event.chat
        if effect.kind == "label" and whom:
            labels[effect.of][whom, effect.label] = (rule.id, now + effect.hours * HOUR_MS)
