"""Complaints: from three taps to a case, with the evidence kept in the same transaction."""

import ipaddress
from dataclasses import dataclass, replace

from tambour.domain.decide import check_rid
from tambour.domain.errors import BadInput, Moderated
from tambour.domain.ids import DAY_MS, Rid
from tambour.moderation.cases import NOTE_MAX, Case, Subject
from tambour.moderation.harms import BY_KEY, TREE_VERSION, Harm, tree
from tambour.moderation.priority import (
    CROWD_LOOK_MIN,
    CROWD_PLACE,
    FIRM_FROM,
    Record,
    due_at,
    report_weight,
    weigh,
)
from tambour.moderation.records import Json, Report, Reporter
from tambour.moderation.words import spoken
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.services.clusters import begin_case
from tambour.services.evidence import EvidenceVault
from tambour.services.limits import Limits, per_hour
from tambour.services.reported import CARRIED_MAX, Complaint, Reported

HOUR_MS = 3_600_000
REPORTS_PER_HOUR = 120
"""Of one person, whatever process takes them."""
STRANGERS = "strangers"
"""Who has no record."""
OWN_MAX = 100
GRAVER_FROM = 0.25
"""A later report of less weight than this does not make a case graver than it is."""


@dataclass
class Reports:
    """Takes complaints. Nothing here restricts anything: a count of reports only moves a case up the queue."""

    store: Store
    clock: Clock
    ids: Ids
    reported: Reported
    vault: EvidenceVault
    limits: Limits | None = None

    def tree(self, lang: str) -> dict[str, object]:
        """{ver, tree} in the nearest language we speak."""
        return {"ver": TREE_VERSION, "tree": tree(spoken(lang))}

    async def open(self, want: Complaint, lang: str) -> dict[str, object]:
        """{ver, tree, seen?} for somebody about to complain: what to choose from, and a receipt of what is shown.

        Raises BadInput, NotFound, Forbidden.
        """
        check_place(want)
        async with self.store.writing() as tx:
            await self.check_reporter(tx, want.reporter)
            seen = await self.reported.receipt(tx, want)
        return self.tree(lang) | ({"seen": seen} if seen else {})

    async def own(self, reporter: int) -> list[Json]:
        """What this person has reported, newest first."""
        return await self.store.read.cases.reports_by(reporter, OWN_MAX)

    async def create(self, want: Complaint) -> str:
        """The receipt: the same for every repeat of the rid, and for the same person on the same open case.

        Raises BadInput, NotFound, Flood.
        """
        now = self.clock.now()
        check_rid(Rid(want.rid), now=now)
        harm = checked(want)
        async with self.store.writing() as tx:
            if self.limits is not None:
                await self.limits.take_in(tx, per_hour(f"report:{want.reporter}", REPORTS_PER_HOUR))
            standing = await tx.cases.standing_of(want.reporter, want.rid, harm.key, now)
            if standing.report:
                return str(standing.report)
            allow(standing.until, standing.case)
            return str(await self.record(tx, want, harm, now, standing.known))

    async def check_reporter(self, tx: Tx, user: int) -> None:
        """Raises Moderated(report.suspended) for somebody who misused complaints after a warning."""
        allow(*await tx.cases.reporting_until(user, self.clock.now()))

    async def record(
        self, tx: Tx, want: Complaint, harm: Harm, now: int, known: Reporter, *, reporter: int = 0
    ) -> int:
        """Subject, snapshot, case and report together. `reporter`: under whose number, where it is nobody's account."""
        who = reporter or want.reporter
        seen = await self.reported.see(tx, want)
        subject = await tx.cases.take_subject(seen.subject)
        new = subject.id == seen.subject.id  # then nothing can be known of it, and nobody is asked
        case, earlier = (None, 0) if new else await tx.cases.open_case_for(subject.id, who)
        if earlier:
            await tx.cases.keep_rid(who, want.rid, earlier)
            return earlier
        snapshot = await self.vault.keep(tx, subject.id, seen.version, seen.body, now, new=new)
        first = case is None
        case = case or new_case(self.ids.new(), subject, harm, now)
        ties = ties_of(known)
        record = await ranked(tx, 0 if first else case.id, known, ties, subject.chat, who, now)
        report = Report(
            id=self.ids.new(),
            case=case.id,
            snapshot=snapshot,
            reporter=who,
            category=harm.key,
            note=want.note.strip(),
            weight=report_weight(record),
            at=now,
        )
        weighed = reweighed(replace(case, subject=subject), report, record.independence, seen.age_ms)
        if first:
            await begin_case(tx, weighed, seen.body)
            await tx.cases.add_first_report(report, want.rid, [*ties, STRANGERS])
        else:
            await tx.cases.add_report(report, want.rid, weighed)
        tx.shout(k="desk", case=case.id)
        return report.id


