"""Who is told what of a decision, once, in their own language; and what entangles a reviewer with a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from tambour.domain.errors import NotFound
from tambour.moderation.cases import CHAT_STATE, Case, Ties, outcome_for_reporter
from tambour.moderation.facts import facts_in
from tambour.moderation.limits import bits_of
from tambour.moderation.reasons import Ruling, outcome_told, statement
from tambour.moderation.records import Action, Decision, Json, Notice
from tambour.moderation.staff import need
from tambour.moderation.words import spoken
from tambour.pipeline.enforce import Enforce
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx

AFFECTED_MAX = 100
ABOUT_MAX = 80
ON_CHATS = (*CHAT_STATE, "limit_chat")
"""Outcomes that the owner of the chat answers for."""
REMOVING = ("remove_content", "block_link", "block_pack")


@dataclass
class Telling:
    """What every room of the desk needs: who may, and who hears of it."""

    store: Store
    clock: Clock
    ids: Ids
    enforce: Enforce
    own: str = ""
    """The server's address: what leads back here is told apart from links elsewhere."""
    recheck_percent: float = 0.0
    """Of a hundred decisions so many are judged again by somebody who does not see them."""

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
            escalated=case.state == "escalated" and case.escalated_by == reviewer,
        )

    async def allowed(self, tx: Tx, reviewer: int, *capabilities: str) -> None:
        """Raises Forbidden unless this person holds every one of these."""
        need(await tx.cases.staff(reviewer, self.clock.now()), *capabilities)

    async def note(self, tx: Tx, kind: str, case: Case, decision: Decision) -> None:
        """For programs that listen: which decision of what kind; no words, no people."""
        told: Json = {"decision": decision.id, "outcome": decision.outcome, "category": decision.category}
        await tx.cases.note(kind, case.id, told, self.clock.now())

    async def notify(self, case_id: int) -> None:
        """Tell those affected and those who reported, once each, and close the case. Safe to repeat."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            case = await held_case(tx, case_id)
            if case.state not in ("decided", "enforced"):
                return
            decision = [one for one in await tx.cases.decisions(case_id) if one.state == "standing"][-1]
            if decision.outcome != "no_violation":
                for user in await self.affected(tx, case, decision):
                    await self.tell(tx, decision, "affected", user, await about(tx, case, decision.outcome))
            for report in await tx.cases.reports(case_id):
                await self.tell(tx, decision, "reporter", report.reporter, "")
            await tx.cases.set_state(case_id, "closed", closed_at=case.closed_at or now)

    async def affected(self, tx: Tx, case: Case, decision: Decision) -> list[int]:
        """Whose words, chat or account it was; forwarders see the mark where their copy stood."""
        if decision.outcome in ON_CHATS:
            chat = await tx.chats.get(case.subject.chat)
            return [chat.owner] if chat and chat.owner else []
        owner = [case.subject.owner] if case.subject.owner else []
        if decision.outcome not in REMOVING:
            return owner
        authors = await self.authors(tx, await tx.cases.actions(decision.id))
        return authors if decision.outcome != "block_pack" else list(dict.fromkeys([*owner, *authors]))

    async def authors(self, tx: Tx, actions: Sequence[Action]) -> list[int]:
        """Who wrote what these remove, the first AFFECTED_MAX of them."""
        people: dict[int, None] = {}
        for action in [one for one in actions if one.type in ("remove_content", "hide_in")][:AFFECTED_MAX]:
            author = await tx.cases.author_of(int(action.params["c"]), int(action.params["s"]))
            if author:
                people[author] = None
        return list(people)

    async def tell(self, tx: Tx, decision: Decision, audience: str, user: int, what: str) -> None:
        """One notice in the person's language, and its event in their log."""
        person = await tx.cases.person(user)
        if person is None:
            return
        lang = str(person["lang"])
        body = (
            outcome_told(outcome_for_reporter(decision.outcome), lang)
            if audience == "reporter"
            else statement(
                ruling_of(decision, what, lang, await tx.cases.strikes(user, self.clock.now())), lang
            )
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


async def held_case(tx: Tx, case_id: int) -> Case:
    """The case, locked for this transaction."""
    case = await tx.cases.case(case_id, lock=True)
    if case is None:
        raise NotFound("no such case")
    return case


async def about(tx: Tx, case: Case, outcome: str) -> str:
    """By what an owner knows which chat is meant. Removed words are not repeated: their mark stands in their place."""
    if outcome == "block_link":
        return case.subject.ref[:ABOUT_MAX]
    if outcome == "block_pack":
        return (await tx.stickers.title(case.subject.ref))[:ABOUT_MAX]
    if outcome not in ON_CHATS and outcome != "restrict_member":
        return ""
    chat = await tx.chats.get(case.subject.chat)
    return chat.title[:ABOUT_MAX] if chat else ""


def ruling_of(decision: Decision, what: str, lang: str, strikes: tuple[int, int]) -> Ruling:
    """What may be told of a decision."""
    until, limits = decision.frozen.get("until", 0), decision.frozen.get("limits")
    return Ruling(
        outcome=decision.outcome,
        subject=str(decision.case),
        policy_ref=decision.policy_ref,
        facts=facts_in(decision.facts, str(decision.frozen.get("standard", "")), spoken(lang)),
        automated_detection=decision.automated_detection,
        automated_decision=decision.automated_decision,
        until=until if isinstance(until, int) else 0,
        what=what,
        strikes=strikes,
        territory=tuple(map(str, where))
        if isinstance(where := decision.frozen.get("territory"), list)
        else (),
        limits=int(bits_of(map(str, limits))) if isinstance(limits, list) else 0,
    )
