"""Open cases that say the same, also in other languages: seen beside each other, each decided for itself.

What was said in public is given its meaning when a case is open about it, and loses it when that is decided. Of what
was said elsewhere no meaning is kept: it is made for the page of somebody who has opened the case, and forgotten.
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tambour.domain.errors import Forbidden
from tambour.moderation.cases import Case
from tambour.moderation.guesses import readable
from tambour.moderation.meaning import CASES_FROM, CASES_MAX, GROUP_FROM, SHOWN_MAX, Alike, enough
from tambour.moderation.staff import need
from tambour.ports.bus import Nudge
from tambour.ports.meaning import Meaning
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx
from tambour.services.clusters import CLUSTER_MAX, HUB

BATCH = 32
FORGET_SLICE = 1_000
EVERY_S = 60.0
GATHER_S = 0.2
GROUP_MAX = 200
AGAIN_S = 5.0

log = logging.getLogger(__name__)


@dataclass
class CaseMeanings:
    """`hear` is given to the bus, `run` to a loop of the roles that do timed work; several may run at once."""

    store: Store
    clock: Clock
    meaning: Meaning
    news: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    read: int = field(default=0, init=False)
    """Cases ever read by this process."""

    def hear(self, nudge: Nudge) -> None:
        """A case came or moved."""
        if nudge.transient is not None and nudge.transient.get("k") == "desk":
            self.news.set()

    async def turn(self) -> int:
        """Read some of the cases that have no meaning yet, and put them with those that say the same; how many."""
        lacking = await self.store.read.meanings.lacking(self.meaning.name, BATCH)
        if not lacking:
            return 0
        said = {case: text for case, body in lacking if enough(text := readable(body))}
        vectors = dict(zip(said, await self.meaning.vectors(list(said.values())), strict=True))
        async with self.store.writing() as tx:
            await tx.meanings.hold()
            same = await self.compared(vectors, await tx.meanings.known(self.meaning.name, CASES_MAX))
            for case, _ in lacking:
                await tx.meanings.keep(case, self.meaning.name, vectors.get(case, b""))
                if same.get(case):
                    await self.join(tx, case, same[case])
            tx.shout(k="desk", case=lacking[0][0])
        self.read += len(lacking)
        return len(lacking)

    async def compared(
        self, fresh: Mapping[int, bytes], known: Sequence[tuple[int, bytes]]
    ) -> dict[int, list[int]]:
        """For each of the fresh cases those of the others, and of the fresh ones before it, that say the same; what as
        many as HUB say is no group. No case is locked meanwhile: people decide them."""
        others = [one for one in known if one[0] not in fresh]
        same: dict[int, list[int]] = {}
        for case, vector in fresh.items():
            near = await self.meaning.near(vector, [one for _, one in others], GROUP_FROM)
            same[case] = [others[place][0] for place, _ in near] if len(near) < HUB else []
            others.append((case, vector))
        return same

    async def join(self, tx: Tx, case: int, same: Sequence[int]) -> None:
        """Into one group with these."""
        found = await tx.meanings.groups([case, *same])
        groups = sorted({group for _, group in found if group})
        alone = [one for one, group in found if not group]
        await tx.meanings.join(min([*alone, *groups]), alone, groups, CLUSTER_MAX)

    async def near(self, reviewer: int, case: Case, text: str) -> list[Alike]:
        """Other open cases that say what this one says, the nearest first, for somebody before whom it is open. Those
        of its own cluster are left out: their words are nearly its own, and they are told of as such."""
        if case.subject.kind != "message" or not enough(said := readable(text)):
            return []
        rows = self.store.read
        (mine,) = await self.meaning.vectors([said])
        same = (
            {one for one, _ in await rows.cases.cluster_cases(case.cluster, CASES_MAX)}
            if case.cluster
            else set()
        )
        known = [
            one
            for one in await rows.meanings.known(self.meaning.name, CASES_MAX)
            if one[0] != case.id and one[0] not in same
        ]
        near = await self.meaning.near(mine, [one for _, one in known], CASES_FROM)
        return await rows.meanings.told(reviewer, {known[place][0]: n for place, n in near[:SHOWN_MAX]})

    async def chosen(self, reviewer: int, cases: Sequence[int]) -> None:
        """May this person decide these together with the one before them? Each must have been opened by them.

        Raises Forbidden(case.unopened).
        """
        async with self.store.writing() as tx:
            need(await tx.cases.staff(reviewer, self.clock.now()), "bulk.decide")
            if frozenset(cases) - await tx.meanings.seen_by(reviewer, cases):
                raise Forbidden("case.unopened")

    async def group(self, group: int) -> list[Case]:
        """The open cases of a group, in the order in which they should be taken."""
        return await self.store.read.meanings.of_group(group, GROUP_MAX)

    async def sizes(self, cases: Sequence[Case]) -> dict[int, int]:
        """How many open cases say the same, for each group that these belong to and that has more than one."""
        groups = sorted({case.meant for case in cases if case.meant})
        found = await self.store.read.meanings.sizes(groups) if groups else {}
        return {group: size for group, size in found.items() if size > 1}

    async def catch_up(self) -> None:
        """All that waits: what tests wait for."""
        while await self.store.read.meanings.forget(FORGET_SLICE):
            pass
        while await self.turn():
            pass

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                self.news.clear()
                await self.catch_up()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.news.wait(), EVERY_S)
                await asyncio.sleep(GATHER_S)
            except Exception:
                log.warning(
                    "cases that say the same are not found, and will be looked for again", exc_info=True
                )
                await asyncio.sleep(AGAIN_S)


def first_of_each(cases: Sequence[Case], sizes: dict[int, int]) -> list[Case]:
    """One row for each group: the case that comes first."""
    told: set[int] = set()
    found = []
    for case in cases:
        if case.meant not in sizes or case.meant not in told:
            found.append(case)
        if case.meant in sizes:
            told.add(case.meant)
    return found