def allow(until: int, case: int) -> None:
    """Raises Moderated(report.suspended) while a decision of this case says that somebody may not complain."""
    if until:
        raise Moderated("may not complain", reason="report.suspended", case=case, until=until)


def ties_of(known: Reporter) -> list[str]:
    """What a reporter may have in common with others: the hour of the account, the network it comes from."""
    network = network_of(known.address)
    return [f"hour:{known.created // HOUR_MS}"] + ([f"net:{network}"] if network else [])


async def ranked(
    tx: Tx, case: int, known: Reporter, ties: list[str], chat: int, who: int, now: int
) -> Record:
    """A reporter's record, and their place among those who reported this case (0: it is new) and have something in
    common with them, or no record either. Held against all who lately complained of anything in this chat as well:
    socks that scatter are one crowd."""
    counts, place = await tx.cases.count_among(case, [*ties, STRANGERS], chat, ties, who, now, now - DAY_MS)
    *ranks, stranger = counts
    return Record(
        upheld=known.upheld,
        unfounded=known.unfounded,
        age_ms=now - known.created,
        rank=max(*ranks, 1, place if place >= CROWD_PLACE else 1),
        stranger=stranger,
    )


def network_of(address: str) -> str:
    """The /24 or /56 of an address; '' for none, and for this machine itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if ip.is_loopback:
        return ""
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 56}", strict=False))


def checked(want: Complaint) -> Harm:
    """The category, when the complaint names exactly one subject."""
    if len(want.note) > NOTE_MAX:
        raise BadInput("note", limit=NOTE_MAX)
    harm = BY_KEY.get(want.category)
    if harm is None or not harm.listed:
        raise BadInput("category")
    check_place(want)
    return harm


def check_place(want: Complaint) -> None:
    """Raises BadInput unless exactly one subject is named."""
    named = [bool(want.user), bool(want.chat), bool(want.token), bool(want.pack)]
    if named.count(True) != 1 or (want.seq and not want.chat):
        raise BadInput("u" if want.user else "t" if want.token else "k" if want.pack else "c")
    if want.link and not want.seq:
        raise BadInput("l")
    if len(want.also) > CARRIED_MAX or (want.also and not want.seq):
        raise BadInput("also", limit=CARRIED_MAX)


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


def reweighed(case: Case, report: Report, independence: float, age_ms: int) -> Case:
    """The case with one more report: under its gravest category, with the earliest first look owed to anybody."""
    harm, first = BY_KEY[report.category], case.tally.reports == 0
    tally = case.tally.plus(report.weight, independence)
    graver = harm.severity < case.severity and report.weight >= GRAVER_FROM
    category, severity = (harm.key, harm.severity) if first or graver else (case.category, case.severity)
    factors = weigh(
        severity,
        tally,
        reach=case.subject.reach,
        public=case.subject.audience == "public",
        age_ms=age_ms,
    )
    due = due_at(report.at, harm.first_look_min)
    firm = min(case.firm or due, due) if report.weight >= FIRM_FROM else case.firm
    if tally.crowd:
        due = min(firm or due_at(case.received_at, CROWD_LOOK_MIN), due_at(case.received_at, CROWD_LOOK_MIN))
    elif not first:
        due = min(case.due, due)
    return replace(
        case,
        category=category,
        severity=severity,
        priority=factors.priority,
        factors=factors.as_json(),
        due=due,
        tally=tally,
        crowd=tally.crowd,
        firm=firm,
    )
