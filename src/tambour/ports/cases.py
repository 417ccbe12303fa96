"""What the desk needs of the store: intake of reports, cases and decisions, and the effects of enforcement."""

from collections.abc import Sequence
from typing import Protocol

from tambour.domain.chats import Chat, Member
from tambour.moderation.cases import Case, Subject
from tambour.moderation.records import (
    Action,
    Appeal,
    Decision,
    Json,
    Looks,
    Notice,
    Report,
    Said,
    Snapshot,
    Standing,
)
from tambour.moderation.staff import Staff
from tambour.ports.clusters import BulkRows, ClusterRows, SpreadRows
from tambour.ports.ledger import EntryRows
from tambour.ports.measures import MeasureRows
from tambour.ports.programs import ProgramRows
from tambour.ports.rechecks import RecheckRows
from tambour.ports.vault import EvidenceRows


class IntakeRows(Protocol):
    """Subjects, snapshots, reports, cases. Written inside a transaction."""

    async def said(self, chat: int, first: int, last: int) -> list[Said]:
        """Stored messages of a stretch, whatever their flags, ascending. For evidence and the desk only."""
        ...

    async def said_at(self, chat: int, seqs: Sequence[int]) -> list[Said]:
        """The same for single messages."""
        ...

    async def behind(
        self, chat: int, seq: int, author: int
    ) -> tuple[Json, list[Json], list[Json], dict[str, str]]:
        """What belongs to a message: its author as `person` tells ({}: nobody); {v, x, en, d} of what it said before
        its edits; what it carries, as its File of the wire; its other words, by moderation/surfaces.py."""
        ...

    async def outlook(
        self, user: int, chat: int, seqs: Sequence[int], width: int
    ) -> tuple[Chat, Member | None, bool, frozenset[int]] | None:
        """How a chat looks to somebody: (chat, their place in it, banned there, seqs they deleted for themselves), of
        these messages and of `width` around the first (none: around the end). None where there is no such chat."""
        ...

    async def standing_of(self, reporter: int, rid: int, category: str, now: int) -> Standing:
        """A reporter's record of this kind, halved every HALF_LIFE_MS, what may tie them to others, whether they may
        complain, and whether this rid has made a report."""
        ...

    async def count_among(
        self,
        case: int,
        buckets: Sequence[str],
        chat: int,
        places: Sequence[str],
        who: int,
        now: int,
        since: int,
    ) -> tuple[list[int], int]:
        """One more reporter of the case in each of these buckets: how many each has now, in the same order (case 0: it
        is new, `add_first_report` begins them); and the greatest place (from 1) of this reporter among those of
        `places` who complained of anything in the chat since then. A place once given stays. Chat 0: place 1."""
        ...

    async def person(self, user: int) -> Json | None:
        """{u, n, un, ab, lang, role, sus?} of an account, or None."""
        ...

    async def names(self, users: Sequence[int]) -> dict[int, str]:
        """Shown names of these accounts."""
        ...

    async def take_subject(self, subject: Subject) -> Subject:
        """The subject of this place, made with `subject.id` if it is new; reach, owner and audience are refreshed."""
        ...

    async def open_case(self, subject: int) -> Case | None:
        """The one open case of a subject, locked for this transaction."""
        ...

    async def open_case_for(self, subject: int, reporter: int) -> tuple[Case | None, int]:
        """The same, and this person's report in it, or 0."""
        ...

    async def add_case(self, case: Case) -> None: ...

    async def reweigh(self, case: Case) -> None:
        """Store category, severity, priority, factors and due; the version stays."""
        ...

    async def case(self, case: int, *, lock: bool = False) -> Case | None: ...

    async def add_report(self, report: Report, rid: int, case: Case) -> None:
        """The report, what this rid answers from now on, and the case as it weighs with it."""
        ...

    async def add_first_report(self, report: Report, rid: int, buckets: Sequence[str]) -> None:
        """The report that begins a case, which weighs with it already; and what its reporter may share with later
        ones."""
        ...

    async def report_of(self, case: int, reporter: int) -> int:
        """This person's report in this case, or 0."""
        ...

    async def keep_rid(self, reporter: int, rid: int, report: int) -> None:
        """This rid answers with that report from now on."""
        ...

    async def reports(self, case: int) -> list[Report]:
        """All of a case, oldest first."""
        ...

    async def reports_by(self, reporter: int, limit: int) -> list[Json]:
        """{id, at, category, outcome, kind, chat_id, seq, user_id, ref} of a person's own reports, newest first."""
        ...

    async def latest_snapshot(self, subject: int, ver: int = -1) -> Snapshot | None:
        """The newest that was kept of a subject; of this version only, unless -1."""
        ...


