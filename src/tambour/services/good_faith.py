"""Complaints in bad faith: whoever complains again and again of nothing is looked at by a person.

That person may warn them and, after a warning, take the right to complain for a time (Regulation (EU) 2022/2065,
Article 23). Numbers alone do nothing.
"""

from dataclasses import dataclass, replace

from tambour.moderation.cases import Subject
from tambour.moderation.harms import ABUSE, BY_KEY
from tambour.moderation.priority import Tally, weigh
from tambour.moderation.records import Json
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.evidence import EvidenceVault
from tambour.services.reports import new_case

BATCH = 20
SHOWN = 30


@dataclass
class GoodFaith:
    """`sweep` follows enforcement's: it makes cases of those that decisions have noted."""

    store: Store
    clock: Clock
    ids: Ids
    vault: EvidenceVault

    async def sweep(self) -> None:
        """One case for each person noted."""
        for user in await self.store.read.cases.noted_reporters(BATCH):
            async with self.store.writing() as tx:
                await self.raise_case(tx, user)
                await tx.cases.drop_reporter(user)

    async def raise_case(self, tx: Tx, user: int) -> None:
        """With what they complained of as the evidence. Nothing for somebody who is gone, or has an open case."""
        person, now = await tx.cases.person(user), self.clock.now()
        if person is None:
            return
        subject = await tx.cases.take_subject(
            Subject(id=self.ids.new(), kind="reporter", user=user, owner=user, audience="account", reach=1)
        )
        if await tx.cases.open_case(subject.id) is not None:
            return
        complaints = await tx.cases.complaints_of(user, SHOWN)
        body: Json = {"author": person, "complaints": complaints}
        await self.vault.keep(tx, subject.id, 0, body, now)
        case = new_case(self.ids.new(), subject, BY_KEY[ABUSE], now)
        await tx.cases.add_case(case)
        factors = weigh(case.severity, Tally().plus(1.0, 1.0), reach=1, public=False, age_ms=0)
        await tx.cases.reweigh(replace(case, priority=factors.priority, factors=factors.as_json()))
