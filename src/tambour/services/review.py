"""The desk as its doors see it: decisions, what people were told, appeals, and the way in."""

import hashlib
from collections.abc import Sequence

from tambour.domain.errors import BadInput, Conflict, Forbidden, Gone, NotFound
from tambour.moderation.cases import (
    APPEAL_DUE_MS,
    APPEAL_MAX,
    APPEAL_OPEN_MS,
    FACTS_MAX,
    Case,
    Ties,
    may_decide,
)
from tambour.moderation.reasons import Ruling, statement
from tambour.moderation.records import Appeal, Decision, Json, Notice
from tambour.ports.store import Tx
from tambour.services.deciding import Deciding
from tambour.services.telling import held_case

LINK_MS = 10 * 60_000
NOTICES_MAX = 100
STAFF = ("moderator", "admin")


class Review(Deciding):
    """Everything of the desk that is not looking: see services/disclosure.py for that."""

    # ── notices and appeals ──────────────────────────────────────────────────────────────────
    async def notices(self, user: int) -> list[Notice]:
        """A person's notices, newest first."""
        return await self.store.read.cases.notices(user, NOTICES_MAX)

    def can_appeal(self, notice: Notice) -> bool:
        """Whoever a decision went against, for six months; a reporter against «no violation»."""
        if notice.appeal or self.clock.now() - notice.sent_at > APPEAL_OPEN_MS:
            return False
        outcome = notice.body.get("outcome")
        against = ("no_violation",) if notice.audience == "reporter" else ("restore", "upheld")
        return (outcome in against) == (notice.audience == "reporter")

    async def appeal(self, user: int, notice_id: int, text: str) -> None:
        """File it; works while suspended. Once for each decision: the words may follow while nobody has looked."""
        now = self.clock.now()
        text = text.strip()
        if len(text) > APPEAL_MAX:
            raise BadInput("text", limit=APPEAL_MAX)
        async with self.store.writing() as tx:
            notice = await tx.cases.notice(notice_id)
            if notice is None or notice.user != user:
                raise NotFound("no such notice")
            if now - notice.sent_at > APPEAL_OPEN_MS:
                raise Gone("the time to appeal is over")
            if not notice.appeal and not self.can_appeal(notice):
                raise Forbidden("notice.not_appealable")
            decision = await tx.cases.decision(notice.decision)
            fresh = self.ids.new()
            await tx.cases.add_appeal(
                Appeal(
                    id=fresh,
                    decision=notice.decision,
                    by_party=notice.audience,
                    user=user,
                    text=text,
                    state="filed",
                    due_at=now + APPEAL_DUE_MS,
                    at=now,
                )
            )
            if decision is not None and not notice.appeal:
                told: Json = {"appeal": fresh, "by": notice.audience}
                await tx.cases.note("appeal.filed", decision.case, told, now)
            tx.shout(k="desk", case=0)

    async def decide_appeal(self, reviewer: int, appeal_id: int, uphold: bool, facts: str) -> None:
        """By another human than those who decided: the decision stands, or it is taken back and all is restored."""
        now = self.clock.now()
        if not facts.strip() or len(facts) > FACTS_MAX:
            raise BadInput("facts")
        async with self.store.writing() as tx:
            appeal = await tx.cases.appeal(appeal_id, lock=True)
            if appeal is None:
                raise NotFound("no such appeal")
            if appeal.state != "filed":
                raise Conflict("already decided")
            decision = await tx.cases.decision(appeal.decision)
            if decision is None:
                raise NotFound("no such decision")
            case = await held_case(tx, decision.case)
            await self.allowed(tx, reviewer, "appeal.decide")
            deciders = await tx.cases.deciders(case.id)
            own = reviewer == appeal.user
            may_decide(Ties(decided_before=reviewer in deciders, is_subject=own))
            may_decide(await self.ties(tx, case, reviewer))
            outcome = "upheld" if uphold else "overturned"
            await tx.cases.settle_appeal(appeal.id, reviewer, outcome)
            await tx.cases.seal(
                reviewer,
                "appeal.decide",
                f"appeal:{appeal.id}",
                {"outcome": outcome, "facts": facts.strip()},
                now,
            )
            await self.answer(tx, case, decision, appeal, reviewer, uphold, facts)
            told: Json = {"appeal": appeal.id, "outcome": outcome}
            await tx.cases.note("appeal.decided", case.id, told, now)
            tx.shout(k="desk", case=case.id)
        await self.enforce.finish()

    async def answer(
        self, tx: Tx, case: Case, decision: Decision, appeal: Appeal, reviewer: int, uphold: bool, facts: str
    ) -> None:
        """What follows from an appeal's outcome for the people and for the case."""
        if uphold:
            person = await tx.cases.person(appeal.user)
            if person is None:  # without an account, or gone: the receipt tells
                return
            told = statement(
                Ruling(outcome="upheld", subject="", policy_ref=decision.policy_ref, facts=facts.strip()),
                str(person["lang"]),
            )
            await self.send(tx, decision.id, appeal.by_party, appeal.user, told, channel="client.appeal")
        elif appeal.by_party == "affected":
            await self.overturn(tx, reviewer, decision.id, facts)
        elif await tx.cases.open_case(case.subject.id) is None:
            await tx.cases.set_state(case.id, "triaged")

    # ── the way in ───────────────────────────────────────────────────────────────────────────
    async def console_link(self, user: int) -> str:
        """A path that opens the console once, within ten minutes, for staff only."""
        person = await self.store.read.cases.person(user)
        if person is None or person["role"] not in STAFF:
            raise Forbidden("console.not_staff")
        token = self.ids.token(24)
        async with self.store.writing() as tx:
            await tx.cases.add_link(secret_hash(token), user, self.clock.now() + LINK_MS)
            await tx.cases.seal(user, "console.link", f"user:{user}", {}, self.clock.now())
        return f"/console/enter?t={token}"

    async def console_path(self, user: int) -> str:
        """Where staff knock with a passkey. Raises Forbidden for anybody else."""
        person = await self.store.read.cases.person(user)
        if person is None or person["role"] not in STAFF:
            raise Forbidden("console.not_staff")
        return "/console"

    async def set_denials(self, user: int, taken: Sequence[str]) -> frozenset[str]:
        """For operators: take exactly these capabilities from a person; what they may now."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            await tx.cases.deny(user, taken)
            await tx.cases.seal(0, "desk.deny", f"user:{user}", {"taken": sorted(taken)}, now)
            return (await tx.cases.staff(user, now)).may


def secret_hash(token: str) -> bytes:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode()).digest()