class DeskRows(Protocol):
    """The queue, leases, decisions, actions, notices, appeals, the console's sessions."""

    async def queue(self, now: int, limit: int) -> list[Case]:
        """Open cases: grave first, then late ones, then by priority."""
        ...

    async def backlog(self, now: int) -> tuple[int, int]:
        """How many cases are open, and how many are late."""
        ...

    async def lease(self, case: int, reviewer: int, until: int, now: int) -> bool:
        """Take or prolong the lease; False when somebody else holds it."""
        ...

    async def release(self, case: int, reviewer: int) -> None: ...

    async def set_state(self, case: int, state: str, *, closed_at: int = 0) -> None:
        """Move the case on: its version grows and the lease ends."""
        ...

    async def prior(self, *, user: int, chat: int, limit: int) -> list[Decision]:
        """Earlier decisions about this person's things or this chat, newest first."""
        ...

    async def decision_by_key(self, key: str) -> Decision | None: ...

    async def decision(self, decision: int) -> Decision | None: ...

    async def decisions(self, case: int) -> list[Decision]:
        """Of one case, oldest first."""
        ...

    async def add_decision(self, decision: Decision) -> None: ...

    async def add_actions(self, actions: Sequence[Action]) -> None: ...

    async def actions(self, decision: int) -> list[Action]:
        """Of one decision, in order."""
        ...

    async def take_action(self, action: int) -> Action | None:
        """One action, locked for this transaction."""
        ...

    async def unfinished(self, limit: int) -> list[Action]:
        """Actions still to be applied or undone, oldest first."""
        ...

    async def superseded(self, decision: int) -> bool:
        """Was it taken back? Locks the decision against that for this transaction."""
        ...

    async def recent_removals(self, since: int) -> list[Action]:
        """Removals applied since then whose copies must follow: some may still have been under way."""
        ...

    async def chasing(self, before: int) -> list[Action]:
        """Blocks of links to be followed up: each once when it was applied, and once more when that was `before`."""
        ...

    async def settle_action(
        self, action: int, state: str, inverse: Json, *, at: int, by: int = 0
    ) -> None: ...

    async def above(self, action: Action) -> Action | None:
        """The next effect on the same target that was applied after this one and still stands."""
        ...

    async def hand_down(self, action: int, inverse: Json) -> None:
        """Replace what undoing that action restores."""
        ...

    async def undo_actions(self, decision: int) -> None:
        """Mark the actions of a decision for undoing; those not yet applied never will be."""
        ...

    async def ended(self, now: int) -> list[Action]:
        """Applied actions whose end time has come."""
        ...

    async def set_outcome(self, case: int, outcome: str) -> None:
        """What the reports of this case came to."""
        ...

    async def add_notice(self, notice: Notice) -> bool:
        """False when this person has been told before."""
        ...

    async def unnotified(self, limit: int) -> list[int]:
        """Cases decided whose people are still to be told."""
        ...

    async def notices(self, user: int, limit: int) -> list[Notice]:
        """A person's notices, newest first, with the state of their appeal."""
        ...

    async def notice(self, notice: int) -> Notice | None: ...

    async def notices_of(self, decision: int) -> list[Notice]:
        """What everybody was told of a decision, oldest first."""
        ...

    async def add_appeal(self, appeal: Appeal) -> bool:
        """False when this person has appealed against this decision before. Words that were missing are added."""
        ...

    async def appeal(self, appeal: int, *, lock: bool = False) -> Appeal | None: ...

    async def appeals_of(self, case: int) -> list[Appeal]:
        """All appeals against decisions of a case, oldest first."""
        ...

    async def open_appeals(self, limit: int) -> list[Appeal]:
        """Waiting for somebody else's eyes, the most pressing first."""
        ...

    async def settle_appeal(self, appeal: int, reviewer: int, outcome: str) -> None: ...

    async def deciders(self, case: int) -> frozenset[int]:
        """Who took or seconded any decision of this case."""
        ...

    async def author_of(self, chat: int, seq: int) -> int:
        """Who wrote a message, or 0."""
        ...

    async def log_view(self, fresh: int, evidence: int, who: int, purpose: str, at: int) -> None:
        """Somebody looked into the vault."""
        ...


