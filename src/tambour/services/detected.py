"""From signals to the queue: a case for a message in which something was found, with the places marked.

A case is all that detection can make. It decides nothing, hides nothing and tells nobody; whoever opens the case sees
what was found where, by what, and how sure that is worth.
"""

from dataclasses import dataclass, replace

from tambour.domain.chats import Chat
from tambour.domain.messages import Flag
from tambour.domain.visible import WITHDRAWN
from tambour.moderation.cases import Case, Subject
from tambour.moderation.harms import BY_KEY, Harm
from tambour.moderation.priority import TRUST_IN_ONE_REPORT, Tally, weigh
from tambour.moderation.records import Json, Said
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Signal
from tambour.ports.store import Store, Tx
from tambour.services.clusters import join_cluster
from tambour.services.evidence import EvidenceVault
from tambour.services.reported import CONTEXT_PUBLIC, chat_body, subject_of
from tambour.services.reports import new_case, told_of

TRUST_IN_DETECTION = TRUST_IN_ONE_REPORT
"""The surest signal weighs as much as the report of one ordinary stranger."""
ALIKE_MAX = 200
GONE = WITHDRAWN | Flag.DELETED


@dataclass(frozen=True, slots=True)
class Detected:
    """Raises cases and shows their signals."""

    store: Store
    clock: Clock
    ids: Ids
    vault: EvidenceVault

    async def raise_case(self, chat: int, seq: int, version: int) -> int:
        """The case of a message's signals: the open one, else a new one; 0 where nothing is left to look at.

        What was looked at before in this very version stays with that case, whatever came of it.
        """
        async with self.store.writing() as tx:
            signals = await tx.signals.take(chat, seq, version)
            fresh = [s for s in signals if not s.case]
            if not fresh:
                return 0
            case = next((s.case for s in signals if s.case), 0) or await self.found_case(
                tx, chat, seq, version, fresh
            )
            await tx.signals.settle([s.id for s in fresh], case)
            return case

    async def found_case(self, tx: Tx, chat_id: int, seq: int, version: int, signals: list[Signal]) -> int:
        """Subject, evidence and case; 0 for a message that is gone, was edited since, or is not public any more."""
        chat = await tx.chats.get(chat_id)
        if chat is None or not chat.is_public:
            return 0
        around = await tx.cases.said(chat_id, seq - CONTEXT_PUBLIC, seq + CONTEXT_PUBLIC)
        lines = [one for one in around if not one.flags & GONE]
        said = next((one for one in lines if one.seq == seq), None)
        if said is None or said.version != version:
            return 0
        now = self.clock.now()
        subject = await tx.cases.take_subject(subject_of(self.ids.new(), chat, seq, said.author))
        case = await tx.cases.open_case(subject.id)
        body = await self.evidence(tx, chat, said, lines)
        await self.vault.keep(tx, subject.id, version, body, now)
        if case is None:
            case = new_case(self.ids.new(), subject, gravest(signals), now)
            await tx.cases.add_case(case)
            await join_cluster(tx, case.id, subject, body)
            await tx.cases.note("case.opened", case.id, told_of(case), now)
        await tx.cases.reweigh(weighed(case, subject, signals, now - said.ts))
        tx.shout(k="desk", case=case.id)
        return case.id

    async def evidence(self, tx: Tx, chat: Chat, said: Said, lines: list[Said]) -> Json:
        """What is kept of it, in the form in which reports keep theirs."""
        return {
            "message": said.as_json(),
            "versions": await tx.cases.older_versions(chat.id, said.seq),
            "author": await tx.cases.person(said.author) or {},
            "files": await tx.cases.files_of(chat.id, said.seq),
            "chat": chat_body(chat),
            "context": [one.as_json() for one in lines if one.seq != said.seq],
        }


def gravest(signals: list[Signal]) -> Harm:
    """The category of the surest signal among the gravest ones."""
    return min((BY_KEY[s.category] for s in signals), key=lambda harm: harm.severity)


def weighed(case: Case, subject: Subject, signals: list[Signal], age_ms: int) -> Case:
    """The case with the surest signal counted into its probability."""
    sure = max(s.score for s in signals)
    tally = Tally(
        case.tally.reports,
        case.tally.independent,
        case.tally.doubt * (1 - TRUST_IN_DETECTION * min(sure, 1.0)),
    )
    factors = weigh(case.severity, tally, reach=subject.reach, public=True, age_ms=age_ms)
    return replace(case, subject=subject, tally=tally, priority=factors.priority, factors=factors.as_json())
