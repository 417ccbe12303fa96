"""The bank's keepers: add, promote, enable, disable, import, export. Every change is in the audit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound
from tambour.moderation.bank import ENTRIES_MAX, SAMPLED, BankEntry, checked
from tambour.moderation.known import hash_of, marks_of_hash
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.staff import need
from tambour.moderation.text.lexicon import MakeFind
from tambour.ports.known import Sample
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Yield
from tambour.ports.store import Store, Tx
from tambour.services.bank_file import printed, read

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

    async def shown(self, user: int) -> tuple[list[BankEntry], dict[int, Yield], dict[int, str]]:
        """Entries newest first, what each has found, and the names of those who put them there. Raises Forbidden."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            entries = await tx.bank.entries()
            yields = await tx.bank.yields([e.id for e in entries])
            people = {who for e in entries for who in (e.added_by, e.second_by) if who}
            return entries, yields, await tx.cases.names(sorted(people))

    async def allowed(self, tx: Tx, user: int, *more: str) -> None:
        """Raises Forbidden."""
        need(await tx.cases.staff(user, self.clock.now()), KEEPS, *more)

    async def add(self, user: int, entry: BankEntry) -> BankEntry:
        """One entry. What would refuse people's words waits for a second person.

        Raises BadInput, Conflict(bank.known), Forbidden.
        """
        if entry.kind in SAMPLED:
            raise BadInput("kind")
        entry = self.fresh(user, checked(entry, self.own, self.make_patterns))
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
        }
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

    async def take_in(self, user: int, text: str) -> tuple[int, int]:
        """Entries from CSV, all or none; (added, known before). Raises BadInput(row|field) with the line."""
        entries: list[BankEntry] = []
        for number, raw in enumerate(read(text), start=2):
            try:
                if raw.kind in SAMPLED:
                    raise BadInput("kind")
                entries.append(self.fresh(user, checked(raw, self.own, self.make_patterns)))
            except BadInput as wrong:
                raise BadInput("row", f"{wrong.facts.get('field')} in line {number}", row=number) from wrong
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            if len(await tx.bank.entries()) + len(entries) > ENTRIES_MAX:
                raise BadInput("row", "too many entries", limit=ENTRIES_MAX)
            added = [entry for entry in entries if await self.put(tx, entry)]
            await tx.bank.moved()
            tx.shout(k="bank")
            facts: Payload = {"added": len(added), "known": len(entries) - len(added)}
            await tx.cases.seal(user, "bank.import", "bank:0", facts, tx.now)
        return len(added), len(entries) - len(added)

    async def give_out(self, user: int, states: Sequence[str] = ("enabled", "waiting")) -> str:
        """The bank as CSV; a picture by its hash, films and sound not at all, because they have thousands."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            entries = [e for e in await tx.bank.entries() if e.state in states]
            marks = dict(await tx.known.marks([e.id for e in entries if e.kind == "picture"]))
            await tx.cases.seal(user, "bank.export", "bank:0", {"entries": len(entries)}, tx.now)
        return printed(
            [
                replace(e, kind="pdq", value=hash_of(marks[e.id])) if e.id in marks else e
                for e in entries
                if e.kind not in SAMPLED or e.id in marks
            ]
        )
