"""The bank's keepers: add, promote, enable, disable, vouch; one by one or a whole source. The audit has all of it."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound
from tambour.moderation.atgate import agreed, asked
from tambour.moderation.bank import SAMPLED, BankEntry, checked, one_common
from tambour.moderation.known import marks_of_hash
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.staff import need
from tambour.moderation.text.ordinary import Words, no_words
from tambour.moderation.text.terms import MakeFind
from tambour.ports.exchange import Said
from tambour.ports.known import Sample
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Yield
from tambour.ports.store import Store, Tx

PAGE = 100
KEEPS, SECONDS = "case.decide", "second.approve"
"""Whoever may decide about messages may keep the bank; agreeing as the second person is a right of its own."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Use cases of staff. `own`: the server's address."""

    store: Store
    clock: Clock
    ids: Ids
    own: str
    make_patterns: MakeFind
    words: Words = no_words
    """Ordinary ones, of which people are told where they are names."""

    async def shown(
        self, user: int, *, find: str = "", before: int = 0
    ) -> tuple[list[BankEntry], dict[int, Yield], dict[int, str]]:
        """A page of entries newest first, what each has found, and the names of those who put them there. `find`: part
        of a value or of a source; `before`: older than this one. Raises Forbidden."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            entries = await tx.bank.page(find.strip(), before, PAGE)
            yields = await tx.bank.yields([e.id for e in entries])
            keepers = ((e.added_by, e.second_by, e.gate_by, e.gate_second, e.asked_by) for e in entries)
            people = {who for some in keepers for who in some if who}
            return entries, yields, await tx.cases.names(sorted(people))

    async def said(self, user: int, entries: Sequence[BankEntry]) -> dict[int, list[Said]]:
        """What lists say of these, by entry. Raises Forbidden."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            ids = {(entry.kind, entry.value): entry.id for entry in entries}
            found: dict[int, list[Said]] = {entry.id: [] for entry in entries}
            for one in await tx.lists.of(list(ids)):
                found[ids[one.kind, one.value]].append(one)
        return found

    async def common(self, entries: Iterable[BankEntry]) -> frozenset[int]:
        """Those that are one ordinary word: they will be found where nobody is meant, and want words beside them."""
        known = await asyncio.to_thread(self.words)
        return frozenset(entry.id for entry in entries if one_common(entry, known))

    async def allowed(self, tx: Tx, user: int, *more: str) -> None:
        """Raises Forbidden."""
        need(await tx.cases.staff(user, self.clock.now()), KEEPS, *more)

    async def add(self, user: int, entry: BankEntry) -> BankEntry:
        """One entry. What would refuse people's words waits for a second person; `gate` is what the gate shall do with
        a match ('': what its kind does), to which a second person agrees where that is more than to look.

        Raises BadInput, Conflict(bank.known), Forbidden.
        """
        if entry.kind in SAMPLED:
            raise BadInput("kind")
        choice, entry = entry.gate, checked(entry, self.own, self.make_patterns)
        entry = self.fresh(user, entry)
        entry = replace(entry, own=entry.opinion)
        if choice not in ("", entry.at_gate):
            entry = asked(entry, choice, user)
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            if not await self.put(tx, entry):
                raise Conflict("it is in the bank already", why="bank.known")
            await self.note(tx, user, "bank.add", entry)
        return entry

    def fresh(self, user: int, entry: BankEntry) -> BankEntry:
        """As it begins."""
        now = self.clock.now()
        if 0 < entry.expires <= now:
            raise BadInput("expires")
        state = "waiting" if entry.acts else "enabled"
        return replace(entry, id=self.ids.new(), state=state, added_by=user, second_by=0, created=now)

    async def put(self, tx: Tx, entry: BankEntry) -> bool:
        """Write it and let it hunt. False where it is known."""
        if not await tx.bank.add(entry):
            return False
        if entry.kind == "pdq":
            await tx.known.keep(entry.id, marks_of_hash(entry.value), Sample())
        if entry.state == "enabled":
            await tx.bank.hunt(entry.id, tx.now)
        return True

    async def note(self, tx: Tx, user: int, verb: str, entry: BankEntry) -> None:
        """Every process loads anew; the audit says who did what."""
        await tx.bank.moved()
        tx.shout(k="bank")
        facts: Payload = {
            "kind": entry.kind,
            "state": entry.state,
            "mode": entry.mode,
            "category": entry.category,
            "gate": entry.at_gate,
        }
        if entry.asks:
            facts["asks"] = entry.asks
        await tx.cases.seal(user, verb, f"bank:{entry.id}", facts, tx.now)

    async def promote(self, user: int, entry_id: int) -> BankEntry:
        """From shadow to live; what would then refuse people's words waits for a second person."""
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            if entry.mode == "live" or entry.state != "enabled":
                raise Conflict("not in shadow", why="bank.state")
            entry = replace(entry, mode="live", second_by=0)
            entry = replace(entry, state="waiting" if entry.acts else "enabled")
            await self.save(tx, user, "bank.promote", entry)
        return entry

    async def enable(self, user: int, entry_id: int) -> BankEntry:
        """The second person agrees, or somebody takes a disabled entry up again.

        Raises Forbidden(bank.second) where the same person would be the second.
        """
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            if entry.state == "enabled":
                raise Conflict("enabled already", why="bank.state")
            if entry.acts:
                await self.allowed(tx, user, SECONDS)
                if user == entry.added_by:
                    raise Forbidden("bank.second")
            entry = replace(entry, state="enabled", second_by=user if user != entry.added_by else 0)
            await self.save(tx, user, "bank.enable", entry)
        return entry

    async def disable(self, user: int, entry_id: int) -> BankEntry:
        """It finds and refuses nothing from now on."""
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            if entry.state == "disabled":
                raise Conflict("disabled already", why="bank.state")
            entry = replace(entry, state="disabled")
            await self.save(tx, user, "bank.disable", entry)
        return entry

    async def ask(self, user: int, entry_id: int, choice: str) -> BankEntry:
        """What the gate shall do with its matches from now on: look afterwards at once; hold or refuse where somebody
        else agrees. Raises BadInput(gate), Conflict(bank.state), Forbidden."""
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            if entry.state == "disabled":
                raise Conflict("disabled", why="bank.state")
            return await self.regate(tx, user, "bank.gate", entry, asked(entry, choice, user))

    async def agree(self, user: int, entry_id: int) -> BankEntry:
        """The second person agrees to what was asked of the gate. Raises Conflict(bank.state), Forbidden."""
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            await self.allowed(tx, user, SECONDS)
            return await self.regate(tx, user, "bank.agree", entry, agreed(entry, user))

    async def regate(self, tx: Tx, user: int, verb: str, before: BankEntry, entry: BankEntry) -> BankEntry:
        """Write what the gate does; what finds something only now hunts."""
        if entry == before:
            raise Conflict("it does so already", why="bank.state")
        await tx.bank.regate(entry)
        if entry.state == "enabled" != before.state:
            await tx.bank.hunt(entry.id, tx.now)
        await self.note(tx, user, verb, entry)
        return entry

    async def held(self, tx: Tx, user: int, entry_id: int) -> BankEntry:
        """The entry, for somebody who may change it. Changes come one after the other: `moved` locks."""
        await self.allowed(tx, user)
        await tx.bank.moved()
        found = await tx.bank.entries(ids=[entry_id])
        if not found:
            raise NotFound("no such entry")
        return found[0]

    async def save(self, tx: Tx, user: int, verb: str, entry: BankEntry) -> None:
        """Write the change, hunt again where it finds something now."""
        await tx.bank.change(entry)
        if entry.state == "enabled":
            await tx.bank.hunt(entry.id, tx.now)
        await self.note(tx, user, verb, entry)

    async def vouch(self, user: int, entry_id: int) -> BankEntry:
        """Our own word on what until now only lists said, or dispute: certain. What would then refuse people's words
        waits for a second person."""
        async with self.store.writing() as tx:
            entry = await self.held(tx, user, entry_id)
            if entry.own == "positive" or entry.state == "disabled":
                raise Conflict("vouched for already, or disabled", why="bank.state")
            entry = replace(entry, own="positive", opinion="positive", added_by=user, second_by=0)
            entry = replace(entry, state="waiting" if entry.acts else entry.state)
            await self.save(tx, user, "bank.vouch", entry)
        return entry

    async def promote_all(self, user: int, source: str) -> int:
        """From shadow to live, everything enabled of one source; how many. What refuses waits for a second person."""
        return await self.change_many(
            user,
            source,
            "bank.promote",
            lambda e: (
                replace(
                    e,
                    mode="live",
                    second_by=0,
                    state="waiting" if replace(e, mode="live").acts else "enabled",
                )
                if e.state == "enabled" and e.mode == "shadow"
                else e
            ),
        )

    async def enable_all(self, user: int, source: str) -> int:
        """The second person agrees to all of one source that somebody else has put there; how many."""
        return await self.change_many(
            user,
            source,
            "bank.enable",
            lambda e: (
                replace(e, state="enabled", second_by=user)
                if e.state == "waiting" and e.added_by != user
                else e
            ),
            SECONDS,
        )

    async def change_many(
        self, user: int, source: str, verb: str, change: Callable[[BankEntry], BankEntry], *more: str
    ) -> int:
        """The entries of one source, in one transaction and one line of the audit. Raises Forbidden, Conflict."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user, *more)
            await tx.bank.moved()
            old = [entry for entry in await tx.bank.entries() if entry.source == source]
            new = [after for before in old if (after := change(before)) != before]
            if not new:
                raise Conflict("there is nothing to change", why="bank.state")
            await tx.bank.change_all(new)
            await tx.bank.hunt_all([entry.id for entry in new if entry.state == "enabled"], tx.now)
            tx.shout(k="bank")
            facts: Payload = {"entries": len(new), "source": source}
            await tx.cases.seal(user, verb, "bank:0", facts, tx.now)
        return len(new)
