"""The bank goes out as a list, and what came of a list's entries goes back to those who made it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.errors import BadInput
from tambour.moderation.bank import SAMPLED, BankEntry
from tambour.moderation.exchange import Listed, Says, shareable
from tambour.moderation.known import hash_of
from tambour.moderation.ledger.entries import Payload
from tambour.ports.exchange import About, Answering, Format, Pair, Said
from tambour.ports.store import Tx
from tambour.services.bank import Bank

STATES = ("enabled", "waiting")
WHOLE = "csv"
"""The bank's own file: a copy for ourselves, with everything in it."""
ANSWERS_MAX = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file. `left_out`: how many entries the format cannot say, or that may not be handed on."""

    data: bytes
    name: str
    mime: str
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Giving:
    """Use cases of staff."""

    bank: Bank
    formats: Mapping[str, Format]
    answering: Mapping[str, Answering]

    async def file(self, user: int, name: str, states: Sequence[str] = STATES) -> Given:
        """The bank in a format: pictures by their hash; films and sound, which have thousands of marks, stay; so does
        what came under TLP:RED or AMBER. Raises Forbidden, BadInput(format)."""
        format = self.formats.get(name)
        if format is None:
            raise BadInput("format")
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
            entries = await self.entries(tx, states)
            said = await tx.lists.of([(e.kind, e.value) for e in entries])
            await tx.cases.seal(
                user, "bank.export", "bank:0", {"entries": len(entries), "format": name}, tx.now
            )
        offered = offers(entries, said)
        rest = [one for one in offered if name == WHOLE or shareable(one.tags)]
        held = len(offered) - len(rest)
        about = About(own=self.bank.own, now=self.bank.clock.now())
        made = await asyncio.to_thread(format.write, rest, about)
        left_out = dict(made.left_out) | ({"tlp": held} if held else {})
        return Given(
            data=made.data,
            name="bank.csv" if name == WHOLE else f"bank-{name}.{format.ending}",
            mime=format.mime,
            left_out=left_out,
        )

    async def entries(self, tx: Tx, states: Sequence[str]) -> list[BankEntry]:
        """What can be written down."""
        entries = [e for e in await tx.bank.entries() if e.state in states]
        marks = dict(await tx.known.marks([e.id for e in entries if e.kind == "picture"]))
        return [
            replace(e, kind="pdq", value=hash_of(marks[e.id])) if e.id in marks else e
            for e in entries
            if e.kind not in SAMPLED or e.id in marks
        ]

    async def answer(self, user: int, name: str, source: str) -> Given:
        """What came of the entries of one source, in a format with words for it. Raises Forbidden, BadInput(format)."""
        format = self.answering.get(name)
        if format is None:
            raise BadInput("format")
        async with self.bank.store.writing() as tx:
            await self.bank.allowed(tx, user)
            told = await tx.lists.answers(source, ANSWERS_MAX)
            facts: Payload = {"entries": len(told), "format": name, "source": source}
            await tx.cases.seal(user, "bank.answer", "bank:0", facts, tx.now)
        data = await asyncio.to_thread(
            format.answer, told, About(own=self.bank.own, now=self.bank.clock.now())
        )
        return Given(data=data, name=f"answers-{name}.{format.ending}", mime=format.mime)


def offers(entries: Sequence[BankEntry], said: Sequence[Said]) -> list[Listed]:
    """Entries with what their lists have written about them: the word of their own source goes first."""
    by_pair: dict[Pair, list[Said]] = {}
    for one in said:
        by_pair.setdefault((one.kind, one.value), []).append(one)
    found = []
    for entry in entries:
        theirs = sorted(
            by_pair.get((entry.kind, entry.value), []), key=lambda s: (s.source != entry.source, s.ref)
        )
        first = theirs[0] if theirs else None
        says: Says = "positive" if entry.opinion == "positive" else "seed"
        found.append(
            Listed(
                entry=entry,
                says=says,
                ref=first.ref if first else "",
                raw=first.raw if first else "",
                tags=tuple(dict.fromkeys(tag for one in theirs for tag in one.tags)),
                at=first.at if first else 0,
            )
        )
    return found
