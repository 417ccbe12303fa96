"""Second looks: a share of what was decided is judged again by somebody who does not see the decision.

Where both agree nothing happens. Where they differ a third person says what follows; until then the decision stands.
"""

from dataclasses import dataclass, replace
from typing import cast

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound
from tambour.domain.ids import DAY_MS
from tambour.moderation.agreement import Agreement, by_category
from tambour.moderation.cases import FACTS_MAX, OUTCOMES, Case, Ties, may_decide
from tambour.moderation.records import Decision, Report, Snapshot
from tambour.ports.rechecks import Recheck
from tambour.ports.store import Tx
from tambour.services.disclosure import Disclosure, Line
from tambour.services.review import Review

LIST_MAX = 100
FIGURES_MS = 90 * DAY_MS
PURPOSE = "recheck"
VERDICTS = ("stands", "undo", "reopen")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindPage:
    """A decided case as it looked before anybody had decided it."""

    recheck: Recheck
    case: Case
    snapshot: Snapshot
    lines: list[Line]
    parts: dict[str, str]
    """What the subject carries besides its words, by moderation/surfaces.py."""
    reports: list[Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What waits for second looks, and how far people agree. `mine`: how many this person may take."""

    owed: int
    mine: int
    differing: list[Recheck]
    agreement: list[Agreement]


@dataclass
class Rechecking:
    """Over the same rooms as the desk: who may look, what is written down of it, what taking back does."""

    review: Review
    disclosure: Disclosure

    async def shelf(self, reviewer: int) -> Shelf:
        """The page of second looks."""
        async with self.review.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "case.decide")
            owed = await tx.cases.rechecks("owed", LIST_MAX)
            mine = [one for one in owed if await self.free(tx, one, reviewer)]
            rows = await tx.cases.looked_again(self.review.clock.now() - FIGURES_MS)
            return Shelf(
                owed=len(owed),
                mine=len(mine),
                differing=await tx.cases.rechecks("differs", LIST_MAX),
                agreement=by_category(rows),
            )

    async def take(self, reviewer: int) -> int:
        """The longest waiting one that this person may judge. Raises NotFound."""
        async with self.review.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "case.decide")
            for one in await tx.cases.rechecks("owed", LIST_MAX):
                if await self.free(tx, one, reviewer):
                    return one.id
        raise NotFound("nothing for you")

    async def free(self, tx: Tx, one: Recheck, reviewer: int) -> bool:
        """Took no part, has no ties, and has not seen the case."""
        try:
            await self.check_free(tx, one, reviewer)
        except (Forbidden, NotFound):
            return False
        return True

    async def check_free(self, tx: Tx, one: Recheck, reviewer: int) -> Case:
        """The same, or Forbidden."""
        case = await tx.cases.case(one.case)
        if case is None:
            raise NotFound("no such case")
        deciders = await tx.cases.deciders(case.id)
        may_decide(Ties(decided_before=reviewer in deciders or reviewer == one.first_by))
        may_decide(await self.review.ties(tx, case, reviewer))
        if await tx.cases.saw(case.id, reviewer):
            raise Forbidden("recheck.seen")
        return case

    async def open(self, reviewer: int, fresh: int) -> BlindPage:
        """Without decision, outcome, appeals or marks of what became of it; the look is written down."""
        async with self.review.store.writing() as tx:
            one = await self.owed(tx, reviewer, fresh)
            case = await self.check_free(tx, one, reviewer)
            decision = await tx.cases.decision(one.decision)
            snapshot = await self.snapshot(tx, case, decision)
            snapshot = await self.disclosure.vault.open(tx, case.id, snapshot, reviewer, PURPOSE)
            found = await self.disclosure.as_found(tx, case, snapshot, reviewer, PURPOSE)
            lines, _ = await self.disclosure.surroundings(tx, case, snapshot)
            return BlindPage(
                recheck=one,
                case=case,
                snapshot=snapshot,
                lines=[replace(line, state="") for line in lines],
                parts=cast(dict[str, str], found.body.get("parts") or {}),
                reports=await tx.cases.reports(case.id),
            )

    async def snapshot(self, tx: Tx, case: Case, decision: Decision | None) -> Snapshot:
        """What the decision was about, where it is still the newest that is kept."""
        found = await tx.cases.latest_snapshot(case.subject.id)
        if found is None or decision is None:
            raise NotFound("a case without evidence")
        return found

    async def owed(self, tx: Tx, reviewer: int, fresh: int) -> Recheck:
        """Raises NotFound, Conflict, Forbidden."""
        await self.review.allowed(tx, reviewer, "case.decide")
        one = await tx.cases.recheck(fresh, lock=True)
        if one is None:
            raise NotFound("no such second look")
        if one.state != "owed":
            raise Conflict("already looked at")
        return one

    async def answer(self, reviewer: int, fresh: int, outcome: str, facts: str) -> str:
        """What this person would have decided; agreed or differs. Changes nothing else. Raises BadInput."""
        facts = facts.strip()
        if not facts or len(facts) > FACTS_MAX:
            raise BadInput("facts")
        async with self.review.store.writing() as tx:
            one = await self.owed(tx, reviewer, fresh)
            case = await self.check_free(tx, one, reviewer)
            if outcome not in OUTCOMES.get(case.subject.kind, ()):
                raise BadInput("outcome")
            state = "agreed" if outcome == one.first else "differs"
            await tx.cases.answer_recheck(fresh, reviewer, outcome, facts, state, tx.now)
            await tx.cases.seal(
                reviewer, "recheck.answer", f"case:{case.id}", {"recheck": fresh, "outcome": outcome}, tx.now
            )
            return state

    async def settle(self, third: int, fresh: int, verdict: str, facts: str) -> None:
        """Two differ: a third person says what follows. `undo` takes the decision back, with its notices; `reopen` puts
        a case in which nothing was done back into the queue. Raises BadInput, Conflict, Forbidden, NotFound."""
        if verdict not in VERDICTS:
            raise BadInput("verdict")
        async with self.review.store.writing() as tx:
            await self.review.allowed(tx, third, "appeal.decide")
            one = await tx.cases.recheck(fresh, lock=True)
            if one is None:
                raise NotFound("no such second look")
            if one.state != "differs":
                raise Conflict("already settled")
            may_decide(Ties(decided_before=third in (one.reviewer, *await tx.cases.deciders(one.case))))
            await tx.cases.settle_recheck(fresh, third, verdict, tx.now)
            await tx.cases.seal(
                third, "recheck.settle", f"case:{one.case}", {"recheck": fresh, "verdict": verdict}, tx.now
            )
            if verdict == "undo":
                await self.review.overturn(tx, third, one.decision, facts)
            elif verdict == "reopen":
                await self.reopen(tx, one)
        await self.review.enforce.finish()

    async def reopen(self, tx: Tx, one: Recheck) -> None:
        """Only where nothing was done: what was done is taken back first."""
        case = await tx.cases.case(one.case, lock=True)
        if case is None or one.first != "no_violation":
            raise BadInput("verdict", why="recheck.undo_first")
        if await tx.cases.open_case(case.subject.id) is None:
            await tx.cases.set_state(case.id, "triaged")
