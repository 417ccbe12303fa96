"""What reviewers see of pictures, films and sound: nothing until they ask, each look written down, so many a day."""

from dataclasses import dataclass
from typing import cast

from tambour.domain.errors import Forbidden, NotFound
from tambour.domain.ids import DAY_MS
from tambour.moderation.cases import may_decide
from tambour.moderation.records import Json, Looks
from tambour.ports.files import Variant
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.services.evidence import EvidenceVault
from tambour.services.review import Review

STILL = ("s", "p")
"""Small pictures and posters of films: enough to judge by in most cases."""
MOVING = ("480", "v", "a")
"""Films and sound."""
AGAIN_MS = 3_600_000
"""A film that was asked for is read on in pieces for so long, without being another look."""


@dataclass
class Exposing:
    """`looks_per_day`: how many pictures, films and sounds one person may look at in 24 hours; 0: any number."""

    store: Store
    clock: Clock
    ids: Ids
    review: Review
    vault: EvidenceVault
    looks_per_day: int = 0

    async def file(
        self, reviewer: int, case_id: int, file: str, name: str, *, onward: bool = False
    ) -> Variant:
        """A file of the evidence, for somebody who may see the case. `onward`: a later piece of what they opened.

        Raises NotFound, Conflict, Forbidden (also desk.seen_enough).
        """
        if name not in (*STILL, *MOVING):
            raise NotFound("no such file")
        now = self.clock.now()
        async with self.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "case.view")
            case = await tx.cases.case(case_id)
            snapshot = await tx.cases.latest_snapshot(case.subject.id) if case else None
            if case is None or snapshot is None:
                raise NotFound("no such case")
            may_decide(await self.review.ties(tx, case, reviewer))
            if onward and await tx.cases.looked_at(reviewer, snapshot.evidence, now - AGAIN_MS):
                body = await self.vault.words(tx, snapshot)
            else:
                await tx.cases.hold_looks(reviewer)
                if 0 < self.looks_per_day <= await tx.cases.looked(reviewer, now - DAY_MS):
                    raise Forbidden("desk.seen_enough", limit=self.looks_per_day)
                body = (await self.vault.open(tx, case.id, snapshot, reviewer, "media")).body
            kept = [one.get("id") for one in cast(list[Json], body.get("files") or [])]
            form = await tx.files.variant(file, name) if file in kept else None
            if form is None:
                raise NotFound("no such file")
            return form

    async def looked(self, reviewer: int) -> int:
        """Looks of this person in the last 24 hours."""
        return await self.store.read.cases.looked(reviewer, self.clock.now() - DAY_MS)

    async def looks(self, reviewer: int) -> Looks:
        """How this person wants to see things: blurred, grey and mute, unless they said otherwise."""
        return await self.store.read.cases.looks(reviewer)

    async def set_looks(self, reviewer: int, looks: Looks) -> None:
        """For this person only."""
        await self.store.read.cases.set_looks(reviewer, looks)
