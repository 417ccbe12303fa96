"""A list comes in: each thing on it becomes an entry, or one more word on one that is there. It acts on nothing."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.errors import BadInput
from tambour.moderation.bank import ENTRIES_MAX, OPINIONS, SAMPLED, SOURCE_MAX, BankEntry, checked, one_common
from tambour.moderation.exchange import RAW_MAX, REF_MAX, Listed, Terms, on_terms, summed
from tambour.moderation.harms import BY_KEY
from tambour.moderation.known import marks_of_hash
from tambour.moderation.ledger.entries import Payload
from tambour.ports.exchange import Format, Pair, Reading, Said
from tambour.ports.known import Sample
from tambour.ports.store import Tx
from tambour.services.bank import Bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a list. `left_out`: how many of what the bank cannot hold, by a stable word. `common`: names that
    were added and are ordinary words, which will be found where nobody is meant."""

    added: int = 0
    known: int = 0
    changed: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    common: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A list made clean: what may become an entry by kind and value, everybody's words, and what is taken back."""

    entries: dict[Pair, BankEntry] = field(default_factory=dict)
    said: dict[Pair, list[Said]] = field(default_factory=dict)
    gone_refs: list[str] = field(default_factory=list)
    gone_pairs: list[Pair] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    common: set[Pair] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Intake:
    """Lists of staff and of feeds end here alike."""

    bank: Bank
    formats: Mapping[str, Format]

    async def file(self, user: int, name: str, data: bytes, terms: Terms) -> Taken:
        """A file brought by somebody of the desk, whole or not at all.

        Raises Forbidden, BadInput(format|source|category|file|row), with `why` bank.full where it has no room.
        """
        format = self.formats.get(name)
        if format is None:
            raise BadInput("format")
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
        reading = await asyncio.to_thread(format.read, data)
        sorting = await asyncio.to_thread(self.sort, reading, terms, strict=format.strict)
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
            return await self.apply(tx, user, sorting, terms.source, name)

    def sort(self, reading: Reading, terms: Terms, *, strict: bool = False) -> Sorted:
        """Pure, and slow for long lists: beside the loop. Raises BadInput."""
        found = Sorted(left_out=Counter(reading.left_out))
        if not strict and not 0 < len(terms.source.strip()) <= SOURCE_MAX:
            raise BadInput("source")
        if terms.category not in BY_KEY:
            raise BadInput("category")
        now = self.bank.clock.now()
        for number, one in enumerate(reading.items):
            if one.gone and one.ref:
                found.gone_refs.append(one.ref[:REF_MAX])
                continue
            try:
                self.place(found, one, terms, now)
            except BadInput as wrong:
                named = str(wrong.facts.get("field"))
                if strict:
                    raise BadInput("row", f"{named} in line {number + 2}", row=number + 2) from wrong
                found.left_out[named] += not one.gone
        words = self.bank.words()
        found.common.update(pair for pair, entry in found.entries.items() if one_common(entry, words))
        return found

    def place(self, found: Sorted, one: Listed, terms: Terms, now: int) -> None:
        """One thing into the sorting. Raises BadInput."""
        entry = on_terms(one, terms, now)
        if entry.kind in SAMPLED:
            raise BadInput("kind")
        entry = checked(entry, self.bank.own, self.bank.make_patterns)
        if 0 < entry.expires <= now:
            raise BadInput("expires")
        pair = (entry.kind, entry.value)
        if one.gone:
            found.gone_pairs.append(pair)
            return
        says = "seed" if one.says == "positive" and entry.opinion != "positive" else one.says
        found.said.setdefault(pair, []).append(
            Said(
                source=entry.source,
                ref=one.ref[:REF_MAX] or name_of(pair),
                kind=entry.kind,
                value=entry.value,
                says=says,
                raw=one.raw[:RAW_MAX].replace("\0", ""),
                tags=tuple(tag.replace("\0", "") for tag in one.tags),
                at=one.at,
            )
        )
        if one.says != "negative":
            found.entries.setdefault(pair, entry)

    async def apply(
        self,
        tx: Tx,
        user: int,
        sorting: Sorted,
        source: str,
        format: str,
        room: int | None = None,
        *,
        whole: bool = False,
    ) -> Taken:
        """The sorting into the bank. `room`: so many new ones at most, the rest is left out; None: all, or Refusal.
        `whole`: what the source said before and does not say here is taken back."""
        await tx.bank.moved()
        every = [one for said in sorting.said.values() for one in said]
        spoken = {(one.kind, one.value) for one in await tx.lists.of(list(sorting.said))}
        touched = {*sorting.said, *await tx.lists.hear(latest(every), tx.now)}
        touched |= set(await tx.lists.unsay(source, sorting.gone_refs, sorting.gone_pairs))
        if whole:
            touched |= set(await tx.lists.unsay_others(source, [one.ref for one in every]))
        there = {(e.kind, e.value): e for e in await tx.bank.valued(list(touched))}
        words: dict[Pair, list[str]] = {}
        for one in await tx.lists.of(list(touched)):
            words.setdefault((one.kind, one.value), []).append(one.says)
        out = Counter(sorting.left_out)
        fresh = self.fresh(user, sorting, there, words, out)
        fresh = await self.fitting(tx, fresh, room, out)
        await self.add(tx, fresh)
        changed = [
            after
            for pair, before in there.items()
            if (
                after := reconsidered(
                    before, words.get(pair, []), sorting.entries.get(pair), silent=pair not in spoken
                )
            )
            != before
        ]
        await tx.bank.change_all(changed)
        again = [e.id for e in changed if e.living(tx.now) and not there[e.kind, e.value].living(tx.now)]
        await tx.bank.hunt_all(again, tx.now)
        tx.shout(k="bank")
        known = sum(1 for pair in sorting.entries if pair in there)
        taken = Taken(
            added=len(fresh),
            known=known,
            changed=len(changed),
            left_out={why: n for why, n in out.items() if n},
            common=tuple(entry.value for entry in fresh if (entry.kind, entry.value) in sorting.common),
        )
        if fresh or changed or room is None:
            facts: Payload = {"added": len(fresh), "known": known, "changed": len(changed)}
            facts |= {"format": format, "source": source}
            await tx.cases.seal(user, "bank.import", "bank:0", facts, tx.now)
        return taken

    def fresh(
        self,
        user: int,
        sorting: Sorted,
        there: Mapping[Pair, BankEntry],
        words: Mapping[Pair, Sequence[str]],
        out: "Counter[str]",
    ) -> list[BankEntry]:
        """What is not there yet and is worth looking for."""
        found = []
        for pair, entry in sorting.entries.items():
            if pair in there:
                continue
            opinion = summed("", words.get(pair, ()))
            if opinion not in OPINIONS:
                out[opinion or "ref"] += (
                    1  # all said against it, or under a name that means something else now
                )
                continue
            made = replace(entry, opinion=opinion if entry.opinion == "positive" else entry.opinion)
            found.append(self.bank.fresh(user, made))
        out["negative"] += sum(
            1 for pair in sorting.said if pair not in sorting.entries and pair not in there
        )
        return found

    async def fitting(
        self, tx: Tx, fresh: list[BankEntry], room: int | None, out: "Counter[str]"
    ) -> list[BankEntry]:
        """Those for which there is room. Raises BadInput(bank.full)."""
        left = ENTRIES_MAX - (await tx.bank.counted(""))[0]
        if room is None and len(fresh) > left:
            raise BadInput("file", "the bank has no room for it", why="bank.full", limit=ENTRIES_MAX)
        most = max(0, left if room is None else min(left, room))
        out["quota"] += max(0, len(fresh) - most)
        return fresh[:most]

    async def add(self, tx: Tx, fresh: Sequence[BankEntry]) -> None:
        """Write them, with what they are known by, and let them hunt."""
        await tx.bank.add_all(fresh)
        for entry in fresh:
            if entry.kind == "pdq":
                await tx.known.keep(entry.id, marks_of_hash(entry.value), Sample())
        await tx.bank.hunt_all([entry.id for entry in fresh if entry.state == "enabled"], tx.now)


def name_of(pair: Pair) -> str:
    """A name for what has none on its list."""
    return hashlib.sha256("\0".join(pair).encode()).hexdigest()[:40]


def latest(said: Sequence[Said]) -> list[Said]:
    """The last word under each name: a list may name a thing twice."""
    return list({(one.source, one.ref): one for one in said}.values())


def reconsidered(
    entry: BankEntry, words: Sequence[str], listed: BankEntry | None, *, silent: bool = False
) -> BankEntry:
    """The entry after what is said of it now. What comes to act by that waits for a second person; what nobody says
    any more is disabled, unless it is our own, and is back when somebody says it again (`silent`: nobody did)."""
    if entry.own:
        return entry
    word = summed("", words)
    if not word:
        return replace(entry, state="disabled")
    after = replace(entry, opinion="disputed" if word == "negative" else word)
    if listed is not None and listed.source == entry.source:
        after = replace(after, expires=listed.expires)
    if silent and entry.state == "disabled":
        after = replace(after, state="enabled")
    if after.acts and after.state == "enabled" and not (entry.acts and entry.state == "enabled"):
        after = replace(after, state="waiting", second_by=0)
    return after
