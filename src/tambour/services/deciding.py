"""Decisions: one for one version of a case, by one person or two; many at once; and taking them back.

A decision, its actions and its entry in the record are one transaction or nothing. Where a second person must agree
the actions are `held`: no worker carries them out until there are two names on the row.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tambour.domain.errors import BadInput, Conflict, Forbidden, NotFound, Refusal
from tambour.domain.ids import DAY_MS
from tambour.moderation.agreement import chosen
from tambour.moderation.cases import (
    BULK_MAX,
    FACTS_MAX,
    NOTE_MAX,
    ON_REPORTING,
    RESTORE,
    Case,
    Choice,
    Ties,
    check_choice,
    decision_key,
    may_decide,
    outcome_for_reporter,
)
from tambour.moderation.facts import standard_of
from tambour.moderation.harms import BY_KEY
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.policy import POLICY_VERSION, RULES
from tambour.moderation.records import Action, Bulk, Decision, Json, Place
from tambour.moderation.staff import NEEDS, needs_second, strike_of
from tambour.ports.store import Tx
from tambour.services.measuring import Measuring
from tambour.services.telling import about, held_case

UNFOUNDED_MS = 180 * DAY_MS
UNFOUNDED_MIN = 8
UNFOUNDED_SHARE = 0.8
"""So many complaints in so long that came to nothing, and so many of all: then a person looks at whoever made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a decision would do, before it does: how many cases, messages, chats; whom it needs; what is left out."""

    cases: int
    skipped: tuple[tuple[int, str], ...]
    messages: int
    people: int
    """Members of the chats concerned, those of several counted once a chat."""
    accounts: int
    places: tuple[Place, ...]
    second: bool


PART = 25
PARTS_AT_ONCE = 4
"""Of a bulk that a second person agrees to: decisions of one transaction, and transactions at the same time."""


def batched(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """In pieces."""
    return (ids[n : n + size] for n in range(0, len(ids), size))


class Deciding(Measuring):
    """Every decision is a row with its facts and its rule, and an entry of the record, or nothing at all."""

    async def decide(self, reviewer: int, case_id: int, ver: int, choice: Choice) -> Decision:
        """Decision, first effect and entry in one transaction; the copies and the notices right after it."""
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            if (done := await tx.cases.decision_by_key(decision_key(case_id, ver))) is not None:
                return repeated(done, reviewer, choice)
            decision, first = await self.take(tx, case, reviewer, ver, choice)
            if first is not None:
                await self.enforce.apply(tx, first, case.id)
        await self.enforce.finish()
        await self.notify(case_id)
        return decision

    async def take(
        self, tx: Tx, case: Case, reviewer: int, ver: int, choice: Choice, *, bulk: int = 0, subjects: int = 1
    ) -> tuple[Decision, Action | None]:
        """The decision and its actions, and the first of them where it may be carried out at once.

        Refuses before it writes: Forbidden, Conflict, BadInput.
        """
        now = self.clock.now()
        may_decide(await self.ties(tx, case, reviewer))
        await self.allowed(tx, reviewer, "case.decide", *needed(choice.outcome))
        if case.leased_to_other(reviewer, now):
            raise Conflict("somebody else has it open", ver=case.ver, why="case.leased")
        choice = check_choice(case, choice, ver, now)
        await self.check_target(tx, case, choice)
        waits = needs_second(choice.outcome, case.subject.reach, subjects)
        decision = await self.write(tx, case, reviewer, choice, waits=waits, bulk=bulk)
        actions = [
            replace(one, bulk=bulk, state="held" if waits else "waiting")
            for one in await self.plan(tx, case, decision.id, choice)
        ]
        await tx.cases.add_actions(actions)
        tx.shout(k="desk", case=case.id)
        if waits:
            await tx.cases.set_state(case.id, "waiting_second")
            await self.note(tx, "case.proposed", case, decision)
            return decision, None
        await self.settle(tx, case, decision)
        return decision, actions[0] if actions else None

    async def settle(self, tx: Tx, case: Case, decision: Decision) -> None:
        """A decision stands: what it counts, what reporters hear, the case is decided."""
        now = self.clock.now()
        if decision.outcome not in ("no_violation", RESTORE, *ON_REPORTING) and case.subject.owner:
            strike = strike_of(BY_KEY[decision.category].severity)
            await tx.cases.strike(
                decision.id, case.subject.owner, strike.weight, now, now + strike.days * DAY_MS
            )
        await self.note(tx, "case.decided", case, decision)
        await tx.cases.set_outcome(case.id, outcome_for_reporter(decision.outcome))
        await tx.cases.set_state(case.id, "decided", closed_at=now)
        if chosen(decision.id, self.recheck_percent):
            await tx.cases.add_recheck(self.ids.new(), decision.id, now)
        if decision.outcome == "no_violation":
            await tx.cases.note_reporters(case.id, now - UNFOUNDED_MS, UNFOUNDED_MIN, UNFOUNDED_SHARE, now)

    async def write(
        self, tx: Tx, case: Case, reviewer: int, choice: Choice, *, waits: bool, bulk: int
    ) -> Decision:
        """The decision's row and its entry in the record."""
        snapshot = await tx.cases.latest_snapshot(case.subject.id)
        if snapshot is None:
            raise NotFound("a case without evidence")
        nothing, now = choice.outcome == "no_violation", self.clock.now()
        extra: Json = {"until": choice.until} if choice.until else {}
        if standard := standard_of(choice.facts, choice.category):
            extra["standard"] = standard
        if choice.purpose:
            extra["purpose"] = choice.purpose
        if choice.territory:
            extra["territory"] = list(choice.territory)
        if choice.limits:
            extra["limits"] = list(choice.limits)
        decision = Decision(
            id=self.ids.new(),
            case=case.id,
            key=decision_key(case.id, case.ver),
            snapshot=snapshot.id,
            outcome=choice.outcome,
            category=choice.category,
            ground="none" if nothing else "terms",
            policy_ref=RULES[choice.category].cited,
            facts=choice.facts,
            automated_detection=any(not s.weak for s in await tx.signals.of_case(case.id)),
            decided_by=reviewer,
            frozen=frozen(case) | await self.reached(tx, case) | extra,
            state="waiting" if waits else "standing",
            bulk=bulk,
            at=now,
        )
        await tx.cases.add_decision(decision)
        said: Payload = {"decision": decision.id, "outcome": choice.outcome, "category": choice.category}
        said |= {"ver": case.ver} | ({"bulk": bulk} if bulk else {})
        verb = "case.propose" if waits else "case.decide"
        await tx.cases.seal(reviewer, verb, f"case:{case.id}", said, now)
        return decision

    async def reached(self, tx: Tx, case: Case) -> Json:
        """How often a message and its copies had been seen when it was decided."""
        subject = case.subject
        if subject.kind != "message":
            return {}
        spread = await tx.cases.spread(subject.chat, subject.seq, days=1, now=self.clock.now())
        return {"views": spread["views"]}

    # ── a second person, a colleague ─────────────────────────────────────────────────────────
    async def second(self, reviewer: int, decision_id: int, agree: bool) -> Decision:
        """Somebody else agrees, and it is carried out; or not, and the case goes back to the queue."""
        async with self.store.writing() as tx:
            decision = await self.join(tx, reviewer, decision_id, agree)
        await self.enforce.finish()
        await self.notify(decision.case)
        return decision

    async def join(self, tx: Tx, reviewer: int, decision_id: int, agree: bool) -> Decision:
        """The second name on a waiting decision. Raises NotFound, Conflict, Forbidden."""
        found = await tx.cases.decision(decision_id)
        if found is None:
            raise NotFound("no such decision")
        case = await held_case(tx, found.case)
        decision = await tx.cases.decision(decision_id)
        if decision is None or decision.state != "waiting":
            raise Conflict("already decided", ver=case.ver)
        may_decide(Ties(decided_before=reviewer == decision.decided_by))
        may_decide(await self.ties(tx, case, reviewer))
        await self.allowed(tx, reviewer, "second.approve", *needed(decision.outcome))
        await tx.cases.settle_second(decision.id, reviewer, agreed=agree)
        verb = "case.second" if agree else "case.decline"
        await tx.cases.seal(reviewer, verb, f"case:{case.id}", {"decision": decision.id}, self.clock.now())
        tx.shout(k="desk", case=case.id)
        if agree:
            await self.settle(tx, case, decision)
        else:
            await tx.cases.set_state(case.id, "triaged")
            await self.note(tx, "case.declined", case, decision)
        return decision

    async def escalate(self, reviewer: int, case_id: int, why: str, *, ver: int = 0) -> None:
        """Hand a case on: to the top of the queue, for anybody but oneself. `ver`: the version that was looked at (0:
        whichever it is); the same by the same person on the same version again changes nothing."""
        why = why.strip()
        if not why or len(why) > NOTE_MAX:
            raise BadInput("why", limit=NOTE_MAX)
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            await self.allowed(tx, reviewer, "case.view")
            again = (case.state, case.ver, case.escalated_by, case.escalation)
            if ver and again == ("escalated", ver + 1, reviewer, why):
                return
            check_version(case, ver)
            may_decide(await self.ties(tx, case, reviewer))
            if not case.open or case.state == "waiting_second":
                raise Conflict("already decided", ver=case.ver)
            await tx.cases.escalate(case.id, reviewer, why)
            await tx.cases.note("case.escalated", case.id, {"ver": case.ver + 1}, self.clock.now())
            tx.shout(k="desk", case=case.id)
            await tx.cases.seal(reviewer, "case.escalate", f"case:{case.id}", {}, self.clock.now())

    async def assign(self, reviewer: int, case_id: int, to: int, *, ver: int = 0) -> None:
        """Ask one colleague (0: nobody in particular) to take it. It stays open to everybody. `ver`: the version that
        was looked at (0: whichever it is); whoever has been asked is not asked again."""
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            await self.allowed(tx, reviewer, "case.view")
            check_version(case, ver)
            if to == case.assigned:
                return
            if to:
                await self.allowed(tx, to, "case.view")
            await tx.cases.assign(case.id, to)
            await tx.cases.note("case.assigned", case.id, {"ver": case.ver}, self.clock.now())
            tx.shout(k="desk", case=case.id)
            await tx.cases.seal(reviewer, "case.assign", f"case:{case.id}", {"to": to}, self.clock.now())

    # ── many at once ─────────────────────────────────────────────────────────────────────────
    async def preview(self, reviewer: int, wanted: Sequence[tuple[int, int]], choice: Choice) -> Preview:
        """What deciding these (case, version) would do. Changes nothing."""
        targets: set[tuple[int, int]] = set()
        people: set[int] = set()
        skipped, cases, second = [], 0, False
        async with self.store.writing() as tx:
            await self.allowed(tx, reviewer, "case.decide", *needed(choice.outcome))
            for case_id, ver in wanted[:BULK_MAX]:
                case = await tx.cases.case(case_id)
                try:
                    if case is None:
                        raise NotFound("no such case")
                    may_decide(await self.ties(tx, case, reviewer))
                    if case.leased_to_other(reviewer, self.clock.now()):
                        raise Conflict("somebody else has it open", why="case.leased")
                    fit = check_choice(case, choice, ver, self.clock.now())
                    await self.check_target(tx, case, fit)
                except Refusal as no:
                    skipped.append((case_id, why_of(no)))
                    continue
                cases += 1
                second = second or needs_second(choice.outcome, case.subject.reach, len(wanted))
                for action in await self.plan(tx, case, 0, fit):
                    if "c" in action.params:
                        targets.add((int(action.params["c"]), int(action.params.get("s", 0))))
                    if "u" in action.params:
                        people.add(int(action.params["u"]))
            places = await tx.cases.places(sorted(targets))
        return Preview(
            cases=cases,
            skipped=tuple(skipped),
            messages=sum(place.messages for place in places),
            people=sum(place.members for place in places),
            accounts=len(people),
            places=tuple(places),
            second=second,
        )

    async def decide_many(
        self, reviewer: int, bulk_id: int, wanted: Sequence[tuple[int, int]], choice: Choice
    ) -> Bulk:
        """One choice for many (case, version), each with its own decision, under one id: a repeat finds the first.

        Cases this person is entangled with, or that changed since the preview, are left out and named.
        """
        if not 0 < len(wanted) <= BULK_MAX:
            raise BadInput("cases", limit=BULK_MAX)
        now, skipped, done = self.clock.now(), [], []
        async with self.store.writing() as tx:
            await self.allowed(tx, reviewer, "bulk.decide")
            if not await tx.cases.begin_bulk(Bulk(id=bulk_id, by=reviewer, outcome=choice.outcome, at=now)):
                return await known_bulk(tx, bulk_id, reviewer, choice)
            for case_id, ver in sorted(set(wanted)):
                try:
                    case = await held_case(tx, case_id)
                    await self.take(tx, case, reviewer, ver, choice, bulk=bulk_id, subjects=len(wanted))
                    done.append(case_id)
                except (Forbidden, Conflict, BadInput, NotFound) as no:
                    skipped.append((case_id, why_of(no)))
            bulk = Bulk(
                id=bulk_id,
                by=reviewer,
                outcome=choice.outcome,
                decisions=len(done),
                skipped=tuple(skipped),
                at=now,
            )
            await tx.cases.end_bulk(bulk)
        while await self.enforce.finish():
            pass
        for case_id in done:
            await self.notify(case_id)
        return bulk

    async def second_many(self, reviewer: int, bulk_id: int, agree: bool) -> None:
        """The second name on everything of a bulk that waits for one, many parts at once, each with its first effects.

        What a crash or a refusal leaves goes on waiting, and the next agreement takes it up.
        """
        found = await self.store.read.cases.bulk_decisions(bulk_id)
        waiting = [one.id for one in found if one.state == "waiting"]
        if not waiting:
            raise NotFound("nothing waits there")
        parts, turns = list(batched(waiting, PART)), asyncio.Semaphore(PARTS_AT_ONCE)
        ends = await asyncio.gather(
            *(self.second_part(reviewer, part, agree, turns) for part in parts), return_exceptions=True
        )
        while await self.enforce.finish():
            pass
        for case in [case for end in ends if isinstance(end, list) for case in end]:
            await self.notify(case)
        if wrong := next((end for end in ends if isinstance(end, BaseException)), None):
            raise wrong

    async def second_part(
        self, reviewer: int, decisions: Sequence[int], agree: bool, turns: asyncio.Semaphore
    ) -> list[int]:
        """Some of a bulk, with what they do first, in one transaction; the cases."""
        cases = []
        async with turns, self.store.writing() as tx:
            for one in decisions:
                decision = await self.join(tx, reviewer, one, agree)
                first = (await tx.cases.actions(one))[:1] if agree else []
                for action in first:
                    await self.enforce.apply(tx, action, decision.case)
                cases.append(decision.case)
        return cases

    async def undo_many(self, reviewer: int, bulk_id: int, facts: str) -> int:
        """Take a whole bulk back; how many decisions. Those taken back before are left as they are."""
        count = 0
        async with self.store.writing() as tx:
            await self.allowed(tx, reviewer, "bulk.decide")
            bulk = await tx.cases.bulk(bulk_id)
            if bulk is None:
                raise NotFound("no such bulk")
            for decision in await tx.cases.bulk_decisions(bulk_id):
                if decision.outcome == "no_violation" or decision.state != "standing":
                    continue
                if not await tx.cases.superseded(decision.id):
                    await self.overturn(tx, reviewer, decision.id, facts)
                    count += 1
            await tx.cases.undo_bulk(bulk_id, reviewer, self.clock.now())
        while await self.enforce.finish():
            pass
        return count

    # ── undoing ──────────────────────────────────────────────────────────────────────────────
    async def restore(self, reviewer: int, decision_id: int, facts: str) -> Decision:
        """Take a decision back, by a new decision with its own facts."""
        async with self.store.writing() as tx:
            undone = await self.overturn(tx, reviewer, decision_id, facts)
        await self.enforce.finish()
        return undone

    async def overturn(self, tx: Tx, reviewer: int, decision_id: int, facts: str) -> Decision:
        """The new decision, the old actions marked for undoing, the audit entry, the notice."""
        now = self.clock.now()
        old = await tx.cases.decision(decision_id)
        if old is None or old.outcome in (RESTORE, "no_violation") or old.state != "standing":
            raise NotFound("nothing to take back")
        case = await held_case(tx, old.case)
        may_decide(await self.ties(tx, case, reviewer))
        await self.allowed(tx, reviewer, "case.decide", *needed(old.outcome))
        if await tx.cases.superseded(old.id):
            raise Conflict("taken back before", ver=case.ver)
        if not facts.strip() or len(facts) > FACTS_MAX:
            raise BadInput("facts")
        decision = Decision(
            id=self.ids.new(),
            case=case.id,
            key=f"{decision_key(case.id, case.ver)}:{RESTORE}:{old.id}",
            snapshot=old.snapshot,
            outcome=RESTORE,
            category=old.category,
            ground="none",
            policy_ref=old.policy_ref,
            facts=facts.strip(),
            decided_by=reviewer,
            frozen=frozen(case),
            supersedes=old.id,
            at=now,
        )
        await tx.cases.retire(old.id)
        await tx.cases.add_decision(decision)
        await tx.cases.undo_actions(old.id)
        await tx.cases.revoke_strikes(old.id, now)
        await tx.cases.set_outcome(case.id, "no_violation")
        await self.note(tx, "case.restored", case, decision)
        tx.shout(k="desk", case=case.id)
        await tx.cases.seal(
            reviewer, "case.restore", f"case:{case.id}", {"decision": decision.id, "supersedes": old.id}, now
        )
        for user in await self.affected(tx, case, old):
            await self.tell(tx, decision, "affected", user, await about(tx, case, old.outcome))
        return decision


