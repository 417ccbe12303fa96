"""Complaints: from three taps to a case, with the evidence kept in the same transaction."""

from dataclasses import dataclass, replace

from tambour.domain.chats import Chat
from tambour.domain.decide import check_rid
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.ids import Rid
from tambour.domain.messages import Message
from tambour.domain.visible import Viewer, may_read, viewer_of, visible, whole
from tambour.moderation.cases import NOTE_MAX, Case, Subject
from tambour.moderation.harms import BY_KEY, TREE_VERSION, Harm, tree
from tambour.moderation.priority import Record, due_at, report_weight, weigh
from tambour.moderation.records import Json, Report, Said
from tambour.moderation.words import spoken
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.limits import Limits, per_hour

REPORTS_PER_HOUR = 120
"""Of one person, whatever process takes them."""
CONTEXT_PUBLIC = 20
CONTEXT_PRIVATE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a person asks us to look at: a message (chat and seq), a chat, or an account (user)."""

    reporter: int
    rid: int
    chat: int = 0
    seq: int = 0
    user: int = 0
    category: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reporter sees of a subject, ready to be kept."""

    subject: Subject
    version: int
    body: Json
    age_ms: int


@dataclass
class Reports:
    """Takes complaints. Nothing here restricts anything: a count of reports only moves a case up the queue."""

    store: Store
    clock: Clock
    ids: Ids
    limits: Limits | None = None

    def tree(self, lang: str) -> dict[str, object]:
        """{ver, tree} in the nearest language we speak."""
        return {"ver": TREE_VERSION, "tree": tree(spoken(lang))}

    async def create(self, want: Complaint) -> str:
        """The receipt: the same for every repeat of the rid, and for the same person on the same open case.

        Raises BadInput, NotFound, Flood.
        """
        now = self.clock.now()
        check_rid(Rid(want.rid), now=now)
        harm = checked(want)
        if self.limits is not None:
            await self.limits.take(per_hour(f"report:{want.reporter}", REPORTS_PER_HOUR))
        async with self.store.writing() as tx:
            known = await tx.cases.report_by_rid(want.reporter, want.rid)
            if not known:
                known = await self.record(tx, want, harm, now)
        return str(known)

    async def record(self, tx: Tx, want: Complaint, harm: Harm, now: int) -> int:
        """Subject, snapshot, case and report together."""
        seen = await self.see(tx, want, now)
        subject = await tx.cases.take_subject(seen.subject)
        case = await tx.cases.open_case(subject.id)
        if case is not None and (earlier := await tx.cases.report_of(case.id, want.reporter)):
            await tx.cases.keep_rid(want.reporter, want.rid, earlier)
            return earlier
        snapshot = await tx.cases.add_snapshot(self.ids.new(), subject.id, seen.version, seen.body, now)
        if case is None:
            case = new_case(self.ids.new(), subject, harm, now)
            await tx.cases.add_case(case)
        good, bad, created, bucket = await tx.cases.record_of(want.reporter, harm.key, case.id)
        report = Report(
            id=self.ids.new(),
            case=case.id,
            snapshot=snapshot,
            reporter=want.reporter,
            category=harm.key,
            note=want.note.strip(),
            weight=report_weight(Record(upheld=good, unfounded=bad, age_ms=now - created, bucket=bucket)),
            at=now,
        )
        await tx.cases.add_report(report, want.rid)
        reports = await tx.cases.reports(case.id)
        await tx.cases.reweigh(reweighed(replace(case, subject=subject), reports, seen.age_ms))
        return report.id

    async def see(self, tx: Tx, want: Complaint, now: int) -> Seen:
        """Only what this person can see may be reported; raises NotFound for anything else."""
        if want.user:
            return await self.see_person(tx, want)
        chat = await tx.chats.get(want.chat)
        member = await tx.chats.member(want.chat, want.reporter)
        if chat is None:
            raise NotFound("no such chat")
        width = CONTEXT_PUBLIC if chat.is_public else CONTEXT_PRIVATE
        first, last = (
            (want.seq - width, want.seq + width) if want.seq else (chat.last_seq - width + 1, chat.last_seq)
        )
        banned, hidden = await tx.cases.blinds(want.reporter, chat.id, first, last)
        if not may_read(chat, member, banned=banned):
            raise NotFound("no such chat")
        viewer = viewer_of(chat, member, want.reporter, hidden=hidden, banned=banned)
        lines = [one for one in await tx.cases.said(chat.id, first, last) if sees(chat, one, viewer)]
        if want.seq:
            return await self.see_message(tx, want, chat, lines, now)
        if chat.owner == want.reporter:
            raise Forbidden("report.own")
        body: Json = chat_body(chat) | {"context": [one.as_json() for one in lines]}
        return Seen(subject_of(self.ids.new(), chat, 0, chat.owner), 0, body, 0)

    async def see_message(self, tx: Tx, want: Complaint, chat: Chat, lines: list[Said], now: int) -> Seen:
        """A message among what the reporter sees around it."""
        said = next((one for one in lines if one.seq == want.seq), None)
        if said is None:
            raise NotFound("no such message")
        if said.author == want.reporter:
            raise Forbidden("report.own")
        author = await tx.cases.person(said.author)
        body: Json = {
            "message": said.as_json(),
            "versions": await tx.cases.older_versions(chat.id, said.seq),
            "author": author or {},
            "chat": chat_body(chat),
            "context": [one.as_json() for one in lines if one.seq != said.seq],
        }
        subject = subject_of(self.ids.new(), chat, said.seq, said.author)
        return Seen(subject, said.version, body, now - said.ts)

    async def see_person(self, tx: Tx, want: Complaint) -> Seen:
        """An account, as its profile shows it."""
        person = await tx.cases.person(want.user)
        if person is None:
            raise NotFound("no such person")
        if want.user == want.reporter:
            raise Forbidden("report.own")
        subject = Subject(
            id=self.ids.new(), kind="account", user=want.user, owner=want.user, audience="account", reach=1
        )
        return Seen(subject, 0, {"author": person}, 0)