class EffectRows(Protocol):
    """What enforcement changes, each with what undoing needs. The chat is locked by the caller."""

    async def hide_message(self, chat: int, seq: int, case: int) -> Json | None:
        """Flag it, bury it, take its pin; returns the inverse, or None when there is no such message."""
        ...

    async def show_message(self, chat: int, seq: int, inverse: Json) -> list[int] | None:
        """Exactly undo hide_message; returns the seqs whose pins are back, or None when it stays out of sight."""
        ...

    async def family(self, chat: int, seq: int) -> tuple[tuple[int, int], list[tuple[int, int]]]:
        """The first source of a message (itself, when it is one) and every copy of that source."""
        ...

    async def copies(self, chat: int, seq: int) -> list[tuple[int, int]]:
        """Where this very message was forwarded."""
        ...

    async def copies_of_chat(self, chat: int) -> list[tuple[int, int]]:
        """Where anything first said in this chat was forwarded."""
        ...

    async def set_chat_state(self, chat: int, state: str, case: int) -> None:
        """Also moves `gen`, so that a send decided before is decided again."""
        ...

    async def suspend(self, user: int, until: int | None, case: int | None) -> Json:
        """Set or clear the suspension and move `gen` of all the person's chats; returns the inverse."""
        ...


class ConsoleRows(Protocol):
    """Who sits at the desk."""

    async def add_link(self, token_hash: bytes, user: int, expires: int) -> None: ...

    async def use_link(self, token_hash: bytes, now: int) -> int:
        """The person of this link, once; else 0."""
        ...

    async def add_desk(self, token_hash: bytes, user: int, csrf: str, now: int, expires: int) -> None: ...

    async def desk(self, token_hash: bytes, now: int) -> Json | None:
        """{user, name, role, lang, csrf, looks} of a living desk session of somebody who is still staff."""
        ...

    async def staff(self, user: int, now: int) -> Staff:
        """What this person may do at the desk: nothing unless they are staff, and not suspended or gone."""
        ...

    async def deny(self, user: int, capabilities: Sequence[str]) -> None:
        """Take exactly these from what the role brings."""
        ...

    async def drop_desk(self, token_hash: bytes) -> None: ...

    async def hold_looks(self, user: int) -> None:
        """Until the commit no other look of this person is counted."""
        ...

    async def looked(self, user: int, since: int) -> int:
        """How many pictures, films and sounds of evidence this person has looked at."""
        ...

    async def looked_at(self, user: int, evidence: int, since: int) -> bool:
        """Has this person looked at pictures of this evidence?"""
        ...

    async def looks(self, user: int) -> Looks: ...

    async def set_looks(self, user: int, looks: Looks) -> None: ...


class CaseRows(
    IntakeRows,
    DeskRows,
    ClusterRows,
    BulkRows,
    SpreadRows,
    ProgramRows,
    EffectRows,
    MeasureRows,
    RecheckRows,
    ConsoleRows,
    EntryRows,
    EvidenceRows,
    Protocol,
):
    """Everything of the desk."""
