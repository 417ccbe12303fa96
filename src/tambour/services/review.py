"""The desk: one decision for one version of a case, its actions, its notices; and the appeal that another decides."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.errors import BadInput, Conflict, Forbidden, Gone, NotFound
from tambour.moderation.cases import (
    APPEAL_DUE_MS,
    APPEAL_MAX,
    APPEAL_OPEN_MS,
    CHAT_STATE,
    FACTS_MAX,
    RESTORE,
    Case,
    Choice,
    Ties,
    check_choice,
    decision_key,
    may_decide,
    outcome_for_reporter,
)
from tambour.moderation.policy import POLICY_VERSION, RULES
from tambour.moderation.reasons import Ruling, outcome_told, statement
from tambour.moderation.records import Action, Appeal, Decision, Json, Notice
from tambour.moderation.staff import NEEDS, need
from tambour.pipeline.enforce import Enforce, change_chat, remove_message, suspend_account
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx

LINK_MS = 10 * 60_000
NOTICES_MAX = 100
AFFECTED_MAX = 100
ABOUT_MAX = 80
STAFF = ("moderator", "admin")


@dataclass
class Review:
    """Decisions. Every one is a row with its facts and its rule, and an entry of the ledger, or nothing at all."""

    store: Store
    clock: Clock
    ids: Ids
    enforce: Enforce

    def __post_init__(self) -> None:
        self.enforce.also.append(self.finish_notices)

    async def ties(self, tx: Tx, case: Case, reviewer: int) -> Ties:
        """What entangles this reviewer with this case."""
        subject = case.subject
        member = await tx.chats.member(subject.chat, reviewer) if subject.chat else None
        return Ties(
            in_chat=member is not None,
            is_subject=reviewer in (subject.owner, subject.user),
            reported_it=bool(await tx.cases.report_of(case.id, reviewer)),
        )

    async def allowed(self, tx: Tx, reviewer: int, *capabilities: str) -> None:
        """Raises Forbidden unless this person holds every one of these."""
        need(await tx.cases.staff(reviewer, self.clock.now()), *capabilities)

    async def decide(self, reviewer: int, case_id: int, ver: int, choice: Choice) -> Decision:
        """Decision, first effect and the ledger's entry in one transaction; copies and notices right after it."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            if (done := await tx.cases.decision_by_key(decision_key(case_id, ver))) is not None:
                return repeated(done, reviewer, choice)
            may_decide(await self.ties(tx, case, reviewer))
            await self.allowed(tx, reviewer, "case.decide", *needed(choice.outcome))
            if case.leased_to_other(reviewer, now):
                raise Conflict("somebody else has it open", ver=case.ver, why="case.leased")
            choice = check_choice(case, choice, ver, now)
            decision = await self.write(tx, case, reviewer, choice, now)
            actions = await self.plan(tx, case, decision, choice)
            await tx.cases.add_actions(actions)
            for first in actions[:1]:
                await self.enforce.apply(tx, first, case.id)
            await tx.cases.set_outcome(case.id, outcome_for_reporter(choice.outcome))
            await tx.cases.set_state(case.id, "decided", closed_at=now)
        await self.enforce.finish()
        await self.notify(case_id)
        return decision

    async def write(self, tx: Tx, case: Case, reviewer: int, choice: Choice, now: int) -> Decision:
        """The decision's row and its entry in the ledger."""
        snapshot = await tx.cases.latest_snapshot(case.subject.id)
        if snapshot is None:
            raise NotFound("a case without evidence")
        nothing = choice.outcome == "no_violation"
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
            decided_by=reviewer,
            frozen=frozen(case) | ({"until": choice.until} if choice.until else {}),
            at=now,
        )
        await tx.cases.add_decision(decision)
        await tx.cases.seal(
            reviewer,
            "case.decide",
            f"case:{case.id}",
            {
                "decision": decision.id,
                "outcome": choice.outcome,
                "category": choice.category,
                "ver": case.ver,
            },
            now,
        )
        return decision

    async def plan(self, tx: Tx, case: Case, decision: Decision, choice: Choice) -> list[Action]:
        """The actions of a decision; the first is the subject itself."""
        subject = case.subject
        if choice.outcome == "remove_content":
            place = (subject.chat, subject.seq)
            if not choice.everywhere:
                return [remove_message(self.ids.new(), decision.id, place, None)]
            root, copies = await tx.cases.family(*place)
            places = [place, *(one for one in (root, *copies) if one != place)]
            return [remove_message(self.ids.new(), decision.id, one, root) for one in places]
        if choice.outcome in CHAT_STATE:
            chat, state = subject.chat, CHAT_STATE[choice.outcome]
            follow = choice.everywhere and state == "removed"
            first = change_chat(self.ids.new(), decision.id, chat, state, everywhere=follow)
            copies = await tx.cases.copies_of_chat(chat) if follow else []
            return [first, *(remove_message(self.ids.new(), decision.id, one, (chat, 0)) for one in copies)]
        if choice.outcome == "suspend_account":
            return [suspend_account(self.ids.new(), decision.id, subject.owner, choice.until)]
        return []

    async def notify(self, case_id: int) -> None:
        """Tell those affected and those who reported, once each, and close the case. Safe to repeat."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            if case.state not in ("decided", "enforced"):
                return
            decision = (await tx.cases.decisions(case_id))[-1]
            if decision.outcome != "no_violation":
                for user in await self.affected(tx, case, decision):
                    await self.tell(tx, decision, "affected", user, await about(tx, case, decision.outcome))
            for report in await tx.cases.reports(case_id):
                await self.tell(tx, decision, "reporter", report.reporter, "")
            await tx.cases.set_state(case_id, "closed", closed_at=case.closed_at or now)

    async def affected(self, tx: Tx, case: Case, decision: Decision) -> list[int]:
        """Whose words, chat or account it was; forwarders see the mark where their copy stood."""
        if decision.outcome in CHAT_STATE:
            chat = await tx.chats.get(case.subject.chat)
            return [chat.owner] if chat and chat.owner else []
        if decision.outcome != "remove_content":
            return [case.subject.owner] if case.subject.owner else []
        people: list[int] = []
        for action in (await tx.cases.actions(decision.id))[:AFFECTED_MAX]:
            author = await tx.cases.author_of(int(action.params["c"]), int(action.params["s"]))
            if author and author not in people:
                people.append(author)
        return people

    async def tell(self, tx: Tx, decision: Decision, audience: str, user: int, what: str) -> None:
        """One notice in the person's language, and its event in their log."""
        person = await tx.cases.person(user)
        if person is None:
            return
        lang = str(person["lang"])
        body = (
            outcome_told(outcome_for_reporter(decision.outcome), lang)
            if audience == "reporter"
            else statement(ruling_of(decision, what), lang)
        )
        await self.send(tx, decision.id, audience, user, body)

    async def send(
        self, tx: Tx, decision: int, audience: str, user: int, body: Json, channel: str = "client"
    ) -> None:
        """The notice's row first: a person told before is not told again."""
        notice = Notice(
            id=self.ids.new(),
            decision=decision,
            audience=audience,
            user=user,
            channel=channel,
            body=body,
            sent_at=self.clock.now(),
        )
        if await tx.cases.add_notice(notice):
            await tx.tell(
                user,
                "notice",
                {"id": str(notice.id), "audience": audience, "d": notice.sent_at, "body": body},
            )

    async def finish_notices(self) -> None:
        """What a crash left between a decision and its notices."""
        for case in await self.store.read.cases.unnotified(100):
            await self.notify(case)

    # ── undoing ──────────────────────────────────────────────────────────────────────────────
    async def restore(self, reviewer: int, decision_id: int, facts: str) -> Decision:
        """Take a decision back, by a new decision with its own facts."""
        async with self.store.writing() as tx:
            undone = await self.overturn(tx, reviewer, decision_id, facts)
        await self.enforce.finish()
        return undone

    async def overturn(self, tx: Tx, reviewer: int, decision_id: int, facts: str) -> Decision:
        """The new decision, the old actions marked for undoing, the entry in the ledger, the notice."""
        now = self.clock.now()
        old = await tx.cases.decision(decision_id)
        if old is None or old.outcome in (RESTORE, "no_violation"):
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
        await tx.cases.add_decision(decision)
        await tx.cases.undo_actions(old.id)
        await tx.cases.seal(
            reviewer, "case.restore", f"case:{case.id}", {"decision": decision.id, "supersedes": old.id}, now
        )
        for user in await self.affected(tx, case, old):
            await self.tell(tx, decision, "affected", user, await about(tx, case, old.outcome))
        return decision

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
        """File it; works while suspended. Once for each decision."""
        now = self.clock.now()
        text = text.strip()
        if not text or len(text) > APPEAL_MAX:
            raise BadInput("text", limit=APPEAL_MAX)
        async with self.store.writing() as tx:
            notice = await tx.cases.notice(notice_id)
            if notice is None or notice.user != user:
                raise NotFound("no such notice")
            if now - notice.sent_at > APPEAL_OPEN_MS:
                raise Gone("the time to appeal is over")
            if not notice.appeal and not self.can_appeal(notice):
                raise Forbidden("notice.not_appealable")
            await tx.cases.add_appeal(
                Appeal(
                    id=self.ids.new(),
                    decision=notice.decision,
                    by_party=notice.audience,
                    user=user,
                    text=text,
                    state="filed",
                    due_at=now + APPEAL_DUE_MS,
                    at=now,
                )
            )

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
        await self.enforce.finish()

    async def answer(
        self, tx: Tx, case: Case, decision: Decision, appeal: Appeal, reviewer: int, uphold: bool, facts: str
    ) -> None:
        """What follows from an appeal's outcome for the people and for the case."""
        if uphold:
            person = await tx.cases.person(appeal.user)
            lang = str(person["lang"]) if person else "en"
            told = statement(
                Ruling(outcome="upheld", subject="", policy_ref=decision.policy_ref, facts=facts.strip()),
                lang,
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

    async def set_denials(self, user: int, taken: Sequence[str]) -> frozenset[str]:
        """For operators: take exactly these capabilities from a person; what they may now."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            await tx.cases.deny(user, taken)
            await tx.cases.seal(0, "desk.deny", f"user:{user}", {"taken": sorted(taken)}, now)
            return (await tx.cases.staff(user, now)).may


def needed(outcome: str) -> tuple[str, ...]:
    """What an outcome needs beyond deciding."""
    return (NEEDS[outcome],) if outcome in NEEDS else ()


def secret_hash(token: str) -> bytes:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode()).digest()


async def held_case(tx: Tx, case_id: int) -> Case:
    """The case, locked for this transaction."""
    case = await tx.cases.case(case_id, lock=True)
    if case is None:
        raise NotFound("no such case")
    return case


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


async def about(tx: Tx, case: Case, outcome: str) -> str:
    """By what an owner knows which chat is meant. Removed words are not repeated: their mark stands in their place."""
    if outcome not in CHAT_STATE:
        return ""
    chat = await tx.chats.get(case.subject.chat)
    return chat.title[:ABOUT_MAX] if chat else ""


def ruling_of(decision: Decision, what: str) -> Ruling:
    """What may be told of a decision."""
    until = decision.frozen.get("until", 0)
    return Ruling(
        outcome=decision.outcome,
        subject=str(decision.case),
        policy_ref=decision.policy_ref,
        facts=decision.facts,
        automated_detection=decision.automated_detection,
        automated_decision=decision.automated_decision,
        until=until if isinstance(until, int) else 0,
        what=what,
    )