def checked(want: Complaint) -> Harm:
    """The category, when the complaint names exactly one subject."""
    if len(want.note) > NOTE_MAX:
        raise BadInput("note", limit=NOTE_MAX)
    harm = BY_KEY.get(want.category)
    if harm is None:
        raise BadInput("category")
    if bool(want.user) == bool(want.chat) or (want.seq and not want.chat):
        raise BadInput("u" if want.user else "c")
    return harm


def sees(chat: Chat, said: Said, viewer: Viewer) -> bool:
    """Does this viewer see the words of it?"""
    message = Message(chat=chat.id, seq=said.seq, ev=0, sender=said.sender, ts=said.ts)
    return whole(visible(message, said.flags, said.author, viewer))


def chat_body(chat: Chat) -> Json:
    """A chat as its members see it."""
    return {
        "c": chat.id,
        "k": chat.kind,
        "ti": chat.title,
        "ab": chat.about,
        "un": chat.username,
        "m": chat.members,
        "ow": chat.owner,
        "pu": int(chat.is_public),
    }


def subject_of(fresh: int, chat: Chat, seq: int, owner: int) -> Subject:
    """The subject of a message (seq > 0) or of a chat."""
    return Subject(
        id=fresh,
        kind="message" if seq else "chat",
        chat=chat.id,
        seq=seq,
        owner=owner,
        audience="public" if chat.is_public else chat.kind,
        reach=max(chat.members, 2 if chat.kind == "dialog" else 1),
    )


def new_case(fresh: int, subject: Subject, harm: Harm, now: int) -> Case:
    """A case as it begins."""
    return Case(
        id=fresh,
        subject=subject,
        category=harm.key,
        severity=harm.severity,
        priority=0.0,
        state="new",
        ver=1,
        due=due_at(now, harm.first_look_min),
        received_at=now,
    )


def reweighed(case: Case, reports: list[Report], age_ms: int) -> Case:
    """The case under its gravest category, with the clock of that category counted from its own first report."""
    gravest = min((BY_KEY[report.category] for report in reports), key=lambda harm: harm.severity)
    dues = [due_at(report.at, BY_KEY[report.category].first_look_min) for report in reports]
    factors = weigh(
        gravest.severity,
        tuple(report.weight for report in reports),
        reach=case.subject.reach,
        public=case.subject.audience == "public",
        age_ms=age_ms,
    )
    return replace(
        case,
        category=gravest.key,
        severity=gravest.severity,
        priority=factors.priority,
        factors=factors.as_json(),
        due=min(dues),
    )
