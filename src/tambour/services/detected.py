"""From signals to the queue: a case for a message in which something was found, or for a chat whose photo is known.

A case is all that detection can make. It decides nothing, hides nothing and tells nobody; whoever opens the case sees
what was found where, by what, and how sure that is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.visible import GONE
from tambour.moderation.cases import Case, Subject
from tambour.moderation.guesses import GUESSING, NAMED
from tambour.moderation.harms import BY_KEY, Harm
from tambour.moderation.known import face_version
from tambour.moderation.priority import TRUST_IN_ONE_REPORT, Tally, weigh
from tambour.moderation.records import Json
from tambour.ports.outside import Clock, Ids
from tambour.ports.screen import Signal
from tambour.ports.store import Store, Tx
from tambour.services.clusters import begin_case
from tambour.services.evidence import EvidenceVault
from tambour.services.reported import CONTEXT_PUBLIC, Seen, chat_body, message_body, subject_of, worn
from tambour.services.reports import new_case

TRUST_IN_DETECTION = TRUST_IN_ONE_REPORT
"""The surest signal weighs as much as the report of one ordinary stranger."""
TRUST_IN_GUESS = 0.1
"""The surest guess of a model weighs less than a third of that."""
TRUST_IN_HINT = TRUST_IN_DETECTION
"""Of a hint or a disputed entry, whose score is less than half as it is: the surest takes away 0.16 of the doubt."""
HEEDED_PER_TURN = 50
ALIKE_MAX = 200


@dataclass(frozen=True, slots=True)
class Detected:
    """Raises cases and shows their signals."""

    store: Store
    clock: Clock
    ids: Ids
    vault: EvidenceVault

    async def raise_case(self, chat: int, seq: int, version: int) -> int:
        """The case of a message's signals, or of a profile's: the open one, else a new one; 0 where nothing is left to
        look at.

        What was looked at before in this very version stays with that case, whatever came of it.
        """
        async with self.store.writing() as tx:
            signals = await tx.signals.take(chat, seq, version)
            fresh = [s for s in signals if not s.case]
            if all(s.weak for s in fresh):
                return 0
            known = next((s.case for s in signals if s.case and not s.weak), 0)
            if not (case := known):
                seen = await self.seen(tx, chat, seq, version)
                case = await self.found_case(tx, seen, version, fresh) if seen is not None else 0
            await tx.signals.settle([s.id for s in fresh], case)
            return case

    async def heed_guesses(self) -> int:
        """Count guesses into the cases that are open anyway: they move up the queue. How many messages that were."""
        return await self.heed(await self.store.read.signals.guessed(HEEDED_PER_TURN))

    async def heed_hints(self) -> int:
        """The same with what is found by hints and by disputed entries."""
        return await self.heed(await self.store.read.signals.hinted(HEEDED_PER_TURN))

    async def heed(self, places: Sequence[tuple[int, int, int]]) -> int:
        """The weak signals of these messages."""
        done = 0
        for chat, seq, version in places:
            async with self.store.writing() as tx:
                done += await self.heed_one(tx, chat, seq, version)
        return done

    async def heed_one(self, tx: Tx, chat_id: int, seq: int, version: int) -> bool:
        """Into the open case of this message, if it is open still."""
        signals = await tx.signals.take(chat_id, seq, version)
        weak = [s for s in signals if s.weak and not s.case]
        seen = await self.seen(tx, chat_id, seq, version) if weak else None
        if seen is None:
            return False
        subject = await tx.cases.take_subject(seen.subject)
        case = await tx.cases.open_case(subject.id)
        if case is None:
            return False
        before = await tx.signals.of_case(case.id)
        await tx.signals.settle([s.id for s in weak], case.id)
        await tx.cases.reweigh(weighed(case, subject, weak, seen.age_ms, before))
        tx.shout(k="desk", case=case.id)
        return True

    async def seen(self, tx: Tx, chat_id: int, seq: int, version: int) -> Seen | None:
        """What stands there; None for what is gone, was changed since, or is not public any more."""
        if chat_id < 0:
            found = await tx.profiles.some([-chat_id])
            current = bool(found) and found[0].ver == version and bool(found[0].text)
            return await worn(tx, self.ids, found[0]) if current else None
        chat = await tx.chats.get(chat_id)
        if chat is None or not chat.is_public:
            return None
        seen = await (self.message(tx, chat, seq) if seq else self.photo(tx, chat))
        return seen if seen is not None and seen.version == version else None

    async def found_case(self, tx: Tx, seen: Seen, version: int, signals: list[Signal]) -> int:
        """Subject, evidence and case."""
        now = self.clock.now()
        subject = await tx.cases.take_subject(seen.subject)
        case = await tx.cases.open_case(subject.id)
        before = await tx.signals.of_case(case.id) if case is not None else []
        await self.vault.keep(tx, subject.id, version, seen.body, now)
        if case is None:
            case = new_case(self.ids.new(), subject, gravest(signals), now)
            await begin_case(tx, case, seen.body)
        await tx.cases.reweigh(weighed(case, subject, signals, seen.age_ms, before))
        tx.shout(k="desk", case=case.id)
        return case.id

    async def message(self, tx: Tx, chat: Chat, seq: int) -> Seen | None:
        """A message among others, or None where it is gone."""
        around = await tx.cases.said(chat.id, seq - CONTEXT_PUBLIC, seq + CONTEXT_PUBLIC)
        lines = [one for one in around if not one.flags & GONE]
        said = next((one for one in lines if one.seq == seq), None)
        if said is None:
            return None
        body = await message_body(tx, chat, said.as_json(), lines)
        age_ms = self.clock.now() - said.ts
        return Seen(subject_of(self.ids.new(), chat, seq, said.author), said.version, body, age_ms)

    async def photo(self, tx: Tx, chat: Chat) -> Seen | None:
        """A chat with the photo that it has now, and the last that was said there."""
        shown = await tx.files.shown([chat.photo]) if chat.photo else {}
        if chat.photo not in shown:
            return None
        said = await tx.cases.said(chat.id, chat.last_seq - CONTEXT_PUBLIC + 1, chat.last_seq)
        body: Json = chat_body(chat) | {
            "context": [one.as_json() for one in said if not one.flags & GONE],
            "files": [msgspec.to_builtins(shown[chat.photo])],
        }
        return Seen(subject_of(self.ids.new(), chat, 0, chat.owner), face_version(chat.photo), body, 0)


def gravest(signals: list[Signal]) -> Harm:
    """The category of the surest signal among the gravest ones; a guess and a hint name none."""
    found = [s for s in signals if not s.weak]
    return min((BY_KEY[s.category] for s in found), key=lambda harm: harm.severity)


def hints_weigh(signals: Sequence[Signal]) -> float:
    """The share of the doubt that hints and disputed entries take away: the surest counts, however many there are."""
    return TRUST_IN_HINT * max((min(s.score, 1.0) for s in signals if s.hint), default=0.0)


def guesses_weigh(signals: Sequence[Signal]) -> float:
    """The share of the doubt that guesses take away: the surest counts, however many there are, and none where it is
    counted beside a name."""
    if any(s.detector == NAMED for s in signals):
        return 0.0
    sure = [min(s.score, 1.0) for s in signals if not s.hint and s.detector in GUESSING]
    return TRUST_IN_GUESS * max(sure, default=0.0)


def weighed(
    case: Case, subject: Subject, signals: list[Signal], age_ms: int, before: Sequence[Signal] = ()
) -> Case:
    """The case with the surest finding, the surest guess and the surest hint counted into its probability. `before`:
    signals that are in it already. What hints and guesses have taken away is given back first: a hint that has become
    certain is among them no more, and counts as a finding; and however many guesses there are, one counts."""
    hinted = hints_weigh([*before, *signals])
    doubt = case.tally.doubt * (1 - hinted) / (1 - case.tally.hinted)
    doubt *= (1 - guesses_weigh([*before, *signals])) / (1 - guesses_weigh(before))
    sure = [s.score for s in signals if not s.weak]
    doubt *= 1 - TRUST_IN_DETECTION * min(max(sure, default=0.0), 1.0)
    tally = Tally(case.tally.reports, case.tally.independent, doubt, hinted)
    factors = weigh(case.severity, tally, reach=subject.reach, public=True, age_ms=age_ms)
    return replace(case, subject=subject, tally=tally, priority=factors.priority, factors=factors.as_json())
