"""What the desk shows of people's words. Everything shown passes `Disclosure.open`, which writes down who and why.

In public spaces the surroundings come from the log; of private ones only what a reporter carried to us is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from tambour.domain.errors import Conflict, NotFound
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Flag
from tambour.moderation.agreement import by_category
from tambour.moderation.cases import BULK_MAX, LEASE_MS, Case, may_decide
from tambour.moderation.ledger.entries import Entry
from tambour.moderation.records import Action, Appeal, Bulk, Decision, Json, Like, Posted, Report, Snapshot
from tambour.moderation.surfaces import PROFILE
from tambour.ports.store import Tx
from tambour.services.exposing import Exposing

CONTEXT = 20
LIKE_MAX = 12
SPREAD_DAYS = 14
POSTED_MAX = 5_000
POSTED_SHOWN = 20
FIGURES_MS = 30 * DAY_MS
QUEUE_MAX = 200
BULKS_SHOWN = 5
PRIOR_MAX = 20
STATES = ((Flag.DELETED, "deleted"), (Flag.REMOVED, "removed"), (Flag.QUARANTINED, "quarantined"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as the desk shows it. `state`: '', 'deleted', 'removed', 'quarantined'."""

    seq: int
    ts: int
    who: str
    text: str
    kind: str = "text"
    subject: bool = False
    state: str = ""
    forwarded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One case on one screen."""

    case: Case
    snapshot: Snapshot
    lines: list[Line]
    live: bool
    """The surroundings come from the log; otherwise from what the reporter carried."""
    author: Json
    chat: Json
    versions: list[Json]
    reports: list[Report]
    prior: list[Decision]
    decisions: list[Decision]
    actions: dict[int, list[Action]]
    appeals: list[Appeal]
    copies: int
    leased: bool
    """The lease is this reviewer's."""

    @property
    def subject_text(self) -> str:
        """The words that the case is about, as kept; '' where it is about no message."""
        return next((line.text for line in self.lines if line.subject), "")

    likes: list[Like]
    together: int
    """Open cases of its cluster, itself included; 0: it has none."""
    spread: Json
    strikes: tuple[int, int]
    files: list[Json]
    parts: dict[str, str]
    """What its subject carries besides its words, as kept: by moderation/surfaces.py."""
    parts_ver: int
    """Of the version that was kept with them."""
    colleagues: list[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The first page of the desk. `backlog`: (open, late)."""

    cases: list[Case]
    appeals: list[Appeal]
    waiting: list[Decision]
    bulks: list[Bulk]
    backlog: tuple[int, int]


@dataclass
class Disclosure(Exposing):
    """The one way from the store to a reviewer's eyes."""

    async def queue(self, limit: int = QUEUE_MAX) -> Queue:
        """What is open, in the order it should be taken. No content in it."""
        rows, now = self.store.read.cases, self.clock.now()
        return Queue(
            cases=await rows.queue(now, limit),
            appeals=await rows.open_appeals(QUEUE_MAX),
            waiting=await rows.waiting(QUEUE_MAX),
            bulks=await rows.bulks(BULKS_SHOWN),
            backlog=await rows.backlog(now),
        )

    async def open(self, reviewer: int, case_id: int, purpose: str = "review") -> Page:
        """The case with its surroundings. Leases an open case; writes the view down; refuses the entangled."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            case = await tx.cases.case(case_id)
            if case is None:
                raise NotFound("no such case")
            await self.review.allowed(tx, reviewer, "case.view")
            may_decide(await self.review.ties(tx, case, reviewer))
            leased = False
            if case.open:
                leased = await tx.cases.lease(case.id, reviewer, now + LEASE_MS, now)
                if not leased:
                    raise Conflict("somebody else has it open", why="case.leased")
                if case.lease_by != reviewer:
                    tx.shout(k="desk", case=case.id)
            snapshot = await tx.cases.latest_snapshot(case.subject.id)
            if snapshot is None:
                raise NotFound("a case without evidence")
            snapshot = await self.vault.open(tx, case.id, snapshot, reviewer, purpose)
            found = await self.as_found(tx, case, snapshot, reviewer, purpose)
            return await self.page(tx, case, snapshot, leased, found)

    async def as_found(self, tx: Tx, case: Case, snapshot: Snapshot, reviewer: int, purpose: str) -> Snapshot:
        """What a detector found in a name or description as it was then, where something was kept since: complaints
        about chats and people keep no version of them."""
        worn = [one for one in await tx.signals.of_case(case.id) if one.part == PROFILE]
        newest = max((one.version for one in worn), default=snapshot.ver)
        if newest == snapshot.ver:
            return snapshot
        older = await tx.cases.latest_snapshot(case.subject.id, newest)
        return await self.vault.open(tx, case.id, older, reviewer, purpose) if older else snapshot

    async def page(self, tx: Tx, case: Case, snapshot: Snapshot, leased: bool, found: Snapshot) -> Page:
        """Everything of one case, put together."""
        lines, live = await self.surroundings(tx, case, snapshot)
        decisions = await tx.cases.decisions(case.id)
        prior = await tx.cases.prior(user=case.subject.owner, chat=case.subject.chat, limit=PRIOR_MAX)
        chat = snapshot.body.get("chat", snapshot.body if case.subject.kind == "chat" else {})
        copies: list[tuple[int, int]] = []
        if case.subject.kind == "message":
            copies = (await tx.cases.family(case.subject.chat, case.subject.seq))[1]
        elif case.subject.kind == "chat":
            copies = await tx.cases.copies_of_chat(case.subject.chat)
        return Page(
            case=case,
            snapshot=snapshot,
            lines=lines,
            live=live,
            author=cast(Json, snapshot.body.get("author") or {}),
            chat=cast(Json, chat),
            versions=cast(list[Json], snapshot.body.get("versions") or []),
            reports=await tx.cases.reports(case.id),
            prior=[one for one in prior if one.case != case.id],
            decisions=decisions,
            actions={one.id: await tx.cases.actions(one.id) for one in decisions},
            appeals=await tx.cases.appeals_of(case.id),
            copies=len(copies),
            leased=leased,
            likes=await tx.cases.alike(case.id, LIKE_MAX),
            together=len(await tx.cases.cluster_cases(case.cluster, BULK_MAX)) if case.cluster else 0,
            spread=await self.spread(tx, case),
            strikes=await tx.cases.strikes(case.subject.owner, self.clock.now()),
            files=cast(list[Json], snapshot.body.get("files") or []),
            parts=cast(dict[str, str], found.body.get("parts") or {}),
            parts_ver=found.ver,
            colleagues=await tx.cases.colleagues(),
        )

    async def spread(self, tx: Tx, case: Case) -> Json:
        """Views and copies by day: of a message counted from its source, of a chat from all that was said there."""
        subject, now = case.subject, self.clock.now()
        if subject.kind == "message":
            root, _ = await tx.cases.family(subject.chat, subject.seq)
            return await tx.cases.spread(*root, days=SPREAD_DAYS, now=now)
        if subject.kind == "chat":
            return await tx.cases.chat_spread(subject.chat, days=SPREAD_DAYS, now=now)
        return {}

    async def posted(self, case: Case, alike: Sequence[tuple[int, int]] = ()) -> Posted:
        """Who else said what this case is about: copies, the same files, and messages that are `alike`.

        For a case that is open before this reviewer; names of private chats and of people there are left out.
        """
        subject, rows = case.subject, self.store.read.cases
        if subject.kind != "message":
            return Posted()
        own = (subject.chat, subject.seq)
        root, copies = await rows.family(*own)
        same = await rows.same_bytes(*own, POSTED_MAX)
        places = [one for one in dict.fromkeys([root, *copies, *same, *alike]) if one != own]
        return await rows.posted(places[:POSTED_MAX], POSTED_SHOWN) if places else Posted()

    async def cluster(self, reviewer: int, cluster: int) -> list[tuple[int, int]]:
        """(case, version) of the open cases of a cluster."""
        async with self.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "bulk.decide")
            return await tx.cases.cluster_cases(cluster, BULK_MAX)

    async def figures(self, reviewer: int) -> Json:
        """The desk of the last thirty days in numbers."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "figures.view")
            found = await tx.cases.figures(now - FIGURES_MS, now)
            return found | {"agreement": by_category(await tx.cases.looked_again(now - FIGURES_MS))}

    async def surroundings(self, tx: Tx, case: Case, snapshot: Snapshot) -> tuple[list[Line], bool]:
        """The subject between its neighbours: the kept words win over the log's, which may be erased by now."""
        kept = {line.seq: line for line in lines_of(snapshot.body)}
        subject, live = case.subject, False
        if subject.kind != "account":
            chat = await tx.chats.get(subject.chat)
            if chat is not None and chat.is_public:
                live = True
                middle = subject.seq or chat.last_seq
                for said in await tx.cases.said(chat.id, middle - CONTEXT, middle + CONTEXT):
                    fresh = line_of(said.as_json(), subject=said.seq == subject.seq)
                    old = kept.get(said.seq)
                    if old is None:
                        kept[said.seq] = fresh
                    else:
                        kept[said.seq] = replace(old, state=fresh.state)
        lines = [kept[seq] for seq in sorted(kept) if kept[seq].kind != "svc" or kept[seq].subject]
        names = await tx.cases.names(sorted({int(line.who) for line in lines if line.who}))
        return [replace(line, who=names.get(int(line.who or 0), "")) for line in lines], live

    async def moved(self, reviewer: int, case_id: int, ver: int) -> str:
        """What happened to a case since this version was put on the screen: '', 'moved', 'moved_other'. No content."""
        async with self.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "case.view")
            case = await tx.cases.case(case_id)
        if case is None:
            raise NotFound("no such case")
        if case.leased_to_other(reviewer, self.clock.now()):
            return "moved_other"
        return "moved" if case.ver != ver else ""

    async def prolong(self, reviewer: int, case_id: int) -> None:
        """The case is still on this reviewer's screen."""
        now = self.clock.now()
        if not await self.store.read.cases.lease(case_id, reviewer, now + LEASE_MS, now):
            raise Conflict("somebody else has it open", why="case.leased")

    async def release(self, reviewer: int, case_id: int) -> None:
        """Put it back for a colleague."""
        async with self.store.writing() as tx:
            await tx.cases.release(case_id, reviewer)
            tx.shout(k="desk", case=case_id)

    async def audit(self, reviewer: int, before: int) -> tuple[list[Entry], dict[int, str]]:
        """A page of the audit trail, newest first, with the names of those who acted. Looking is itself an entry."""
        async with self.store.writing() as tx:
            await self.review.allowed(tx, reviewer, "audit.view")
            entries = await tx.cases.audit(before, 100)
            if not before:
                await tx.cases.seal(reviewer, "audit.view", "audit:0", {}, self.clock.now())
            return entries, await tx.cases.names(sorted({one.actor for one in entries if one.actor}))


def lines_of(body: Json) -> list[Line]:
    """The messages kept in a snapshot."""
    lines = [line_of(one) for one in cast(list[Json], body.get("context") or [])]
    message = body.get("message")
    if isinstance(message, dict):
        lines.append(line_of(message, subject=True))
    return lines


def line_of(said: Json, *, subject: bool = False) -> Line:
    """One kept message; `who` is still the id of its author."""
    flags = cast(int, said.get("fl", 0))
    source = cast(Json, said.get("fw") or {})
    return Line(
        seq=cast(int, said["s"]),
        ts=cast(int, said["d"]),
        who=str(said.get("a", "")),
        text=str(said.get("x", "")),
        kind=str(said.get("k", "text")),
        subject=subject,
        state=next((name for flag, name in STATES if flags & flag), ""),
        forwarded=str(source.get("n", "")),
    )