def repeated(done: Decision, reviewer: int, choice: Choice) -> Decision:
    """A second press of the same button gets the first decision; anything else came too late."""
    if (done.decided_by, done.outcome, done.category) != (reviewer, choice.outcome, choice.category):
        raise Conflict("already decided")
    return done


def frozen(case: Case) -> Json:
    """What was known when it was decided."""
    return {
        "reach": case.subject.reach,
        "audience": case.subject.audience,
        "policy": POLICY_VERSION,
        "severity": case.severity,
        "factors": case.factors,
    }


def needed(outcome: str) -> tuple[str, ...]:
    """What an outcome needs beyond deciding."""
    return (NEEDS[outcome],) if outcome in NEEDS else ()


def why_of(no: Refusal) -> str:
    """The reason of a refusal, for a list of what was left out."""
    return str(no.facts.get("why") or no.code)


async def known_bulk(tx: Tx, bulk_id: int, reviewer: int, choice: Choice) -> Bulk:
    """A bulk decided before by the same person in the same way; raises Conflict for anything else."""
    bulk = await tx.cases.bulk(bulk_id)
    if bulk is None or bulk.by != reviewer:
        raise Conflict("this preview was used before")
    for decision in (await tx.cases.bulk_decisions(bulk_id))[:1]:
        repeated(decision, reviewer, choice)
    return bulk


def check_version(case: Case, ver: int) -> None:
    """Raises Conflict where the case is not as it was when it was looked at. 0: that does not matter."""
    if ver and ver != case.ver:
        raise Conflict("the case changed", ver=case.ver)
